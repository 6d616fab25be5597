"""How the Book writes values: figures grouped, without a sign of currency; the store's time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from counter_app.core.book import Book, Cell, Column, Unit
from counter_app.core.money import Currency, Money, plain
from counter_app.core.quantity import Quantity
from counter_app.core.words import Words, long_day
from counter_app.paths import resources

DASH: Final = "–"


class BookWords:
    """Values of one Book as text, in its language, currency and zone."""

    def __init__(self, book: Book) -> None:
        self.currency = Currency(book.currency, book.exponent)
        self.words = Words.load(book.language, self.currency, resources("i18n"))
        self._zone = ZoneInfo(book.zone)

    def cell(self, value: Cell, column: Column) -> str:
        """A value in a table."""
        if value is None:
            return DASH
        match value:
            case Money():
                return self.figure(value, signed=column.signed)
            case Quantity():
                return self.words.quantity(value)
            case datetime():
                return self.clock(value)
            case date():
                return self.words.short_day(value)
            case int() if column.unit is Unit.COUNT:
                return f"{value:,}"
            case _:
                return str(value)

    def figure(self, amount: Money, *, signed: bool = False) -> str:
        """``−2,400.00``; ``+1.10`` where gains are marked."""
        return _sign(amount, signed) + self._digits(amount)

    def amount(self, amount: Money, *, signed: bool = False) -> str:
        """``−$19.10``: with the sign of the currency."""
        whole = self.words.amount(abs(amount))
        digits = plain(abs(amount), self.currency)
        return _sign(amount, signed) + whole.replace(digits, self._digits(amount))

    def clock(self, at: datetime) -> str:
        """``5:02 PM`` on the store's wall clock."""
        return self.words.stamp(at.astimezone(self._zone)).rpartition("  ")[2]

    def stamp(self, at: datetime) -> str:
        """``Nov 21, 2026, 4:12 AM`` on the store's wall clock."""
        local = at.astimezone(self._zone)
        return f"{self.words.day(local.date())}, {self.clock(at)}"

    def long_day(self, day: date) -> str:
        """``Friday, November 20, 2026``."""
        return long_day(day, self.words.language)

    def weekday(self, day: date) -> str:
        """``Fri Nov 20``."""
        at = datetime(day.year, day.month, day.day, tzinfo=self._zone)
        return f"{self.words.stamp(at).partition(' ')[0]} {self.words.short_day(day)}"

    def _digits(self, amount: Money) -> str:
        whole, point, part = plain(abs(amount), self.currency).partition(".")
        return f"{int(whole):,}{point}{part}"


def _sign(amount: Money, signed: bool) -> str:
    if amount.minor < 0:
        return "−"
    return "+" if signed and amount.minor > 0 else ""
