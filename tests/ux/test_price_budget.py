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
from counter_app.desk.returns.posting_sale import sale_of
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.desk.price_correction.desk import rung
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD

MUG, LAMP = "041196910117", "041196910124"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, at the price screen."""
    working(station)
    with station.open_work() as work:
        lamp = ItemRow(LAMP, "Lamp", Money(2499), tax="none")
        put_items(work.connection, [ItemRow(MUG, "Mug", Money(999)), lamp], work.now())
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
    assert (base.transaction.kind, mode.done.refund) == (Kind.PRICE_CORRECTION, Money(2900))
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


def test_a_price_in_an_exchanges_basket_takes_one_scan_and_eight_keys(desk: DeskWindow) -> None:
    """A mug comes back and a dearer one goes home at the price of its shelf."""
    desk.press("F2")
    desk.scan_receipt(sell(desk.station, line(1, 999), sequence=7))
    desk.scan("4001")
    desk.press("1")
    desk.scan(LAMP)
    assert [x.price for x in desk.shown.draft.new.basket.lines] == [Money(2499)]
    desk.shell.counter.reset()

    desk.press("Alt+U", "1")
    desk.write("9.99")
    desk.press("Return", "F12")
    desk.scan(BADGES[LEAD])

    counter = desk.shell.counter
    assert counter.scans <= 1
    assert counter.keys <= 8
    assert counter.clicks == 0
    after = desk.screen.after.done
    assert after is not None
    sale = stored(desk.station, sale_of(after.transaction.id)).transaction
    change = sale.lines[0].price_change
    assert change is not None
    assert (change.old, change.new, change.reason) == (Money(2499), Money(999), "shelf_price")
    back = stored(desk.station, after.transaction.id)
    assert back.approval is not None
    assert sale.operator_id == back.transaction.operator_id != back.approval.approver_id
