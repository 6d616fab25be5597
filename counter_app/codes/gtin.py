"""Item numbers: GTIN-8, -12, -13, -14, PLU codes and price- or weight-embedded store numbers.

Source: GS1 General Specifications (check digit 7.9; restricted circulation numbers 2.1.11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from counter_app.core.errors import BadInput
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity

LENGTHS: Final = (8, 12, 13, 14)


@dataclass(frozen=True, slots=True)
class EmbeddedRule:
    """How one prefix carries a price (minor units) or a weight (thousandths) inside a GTIN-13.

    Digits after the prefix: `item_digits`, `skip_digits` (a verifier), `value_digits`, check digit;
    together with the prefix they are 13.
    """

    prefix: str
    item_digits: int
    value_digits: int
    holds: Literal["price", "weight"]
    skip_digits: int = 0

    def __post_init__(self) -> None:
        length = len(self.prefix) + self.item_digits + self.skip_digits + self.value_digits + 1
        if not is_digits(self.prefix) or self.prefix[:1] not in ("0", "2") or length != 13:
            raise BadInput(
                "An embedded number needs a prefix 02 or 20 to 29 and 13 digits in all.",
                code="bad_code",
            )


@dataclass(frozen=True, slots=True)
class ItemCode:
    """One item number as 14 digits (or a PLU), with the price or weight it carried, if any."""

    code: str
    price: Money | None = None
    weight: Quantity | None = None
    is_plu: bool = False


def is_digits(text: str) -> bool:
    """True for one or more ASCII digits and nothing else."""
    return text.isascii() and text.isdigit()


def check_digit(body: str) -> str:
    """The GS1 modulo-10 check digit of the digits before it."""
    assert is_digits(body)
    assert len(body) <= 17
    weighted = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(body)))
    return str(-weighted % 10)


def is_gtin(text: str) -> bool:
    """True for 8, 12, 13 or 14 digits whose check digit is right."""
    return len(text) in LENGTHS and is_digits(text) and check_digit(text[:-1]) == text[-1]


def normalise(text: str) -> str:
    """A GTIN of any length as 14 digits; raises `BadInput` for a wrong length or check digit."""
    if len(text) not in LENGTHS or not is_digits(text):
        raise BadInput("An item number has 8, 12, 13 or 14 digits.", code="bad_item_code")
    if check_digit(text[:-1]) != text[-1]:
        raise BadInput(
            "This item number has a wrong check digit. Scan it again.", code="bad_check_digit"
        )
    return text.rjust(14, "0")


def is_plu(text: str) -> bool:
    """True for a produce look-up number (IFPS): 3000–4999, or those behind 8 or 9."""
    if not is_digits(text) or len(text) not in (4, 5):
        return False
    return 3000 <= int(text[-4:]) <= 4999 and (len(text) == 4 or text[0] in "89")


def parse_item(text: str, rules: Sequence[EmbeddedRule] = ()) -> ItemCode:
    """Read a scanned or typed item number; raises `BadInput`.

    The first embedded rule whose prefix fits takes the price or weight out; the item then has the
    number with zeros in its place, so that every package of an item has the same code.
    """
    if is_plu(text):
        return ItemCode(text, is_plu=True)
    code = normalise(text)
    thirteen = code[1:]
    for rule in rules:
        if code[0] == "0" and len(text) in (12, 13) and thirteen.startswith(rule.prefix):
            item_end = len(rule.prefix) + rule.item_digits
            value = int(thirteen[item_end + rule.skip_digits : 12])
            body = thirteen[:item_end].ljust(12, "0")
            plain = "0" + body + check_digit(body)
            if rule.holds == "price":
                return ItemCode(plain, price=Money(value))
            return ItemCode(plain, weight=Quantity(value))
    return ItemCode(code)
