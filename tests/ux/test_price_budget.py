"""Step budget of a price override: what the hands do, a manager's approval included.

The best documented flow of other desks with an approval takes 12 or more steps.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Kind
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_done import Done
from counter_app.desk.price_correction.screen_shelf import Approve
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.desk.price_correction.desk import rung
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD

MUG = "041196910117"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, at the price screen."""
    working(station)
    with station.open_work() as work:
        put_items(work.connection, [ItemRow(MUG, "Mug", Money(999))], work.now())
        work.commit()
    with desk_window(qtbot, station) as window:
        window.press("F7")
        yield window


def test_a_price_override_with_approval_takes_one_scan_and_eight_keys(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 9900, 1), rung(2, 9999, 1))
    desk.scan_receipt(receipt)
    assert isinstance(desk.shell.front, PriceScreen)
    assert isinstance(desk.shell.front.mode, Claims)
    desk.shell.counter.reset()

    desk.press("7", "0", "0", "0", "Return", "1", "F12")
    desk.scan(BADGES[LEAD])

    mode = desk.shell.front.mode
    assert isinstance(mode, Done)
    base = stored(desk.station, mode.done.transaction_id)
    assert (base.transaction.kind, mode.done.amount) == (Kind.PRICE_CORRECTION, Money(2900))
    assert base.approval is not None
    counter = desk.shell.counter
    assert counter.scans <= 1
    assert counter.keys <= 8
    assert counter.clicks == 0


def test_a_price_before_payment_takes_one_scan_more_and_eight_keys(desk: DeskWindow) -> None:
    desk.shell.counter.reset()

    desk.scan(MUG)
    desk.press("7", "9", "9", "Return", "1", "F12")
    desk.scan(BADGES[LEAD])

    assert isinstance(desk.shell.front, PriceScreen)
    mode = desk.shell.front.mode
    assert isinstance(mode, Approve)
    assert mode.issued is not None
    counter = desk.shell.counter
    assert counter.scans <= 2, "the item and the badge"
    assert counter.keys <= 8
    assert counter.clicks == 0
