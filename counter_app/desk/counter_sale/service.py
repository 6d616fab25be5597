"""Counter sales: goods of the item file into a basket; card payments whose end was not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.text import shown
from counter_app.devices.card_processor import Approved, CardProcessor, Declined
from counter_app.records.items import find_item
from counter_app.station import Station
from counter_app.trade import refunding
from counter_app.trade.basket import Basket, add_item, change_price
from counter_app.trade.sale_service import SaleDone, finish

TASK: Final = "counter_sale"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of a request: an item's number, how much of it, and another price with a reason."""

    code: str
    quantity: Quantity
    price: Money | None = None
    reason: str = ""
    note: str = ""


def fill_basket(station: Station, wanted: tuple[Wanted, ...]) -> Basket:
    """A basket of these goods at today's prices; raises `NotFound` or `BadInput`."""
    basket = Basket()
    with station.look() as work:
        for want in wanted:
            item = find_item(work.connection, want.code)
            if item is None:
                raise NotFound(f"No item {shown(want.code)} is here.", code="item_unknown")
            before = {x.number: x.quantity for x in basket.lines}
            basket = add_item(basket, item, want.quantity)
            if want.price is not None:
                number = next(x.number for x in basket.lines if before.get(x.number) != x.quantity)
                basket = change_price(basket, number, want.price, want.reason, want.note)
    return basket


def resolve_attempt(
    request_id: str,
    station: Station,
    outcome: Approved | Declined | None = None,
    *,
    processor: CardProcessor | None = None,
) -> SaleDone | None:
    """End a card payment of a sale (see `refunding.resolve`); gives the sale once it is posted."""
    ready = refunding.resolve(request_id, TASK, station, outcome, processor=processor)
    return None if ready is None else finish(station, ready, TASK)
