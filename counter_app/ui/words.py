"""Amounts, dates and times as the person in front of the screen reads them (Babel).

The language is the operator's, the currency and zone are the store's; no float is involved.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from babel.core import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency
from PySide6.QtCore import QCoreApplication

from counter_app.core.money import Money, plain
from counter_app.core.store import Store


class Words:
    """Formats for one language in one store."""

    def __init__(self, store: Store, language: str = "en") -> None:
        territory = Locale.parse(store.locale).territory or "US"
        self.language = language
        self._store = store
        self._locale = Locale.parse(f"{language}_{territory}")

    def money(self, amount: Money) -> str:
        """An amount with the sign of the currency: ``$68.99``, ``−$6.75``."""
        digits = Decimal(plain(amount, self._store.currency))
        text: str = format_currency(digits, self._store.currency.code, locale=self._locale)
        return text.replace("-", "\N{MINUS SIGN}")

    def day(self, day: date) -> str:
        """A short day with its weekday: ``Sat, Nov 21``."""
        return str(format_skeleton("MMMEd", day, locale=self._locale))

    def short_day(self, day: date) -> str:
        """A day without its year or weekday: ``Nov 21``."""
        return str(format_skeleton("MMMd", day, locale=self._locale))

    def full_day(self, day: date) -> str:
        """A day with its year: ``Nov 21, 2026``."""
        return str(format_date(day, "medium", locale=self._locale))

    def long_day(self, day: date) -> str:
        """A day in full: ``November 21, 2026``."""
        return str(format_date(day, "long", locale=self._locale))

    def weekday(self, day: date) -> str:
        """``Saturday``, with a capital letter in every language."""
        name = str(format_date(day, "EEEE", locale=self._locale))
        return name[:1].upper() + name[1:]

    def date_of(self, at: datetime) -> str:
        """The day of an instant on the store's clock: ``Nov 21, 2026``."""
        return self.full_day(self._store.calendar.local(at).date())

    def time(self, at: datetime) -> str:
        """An instant on the store's clock: ``10:42 AM``."""
        local = self._store.calendar.local(at)
        text: str = format_time(local, "short", locale=self._locale)
        return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")

    def soon(self, at: datetime) -> str:
        """An instant of the days around today: ``Mon 8:30 AM``."""
        local = self._store.calendar.local(at)
        # the skeleton's fields, not its instant: Babel would move an aware time to UTC
        text = str(format_skeleton("Ehm", local.replace(tzinfo=None), locale=self._locale))
        return text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")

    def clock(self, at: datetime) -> str:
        """Hours and minutes for a large clock: ``10:42``."""
        return self.time(at).split(" ")[0]

    def age(self, span: timedelta) -> str:
        """How long ago in one unit: ``4 min``, ``3 h``, ``2 days``."""
        minutes = max(0, span // timedelta(minutes=1))
        hours, days = minutes // 60, minutes // (24 * 60)
        if hours < 1:
            return QCoreApplication.translate("Words", "{0} min").format(minutes)
        if hours < 48:
            return QCoreApplication.translate("Words", "{0} h").format(hours)
        return QCoreApplication.translate("Words", "{0} days").format(days)
