"""The overcharge radar's records: every receipt that was overcharged on an item, tag tasks, offers.

What is still owed is never stored: always what was overcharged less what the books gave back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.storage.base import METADATA
from counter_app.storage.types import MoneyType, StampType, whole

MAX_FOUND: Final = 100_000
"""Most overcharged lines that are listed for one error."""

shelf_tag_tasks: Final = Table(
    "shelf_tag_tasks",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("item_code", String(40), nullable=False),
    Column("description", String(200), nullable=False),
    Column("charged", MoneyType, nullable=False),
    Column("right_price", MoneyType, nullable=False),
    Column("transaction_id", ForeignKey("transactions.id"), nullable=True),
    Column("opened_at", StampType, nullable=False),
    Column("opened_by", ForeignKey("operators.id"), nullable=False),
    Column("closed_at", StampType, nullable=True),
    Column("closed_by", ForeignKey("operators.id"), nullable=True),
    Column("note", Text, nullable=False),
    Index("ix_shelf_tag_tasks_item_code", "item_code"),
    *whole("charged", "right_price"),
)

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


@dataclass(frozen=True, slots=True)
class SoldAbove:
    """One line that was sold above the right price."""

    line_id: str
    receipt_id: str
    receipt_number: str
    sold_on: date
    customer_ref: str
    quantity: Quantity
    net: Money


@dataclass(frozen=True, slots=True)
class TagTask:
    """A shelf tag or item file price to be put right. `closed_at` None while it is open."""

    id: str
    item_code: str
    description: str
    charged: Money
    right: Money
    opened_at: datetime
    closed_at: datetime | None = None
    note: str = ""
    transaction_id: str | None = None


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
