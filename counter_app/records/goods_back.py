"""Where the goods of a day's returns went: lists for go-back, reclaim, vendor credit and waste."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, bindparam, select

from counter_app.core.goods_back import GoodsBack
from counter_app.core.transaction import NEVER_HAD, Kind
from counter_app.records.items import find_item
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.records.receipts import receipt_lines

_VOID: Final = transactions.alias("void")
_LINE: Final = transaction_lines.c
_GOODS: Final = (
    select(
        _LINE.disposition,
        receipt_lines.c.department,
        _LINE.item_code,
        _LINE.description,
        _LINE.quantity,
        _LINE.net,
        _LINE.reason,
        transactions.c.station,
        transactions.c.number.label("ticket"),
    )
    .join(transactions, transactions.c.id == _LINE.transaction_id)
    .outerjoin(receipt_lines, receipt_lines.c.id == _LINE.receipt_line_id)
    .where(
        transactions.c.kind == Kind.RETURN.value,
        transactions.c.business_date == bindparam("day"),
        _LINE.disposition.not_in(("", NEVER_HAD)),
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .order_by(_LINE.disposition, transactions.c.station, transactions.c.number, _LINE.number)
)


def goods_back(connection: Connection, day: date) -> tuple[GoodsBack, ...]:
    """All goods that came back on a business date, by where they go; voided returns left out.

    Sorted by destination, department and item. Goods without a receipt line have their department
    from the item file, however their number is spelt there.
    """
    rows = connection.execute(_GOODS, {"day": day}).all()
    known: dict[str, str] = {}
    for code in {row.item_code for row in rows if row.department is None}:
        item = find_item(connection, code)
        known[code] = "" if item is None else item.department
    found = (
        GoodsBack(
            row.disposition,
            known[row.item_code] if row.department is None else row.department,
            row.item_code,
            row.description,
            row.quantity,
            row.net,
            row.reason,
            row.station,
            row.ticket,
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda x: (x.disposition, x.department, x.description)))
