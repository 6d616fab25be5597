"""A manager's yes given in advance, and the owner's standing one for a manager who is alone.

Each use ends in the one `Approval`, bound to the digest and good for a minute and once, and is an
override of its own that says by what method it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.approving import check_approver
from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Currency, Money
from counter_app.core.operator import Operator, Role
from counter_app.core.said import said
from counter_app.core.words import amount_text
from counter_app.records import approval_requests as records
from counter_app.records.approval_requests import Preauthorization
from counter_app.records.audit import note_event
from counter_app.records.operators import all_operators, operator_by_id, operator_by_number
from counter_app.records.sign_on import as_operator
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class LivePreauthorization:
    """A yes in advance with the names of who may use it and who gave it."""

    granted: Preauthorization
    clerk: str
    manager: str


def preauthorize(
    clerk: str,
    codes: Sequence[str],
    amount: Money,
    minutes: int,
    approver: Operator,
    station: Station,
    total: Money | None = None,
) -> Preauthorization:
    """A manager's yes in advance: `clerk` may do this up to `amount`, for so many minutes.

    In sum up to `total`, at most (and for None) what the policy lets one grant cover. Raises
    `Refused` for who may not approve, or not for themselves, and `BadInput`.
    """
    with station.open_work() as work:
        person = operator_by_number(work.connection, clerk)
        if person is None or not person.active:
            raise BadInput(
                said("Nobody here has the number {clerk}.", clerk=clerk[:12]),
                code="operator_unknown",
            )
        check_approver(approver, person.id)
        rules, now = work.policy().approvals, work.now()
        longest = rules.preauthorization_max_minutes
        if not codes or not 1 <= minutes <= longest:
            words = said(
                "Say for what, and for 1 to {preauthorization_max_minutes} minutes.",
                preauthorization_max_minutes=longest,
            )
            raise BadInput(words, code="bad_preauthorization")
        total = _in_sum(amount, total, rules.preauthorization_total, work.store.currency)
        granted = Preauthorization(
            new_id(),
            approver.id,
            person.id,
            tuple(sorted(set(codes))),
            amount,
            rules.preauthorization_uses,
            now,
            now + timedelta(minutes=minutes),
            station.name,
            total,
        )
        records.add_preauthorization(work.connection, granted)
        note_event(
            work.connection,
            station=station.name,
            event="preauthorized",
            at=now,
            operator_id=approver.id,
            clerk=person.id,
            amount=amount.minor,
            total=total.minor,
            minutes=minutes,
        )
        work.commit()
    return granted


def _in_sum(amount: Money, total: Money | None, most: Money, currency: Currency) -> Money:
    """What one grant covers in sum; `BadInput` beyond the policy, or for less than one use."""
    total = most if total is None else total
    if amount > total or total > most:
        words = said(
            "One yes in advance covers {most} in sum at most, and no single use more.",
            most=amount_text(most, currency),
        )
        raise BadInput(words, code="bad_preauthorization")
    return total


def grant_again(approval: Approval, verdict: Verdict, station: Station) -> Preauthorization:
    """The manager who has just agreed lets the same be done for some minutes, up to this amount."""
    with station.look() as work:
        approver = work.operator(approval.approver_id)
        clerk = operator_by_id(work.connection, approval.requester_id).number
        minutes = work.policy().approvals.preauthorization_minutes
    amount = verdict.amount or ZERO
    return preauthorize(clerk, tuple(approval.codes), amount, minutes, approver, station)


def live_preauthorizations(station: Station) -> tuple[LivePreauthorization, ...]:
    """What is granted in advance in this store now, for those who may approve; else nothing."""
    with station.look() as work:
        if not work.operator(station.operator_id).may("approve"):
            return ()
        found = records.live_preauthorizations(work.connection, work.now())
        people = {row.id: row.name for row in all_operators(work.connection)}
        return tuple(
            LivePreauthorization(g, people[g.clerk_id], people[g.granted_by]) for g in found
        )


def revoke(preauthorization_id: str, station: Station) -> None:
    """Whoever may approve ends a pre-authorisation; raises `Refused` or `NotFound`."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("approve"):
            raise Refused(
                said("{operator} may not do this.", operator=operator.name), code="not_an_approver"
            )
        if not records.revoke(work.connection, preauthorization_id, operator.id, work.now()):
            raise NotFound("This is over already.", code="preauthorization_unknown")
        note_event(
            work.connection,
            station=station.name,
            event="preauthorization_revoked",
            at=work.now(),
            operator_id=operator.id,
            preauthorization=preauthorization_id,
        )
        work.commit()


def standing_approval(verdict: Verdict, station: Station) -> Approval | None:
    """An approval from what a manager granted in advance, None if nothing fits.

    Every use is an override of its own that names the pre-authorisation.
    """
    with station.look() as work:
        now, clerk = work.now(), station.operator_id
        for granted in records.live_preauthorizations(work.connection, now, clerk):
            if granted.covers(verdict, now) and granted.granted_by != clerk:
                row = operator_by_id(work.connection, granted.granted_by)
                if row.active and as_operator(row, work.policy()).may("approve"):
                    by, reason = granted.granted_by, granted.id
                    return _approval(verdict, by, records.IN_ADVANCE, now, station, reason=reason)
    return None


def lone_approval(verdict: Verdict, station: Station) -> Approval:
    """A manager who is alone goes on by the owner's standing policy; it is listed for review.

    Only findings that ask for approval, never a denial. The approver on record is an active
    administrator other than the manager, whose policy it is. Raises `Refused`.
    """
    with station.look() as work:
        operator, policy = work.operator(station.operator_id), work.policy()
        if policy.approvals.lone_manager != "listed" or not operator.may("approve"):
            raise Refused("The store’s policy asks for a second person.", code="not_alone")
        denied = [f for f in verdict.findings if f.severity is Severity.DENY]
        if denied:
            raise Refused(denied[0].text, code="not_alone", remedy="A second person must agree.")
        owners = [
            row
            for row in all_operators(work.connection)
            if row.active and row.id != operator.id and Role(row.role) is Role.ADMINISTRATOR
        ]
        if not owners:
            raise Refused("Nobody stands behind this policy.", code="not_alone")
        owner, now = min(row.id for row in owners), work.now()
    return _approval(verdict, owner, "lone_manager", now, station)


def _approval(
    verdict: Verdict, by: int, method: str, at: datetime, station: Station, *, reason: str = ""
) -> Approval:
    return Approval(
        id=new_id(),
        approver_id=by,
        requester_id=station.operator_id,
        station=station.name,
        request_digest=verdict.request_digest,
        codes=verdict.to_cover(),
        granted_at=at,
        method=method,
        reason=reason,
    )
