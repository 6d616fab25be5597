"""How much one person may bring back without a receipt: rolling windows over what the books hold.

Nothing is counted up anywhere: a window is judged from the returns themselves. Windows are store
calendar days and include today. Whoever stays just under a limit again and again is noticed, for
managers only; that decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import Quantity
from counter_app.rules.policy_text import Table

MAX_DAYS: Final = 730
MAX_LIMITS: Final = 6
HUNDRED: Final = 100


class Reach(IntEnum):
    """How far a limit is used, this return included; higher is worse."""

    WITHIN = 0
    NEAR = 1
    BEYOND = 2
    STOPPED = 3


@dataclass(frozen=True, slots=True)
class PastReturn:
    """One earlier return without a receipt: its day, what was refunded, how many pieces."""

    day: date
    amount: Money
    pieces: int


@dataclass(frozen=True, slots=True)
class PersonLimit:
    """At most so many pieces, or so much money, in `days` days; beyond it a manager decides.

    From `warn` on the clerk is told; beyond `stop` nobody may allow it. Pieces or amount, not both:
    `money` says which the three numbers are (minor units).
    """

    days: int
    money: bool
    warn: int
    limit: int
    stop: int

    def reach(self, used: int) -> Reach:
        """How far `used` is."""
        if used > self.stop:
            return Reach.STOPPED
        if used > self.limit:
            return Reach.BEYOND
        return Reach.NEAR if used >= self.warn else Reach.WITHIN


@dataclass(frozen=True, slots=True)
class Usage:
    """One limit and how far it is used: before, and with this return."""

    limit: PersonLimit
    before: int
    now: int

    @property
    def reach(self) -> Reach:
        """How far it is used with this return."""
        return self.limit.reach(self.now)


DEFAULT_LIMITS: Final = (
    PersonLimit(45, money=False, warn=3, limit=3, stop=6),
    PersonLimit(365, money=True, warn=120_00, limit=150_00, stop=300_00),
)
"""Three pieces in 45 days and 150.00 in 365 days: what large chains were reported to allow."""


def pieces_of(quantity: Quantity) -> int:
    """How many pieces a quantity counts for: its whole number, and one for a weighed part."""
    whole, part = divmod(quantity.milli, 1000)
    return whole + (1 if part else 0)


def usages(
    limits: Iterable[PersonLimit],
    past: Iterable[PastReturn],
    today: date,
    amount: Money,
    pieces: int,
) -> tuple[Usage, ...]:
    """Every limit with what was used of it before and what this return makes of it."""
    earlier = tuple(past)
    found = []
    for limit in limits:
        within = [p for p in earlier if _in_window(p.day, today, limit.days)]
        before = sum(p.amount.minor if limit.money else p.pieces for p in within)
        found.append(Usage(limit, before, before + (amount.minor if limit.money else pieces)))
    return tuple(found)


def just_under(
    past: Iterable[PastReturn],
    today: date,
    amount: Money,
    thresholds: Iterable[Money],
    *,
    days: int,
    percent: int,
    times: int,
) -> tuple[Money, int] | None:
    """The threshold that returns keep just under, and how many do, this one included.

    Just under means within `percent` of it, at most it. None below `times` of them, or when this
    return is not one itself.
    """
    window = [p.amount for p in past if _in_window(p.day, today, days)]
    for threshold in sorted(thresholds):
        if not _is_under(amount, threshold, percent):
            continue
        count = 1 + sum(_is_under(other, threshold, percent) for other in window)
        if count >= times:
            return threshold, count
    return None


def split_today(
    past: Iterable[PastReturn], today: date, amount: Money, threshold: Money
) -> Money | None:
    """What one day adds up to when its returns each keep to a threshold that their sum passes."""
    others = [p.amount for p in past if p.day == today]
    if not others or any(a > threshold for a in (*others, amount)):
        return None
    together = total(others) + amount
    return together if together > threshold else None


def parse_limits(table: Table, key: str) -> tuple[PersonLimit, ...]:
    """Read the limits of a person, the default ones if there are none; `BadInput` with the line."""
    if key not in table:
        return DEFAULT_LIMITS
    rows = table.tables(key)
    if len(rows) > MAX_LIMITS:
        raise table.wrong(key, f"holds more than {MAX_LIMITS} limits")
    return tuple(_limit(row) for row in rows)


def _limit(row: Table) -> PersonLimit:
    days = row.whole("days", 1, MAX_DAYS)
    money = "amount" in row
    if money == ("pieces" in row):
        raise row.wrong("pieces", "or amount must be given, and not both")
    if money:
        limit = row.money("amount").minor
        warn = row.money("warn", Money(limit * 8 // 10)).minor
        stop = row.money("stop", Money(limit * 2)).minor
    else:
        limit = row.whole("pieces", 1, 1_000)
        warn = row.whole("warn", 1, 1_000, limit)
        stop = row.whole("stop", 1, 10_000, limit * 2)
    if not warn <= limit <= stop:
        raise row.wrong("stop", "must not be below the limit, nor the limit below warn")
    row.done()
    return PersonLimit(days, money, warn, limit, stop)


def _in_window(day: date, today: date, days: int) -> bool:
    return today - timedelta(days=days) < day <= today


def _is_under(amount: Money, threshold: Money, percent: int) -> bool:
    lowest = threshold.minor * (HUNDRED - percent)
    return threshold > ZERO and lowest <= amount.minor * HUNDRED <= threshold.minor * HUNDRED
