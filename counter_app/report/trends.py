"""Thirty days of over and short, and of refunds: each a sum of postings by date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, func, select

from counter_app.core.book import Trend
from counter_app.core.cash import DISPUTED_VARIANCE, MOVEMENT_RESOLVED
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import postings, transaction_tenders, transactions
from counter_app.report.context import BookContext

DAYS: Final = 30


def trends_of(context: BookContext) -> Iterator[Trend]:
    """The Book's charts."""
    words, connection = context.words, context.work.connection
    first = context.day - timedelta(days=DAYS - 1)
    limit = context.work.policy(context.day).till.variance_manager_above
    yield Trend(
        "over_short",
        words.say("Over and short, last 30 days"),
        _days(first, over_short_by_day(connection, first, context.day)),
        words.say("Above the line over, below short. Dashes: review limit, {limit}.", limit=limit),
        limit,
    )
    yield Trend(
        "refunds",
        words.say("Refunds, last 30 days"),
        _days(first, refunds_by_day(connection, first, context.day)),
        words.say("All tenders; voided returns are left out."),
        signed=False,
    )


def over_short_by_day(connection: Connection, first: date, last: date) -> Mapping[date, Money]:
    """Counted minus expected of all tills, by business date.

    The safe's counts are not tills', nor is what was accepted as lost on its way or of petty cash.
    """
    t, p, safe = transactions.c, postings.c, postings.alias("safe")
    of_safe = select(safe.c.number).where(
        safe.c.transaction_id == p.transaction_id, safe.c.account == "safe"
    )
    rows = connection.execute(
        select(p.business_date, func.sum(p.amount).label("amount"))
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(
            p.account.in_(("over_short", DISPUTED_VARIANCE)),
            p.business_date.between(first, last),
            t.kind == Kind.COUNT.value,
            t.reason != MOVEMENT_RESOLVED,
            ~of_safe.exists(),
        )
        .group_by(p.business_date)
    )
    return {row.business_date: -(row.amount or ZERO) for row in rows}


def refunds_by_day(connection: Connection, first: date, last: date) -> Mapping[date, Money]:
    """What returns paid back in all tenders, by business date."""
    t, tender = transactions.c, transaction_tenders.c
    later = transactions.alias("later")
    rows = connection.execute(
        select(t.business_date, func.sum(tender.amount).label("amount"))
        .join_from(transactions, transaction_tenders, tender.transaction_id == t.id)
        .where(
            t.kind == Kind.RETURN.value,
            t.business_date.between(first, last),
            ~select(later.c.id).where(later.c.reverses == t.id).exists(),
        )
        .group_by(t.business_date)
    )
    return {row.business_date: row.amount or ZERO for row in rows}


def _days(first: date, found: Mapping[date, Money]) -> tuple[tuple[date, Money | None], ...]:
    days = (first + timedelta(days=i) for i in range(DAYS))
    return tuple((day, found.get(day)) for day in days)
