"""The task's own sections of the Morning Book: the cash that the next day will need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counter_app.core.book import Cell, Column, Row, Section, Unit
from counter_app.core.money import Money
from counter_app.core.words import Words
from counter_app.records.work import Work
from counter_app.report.cash_need import cash_need
from counter_app.rules.cash_forecast import Forecast, Sort


def sections(work: Work, day: date, words: Words) -> Sequence[Section]:
    """Cash by hour and by note and coin for the day after `day`."""
    next_day = day + timedelta(days=1)
    found = cash_need(work, day)
    columns = (
        Column(words.say("Hour or pieces"), strong=True),
        Column(words.say("Pieces"), Unit.COUNT),
        Column(words.say("Cash needed"), Unit.MONEY, strong=True),
    )
    title = words.say("Cash needed on {day}", day=next_day)
    empty = words.say("No cash was paid out so far.")
    if found is None:
        return (Section("cash_need", title, columns, empty=empty, order=210),)
    rows = [Row((f"{hour:02d}:00", None, amount)) for hour, amount in sorted(found.by_hour.items())]
    rows += [
        Row((words.say("Pieces of {amount}", amount=Money(worth)), count, Money(worth) * count))
        for worth, count in sorted(found.pieces.items(), reverse=True)
    ]
    totals: tuple[Cell, ...] = (words.say("The whole day"), None, found.whole)
    note = _why(found, words)
    return (Section("cash_need", title, columns, tuple(rows), note, totals, empty, order=210),)


def _why(found: Forecast, words: Words) -> str:
    """Which days it rests on."""
    said = {
        Sort.PAY: words.say("pay day"),
        Sort.BENEFIT: words.say("benefit day"),
        Sort.LOTTERY: words.say("lottery day"),
        Sort.HOLIDAY: words.say("holiday"),
    }
    kinds = ", ".join(said[s] for s in Sort if s in found.sorts) or words.say("ordinary day")
    kinds = kinds[:1].upper() + kinds[1:]
    if found.days == 1:
        return words.say("{kinds}; only one day like it is known.", kinds=kinds)
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
