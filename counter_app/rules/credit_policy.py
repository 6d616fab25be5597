"""The `[credits]` part of the policy: how long credits last, when they are cashed out, sale limits.

Cash-out floors are law of a place and dated: the one in force on the day is a hard ceiling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.rules.identity_policy import IdentityPolicy, parse_identity
from counter_app.rules.policy_text import ONE_MILLION, Table

MIN_GIFT_CARD_DAYS: Final = 5 * 366
"""Five years at least from issue (12 CFR 1005.20(e)(2)); 0 means that cards do not expire."""

PLACE_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "US-CA": "California",
        "US-CO": "Colorado",
        "US-MA": "Massachusetts",
        "US-ME": "Maine",
        "US-MT": "Montana",
        "US-NJ": "New Jersey",
        "US-OR": "Oregon",
        "US-RI": "Rhode Island",
        "US-VT": "Vermont",
        "US-WA": "Washington",
    }
)
"""What people call the places of the pack; others are called by their code."""

_PLACE: Final = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LEAST: Final = Money(500)
_PER_DAY: Final = Money(50_000)
_WITHOUT_NAME: Final = Money(10_000)
_ASKS_ABOVE: Final = Money(20_000)
_IDENTITY: Final = IdentityPolicy(keep_days=1)
"""So long as the limit of a day needs it."""
_KINDS: Final = (Tender.GIFT_CARD, Tender.STORE_CREDIT)


@dataclass(frozen=True, slots=True)
class CashOutLaw:
    """What a place lets a holder take in cash: a balance `below` or `at_most` so much.

    `used_ppm`: or whatever is left once so much of what was loaded is used up (parts per million).
    """

    place: str
    since: date
    source: str
    below: Money | None = None
    at_most: Money | None = None
    used_ppm: int = 0

    @property
    def name(self) -> str:
        """What people call the place."""
        return PLACE_NAMES.get(self.place, self.place)

    @property
    def floor(self) -> Money:
        """The amount at which the law draws its line."""
        floor = self.at_most if self.below is None else self.below
        assert floor is not None
        return floor

    def allows(self, balance: Money, loaded: Money) -> bool:
        """True if the whole balance may leave in cash."""
        if self.below is not None and balance < self.below:
            return True
        if self.at_most is not None and balance <= self.at_most:
            return True
        used = loaded - balance
        return self.used_ppm > 0 and used.minor * ONE_MILLION >= loaded.minor * self.used_ppm


@dataclass(frozen=True, slots=True)
class CreditPolicy:
    """Terms of store credits and gift cards. `place` "" means that nothing is cashed out.

    Days are counted from issue; 0 means for ever. `sale_per_day` is for one person and day, above
    `sale_asks_above` of it a manager looks at who buys; `sale_without_name` is the most that is
    sold to somebody the books do not know. `top_up`: a refund may go onto a store credit that the
    customer shows. `identity`: what is kept of a card that a buyer shows instead of a name.
    """

    place: str = ""
    laws: tuple[CashOutLaw, ...] = ()
    cash_out: tuple[Tender, ...] = (Tender.GIFT_CARD,)
    store_credit_days: int = 0
    gift_card_days: int = 0
    guess_limit: int = 10
    guess_minutes: int = 30
    sale_least: Money = _LEAST
    sale_per_day: Money = _PER_DAY
    sale_asks_above: Money = _ASKS_ABOVE
    sale_without_name: Money = _WITHOUT_NAME
    unnamed_minutes: int = 60
    top_up: bool = True
    identity: IdentityPolicy = _IDENTITY

    def law(self, day: date) -> CashOutLaw | None:
        """The cash-out law of the store's place on a day, None if there is none."""
        rows = [x for x in self.laws if x.place == self.place and x.since <= day]
        return max(rows, key=lambda x: x.since, default=None) if self.place else None

    def lasts_days(self, kind: Tender) -> int:
        """For how many days a new credit of this kind is good; 0 for ever."""
        return self.gift_card_days if kind is Tender.GIFT_CARD else self.store_credit_days


def parse_credits(table: Table) -> CreditPolicy:
    """Read `[credits]`, whose settings all have defaults; raises `BadInput` with the line."""
    base = CreditPolicy()
    place = table.text("place", base.place, 6)
    laws = tuple(_law(row) for row in table.tables("cash_out_laws"))
    if place and place not in [law.place for law in laws]:
        raise table.wrong("place", "has no row in cash_out_laws")
    gift_card_days = table.whole("gift_card_days", 0, 36_500, base.gift_card_days)
    if 0 < gift_card_days < MIN_GIFT_CARD_DAYS:
        raise table.wrong("gift_card_days", f"must be 0 or at least {MIN_GIFT_CARD_DAYS}")
    policy = CreditPolicy(
        place=place,
        laws=laws,
        cash_out=_kinds(table),
        store_credit_days=table.whole("store_credit_days", 0, 36_500, base.store_credit_days),
        gift_card_days=gift_card_days,
        guess_limit=table.whole("guess_limit", 3, 50, base.guess_limit),
        guess_minutes=table.whole("guess_minutes", 5, 24 * 60, base.guess_minutes),
        sale_least=table.money("sale_least", base.sale_least),
        sale_per_day=table.money("sale_per_day", base.sale_per_day),
        sale_asks_above=table.money("sale_asks_above", base.sale_asks_above),
        sale_without_name=table.money("sale_without_name", base.sale_without_name),
        unnamed_minutes=table.whole("unnamed_minutes", 0, 24 * 60, base.unnamed_minutes),
        top_up=table.flag("top_up", base.top_up),
        identity=parse_identity(table.table("identity"), base.identity),
    )
    if policy.sale_without_name > policy.sale_per_day:
        raise table.wrong("sale_without_name", "must not be above sale_per_day")
    if policy.sale_asks_above > policy.sale_per_day:
        raise table.wrong("sale_asks_above", "must not be above sale_per_day")
    table.done()
    return policy


def _kinds(table: Table) -> tuple[Tender, ...]:
    names = table.names("cash_out", (Tender.GIFT_CARD.value,))
    known = {t.value: t for t in _KINDS}
    if unknown := [n for n in names if n not in known]:
        raise table.wrong("cash_out", f"names {unknown[0]}; only gift_card and store_credit fit")
    return tuple(known[n] for n in names)


def _law(row: Table) -> CashOutLaw:
    law = CashOutLaw(
        place=row.text("place", max_length=6),
        since=row.day("since"),
        source=row.text("source", max_length=120),
        below=row.money("below") if "below" in row else None,
        at_most=row.money("at_most") if "at_most" in row else None,
        used_ppm=row.ppm("used_percent", 0),
    )
    if not _PLACE.fullmatch(law.place):
        raise row.wrong("place", 'must be like "US-CA"')
    if (law.below is None) == (law.at_most is None):
        raise row.wrong("below", "or at_most is needed, one of both")
    if ZERO in (law.below, law.at_most):
        raise row.wrong("below", "must be above zero")
    row.done()
    return law
