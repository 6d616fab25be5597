"""Goods to sell in the tests, with the default policy's tax classes."""

from __future__ import annotations

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.records.items import put_items
from counter_app.station import Station

MUG = ItemRow("041196910117", "Mug", Money(1000), "Home", tax="general")
LAMP = ItemRow("076174554328", "Lamp", Money(2500), "Home", tax="general")
BREAD = ItemRow("072250013727", "Bread", Money(349), "Bakery", tax="food")
MILK = ItemRow("011110416605", "Milk", Money(429), "Dairy", tax="food")
APPLES = ItemRow("4016", "Apples", Money(199), "Produce", unit="LB", weighed=True, tax="food")
TICKET = ItemRow("900001", "Scratch ticket", Money(500), "Lottery", tax="none")
ODD = ItemRow("900002", "Fireworks", Money(500), "Home", tax="fireworks")

EVERYTHING = (MUG, LAMP, BREAD, MILK, APPLES, TICKET, ODD)


def stock(station: Station) -> None:
    """All goods in the item file."""
    with station.open_work() as work:
        put_items(work.connection, EVERYTHING, work.now())
        work.commit()
