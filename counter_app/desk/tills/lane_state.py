"""What the lanes' screen knows: drawers out and back by tag and seal, and settled differences.

What a lane should hold comes from its register's sales, and is never told before its count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counter_app.core.money import Money
from counter_app.core.store import SessionKind, SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.board import TillChoice, tills_of_store
from counter_app.desk.tills.waiting import Waiting, waiting
from counter_app.records.lane_takings import cashier_variances, late_receipts
from counter_app.records.tills import last_session_id, session_by_id, unsettled_sessions
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and its drawer: out (`session_id` and tag), back, or settled."""

    choice: TillChoice
    session_id: str = ""
    state: str = ""
    tag: str = ""
    seal: str = ""
    cashier: str = ""
    late: int = 0
    loans: tuple[Waiting, ...] = ()
    tenders: tuple[Tender, ...] = (Tender.CASH,)

    @property
    def out(self) -> bool:
        """Whether its drawer is at the register."""
        return self.state == SessionState.OPEN


@dataclass(frozen=True, slots=True)
class LaneState:
    """All lanes, and over (+) and short (−) of today's settled drawers by cashier.

    `rescues` are late sales that wait for their own count: session and lane.
    """

    lanes: tuple[Lane, ...] = ()
    rescues: tuple[tuple[str, str], ...] = ()
    cashiers: Mapping[str, Money] = field(default_factory=dict)
    suggested: Money | None = None

    def lane(self, till_id: int) -> Lane | None:
        """A lane by its till's number."""
        return next((x for x in self.lanes if x.choice.id == till_id), None)


def lane_state(station: Station) -> LaneState:
    """Read the front end; over and short only for who answers for lanes."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        answers = operator.may("tills.lanes")
        lanes = [c for c in tills_of_store(work) if not c.desk]
        names = {c.id: c.name for c in lanes}
        loans = [w for w in waiting(work) if w.to_till]
        rescues = unsettled_sessions(work.connection, SessionKind.RESCUE)
        return LaneState(
            tuple(_lane(work, c, loans) for c in lanes),
            tuple((r.id, names[r.till_id]) for r in rescues),
            cashier_variances(work.connection, work.today()) if answers else {},
            work.policy().till.opening_float,
        )


def _lane(work: Work, choice: TillChoice, loans: Sequence[Waiting]) -> Lane:
    newest = last_session_id(work.connection, choice.id)
    if newest is None:
        return Lane(choice, tenders=work.policy().till.counted_tenders)
    session = session_by_id(work.connection, newest)
    late = 0
    if session.state in (SessionState.SETTLED, SessionState.DISPUTED):
        until = session.closed_at or work.now()
        late = len(late_receipts(work.connection, session, until))
    return Lane(
        choice,
        session.id,
        session.state,
        session.tag,
        session.seal,
        session.cashier,
        late,
        tuple(w for w in loans if w.session_id == session.id),
        work.policy().till.counted_tenders,
    )
