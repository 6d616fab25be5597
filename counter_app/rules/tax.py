"""Taxes on a sale: an item's tax class → the taxes of the day, on top of the price or inside it.

Each tax of each line is rounded on its own, half up to the minor unit, so that a line's tax is the
same whatever else is in the basket and can be given back exactly with the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import TaxShare
from counter_app.rules.allocation import allocate, share
from counter_app.rules.policy_text import ONE_MILLION, Table

MAX_CLASS: Final = 40


@dataclass(frozen=True, slots=True)
class TaxRate:
    """One authority's rate (parts per million) for some classes of goods, between two days.

    `included` means that prices contain it already (VAT). No `last` means until further notice.
    """

    authority: str
    name: str
    rate_ppm: int
    classes: frozenset[str]
    first: date = date.min
    last: date = date.max
    included: bool = False

    def applies(self, tax_class: str, day: date) -> bool:
        """True if goods of the class are taxed by it on that day."""
        return tax_class in self.classes and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class TaxTable:
    """The store's taxes: rates by class and day, and the classes that no tax falls on."""

    rates: tuple[TaxRate, ...] = ()
    exempt: frozenset[str] = frozenset()
    default_class: str = ""

    def class_of(self, named: str) -> str | None:
        """The tax class an item file's word means; None if the table does not know it."""
        word = named.strip().casefold() or self.default_class
        known = self.exempt.union(*(r.classes for r in self.rates))
        return word if word in known else None

    def on(self, named: str, day: date) -> tuple[TaxRate, ...]:
        """The taxes on goods of a class on a day, in the table's order; none if it is unknown."""
        word = self.class_of(named)
        return () if word is None else tuple(r for r in self.rates if r.applies(word, day))


def charge(price: Money, rates: Sequence[TaxRate]) -> tuple[TaxShare, ...]:
    """The taxes of one line whose price after all discounts is `price` (≥ 0).

    Included taxes are taken out of the price together, half up, and given to their authorities by
    largest remainder; the others come on top of what is left, each rounded half up.
    """
    assert price >= ZERO
    included = [r for r in rates if r.included]
    parts = iter(_inside(price, included))
    taken = {id(rate): part for rate, part in zip(included, parts, strict=True)}
    taxable = price - total(taken.values())
    return tuple(
        TaxShare(
            rate.authority,
            rate.name,
            rate.rate_ppm,
            taken[id(rate)] if rate.included else share_of(taxable, rate.rate_ppm),
            taxable,
            included=rate.included,
        )
        for rate in rates
    )


def share_of(base: Money, rate_ppm: int) -> Money:
    """`base` × rate, half up to the minor unit."""
    return share(base, rate_ppm, ONE_MILLION)


def parse_tax(table: Table) -> TaxTable:
    """Read `[tax]`; raises `BadInput` with the line. An absent section knows no class at all."""
    exempt = frozenset(c.casefold() for c in table.texts("exempt", ()))
    default = table.text("default_class", "", MAX_CLASS).casefold()
    found = TaxTable(tuple(_rate(row) for row in table.tables("rates")), exempt, default)
    if default and found.class_of(default) is None:
        raise table.wrong("default_class", "is neither taxed nor exempt")
    for rate in found.rates:
        if both := rate.classes & exempt:
            raise table.wrong("exempt", f"names {min(both)}, which {rate.name} falls on")
    table.done()
    return found


def _inside(price: Money, rates: Sequence[TaxRate]) -> tuple[Money, ...]:
    together = sum(r.rate_ppm for r in rates)
    if not together:
        return tuple(ZERO for _ in rates)
    return allocate(share(price, together, ONE_MILLION + together), [r.rate_ppm for r in rates])


def _rate(row: Table) -> TaxRate:
    classes = frozenset(c.casefold() for c in row.texts("classes"))
    if not classes:
        raise row.wrong("classes", "must name at least one tax class")
    rate = TaxRate(
        authority=row.name("authority"),
        name=row.text("name", max_length=40),
        rate_ppm=row.ppm("percent"),
        classes=classes,
        first=row.day("from") if "from" in row else date.min,
        last=row.day("until") if "until" in row else date.max,
        included=row.flag("included", False),
    )
    if rate.last < rate.first:
        raise row.wrong("until", "must not be before from")
    row.done()
    return rate
