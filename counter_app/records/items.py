"""The item file: what a code is called, costs and may do today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Row,
    String,
    Table,
    insert,
    select,
    text,
    update,
)

from counter_app.core.item import ItemRow
from counter_app.storage.base import METADATA
from counter_app.storage.types import MoneyType, StampType, whole

items: Final = Table(
    "items",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("description", String(200), nullable=False),
    Column("department", String(60), nullable=False),
    Column("category", String(60), nullable=False),
    Column("price", MoneyType, nullable=False),
    Column("unit", String(10), nullable=False),
    Column("weighed", Boolean, nullable=False),
    Column("returnable", Boolean, nullable=False),
    Column("tax", String(40), nullable=False),
    Column("changed_at", StampType, nullable=False),
    Column("deposit_item", String(40), nullable=False, server_default=text("''")),
    Index("ix_items_description", "description"),
    *whole("price"),
)


def put_items(connection: Connection, rows: Iterable[ItemRow], at: datetime) -> tuple[int, int]:
    """Store items, replacing those with the same code; gives (new, changed) counts."""
    new = changed = 0
    for row in rows:
        values = {
            "description": row.description,
            "department": row.department,
            "category": row.category,
            "price": row.price,
            "unit": row.unit,
            "weighed": row.weighed,
            "returnable": row.returnable,
            "tax": row.tax,
            "deposit_item": row.deposit_item,
        }
        stored = item_by_code(connection, row.code)
        if stored is None:
            connection.execute(insert(items).values(code=row.code, changed_at=at, **values))
            new += 1
        elif stored != row:
            connection.execute(
                update(items).where(items.c.code == row.code).values(changed_at=at, **values)
            )
            changed += 1
    return new, changed


def item_changed_at(connection: Connection, code: str) -> datetime | None:
    """When the item file last changed anything of an item."""
    found: datetime | None = connection.execute(
        select(items.c.changed_at).where(items.c.code == code)
    ).scalar()
    return found


def item_by_code(connection: Connection, code: str) -> ItemRow | None:
    """The item with exactly this code."""
    row = connection.execute(select(items).where(items.c.code == code)).first()
    return _item(row) if row else None


def find_item(connection: Connection, code: str) -> ItemRow | None:
    """The item that a scanned or typed number means, whatever zeros or check digit a file left out.

    The number as it stands goes first, so a file with two spellings keeps both apart.
    """
    for spelling in spellings(code):
        found = item_by_code(connection, spelling)
        if found is not None:
            return found
    return None


def find_with_deposit(connection: Connection, code: str) -> tuple[ItemRow | None, ItemRow | None]:
    """An item and the deposit that its container carries; None for what the file does not have."""
    item = find_item(connection, code)
    if item is None or not item.deposit_item:
        return item, None
    return item, find_item(connection, item.deposit_item)


def spellings(code: str) -> Iterable[str]:
    """Every way registers and files write an item number: zeros in front, check digit left out."""
    if not (code.isascii() and code.isdigit()) or len(code) < 6:
        return (code,)
    bare = code.lstrip("0")
    bodies = (bare, bare[:-1]) if len(bare) >= 7 else (bare,)
    padded = (body.rjust(width, "0") for body in bodies for width in (12, 13, 14, 8, 11, 0))
    return dict.fromkeys((code, *padded))


def _item(row: Row[Any]) -> ItemRow:
    return ItemRow(
        code=row.code,
        description=row.description,
        price=row.price,
        department=row.department,
        category=row.category,
        unit=row.unit,
        weighed=row.weighed,
        returnable=row.returnable,
        tax=row.tax,
        deposit_item=row.deposit_item,
    )
