"""Step budgets: what a clerk's hands do for a task, counted at the event filter.

The best documented flows of other desks need 6 touches and 2 scans for the first of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns.screen import ReturnsScreen
from counter_app.records.items import put_items
from counter_app.station import Station
from tests.codes.cards import NUMBER, card
from tests.desk.returns.bare import KETTLE, stocked
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.goods import MUG

CODE = "064412"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk signed on at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def posted(desk: DeskWindow) -> tuple[Kind, dict[Tender, Money]]:
    done = desk.screen.after.done
    assert done is not None
    base = stored(desk.station, done.transaction.id).transaction
    return base.kind, {t.tender: t.amount for t in base.tenders}


def test_one_item_back_in_cash_takes_two_scans_and_three_keys(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1299, taxes=(81,)), line(2, 500))
    desk.shell.counter.reset()

    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1", "F12")

    assert posted(desk) == (Kind.RETURN, {Tender.CASH: Money(1380)})
    desk.press("Return")
    assert desk.shell.place == "home"
    counter = desk.shell.counter
    assert (counter.scans, counter.keys, counter.clicks) <= (2, 3, 0)
    assert counter.scans <= 2
    assert counter.keys <= 3
    assert counter.clicks == 0


def test_two_of_five_back_to_the_card_take_three_scans_four_keys_and_the_code(
    desk: DeskWindow,
) -> None:
    lines = [line(n, 1000 * n) for n in range(1, 6)]
    receipt = sell(desk.station, *lines, paid={Tender.CARD: 15_000})
    desk.shell.counter.reset()

    desk.scan_receipt(receipt)
    desk.scan("4002")
    desk.press("2")
    desk.scan("4004")
    desk.press("F12")
    desk.write(CODE)
    desk.press("F12")

    assert posted(desk) == (Kind.RETURN, {Tender.CARD: Money(6000)})
    counter = desk.shell.counter
    assert counter.scans <= 3
    assert counter.keys <= 4 + len(CODE)
    assert counter.clicks == 0


def test_an_even_exchange_takes_three_scans_and_three_keys(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1000), line(2, 500), paid={Tender.CARD: 1500})
    with desk.station.open_work() as work:
        put_items(work.connection, [replace(MUG, tax="none")], work.now())
        work.commit()
    desk.shell.counter.reset()

    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1")
    desk.scan(MUG.code)
    desk.press("F12")

    assert posted(desk) == (Kind.RETURN, {})
    desk.press("Return")
    assert desk.shell.place == "home"
    counter = desk.shell.counter
    assert counter.scans <= 3
    assert counter.keys <= 3
    assert counter.clicks == 0


def test_the_same_return_by_touch_alone_needs_no_keyboard(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1299), line(2, 500))
    desk.scan_receipt(receipt)
    screen = desk.screen
    assert isinstance(screen, ReturnsScreen)
    desk.shell.counter.reset()

    stepper = screen.work.table.stepper()
    assert stepper is not None
    desk.hands.click(stepper.more)
    desk.rest()
    desk.hands.click(screen.work.strip.reasons._keys[0])
    desk.rest()
    desk.hands.click(screen._panel.block.button)
    desk.rest()

    assert posted(desk) == (Kind.RETURN, {Tender.CASH: Money(1299)})
    counter = desk.shell.counter
    assert (counter.scans, counter.keys, counter.clicks) == (0, 0, 3)


def test_no_receipt_to_store_credit_takes_two_scans_and_three_keys(desk: DeskWindow) -> None:
    stocked(desk.station, till_open=True)
    desk.shell.counter.reset()

    desk.press("F5")
    desk.scan(KETTLE)
    desk.press("1")
    desk.scan(card(NUMBER, "VA"))
    desk.press("F12")

    assert posted(desk) == (Kind.RETURN, {Tender.STORE_CREDIT: Money(24_00)})
    desk.press("Return")
    counter = desk.shell.counter
    assert counter.scans <= 2
    assert counter.keys <= 12
    assert counter.clicks == 0
