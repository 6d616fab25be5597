"""How a receipt stands when a refund of it is posted: one look at what is nearly always empty.

Asked for right after the receipt was locked. Whatever is there is then read by its own statement;
a request for each of them would be four trips to a server for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, select

from counter_app.core.receipt import Receipt
from counter_app.records.journal_tables import transactions
from counter_app.records.payments import LIVE, payment_attempts
from counter_app.records.recalls import recalls
from counter_app.records.receipts import key_values, receipt_lines
from counter_app.records.returned import LINKS_HERE, LIVE_RETURNS
from counter_app.storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether this very request is in the books, and what else there is about its receipt."""

    posted: bool
    attempts: bool
    """Payments outside that it waits for (`live_attempts_on` gives them)."""
    at_desk: bool
    """Something of it was returned or corrected at a desk."""
    at_registers: bool
    """A register's receipt names it."""
    recalls: bool
    """There are recall notices, about whatever item."""


_STANDING: Final = Prepared(
    select(
        select(transactions.c.id)
        .where(transactions.c.id == bindparam("request"))
        .exists()
        .label("posted"),
        select(payment_attempts.c.request_id).where(*LIVE).exists().label("attempts"),
        select(transactions.c.id).where(*LIVE_RETURNS).exists().label("at_desk"),
        select(receipt_lines.c.receipt_id).where(*LINKS_HERE).exists().label("at_registers"),
        select(recalls.c.number).exists().label("recalls"),
    )
)


def standing(connection: Connection, receipt: Receipt, request_id: str) -> Standing:
    """How a receipt stands for the transaction that will have this id."""
    values = {"request": request_id, "receipt": receipt.id, **key_values(receipt.key)}
    return Standing(*map(bool, _STANDING.first(connection, values)))
