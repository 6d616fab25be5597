"""Short lists for the search over everything: items by name, today's papers by number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, func, select

from counter_app.core.item import ItemRow
from counter_app.core.money import Money, total
from counter_app.core.search import fold
from counter_app.records.items import find_item, item_by_code, items
from counter_app.records.journal_tables import transaction_tenders, transactions
from counter_app.records.stores import stations

MIN_NAME: Final = 2
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class NumberedPaper:
    """A transaction of one day as a list names it."""

    id: str
    kind: str
    station: str
    desk: str
    number: int
    occurred_at: datetime
    receipt_id: str | None
    reason: str
    amount: Money


def items_named(connection: Connection, text: str) -> tuple[ItemRow, ...]:
    """Items with this number, or with all of these words in their name."""
    found = find_item(connection, text)
    if found is not None:
        return (found,)
    words = text.lower().split()
    if len(fold(text)) < MIN_NAME or not words:
        return ()
    lowered = func.lower(items.c.description)
    rows = connection.execute(
        select(items.c.code)
        .where(*(lowered.contains(word, autoescape=True) for word in words))
        .order_by(items.c.description)
        .limit(_MOST)
    )
    return tuple(item for row in rows if (item := item_by_code(connection, row.code)))


def papers_numbered(
    connection: Connection, task: str, day: date, number: int
) -> tuple[NumberedPaper, ...]:
    """A task's transactions of a day with this number, at any station, newest first."""
    t = transactions.c
    rows = connection.execute(
        select(
            t.id, t.kind, t.station, stations.c.title, t.number, t.occurred_at, t.receipt_id,
            t.reason,
        )
        .join(stations, stations.c.name == t.station)
        .where(t.business_date == day, t.task == task, t.number == number)
        .order_by(t.occurred_at.desc())
        .limit(_MOST)
    ).all()  # fmt: skip
    paid = transaction_tenders.c
    return tuple(
        NumberedPaper(
            r.id, r.kind, r.station, r.title, r.number, r.occurred_at, r.receipt_id, r.reason,
            total(
                connection.execute(
                    select(paid.amount).where(paid.transaction_id == r.id)
                ).scalars()
            ),
        )
        for r in rows
    )  # fmt: skip
