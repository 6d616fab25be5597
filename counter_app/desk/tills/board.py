"""What the desk may know about tills while they are open: never how much is in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from counter_app.core.cash import DISPUTED_VARIANCE
from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money, total
from counter_app.core.reason import Reason
from counter_app.core.store import TO_COUNT, UNSETTLED, SessionKind, SessionState, TillSession
from counter_app.desk.tills.counting import FINAL_AFTER, tries_of
from counter_app.desk.tills.draft import Occasion
from counter_app.records.chain_head import chain_head
from counter_app.records.operators import operator_by_id
from counter_app.records.stores import station_title
from counter_app.records.till_counts import CountSet, count_sets
from counter_app.records.tills import (
    Till,
    last_session_id,
    session_by_id,
    store_tills,
    till_ids,
    till_sessions,
    waiting_session,
)
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class TillChoice:
    """One till of the store: where it is open, or when it was settled last."""

    id: int
    name: str
    session_id: str = ""
    state: str = ""
    open_at: str = ""
    operator: str = ""
    since: datetime | None = None
    settled_at: datetime | None = None

    @property
    def free(self) -> bool:
        """Whether it can be opened."""
        return self.state in ("", SessionState.PREPARED)


@dataclass(frozen=True, slots=True)
class TillState:
    """What the desk may know about its till while it is open: never how much is in it.

    `closed`: no money moves in it any more, it waits for its count. `final` is a second count that
    was kept: its figures stand.
    """

    session: TillSession | None
    till_ids: tuple[int, ...]
    closed: bool = False
    opened_by: str = ""
    suggested_float: Money = ZERO
    earlier_counts: int = 0
    tills: tuple[TillChoice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    last_count_at: datetime | None = None
    final: CountSet | None = None


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


def till_state(station: Station, session_id: str | None = None) -> TillState:
    """The till at this station (or the one named), and the tills that could be opened."""
    with station.look() as work:
        session = _session_at(work, session_id)
        policy = work.policy()
        tries: tuple[CountSet, ...] = ()
        if session is not None:
            tries = tries_of(count_sets(work.connection, session.id), Occasion.CLOSING)
        last = tries[-1] if tries else None
        return TillState(
            session=session,
            till_ids=till_ids(work.connection),
            closed=session is not None and session.state in TO_COUNT,
            opened_by="" if session is None else _name(work, session),
            suggested_float=policy.till.opening_float,
            earlier_counts=len(tries),
            tills=_tills(work),
            reasons=policy.reasons_of("over_short"),
            last_count_at=None if last is None else last.at,
            final=last if len(tries) >= FINAL_AFTER else None,
        )


def _session_at(work: Work, session_id: str | None) -> TillSession | None:
    """The session named; else the open one here; else one that was closed here and waits."""
    if session_id is not None:
        return session_by_id(work.connection, session_id)
    return work.till_session() or waiting_session(work.connection, work.station)


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
        tries = count_sets(work.connection, session.id, Occasion.CLOSING.value)
        assert tries, "a settlement has a count"
        against = ("over_short", DISPUTED_VARIANCE)
        off = total(p.amount for p in transaction.postings if p.account in against)
        reason = work.policy().reason("over_short", transaction.reason)
        approval = stored.approval
        return Settled(
            till_id=session.till_id,
            number=transaction.number,
            at=transaction.occurred_at,
            opened_at=session.opened_at,
            counted=total(tries[-1].amounts.values()),
            difference=-off,
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
    return tuple(_choice(work, till) for till in store_tills(work.connection, SessionKind.DESK))


def _choice(work: Work, till: Till) -> TillChoice:
    newest = last_session_id(work.connection, till.id)
    if newest is None:
        return TillChoice(till.id, till.name)
    session = session_by_id(work.connection, newest)
    if session.state not in UNSETTLED:
        return TillChoice(till.id, till.name, settled_at=session.closed_at)
    return TillChoice(
        till.id,
        till.name,
        session_id=session.id,
        state=session.state,
        open_at=station_title(work.connection, session.station),
        operator=operator_by_id(work.connection, session.opened_by).name,
        since=session.opened_at,
    )
