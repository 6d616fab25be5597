"""What the board knows: every till with its live state, and what waits for who looks at it.

Levels and states; of tills an amount only where a last count is final.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from counter_app.approving import requests_for
from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.reason import Reason
from counter_app.core.store import SAFE_ID, TO_COUNT, SessionKind, SessionState, TillSession
from counter_app.desk.tills.board import TillChoice, tills_of_store
from counter_app.desk.tills.safe import order_for
from counter_app.desk.tills.standing import disputed_amount
from counter_app.desk.tills.waiting import Waiting, waiting
from counter_app.records.drafts import unfinished
from counter_app.records.lane_takings import late_receipts
from counter_app.records.payments import unposted_attempts
from counter_app.records.till_counts import SAFE, count_sets
from counter_app.records.tills import last_session_id, session_by_id, unsettled_session
from counter_app.records.work import Work
from counter_app.rules.carrier import next_visit
from counter_app.rules.drawer_limits import Level
from counter_app.station import Station

FORGOTTEN = timedelta(days=1)
"""A deposit or petty cash that is open for so long asks for somebody."""


class Errand(Enum):
    """Kinds of what waits for a manager, the most urgent first."""

    REQUEST = "request"
    DISPUTED_TILL = "disputed_till"
    OVERDUE = "overdue"
    MOVEMENT = "movement"
    OVER_LIMIT = "over_limit"
    TO_COUNT = "to_count"
    LATE_SALES = "late_sales"
    CARDS = "cards"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits: `about` is the till's number, or the movement's id."""

    errand: Errand
    about: str = ""
    name: str = ""
    count: int = 0
    at: datetime | None = None
    movement: Waiting | None = None


@dataclass(frozen=True, slots=True)
class BoardTill:
    """A till with what the board adds: how often it was counted, and a disputed difference."""

    choice: TillChoice
    session: TillSession | None = None
    tries: int = 0
    disputed: Money | None = None


@dataclass(frozen=True, slots=True)
class BoardState:
    """Everything on the board.

    `bags` are on their way to the safe, with what they should hold for who settles disputes alone;
    `deposits` are on their way to the bank. `carrier` is the armoured car's next visit.
    """

    tills: tuple[BoardTill, ...] = ()
    waits: tuple[Waits, ...] = ()
    bags: tuple[Waiting, ...] = ()
    deposits: tuple[Waiting, ...] = ()
    requests: tuple[tuple[str, datetime], ...] = ()
    safe_counted: datetime | None = None
    low: tuple[str, ...] = ()
    ordered: bool = False
    carrier: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    now: datetime | None = None


def board_state(station: Station) -> BoardState:
    """Read the whole board in one look."""
    asked = requests_for(station)
    with station.look() as work:
        operator = work.operator(station.operator_id)
        tills = tuple(_till(work, choice) for choice in tills_of_store(work))
        sealed = operator.may("tills.resolve")
        movements = tuple(m for m in waiting(work, sealed=sealed) if not m.to_till)
        local = work.store.calendar.local(work.now())
        requests = tuple((r.clerk, r.asked_at) for r in asked)
        custody = unsettled_session(work.connection, SAFE_ID)
        counts = () if custody is None else count_sets(work.connection, custody.id, SAFE)
        order = order_for(work, counts[-1].pieces) if counts and counts[-1].pieces else {}
        found = [
            *_requests(requests, operator),
            *_of_tills(tills, operator),
            *_of_movements(movements, operator, work.now()),
            *_late(work, tills, operator),
            *_of_desk(work, operator),
        ]
        urgency = list(Errand)
        return BoardState(
            tills=tills,
            waits=tuple(sorted(found, key=lambda w: urgency.index(w.errand))),
            bags=tuple(m for m in movements if m.to_safe),
            deposits=tuple(
                m
                for m in movements
                if m.kind is MovementKind.DEPOSIT and m.state is MovementState.SENT
            ),
            requests=requests,
            safe_counted=counts[-1].at if counts else None,
            low=tuple(order),
            ordered=any(m.kind is MovementKind.CHANGE_ORDER for m in movements),
            carrier=next_visit(work.policy().till.carrier, local),
            reasons=work.policy().reasons_of("over_short"),
            now=work.now(),
        )


def _till(work: Work, choice: TillChoice) -> BoardTill:
    newest = last_session_id(work.connection, choice.id)
    if newest is None:
        return BoardTill(choice)
    session = session_by_id(work.connection, newest)
    if session.state == SessionState.DISPUTED:
        return BoardTill(choice, session, disputed=-disputed_amount(work, session.id))
    if session.state in TO_COUNT:
        tries = len(count_sets(work.connection, session.id, "closing"))
        return BoardTill(choice, session, tries)
    return BoardTill(choice, session)


def _requests(requests: tuple[tuple[str, datetime], ...], operator: Operator) -> Iterator[Waits]:
    if operator.may("approve"):
        for clerk, at in requests:
            yield Waits(Errand.REQUEST, name=clerk, at=at)


def _of_tills(tills: tuple[BoardTill, ...], operator: Operator) -> Iterator[Waits]:
    """Tills to settle, of yesterday, too full or in dispute, if this person may do it."""
    for till in tills:
        choice, session = till.choice, till.session
        if session is None:
            continue
        owner = session.operator_id or session.opened_by
        lane = session.kind != SessionKind.DESK
        mine = operator.may("tills.lanes" if lane else "tills.close_other")
        mine = mine or (owner == operator.id and operator.may("tills.close"))
        one = Waits(Errand.TO_COUNT, str(choice.id), choice.name)
        if session.state == SessionState.DISPUTED and operator.may("tills.reconcile"):
            yield replace(one, errand=Errand.DISPUTED_TILL, at=session.closed_at)
        elif session.state in TO_COUNT and mine:
            yield replace(one, at=session.closed_at, count=till.tries)
        elif choice.overdue and mine:
            yield replace(one, errand=Errand.OVERDUE, at=session.opened_at)
        elif choice.level == Level.OVER_LIMIT and operator.may("tills.pickup"):
            yield replace(one, errand=Errand.OVER_LIMIT)


def _of_movements(
    movements: tuple[Waiting, ...], operator: Operator, now: datetime
) -> Iterator[Waits]:
    """What is to be sent, received or settled; late and disputed ones first."""
    due = []
    for one in movements:
        calm = one.kind in (MovementKind.DEPOSIT, MovementKind.ADVANCE)
        expected = one.kind is MovementKind.CHANGE_ORDER or (calm and now - one.at < FORGOTTEN)
        if operator.may(one.permission) and (one.state is MovementState.DISPUTED or not expected):
            due.append(one)
    due.sort(key=lambda m: (m.state is not MovementState.DISPUTED, not m.late, m.at))
    for one in due:
        yield Waits(Errand.MOVEMENT, one.id, one.till, at=one.at, movement=one)


def _late(work: Work, tills: tuple[BoardTill, ...], operator: Operator) -> Iterator[Waits]:
    """Lanes whose sales arrived after their drawer was settled."""
    if not operator.may("tills.lanes"):
        return
    for till in tills:
        session = till.session
        ended = (SessionState.SETTLED, SessionState.DISPUTED)
        if session is None or not session.workstation or session.state not in ended:
            continue
        found = late_receipts(work.connection, session, session.closed_at or work.now())
        if found:
            name = till.choice.name
            yield Waits(Errand.LATE_SALES, str(till.choice.id), name, len(found))


def _of_desk(work: Work, operator: Operator) -> Iterator[Waits]:
    """Card refunds of this desk without an end, and parked work of everybody."""
    cards = unposted_attempts(work.connection, work.station)
    if cards and operator.may("payments.resolve"):
        yield Waits(Errand.CARDS, count=len(cards), at=cards[0].created_at)
    parked = [d for d in unfinished(work.connection, work.keys) if d.state == "parked"]
    if parked:
        yield Waits(Errand.PARKED, count=len(parked), at=parked[0].changed_at)
