"""What the desk may know about tills while they are open: never how much is in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money
from counter_app.core.reason import Reason
from counter_app.core.store import TillSession
from counter_app.core.transaction import Posting
from counter_app.desk.tills.counting import FINAL_AFTER, earlier_counts, last_count
from counter_app.records.chain_head import chain_head
from counter_app.records.operators import operator_by_id
from counter_app.records.stores import station_title
from counter_app.records.tills import TillCount, last_session_id, till_ids, till_sessions, tills
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class TillChoice:
    """One till of the store: where it is open, or when it was settled last."""

    id: int
    name: str
    open_at: str = ""
    operator: str = ""
    since: datetime | None = None
    settled_at: datetime | None = None

    @property
    def free(self) -> bool:
        """Whether it can be opened."""
        return not self.open_at


@dataclass(frozen=True, slots=True)
class TillState:
    """What the desk may know about its till while it is open: never how much is in it.

    `final` is a second count that was kept: its figures stand.
    """

    session: TillSession | None
    till_ids: tuple[int, ...]
    opened_by: str = ""
    suggested_float: Money = ZERO
    earlier_counts: int = 0
    tills: tuple[TillChoice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    last_count_at: datetime | None = None
    final: TillCount | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A settled till as it may be shown now: its slip, and where the books stand."""

    till_id: int
    number: int
    at: datetime
    opened_at: datetime
    counted: Money
    difference: Money
    reason: str
    approver: str
    slip: Document
    entries: int
    head: str


def till_state(station: Station) -> TillState:
    """The till at this station, and the tills that could be opened."""
    with station.look() as work:
        session = work.till_session()
        policy = work.policy()
        last = None if session is None else last_count(work, session.id)
        return TillState(
            session=session,
            till_ids=till_ids(work.connection),
            opened_by="" if session is None else _name(work, session),
            suggested_float=policy.till.opening_float,
            earlier_counts=0 if session is None else earlier_counts(work, session.id),
            tills=_tills(work),
            reasons=policy.reasons_of("over_short"),
            last_count_at=None if last is None else last.counted_at,
            final=last if last is not None and last.number >= FINAL_AFTER else None,
        )


def settled_till(transaction_id: str, station: Station) -> Settled:
    """A settlement as its slip shows it; raises `NotFound` if there is none."""
    with station.look() as work:
        stored = read_transaction(work.connection, transaction_id)
        slip = stored_document(work.connection, transaction_id, 1)
        head = chain_head(work.connection, station.name)
        if stored is None or slip is None or head is None:
            raise NotFound("This settlement is not known.", code="unknown_settlement")
        transaction = stored.transaction
        session = work.connection.execute(
            select(till_sessions).where(till_sessions.c.id == transaction.till_session_id)
        ).one()
        count = last_count(work, session.id)
        assert count is not None, "a settlement has a count"
        over_short = (p for p in transaction.postings if p.account == "over_short")
        reason = work.policy().reason("over_short", transaction.reason)
        approval = stored.approval
        return Settled(
            till_id=session.till_id,
            number=transaction.number,
            at=transaction.occurred_at,
            opened_at=session.opened_at,
            counted=count.counted,
            difference=-next(over_short, Posting("over_short", ZERO)).amount,
            reason="" if reason is None else reason.label,
            approver=""
            if approval is None
            else operator_by_id(work.connection, approval.approver_id).name,
            slip=slip,
            entries=head.count,
            head=head.head,
        )


def _name(work: Work, session: TillSession) -> str:
    return operator_by_id(work.connection, session.opened_by).name


def _tills(work: Work) -> tuple[TillChoice, ...]:
    rows = work.connection.execute(select(tills).order_by(tills.c.id))
    return tuple(_choice(work, row.id, row.name) for row in rows)


def _choice(work: Work, till_id: int, name: str) -> TillChoice:
    newest = last_session_id(work.connection, till_id)
    if newest is None:
        return TillChoice(till_id, name)
    row = work.connection.execute(select(till_sessions).where(till_sessions.c.id == newest)).one()
    if row.state not in ("open", "suspended"):
        return TillChoice(till_id, name, settled_at=row.closed_at)
    return TillChoice(
        till_id,
        name,
        open_at=station_title(work.connection, row.station),
        operator=operator_by_id(work.connection, row.opened_by).name,
        since=row.opened_at,
    )
