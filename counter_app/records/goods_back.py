"""Where the goods of a day's returns went: lists for go-back, reclaim, vendor credit and waste."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import NEVER_HAD, Kind
from counter_app.records.journal_tables import transaction_lines, transactions


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """One item with one destination: how much of it came back, and what was given for it."""

    disposition: str
    item_code: str
    description: str
    quantity: Quantity
    net: Money


_VOID: Final = transactions.alias("void")
_LINE: Final = transaction_lines.c
_GOODS: Final = (
    select(
        _LINE.disposition,
        _LINE.item_code,
        func.min(_LINE.description).label("description"),
        func.sum(_LINE.quantity).label("quantity"),
        func.sum(_LINE.net).label("net"),
    )
    .join(transactions, transactions.c.id == _LINE.transaction_id)
    .where(
        transactions.c.kind == Kind.RETURN.value,
        transactions.c.business_date == bindparam("day"),
        _LINE.disposition.not_in(("", NEVER_HAD)),
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .group_by(_LINE.disposition, _LINE.item_code)
    .order_by(_LINE.disposition, _LINE.item_code)
)


def goods_back(connection: Connection, day: date) -> tuple[GoodsBack, ...]:
    """All goods that came back on a business date, by where they go; voided returns left out."""
    return tuple(
        GoodsBack(
            row.disposition,
            row.item_code,
            row.description,
            Quantity(_whole(row.quantity)),
            Money(_whole(row.net)),
        )
        for row in connection.execute(_GOODS, {"day": day})
    )


def _whole(value: object) -> int:
    match value:
        case Quantity():
            return value.milli
        case Money():
            return value.minor
        case _:
            return int(str(value or 0))
