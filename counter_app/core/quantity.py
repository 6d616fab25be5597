"""Quantities as whole thousandths of the unit of sale: 1 each = 1000, 0.42 lb = 420."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.said import said

MAX_MILLI: Final = 10**10
_QUANTITY = re.compile(r"(?P<sign>[-\u2212]?)(?P<whole>[0-9]{1,7})(?:[.,](?P<part>[0-9]{1,6}))?")


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """An exact quantity in thousandths of a unit."""

    milli: int

    def __post_init__(self) -> None:
        if type(self.milli) is not int:
            raise TypeError(f"Quantity takes whole thousandths, not {type(self.milli).__name__}")
        if abs(self.milli) > MAX_MILLI:
            raise BadInput("This quantity is too large.", code="quantity_too_large")

    def __add__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli + other.milli)

    def __sub__(self, other: Quantity) -> Quantity:
        return Quantity(self.milli - other.milli)

    def __neg__(self) -> Quantity:
        return Quantity(-self.milli)

    def __abs__(self) -> Quantity:
        return Quantity(abs(self.milli))

    def __bool__(self) -> bool:
        return self.milli != 0

    @property
    def is_whole(self) -> bool:
        """True for 1, 2, 3 pieces; False for 0.42 lb."""
        return self.milli % 1000 == 0


NONE: Final = Quantity(0)
ONE: Final = Quantity(1000)


def units(count: int) -> Quantity:
    """So many whole pieces."""
    return Quantity(count * 1000)


def parse_quantity(text: str) -> Quantity:
    """Read a typed or imported quantity; raises `BadInput` for anything not exact to 0.001."""
    text = text.strip(" ")
    match = _QUANTITY.fullmatch(text) if len(text) <= 16 else None
    part = ((match["part"] or "") if match else "").rstrip("0")
    if match is None or len(part) > 3:
        shown = "".join(c if c.isprintable() else "\ufffd" for c in text[:24])
        raise BadInput(
            said("“{shown}” is not a quantity. Type it like 2 or 0.42.", shown=shown),
            code="bad_quantity",
        )
    milli = int(match["whole"]) * 1000 + int(part.ljust(3, "0"))
    return Quantity(-milli if match["sign"] else milli)


def measured(quantity: Quantity, unit: str) -> str:
    """``2`` for pieces, ``1.84 lb`` for what has a unit."""
    return f"{plain(quantity)} {unit}" if unit else plain(quantity)


def counted(name: str, quantity: Quantity, unit: str) -> str:
    """``Kettle``, ``24 × Bottle deposit``, ``Roma tomatoes, 1.84 lb``."""
    if unit or not quantity.is_whole:
        return f"{name}, {measured(quantity, unit)}"
    return name if quantity == ONE else f"{plain(quantity)} × {name}"


def plain(quantity: Quantity) -> str:
    """``2`` for pieces, ``0.42`` for weights; no trailing zeros."""
    sign = "-" if quantity.milli < 0 else ""
    whole, part = divmod(abs(quantity.milli), 1000)
    return f"{sign}{whole}" if part == 0 else f"{sign}{whole}.{part:03d}".rstrip("0")
