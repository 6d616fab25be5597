"""Customers as far as a return needs them: a name to greet, and whose account it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Column, Connection, String, Table, insert, or_, select

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
)


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer record; `number` is the loyalty or account number receipts carry."""

    id: str
    number: str
    name: str
    language: str = "en"


def add_customer(connection: Connection, customer: Customer, at: datetime) -> None:
    """Store a customer."""
    connection.execute(
        insert(customers).values(
            id=customer.id,
            number=customer.number,
            name=customer.name,
            language=customer.language,
            created_at=at,
        )
    )


def find_customer(connection: Connection, reference: str) -> Customer | None:
    """The customer with this id or number."""
    if not reference:
        return None
    row = connection.execute(
        select(customers).where(or_(customers.c.id == reference, customers.c.number == reference))
    ).first()
    return Customer(row.id, row.number, row.name, row.language) if row else None
