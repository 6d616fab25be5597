"""What the desk may know about tills while they are open: never how much is in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from counter_app.core.cash import DISPUTED_VARIANCE, SAFE, MovementKind, MovementState
from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.reason import Reason
from counter_app.core.store import (
    TO_COUNT,
    UNSETTLED,
    SessionKind,
    SessionState,
    TillSession,
)
from counter_app.core.transaction import Tender, Transaction
from counter_app.desk.tills.counting import FINAL_AFTER, tries_of
from counter_app.desk.tills.draft import Occasion
from counter_app.desk.tills.kept_counts import what_stays
from counter_app.desk.tills.slips_on_hand import SlipOnHand, slips_on_hand, tenders_of
from counter_app.records.cash_movements import pending_movements
from counter_app.records.chain_head import chain_head
from counter_app.records.drafts import unfinished
from counter_app.records.operators import operator_by_id
from counter_app.records.stores import station_title
from counter_app.records.till_counts import CountSet, count_sets
from counter_app.records.till_figures import till_cash
from counter_app.records.tills import (
    Till,
    last_session_id,
    session_by_id,
    store_tills,
    till_sessions,
    waiting_session,
)
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.records.work import Work
from counter_app.rules.drawer_limits import drawer_level
from counter_app.station import Station

REASON_GROUPS: Final = ("paid_out", "paid_in", "no_sale")


@dataclass(frozen=True, slots=True)
class TillChoice:
    """One till of the store: where it is open, or when it was settled last.

    `level` is a step from 1 (low) to 5 (over its limit), 0 where it is not shown; never an amount.
    `kept`: a float stayed in it when it was settled.
    """

    id: int
    name: str
    session_id: str = ""
    state: str = ""
    open_at: str = ""
    operator: str = ""
    since: datetime | None = None
    settled_at: datetime | None = None
    level: int = 0
    overdue: bool = False
    desk: bool = True
    kept: bool = False

    @property
    def free(self) -> bool:
        """Whether it can be opened here: nobody has it, or it is prepared or suspended."""
        waits = (SessionState.PREPARED, SessionState.SUSPENDED, SessionState.DISPUTED)
        return self.desk and (not self.state or self.state in waits)


@dataclass(frozen=True, slots=True)
class Pending:
    """Money that somebody must still act on: what and between which sides, never how much is sent.

    `amount` is said only of what is no secret: what a till asked for, and what an advance is for;
    of a bag only which `tenders` lie in it.
    """

    id: str
    kind: MovementKind
    till_id: int | None
    to_till: bool
    bag: str
    sender: str
    at: datetime
    late: bool = False
    state: MovementState = MovementState.SENT
    session_id: str = ""
    party: str = ""
    amount: Money | None = None
    tenders: tuple[Tender, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether what arrived was not what was sent."""
        return self.state is MovementState.DISPUTED

    @property
    def advance(self) -> bool:
        """Whether receipt and change are to come back."""
        return self.kind is MovementKind.ADVANCE

    @property
    def to_receive(self) -> bool:
        """Whether it lies between two sides and waits to be counted."""
        return self.state is MovementState.SENT and not self.advance


@dataclass(frozen=True, slots=True)
class TillState:
    """What the desk may know about its till while it is open: never how much is in it.

    `closed`: no money moves in it any more, it waits for its count. `final` is a second count that
    was kept: its figures stand; `stays` was to stay in the till. `tenders` are what a count asks
    for; `slips` the checks that came in, without amounts; `rolls` how many pieces of a coin make
    one.
    """

    session: TillSession | None
    closed: bool = False
    opened_by: str = ""
    suggested_float: Money = ZERO
    earlier_counts: int = 0
    tills: tuple[TillChoice, ...] = ()
    reasons: tuple[Reason, ...] = ()
    last_count_at: datetime | None = None
    final: CountSet | None = None
    stays: Money = ZERO
    pending: tuple[Pending, ...] = ()
    reason_groups: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    tenders: tuple[Tender, ...] = (Tender.CASH,)
    slips: Mapping[Tender, tuple[SlipOnHand, ...]] = field(default_factory=dict)
    rolls: Mapping[str, int] = field(default_factory=dict)

    def reasons_of(self, group: str) -> tuple[Reason, ...]:
        """The reasons of a group of movements, in the policy's order."""
        return self.reason_groups.get(group, ())


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A piece of work that nobody has ended: it outlives the settlement."""

    title: str
    owner: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """A settled till as it may be shown now: its slip, and where the books stand.

    `amounts` is what was counted by tender, `off` what each tender was off by; `left` stayed in it.
    """

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
    amounts: Mapping[Tender, Money] = field(default_factory=dict)
    off: Mapping[Tender, Money] = field(default_factory=dict)
    left: Money = ZERO
    unfinished: tuple[Unfinished, ...] = ()

    @property
    def to_safe(self) -> Money:
        """What went to the safe, in all tenders."""
        return self.counted - self.left


def till_state(station: Station, session_id: str | None = None) -> TillState:
    """The till at this station (or the one named), and the tills that could be opened."""
    with station.look() as work:
        session = _session_at(work, session_id)
        policy = work.policy()
        tries: tuple[CountSet, ...] = ()
        if session is not None:
            tries = tries_of(count_sets(work.connection, session.id), Occasion.CLOSING)
        last = tries[-1] if tries else None
        final = last if len(tries) >= FINAL_AFTER else None
        return TillState(
            session=session,
            closed=session is not None and session.state in TO_COUNT,
            opened_by="" if session is None else _name(work, session),
            suggested_float=policy.till.opening_float,
            earlier_counts=len(tries),
            tills=tills_of_store(work),
            reasons=policy.reasons_of("over_short"),
            last_count_at=None if last is None else last.at,
            final=final,
            stays=ZERO if session is None or final is None else what_stays(work, session.id),
            pending=_pending(work),
            reason_groups={g: policy.reasons_of(g) for g in REASON_GROUPS},
            tenders=policy.till.counted_tenders if session is None else tenders_of(work, session),
            slips={} if session is None else slips_on_hand(work, session),
            rolls={k: n for k, n in policy.till.safe.packs.items() if k.startswith("coin:")},
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
            unfinished=_unfinished(work),
            amounts=tries[-1].amounts,
            off=_off(transaction),
            left=total(tries[-1].amounts.values()) - _taken(work, transaction_id),
        )


def _unfinished(work: Work) -> tuple[Unfinished, ...]:
    """Everybody's parked and open work, oldest first."""
    return tuple(
        Unfinished(
            one.title,
            operator_by_id(work.connection, one.operator_id).name,
            one.changed_at,
        )
        for one in unfinished(work.connection, work.keys)
    )


def _off(transaction: Transaction) -> Mapping[Tender, Money]:
    """What each tender was off by: the till's own side of its settlement."""
    till = [p for p in transaction.postings if p.account.startswith(("till:", "rescue:"))]
    return {p.tender: p.amount for p in till if p.tender is not None}


def _taken(work: Work, transaction_id: str) -> Money:
    """What was taken out of the till when it was settled."""
    pickup = read_transaction(work.connection, derived_id(transaction_id, "pickup"))
    if pickup is None:
        return ZERO
    return total(p.amount for p in pickup.transaction.postings if p.account == SAFE)


def _pending(work: Work) -> tuple[Pending, ...]:
    """What waits to be sent, received, settled or decided, oldest first."""
    now, limit = work.now(), timedelta(minutes=work.policy().till.late_after_minutes)
    found: list[Pending] = []
    for movement in pending_movements(work.connection):
        asked = movement.state is MovementState.ASKED
        advance = movement.kind is MovementKind.ADVANCE
        if movement.kind is MovementKind.FLOAT or (
            asked and movement.kind is not MovementKind.LOAN
        ):
            continue
        till = next(
            (a for a in (movement.source, movement.target) if a.startswith("till:")), ""
        ).partition(":")[2]
        found.append(
            Pending(
                movement.id,
                movement.kind,
                int(till) if till else None,
                movement.target.startswith("till:"),
                movement.bag,
                operator_by_id(work.connection, movement.sent_by).name,
                movement.sent_at,
                late=not asked and not advance and now - movement.sent_at > limit,
                state=movement.state,
                session_id=movement.session_id or "",
                party=movement.party,
                amount=movement.amount if asked or advance else None,
                tenders=tuple(movement.tenders),
            )
        )
    return tuple(found)


def _name(work: Work, session: TillSession) -> str:
    return operator_by_id(work.connection, session.opened_by).name


def tills_of_store(work: Work) -> tuple[TillChoice, ...]:
    """Every till at a desk or a lane, by number."""
    kinds = (SessionKind.DESK, SessionKind.LANE)
    return tuple(_choice(work, till) for till in store_tills(work.connection, *kinds))


def _choice(work: Work, till: Till) -> TillChoice:
    desk = till.kind == SessionKind.DESK
    newest = last_session_id(work.connection, till.id)
    if newest is None:
        return TillChoice(till.id, till.name, desk=desk)
    session = session_by_id(work.connection, newest)
    if session.state not in UNSETTLED:
        state = session.state if session.state == SessionState.DISPUTED else ""
        kept = desk and bool(till_cash(work.connection, session))
        settled = session.closed_at
        return TillChoice(till.id, till.name, state=state, settled_at=settled, desk=desk, kept=kept)
    level = 0
    if session.state in (SessionState.OPEN, SessionState.SUSPENDED):
        cash = till_cash(work.connection, session)
        level = drawer_level(cash, work.policy().till)
    return TillChoice(
        till.id,
        till.name,
        session_id=session.id,
        state=session.state,
        open_at=station_title(work.connection, session.station),
        operator=operator_by_id(work.connection, session.opened_by).name,
        since=session.opened_at,
        level=level,
        overdue=session.business_date < work.store.calendar.business_date(work.now()),
        desk=desk,
    )
