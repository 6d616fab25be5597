"""The task's own sections of the Morning Book: the cash that the next day will need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select

from counter_app.core.book import Cell, Column, Row, Section, Unit
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind, Tender
from counter_app.core.words import Words
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.work import Work
from counter_app.rules.cash_forecast import Forecast, ForecastPolicy, PaidDay, Sort, forecast

WEEKS: Final = 10
_PAYS: Final = tuple(
    k.value
    for k in (Kind.RETURN, Kind.PRICE_CORRECTION, Kind.CHECK_CASHING, Kind.COUPON, Kind.SERVICE)
)


def sections(work: Work, day: date, words: Words) -> Sequence[Section]:
    """Cash by hour and by note and coin for the day after `day`."""
    policy = work.policy(day).section("reconciliation", ForecastPolicy)
    next_day = day + timedelta(days=1)
    worths = _worths(work, day)
    found = forecast(next_day, paid_days(work, day), policy, worths)
    columns = (
        Column(words.say("Hour or piece"), strong=True),
        Column(words.say("Pieces"), Unit.COUNT),
        Column(words.say("Cash needed"), Unit.MONEY, strong=True),
    )
    title = words.say("Cash needed on {day}", day=next_day)
    empty = words.say("No cash was paid out so far.")
    if found is None:
        return (Section("cash_need", title, columns, empty=empty, order=210),)
    rows = [Row((f"{hour:02d}:00", None, amount)) for hour, amount in sorted(found.by_hour.items())]
    rows += [
        Row((words.figure(Money(worth)), count, Money(worth) * count))
        for worth, count in sorted(found.pieces.items(), reverse=True)
    ]
    totals: tuple[Cell, ...] = (words.say("The whole day"), None, found.whole)
    note = _why(found, words)
    return (Section("cash_need", title, columns, tuple(rows), note, totals, empty, order=210),)


def _worths(work: Work, day: date) -> list[int]:
    """The notes and coins that the safe keeps, in minor units."""
    keys = work.policy(day).till.safe.pars
    return sorted({int(key.partition(":")[2]) for key in keys if key.partition(":")[2].isdigit()})


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


def _why(found: Forecast, words: Words) -> str:
    """Which days it rests on."""
    said = {
        Sort.PAY: words.say("pay day"),
        Sort.BENEFIT: words.say("benefit day"),
        Sort.LOTTERY: words.say("lottery day"),
        Sort.HOLIDAY: words.say("holiday"),
    }
    kinds = ", ".join(said[s] for s in Sort if s in found.sorts) or words.say("ordinary day")
    if found.same_weekday and found.same_sorts:
        return words.say("{kinds}; 9 of 10 of the {n} same weekdays like it needed no more.",
                         kinds=kinds, n=found.days)  # fmt: skip
    if found.same_sorts:
        return words.say("{kinds}; 9 of 10 of the {n} days like it needed no more.",
                         kinds=kinds, n=found.days)  # fmt: skip
    if found.same_weekday:
        return words.say("{kinds}; 9 of 10 of the {n} same weekdays needed no more.",
                         kinds=kinds, n=found.days)  # fmt: skip
    return words.say("{kinds}; 9 of 10 of the last {n} days needed no more.",
                     kinds=kinds, n=found.days)  # fmt: skip
