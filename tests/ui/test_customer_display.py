"""The customer's screen follows the draft, names nobody, and never takes the focus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Tender
from counter_app.station import Station
from counter_app.ui.customer_display import CustomerDisplay, CustomerView
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.ui.widgets import look_checks

NUMBER = "8000077"


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till with the customer's screen open."""
    working(station)
    with desk_window(qtbot, station) as window:
        window.press("F10", "C")
        yield window


def display(desk: DeskWindow) -> CustomerDisplay:
    window = desk.shell.desk.customer.window
    assert window is not None
    return window


def test_it_follows_the_draft_and_says_lines_amount_and_method(desk: DeskWindow) -> None:
    assert display(desk).view.word == "Welcome to Northgate Market"
    desk.scan_receipt(sell(desk.station, line(1, 1000, taxes=(63,), description="Kettle")))
    desk.scan("4001")
    desk.press("1")
    view = display(desk).view
    assert view.lines[0] == ("Kettle", "$10.00")
    assert (view.word, view.amount, view.method) == ("Your refund", "$10.63", "Cash")
    desk.press("F12")
    assert (display(desk).view.word, display(desk).view.amount) == ("Refunded", "$10.63")
    assert display(desk).view.note == "Please count your money and keep your slip."
    assert display(desk).view.lines == (("Kettle", "$10.00"), ("Tax that was paid", "$0.63"))
    desk.press("Return")
    assert display(desk).view == CustomerView(
        word="Welcome to Northgate Market", note="Please have your receipt ready."
    )


def test_it_shows_no_names_and_no_numbers_of_people_or_cards(desk: DeskWindow) -> None:
    sold = sell(desk.station, line(paid=1000), paid={Tender.CARD: 1000}, customer_ref=NUMBER)
    desk.scan_receipt(sold)
    desk.scan("4001")
    desk.press("1")
    window = display(desk)
    painted = " ".join(text.text for text in look_checks.painted(window))
    assert "$10.00" in painted
    for secret in ("Maria", NUMBER, "0183", "2047"):
        assert secret not in painted + window.accessibleName()


def test_what_cannot_be_refunded_shows_no_amount_and_a_locked_desk_nothing(
    desk: DeskWindow,
) -> None:
    desk.scan_receipt(sell(desk.station, line(department="Lottery")))
    desk.scan("4001")
    desk.press("1")
    assert display(desk).view == CustomerView(word="We are looking into it.")
    desk.press("Ctrl+L")
    assert display(desk).view.word.startswith("Welcome")


def test_it_takes_no_focus_and_is_closed_by_the_same_key(desk: DeskWindow) -> None:
    desk.wait(desk.shell.isActiveWindow)
    desk.press("F10", "C")
    assert desk.shell.desk.customer.window is None


@pytest.mark.parametrize("count", [0, 1, 3, 6, 8, 12])
@pytest.mark.parametrize("note", ["", "Please count your money and keep your slip."])
def test_lines_and_amount_share_the_screen_and_neither_is_cut(
    qtbot: QtBot, count: int, note: str
) -> None:
    """After a refund two lines stood above an empty middle."""
    lines = tuple((f"Article {n}", "$10.00") for n in range(count))
    window = CustomerDisplay()
    qtbot.addWidget(window)
    for width, height in ((960, 600), (1024, 768), (1920, 1080)):
        window.resize(width, height)
        window.show_view(CustomerView(lines, "Refunded", "$1,234.56", "Card, Cash", note))
        told = look_checks.painted(window)
        assert {"Refunded", "$1,234.56", "Card, Cash"} <= {text.text for text in told}
        assert not [text.text for text in told if "…" in text.text]
    if count and count <= 3 and note:
        assert note in {text.text for text in look_checks.painted(window)}


def test_what_comes_next_is_read_out_too(qtbot: QtBot) -> None:
    window = CustomerDisplay()
    qtbot.addWidget(window)
    window.show_view(CustomerView((), "Refunded", "$5.00", "Card", "Your bank shows it."))
    assert window.accessibleName() == "Refunded. $5.00. Card. Your bank shows it."
