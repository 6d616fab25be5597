"""The cash that a day will need: the policy's kinds of days, and the payouts of those before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.work import Work
from counter_app.rules.cash_forecast import Forecast, ForecastPolicy, PaidDay, forecast

WEEKS: Final = 10
_PAYS: Final = tuple(
    k.value
    for k in (Kind.RETURN, Kind.PRICE_CORRECTION, Kind.CHECK_CASHING, Kind.COUPON, Kind.SERVICE)
)


def cash_need(work: Work, last: date) -> Forecast | None:
    """Cash by hour, note and coin for the day after `last`; None if nothing was paid out yet."""
    policy = work.policy(last).section("reconciliation", ForecastPolicy)
    next_day = last + timedelta(days=1)
    return forecast(next_day, paid_days(work, last), policy, _worths(work, last))


def paid_days(work: Work, last: date) -> list[PaidDay]:
    """Each business date's payouts in cash of the weeks up to `last`."""
    t, p = transactions.c, postings.c
    rows = work.connection.execute(
        select(t.business_date, t.occurred_at, p.amount, p.account)
        .join_from(transactions, postings, p.transaction_id == t.id)
        .where(
            t.business_date.between(last - timedelta(weeks=WEEKS), last),
            t.kind.in_(_PAYS) | p.account.like("till:%"),
            p.tender == Tender.CASH.value,
            p.amount < ZERO,
            t.kind.not_in((Kind.COUNT.value, Kind.VOID.value)),
            t.reason.not_in(("closing_pickup", "float_returned")),
        )
        .order_by(t.business_date, t.occurred_at, t.id, p.number)
    )
    found: dict[date, list[tuple[int, Money]]] = {}
    for row in rows:
        payouts = found.setdefault(row.business_date, [])
        if row.account.startswith("till:"):
            payouts.append((work.store.calendar.local(row.occurred_at).hour, -row.amount))
    return [PaidDay(day, tuple(payouts)) for day, payouts in sorted(found.items())]


def _worths(work: Work, day: date) -> list[int]:
    """The notes and coins that the safe keeps, in minor units."""
    keys = work.policy(day).till.safe.pars
    return sorted({int(key.partition(":")[2]) for key in keys if key.partition(":")[2].isdigit()})
