"""What screens and the customer's display say in a store that rounds cash: the coins that move."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Tender
from counter_app.desk.credits.screen import CreditsScreen
from counter_app.desk.credits.screen_done import Done
from counter_app.desk.credits.screen_sale import Selling
from counter_app.records.credits import sealed_code
from counter_app.station import Station
from counter_app.ui.widgets.amount_block import Amount
from tests.desk.returns.desk import working
from tests.desk.returns.test_service_tenders import NICKEL, under
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.test_credits import issued


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till in California, in a store that rounds to the nickel."""
    under(working(station), NICKEL, ('place = "" ', 'place = "US-CA" '))
    with desk_window(qtbot, station) as window:
        yield window


def front(desk: DeskWindow) -> CreditsScreen:
    assert isinstance(desk.shell.front, CreditsScreen), desk.shell.place
    return desk.shell.front


def block(desk: DeskWindow) -> Amount:
    shown = front(desk).mode.view().amount
    assert shown is not None
    return shown


def test_a_gift_card_is_sold_cashed_and_voided_in_coins_of_the_store(desk: DeskWindow) -> None:
    desk.press("F10", "G", "F12", "2", "5", "0", "3", "Return")
    selling = front(desk).mode
    assert isinstance(selling, Selling)
    assert block(desk).amount == "$25.05"
    assert selling.view().asked.title == "Cash received for $25.05?"
    desk.press("2", "5", "0", "4")
    assert (block(desk).note, block(desk).enabled) == ("$0.01 is still missing.", False)
    desk.press("Backspace", "3")
    assert (block(desk).amount, block(desk).note) == ("$25.03", ""), "exact money is exact"
    desk.press("Backspace", "Backspace", "Backspace", "Backspace", "3", "0", "0", "0")
    assert (block(desk).amount, block(desk).note) == ("$25.05", "Change $4.95")
    desk.press("Shift+F12")
    assert block(desk).amount == "$25.03", "a card pays the exact sum"
    desk.press("Shift+F12", "F12")
    assert (block(desk).word, block(desk).amount) == ("Change to customer", "$4.95")

    done = front(desk).mode
    assert isinstance(done, Done)
    assert done.done.issued is not None
    with desk.station.look() as work:
        code = sealed_code(work.connection, desk.station.keys, done.done.issued).text
    desk.scan(code)
    desk.press("4", "1")
    assert (block(desk).word, block(desk).amount) == ("Cash to customer", "$25.05")

    _, small = issued(desk.station, 493, Tender.GIFT_CARD)
    desk.press("Esc", "Esc")
    desk.scan(small)
    desk.press("2")
    assert block(desk).amount == "$4.95"
    desk.press("F12")
    assert (block(desk).word, block(desk).amount) == ("Cash to customer", "$4.95")
