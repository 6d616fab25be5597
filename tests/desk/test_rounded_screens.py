"""What screens and the customer's display say in a store that rounds cash: the coins that move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.screen import CreditsScreen
from counter_app.desk.credits.screen_done import Done
from counter_app.desk.credits.screen_sale import Selling
from counter_app.desk.returns.screen_panel import why_section
from counter_app.records.credits import sealed_code
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.ui.widgets.amount_block import Amount
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_exchange import PLAIN
from tests.desk.returns.test_service_tenders import NICKEL, under
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.test_credits import issued


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till in California, in a store that rounds to the nickel."""
    under(working(station), NICKEL, ('place = "" ', 'place = "US-CA" '))
    with desk_window(qtbot, station) as window:
        yield window


def returning(desk: DeskWindow, cents: int, new: int = 0, *, sequence: int = 1) -> Amount:
    """A thing for so much comes back, one for so much goes home: the amount block."""
    with desk.station.open_work() as work:
        put_items(work.connection, [replace(PLAIN, price=Money(new))], work.now())
        work.commit()
    desk.scan_receipt(sell(desk.station, line(1, cents), sequence=sequence))
    desk.scan("4001")
    desk.press("1")
    if new:
        desk.scan(PLAIN.code)
    return owed(desk)


def owed(desk: DeskWindow) -> Amount:
    shown = desk.screen._panel.block._shown
    assert shown is not None
    return shown


def customer_reads(desk: DeskWindow) -> tuple[str, str]:
    view = desk.shell.desk.customer._view
    assert view is not None
    return view.word, view.amount


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


def test_a_refund_and_exchanges_are_told_in_coins_of_the_store(desk: DeskWindow) -> None:
    assert returning(desk, 493).amount == "$4.95"
    assert why(desk)[-2:] == [("Cash rounding", "$0.02"), ("Refund", "$4.95")]
    assert customer_reads(desk) == ("Your refund", "$4.95")
    cash = next(o for o in desk.shown.options() if o.params.get("tender") == "cash")
    assert cash.amount == Money(495)
    desk.press("F12")
    assert (owed(desk).word, owed(desk).amount) == ("Hand to customer", "$4.95")
    assert customer_reads(desk) == ("Refunded", "$4.95")

    desk.press("Return")
    assert returning(desk, 1493, 1000, sequence=2).amount == "$4.95"
    desk.press("F12")
    assert (owed(desk).word, owed(desk).amount) == ("Hand to customer", "$4.95")

    desk.press("Return")
    shown = returning(desk, 1000, 1492, sequence=3)
    assert (shown.word, shown.amount) == ("Customer pays", "$4.90")
    assert why(desk)[-2:] == [("Cash rounding", "$0.02"), ("Customer pays", "$4.90")]
    desk.press("Shift+F12")
    assert owed(desk).amount == "$4.92", "a card pays the exact sum"
    desk.press("Shift+F12", "5")
    assert "$4.90" in desk.screen.work.strip._label.text()
    desk.press("Return")
    assert (owed(desk).amount, owed(desk).note) == ("$4.90", "Change $0.10")
    desk.press("F12")
    assert (owed(desk).word, owed(desk).amount) == ("Change to customer", "$0.10")
    assert customer_reads(desk) == ("Paid", "$4.90")


def test_c02_two_cents_are_told_as_nothing_to_hand_over(desk: DeskWindow) -> None:
    assert returning(desk, 2).amount == "$0.00"
    desk.press("F12")
    assert (owed(desk).word, owed(desk).note) == ("Hand to customer", "It is rounded to nothing.")
    desk.press("Return")
    shown = returning(desk, 1000, 1002, sequence=2)
    assert (shown.word, shown.amount, shown.action) == ("Customer pays", "$0.00", "Take cash")
    desk.press("F12")
    assert (owed(desk).word, owed(desk).amount) == ("Customer paid", "$0.00")


def why(desk: DeskWindow) -> list[tuple[str, str]]:
    return [(row.words, row.value) for row in why_section(desk.shown).rows]
