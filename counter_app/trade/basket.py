"""A basket of goods to be sold: lines, prices, changed prices, and the receipt lines they make.

Pure and frozen: every edit makes a new basket. Nothing here says whether it may be sold;
`sale_rules` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias

from counter_app.core.approval import digest
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.receipt import DiscountKind, DiscountShare, ReceiptLine
from counter_app.core.said import said
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import PriceChange
from counter_app.rules.promotions import Goods, Promotion, less, taken_off
from counter_app.rules.selling_policy import SellingPolicy
from counter_app.rules.tax import TaxTable, charge

MAX_LINES: Final = 500

Shares: TypeAlias = dict[int, tuple[DiscountShare, ...]]
"""Discount shares by line number."""


@dataclass(frozen=True, slots=True)
class BasketLine:
    """So much of one item. `labelled` is the whole line's price as a weighed pack's label says it.

    The number stays with the line while it is in the basket. `change` replaces the item's price.
    `deposit_of` is the line of the drink whose container this line's deposit is for.
    """

    number: int
    item: ItemRow
    quantity: Quantity
    labelled: Money | None = None
    change: PriceChange | None = None
    deposit_of: int | None = None

    @property
    def price(self) -> Money:
        """What one unit costs now."""
        return self.item.price if self.change is None else self.change.new

    @property
    def gross(self) -> Money:
        """The line before discounts: the label's price, or price × quantity rounded half up."""
        if self.labelled is not None and self.change is None:
            return self.labelled
        return times(self.price, self.quantity)

    @property
    def changed_by(self) -> Money:
        """How far a changed price moves the line, up or down, as a magnitude."""
        return abs(self.gross - replace(self, change=None).gross)


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines in the order in which they were put in; no two of them have the same number."""

    lines: tuple[BasketLine, ...] = ()

    def __post_init__(self) -> None:
        assert len({x.number for x in self.lines}) == len(self.lines)

    def line(self, number: int) -> BasketLine:
        """A line by its number; raises `NotFound`."""
        for line in self.lines:
            if line.number == number:
                return line
        raise NotFound(
            said("The basket has no line {number}.", number=number), code="sale.no_such_line"
        )

    def deposit_on(self, number: int) -> BasketLine | None:
        """The line of the deposit that goes with a drink's line, None if there is none."""
        return next((x for x in self.lines if x.deposit_of == number), None)

    @property
    def content(self) -> list[object]:
        """All that decides what the basket costs, as plain values for a digest."""
        return [
            [
                x.number,
                x.item.code,
                x.item.description,
                x.item.price.minor,
                x.item.tax,
                x.item.department,
                x.quantity.milli,
                None if x.labelled is None else x.labelled.minor,
                None if x.change is None else [x.change.new.minor, x.change.reason, x.change.note],
            ]
            for x in self.lines
        ]

    def digest(self) -> str:
        """SHA-256 of the content."""
        return digest(self.content)


def add_item(
    basket: Basket,
    item: ItemRow,
    quantity: Quantity = ONE,
    labelled: Money | None = None,
    first: int = 1,
    deposit: ItemRow | None = None,
) -> Basket:
    """One more of an item: by the piece on the line it has already, weighed on a line of its own.

    `first` is the number of the first line of an empty basket; `deposit` is what each piece's
    container carries, on a line of its own that goes with the item's.
    Raises `BadInput` for a quantity that is not above zero, or part of a piece.
    """
    _check_quantity(item, quantity)
    if labelled is not None and labelled < ZERO:
        raise BadInput("A price cannot be negative.", code="bad_price")
    if not item.weighed and labelled is None:
        for line in basket.lines:
            if _takes_more(basket, line, item, deposit):
                return set_quantity(basket, line.number, line.quantity + quantity)
    number = max((x.number for x in basket.lines), default=first - 1) + 1
    added = [BasketLine(number, item, quantity, labelled)]
    if deposit is not None:
        much = ONE if item.weighed else quantity
        added.append(BasketLine(number + 1, deposit, much, deposit_of=number))
    if len(basket.lines) + len(added) > MAX_LINES:
        raise BadInput("A basket holds at most 500 lines.", code="sale.too_many_lines")
    return Basket((*basket.lines, *added))


def set_quantity(basket: Basket, number: int, quantity: Quantity) -> Basket:
    """So much of a line; zero takes it out. A drink's deposit goes with it.

    Raises `BadInput` for less, for part of a piece, and for a drink's deposit by itself.
    """
    line = basket.line(number)
    if line.deposit_of is not None and quantity != line.quantity:
        raise BadInput("This deposit goes with its drink. Change the drink.", code="sale.deposit")
    if not quantity:
        return remove_line(basket, number)
    _check_quantity(line.item, quantity)
    if line.labelled is not None and quantity != line.quantity:
        raise BadInput(
            "This pack's price is on its label. Scan each pack.", code="sale.labelled_quantity"
        )
    basket = _put(basket, replace(line, quantity=quantity))
    deposit = basket.deposit_on(number)
    if deposit is None or line.item.weighed:
        return basket
    return _put(basket, replace(deposit, quantity=quantity))


def change_price(basket: Basket, number: int, price: Money, reason: str, note: str = "") -> Basket:
    """Another unit price, with the code of its reason; the item's own price takes a change back.

    Raises `BadInput` for a negative price.
    """
    line = basket.line(number)
    if price < ZERO:
        raise BadInput("A price cannot be negative.", code="bad_price")
    if price == line.item.price:
        return _put(basket, replace(line, change=None))
    change = PriceChange(line.item.price, price, reason, clean_text(note, MAX_NOTE))
    return _put(basket, replace(line, change=change))


def remove_line(basket: Basket, number: int) -> Basket:
    """Without a line and its deposit; raises `NotFound`."""
    basket.line(number)
    return Basket(tuple(x for x in basket.lines if number not in (x.number, x.deposit_of)))


def price_lines(
    basket: Basket,
    day: date,
    taxes: TaxTable,
    selling: SellingPolicy,
    discounts: Mapping[int, tuple[DiscountShare, ...]] | None = None,
) -> tuple[ReceiptLine, ...]:
    """The receipt lines a basket makes on a day, numbered like its own lines.

    `discounts` are the shares that promotions and coupons give to lines, by line number. A line's
    taxes are today's, on its price after all discounts.
    """
    shares = discounts or {}
    return tuple(
        _receipt_line(x, day, taxes, selling, shares.get(x.number, ())) for x in basket.lines
    )


def offers_on(basket: Basket, promotions: tuple[Promotion, ...]) -> Shares:
    """What promotions take off a basket's lines, one after the other, by line number."""
    goods = [
        Goods(x.number, x.item.code, x.item.department, x.quantity.milli, x.gross)
        for x in basket.lines
    ]
    found: Shares = {}
    for promotion in promotions:
        off = taken_off(promotion, goods)
        for number, amount in off.items():
            share = DiscountShare(DiscountKind.PROMOTION, amount, promotion.code, promotion.name)
            found[number] = (*found.get(number, ()), share)
        goods = less(goods, off)
    return found


def to_pay(lines: tuple[ReceiptLine, ...]) -> Money:
    """What all lines cost, taxes included."""
    return total(x.paid for x in lines)


def food_to_pay(lines: tuple[ReceiptLine, ...]) -> Money:
    """What SNAP may pay of these lines: eligible food without any tax (7 CFR 272.1(b))."""
    return total(x.net for x in lines if x.food_stampable)


def times(price: Money, quantity: Quantity) -> Money:
    """Price × quantity, half up to the minor unit (both ≥ 0)."""
    return Money((price.minor * quantity.milli + 500) // 1000)


def _receipt_line(
    line: BasketLine,
    day: date,
    taxes: TaxTable,
    selling: SellingPolicy,
    discounts: tuple[DiscountShare, ...],
) -> ReceiptLine:
    item, gross = line.item, line.gross
    price = gross - total(d.amount for d in discounts)
    return ReceiptLine(
        number=line.number,
        item_code=item.code,
        description=item.description,
        quantity=line.quantity,
        gross=gross,
        discounts=tuple(d for d in discounts if d.amount),
        taxes=charge(price, taxes.on(item.tax, day)),
        unit=item.unit,
        weighed=item.weighed,
        unit_price=line.price,
        department=item.department,
        food_stampable=selling.food_benefits_may_pay(item),
    )


def _takes_more(basket: Basket, line: BasketLine, item: ItemRow, deposit: ItemRow | None) -> bool:
    """True if one more of an item belongs on this line: nothing about it was changed."""
    linked = basket.deposit_on(line.number)
    alike = (None if linked is None else linked.item) == deposit and line.deposit_of is None
    return alike and line.item == item and line.labelled is None and line.change is None


def _check_quantity(item: ItemRow, quantity: Quantity) -> None:
    if quantity <= NONE:
        raise BadInput("A quantity to sell must be above zero.", code="bad_quantity")
    if not item.weighed and not quantity.is_whole:
        raise BadInput(
            said("{item} is sold by the piece. Type a whole number.", item=item.description),
            code="bad_quantity",
        )


def _put(basket: Basket, line: BasketLine) -> Basket:
    return Basket(tuple(line if x.number == line.number else x for x in basket.lines))
