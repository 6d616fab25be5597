"""Which receipt somebody means who has no paper: clues, and how well a receipt fits them.

A day may be three days off and an amount ten percent, since people remember about so well. Who
names a first and a last day means any day between them.
Receipts are compared by Bayes' rule: how likely somebody with this receipt says what was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.money import Money

DAYS_OFF: Final = 3
PERCENT_OFF: Final = 10
MAX_DAYS: Final = 93
"""The longest range of days that is looked through: three months."""


class Clue(StrEnum):
    """What a customer may remember or show."""

    LAST_FOUR = "last_four"
    PHONE = "phone"
    ITEM = "item"
    DAY = "day"
    TOTAL = "total"
    STORE = "store"


_WEIGHT: Final = {
    Clue.PHONE: 300,
    Clue.LAST_FOUR: 300,
    Clue.ITEM: 200,
    Clue.TOTAL: 200,
    Clue.DAY: 150,
    Clue.STORE: 20,
}
"""How much a clue says: few receipts share a phone or a card, many share a day."""


_BY_MISTAKE: Final = {
    Clue.PHONE: Fraction(1, 10**9),
    Clue.LAST_FOUR: Fraction(1, 10**6),
    Clue.ITEM: Fraction(1, 10**5),
    Clue.TOTAL: Fraction(1, 10**6),
    Clue.DAY: Fraction(1, 10**4),
    Clue.STORE: Fraction(1, 10**3),
}
"""One clue in a hundred is wrong, and then it may read anything: so seldom it reads just this."""

_CARD_UNSAID: Final = Fraction(1, 4)
"""Who paid by card mostly shows it: so many do not."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known; "" and None are not. `item` is a number, or words of its name.

    `until` is the last day of a range that begins with `day`.
    """

    last_four: str = ""
    phone: str = ""
    item: str = ""
    day: date | None = None
    total: Money | None = None
    store: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        if self.last_four and not (len(self.last_four) == 4 and self.last_four.isdigit()):
            raise BadInput("The end of a card has four digits.", code="bad_clue")
        if self.phone and len(digits_of(self.phone)) < 7:
            raise BadInput("Type the whole phone number.", code="bad_clue")
        if self.item and len(self.item.strip()) < 3:
            raise BadInput("Type at least three letters of the item.", code="bad_clue")
        if self.day is not None and not 2000 <= self.day.year <= 2099:
            raise BadInput("A day is of the years 2000 to 2099.", code="bad_clue")
        if self.until is not None:
            if self.day is None or self.until < self.day:
                raise BadInput("The last day is before the first.", code="bad_clue")
            if (self.until - self.day).days >= MAX_DAYS:
                raise BadInput("Look through three months at most.", code="bad_clue")
        if self.total is not None and self.total <= Money(0):
            raise BadInput("The total is above zero.", code="bad_clue")

    @property
    def known(self) -> tuple[Clue, ...]:
        """The clues that are there, the strongest first."""
        found = [clue for clue in Clue if getattr(self, clue.value) not in ("", None)]
        return tuple(sorted(found, key=lambda clue: -_WEIGHT[clue]))

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are meant."""
        if self.day is None:
            return ()
        if self.until is not None:
            return tuple(self.day + timedelta(n) for n in range((self.until - self.day).days + 1))
        return tuple(self.day + timedelta(days=n) for n in range(-DAYS_OFF, DAYS_OFF + 1))

    @property
    def totals(self) -> tuple[Money, Money] | None:
        """The least and the most that a total may be of which the named one is ten percent off."""
        if self.total is None:
            return None
        named = self.total.minor * 100
        return Money(-(-named // (100 + PERCENT_OFF)) - 1), Money(named // (100 - PERCENT_OFF) + 1)


@dataclass(frozen=True, slots=True)
class Fit:
    """One clue that a receipt fits; `off` in days or percent, 0 for exactly."""

    clue: Clue
    value: str
    off: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a receipt speaks for or against its being meant."""

    total: Money
    lines: int = 1
    of_item: int = 1
    """How many of its lines are the item that was named."""
    by_card: bool = False


def likelihood(clues: Clues, fits: tuple[Fit, ...], seen: Seen) -> Fraction:
    """How likely somebody with this receipt would have given these clues; only for comparing.

    An item says more of a short receipt: who bought one thing can have named no other, who bought
    twenty could have named any. Half of the people are taken to be off by anything within the
    bounds, half to be rather right.
    """
    fitting = {fit.clue: fit for fit in fits}
    found = _CARD_UNSAID if seen.by_card and Clue.LAST_FOUR not in clues.known else Fraction(1)
    for clue in clues.known:
        fit = fitting.get(clue)
        found *= _BY_MISTAKE[clue] if fit is None else _chance(fit, clues, seen)
    return found


def _chance(fit: Fit, clues: Clues, seen: Seen) -> Fraction:
    match fit.clue:
        case Clue.DAY if clues.until is not None:
            return Fraction(1, len(clues.days))
        case Clue.DAY:
            flat = Fraction(1, 2 * DAYS_OFF + 1)
            return (flat + Fraction(DAYS_OFF + 1 - fit.off, (DAYS_OFF + 1) ** 2)) / 2
        case Clue.TOTAL:
            assert clues.total is not None
            most, paid = Fraction(PERCENT_OFF, 100), max(seen.total.minor, 1)
            off = min(Fraction(abs(paid - clues.total.minor), paid), most)
            return (1 / (2 * most) + (most - off) / most**2) / (2 * paid)
        case Clue.ITEM:
            return Fraction(max(seen.of_item, 1), max(seen.lines, 1))
        case _:
            return Fraction(1)


def day_fit(clues: Clues, sold_on: date) -> Fit | None:
    """How far the day named is from the day of a receipt."""
    if clues.day is None:
        return None
    if clues.until is not None:
        inside = clues.day <= sold_on <= clues.until
        return Fit(Clue.DAY, sold_on.isoformat()) if inside else None
    off = abs((sold_on - clues.day).days)
    return Fit(Clue.DAY, sold_on.isoformat(), off) if off <= DAYS_OFF else None


def total_fit(clues: Clues, total: Money) -> Fit | None:
    """How far the amount named is from a receipt's total, in percent rounded up."""
    bounds = clues.totals
    if clues.total is None or bounds is None or not bounds[0] <= total <= bounds[1]:
        return None
    apart = abs(total.minor - clues.total.minor)
    return Fit(Clue.TOTAL, str(total.minor), -(-apart * 100 // max(total.minor, 1)))


def digits_of(text: str) -> str:
    """A phone number as its digits, without the country's 1."""
    digits = "".join(c for c in text if c.isascii() and c.isdigit())
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
