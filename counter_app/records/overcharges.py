"""The overcharge radar's records: every receipt that was overcharged on an item, tag tasks, offers.

What is still owed is never stored: always what was overcharged less what the books gave back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    type_coerce,
    update,
)

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import Direction
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.records.receipts import receipt_lines, receipt_taxes, receipts
from counter_app.records.returned import GIVING_BACK, came_back
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
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


class SoldAbove(NamedTuple):
    """One line that was sold above the right price; `charged` is what one unit cost.

    `tax` is charged on top of `net`. A named tuple, since there can be many thousands.
    """

    line_id: str
    receipt_id: str
    receipt_number: str
    sold_on: date
    customer_ref: str
    quantity: Quantity
    net: Money
    weighed: bool
    charged: Money
    tax: Money


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


_LINE: Final = receipt_lines.c
_ORIGINAL: Final = receipts.alias("original")
_BOUNDS: Final = (
    _LINE.item_code == bindparam("item"),
    _LINE.direction == Direction.SOLD.value,
    receipts.c.status == "finished",
)
_ITS_TAX: Final = (
    select(
        type_coerce(
            func.coalesce(func.sum(receipt_taxes.c.amount), literal_column("0")), BigInteger
        )
    )
    .where(receipt_taxes.c.line_id == _LINE.id, ~receipt_taxes.c.included)
    .scalar_subquery()
)
_FOUND: Final = Prepared(
    select(
        _LINE.id.label("line_id"),
        receipts.c.id.label("receipt_id"),
        receipts.c.receipt_number,
        type_coerce(receipts.c.business_date, String).label("day"),
        receipts.c.customer_ref,
        type_coerce(_LINE.quantity, BigInteger).label("quantity"),
        type_coerce(_LINE.net, BigInteger).label("net"),
        type_coerce(_LINE.weighed, Integer).label("weighed"),
        type_coerce(_LINE.selling_price, BigInteger).label("charged"),
        _ITS_TAX.label("tax"),
    )
    .join(receipts, receipts.c.id == _LINE.receipt_id)
    .where(
        *_BOUNDS,
        _LINE.sold_on >= bindparam("first"),
        _LINE.sold_on <= bindparam("last"),
        _LINE.selling_price > bindparam("right"),
        receipts.c.ended_at >= bindparam("since"),
    )
    .order_by(receipts.c.ended_at, _LINE.id)
    .limit(MAX_FOUND)
)
_RIGHT_BEFORE: Final = Prepared(
    select(receipts.c.ended_at)
    .join(receipt_lines, _LINE.receipt_id == receipts.c.id)
    .where(
        *_BOUNDS,
        _LINE.sold_on >= bindparam("first"),
        _LINE.sold_on <= bindparam("last"),
        receipts.c.ended_at < bindparam("confirmed"),
        _LINE.unit_price <= bindparam("right"),
        _LINE.unit_price > literal_column("0"),
    )
    .order_by(_LINE.sold_on.desc(), receipts.c.ended_at.desc())
    .limit(1)
)
_VOID: Final = transactions.alias("void")
_GIVEN: Final = Prepared(
    select(
        transaction_lines.c.receipt_line_id,
        came_back().label("came_back"),
        func.sum(transaction_lines.c.quantity).label("quantity"),
        func.sum(transaction_lines.c.net).label("net"),
    )
    .join(transactions, transactions.c.id == transaction_lines.c.transaction_id)
    .where(
        transaction_lines.c.item_code == bindparam("item"),
        transaction_lines.c.receipt_line_id.is_not(None),
        transactions.c.kind.in_([kind.value for kind in GIVING_BACK]),
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .group_by(transaction_lines.c.receipt_line_id, "came_back")
)
_AT_REGISTERS: Final = Prepared(
    select(
        _ORIGINAL.c.id.label("receipt_id"),
        _LINE.link_line,
        func.sum(_LINE.quantity).label("quantity"),
    )
    .join(
        _ORIGINAL,
        (_ORIGINAL.c.store == _LINE.link_store)
        & (_ORIGINAL.c.workstation == _LINE.link_workstation)
        & (_ORIGINAL.c.business_date == _LINE.link_date)
        & (_ORIGINAL.c.sequence == _LINE.link_sequence),
    )
    .where(
        _LINE.item_code == bindparam("item"),
        _LINE.direction == Direction.RETURNED.value,
        _LINE.selling_price.is_(None),  # returned lines have none: read off the item's index
    )
    .group_by(_ORIGINAL.c.id, _LINE.link_line)
)


def wrong_since(
    connection: Connection, item: str, right: Money, confirmed: datetime, first: date, last: date
) -> datetime | None:
    """When a register last charged the right price (or less) before a confirmed error.

    The register's own price counts, not what a discount made of it. None if it never did within
    these sales days.
    """
    found: datetime | None = _RIGHT_BEFORE.scalar(
        connection,
        {"item": item, "right": right, "confirmed": confirmed, "first": first, "last": last},
    )
    return found


def sold_above(
    connection: Connection, item: str, right: Money, since: datetime, first: date, last: date
) -> list[SoldAbove]:
    """Every line of an item sold above the right price since an instant, in the order of sale."""
    rows = _FOUND.all(
        connection,
        {"item": item, "right": right, "since": since, "first": first, "last": last},
    )
    # A price or a day is the same object on all lines: making each once is what takes the time.
    money, much, day = cache(Money), cache(Quantity), cache(date.fromisoformat)
    return [
        SoldAbove(
            row[0],
            row[1],
            row[2],
            day(row[3]),
            row[4],
            much(row[5]),
            money(row[6]),
            bool(row[7]),
            money(row[8]),
            money(int(row[9])),
        )
        for row in rows
    ]


def given_back(connection: Connection, item: str) -> dict[str, tuple[Quantity, Money]]:
    """By line id: how many units came back at desks, and what corrections gave back of it."""
    found: dict[str, tuple[Quantity, Money]] = {}
    for row in _GIVEN.all(connection, {"item": item}):
        quantity, corrected = found.get(row.receipt_line_id, (NONE, ZERO))
        if row.came_back:
            quantity += _quantity(row.quantity)
        else:
            corrected += _money(row.net)
        found[row.receipt_line_id] = (quantity, corrected)
    return found


def returned_at_registers(connection: Connection, item: str) -> dict[str, Quantity]:
    """By the original receipt's id: how many units of an item came back at registers."""
    found: dict[str, Quantity] = {}
    for row in _AT_REGISTERS.all(connection, {"item": item}):
        found[row.receipt_id] = found.get(row.receipt_id, NONE) + _quantity(row.quantity)
    return found


def add_tag_task(connection: Connection, task: TagTask, opened_by: int) -> None:
    """Open a task to put a shelf tag or the item file right."""
    connection.execute(
        insert(shelf_tag_tasks).values(
            id=task.id,
            item_code=task.item_code,
            description=task.description,
            charged=task.charged,
            right_price=task.right,
            transaction_id=task.transaction_id,
            opened_at=task.opened_at,
            opened_by=opened_by,
            note=task.note,
        )
    )


def close_tag_task(
    connection: Connection, task_id: str, closed_by: int, at: datetime, note: str
) -> bool:
    """Close a task; False if it is unknown or closed already."""
    done = connection.execute(
        update(shelf_tag_tasks)
        .where(shelf_tag_tasks.c.id == task_id, shelf_tag_tasks.c.closed_at.is_(None))
        .values(closed_at=at, closed_by=closed_by, note=note)
    )
    return done.rowcount == 1


def tag_tasks(connection: Connection, *, open_only: bool = True) -> tuple[TagTask, ...]:
    """Tag tasks, oldest first; all of them, or those not closed yet."""
    statement = select(shelf_tag_tasks).order_by(shelf_tag_tasks.c.opened_at)
    if open_only:
        statement = statement.where(shelf_tag_tasks.c.closed_at.is_(None))
    return tuple(_task(row) for row in connection.execute(statement.limit(1000)))


def tag_tasks_at(connection: Connection, end: datetime) -> tuple[TagTask, ...]:
    """Tag tasks that were open at an instant, oldest first: the same whenever it is asked."""
    closed = shelf_tag_tasks.c.closed_at
    rows = connection.execute(
        select(shelf_tag_tasks)
        .where(shelf_tag_tasks.c.opened_at < end, closed.is_(None) | (closed >= end))
        .order_by(shelf_tag_tasks.c.opened_at)
        .limit(1000)
    )
    return tuple(_task(row) for row in rows)


def tag_task_for(connection: Connection, item: str, right: Money) -> TagTask | None:
    """The open task for an item and its right price, if there is one."""
    row = connection.execute(
        select(shelf_tag_tasks).where(
            shelf_tag_tasks.c.item_code == item,
            shelf_tag_tasks.c.right_price == right,
            shelf_tag_tasks.c.closed_at.is_(None),
        )
    ).first()
    return None if row is None else _task(row)


def _task(row: Any) -> TagTask:
    return TagTask(
        row.id,
        row.item_code,
        row.description,
        row.charged,
        row.right_price,
        row.opened_at,
        row.closed_at,
        row.note,
        row.transaction_id,
    )


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))


def _quantity(value: object) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity(int(str(value or 0)))
