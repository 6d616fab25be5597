"""What the search over everything finds for cash: today's papers by number, never an amount.

What a till holds stays hidden until it is counted, so a list gives nobody its movements.
"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.intent import Intent
from counter_app.core.search import Fit, Group, Hit, Query
from counter_app.core.transaction import Kind
from counter_app.desk.tills.task import TASK
from counter_app.station import Station
from counter_app.trade.search import papers


def find(query: Query, station: Station) -> Iterator[Hit]:
    """Movements and counts of today; each opens the till."""
    words = query.words
    for paper in papers(query, TASK.key, station):
        title = words.say("Cash movement {number}", number=f"{paper.number:04d}")
        if paper.kind == Kind.COUNT:
            title = words.say("Count {number}", number=f"{paper.number:04d}")
        yield Hit(
            Group.TRANSACTIONS,
            title,
            Fit.SAME,
            TASK.icon,
            Intent(TASK.key),
            line=paper.desk,
            at=paper.occurred_at,
        )
