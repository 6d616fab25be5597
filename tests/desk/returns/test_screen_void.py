"""Voiding an exchange at the desk: the card that paid gets its money back before anything is posted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.credits.reading import again
from counter_app.records.items import put_items
from counter_app.records.journal import balance
from counter_app.station import Station
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.reason_picker import ReasonKey
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_service_tenders import under
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, LEAD
from tests.trade.goods import stock
from tests.trade.test_credits import issued

KETTLE = ItemRow("012345678912", "Kettle", Money(4299), "Home", tax="none")


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    stock(station)
    with station.open_work() as work:
        put_items(work.connection, [KETTLE], work.now())
        work.commit()
    with desk_window(qtbot, station, badge=BADGES[LEAD]) as window:
        receipt = sell(window.station, line(1, 1299), line(2, 500))
        window.scan_receipt(receipt)
        window.scan("4001")
        window.press("1")
        window.scan(KETTLE.code)
        yield window


def block(desk: DeskWindow) -> Amount:
    shown = desk.screen._panel.block._shown
    assert shown is not None
    return shown


def test_a_reason_that_needs_a_note_asks_for_it(desk: DeskWindow) -> None:
    label = 'label = "Clerk\'s mistake"'
    under(desk.station, (label, f"{label}\nneeds_note = true"))
    desk.press("Shift+F12", "F12")
    desk.write("118204")
    desk.press("F12", "Alt+V", "1")
    foot = desk.screen.done.foot
    assert foot.asks_note
    assert (block(desk).word, block(desk).amount) == ("Void this return", "Clerk's mistake")
    desk.press("F12")
    assert foot.asks_note
    assert foot.height() >= foot.note.sizeHint().height()  # what is wrong has its room
    desk.press("Escape")
    assert foot.asks_reason
    desk.press("1")
    desk.write("Wrong size")
    desk.press("F12")
    assert foot.asks_code
    desk.write("777041")
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    assert (done.transaction.kind, done.transaction.note) == (Kind.VOID, "Wrong size")


def reasons(desk: DeskWindow) -> list[str]:
    keys = desk.screen.done.foot.reasons.findChildren(ReasonKey)
    return [key.text() for key in keys if key.isVisible()]


def test_the_reasons_of_a_void_speak_the_language_that_is_chosen(desk: DeskWindow) -> None:
    """They stayed English after a switch, under a Spanish question."""
    desk.press("Shift+F12", "F12")
    desk.write("118204")
    desk.press("F12", "Alt+V")
    assert "Wrong tender" in reasons(desk)
    desk.shell.switch_language()
    desk.wait(lambda: "Forma de pago equivocada" in reasons(desk))
    assert "Wrong tender" not in reasons(desk)
    desk.shell.switch_language()


def test_a_card_that_paid_is_asked_at_the_terminal_first(desk: DeskWindow) -> None:
    """Shift+F12 to the card, its code, then a void: declined once, then with the code it shows."""
    desk.press("Shift+F12", "F12")
    desk.write("118204")
    desk.press("F12")
    assert desk.screen.after.done is not None
    foot = desk.screen.done.foot
    desk.press("Alt+V", "1")
    assert foot.asks_code
    assert (block(desk).amount, block(desk).action) == ("$30.00", "Finish the void")
    desk.press("Escape")
    assert foot.asks_code
    desk.press("Alt+D")
    assert not desk.screen.after.asking
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(3000)
    desk.press("Alt+V", "1")
    desk.write("77")
    desk.press("F12")
    assert foot.asks_code
    desk.write("7041")
    desk.press("F12")
    shown = block(desk)
    assert (shown.word, shown.amount, shown.note) == (
        "Back to customer",
        "$30.00",
        "Card, approval 777041",
    )
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(0)


def refunded_to_card(desk: DeskWindow, sequence: int) -> None:
    """A return whose 12.99 went back to a card, with the code of a stand-alone terminal."""
    desk.press("Escape", "Escape")
    receipt = sell(desk.station, line(1, 1299), paid={Tender.CARD: 1299}, sequence=sequence)
    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1", "F12")
    desk.write("118204")
    desk.press("F12")


def test_what_a_card_got_is_called_back_at_the_terminal(desk: DeskWindow) -> None:
    """A declined void leaves the refund; then the code that the terminal shows ends it."""
    refunded_to_card(desk, 184)
    foot = desk.screen.done.foot
    desk.press("Alt+V", "1")
    assert foot.asks_code
    assert (block(desk).word, block(desk).amount) == ("Back from the card", "$12.99")
    desk.press("Alt+D")
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(-1299)
    desk.press("Alt+V", "1")
    desk.write("777041")
    desk.press("F12")
    shown = block(desk)
    assert (shown.word, shown.amount, shown.note) == (
        "Back from the card",
        "$12.99",
        "Card, approval 777041",
    )
    assert desk.shell.frame.scan.edit.hasFocus(), "no button has what the code's field let go"
    told = " ".join(x.text() for x in desk.shell.findChildren(QLabel) if x.isVisible())
    assert "A void works" not in told, "a void is not voided"
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(0)


def test_a_credit_and_cash_go_back_as_they_paid(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 1_250, Tender.GIFT_CARD)
    desk.scan(code)
    desk.press("F12", "Alt+V", "1")
    shown = block(desk)
    assert (shown.word, shown.amount) == ("Hand to customer", "$17.50")
    assert shown.note.startswith("$12.50 went back: Gift card ••••")
    assert again(credit_id, desk.station).state.balance == Money(1_250)


def test_a_window_that_changes_its_size_keeps_the_question(desk: DeskWindow) -> None:
    """A void that waits for a terminal's code was forgotten by a second monitor."""
    refunded_to_card(desk, 185)
    desk.press("Alt+V", "1")
    foot = desk.screen.done.foot
    assert foot.asks_code
    for size in ((1920, 1080), (1024, 768), (1280, 800)):
        desk.shell.resize(*size)
        desk.rest()
        assert foot.asks_code
        assert (block(desk).word, block(desk).action) == ("Back from the card", "Finish the void")
    desk.write("777041")
    desk.press("F12")
    assert block(desk).word == "Back from the card"
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(0)


def test_the_block_names_the_card_and_the_page_its_approval(desk: DeskWindow) -> None:
    """With the code the note took a third line, and the block left its place."""
    desk.press("Escape", "Escape")
    paid = {Tender.CARD: 800, Tender.CASH: 499}
    desk.scan_receipt(sell(desk.station, line(1, 1299), paid=paid, sequence=186))
    desk.scan("4001")
    desk.press("1", "F12")
    desk.write("118204")
    desk.press("F12", "Alt+V", "1")
    desk.write("777041")
    desk.press("F12")
    shown = block(desk)
    assert (shown.word, shown.amount) == ("Back to the till", "$4.99")
    assert shown.note == "Take it back from the customer. Card: $8.00 came back."
    said = {label.text() for label in desk.shell.findChildren(QLabel) if label.isVisible()}
    assert "Card, approval 777041" in said
