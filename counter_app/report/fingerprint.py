"""Whether anything a Book is made from has changed since it was sealed."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from counter_app.core.approval import digest
from counter_app.records.audit import audit_events
from counter_app.records.chain_head import heads_on
from counter_app.records.day_tills import day_sessions
from counter_app.records.decisions import decisions
from counter_app.records.receipts import receipts
from counter_app.records.work import Work
from counter_app.report.context import day_span


def fingerprint(work: Work, day: date) -> str:
    """A digest of what the Book of a date depends on, without computing the Book.

    Chain heads stand for everything posted, versions for receipts; events and refused requests are
    counted in the window of the business day.
    """
    c = work.connection
    first, last = day_span(work, day), day_span(work, day + timedelta(days=1))
    sales = c.execute(
        select(func.count(), func.sum(receipts.c.version)).where(receipts.c.business_date == day)
    ).one()
    sessions = [s for s in day_sessions(c, day) if s.was_used(day)]
    events = c.execute(
        select(func.count()).where(
            audit_events.c.occurred_at >= first, audit_events.c.occurred_at < last
        )
    ).scalar_one()
    refused = c.execute(
        select(func.count()).where(decisions.c.decided_at >= first, decisions.c.decided_at < last)
    ).scalar_one()
    return digest(
        [
            day.isoformat(),
            [[h.station, h.count, h.mac] for h in heads_on(c, day)],
            [int(sales[0]), int(sales[1] or 0)],
            sorted([s.id, s.state] for s in sessions),
            int(events),
            int(refused),
            work.policy(day).version,
        ]
    )
