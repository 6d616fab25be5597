"""Customers as far as a return needs them: a name to greet, and whose account it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Column, Connection, Index, String, Table, insert, or_, select

from counter_app.storage.base import METADATA
from counter_app.storage.types import StampType

customers: Final = Table(
    "customers",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("language", String(8), nullable=False),
    Column("created_at", StampType, nullable=False),
    Column("phone", String(20), nullable=True),
    Index("ix_customers_phone", "phone"),
)

MIN_PHONE: Final = 7
"""Fewer digits name no phone."""


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer record; `number` is the loyalty or account number receipts carry.

    `phone` is digits only.
    """

    id: str
    number: str
    name: str
    language: str = "en"
    phone: str = ""


def add_customer(connection: Connection, customer: Customer, at: datetime) -> None:
    """Store a customer."""
    connection.execute(
        insert(customers).values(
            id=customer.id,
            number=customer.number,
            name=customer.name,
            language=customer.language,
            created_at=at,
            phone=customer.phone or None,
        )
    )


def find_customer(connection: Connection, reference: str) -> Customer | None:
    """The customer with this id or number."""
    if not reference:
        return None
    row = connection.execute(
        select(customers).where(or_(customers.c.id == reference, customers.c.number == reference))
    ).first()
    return Customer(row.id, row.number, row.name, row.language, row.phone or "") if row else None


def customers_by_phone(connection: Connection, digits: str, limit: int = 9) -> tuple[Customer, ...]:
    """Customers with this phone number (digits only), by name."""
    if len(digits) < MIN_PHONE:
        return ()
    rows = connection.execute(
        select(customers).where(customers.c.phone == digits).order_by(customers.c.name).limit(limit)
    )
    return tuple(Customer(r.id, r.number, r.name, r.language, r.phone or "") for r in rows)
