"""What a register's imported sales put into its drawer, and which till session accounts for each.

A receipt belongs to one session for ever, so that no sale is expected twice and one that arrives
late is never forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    func,
    insert,
    literal,
    select,
)

from counter_app.core.money import Money
from counter_app.core.store import SessionKind, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.receipts import receipt_tenders, receipts
from counter_app.records.tills import till_sessions
from counter_app.storage.base import METADATA

session_receipts: Final = Table(
    "session_receipts",
    METADATA,
    Column("receipt_id", ForeignKey("receipts.id"), primary_key=True),
    Column("session_id", ForeignKey("till_sessions.id"), nullable=False),
    Column("transaction_id", String(36), nullable=False),
    Index("ix_session_receipts_session_id", "session_id"),
)


def takings(
    connection: Connection, session: TillSession, tenders: Sequence[Tender], until: datetime
) -> Mapping[Tender, Money]:
    """What the session's sales put into the drawer that no session accounts for yet, by tender.

    Change is already taken off; a refund at the register counts negative.
    """
    c = receipt_tenders.c
    rows = connection.execute(
        select(c.tender, func.sum(c.amount).label("amount"))
        .join_from(receipt_tenders, receipts, receipts.c.id == c.receipt_id)
        .where(*_mine(connection, session, until), c.tender.in_([t.value for t in tenders]))
        .group_by(c.tender)
        .order_by(c.tender)
    )
    return {Tender(row.tender): row.amount for row in rows if row.amount}


def claim_receipts(
    connection: Connection,
    session: TillSession,
    transaction_id: str,
    until: datetime,
    owner: str | None = None,
) -> int:
    """Tie those receipts to the session and the transaction that posts them; gives how many.

    `owner` is the rescue session that takes them in the settled session's place.
    """
    claimed: Select[Any] = select(
        receipts.c.id, literal(owner or session.id), literal(transaction_id)
    ).where(*_mine(connection, session, until))
    names = ["receipt_id", "session_id", "transaction_id"]
    done = connection.execute(insert(session_receipts).from_select(names, claimed))
    return int(done.rowcount)


def late_receipts(connection: Connection, session: TillSession, until: datetime) -> tuple[str, ...]:
    """Sales of a settled lane session that arrived after it was settled: for a rescue session."""
    found = (
        select(receipts.c.id)
        .where(*_mine(connection, session, until))
        .order_by(receipts.c.sequence)
    )
    return tuple(connection.execute(found).scalars())


def cashier_variances(connection: Connection, day: date) -> Mapping[str, Money]:
    """Over (+) and short (−) of lane drawers that were one cashier's own, by cashier.

    A drawer that cashiers share has no cashier: its difference belongs to the drawer.
    """
    s, t, p = till_sessions.c, transactions.c, postings.c
    rows = connection.execute(
        select(s.cashier, func.sum(p.amount).label("amount"))
        .join_from(till_sessions, transactions, t.till_session_id == s.id)
        .join(postings, p.transaction_id == t.id)
        .where(
            s.business_date == day,
            s.kind == SessionKind.LANE.value,
            s.cashier != "",
            t.kind == Kind.COUNT.value,
            p.tender.is_not(None),
        )
        .group_by(s.cashier)
        .order_by(s.cashier)
    )
    return {row.cashier: row.amount for row in rows if row.amount}


def _mine(connection: Connection, session: TillSession, until: datetime) -> tuple[Any, ...]:
    """The conditions that make a receipt the session's own, and not accounted for yet."""
    r = receipts.c
    taken = select(session_receipts.c.receipt_id).where(session_receipts.c.receipt_id == r.id)
    found = [
        r.workstation == session.workstation,
        r.business_date == session.business_date,
        r.ended_at <= until,
        r.status == "finished",
        ~r.provisional,
        ~taken.exists(),
    ]
    since = _since(connection, session)
    if since is not None:
        found.append(r.ended_at > since)
    if session.cashier:
        found.append(r.operator == session.cashier)
    return tuple(found)


def _since(connection: Connection, session: TillSession) -> datetime | None:
    """When the session before it at the same register was closed, on the same business date."""
    t = till_sessions.c
    found: datetime | None = connection.execute(
        select(t.closed_at)
        .where(
            t.workstation == session.workstation,
            t.business_date == session.business_date,
            t.kind == session.kind,
            t.id != session.id,
            t.opened_at < session.opened_at,
            t.closed_at.is_not(None),
        )
        .order_by(t.closed_at.desc())
        .limit(1)
    ).scalar()
    return found
