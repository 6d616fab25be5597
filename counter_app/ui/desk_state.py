"""What the shell shows about the desk: read on the worker in one snapshot, drawn on the GUI thread.

Also the shell's own use cases: signing on, and who may approve.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator, Role

if TYPE_CHECKING:
    from counter_app.codes.receipt_codes import ScanRules
    from counter_app.core.approval import Approval, Verdict
    from counter_app.core.store import TillSession
    from counter_app.records.desk_day import DeskDay
    from counter_app.records.work import Work
    from counter_app.station import Station

APPROVE = "approve"
_ORDER = (Role.MANAGER, Role.ADMINISTRATOR, Role.LEAD, Role.CLERK)
"""In which order people are offered as approvers."""


@dataclass(frozen=True, slots=True)
class Parked:
    """One piece of parked work."""

    draft_id: str
    task: str
    title: str
    amount: Money | None
    owner_id: int
    owner: str
    since: datetime
    left_at: str = ""
    """The desk at which it was left open; empty for parked work."""


@dataclass(frozen=True, slots=True)
class DeskState:
    """One look at the desk; nothing in it tells how much money a till holds."""

    now: datetime
    business_date: date
    till: TillSession | None
    parked: tuple[Parked, ...]
    day: DeskDay
    newest_receipt: datetime | None
    doubtful_slips: int
    scans: ScanRules
    idle_lock_minutes: int


@dataclass(frozen=True, slots=True)
class SignedOn:
    """Who signed on, and what they had open when the desk last stopped."""

    operator: Operator
    open_task: str = ""
    open_draft: str = ""


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who may be asked: never the one who asks."""

    number: str
    name: str
    role: str
    limits: dict[str, Money]

    def limit(self, name: str) -> Money:
        """How much of this they may approve; what policy does not name is nothing."""
        return self.limits.get(name, ZERO)


def look_at_desk(station: Station) -> DeskState:
    """Read everything the status bar and the home screen show."""
    from counter_app.records.desk_day import desk_day
    from counter_app.records.receipts import newest_receipt_at

    with station.look() as work:
        policy = work.policy()
        today = work.today()
        return DeskState(
            now=work.now(),
            business_date=today,
            till=work.till_session(),
            parked=_parked(work, station.operator.id if station.operator else None),
            day=desk_day(work.connection, station.name, today),
            newest_receipt=newest_receipt_at(work.connection),
            doubtful_slips=len(work.print_jobs.doubtful()),
            scans=policy.scans,
            idle_lock_minutes=policy.sign_on.idle_lock_minutes,
        )


def sign_on_by_pin(number: str, pin: str, station: Station) -> SignedOn:
    """Sign on by number and PIN; raises `Refused` for anything wrong."""
    return _signed_on(station, station.sign_on_with_pin(number, pin))


def sign_on_by_badge(badge: str, pin: str | None, station: Station) -> SignedOn:
    """Sign on, or switch operators, by badge; `Refused` "pin_needed" asks for the PIN, too."""
    return _signed_on(station, station.sign_on_with_badge(badge, pin))


def approvers(verdict: Verdict, station: Station) -> tuple[Approver, ...]:
    """Everybody who may approve, without the one who is signed on: by role, then by name.

    Where a second person's look is all that is asked, that is everybody.
    """
    with station.look() as work:
        own = work.operator(station.operator_id).number
    return _able(own, station, anyone=verdict.witness_is_enough)


def approvers_for(asker: str, station: Station) -> tuple[Approver, ...]:
    """Everybody who may approve what somebody with this number asks for at another desk."""
    return _able(asker, station)


def _able(asker: str, station: Station, *, anyone: bool = False) -> tuple[Approver, ...]:
    from counter_app.records.operators import all_operators
    from counter_app.records.sign_on import as_operator

    with station.look() as work:
        policy = work.policy()
        people = [as_operator(row, policy) for row in all_operators(work.connection) if row.active]
    found = [p for p in people if (anyone or p.may(APPROVE)) and p.number != asker]
    return tuple(
        Approver(p.number, p.name, p.role.value, p.limits)
        for p in sorted(found, key=lambda p: (_ORDER.index(p.role), p.name))
    )


def approve_by_pin(verdict: Verdict, number: str, pin: str, station: Station) -> Approval:
    """A manager's yes by name and PIN."""
    return station.approve_with_pin(verdict, number, pin)


def approve_by_badge(verdict: Verdict, badge: str, pin: str | None, station: Station) -> Approval:
    """A manager's yes by badge; `Refused` "pin_needed" asks for the PIN, too."""
    return station.approve_with_badge(verdict, badge, pin)


def decline(verdict: Verdict, badge: str | None, number: str, pin: str, station: Station) -> None:
    """Keep that a manager said no; with a PIN also who it was (`Refused` if it is wrong)."""
    from counter_app.records.decisions import add_declined

    said_no = None
    if pin and badge is not None:
        said_no = station.approve_with_badge(verdict, badge, pin).approver_id
    elif pin and number:
        said_no = station.approve_with_pin(verdict, number, pin).approver_id
    with station.open_work() as work:
        add_declined(
            work.connection,
            station=station.name,
            operator_id=station.operator_id,
            verdict=verdict,
            at=work.now(),
            approver_id=said_no,
        )
        work.commit()


def _signed_on(station: Station, operator: Operator) -> SignedOn:
    from counter_app.records.drafts import drafts_of

    with station.look() as work:
        unfinished = drafts_of(work.connection, work.keys, operator.id, "open")
    here = [draft for draft in unfinished if draft.station == station.name]
    if not here:
        return SignedOn(operator)
    return SignedOn(operator, here[0].task, here[0].id)


def _parked(work: Work, operator_id: int | None) -> tuple[Parked, ...]:
    from counter_app.records.drafts import waiting_at
    from counter_app.records.operators import all_operators
    from counter_app.records.stores import all_stations

    names = {row.id: row.name for row in all_operators(work.connection)}
    titles = {row.name: row.title for row in all_stations(work.connection)}
    return tuple(
        Parked(
            draft_id=draft.id,
            task=draft.task,
            title=draft.title,
            amount=draft.amount,
            owner_id=draft.operator_id,
            owner=names.get(draft.operator_id, ""),
            since=draft.changed_at,
            left_at=titles.get(draft.station, draft.station) if draft.state == "open" else "",
        )
        for draft in waiting_at(work.connection, work.keys, work.station, operator_id, work.now())
    )
