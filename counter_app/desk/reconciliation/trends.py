"""Thirty days of over and short and of refunds as the books say now, the day before today last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.said import said
from counter_app.report.trends import DAYS, over_short_by_day, refunds_by_day
from counter_app.station import Station

READ: Final = "reports.read"


@dataclass(frozen=True, slots=True)
class TrendDay:
    """One business date; None where nothing was counted, or nothing refunded."""

    day: date
    over_short: Money | None
    refunds: Money | None


@dataclass(frozen=True, slots=True)
class Trends:
    """The days, oldest first, and the amount from which a difference asks for a manager."""

    days: tuple[TrendDay, ...] = ()
    limit: Money | None = None


def read_trends(station: Station) -> Trends:
    """The last thirty finished dates; raises `Refused` for people who may not read reports."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        if not operator.may(READ):
            raise Refused(
                said("{operator} may not read the Morning Book.", operator=operator.name),
                code="reports.not_permitted",
                remedy="Ask a lead or a manager.",
            )
        last = work.store.calendar.business_date(work.now()) - timedelta(days=1)
        first = last - timedelta(days=DAYS - 1)
        off = over_short_by_day(work.connection, first, last)
        refunds = refunds_by_day(work.connection, first, last)
        days = tuple(first + timedelta(days=n) for n in range(DAYS))
        return Trends(
            tuple(TrendDay(day, off.get(day), refunds.get(day)) for day in days),
            work.policy().till.variance_manager_above,
        )
