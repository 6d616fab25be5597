"""Goods that came back, as the lists of where they go show them."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """Goods of one line of a return, and where they go.

    `station` and `number` name the return's ticket; `department` is the receipt's, else that of
    the item file, else empty.
    """

    disposition: str
    department: str
    item_code: str
    description: str
    quantity: Quantity
    net: Money
    reason: str
    station: str
    number: int

    @property
    def ticket(self) -> str:
        """``D01 0007``: the station and number of the slip that went with the goods."""
        return f"{self.station} {self.number:04d}"
