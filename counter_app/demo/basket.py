"""A register of the demo store: prices a basket with its promotions, coupons and taxes.

Pure: the same entries always make the same lines. Discounts on the whole basket are given to
lines by largest remainder, taxes are rounded line by line, as the registers of the store do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.core.item import ItemRow
from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import DiscountKind, DiscountShare, ReceiptLine, TaxShare
from counter_app.rules.allocation import allocate

TAXES: Final = (("state", "State tax", 62_500), ("city", "City tax", 20_000))
"""Authority, printed name and rate (parts per million) of both sales taxes in Austin, Texas."""

_TAXED: Final = frozenset({"general", "soda"})
_FULL_PRICE: Final = frozenset({"Lottery", "Tobacco", "Gift cards"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line on its way over the scanner: so much of an item, less these discounts."""

    item: ItemRow
    quantity: Quantity
    discounts: tuple[DiscountShare, ...] = ()

    @property
    def gross(self) -> Money:
        """Price before discounts, rounded half up to the minor unit."""
        return Money((self.item.price.minor * self.quantity.milli + 500) // 1000)

    @property
    def net(self) -> Money:
        """Price after discounts, before taxes."""
        return self.gross - total(d.amount for d in self.discounts)

    def less(self, share: DiscountShare) -> Entry:
        """The entry with one more discount; one that takes nothing off is left away."""
        return replace(self, discounts=(*self.discounts, share)) if share.amount else self


@dataclass(frozen=True, slots=True)
class Offers:
    """This store's promotions and coupons by item code."""

    multi_buy: dict[str, int] = field(default_factory=dict)
    """So many for the price of one less."""
    percent_off: dict[str, int] = field(default_factory=dict)
    store_coupons: dict[str, int] = field(default_factory=dict)
    """Minor units off one piece."""
    manufacturer_coupons: dict[str, int] = field(default_factory=dict)


OFFERS: Final = Offers(
    multi_buy={"073410558201": 4, "051000012616": 4, "024000162865": 4, "070662030035": 4},
    percent_off={"037000962571": 20, "850011223352": 25, "193608123452": 20, "016000275287": 15},
    store_coupons={"041196910117": 500, "040094917013": 400, "026700123450": 100},
    manufacturer_coupons={
        "037000863892": 200, "035000449894": 75, "047400179172": 400, "030000010402": 50,
    },
)  # fmt: skip


def entry(item: ItemRow, quantity: int | Quantity = 1, *, coupon: bool = False) -> Entry:
    """An item with the promotion that applies to it, and its coupon if the customer has one."""
    amount = quantity if isinstance(quantity, Quantity) else units(quantity)
    made = Entry(item, amount)
    pieces = amount.milli // 1000
    if (group := OFFERS.multi_buy.get(item.code)) and pieces >= group:
        off = item.price * (pieces // group)
        made = made.less(
            DiscountShare(DiscountKind.PROMOTION, off, f"M{group}", f"{group} for {group - 1}")
        )
    if percent := OFFERS.percent_off.get(item.code):
        off = Money((made.gross.minor * percent + 50) // 100)
        made = made.less(
            DiscountShare(DiscountKind.PROMOTION, off, f"P{percent}", f"{percent}% off")
        )
    return _with_coupon(made) if coupon else made


def has_coupon(item: ItemRow) -> bool:
    """True if somebody issues a coupon for the item."""
    return item.code in OFFERS.store_coupons or item.code in OFFERS.manufacturer_coupons


def _with_coupon(made: Entry) -> Entry:
    code = made.item.code
    for kind, coupons in (
        (DiscountKind.STORE_COUPON, OFFERS.store_coupons),
        (DiscountKind.MANUFACTURER_COUPON, OFFERS.manufacturer_coupons),
    ):
        if off := coupons.get(code):
            dollars, cents = divmod(off, 100)
            words = f"${dollars} coupon" if not cents else f"${dollars}.{cents:02d} coupon"
            return made.less(DiscountShare(kind, Money(off), f"C{code[-5:]}", words))
    return made


def off_basket(
    entries: Sequence[Entry], percent: int, kind: DiscountKind, words: str
) -> list[Entry]:
    """The basket less a percentage of everything that may be discounted."""
    weights = [0 if e.item.department in _FULL_PRICE else e.net.minor for e in entries]
    off = Money((sum(weights) * percent + 50) // 100)
    shares = allocate(off, weights)
    return [
        e.less(DiscountShare(kind, share, f"B{percent}", words, basket_wide=True))
        for e, share in zip(entries, shares, strict=True)
    ]


def ring_up(entries: Sequence[Entry]) -> tuple[ReceiptLine, ...]:
    """The lines of the receipt, numbered from 1, each with its taxes."""
    return tuple(_line(number, e) for number, e in enumerate(entries, 1))


def pays_with_food_benefits(item: ItemRow) -> bool:
    """True for food at home; hot food, sweet drinks and candy are not (Texas, from 2026)."""
    return item.tax == "food" and item.department != "Deli"


def split_food(lines: Sequence[ReceiptLine]) -> Money:
    """What food benefits may pay of these lines."""
    return total(line.paid for line in lines if line.food_stampable)


def paid(lines: Sequence[ReceiptLine]) -> Money:
    """The receipt's total."""
    return total(line.paid for line in lines)


def _line(number: int, made: Entry) -> ReceiptLine:
    item, net = made.item, made.net
    taxes = tuple(
        TaxShare(authority, name, rate, Money((net.minor * rate + 500_000) // 1_000_000), net)
        for authority, name, rate in (TAXES if item.tax in _TAXED else ())
    )
    return ReceiptLine(
        number=number,
        item_code=item.code,
        description=item.description,
        quantity=made.quantity,
        gross=made.gross,
        discounts=made.discounts,
        taxes=taxes,
        unit=item.unit,
        weighed=item.weighed,
        unit_price=item.price,
        department=item.department,
        food_stampable=pays_with_food_benefits(item),
        source_sequence=number,
    )
