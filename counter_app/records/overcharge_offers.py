"""Credits offered to known customers for lines that were overcharged; nothing is paid by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
)

from counter_app.core.money import Money
from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import transactions
from counter_app.storage.base import METADATA
from counter_app.storage.types import MoneyType, StampType, whole

overcharge_offers: Final = Table(
    "overcharge_offers",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("task_id", ForeignKey("shelf_tag_tasks.id"), nullable=False),
    Column("receipt_id", ForeignKey("receipts.id"), nullable=False),
    Column("receipt_line_id", ForeignKey("receipt_lines.id"), nullable=False),
    Column("customer_id", String(36), nullable=False),
    Column("right_price", MoneyType, nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("offered_at", StampType, nullable=False),
    Column("offered_by", ForeignKey("operators.id"), nullable=False),
    UniqueConstraint("task_id", "receipt_line_id"),
    Index("ix_overcharge_offers_receipt_id", "receipt_id"),
    Index("ix_overcharge_offers_customer_id", "customer_id"),
    *whole("right_price", "amount"),
)


LETTER: Final = "overcharge_letter"
"""The reason of a letter's transaction; its note is the task."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A credit offered to a known customer for one overcharged line."""

    id: str
    task_id: str
    receipt_id: str
    receipt_line_id: str
    customer_id: str
    right: Money
    amount: Money


def new_offers(connection: Connection, offers: list[Offer]) -> list[Offer]:
    """Those of these offers whose line was not offered for the same task yet."""
    known = set(
        connection.execute(
            select(overcharge_offers.c.receipt_line_id).where(
                overcharge_offers.c.task_id.in_({o.task_id for o in offers})
            )
        ).scalars()
    )
    return [o for o in offers if o.receipt_line_id not in known]


def add_offers(connection: Connection, offers: list[Offer], offered_by: int, at: datetime) -> None:
    """Offer credit for overcharged lines."""
    rows = [
        {
            "id": o.id,
            "task_id": o.task_id,
            "receipt_id": o.receipt_id,
            "receipt_line_id": o.receipt_line_id,
            "customer_id": o.customer_id,
            "right_price": o.right,
            "amount": o.amount,
            "offered_at": at,
            "offered_by": offered_by,
        }
        for o in offers
    ]
    if rows:
        connection.execute(insert(overcharge_offers), rows)


def offers_on(connection: Connection, receipt_id: str) -> tuple[Offer, ...]:
    """What was offered for a receipt's lines."""
    rows = connection.execute(
        select(overcharge_offers)
        .where(overcharge_offers.c.receipt_id == receipt_id)
        .order_by(overcharge_offers.c.offered_at)
    )
    return tuple(
        Offer(
            r.id, r.task_id, r.receipt_id, r.receipt_line_id, r.customer_id, r.right_price, r.amount
        )
        for r in rows
    )


def offers_to(connection: Connection, task_id: str, customer_number: str) -> tuple[str, ...]:
    """The receipts on which a customer was offered credit for a task."""
    rows = connection.execute(
        select(overcharge_offers.c.receipt_id)
        .where(
            overcharge_offers.c.task_id == task_id,
            overcharge_offers.c.customer_id == customer_number,
        )
        .order_by(overcharge_offers.c.offered_at, overcharge_offers.c.id)
    )
    return tuple(dict.fromkeys(row.receipt_id for row in rows))


def letters_for(connection: Connection, task_id: str) -> tuple[str, ...]:
    """The transactions of the letters about a task's error, in the order of their numbers."""
    rows = connection.execute(
        select(transactions.c.id)
        .where(
            transactions.c.kind == Kind.CONTROL.value,
            transactions.c.reason == LETTER,
            transactions.c.note == task_id,
        )
        .order_by(transactions.c.business_date, transactions.c.number)
    )
    return tuple(row.id for row in rows)
