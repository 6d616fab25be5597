"""The demo store's cash room: four lanes, and a safe that the bank has filled and two have counted.

All of it through the services, so that its books say where the money came from.
"""

from __future__ import annotations

from typing import Final

from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.store import SessionKind
from counter_app.demo.people import Person
from counter_app.demo.sale import REGISTERS
from counter_app.desk.tills.safe import count_safe, order_change, take_delivery
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.records.tills import add_till
from counter_app.station import Station

IN_THE_SAFE: Final = {
    "note:10000": 10, "note:2000": 100, "note:1000": 60, "note:500": 100, "note:100": 150,
    "coin:25": 400, "coin:10": 250, "coin:5": 200, "coin:1": 250,
}  # fmt: skip
"""What the bank brought before the store opened; ones run low, so that there is some to order."""


def furnish(station: Station, giver: Person, taker: Person) -> None:
    """Lanes for the registers, and the safe's first money: ordered, delivered, counted by two."""
    with station.open_work() as work:
        for number, register in enumerate(REGISTERS, 1):
            add_till(work.connection, number, f"Lane {number}", SessionKind.LANE, str(register))
        work.commit()
    station.sign_on_with_pin(giver.number, giver.pin)
    order = order_change(new_id(), IN_THE_SAFE, station)
    take_delivery(order, new_id(), IN_THE_SAFE, "Brink, J.", "", station)
    draft = SafeDraft(new_id(), IN_THE_SAFE)
    try:
        count_safe(draft, station)
    except ApprovalRequired as asked:
        if asked.verdict is None:
            raise
        signed = station.approve_with_pin(asked.verdict, taker.number, taker.pin)
        count_safe(draft, station, signed)
    station.sign_off()
