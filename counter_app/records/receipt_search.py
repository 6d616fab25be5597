"""Receipts by what a customer remembers: every clue is asked through an index."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptKey
from counter_app.records.customers import customers
from counter_app.records.items import items, spellings
from counter_app.records.receipts import receipt_lines, receipt_tenders, receipts
from counter_app.rules.receipt_clues import Clue, Clues, digits_of

MAX_FOUND: Final = 300
MAX_ITEMS: Final = 40


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
    """Sales that fit all of these clues, newest first, at most `MAX_FOUND`."""
    found = receipts.c
    conditions = [_condition(connection, clues, clue) for clue in using]
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
        .where(found.status == "finished", found.total_paid > Money(0), *conditions)
        .order_by(found.ended_at.desc())
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
    line = receipt_lines.c
    codes = _codes(connection, clues.item) if clues.item else ()
    named = func.sum(case((line.item_code.in_(codes), 1), else_=0))
    rows = connection.execute(
        select(line.receipt_id, func.count().label("many"), named.label("named"))
        .where(line.receipt_id.in_(tuple(ids)))
        .group_by(line.receipt_id)
    )
    return {row.receipt_id: (int(row.many), int(row.named)) for row in rows}


def paid_by_card(connection: Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of these receipts that were paid with a card, at least in part."""
    tender = receipt_tenders.c
    rows = connection.execute(
        select(tender.receipt_id).where(tender.receipt_id.in_(tuple(ids)), tender.masked != "")
    )
    return frozenset(row.receipt_id for row in rows)


def _condition(connection: Connection, clues: Clues, clue: Clue) -> ColumnElement[bool]:
    found = receipts.c
    match clue:
        case Clue.DAY:
            return found.business_date.in_(clues.days)
        case Clue.TOTAL:
            assert clues.totals is not None
            return found.total_paid.between(*clues.totals)
        case Clue.STORE:
            bare = clues.store.lstrip("0")
            return found.store.in_([bare.zfill(n) for n in range(len(bare), 6)] or [clues.store])
        case Clue.LAST_FOUR:
            tender = receipt_tenders.c
            return found.id.in_(select(tender.receipt_id).where(tender.masked == clues.last_four))
        case Clue.PHONE:
            return found.customer_ref.in_(_references(connection, clues.phone))
        case Clue.ITEM:
            return found.id.in_(_with_item(connection, clues))


def _with_item(connection: Connection, clues: Clues) -> Select[tuple[str]]:
    line = receipt_lines.c
    sold = select(line.receipt_id).where(line.item_code.in_(_codes(connection, clues.item)))
    if clues.days:
        sold = sold.where(line.sold_on >= clues.days[0], line.sold_on <= clues.days[-1])
    return sold


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
