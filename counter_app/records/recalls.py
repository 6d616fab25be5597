"""Recall notices by item, and the buyers that receipts know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, repeat
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Index,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
)

from counter_app.core.recall import Recall
from counter_app.core.receipt import Receipt
from counter_app.records.customers import customers
from counter_app.records.items import spellings
from counter_app.records.receipts import receipt_lines, receipts
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import DateType, StampType

MAX_BUYERS: Final = 10_000

recalls: Final = Table(
    "recalls",
    METADATA,
    Column("number", String(40), primary_key=True),
    Column("item_code", String(40), primary_key=True),
    Column("lot", String(40), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("sold_from", DateType, nullable=True),
    Column("sold_to", DateType, nullable=True),
    Column("imported_at", StampType, nullable=False),
    Index("ix_recalls_item_code", "item_code"),
)

_PLACES: Final = tuple(f"code_{n}" for n in range(32))
_NOTICES: Final = Prepared(
    select(recalls).where(recalls.c.item_code.in_([bindparam(place) for place in _PLACES]))
)
"""Asked for at every receipt that is opened and posted."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A sale of a recalled item to somebody the receipt names."""

    receipt: str
    sold_on: date
    customer: str
    name: str
    phone: str


def put_recalls(connection: Connection, rows: Iterable[Recall], at: datetime) -> int:
    """Store notices; a notice with the same number is replaced as a whole. Gives how many rows."""
    found = tuple(rows)
    numbers = {r.number for r in found}
    connection.execute(delete(recalls).where(recalls.c.number.in_(numbers)))
    for r in found:
        connection.execute(
            insert(recalls).values(
                number=r.number,
                item_code=r.item_code,
                lot=r.lot,
                title=r.title,
                sold_from=r.sold_from,
                sold_to=r.sold_to,
                imported_at=at,
            )
        )
    return len(found)


def recall_of(connection: Connection, code: str) -> Recall | None:
    """The newest notice about an item, by whatever number it goes; None if there is none."""
    row = connection.execute(
        select(recalls)
        .where(recalls.c.item_code.in_(tuple(spellings(code))))
        .order_by(recalls.c.imported_at.desc(), recalls.c.number)
        .limit(1)
    ).first()
    if row is None:
        return None
    return Recall(row.number, row.item_code, row.title, row.lot, row.sold_from, row.sold_to)


def notices_on(connection: Connection, receipt: Receipt) -> dict[int, Recall]:
    """The newest notice about each sold line of a receipt, if its day lies within the notice's."""
    ways = {x.number: tuple(spellings(x.item_code)) for x in receipt.sold if x.item_code}
    codes = {code for found in ways.values() for code in found}
    if not codes:
        return {}
    rows = [row for part in _parts(sorted(codes)) for row in _NOTICES.all(connection, part)]
    rows.sort(key=lambda row: row.number)
    rows.sort(key=lambda row: row.imported_at, reverse=True)
    day = receipt.key.business_date
    told: dict[int, Recall] = {}
    for row in rows:
        notice = Recall(row.number, row.item_code, row.title, row.lot, row.sold_from, row.sold_to)
        if (notice.sold_from or day) <= day <= (notice.sold_to or day):
            for number, found in ways.items():
                if notice.item_code in found:
                    told.setdefault(number, notice)
    return told


def _parts(codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """The codes as the prepared statement takes them; places left over repeat the first."""
    for start in range(0, len(codes), len(_PLACES)):
        some = codes[start : start + len(_PLACES)]
        yield dict(zip(_PLACES, chain(some, repeat(some[0])), strict=False))


def buyers_of(connection: Connection, number: str) -> tuple[Buyer, ...]:
    """Everybody the receipts know who bought what a notice is about, newest first."""
    found: dict[tuple[str, str], Buyer] = {}
    for notice in connection.execute(select(recalls).where(recalls.c.number == number)):
        line, sale = receipt_lines.c, receipts.c
        statement = (
            select(
                sale.receipt_number, sale.business_date, sale.customer_ref, customers.c.name,
                customers.c.phone, sale.id,
            )
            .join(receipt_lines, line.receipt_id == sale.id)
            .outerjoin(customers, customers.c.number == sale.customer_ref)
            .where(line.item_code.in_(tuple(spellings(notice.item_code))), sale.customer_ref != "")
            .order_by(sale.business_date.desc(), sale.id)
            .limit(MAX_BUYERS)
        )  # fmt: skip
        if notice.sold_from is not None:
            statement = statement.where(line.sold_on >= notice.sold_from)
        if notice.sold_to is not None:
            statement = statement.where(line.sold_on <= notice.sold_to)
        for r in connection.execute(statement):
            found[(r.id, r.customer_ref)] = Buyer(
                r.receipt_number, r.business_date, r.customer_ref, r.name or "", r.phone or ""
            )
    return tuple(found.values())
