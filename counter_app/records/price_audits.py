"""Price audits: the drawn sample, and what each shelf said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    insert,
    select,
    update,
)

from counter_app.core.money import Money
from counter_app.records.items import items
from counter_app.storage.base import METADATA
from counter_app.storage.types import DateType, MoneyType, StampType, whole

price_audits: Final = Table(
    "price_audits",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("operator_id", ForeignKey("operators.id"), nullable=False),
    Column("business_date", DateType, nullable=False),
    Column("started_at", StampType, nullable=False),
    Column("closed_at", StampType, nullable=True),
    Column("population", Integer, nullable=False),
    Column("seed", String(36), nullable=False),
)

price_audit_items: Final = Table(
    "price_audit_items",
    METADATA,
    Column("audit_id", ForeignKey("price_audits.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("item_code", String(40), nullable=False),
    Column("description", String(200), nullable=False),
    Column("department", String(60), nullable=False),
    Column("scanned_price", MoneyType, nullable=False),
    Column("shelf_price", MoneyType, nullable=True),
    Column("missing", Boolean, nullable=False),
    Column("checked_at", StampType, nullable=True),
    Column("operator_id", ForeignKey("operators.id"), nullable=True),
    *whole("scanned_price", "shelf_price"),
)


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One item of a sample. `shelf` None: not looked at yet; `missing`: not on its shelf."""

    number: int
    code: str
    description: str
    department: str
    scanned: Money
    shelf: Money | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit: when, by whom, of how many items a sample was drawn, and the sample."""

    id: str
    station: str
    operator_id: int
    business_date: date
    started_at: datetime
    closed_at: datetime | None
    population: int
    items: tuple[AuditItem, ...]


def priced_items(connection: Connection) -> tuple[AuditItem, ...]:
    """All items with a price, by department and code, numbered from 1: what is sampled from."""
    rows = connection.execute(
        select(items.c.code, items.c.description, items.c.department, items.c.price)
        .where(items.c.price > Money(0))
        .order_by(items.c.department, items.c.code)
    )
    return tuple(
        AuditItem(n, r.code, r.description, r.department, r.price) for n, r in enumerate(rows, 1)
    )


def add_audit(connection: Connection, audit: Audit, seed: str, sample: Iterable[AuditItem]) -> None:
    """Store a fresh audit with its sample."""
    connection.execute(
        insert(price_audits).values(
            id=audit.id,
            station=audit.station,
            operator_id=audit.operator_id,
            business_date=audit.business_date,
            started_at=audit.started_at,
            closed_at=None,
            population=audit.population,
            seed=seed,
        )
    )
    rows = [
        {
            "audit_id": audit.id,
            "number": x.number,
            "item_code": x.code,
            "description": x.description,
            "department": x.department,
            "scanned_price": x.scanned,
            "shelf_price": None,
            "missing": False,
        }
        for x in sample
    ]
    if rows:
        connection.execute(insert(price_audit_items), rows)


def record_shelf(
    connection: Connection,
    audit_id: str,
    number: int,
    *,
    shelf: Money | None,
    missing: bool,
    operator_id: int,
    at: datetime,
) -> None:
    """What the shelf of one item says, or that it is not there."""
    connection.execute(
        update(price_audit_items)
        .where(price_audit_items.c.audit_id == audit_id, price_audit_items.c.number == number)
        .values(shelf_price=shelf, missing=missing, operator_id=operator_id, checked_at=at)
    )


def close_audit(connection: Connection, audit_id: str, at: datetime) -> None:
    """End an audit; what was found stays."""
    connection.execute(
        update(price_audits).where(price_audits.c.id == audit_id).values(closed_at=at)
    )


def audit_by_id(connection: Connection, audit_id: str) -> Audit | None:
    """One audit with its sample."""
    row = connection.execute(select(price_audits).where(price_audits.c.id == audit_id)).first()
    return None if row is None else _audit(connection, row)


def open_audit(connection: Connection) -> Audit | None:
    """The audit that is not closed yet, if there is one (the newest)."""
    row = connection.execute(
        select(price_audits)
        .where(price_audits.c.closed_at.is_(None))
        .order_by(price_audits.c.started_at.desc())
        .limit(1)
    ).first()
    return None if row is None else _audit(connection, row)


def audits_on(connection: Connection, day: date) -> tuple[Audit, ...]:
    """Audits begun on a business date."""
    rows = connection.execute(
        select(price_audits)
        .where(price_audits.c.business_date == day)
        .order_by(price_audits.c.started_at)
    ).all()
    return tuple(_audit(connection, row) for row in rows)


def _audit(connection: Connection, row: Any) -> Audit:
    rows = connection.execute(
        select(price_audit_items)
        .where(price_audit_items.c.audit_id == row.id)
        .order_by(price_audit_items.c.number)
    )
    return Audit(
        row.id,
        row.station,
        row.operator_id,
        row.business_date,
        row.started_at,
        row.closed_at,
        row.population,
        tuple(
            AuditItem(
                r.number,
                r.item_code,
                r.description,
                r.department,
                r.scanned_price,
                r.shelf_price,
                r.missing,
            )
            for r in rows
        ),
    )
