"""Sentences, amounts, dates and quantities in one person's language, for slips and findings.

English templates are the message ids of the gettext catalogues under `resources/i18n`.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from counter_app.core import quantity as q
from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import USD, Currency, Money, plain
from counter_app.core.quantity import Quantity
from counter_app.core.said import Said, said
from counter_app.core.transaction import Tender

DOMAIN: Final = "counter"

Value = str | int | Money | Quantity | date | datetime
"""What a template can be filled with."""

LANGUAGES: Final = ("en", "es")
"""What people are spoken to in: English stands in the source, others in catalogues and below."""

_SIGNS: Final[Mapping[str, str]] = MappingProxyType({"USD": "$", "GBP": "£", "EUR": "€"})
_MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
    }
)
_WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    }
)
_HALF_DAYS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"en": ("AM", "PM"), "es": ("a.m.", "p.m.")}
)


_TO: Final[Mapping[Tender, str]] = MappingProxyType(
    {Tender.EBT_FOOD: "to EBT food", Tender.EBT_CASH: "to EBT cash", Tender.WIC: "to WIC"}
)


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one finding: why, what would change the answer, and who may read it."""

    text: str
    remedy: str = ""
    audience: Audience = Audience.CLERK


@dataclass(frozen=True, slots=True)
class Words:
    """One language with the store's currency; a word the catalogue lacks stays English."""

    language: str = "en"
    currency: Currency = USD
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    grouped: bool = False
    """Whether amounts in sentences have their thousands apart, as beside tables of figures."""

    @classmethod
    def load(cls, language: str, currency: Currency, folder: Path) -> Words:
        """The words of a language (``es``, ``es_US``) from the catalogues in a folder."""
        short = language.replace("-", "_").partition("_")[0].lower()
        if short not in _MONTHS:
            return cls("en", currency)
        return cls(short, currency, _catalogue(folder, short))

    def term(self, word: str) -> str:
        """One word or sentence as it stands, translated if the catalogue knows it."""
        return self.catalogue.gettext(word) if word else ""

    def say(self, template: str, **values: Value) -> str:
        """A template translated and filled; amounts and dates as this language writes them."""
        shown = {k: v if type(v) is str else self._shown(v) for k, v in values.items()}
        return self.term(template).format_map(shown)

    def finding(self, finding: Finding) -> tuple[str, str]:
        """Text and remedy of a finding, whichever task or rule it comes from."""
        return self.sentence(finding.text), self.sentence(finding.remedy)

    def sentence(self, text: str) -> str:
        """A sentence that remembers what it was made of; any other is one word by itself."""
        if self.language == "en":
            return text
        if isinstance(text, Said):
            return self.filled(self.term(text.template), text.values)
        return self.term(text)

    def filled(self, template: str, values: Mapping[str, str | int]) -> str:
        """A template that is translated already, its values in this language."""
        return template.format_map({k: self._param(k, v, values) for k, v in values.items()})

    def amount(self, amount: Money) -> str:
        """``$6.75``, with the sign of the currency."""
        text = amount_text(amount, self.currency)
        if not self.grouped:
            return text
        whole = plain(abs(amount), self.currency).partition(".")[0]
        return text.replace(whole, f"{int(whole):,}", 1)

    def figure(self, amount: Money) -> str:
        """``-6.75``, as sums stand in a slip's right column."""
        return plain(amount, self.currency)

    def day(self, day: date) -> str:
        """``Feb 5, 2027``, ``5 feb 2027``."""
        if self.language == "en":
            return date_text(day)
        return f"{self.short_day(day)} {day.year}"

    def short_day(self, day: date) -> str:
        """``Nov 7``, ``7 nov``."""
        month = _MONTHS[self.language][day.month - 1]
        return f"{month} {day.day}" if self.language == "en" else f"{day.day} {month}"

    def stamp(self, at: datetime) -> str:
        """``Sat Nov 21, 2026  10:43 AM``: a local time as slips print it."""
        weekday = _WEEKDAYS[self.language][at.weekday()]
        half = _HALF_DAYS[self.language][at.hour >= 12]
        clock = f"{at.hour % 12 or 12}:{at.minute:02d} {half}"
        return f"{weekday} {self.day(at.date())}  {clock}"

    def quantity(self, quantity: Quantity) -> str:
        """``2``, ``0.42``."""
        return q.plain(quantity)

    def _shown(self, value: Value) -> str:
        match value:
            case Money():
                return self.amount(value)
            case Quantity():
                return self.quantity(value)
            case datetime():
                return self.stamp(value)
            case date():
                return self.day(value)
            case _:
                return str(value)

    def _param(self, name: str, value: str | int, params: Mapping[str, str | int]) -> str | int:
        """A value of a sentence: dates from their raw form, names of tenders word by word."""
        raw = params.get(f"{name}_on")
        if raw is not None:
            return self.day(date.fromisoformat(str(raw)))
        if not isinstance(value, str):
            return value
        for joint in (", ", " and ", " •••• "):
            if joint in value:
                return self.term(joint).join(self.term(part) for part in value.split(joint))
        whole = self.term(value)
        if whole == value and value[:1].islower():
            first = value[:1].upper() + value[1:]
            return value if self.term(first) == first else self.term(first).lower()
        return whole


def make_finding(
    words: Mapping[str, Template],
    code: str,
    severity: Severity,
    currency: Currency,
    line: int | None = None,
    **values: str | Money | date,
) -> Finding:
    """The finding `code` of a task's words with its values filled in, formatted in English."""
    params: dict[str, str] = {}
    for name, value in values.items():
        match value:
            case Money():
                params[name] = amount_text(value, currency)
                params[f"{name}_cents"] = str(value.minor)
            case date():
                params[name] = date_text(value)
                params[f"{name}_on"] = value.isoformat()
            case str():
                params[name] = value
    return finding_of(words[code], code, severity, params, line)


def finding_of(
    template: Template,
    code: str,
    severity: Severity,
    params: Mapping[str, str] | None = None,
    line: int | None = None,
) -> Finding:
    """A finding that every desk can say in its own language; `params` are text already."""
    values = dict(params or {})
    return Finding(
        code=code,
        severity=severity,
        text=said(template.text, **values),
        remedy=said(template.remedy, **values),
        audience=template.audience,
        params=values,
        line=line,
    )


def with_values(finding: Finding, **changed: str) -> Finding:
    """The same finding with some of its values said otherwise, a long name cut for instance."""
    params = finding.params | changed
    text, remedy = (
        said(s.template, **(dict(s.values) | changed)) if isinstance(s, Said) else s
        for s in (finding.text, finding.remedy)
    )
    return replace(finding, params=params, text=text, remedy=remedy)


def tender_name(tender: Tender) -> str:
    """The tender's English word in a sentence."""
    match tender:
        case Tender.EBT_FOOD:
            return "EBT food"
        case Tender.EBT_CASH:
            return "EBT cash"
        case Tender.WIC:
            return "WIC"
        case _:
            return tender.value.replace("_", " ")


def tender_way(tender: Tender) -> str:
    """How money goes back by a tender, as the end of a sentence: ``in cash``."""
    match tender:
        case Tender.CASH:
            return "in cash"
        case Tender.CARD | Tender.EBT_FOOD | Tender.EBT_CASH | Tender.WIC:
            return _TO.get(tender, "to the card")
        case Tender.CHECK:
            return "by check"
        case Tender.STORE_CREDIT:
            return "as store credit"
        case Tender.GIFT_CARD:
            return "as a gift card"
        case _:
            return tender_name(tender)


def percent(ppm: int) -> str:
    """``6.25%`` from parts per million."""
    whole, part = divmod(ppm, 10_000)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".") + "%"


def amount_text(amount: Money, currency: Currency) -> str:
    """``$6.75``, ``6.750 BHD``: an amount as the desk shows it."""
    sign = _SIGNS.get(currency.code)
    digits = plain(abs(amount), currency)
    minus = "−" if amount.minor < 0 else ""
    return f"{minus}{sign}{digits}" if sign else f"{minus}{digits} {currency.code}"


def date_text(day: date) -> str:
    """``Feb 5, 2027``, whatever the computer's own language."""
    return f"{_MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


@cache
def _catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


_LONG_MONTHS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December",
        ),
        "es": (
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
            "octubre", "noviembre", "diciembre",
        ),
    }
)  # fmt: skip
_LONG_WEEKDAYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    }
)


def long_day(day: date, language: str) -> str:
    """``Friday, November 20, 2026``; ``viernes, 20 de noviembre de 2026``."""
    weekday = _LONG_WEEKDAYS[language][day.weekday()]
    month = _LONG_MONTHS[language][day.month - 1]
    if language == "es":
        return f"{weekday}, {day.day} de {month} de {day.year}"
    return f"{weekday}, {month} {day.day}, {day.year}"
