"""What the search over everything finds for returns: receipts, and today's returns by number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from counter_app.codes.own_code import RETURN_SLIP
from counter_app.core.intent import Intent
from counter_app.core.search import PER_GROUP, Fit, Group, Hit, Query
from counter_app.core.transaction import Kind
from counter_app.desk.returns.task import TASK
from counter_app.records.customers import MIN_PHONE
from counter_app.records.receipt_search import search_receipts
from counter_app.rules.receipt_clues import Clue, Clues, digits_of
from counter_app.station import Station
from counter_app.trade.search import papers, receipts, slip_code

_SHOWN: Final = (Kind.RETURN, Kind.VOID, Kind.SALE)


def find(query: Query, station: Station) -> Iterator[Hit]:
    """Receipts by number or by their customer, and returns of today whose slips open them."""
    yield from receipts(query, TASK.key, TASK.icon, station)
    yield from _of_customer(query, station)
    words = query.words
    for paper in papers(query, TASK.key, station):
        if paper.kind not in _SHOWN:
            continue
        number = f"{paper.number:04d}"
        title = words.say("Return {number}", number=number)
        if paper.kind == Kind.VOID:
            title = words.say("Voided return {number}", number=number)
        elif paper.kind == Kind.SALE:
            title = words.say("Exchange {number}", number=number)
        yield Hit(
            Group.TRANSACTIONS,
            title,
            Fit.SAME,
            "file-text",
            code=slip_code(paper, RETURN_SLIP, station),
            line=paper.desk,
            at=paper.occurred_at,
            amount=paper.amount,
        )


def _of_customer(query: Query, station: Station) -> Iterator[Hit]:
    """The newest receipts of whoever has this number or telephone; nobody is named."""
    digits = digits_of(query.text)
    if len(digits) < MIN_PHONE:
        return
    with station.look() as work:
        found = search_receipts(work.connection, Clues(phone=digits), (Clue.PHONE,))
    words = query.words
    for receipt in found[:PER_GROUP]:
        yield Hit(
            Group.RECEIPTS,
            words.say("Receipt {receipt}", receipt=receipt.number),
            Fit.BEGINS,
            TASK.icon,
            Intent(TASK.key, receipt_id=receipt.id),
            line=words.say("of this customer"),
            at=receipt.ended_at,
            dated=True,
            amount=receipt.total,
        )
