"""What web channels are to give back of a date's returns, as CSV: one row for each payment.

The same records give the same bytes. `instruction` is one and the same however often a date is
exported, so that a channel pays it once. A return that was voided before it was exported is in no
file; once it is in one, the desk voids it no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sqlalchemy import select

from counter_app.core.money import plain
from counter_app.core.order import order_of
from counter_app.core.quantity import plain as plain_quantity
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind, Posting, Transaction
from counter_app.export.day_csv import DayFile, write_rows
from counter_app.records.journal_tables import transactions
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.records.work import Work
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.trade.paying_out import ONLINE

HEAD: Final = (
    "instruction", "channel", "order", "payment", "card", "amount", "currency", "returned_at",
    "slip", "items",
)  # fmt: skip


def write_online(work: Work, day: date) -> DayFile:
    """The instructions of one business date."""
    return write_rows(HEAD, _rows(work, day))


def _rows(work: Work, day: date) -> Iterator[tuple[str, ...]]:
    t = transactions.c
    ids = work.connection.execute(
        select(t.id)
        .where(t.business_date == day, t.kind.in_([Kind.RETURN.value, Kind.PRICE_CORRECTION.value]))
        .order_by(t.station, t.number)
    ).scalars().all()  # fmt: skip
    for transaction_id in ids:
        stored = read_transaction(work.connection, transaction_id)
        assert stored is not None, "it was just listed"
        x = stored.transaction
        if x.receipt_id is None or not any(_online(p) for p in x.postings):
            continue
        if reversed_by(work.connection, x.id) is None:
            yield from _instructions(work, x, work.receipt(x.receipt_id)[0])


def _online(posting: Posting) -> bool:
    return posting.account.startswith(f"{ONLINE}:")


def _instructions(work: Work, x: Transaction, receipt: Receipt) -> Iterator[tuple[str, ...]]:
    order, currency = order_of(receipt), work.store.currency
    assert order is not None, "only orders post to a channel"
    payments = {t.id: t for t in receipt.tenders}
    items = "; ".join(
        f"{plain_quantity(line.quantity)} x {line.item_code or line.description}"
        for line in x.lines
        if line.quantity
    )
    for number, tender in enumerate(x.tenders, 1):
        paid = payments.get(tender.receipt_tender_id or "")
        if tender.tender not in CHANNEL_PAYS:
            continue
        yield (
            f"{x.id}-{number}",
            order.channel,
            order.number,
            paid.reference or paid.authorization if paid else "",
            paid.masked if paid else "",
            plain(tender.amount, currency),
            currency.code,
            x.occurred_at.isoformat(timespec="seconds"),
            f"{x.station}-{x.business_date:%Y%m%d}-{x.number:04d}",
            items,
        )
