"""A jurisdiction's price accuracy rule as data: dated editions, figures, words and sources.

Packs are TOML under `resources/policy/price_accuracy/`, or written out in the store's own policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from counter_app.core.money import Money
from counter_app.core.words import LANGUAGES
from counter_app.rules.policy_text import ONE_MILLION, Table

RULES: Final = ("difference_only", "difference_and_bonus", "one_unit_free")


class PackStanding(StrEnum):
    """Who makes the store do it."""

    LAW = "law"
    VOLUNTARY = "voluntary"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A class of goods without compensation: its code, its words, and how it is recognised.

    `weighed`: goods sold by weight. `max_price` None means at any price.
    """

    code: str
    words: Mapping[str, str]
    weighed: bool = False
    max_price: Money | None = None


@dataclass(frozen=True, slots=True)
class GrossError:
    """When a price is so low that it must be a mistake.

    Up to `split` (the price charged) a price below `below_ppm` of it is one, above the split one
    below `above_split_ppm`. `unless_intended_days`: not if it was meant within so many days.
    """

    below_ppm: int
    split: Money | None = None
    above_split_ppm: int = 0
    unless_intended_days: int = 0

    def met(self, charged: Money, right: Money, intended: bool | None) -> bool:
        """True if the right price is grossly too low; exact, without rounding."""
        if self.unless_intended_days and intended:
            return False
        above = self.split is not None and charged > self.split
        ppm = self.above_split_ppm if above else self.below_ppm
        return right.minor * ONE_MILLION < charged.minor * ppm


@dataclass(frozen=True, slots=True)
class Edition:
    """The rule from a day on (None: as far back as our sources tell), with its figures.

    `read_at`: where the text was read, if it is not in the project's fact book.
    """

    since: date | None
    rule: str
    words: Mapping[str, str]
    source: str
    cap: Money | None = None
    factor: int = 0
    bonus_min: Money | None = None
    bonus_max: Money | None = None
    notify_days: int = 0
    pay_days: int = 0
    repeat_hours: int = 0
    before_completion: bool = False
    must_ask: bool = False
    rounding_step: Money | None = None
    gross_error: GrossError | None = None
    exemptions: tuple[Exemption, ...] = ()
    post: Mapping[str, str] = field(default_factory=dict)
    own_reading: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    read_at: tuple[str, ...] = ()

    def exemption(self, code: str) -> Exemption | None:
        """An exemption by its code."""
        return next((x for x in self.exemptions if x.code == code), None)

    def is_rounding(self, charged: Money, right: Money) -> bool:
        """True if the charged price is only the right one rounded to the step (half up)."""
        if self.rounding_step is None or charged == right:
            return False
        step = self.rounding_step.minor
        return charged.minor == (2 * right.minor + step) // (2 * step) * step


@dataclass(frozen=True, slots=True)
class Pack:
    """All editions of one jurisdiction's rule, newest last. `dated`: when the pack was written.

    `currency` is the ISO 4217 code its amounts are in.
    """

    key: str
    name: str
    place: str
    standing: PackStanding
    dated: date
    currency: str
    editions: tuple[Edition, ...]

    def on(self, day: date) -> Edition:
        """The edition in force on the day of the sale."""
        fitting = [e for e in self.editions if e.since is None or e.since <= day]
        return fitting[-1] if fitting else self.editions[0]


def parse_pack(table: Table) -> Pack:
    """Read one pack; raises `BadInput` with the line for anything doubtful."""
    standing = table.name("standing")
    if standing not in list(PackStanding):
        raise table.wrong("standing", "must be law, voluntary or store")
    editions = tuple(_edition(row) for row in table.tables("editions"))
    if not editions:
        raise table.wrong("editions", "is missing")
    for row, before, after in zip(
        table.tables("editions")[1:], editions, editions[1:], strict=False
    ):
        if after.since is None or (before.since is not None and after.since <= before.since):
            raise row.wrong("from", "must be later than the edition before")
    pack = Pack(
        key=table.name("key"),
        name=table.text("name", max_length=60),
        place=table.text("place", max_length=120),
        standing=PackStanding(standing),
        dated=table.day("dated"),
        currency=table.text("currency", max_length=3),
        editions=editions,
    )
    table.done()
    return pack


def _edition(row: Table) -> Edition:
    rule = row.name("rule")
    if rule not in RULES:
        raise row.wrong("rule", f"must be one of {', '.join(RULES)}")
    edition = Edition(
        since=row.day("from") if "from" in row else None,
        rule=rule,
        words=_words(row, "words"),
        source=row.text("source", max_length=400),
        cap=row.money("cap") if "cap" in row else None,
        factor=row.whole("factor", 0, 1000, 0),
        bonus_min=row.money("bonus_min") if "bonus_min" in row else None,
        bonus_max=row.money("bonus_max") if "bonus_max" in row else None,
        notify_days=row.whole("notify_days", 0, 3650, 0),
        pay_days=row.whole("pay_days", 0, 3650, 0),
        repeat_hours=row.whole("repeat_hours", 0, 24 * 365, 0),
        before_completion=row.flag("before_completion", False),
        must_ask=row.flag("must_ask", False),
        rounding_step=row.money("rounding_step") if "rounding_step" in row else None,
        gross_error=_gross_error(row.table("gross_error")) if "gross_error" in row else None,
        exemptions=tuple(_exemption(x) for x in row.tables("exempt")),
        post=_words(row, "post") if "post" in row else {},
        own_reading=row.texts("own_reading", ()),
        unknown=row.texts("unknown", ()),
        read_at=row.texts("read_at", ()),
    )
    if rule == "one_unit_free" and edition.cap is None:
        raise row.wrong("cap", "is missing")
    if rule == "difference_and_bonus":
        for key in ("factor", "bonus_min", "bonus_max"):
            if key not in row:
                raise row.wrong(key, "is missing")
        assert edition.bonus_min is not None
        assert edition.bonus_max is not None
        if edition.bonus_max < edition.bonus_min:
            raise row.wrong("bonus_max", "must not be below bonus_min")
    if edition.rounding_step is not None and not edition.rounding_step:
        raise row.wrong("rounding_step", "must be above zero")
    row.done()
    return edition


def _words(row: Table, key: str) -> dict[str, str]:
    texts = row.table(key)
    found = {language: texts.text(language, max_length=600) for language in LANGUAGES}
    texts.done()
    return found


def _gross_error(table: Table) -> GrossError:
    found = GrossError(
        below_ppm=table.ppm("below_percent"),
        split=table.money("split") if "split" in table else None,
        above_split_ppm=table.ppm("above_split_percent") if "split" in table else 0,
        unless_intended_days=table.whole("unless_intended_days", 0, 3650, 0),
    )
    table.done()
    return found


def _exemption(row: Table) -> Exemption:
    found = Exemption(
        code=row.name("code"),
        words=_words(row, "words"),
        weighed=row.flag("weighed", False),
        max_price=row.money("max_price") if "max_price" in row else None,
    )
    row.done()
    return found
