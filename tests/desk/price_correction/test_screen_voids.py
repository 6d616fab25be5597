"""Voids of price corrections at the desk: with a lead, with a note, with the card's terminal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Kind, Tender
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_done import Done
from counter_app.devices.card_processor import ManualProcessor, SimulatedProcessor, Step
from counter_app.records.payments import unposted_attempts
from counter_app.station import Station
from counter_app.ui.void_questions import Question
from counter_app.ui.widgets.buttons import Button
from tests.desk.price_correction.desk import choose, rung
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    choose(station, "michigan")
    with desk_window(qtbot, station) as window:
        yield window


def prices(desk: DeskWindow) -> PriceScreen:
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front


def test_a_correction_is_voided_with_a_lead(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1", "F12", "Alt+V", "1")
    desk.scan(BADGES[LEAD])
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert mode.done.kind is Kind.VOID


NOTED = ('label = "Clerk\'s mistake"', 'label = "Clerk\'s mistake"\nneeds_note = true')


def test_a_reason_that_needs_a_note_asks_for_it(desk: DeskWindow) -> None:
    choose(desk.station, "michigan", NOTED)
    receipt = sell(desk.station, rung(1, 299, 1))
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1", "F12", "Alt+V", "1")
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert mode.view().ask_title == "What happened?"
    assert mode.view().amount.amount == "Clerk's mistake"
    desk.press("F12", "Escape", "1")
    desk.write("Tag of another shelf")
    desk.press("F12")
    desk.scan(BADGES[LEAD])
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert mode.done.kind is Kind.VOID
    assert stored(desk.station, mode.done.transaction_id).transaction.note == "Tag of another shelf"


def asked_of_a_terminal(desk: DeskWindow) -> Done:
    """A correction that a card got is voided: a stand-alone terminal's code is awaited."""
    receipt = sell(desk.station, rung(1, 299, 1), paid={Tender.CARD: 299})
    desk.shell.desk.cards = SimulatedProcessor()
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1", "F12")
    desk.shell.desk.cards = ManualProcessor()
    desk.press("Alt+V", "1")
    desk.scan(BADGES[LEAD])
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    return mode


def test_a_terminal_that_declines_a_void_leaves_the_correction(desk: DeskWindow) -> None:
    asked = asked_of_a_terminal(desk)
    assert [p.name for p in asked.view().presses] == ["Alt+D"]
    desk.press("Escape")
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert mode.void.question is Question.CODE
    desk.press("Alt+D")
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert (mode.done.kind, mode.void.asking) == (Kind.PRICE_CORRECTION, False)
    assert "No money moved" in desk.shell.frame.banner.accessibleName()
    with desk.station.look() as work:
        assert unposted_attempts(work.connection, desk.station.name) == ()


def test_a_void_that_no_terminal_answered_is_asked_again_under_the_same_request(
    desk: DeskWindow,
) -> None:
    """The refusal stood there without a way on, and another void asked the card once more."""
    receipt = sell(desk.station, rung(1, 299, 1), paid={Tender.CARD: 299})
    terminal = SimulatedProcessor([Step.APPROVE, Step.LOSE_ANSWER])
    desk.shell.desk.cards = terminal
    desk.press("F7")
    desk.scan_receipt(receipt)
    desk.press("2", "4", "9", "Return", "1", "F12", "Alt+V", "1")
    desk.scan(BADGES[LEAD])
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert mode.done.kind is Kind.PRICE_CORRECTION
    banner = desk.shell.frame.banner
    (again,) = (x for x in banner.findChildren(Button) if x.words() == "Ask again")
    again.click()
    desk.rest()
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert (mode.done.kind, terminal.moved_cents) == (Kind.VOID, 0)


def test_a_code_that_is_too_short_is_said_to_be(desk: DeskWindow) -> None:
    asked = asked_of_a_terminal(desk)
    desk.write("77")
    desk.press("F12")
    assert asked.void.question is Question.CODE
    assert "Type the code the terminal shows." in desk.shell.frame.banner.accessibleName()


def test_a_void_asks_the_terminal_first(desk: DeskWindow) -> None:
    amount = asked_of_a_terminal(desk).view().amount
    assert (amount.word, amount.amount) == ("Back from the card", "$0.50")
    desk.write("777041")
    desk.press("F12")
    mode = prices(desk).mode
    assert isinstance(mode, Done)
    assert (mode.done.kind, mode.view().amount.word) == (Kind.VOID, "Taken back")
