"""Money as whole minor units of the store's one currency. No float comes near it.

Text is read once, at the edge, by `parse_money`; whatever is not exact is refused, never rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.said import said

MAX_MINOR: Final = 10**15
"""Largest amount (minor units) anything in the program may hold; far inside 64 bits."""

GROUP: Final = 3
"""Digits between two separators of thousands."""

_AMOUNT = re.compile(r"(?P<sign>[-+\u2212]?)(?P<whole>[0-9]{1,13})(?:[.,](?P<part>[0-9]{1,6}))?")
_GROUPED = re.compile(r"[-+\u2212]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True, order=True, init=False)
class Money:
    """An exact amount in minor units (cents in the US); sign means direction."""

    minor: int

    def __init__(self, minor: int) -> None:
        if type(minor) is not int:
            raise TypeError(f"Money takes whole minor units, not {type(minor).__name__}")
        if not -MAX_MINOR <= minor <= MAX_MINOR:
            raise BadInput("This amount is too large.", code="amount_too_large")
        object.__setattr__(self, "minor", minor)

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + other.minor)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - other.minor)

    def __neg__(self) -> Money:
        return Money(-self.minor)

    def __abs__(self) -> Money:
        return Money(abs(self.minor))

    def __mul__(self, count: int) -> Money:
        if type(count) is not int:
            raise TypeError("Money is multiplied by whole numbers only")
        return Money(self.minor * count)

    def __bool__(self) -> bool:
        return self.minor != 0


ZERO: Final = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of amounts; none at all is zero."""
    return Money(sum(amount.minor for amount in amounts))


@dataclass(frozen=True, slots=True)
class Currency:
    """The store's currency: ISO 4217 code and number of decimal places (USD 2, JPY 0, BHD 3)."""

    code: str = "USD"
    exponent: int = 2

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]{3}", self.code) or not 0 <= self.exponent <= 3:
            raise BadInput(
                said(
                    "{code} is not a currency this program can keep books in.", code=repr(self.code)
                )
            )


USD: Final = Currency("USD", 2)


def parse_money(text: str, currency: Currency = USD) -> Money:
    """Read one typed or imported amount; raises `BadInput` for anything not exact.

    Accepts ASCII digits with one decimal separator (point or comma) and US grouping commas.
    Trailing zeros beyond the exponent are exact and accepted ("22041.88000"); "12.345" is not,
    nor "1.000" of a currency without decimals, where a point sets thousands apart.
    """
    text = text.strip(" ")
    if len(text) > 24:
        raise BadInput("This amount has too many digits.", code="amount_too_long")
    if "," in text and _GROUPED.fullmatch(text) and _reads_as_group(text, currency):
        text = text.replace(",", "")
    match = _AMOUNT.fullmatch(text)
    if match is None or (not text.isascii() and "\u2212" not in text):
        raise BadInput(
            said("{text} is not an amount. Type it like 12.50.", text=_shown(text)),
            code="bad_amount",
        )
    if currency.exponent == 0 and len(match["part"] or "") == GROUP:
        raise BadInput(
            said(
                "{text} can be read two ways. Type it without a point or comma.", text=_shown(text)
            ),
            code="ambiguous_amount",
        )
    part = (match["part"] or "").rstrip("0") if match["part"] else ""
    if len(part) > currency.exponent:
        raise BadInput(
            said(
                "{text} has more decimals than {currency} has.",
                text=_shown(text),
                currency=currency.code,
            ),
            code="bad_amount",
        )
    minor = int(match["whole"] + part.ljust(currency.exponent, "0"))
    return Money(-minor if match["sign"] in ("-", "\u2212") else minor)


def _reads_as_group(text: str, currency: Currency) -> bool:
    """True if the commas group thousands; "1,234" alone is ambiguous and must be refused."""
    if text.count(",") == 1 and "." not in text and currency.exponent > 0:
        raise BadInput(
            said("{text} can be read two ways. Type 1234.00 or 1.234.", text=_shown(text)),
            code="ambiguous_amount",
        )
    return True


def _shown(text: str) -> str:
    safe = "".join(c if c.isprintable() else "\ufffd" for c in text[:24])
    return f"“{safe}”"


def plain(amount: Money, currency: Currency = USD) -> str:
    """The amount as digits with a point and no sign of currency: ``-68.99`` (slips, files)."""
    sign = "-" if amount.minor < 0 else ""
    digits = str(abs(amount.minor)).rjust(currency.exponent + 1, "0")
    if currency.exponent == 0:
        return sign + digits
    return f"{sign}{digits[: -currency.exponent]}.{digits[-currency.exponent :]}"
