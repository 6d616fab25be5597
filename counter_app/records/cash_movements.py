"""Movements of money between repositories: what was sent, by whom, in which bag, and received.

The money itself is in the postings of the named transactions, and so is the evidence: their slips
are chained. This table only says where each movement stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Select,
    String,
    Table,
    Text,
    func,
    insert,
    select,
    text,
    update,
)

from counter_app.core.cash import IN_TRANSIT, MovementKind, MovementState, transit_to
from counter_app.core.errors import NotFound, Refused
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.records.journal import id_reused
from counter_app.records.journal_tables import postings
from counter_app.storage.base import METADATA
from counter_app.storage.types import DateType, JsonType, MoneyType, StampType, whole

cash_movements: Final = Table(
    "cash_movements",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("kind", String(20), nullable=False),  # MovementKind
    Column("state", String(10), nullable=False),  # MovementState
    Column("source", String(60), nullable=False),
    Column("target", String(60), nullable=False),
    Column("session_id", ForeignKey("till_sessions.id"), nullable=True),
    Column("business_date", DateType, nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("tenders", JsonType, nullable=False),
    Column("pieces", JsonType, nullable=False),
    Column("bag", String(40), nullable=False),
    Column("seal", String(40), nullable=False),
    Column("party", String(80), nullable=False),
    Column("reference", String(60), nullable=False),
    Column("reason", String(60), nullable=False),
    Column("note", Text, nullable=False),
    Column("sent_by", ForeignKey("operators.id"), nullable=False),
    Column("sent_at", StampType, nullable=False),
    Column("sent_transaction", ForeignKey("transactions.id"), nullable=True),
    Column("witness_id", ForeignKey("operators.id"), nullable=True),
    Column("received_by", ForeignKey("operators.id"), nullable=True),
    Column("received_at", StampType, nullable=True),
    Column("received_transaction", ForeignKey("transactions.id"), nullable=True),
    Column("received", MoneyType, nullable=True),
    Column("resolved_by", ForeignKey("operators.id"), nullable=True),
    Column("resolved_at", StampType, nullable=True),
    Column("resolved_transaction", ForeignKey("transactions.id"), nullable=True),
    Index("ix_cash_movements_session_id", "session_id"),
    Index("ix_cash_movements_business_date", "business_date"),
    Index(
        "ix_cash_movements_pending",
        "state",
        sqlite_where=text("state IN ('asked','sent','disputed')"),
    ),
    *whole("amount", "received"),
)


@dataclass(frozen=True, slots=True)
class CashMovement:
    """One movement. `amount` and `received` are totals over its tenders, in minor units.

    `pieces` are notes and coins, and by `paper_key` checks. `party` is who is outside the store's
    own people: payee, courier, bank. `open_amount` is what of it is still on its way or in dispute.
    """

    id: str
    kind: MovementKind
    state: MovementState
    source: str
    target: str
    session_id: str | None
    business_date: date
    tenders: Mapping[Tender, Money]
    sent_by: int
    sent_at: datetime
    pieces: Mapping[str, int] = field(default_factory=dict)
    bag: str = ""
    seal: str = ""
    party: str = ""
    reference: str = ""
    reason: str = ""
    note: str = ""
    sent_transaction: str | None = None
    witness_id: int | None = None
    received_by: int | None = None
    received_at: datetime | None = None
    received_transaction: str | None = None
    received: Money | None = None
    resolved_by: int | None = None
    resolved_at: datetime | None = None
    resolved_transaction: str | None = None

    @property
    def amount(self) -> Money:
        """What was sent, in all tenders."""
        found = ZERO
        for amount in self.tenders.values():
            found += amount
        return found

    @property
    def open_amount(self) -> Money:
        """What has left one side and not arrived on the other."""
        if self.state not in IN_TRANSIT:
            return ZERO
        return self.amount - (self.received or ZERO)


_ASKED: Final = ("kind", "source", "target", "session_id", "tenders", "pieces", "note")


def add_movement(connection: Connection, movement: CashMovement) -> None:
    """Keep a movement beside the transaction that sent it."""
    connection.execute(
        insert(cash_movements).values(
            id=movement.id,
            kind=movement.kind.value,
            state=movement.state.value,
            source=movement.source,
            target=movement.target,
            session_id=movement.session_id,
            business_date=movement.business_date,
            amount=movement.amount,
            tenders={t.value: m.minor for t, m in movement.tenders.items()},
            pieces=dict(movement.pieces),
            bag=movement.bag,
            seal=movement.seal,
            party=movement.party,
            reference=movement.reference,
            reason=movement.reason,
            note=movement.note,
            sent_by=movement.sent_by,
            sent_at=movement.sent_at,
            sent_transaction=movement.sent_transaction,
            witness_id=movement.witness_id,
            received_by=movement.received_by,
            received_at=movement.received_at,
            received_transaction=movement.received_transaction,
            received=movement.received,
        )
    )


def change_movement(
    connection: Connection, movement_id: str, before: MovementState, **values: Any
) -> CashMovement:
    """Write what became of a movement; `Refused` if somebody else was quicker."""
    changed = connection.execute(
        update(cash_movements)
        .where(cash_movements.c.id == movement_id, cash_movements.c.state == before.value)
        .values(**values)
    )
    if changed.rowcount != 1:
        raise Refused("This movement was already dealt with.", code="movement_done")
    return movement_by_id(connection, movement_id)


def movement_by_id(connection: Connection, movement_id: str) -> CashMovement:
    """One movement; `NotFound` if there is none."""
    row = connection.execute(
        select(cash_movements).where(cash_movements.c.id == movement_id)
    ).first()
    if row is None:
        raise NotFound("This movement is not known.", code="unknown_movement")
    return _movement(row)


def asked_before(connection: Connection, movement: CashMovement) -> bool:
    """True if this was asked for under its id already; `Conflict` if that was something else."""
    row = connection.execute(
        select(cash_movements).where(cash_movements.c.id == movement.id)
    ).first()
    if row is None:
        return False
    before = _movement(row)
    if any(getattr(before, name) != getattr(movement, name) for name in _ASKED):
        raise id_reused()
    return True


def moved_before(
    connection: Connection, kind: MovementKind, operator_id: int, day: date, reason: str, party: str
) -> Money:
    """What one operator paid to (or took from) somebody named, for one reason, on one date."""
    m = cash_movements.c
    rows = connection.execute(
        select(m.party, m.amount).where(
            m.kind == kind.value,
            m.sent_by == operator_id,
            m.business_date == day,
            m.reason == reason,
        )
    )
    return total(row.amount for row in rows if row.party.casefold() == party.casefold())


def pending_movements(connection: Connection) -> tuple[CashMovement, ...]:
    """Everything asked for, on its way or in dispute, oldest first."""
    # Written out, so that SQLite sees that the index of pending movements answers it.
    pending = text("cash_movements.state IN ('asked','sent','disputed')")
    return _all(connection, select(cash_movements).where(pending))


def movements_in_transit(connection: Connection, session_id: str) -> tuple[CashMovement, ...]:
    """What keeps a till session from closing: sent and not received, or in dispute."""
    states = [s.value for s in sorted(IN_TRANSIT)]
    mine = cash_movements.c.session_id == session_id
    return _all(connection, select(cash_movements).where(mine, cash_movements.c.state.in_(states)))


def movements_of(connection: Connection, session_id: str) -> tuple[CashMovement, ...]:
    """Every movement of a till session, oldest first."""
    return _all(connection, select(cash_movements).where(cash_movements.c.session_id == session_id))


_PAPER: Final = "paper:"


def paper_key(transaction_id: str) -> str:
    """How a movement's pieces name a check in its bag: by the transaction that brought it in."""
    return f"{_PAPER}{transaction_id}"


def papers_sent(connection: Connection, session_id: str) -> frozenset[str]:
    """The transactions whose checks have left a till session in a bag."""
    keys = (key for movement in movements_of(connection, session_id) for key in movement.pieces)
    return frozenset(key.removeprefix(_PAPER) for key in keys if key.startswith(_PAPER))


def movements_on(connection: Connection, day: date) -> tuple[CashMovement, ...]:
    """Every movement sent on a business date, of tills, safe and bank, oldest first."""
    return _all(connection, select(cash_movements).where(cash_movements.c.business_date == day))


def movements_open_at(connection: Connection, instant: datetime) -> tuple[CashMovement, ...]:
    """Everything that was asked for, on its way or in dispute at an instant, oldest first."""
    c = cash_movements.c
    disputed = c.state == MovementState.DISPUTED.value
    settled_later = c.resolved_at.is_not(None) & (c.resolved_at >= instant)
    waits = (c.received_at.is_(None) | (c.received_at >= instant)) | disputed | settled_later
    return _all(connection, select(cash_movements).where(c.sent_at < instant, waits))


def left_in_transit(connection: Connection, movement: CashMovement) -> Mapping[Tender, Money]:
    """What of a movement is still between its two sides, by tender, as the books say."""
    papers = [p for p in (movement.sent_transaction, movement.received_transaction) if p]
    p = postings.c
    rows = connection.execute(
        select(p.tender, func.sum(p.amount).label("amount"))
        .where(p.transaction_id.in_(papers), p.account == transit_to(movement.target))
        .group_by(p.tender)
        .order_by(p.tender)
    )
    return {Tender(row.tender): row.amount for row in rows if row.amount}


def movement_by_bag(connection: Connection, bag: str) -> CashMovement | None:
    """The pending movement in a bag (by bag number or seal), None if no bag has it."""
    for movement in pending_movements(connection):
        if bag and bag in (movement.bag, movement.seal):
            return movement
    return None


def _all(connection: Connection, statement: Select[Any]) -> tuple[CashMovement, ...]:
    ordered = statement.order_by(cash_movements.c.sent_at, cash_movements.c.id)
    return tuple(_movement(row) for row in connection.execute(ordered))


def _movement(row: Any) -> CashMovement:
    return CashMovement(
        id=row.id,
        kind=MovementKind(row.kind),
        state=MovementState(row.state),
        source=row.source,
        target=row.target,
        session_id=row.session_id,
        business_date=row.business_date,
        tenders={Tender(t): Money(m) for t, m in row.tenders.items()},
        sent_by=row.sent_by,
        sent_at=row.sent_at,
        pieces=row.pieces,
        bag=row.bag,
        seal=row.seal,
        party=row.party,
        reference=row.reference,
        reason=row.reason,
        note=row.note,
        sent_transaction=row.sent_transaction,
        witness_id=row.witness_id,
        received_by=row.received_by,
        received_at=row.received_at,
        received_transaction=row.received_transaction,
        received=row.received,
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
        resolved_transaction=row.resolved_transaction,
    )
