"""Original receipts against the digest of their content: what was bought is as it came in.

The digest has no key (docs/verify.md): it finds damage and a value changed by hand, and not who
computes it anew. One query a table and page, of values as they are stored; linear.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, select

from counter_app.core.order import ORDER
from counter_app.core.receipt import Direction, content_digest_of
from counter_app.records.chain import raw
from counter_app.records.provisional import AS_KEYED
from counter_app.records.receipts import (
    receipt_discounts,
    receipt_lines,
    receipt_taxes,
    receipt_tenders,
    receipts,
)
from counter_app.records.verify_problem import Problem
from counter_app.rules.selling_price import OPEN_TO_ALL, unit_minor

PAGE: Final = 1000
"""Receipts read at once."""
_SOLD: Final = Direction.SOLD.value
_OPEN_TO_ALL: Final = frozenset(kind.value for kind in OPEN_TO_ALL)


def receipt_problems(connection: Connection) -> Iterator[Problem]:
    """Every receipt whose rows are not what its digest, or what is derived from them, says."""
    last = ""
    while page := connection.execute(_PAGE, {"last": last}).all():
        span = {"last": last, "top": page[-1].id}
        lines, tenders = (_grouped(connection, part, span) for part in (_LINES, _TENDERS))
        discounts, taxes = (_grouped(connection, part, span) for part in (_DISCOUNTS, _TAXES))
        for row in page:
            own = lines.get(row.id, [])
            try:
                sound = _is_sound(row, own, discounts, taxes, tenders.get(row.id, []))
            except (ValueError, TypeError, LookupError, AttributeError):
                sound = False  # a value that no program wrote
            if not sound:
                where = f"receipt {row.store}/{row.workstation}/{row.business_date}/{row.sequence}"
                yield Problem("receipt_changed", f"This receipt was changed: {where}.", where)
        last = page[-1].id


def _is_sound(
    row: Any,
    lines: Sequence[Any],
    discounts: dict[str, list[Any]],
    taxes: dict[str, list[Any]],
    tenders: Sequence[Any],
) -> bool:
    paid, contents = 0, []
    for line in lines:
        off, charged = discounts.get(line.id, []), taxes.get(line.id, [])
        net = line.gross - sum(d.amount for d in off)
        net -= sum(t.amount for t in charged if t.included)
        if line.net != net or not _dated_and_priced(row, line, off):
            return False
        gave = net + sum(t.amount for t in charged)
        paid += gave if line.direction == _SOLD else -gave
        contents.append(_content(line, off, charged))
    extra = json.loads(row.extra)
    found = content_digest_of(
        [
            f"{row.store}/{row.workstation}/{row.business_date}/{row.sequence}",
            row.receipt_number,
            row.currency,
            row.status,
        ],
        contents,
        [[t.tender, t.amount, t.masked] for t in tenders],
    )
    return bool(
        found == extra.get(AS_KEYED, row.content_digest)
        and row.total_paid == paid
        and row.order_number == extra.get(ORDER, "")
    )


def _content(line: Any, discounts: Sequence[Any], taxes: Sequence[Any]) -> list[object]:
    return [
        line.number,
        line.direction,
        line.item_code,
        line.description,
        line.quantity,
        line.gross,
        [[d.kind, d.amount, d.code] for d in discounts],
        [[t.authority, t.rate_ppm, t.amount, bool(t.included)] for t in taxes],
        line.serial,
    ]


def _dated_and_priced(row: Any, line: Any, discounts: Sequence[Any]) -> bool:
    """What a search reads of a line without its receipt is what the receipt says.

    Rows of the first schema took what was paid for the price.
    """
    if line.sold_on is None:
        return line.selling_price is None
    prices: set[int | None] = {None}
    if line.direction == _SOLD and line.quantity > 0:
        off = sum(d.amount for d in discounts if d.kind in _OPEN_TO_ALL and not d.basket_wide)
        of_all = unit_minor(line.gross - off, line.quantity)
        prices = {of_all if of_all > 0 else None, unit_minor(line.net, line.quantity)}
    return line.sold_on == row.business_date and line.selling_price in prices


def _grouped(
    connection: Connection, statement: Select[Any], span: dict[str, str]
) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in connection.execute(statement, span).all():
        found.setdefault(row.owner, []).append(row)
    return found


def _in_span(receipt_id: ColumnElement[Any]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return receipt_id > bindparam("last"), receipt_id <= bindparam("top")


def _of_receipts(table: Table) -> Select[Any]:
    """Rows of a page's receipts, each with its receipt."""
    rows = raw(table)
    statement = select(rows.c.receipt_id.label("owner"), rows)
    wanted = statement.where(*_in_span(rows.c.receipt_id))
    return wanted.order_by(rows.c.receipt_id, rows.c.number)


def _of_lines(table: Table) -> Select[Any]:
    """Rows of the lines of a page's receipts, each with its line."""
    rows, of = raw(table), raw(receipt_lines)
    statement = select(rows.c.line_id.label("owner"), rows).join(of, of.c.id == rows.c.line_id)
    wanted = statement.where(*_in_span(of.c.receipt_id))
    return wanted.order_by(rows.c.line_id, rows.c.number)


_RECEIPTS: Final = raw(receipts)
_PAGE: Final = (
    select(_RECEIPTS).where(_RECEIPTS.c.id > bindparam("last")).order_by(_RECEIPTS.c.id).limit(PAGE)
)
_LINES, _TENDERS = _of_receipts(receipt_lines), _of_receipts(receipt_tenders)
_DISCOUNTS, _TAXES = _of_lines(receipt_discounts), _of_lines(receipt_taxes)
