"""A sealed Book as CSV (RFC 4180): one table after another, each row naming its section.

Amounts are decimal numbers with a point, times ISO 8601; a spreadsheet never runs a cell as a
formula, since text that would begin one is set in quotes of its own.
"""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from counter_app.core.book import Book, Cell
from counter_app.core.book_json import plain_cell
from counter_app.core.money import Currency, Money, plain
from counter_app.core.quantity import Quantity
from counter_app.core.quantity import plain as plain_quantity
from counter_app.documents.book_layout import SealLine

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def render_csv(book: Book, seal: SealLine) -> bytes:
    """Return the CSV in UTF-8 with a byte order mark, as spreadsheets expect it."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    currency = Currency(book.currency, book.exponent)
    zone = ZoneInfo(book.zone)
    day = book.business_date.isoformat()
    writer.writerow(["book", book.store, day, "edition", seal.edition, "seal", seal.seal,
                     "previous_seal", seal.previous])  # fmt: skip
    for tile in book.tiles:
        writer.writerow(["figure", _text(tile.title), _cell(tile.value, currency, zone),
                         _text(tile.note)])  # fmt: skip
    for section in book.sections:
        writer.writerow(["section", section.key, _text(section.title), _text(section.note)])
        if section.rows:
            writer.writerow(["columns", section.key, *(_text(c.title) for c in section.columns)])
        for row in section.rows:
            cells = (_cell(value, currency, zone) for value in row.cells)
            writer.writerow(["row", section.key, *cells])
        if section.rows and section.totals is not None:
            cells = (_cell(value, currency, zone) for value in section.totals)
            writer.writerow(["total", section.key, *cells])
    for trend in book.trends:
        for at, amount in trend.days:
            writer.writerow(["trend", trend.key, at.isoformat(), _cell(amount, currency, zone)])
    for rank, oddity in enumerate(book.oddities, 1):
        writer.writerow(
            ["exception", rank, oddity.code, _text(oddity.title), _text(oddity.why),
             _cell(oddity.amount, currency, zone), oddity.strangeness,
             "" if oddity.evidence is None else f"{oddity.evidence.kind}:{oddity.evidence.id}"]
        )  # fmt: skip
    for head in book.heads:
        writer.writerow(["head", head.station, head.count, head.mac])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell, currency: Currency, zone: ZoneInfo) -> str:
    match value:
        case None:
            return ""
        case Money():
            return plain(value, currency)
        case Quantity():
            return plain_quantity(value)
        case datetime():
            return value.astimezone(zone).isoformat(timespec="seconds")
        case str():
            return _text(value)
        case _:
            return str(plain_cell(value))


def _text(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
