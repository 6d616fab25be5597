"""What an item sold for lately and what it costs today, by whatever number a register calls it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.records.items import find_item, spellings
from counter_app.records.receipts import receipt_lines


@dataclass(frozen=True, slots=True)
class SoldAs:
    """The last sale of an item, as its receipt has it."""

    code: str
    description: str
    department: str
    unit: str
    weighed: bool
    food: bool
    price: Money
    day: date


@dataclass(frozen=True, slots=True)
class SellingPrice:
    """Prices of one unit: the lowest within the window and its day, and the item file's today.

    `lowest` is None if it was not sold within the window. `item` is what the item file says,
    `last` the last sale whenever it was; both None for a number nobody knows here.
    """

    lowest: Money | None = None
    lowest_on: date | None = None
    item: ItemRow | None = None
    last: SoldAs | None = None


def selling_price_of(connection: Connection, code: str, today: date, days: int) -> SellingPrice:
    """What is known of an item's prices in the `days` days up to today; asked through an index."""
    numbers = tuple(spellings(code))
    line = receipt_lines.c
    sold = (line.item_code.in_(numbers), line.selling_price.is_not(None))
    lowest = connection.execute(
        select(line.selling_price, line.sold_on)
        .where(*sold, line.sold_on > today - timedelta(days=days), line.sold_on <= today)
        .order_by(line.selling_price, line.sold_on.desc())
        .limit(1)
    ).first()
    last = connection.execute(
        select(
            line.item_code,
            line.description,
            line.department,
            line.unit,
            line.weighed,
            line.food_stampable,
            line.selling_price,
            line.sold_on,
        )
        .where(*sold)
        .order_by(line.sold_on.desc(), line.id.desc())
        .limit(1)
    ).first()
    return SellingPrice(
        lowest=lowest.selling_price if lowest else None,
        lowest_on=lowest.sold_on if lowest else None,
        item=find_item(connection, code),
        last=(
            SoldAs(
                last.item_code,
                last.description,
                last.department,
                last.unit,
                last.weighed,
                last.food_stampable,
                last.selling_price,
                last.sold_on,
            )
            if last
            else None
        ),
    )
