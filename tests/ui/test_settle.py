"""Card refunds through the window: by the processor of the settings, and ended after a mishap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from counter_app.app import discover_tasks
from counter_app.core.errors import Refused
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Tender
from counter_app.desk.returns import service
from counter_app.devices.card_processor import ManualProcessor, SimulatedProcessor, Step, Terminals
from counter_app.records.journal_tables import transactions
from counter_app.records.payments import settle_attempt
from counter_app.records.receipts import receipt_by_id, receipts
from counter_app.settings import CardSettings, Settings
from counter_app.station import Station
from counter_app.ui.home import HomeScreen
from counter_app.ui.parked import WorkRow
from counter_app.ui.settle import SettleScreen
from counter_app.ui.settle_words import groups_of, heading, interrupted, kind_words, state_words
from counter_app.ui.shell import Shell
from counter_app.ui.start import desk_with_equipment, end
from counter_app.ui.unsettled import Unsettled
from counter_app.ui.widgets.label import Label
from tests.desk.returns.desk import coming_back, open_attempts, sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_card_voids import stuck
from tests.desk.returns.test_service_cards import at_the_register
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, CLERK, CLERK_2, MANAGER, NOON

OpenDesk = Callable[..., DeskWindow]


@pytest.fixture
def open_desk(qtbot: QtBot, station: Station) -> Iterator[OpenDesk]:
    """Opens the window for somebody, with this processor where the money goes to cards."""
    with ExitStack() as opened:

        def make(cards: SimulatedProcessor | None = None, who: str = CLERK) -> DeskWindow:
            window = opened.enter_context(desk_window(qtbot, station, badge=""))
            if cards is not None:
                window.shell.desk.cards = cards
            window.scan(BADGES[who])
            return window

        yield make


def card_receipt(station: Station) -> Receipt:
    return sell(station, line(1, 1000), paid={Tender.CARD: 1000})


def interrupted_card(station: Station, cards: SimulatedProcessor | None = None) -> str:
    """A card refund of Maria whose end nobody knows; gives the id of its return."""
    working(station)
    draft = coming_back(station, card_receipt(station), {1: 1})
    service.save(draft, station)
    with pytest.raises(Refused):
        service.complete(draft, station, processor=cards)
    station.sign_off()
    return draft.id


def posted(station: Station) -> list[str]:
    with station.look() as work:
        found = select(transactions.c.id).where(transactions.c.task == "returns")
        return list(work.connection.execute(found).scalars())


def settle_screen(window: DeskWindow) -> SettleScreen:
    screen = window.shell.front
    assert isinstance(screen, SettleScreen), window.shell.place
    return screen


def next_step(window: DeskWindow) -> str:
    front = window.shell.front
    assert isinstance(front, HomeScreen)
    return front._panel.block.button.words()


def banner(shell: Shell) -> str:
    return shell.frame.banner.accessibleName() if shell.frame.banner.isVisible() else ""


def test_the_processor_of_the_settings_gives_the_money_back(qtbot: QtBot, station: Station) -> None:
    working(station)
    receipt = card_receipt(station)
    station.sign_off()
    settings = replace(Settings(), card=CardSettings(processor="simulated"))
    shell, equipment = desk_with_equipment(station, discover_tasks(), settings)
    qtbot.addWidget(shell)
    shell.show()
    window = DeskWindow(qtbot, station, shell)
    window.scan(BADGES[CLERK])
    window.scan_receipt(receipt)
    window.scan("4001")
    window.press("1", "F12")
    assert len(posted(station)) == 1
    assert isinstance(equipment.cards, SimulatedProcessor)
    assert equipment.cards.moved_cents == 1000
    shell.close()
    assert end(equipment)


def test_c09_an_interrupted_refund_is_the_next_step_and_is_asked_about_once(
    open_desk: OpenDesk, station: Station
) -> None:
    cards = SimulatedProcessor([Step.LOSE_ANSWER])
    draft_id = interrupted_card(station, cards)
    window = open_desk(cards, MANAGER)
    assert next_step(window) == "Look at them"
    window.press("F12")
    assert settle_screen(window).block.button.words() == "Ask again"
    window.press("F12")
    assert (posted(station), cards.moved_cents) == ([draft_id], 1000)
    assert banner(window.shell) == "It went through and is posted."
    assert settle_screen(window).chosen is None
    assert not settle_screen(window).block.button.isEnabled()
    window.press("Esc")
    assert next_step(window) == "Find a receipt"


def test_asking_about_what_never_arrived_frees_the_return(
    open_desk: OpenDesk, station: Station
) -> None:
    cards = SimulatedProcessor([Step.LOSE_REQUEST])
    interrupted_card(station, cards)
    window = open_desk(cards, CLERK_2)
    window.press("F12", "F12")
    assert (posted(station), cards.moved_cents) == ([], 0)
    assert open_attempts(station) == ()
    assert "still open" in banner(window.shell)


def test_its_own_clerk_comes_back_to_the_return_and_is_told(
    open_desk: OpenDesk, station: Station
) -> None:
    interrupted_card(station)
    window = open_desk()
    assert window.shell.place == "returns"
    assert banner(window.shell).startswith("Card refunds were interrupted")
    window.hands.click(window.shell.frame.banner._button)
    window.rest()
    assert settle_screen(window).block.button.words() == "Open the return"
    window.press("F12")
    assert window.shell.place == "returns"
    window.press("F12")
    window.write("064412")
    window.press("F12")
    assert len(posted(station)) == 1


def test_a_stand_alone_terminal_is_never_asked_and_a_clerk_may_not_say_it_went_through(
    open_desk: OpenDesk, station: Station
) -> None:
    interrupted_card(station)
    window = open_desk(None, CLERK_2)
    window.press("F12")
    screen = settle_screen(window)
    assert not screen.block.button.isEnabled()
    window.press("Alt+Y")
    assert screen.code.edit.accessibleDescription() == "Type the code first."
    window.write("A12345")
    window.press("Alt+Y")
    assert "Ask a manager to sign on." in banner(window.shell)
    assert posted(station) == []
    assert len(open_attempts(station)) == 1


def test_a_manager_says_that_it_went_through_by_touch_alone(
    open_desk: OpenDesk, station: Station
) -> None:
    draft_id = interrupted_card(station)
    window = open_desk(None, MANAGER)
    window.shell.open(Intent("settle"))
    window.rest()
    screen = settle_screen(window)
    screen.code.edit.setText("a12345")
    window.hands.click(screen.through, double=True)
    window.rest()
    assert posted(station) == [draft_id]
    assert open_attempts(station) == ()


def test_a_manager_says_that_it_was_declined(open_desk: OpenDesk, station: Station) -> None:
    cards = SimulatedProcessor([Step.LOSE_ANSWER])
    interrupted_card(station, cards)
    window = open_desk(SimulatedProcessor(), MANAGER)
    window.press("F12", "1", "Alt+N")
    assert posted(station) == []
    assert open_attempts(station) == ()


def test_what_went_through_and_cannot_be_posted_is_undone_at_the_terminal(
    open_desk: OpenDesk, station: Station
) -> None:
    interrupted_card(station, SimulatedProcessor([Step.LOSE_ANSWER]))
    (attempt,) = open_attempts(station)
    with station.open_work() as work:
        settle_attempt(work.connection, attempt.request_id, "approved", code="A1", at=work.now())
        work.commit()
        (sold,) = work.connection.execute(select(receipts.c.id)).scalars()
        receipt = receipt_by_id(work.connection, sold)
    assert receipt is not None
    at_the_register(station, receipt)
    window = open_desk(SimulatedProcessor(), MANAGER)
    window.press("F12")
    assert settle_screen(window).declined.words() == "The terminal undid it"
    window.press("F12")
    assert "is left to come back" in banner(window.shell)
    window.press("Alt+N")
    assert posted(station) == []
    assert open_attempts(station) == ()


def test_a_void_that_one_card_never_follows_says_the_way_out(
    open_desk: OpenDesk, station: Station
) -> None:
    working(station)
    receipt, _, _, first = stuck(station)
    station.sign_off()
    window = open_desk(SimulatedProcessor([Step.DECLINE]), MANAGER)
    window.shell.open(Intent("settle"))
    window.rest()
    screen = settle_screen(window)
    rows = [row for row in screen.findChildren(WorkRow) if row.isVisibleTo(screen)]
    assert "another card is not" in rows[0].accessibleName()
    assert screen.block.button.words() == "Ask the other card"
    assert not screen.through.isVisible(), "that is known already"
    said = [label.text() for label in window.shell.findChildren(Label) if label.isVisible()]
    assert "Nothing is posted before another card gives its $50.00, too." in said
    assert any(text.startswith("If the other card never does: undo this one") for text in said)
    window.press("F12")
    assert "could not be called back" in banner(window.shell)
    window.press("Alt+N")
    assert open_attempts(station) == ()
    assert first.amount == Money(3_000)
    assert service.start(station, receipt.id).tender_refunded == {
        1: Money(3_000),
        2: Money(5_000),
    }


def test_a_processor_that_was_never_asked_is_not_asked_now(
    open_desk: OpenDesk, station: Station
) -> None:
    interrupted_card(station)
    window = open_desk(SimulatedProcessor(), MANAGER)
    window.press("F12")
    assert not settle_screen(window).block.button.isEnabled()
    window.press("F12")
    assert len(open_attempts(station)) == 1


def test_ebt_cards_are_asked_for_at_their_own_terminal() -> None:
    card = Unsettled(
        "r", "t", "returns", "SimulatedProcessor", "unknown", Money(1), "", 1, "Maria", NOON
    )
    ebt = replace(card, tender=Tender.EBT_FOOD)
    both = Terminals(SimulatedProcessor(), ManualProcessor())
    assert (card.askable(both), ebt.askable(both)) == (True, False)


def test_a_payment_taken_in_is_never_called_a_refund() -> None:
    refund = Unsettled("r", "t", "returns", "X", "unknown", Money(1), "", 1, "Maria", NOON)
    payment = replace(refund, request_id="p", paid_in=True)
    assert heading((refund,)) == "Card refunds to settle"
    assert heading((payment,)) == "Card payments to settle"
    assert heading((refund, payment)) == "Cards to settle"
    assert kind_words(payment) == "Card payment"
    assert state_words(payment) == "nobody knows whether it was paid"
    assert interrupted((refund,)).startswith("Card refunds were interrupted")
    assert interrupted((payment,)).startswith("Card payments were interrupted")
    assert interrupted((refund, payment)).startswith("Card refunds and payments were interrupted")
    assert groups_of((payment, refund)) == ((refund,), (payment,))
    assert groups_of((payment,)) == ((payment,),)


def test_a_payment_stands_under_its_own_heading_and_opens_its_exchange(
    open_desk: OpenDesk, station: Station
) -> None:
    interrupted_card(station)
    window = open_desk(None, CLERK)
    window.shell.open(Intent("settle"))
    window.rest()
    screen = settle_screen(window)
    [refund] = screen._shown
    payment = replace(refund, request_id="p", paid_in=True, title="0184", has_draft=True)
    screen.show_unsettled((payment, refund))
    window.rest()
    said = [label.text() for label in screen.findChildren(Label) if label.isVisibleTo(screen)]
    refunds, payments = "Card refunds to settle", "Card payments to settle"
    assert [text for text in said if text in (refunds, payments)] == [refunds, payments]
    rows = [row for row in screen.findChildren(WorkRow) if row.isVisibleTo(screen)]
    assert ["0184" in row.accessibleName() for row in rows] == [False, True]
    window.press("2")
    assert screen.chosen == payment
    assert screen.block.button.words() == "Open the exchange"
    screen.show_unsettled((payment,))
    window.rest()
    said = [label.text() for label in screen.findChildren(Label) if label.isVisibleTo(screen)]
    assert [text for text in said if text in (refunds, payments)] == [payments]
