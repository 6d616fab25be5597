"""A manager's yes from elsewhere: at another desk, or by a spoken code.

Each of them ends in the one `Approval`, bound to the digest, the clerk and the station, good for a
minute and once; the journal checks it like any other. Nobody approves their own request.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from counter_app.core.approval import Approval, Finding, Verdict
from counter_app.core.errors import BadInput, Conflict, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import kept, said
from counter_app.records import approval_requests as records
from counter_app.records.approval_requests import ApprovalRequest
from counter_app.records.audit import note_event
from counter_app.records.operators import operator_by_id, operator_by_number
from counter_app.records.sign_on import as_operator
from counter_app.records.stores import station_title
from counter_app.records.work import Work
from counter_app.station import Station

CODE_DIGITS: Final = 8
MAX_TRIES: Final = 5
PURPOSE_CHALLENGE: Final = b"approval challenge"
PURPOSE_CODE: Final = b"approval code"
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Letters and digits that cannot be mistaken for one another when they are read out."""


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """A request as another desk shows it."""

    id: str
    challenge: str
    clerk: str
    clerk_number: str
    desk: str
    amount: Money
    told: Any
    asked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AskedHere:
    """A request of this desk: how long a yes may hold on, and whether a manager may go on alone.

    `total` is how much a yes that holds on covers in sum, zero if this amount is too much for it.
    """

    request: OpenRequest
    minutes: int
    lone: bool
    total: Money = ZERO


def ask_elsewhere(verdict: Verdict, told: dict[str, Any], station: Station) -> AskedHere:
    """Put a request up at every desk of the store; it ends by itself after some minutes.

    `told` is what the card says, as plain data.
    """
    with station.open_work() as work:
        clerk = work.operator(station.operator_id)
        request_id, now = new_id(), work.now()
        rules = work.policy().approvals
        request = ApprovalRequest(
            id=request_id,
            station=station.name,
            requester_id=clerk.id,
            request_digest=verdict.request_digest,
            codes=tuple(sorted(verdict.to_cover())),
            amount=verdict.amount or ZERO,
            challenge=_challenge(station, request_id, verdict),
            told=told | {"findings": [_kept(f) for f in verdict.worst_first()]},
            state=records.ASKED,
            wrong_tries=0,
            asked_at=now,
            expires_at=now + timedelta(minutes=rules.request_minutes),
        )
        records.add_request(work.connection, request)
        opened = _opened(work, request)
        work.commit()
    lone = rules.lone_manager == "listed" and clerk.may("approve")
    most = rules.preauthorization_total
    return AskedHere(
        opened, rules.preauthorization_minutes, lone, most if request.amount <= most else ZERO
    )


def withdraw(request_id: str, station: Station) -> None:
    """The card was closed: nobody need answer any more."""
    with station.open_work() as work:
        records.move(work.connection, request_id, records.ASKED, state=records.WITHDRAWN)
        work.commit()


def requests_for(station: Station) -> tuple[OpenRequest, ...]:
    """What other people of the store ask for now."""
    with station.look() as work:
        mine = station.operator.id if station.operator is not None else None
        return tuple(
            _opened(work, r)
            for r in records.open_requests(work.connection, work.now())
            if r.requester_id != mine
        )


def grant_with_pin(request_id: str, number: str, pin: str, station: Station) -> None:
    """A manager's yes at this desk to what is asked at another one, by name and PIN."""
    _answer(request_id, station.identify_with_pin(number, pin), "remote_pin", station)


def grant_with_badge(request_id: str, badge: str, pin: str | None, station: Station) -> None:
    """The same by badge; `Refused` "pin_needed" asks for the PIN, too."""
    _answer(request_id, station.identify_with_badge(badge, pin), "remote_badge", station)


def refuse_with_pin(request_id: str, number: str, pin: str, station: Station) -> None:
    """A manager's no at this desk to what is asked at another one."""
    who = station.identify_with_pin(number, pin)
    _answer(request_id, who, "remote_pin", station, yes=False)


def collect(request_id: str, station: Station) -> Approval | None:
    """The answer that came from elsewhere, once; None while there is none.

    Raises `Refused` if a manager said no, or nobody answered in time.
    """
    with station.look() as work:
        found = records.request_by_id(work.connection, request_id)
        now = work.now()
        if found is None or (found.state == records.ASKED and now < found.expires_at):
            return None
    if found.state == records.REFUSED:
        raise Refused("A manager said no at another desk.", code="declined")
    if found.state != records.GRANTED:
        raise Refused("Nobody answered in time. Ask again.", code="approval_expired")
    return _use(found, found.answered_by, found.method, found.answered_at or now, station)


def spoken_code(
    challenge: str, amount: Money, clerk: str, number: str, pin: str, station: Station
) -> str:
    """The code a manager reads out: for this challenge, amount and clerk's number, and no other.

    The manager proves who they are with number and PIN. A request that this store's books know is
    compared with what is typed. Raises `Refused` or `BadInput`.
    """
    manager = station.identify_with_pin(number, pin)
    plain = plain_challenge(challenge)
    with station.open_work() as work:
        asked = records.request_by_challenge(work.connection, plain)
        person = operator_by_number(work.connection, clerk)
        if person is None:
            raise BadInput(
                said("Nobody here has the number {clerk}.", clerk=clerk[:12]),
                code="operator_unknown",
            )
        check_approver(manager, person.id)
        if asked is not None and (asked.amount, asked.requester_id) != (amount, person.id):
            raise Refused(
                "That desk asks for another amount, or another clerk asks.",
                code="approval_mismatch",
                remedy="Let the clerk read it out again.",
            )
        note_event(
            work.connection,
            station=station.name,
            event="approval_code",
            at=work.now(),
            operator_id=manager.id,
            clerk=person.id,
            amount=amount.minor,
        )
        work.commit()
    return _code(station, plain, amount, person.id, manager.id)


def redeem_code(request_id: str, number: str, code: str, station: Station) -> Approval:
    """A spoken code typed at the desk that asked; wrong ones are counted, five end the request."""
    with station.open_work() as work:
        found = records.request_by_id(work.connection, request_id)
        if found is None or found.station != station.name:
            raise NotFound("This request is gone. Ask again.", code="request_unknown")
        if found.state != records.ASKED or work.now() >= found.expires_at:
            raise Refused("This request is over. Ask again.", code="approval_expired")
        row = operator_by_number(work.connection, number)
        manager = as_operator(row, work.policy()) if row is not None and row.active else None
        clerk = found.requester_id
        right = manager is not None and hmac.compare_digest(
            _code(station, found.challenge, found.amount, clerk, manager.id), plain_code(code)
        )
        if manager is None or not right:
            _wrong_code(work, found, station)
            work.commit()
            raise Refused("That code does not fit this request.", code="wrong_code")
    check_approver(manager, clerk)
    return _use(found, manager.id, "code", station.clock.now(), station, before=records.ASKED)


def plain_challenge(text: str) -> str:
    """A challenge as it is stored: capital letters, no blanks or hyphens."""
    return "".join(c for c in text.upper() if c.isalnum())[:12]


def plain_code(text: str) -> str:
    """A typed code's digits."""
    return "".join(c for c in text if c.isascii() and c.isdigit())[:CODE_DIGITS]


def _answer(
    request_id: str, who: Operator, method: str, station: Station, *, yes: bool = True
) -> None:
    with station.open_work() as work:
        found = records.request_by_id(work.connection, request_id)
        if found is None:
            raise NotFound("This request is gone.", code="request_unknown")
        check_approver(who, found.requester_id)
        state = records.GRANTED if yes else records.REFUSED
        now = work.now()
        moved = now < found.expires_at and records.move(
            work.connection,
            request_id,
            records.ASKED,
            state=state,
            answered_by=who.id,
            answered_at=now,
            method=method,
        )
        if not moved:
            raise Conflict("This request is over or answered already.", code="request_over")
        note_event(
            work.connection,
            station=station.name,
            event=f"approval_{state}",
            at=now,
            operator_id=who.id,
            request=request_id,
        )
        work.commit()


def _use(
    found: ApprovalRequest,
    approver_id: int | None,
    method: str,
    at: datetime,
    station: Station,
    *,
    before: str = records.GRANTED,
) -> Approval:
    """Take an answered request out of play and make its approval; once."""
    assert approver_id is not None
    with station.open_work() as work:
        if not records.move(
            work.connection, found.id, before, state=records.USED, answered_by=approver_id
        ):
            raise Refused("This approval was already used.", code="approval_used")
        now = work.now()
        work.commit()
    return Approval(
        id=found.id,
        approver_id=approver_id,
        requester_id=found.requester_id,
        station=found.station,
        request_digest=found.request_digest,
        codes=frozenset(found.codes),
        granted_at=min(at, now),
        method=method,
    )


def _wrong_code(work: Work, found: ApprovalRequest, station: Station) -> None:
    tries = found.wrong_tries + 1
    state = records.DEAD if tries >= MAX_TRIES else records.ASKED
    records.move(work.connection, found.id, records.ASKED, wrong_tries=tries, state=state)
    note_event(
        work.connection,
        station=station.name,
        event="approval_code_wrong",
        at=work.now(),
        operator_id=found.requester_id,
        tries=tries,
    )


def check_approver(who: Operator, requester_id: int) -> None:
    """Raise `Refused` for who may not approve, or not this person's request."""
    if who.id == requester_id:
        raise Refused("Nobody approves their own request.", code="own_approval")
    if not who.may("approve"):
        raise Refused(said("{who} may not approve this.", who=who.name), code="not_an_approver")


def _challenge(station: Station, request_id: str, verdict: Verdict) -> str:
    """Eight characters that stand for exactly this request, its digest and its findings."""
    parts = (request_id, verdict.request_digest, *sorted(verdict.to_cover()))
    mac = int(station.keys.mac(PURPOSE_CHALLENGE, "|".join(parts).encode()), 16)
    found = ""
    for _ in range(8):
        mac, place = divmod(mac, len(_ALPHABET))
        found += _ALPHABET[place]
    return found


def _code(station: Station, challenge: str, amount: Money, clerk: int, manager: int) -> str:
    parts = (challenge, str(amount.minor), str(clerk), str(manager))
    mac = station.keys.mac(PURPOSE_CODE, "|".join(parts).encode())
    return f"{int(mac, 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def _kept(finding: Finding) -> dict[str, Any]:
    return finding.as_json() | {"said": [kept(finding.text), kept(finding.remedy)]}


def _opened(work: Work, request: ApprovalRequest) -> OpenRequest:
    clerk = operator_by_id(work.connection, request.requester_id)
    return OpenRequest(
        request.id,
        request.challenge,
        clerk.name,
        clerk.number,
        station_title(work.connection, request.station),
        request.amount,
        request.told,
        request.asked_at,
        request.expires_at,
    )
