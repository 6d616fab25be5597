"""What a customer takes home for what comes back: new goods, and how a difference is paid.

Pure and frozen like the draft it belongs to. New lines are numbered apart from the receipt's, so
that a finding or a row on the screen is about one line whichever it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.transaction import Tender
from counter_app.trade.basket import Basket, add_item, change_price, set_quantity
from counter_app.trade.payments import Offer

FIRST_NEW: Final = 100_001
"""The number of the first new line; a receipt has none so high."""


@dataclass(frozen=True, slots=True)
class NewGoods:
    """New goods and what the customer offers for the difference (nothing: the desk's usual way)."""

    basket: Basket = field(default_factory=Basket)
    offers: tuple[Offer, ...] = ()

    @property
    def offered(self) -> list[list[str | int | None]]:
        """What is offered, as a request is bound to it: never a code."""
        return [
            [o.tender.value, o.amount.minor if o.amount else None, *filter(None, [o.credit_id])]
            for o in self.offers
        ]

    @property
    def credits(self) -> tuple[Offer, ...]:
        """The gift cards and store credits that were scanned to pay with."""
        return tuple(o for o in self.offers if o.credit_id)

    def __bool__(self) -> bool:
        return bool(self.basket.lines)


def is_new(line: int | None) -> bool:
    """True for the number of a new line."""
    return line is not None and line >= FIRST_NEW


def take_item(
    goods: NewGoods,
    item: ItemRow,
    quantity: Quantity = ONE,
    labelled: Money | None = None,
    deposit: ItemRow | None = None,
) -> NewGoods:
    """One more of an item is taken home, with its container's deposit; raises `BadInput`."""
    basket = add_item(goods.basket, item, quantity, labelled, FIRST_NEW, deposit)
    return NewGoods(basket, goods.offers)


def take_quantity(goods: NewGoods, number: int, quantity: Quantity) -> NewGoods:
    """So much of a new line; zero takes it out."""
    basket = set_quantity(goods.basket, number, quantity)
    return NewGoods(basket, goods.offers if basket.lines else ())


def take_at_price(
    goods: NewGoods, number: int, price: Money, reason: str, note: str = ""
) -> NewGoods:
    """A new line at another price, with its reason."""
    return NewGoods(change_price(goods.basket, number, price, reason, note), goods.offers)


def pay_with(goods: NewGoods, *offers: Offer) -> NewGoods:
    """How the customer pays the difference; nothing named means the desk's usual way."""
    return NewGoods(goods.basket, offers)


def add_credit(goods: NewGoods, offer: Offer) -> NewGoods:
    """A gift card or store credit pays first; what it leaves is paid as before.

    Raises `BadInput` for one that is there already.
    """
    if offer.credit_id in [o.credit_id for o in goods.credits]:
        raise BadInput("This card pays already.", code="sale.credit_twice")
    others = tuple(o for o in goods.offers if not o.credit_id)
    return NewGoods(goods.basket, (*goods.credits, offer, *others))


def cash_given(goods: NewGoods, amount: Money | None) -> NewGoods:
    """The cash that the customer handed over for the difference; None is exact money."""
    others = tuple(o for o in goods.offers if o.tender is not Tender.CASH)
    return NewGoods(goods.basket, (*others, Offer(Tender.CASH, amount)))
