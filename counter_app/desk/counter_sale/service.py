"""Counter sales: card payments whose end was not known, and what a request puts in a basket."""

from __future__ import annotations

from typing import Final

from counter_app.devices.card_processor import Approved, CardProcessor, Declined, Terminals
from counter_app.station import Station
from counter_app.trade import refunding
from counter_app.trade.basket import Basket
from counter_app.trade.sale_service import SaleDone, finish
from counter_app.trade.wanted import WantedItem, fill

TASK: Final = "counter_sale"


def fill_basket(station: Station, wanted: tuple[WantedItem, ...]) -> Basket:
    """A basket of these goods at today's prices; raises `NotFound` or `BadInput`."""
    with station.look() as work:
        return fill(work.connection, wanted, Basket())


def resolve_attempt(
    request_id: str,
    station: Station,
    outcome: Approved | Declined | None = None,
    *,
    processor: CardProcessor | Terminals | None = None,
) -> SaleDone | None:
    """End a card payment of a sale (see `refunding.resolve`); gives the sale once it is posted."""
    ready = refunding.resolve(request_id, TASK, station, outcome, processor=processor)
    return None if ready is None else finish(station, ready, TASK)
