"""What the search over everything finds for prices: items, and today's corrections by number."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.intent import Intent
from counter_app.core.search import Fit, Group, Hit, Query
from counter_app.core.transaction import Kind
from counter_app.desk.price_correction.task import TASK
from counter_app.station import Station
from counter_app.trade.search import items, papers


def find(query: Query, station: Station) -> Iterator[Hit]:
    """Items with their price, and corrections of today; each of those opens its receipt."""
    yield from items(query, TASK.key, station)
    words = query.words
    for paper in papers(query, TASK.key, station):
        if paper.kind != Kind.PRICE_CORRECTION or paper.receipt_id is None:
            continue
        yield Hit(
            Group.TRANSACTIONS,
            words.say("Price correction {number}", number=f"{paper.number:04d}"),
            Fit.SAME,
            TASK.icon,
            Intent(TASK.key, receipt_id=paper.receipt_id),
            line=paper.desk,
            at=paper.occurred_at,
            amount=paper.amount,
        )
