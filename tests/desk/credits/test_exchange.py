"""A gift card or store credit scanned into an exchange pays what is due, wholly or in part."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits.checks import verify_credits
from counter_app.desk.credits.reading import again
from counter_app.desk.credits.screen import CreditsScreen
from counter_app.desk.returns.posting_sale import sale_of
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.ui.widgets.amount_block import Amount
from tests.desk.returns.desk import booked, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.goods import stock
from tests.trade.test_credits import issued, spend

KETTLE = ItemRow("012345678912", "Kettle", Money(4299), "Home", tax="none")
DUE = 3000
"""A kettle for 42.99 against a line for 12.99 that came back."""


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    stock(station)
    with station.open_work() as work:
        put_items(work.connection, [KETTLE], work.now())
        work.commit()
    with desk_window(qtbot, station) as window:
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


def sold(desk: DeskWindow, draft_id: str) -> dict[str, int]:
    return booked(stored(desk.station, sale_of(draft_id)).transaction.postings)


def clean(desk: DeskWindow) -> bool:
    with desk.station.look() as work:
        return verify_credits(work.connection) == []


def test_a_card_that_holds_enough_pays_it_all(desk: DeskWindow) -> None:
    """One scan and F12: the return stays in front, no money moves, the rest stays on the card."""
    credit_id, code = issued(desk.station, 5_000, Tender.GIFT_CARD)
    draft = desk.shown.draft.id
    desk.scan(code)
    assert desk.shell.place == "returns"
    shown = block(desk)
    assert (shown.word, shown.amount, shown.action) == ("Customer pays", "$30.00", "Take it off")
    assert shown.tender is not None
    assert shown.tender.words == "Gift card"
    desk.press("F12")
    assert sold(desk, draft)[f"owed:gift_card:{credit_id}"] == DUE
    assert "till:7" not in sold(desk, draft)
    assert again(credit_id, desk.station).state.balance == Money(5_000 - DUE)
    assert clean(desk)


def test_a_card_that_holds_too_little_pays_a_part_and_cash_the_rest(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 1_250, Tender.STORE_CREDIT)
    draft = desk.shown.draft.id
    desk.scan(code)
    shown = block(desk)
    assert (shown.amount, shown.note) == ("$17.50", "$12.50 of $30.00 by gift card or credit.")
    assert (shown.action, shown.enabled) == ("Take cash", True)
    desk.press("F12")
    found = sold(desk, draft)
    assert (found[f"owed:store_credit:{credit_id}"], found["till:7"]) == (1_250, 1_750)
    assert again(credit_id, desk.station).state.balance == Money(0)
    assert clean(desk)


def test_two_cards_pay_together_and_the_rest_goes_to_a_bank_card(desk: DeskWindow) -> None:
    """What the terminal is asked for is what the cards leave."""
    first, one = issued(desk.station, 1_000, Tender.GIFT_CARD)
    second, two = issued(desk.station, 500, Tender.GIFT_CARD)
    draft = desk.shown.draft.id
    desk.scan(one, two)
    desk.press("Shift+F12")
    assert (block(desk).amount, block(desk).action) == ("$15.00", "Take from card")
    desk.press("F12")
    desk.write("118204")
    desk.press("F12")
    found = sold(desk, draft)
    assert found["card_clearing"] == 1_500
    assert (found[f"owed:gift_card:{first}"], found[f"owed:gift_card:{second}"]) == (1_000, 500)
    assert clean(desk)


def test_the_same_card_pays_once(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 1_000, Tender.GIFT_CARD)
    desk.scan(code, code)
    assert [o.credit_id for o in desk.shown.draft.new.credits] == [credit_id]
    assert block(desk).amount == "$20.00"


def test_the_tender_key_takes_a_card_off_again(desk: DeskWindow) -> None:
    _, code = issued(desk.station, 5_000, Tender.GIFT_CARD)
    desk.scan(code)
    desk.press("Shift+F12")
    assert desk.shown.draft.new.credits == ()
    assert block(desk).amount == "$30.00"
    desk.scan(code)
    assert block(desk).action == "Take it off"
    desk.press("Ctrl+Z")
    assert desk.shown.draft.new.credits == ()


def test_an_empty_card_pays_nothing_and_says_why(desk: DeskWindow) -> None:
    credit_id, code = issued(desk.station, 1_000, Tender.GIFT_CARD)
    spend(desk.station, credit_id, 1_000)
    desk.scan(code)
    assert desk.shown.draft.new.credits == ()
    assert block(desk).amount == "$30.00"
    assert desk.shell.place == "returns"


def test_what_was_scanned_survives_parking_without_its_code(desk: DeskWindow) -> None:
    """The parked work knows which card, never its code, and pays with it when it goes on."""
    credit_id, code = issued(desk.station, 5_000, Tender.GIFT_CARD)
    draft = desk.shown.draft.id
    desk.scan(code)
    desk.press("F9", "F9")
    assert desk.shell.place != "returns"
    desk.press("F9", "1")
    assert desk.shown.draft.id == draft
    (offer,) = desk.shown.draft.new.credits
    assert (offer.credit_id, offer.code) == (credit_id, "")
    desk.press("F12")
    assert again(credit_id, desk.station).state.balance == Money(5_000 - DUE)


def test_without_money_to_pay_the_code_opens_its_credit(desk: DeskWindow) -> None:
    _, code = issued(desk.station, 5_000, Tender.GIFT_CARD)
    desk.press("Ctrl+Z")
    desk.scan(code)
    assert isinstance(desk.shell.front, CreditsScreen)
