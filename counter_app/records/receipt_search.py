"""Receipts by what a customer remembers: every clue is asked through an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    case,
    exists,
    func,
    select,
    type_coerce,
)

from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptKey
from counter_app.records.customers import customers
from counter_app.records.items import items, spellings
from counter_app.records.receipts import receipt_lines, receipt_tenders, receipts
from counter_app.rules.receipt_clues import Clue, Clues, digits_of

MAX_FOUND: Final = 300
MAX_ITEMS: Final = 40
_LEADS: Final = (Clue.PHONE, Clue.LAST_FOUR, Clue.ITEM, Clue.DAY, Clue.TOTAL)


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """One receipt as a list shows it."""

    id: str
    key: ReceiptKey
    number: str
    ended_at: datetime
    total: Money
    provisional: bool


def search_receipts(
    connection: Connection, clues: Clues, using: Iterable[Clue]
) -> tuple[FoundReceipt, ...]:
    """Sales that fit all of these clues, the nearest first, at most `MAX_FOUND`.

    One clue leads through its index; the others only sift what it found.
    """
    found, wanted = receipts.c, set(using)
    rows = connection.execute(
        select(
            found.id,
            found.store,
            found.workstation,
            found.business_date,
            found.sequence,
            found.receipt_number,
            found.ended_at,
            found.total_paid,
            found.provisional,
        )
        .where(
            *_leading(connection, clues, wanted),
            *(_sifting(connection, clues, clue) for clue in Clue if clue in wanted),
            found.status == "finished",
            found.total_paid > Money(0),
        )
        .order_by(*_nearest(clues))
        .limit(MAX_FOUND)
    )
    return tuple(
        FoundReceipt(
            r.id,
            ReceiptKey(r.store, r.workstation, r.business_date, r.sequence),
            r.receipt_number,
            r.ended_at,
            r.total_paid,
            r.provisional,
        )
        for r in rows
    )


def line_counts(
    connection: Connection, clues: Clues, ids: Iterable[str]
) -> dict[str, tuple[int, int]]:
    """How many lines each of these receipts has, and how many of them are the item named."""
    line, wanted = receipt_lines.c, tuple(ids)
    if not wanted:
        return {}
    codes = _codes(connection, clues.item) if clues.item else ()
    named = func.sum(case((line.item_code.in_(codes), 1), else_=0))
    rows = connection.execute(
        select(line.receipt_id, func.count().label("many"), named.label("named"))
        .where(line.receipt_id.in_(wanted))
        .group_by(line.receipt_id)
    )
    return {row.receipt_id: (int(row.many), int(row.named)) for row in rows}


def paid_by_card(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of these receipts that were paid with a card, at least in part."""
    tender, wanted = receipt_tenders.c, tuple(ids)
    if not wanted:
        return frozenset()
    rows = connection.execute(
        select(tender.receipt_id).where(tender.receipt_id.in_(wanted), tender.masked != "")
    )
    return frozenset(row.receipt_id for row in rows)


def _leading(connection: Connection, clues: Clues, wanted: set[Clue]) -> list[ColumnElement[bool]]:
    """The clue that the fewest receipts fit, asked so that its index is used; takes it out."""
    found, line, tender = receipts.c, receipt_lines.c, receipt_tenders.c
    lead = next((clue for clue in _LEADS if clue in wanted), None)
    wanted.discard(lead or Clue.STORE)
    match lead:
        case Clue.PHONE:
            return [found.customer_ref.in_(_references(connection, clues.phone))]
        case Clue.LAST_FOUR:
            with_card = select(tender.receipt_id).where(tender.masked == clues.last_four)
            return [found.id.in_(with_card)]
        case Clue.ITEM:
            sold = select(line.receipt_id).where(line.item_code.in_(_codes(connection, clues.item)))
            if Clue.DAY in wanted:
                sold = sold.where(line.sold_on >= clues.days[0], line.sold_on <= clues.days[-1])
            return [found.id.in_(sold)]
        case Clue.DAY | Clue.TOTAL:
            on = found.business_date.in_(clues.days if lead is Clue.DAY else _every_day())
            if Clue.TOTAL not in wanted and lead is not Clue.TOTAL:
                return [on]
            wanted.discard(Clue.TOTAL)
            assert clues.totals is not None
            return [on, found.total_paid.between(*clues.totals)]
        case None:
            return []


def _sifting(connection: Connection, clues: Clues, clue: Clue) -> ColumnElement[bool]:
    """A clue asked so that no index is tempting: the rows are at hand already."""
    found, line, tender = receipts.c, receipt_lines.c, receipt_tenders.c
    match clue:
        case Clue.DAY:
            return _at_hand(found.business_date).in_(clues.days)
        case Clue.TOTAL:
            assert clues.totals is not None
            return _at_hand(found.total_paid).between(*clues.totals)
        case Clue.STORE:
            bare = clues.store.lstrip("0")
            spelled = [bare.zfill(n) for n in range(len(bare), 6)] or [clues.store]
            return _at_hand(found.store).in_(spelled)
        case Clue.LAST_FOUR:
            return exists().where(
                tender.receipt_id == found.id, _at_hand(tender.masked) == clues.last_four
            )
        case Clue.PHONE:
            return _at_hand(found.customer_ref).in_(_references(connection, clues.phone))
        case Clue.ITEM:
            codes = _codes(connection, clues.item)
            return exists().where(line.receipt_id == found.id, _at_hand(line.item_code).in_(codes))


def _nearest(clues: Clues) -> Iterator[ColumnElement[Any]]:
    found = receipts.c
    if clues.total is not None:
        yield func.abs(type_coerce(found.total_paid, BigInteger) - clues.total.minor)
    elif clues.day is not None and clues.until is None:
        yield case(
            {day: abs((day - clues.day).days) for day in clues.days},
            value=found.business_date,
            else_=len(clues.days),
        )
    yield _at_hand(found.ended_at).desc()


def _every_day() -> Select[tuple[date]]:
    """The business dates there are, from the newest back: a step of the index for each."""
    found = receipts.c
    newest = select(func.max(found.business_date).label("day")).cte("days", recursive=True)
    before = select(func.max(found.business_date)).where(found.business_date < newest.c.day)
    days = newest.union_all(select(before.scalar_subquery()).where(newest.c.day.is_not(None)))
    return select(days.c.day).where(days.c.day.is_not(None))


def _at_hand(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as a value of the row, never as the way to it."""
    return func.coalesce(column, column, type_=column.type)


def _codes(connection: Connection, text: str) -> tuple[str, ...]:
    """The numbers of an item that was scanned or typed, or of those with such a name."""
    text = text.strip()
    if text.isascii() and text.isdigit():
        return tuple(spellings(text))
    words = [w for w in text.lower().split() if w]
    lowered = func.lower(items.c.description)
    rows = connection.execute(
        select(items.c.code)
        .where(*(lowered.contains(word, autoescape=True) for word in words))
        .limit(MAX_ITEMS)
    )
    return tuple(code for row in rows for code in spellings(row.code))


def _references(connection: Connection, phone: str) -> tuple[str, ...]:
    """What receipts may call the customer with this phone number."""
    digits = digits_of(phone)
    rows = connection.execute(select(customers.c.number).where(customers.c.phone == digits))
    return (digits, *(row.number for row in rows))
