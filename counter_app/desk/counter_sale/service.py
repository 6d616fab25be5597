"""Counter sales: card payments whose end was not known, and what a request puts in a basket."""

from __future__ import annotations

from typing import Final

from counter_app.station import Station
from counter_app.trade.basket import Basket
from counter_app.trade.sale_service import finish
from counter_app.trade.settling import Settling
from counter_app.trade.wanted import WantedItem, fill

TASK: Final = "counter_sale"


def fill_basket(station: Station, wanted: tuple[WantedItem, ...]) -> Basket:
    """A basket of these goods at today's prices; raises `NotFound` or `BadInput`."""
    with station.look() as work:
        return fill(work.connection, wanted, Basket())


resolve_attempt = Settling(TASK, lambda station, id_, _: finish(station, id_, TASK)).resolve
