"""How much cash a day will need, by hour and by note and coin, from days that were like it.

Explainable on purpose: the 90th percentile (nearest rank) of the same kind of day. The kinds (pay,
benefit and lottery days, holidays) are policy data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.core.money import ZERO, Money, total

PERCENT: Final = 90
LEAST: Final = 3
"""Fewer days than this say nothing about a kind of day; a wider kind is taken."""


class Sort(StrEnum):
    """What makes a day unlike others of its weekday."""

    PAY = "pay"
    BENEFIT = "benefit"
    LOTTERY = "lottery"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class ForecastPolicy:
    """Which days are which: days of the month, weekdays (0 is Monday), and holidays by date."""

    pay_days: frozenset[int] = frozenset({1, 15})
    pay_weekdays: frozenset[int] = frozenset({4})
    benefit_days: frozenset[int] = frozenset({1, 2, 3})
    lottery_weekdays: frozenset[int] = frozenset({2, 5})
    holidays: frozenset[date] = frozenset()

    def sorts(self, day: date) -> frozenset[Sort]:
        """Everything special about a day."""
        found = set()
        if day.day in self.pay_days or day.weekday() in self.pay_weekdays:
            found.add(Sort.PAY)
        if day.day in self.benefit_days:
            found.add(Sort.BENEFIT)
        if day.weekday() in self.lottery_weekdays:
            found.add(Sort.LOTTERY)
        if day in self.holidays:
            found.add(Sort.HOLIDAY)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class PaidDay:
    """What one past day paid out in cash: each payout as (hour of the store's clock, amount)."""

    day: date
    payouts: tuple[tuple[int, Money], ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Cash by hour and pieces by worth, how many days it rests on, and how they were chosen."""

    day: date
    sorts: frozenset[Sort]
    by_hour: Mapping[int, Money]
    pieces: Mapping[int, int]
    days: int
    same_weekday: bool
    same_sorts: bool

    @property
    def whole(self) -> Money:
        """Cash for the whole day."""
        return total(self.by_hour.values())


def forecast(
    day: date, history: Sequence[PaidDay], policy: ForecastPolicy, worths: Sequence[int]
) -> Forecast | None:
    """What a day will need; None where nothing was ever paid out."""
    sorts = policy.sorts(day)
    chosen, same_weekday, same_sorts = _alike(day, history, policy)
    if not any(d.payouts for d in chosen):
        return None
    hours = sorted({hour for d in chosen for hour, _ in d.payouts})
    by_hour = {
        hour: Money(_percentile([sum(m.minor for h, m in d.payouts if h == hour) for d in chosen]))
        for hour in hours
    }
    broken = [_pieces(d, worths) for d in chosen]
    pieces = {w: _percentile([b.get(w, 0) for b in broken]) for w in worths}
    return Forecast(
        day,
        sorts,
        {h: m for h, m in by_hour.items() if m > ZERO},
        {w: n for w, n in pieces.items() if n},
        len(chosen),
        same_weekday,
        same_sorts,
    )


def _alike(
    day: date, history: Sequence[PaidDay], policy: ForecastPolicy
) -> tuple[list[PaidDay], bool, bool]:
    """Days of the same weekday and sorts; too few of them: of the sorts, the weekday, or all."""
    sorts = policy.sorts(day)
    weekday = [d for d in history if d.day.weekday() == day.weekday()]
    both = [d for d in weekday if policy.sorts(d.day) == sorts]
    if len(both) >= LEAST:
        return both, True, True
    special = [d for d in history if policy.sorts(d.day) == sorts]
    if len(special) >= LEAST:
        return special, False, True
    if len(weekday) >= LEAST:
        return weekday, True, False
    return list(history), False, False


def _percentile(values: Iterable[int]) -> int:
    """The nearest-rank percentile: a value that really occurred."""
    ordered = sorted(values)
    rank = -(-len(ordered) * PERCENT // 100)
    return ordered[max(0, rank - 1)]


def _pieces(day: PaidDay, worths: Sequence[int]) -> dict[int, int]:
    """The fewest notes and coins that each payout takes, added up."""
    found: dict[int, int] = {}
    for _, amount in day.payouts:
        rest = amount.minor
        for worth in sorted(worths, reverse=True):
            count, rest = divmod(rest, worth)
            if count:
                found[worth] = found.get(worth, 0) + count
    return found
