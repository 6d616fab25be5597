"""The steps below a receipt's lines, and how a slip adds up beside it: neither page is half empty."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.station import Station
from counter_app.ui.widgets.context_panel import RowView
from counter_app.ui.widgets.row_card import RowCard
from tests.desk.price_correction.desk import choose, rung
from tests.desk.returns.desk import sell, working
from tests.desk.returns.window import DeskWindow, desk_window

STEPS = ["Pick a line", "Type the right price", "Enter: say what shows it", "F12: pay"]


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, under Michigan's rule."""
    working(station)
    choose(station, "michigan")
    with desk_window(qtbot, station) as window:
        yield window


def prices(desk: DeskWindow) -> PriceScreen:
    """The screen in front."""
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front


def told(desk: DeskWindow) -> list[str]:
    """What the cards in the middle say."""
    cards = [card for card in desk.shell.findChildren(RowCard) if card.isVisible()]
    rows = (row for card in cards for row in card.findChildren(RowView) if row.isVisible())
    return [row.accessibleName() for row in rows]


def test_each_step_is_ticked_with_what_was_chosen(desk: DeskWindow) -> None:
    desk.press("F7")
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1, tax=18, description="Kettle")))
    assert told(desk) == STEPS
    desk.press("2", "4", "9")
    assert told(desk)[:3] == ["Pick a line: Kettle", "Type the right price: $2.49", STEPS[2]]
    desk.press("Return", "1")
    assert told(desk)[2] == "Enter: say what shows it: Shelf tag"


def test_a_question_is_as_high_as_it_needs_after_a_longer_one(desk: DeskWindow) -> None:
    """Eight reasons stood there before: the price's card kept their two rows."""
    desk.press("F7")
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1, tax=18, description="Kettle")))
    desk.press("2", "4", "9")
    page = prices(desk).page
    before = page.strip.height()
    desk.press("Alt+C")
    desk.press("Escape")
    assert page.strip.height() == before


def test_steps_leave_the_room_to_many_lines_and_small_windows(desk: DeskWindow) -> None:
    desk.press("F7")
    desk.scan_receipt(sell(desk.station, *(rung(n, 299, 1) for n in range(1, 6))))
    assert told(desk) == []
    desk.shell.resize(1920, 1080)
    desk.rest()
    assert told(desk) == STEPS
    desk.shell.resize(1024, 768)
    desk.rest()
    assert told(desk) == []


@pytest.mark.parametrize("tender", [Tender.CASH, Tender.CARD])
def test_the_sums_beside_a_slip_add_up_with_a_bonus_and_in_a_void(
    desk: DeskWindow, tender: Tender
) -> None:
    desk.shell.desk.cards = SimulatedProcessor()
    sold = sell(desk.station, rung(1, 299, 1, tax=18, description="Kettle"), paid={tender: 317})
    desk.press("F7")
    desk.scan_receipt(sold)
    desk.press("2", "4", "9", "Return", "1", "F12")
    rows = dict(row.rsplit(": ", 1) for row in told(desk))
    cents = {name: int(text.strip("$").replace(".", "")) for name, text in rows.items()}
    assert cents.pop("Paid to customer") == sum(cents.values())
    assert cents["Kettle"] == 50
