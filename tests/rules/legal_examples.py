"""Worked examples of the price accuracy packs, each with the rule text it follows.

`FACTS`: the figures of the example itself stand in the project's fact book, section 19.1. `OWN`:
our own computation from the figures there. `STATUTE`: the same from a text outside the fact book,
read at the pack's `read_at`. `READING`: our own reading where the text is silent,
which the pack says under `own_reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.rules.price_accuracy.claim import PriceClaim, Why

FACTS: Final = "facts 19.1, example given"
OWN: Final = "own computation from facts 19.1"
STATUTE: Final = "own computation from the statute's words, read where the pack says"
READING: Final = "own reading, said in the pack"
SOLD: Final = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Example:
    """One wrong price and what the law gives: cents of difference, taken off a unit, and bonus."""

    pack: str
    basis: str
    text: str
    charged: int
    right: int
    expected: tuple[int, int, int]
    why: Why = Why.OWED
    owed: bool = True
    quantity: int | Quantity = 1
    days_until_notified: int = 0
    sold_on: date = SOLD
    more: dict[str, Any] | None = None

    def claim(self) -> PriceClaim:
        notified = self.sold_on + timedelta(days=self.days_until_notified)
        much = units(self.quantity) if isinstance(self.quantity, int) else self.quantity
        return PriceClaim(
            Money(self.charged),
            Money(self.right),
            self.sold_on,
            notified,
            notified,
            much,
            **(self.more or {}),
        )


_MICHIGAN_EXEMPT: Final[tuple[tuple[str, str, int, int, tuple[int, int, int]], ...]] = (
    ("unpackaged_food", "Unpackaged food", 199, 149, (50, 0, 0)),
    ("prepared_food", "Prepared food", 899, 799, (100, 0, 0)),
    ("live", "Live plants or animals", 1299, 999, (300, 0, 0)),
    ("vehicles", "Vehicles or their parts", 2499, 1999, (500, 0, 0)),
    ("cigarettes", "Cigarettes, 20 or fewer", 999, 949, (50, 0, 0)),
    ("small_item", "At most 3 oz, 3 cubic inches and 30¢", 35, 30, (5, 0, 0)),
)


def _michigan() -> list[Example]:
    pack = "michigan"
    ten = "ten times the difference as a bonus: at least $1.00, at most $5.00"
    one = "Several identical items in one purchase carry one bonus"
    told = "The store must be told within 30 days"
    early = "there is no bonus if the price is put right before the sale is completed"
    return [
        Example(pack, FACTS, ten, 299, 249, (50, 0, 500)),
        Example(pack, FACTS, ten, 104, 99, (5, 0, 100)),
        Example(pack, OWN, ten, 110, 100, (10, 0, 100)),
        Example(pack, OWN, ten, 111, 100, (11, 0, 110)),
        Example(pack, OWN, ten, 123, 100, (23, 0, 230)),
        Example(pack, OWN, ten, 149, 100, (49, 0, 490)),
        Example(pack, OWN, ten, 151, 100, (51, 0, 500)),
        Example(pack, OWN, ten, 101, 100, (1, 0, 100)),
        Example(pack, OWN, ten, 19999, 9999, (10000, 0, 500)),
        Example(pack, OWN, one, 299, 249, (150, 0, 500), quantity=3),
        Example(
            pack,
            READING,
            "ten times the overcharge on one item",
            120,
            100,
            (80, 0, 200),
            quantity=4,
        ),
        Example(pack, OWN, one, 299, 249, (50, 0, 0), Why.ONE_FOR_ALL, more={"compensated": True}),
        Example(pack, OWN, told, 299, 249, (50, 0, 500), days_until_notified=30),
        Example(pack, OWN, told, 299, 249, (50, 0, 0), Why.LATE, days_until_notified=31),
        Example(
            pack,
            OWN,
            early,
            299,
            249,
            (50, 0, 0),
            Why.BEFORE_COMPLETION,
            more={"before_completion": True},
        ),
        Example(
            pack,
            OWN,
            "Sold by weight, not packaged",
            399,
            299,
            (150, 0, 0),
            Why.EXEMPT,
            quantity=Quantity(1500),
            more={"weighed": True},
        ),
        *(
            Example(
                pack, READING, text, charged, right, gives, Why.EXEMPT, more={"exemption": code}
            )
            for code, text, charged, right, gives in _MICHIGAN_EXEMPT
        ),
        Example(
            pack,
            READING,
            "The 30 cents of small items are compared with the price shown",
            40,
            31,
            (9, 0, 100),
            more={"exemption": "small_item"},
        ),
    ]


def _massachusetts() -> list[Example]:
    pack = "massachusetts_grocery"
    free = "One unit is free if that price is $10 or less, otherwise $10 comes off one unit"
    rest = "the others cost the lowest price"
    gross = "a gross error (below half of the price charged and not meant within 30 days)"
    retail = "massachusetts_retail"
    half = "at a price of $20 or less, below half of it"
    fifth = "above $20, more than 20 percent below it"
    no = Why.GROSS_ERROR
    return [
        Example(pack, OWN, free, 349, 299, (50, 299, 0)),
        Example(pack, OWN, free, 1099, 1000, (99, 1000, 0)),
        Example(pack, OWN, free, 1099, 1001, (98, 1000, 0)),
        Example(pack, OWN, free, 1499, 1299, (200, 1000, 0)),
        Example(pack, OWN, rest, 349, 299, (150, 299, 0), quantity=3),
        Example(pack, OWN, rest, 1499, 1299, (400, 1000, 0), quantity=2),
        Example(pack, OWN, gross, 599, 299, (300, 0, 0), no, owed=False),
        Example(pack, OWN, gross, 600, 300, (300, 300, 0)),
        Example(pack, OWN, gross, 599, 299, (300, 299, 0), more={"intended": True}),
        Example(pack, OWN, gross, 599, 299, (300, 0, 0), no, False, more={"intended": False}),
        Example(
            pack,
            OWN,
            "Not after wilful tampering",
            349,
            299,
            (50, 0, 0),
            Why.TAMPERED,
            owed=False,
            more={"tampered": True},
        ),
        Example(
            pack,
            READING,
            "On a repeat claim within 24 hours the lowest price still governs",
            349,
            299,
            (50, 0, 0),
            Why.REPEAT,
            more={"repeat": True},
        ),
        Example(pack, OWN, rest, 349, 299, (50, 0, 0), Why.ONE_FOR_ALL, more={"compensated": True}),
        Example(
            pack,
            READING,
            "A price put right before the sale is completed leaves no unit free",
            349,
            299,
            (50, 0, 0),
            Why.BEFORE_COMPLETION,
            more={"before_completion": True},
        ),
        Example(retail, OWN, half, 2000, 1000, (1000, 0, 0), Why.NOT_IN_PACK),
        Example(retail, OWN, half, 2000, 999, (1001, 0, 0), no, owed=False),
        Example(retail, OWN, fifth, 2001, 1601, (400, 0, 0), Why.NOT_IN_PACK),
        Example(retail, OWN, fifth, 2001, 1600, (401, 0, 0), no, owed=False),
        Example(retail, OWN, fifth, 10000, 8000, (2000, 0, 0), Why.NOT_IN_PACK),
        Example(retail, OWN, fifth, 10000, 7999, (2001, 0, 0), no, owed=False),
        Example(retail, OWN, half, 499, 399, (200, 0, 0), Why.NOT_IN_PACK, quantity=2),
    ]


def _connecticut() -> list[Example]:
    pack = "connecticut"
    free = "One item is free, up to a value of $20"
    ask = "if the customer points the error out and asks"
    return [
        Example(pack, OWN, free, 549, 499, (50, 499, 0)),
        Example(pack, OWN, free, 2199, 2000, (199, 2000, 0)),
        Example(pack, READING, "above $20, $20 comes off one unit", 2799, 2500, (299, 2000, 0)),
        Example(
            pack, READING, "identical items in one purchase", 549, 499, (100, 499, 0), quantity=2
        ),
        Example(pack, OWN, ask, 549, 499, (50, 0, 0), Why.NOT_ASKED, more={"asked": False}),
        Example(
            pack,
            OWN,
            "Not a consumer commodity",
            549,
            499,
            (50, 0, 0),
            Why.EXEMPT,
            more={"exemption": "not_commodity"},
        ),
    ]


def _canada() -> list[Example]:
    quebec, code = "quebec", "canada_voluntary"
    free = "One unit is free if its price is $15 or less, otherwise $15 comes off"
    once = "identical goods carry it once"
    before = "It holds before the sale is completed too"
    old, new = date(2025, 5, 6), date(2025, 5, 7)
    return [
        Example(quebec, OWN, free, 1299, 1199, (100, 1199, 0)),
        Example(quebec, OWN, free, 1599, 1500, (99, 1500, 0)),
        Example(quebec, OWN, free, 1599, 1501, (98, 1500, 0)),
        Example(quebec, OWN, free, 4999, 3999, (1000, 1500, 0)),
        Example(quebec, OWN, once, 1299, 1199, (300, 1199, 0), quantity=3),
        Example(
            quebec, OWN, once, 1299, 1199, (100, 0, 0), Why.ONE_FOR_ALL, more={"compensated": True}
        ),
        Example(quebec, OWN, before, 1299, 1199, (100, 1199, 0), more={"before_completion": True}),
        Example(
            quebec, OWN, "if its price is $10 or less", 1299, 1199, (100, 1000, 0), sold_on=old
        ),
        Example(quebec, OWN, free, 1299, 1199, (100, 1199, 0), sold_on=new),
        Example(quebec, OWN, "if its price is $10 or less", 999, 899, (100, 899, 0), sold_on=old),
        *(
            Example(quebec, OWN, text, 999, 899, (100, 0, 0), Why.EXEMPT, more={"exemption": code_})
            for code_, text in (
                ("milk", "Milk"),
                ("tobacco", "Tobacco"),
                ("drugs", "Drugs that are left out"),
                ("clothing", "Clothing"),
                ("no_barcode", "No barcode"),
            )
        ),
        Example(code, OWN, "free if its correct price is $10 or less", 999, 899, (100, 899, 0)),
        Example(code, OWN, "otherwise $10 comes off it", 1399, 1299, (100, 1000, 0)),
        Example(
            code, OWN, "further units cost the correct price", 999, 899, (200, 899, 0), quantity=2
        ),
        *(
            Example(code, OWN, text, 999, 899, (100, 0, 0), Why.EXEMPT, more={"exemption": code_})
            for code_, text in (
                ("item_priced", "Priced one by one"),
                ("prescription", "Prescription drugs"),
                ("behind_counter", "Cosmetics behind the counter"),
            )
        ),
        Example(
            code,
            OWN,
            "Weighed",
            400,
            300,
            (123, 0, 0),
            Why.EXEMPT,
            quantity=Quantity(1230),
            more={"weighed": True},
        ),
    ]


def _no_figures() -> list[Example]:
    no = Why.NOT_IN_PACK
    neutral = "The store refunds what was charged above the price shown"
    return [
        Example("neutral", OWN, neutral, 299, 249, (50, 0, 0), no),
        Example("neutral", OWN, neutral, 299, 249, (100, 0, 0), no, quantity=2),
        *_california(),
    ]


def _california() -> list[Example]:
    """The lowest price governs; no bonus, whatever the customer asks for."""
    no = Why.NOT_IN_PACK
    advertised = "No more may be charged than the price advertised, posted, marked, displayed"
    lowest = "nor more than the lowest price on the item or its shelf tag"
    old_tag = "A tag that still hangs counts although the time it names has passed"
    refund = "What was charged above the lowest price is refunded with its tax"
    nothing = "adds no compensation"
    return [
        Example("california", STATUTE, advertised, 299, 249, (50, 0, 0), no),
        # Tag $2.49, sticker $2.29, register $2.99: the sticker is the lowest.
        Example("california", STATUTE, lowest, 299, 229, (70, 0, 0), no),
        Example("california", STATUTE, lowest, 1999, 999, (3000, 0, 0), no, quantity=3),
        # Sold on the 20th from a tag that says "until the 14th".
        Example("california", READING, old_tag, 499, 399, (100, 0, 0), no),
        Example("california", READING, refund, 525, 299, (226, 0, 0), no),
        Example(
            "california", READING, nothing, 9999, 4999, (5000, 0, 0), no, days_until_notified=200
        ),
    ]


EXAMPLES: Final = (
    *_michigan(),
    *_massachusetts(),
    *_connecticut(),
    *_canada(),
    *_no_figures(),
)
