"""An exchange by hand: what is new, what it costs, how it is paid, and how it is undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind, PriceChange, Tender
from counter_app.desk.returns.posting_sale import sale_of
from counter_app.desk.returns.screen_strip import Ask
from counter_app.devices.card_processor import SimulatedProcessor
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.ui.widgets.amount_block import Amount
from tests.desk.returns.desk import sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.test_screen_kinds import texts
from tests.desk.returns.window import DeskWindow, desk_window
from tests.trade.goods import LAMP, MUG, stock
from tests.ui.widgets import look_checks

EVEN = ItemRow("012345678905", "Blue mug", Money(1299), "Home", tax="none")


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    stock(station)
    with station.open_work() as work:
        put_items(work.connection, [EVEN], work.now())
        work.commit()
    with desk_window(qtbot, station) as window:
        yield window


def coming_back(desk: DeskWindow, **paid: int) -> Receipt:
    tenders = {Tender(name): amount for name, amount in paid.items()} or None
    receipt = sell(desk.station, line(1, 1299), line(2, 500), paid=tenders)
    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1")
    return receipt


def block(desk: DeskWindow) -> Amount:
    shown = desk.screen._panel.block._shown
    assert shown is not None
    return shown


def test_a_new_drink_brings_its_deposit(desk: DeskWindow) -> None:
    rows = (
        ItemRow("073410558508", "Bottle deposit", Money(10), "Bottle deposit", tax="none"),
        ItemRow("012000001291", "Cola", Money(129), "Grocery", deposit_item="073410558508"),
    )
    with desk.station.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    coming_back(desk)
    desk.scan("012000001291", "012000001291")
    assert [x.quantity.milli for x in desk.shown.draft.new.basket.lines] == [2000, 2000]
    assert "$1.29 + $0.10" in texts(desk)
    assert desk.shown.refund.exchange is not None
    assert desk.shown.refund.exchange.price == Money(2 * 139)
    desk.press("-")
    assert [x.quantity.milli for x in desk.shown.draft.new.basket.lines] == [1000, 1000]
    desk.press("Down", "-", "+")
    assert [x.quantity.milli for x in desk.shown.draft.new.basket.lines] == [1000, 1000]
    desk.press("Up", "-")
    assert desk.shown.draft.new.basket.lines == ()


def test_what_is_not_on_the_receipt_goes_home_new(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(EVEN.code)
    assert [x.item for x in desk.shown.draft.new.basket.lines] == [EVEN]
    assert (block(desk).word, block(desk).amount) == ("Even exchange", "$0.00")
    desk.press("Ctrl+Z")
    assert not desk.shown.draft.new
    assert block(desk).word == "Refund to customer"


def test_a_new_name_is_read_whole_like_the_others(desk: DeskWindow) -> None:
    """Columns gave room to the names of the receipt only: it read "New: Baby …o, 13.6 oz"."""
    item = ItemRow("381370019237", "Baby shampoo, 13.6 oz", Money(549), "Baby", tax="none")
    with desk.station.open_work() as work:
        put_items(work.connection, [item], work.now())
        work.commit()
    coming_back(desk)
    desk.scan(item.code)
    told = look_checks.painted(desk.screen.work.table)
    name = next(text for text in told if text.text.startswith("New: "))
    assert name.text == "New: Baby shampoo, 13.6 oz"
    assert name.font.pixelSize() >= 14


def test_another_size_of_the_window_or_language_keeps_the_line_and_its_question(
    desk: DeskWindow,
) -> None:
    coming_back(desk)
    desk.scan(LAMP.code)
    assert desk.screen.work.strip.asking is Ask.CASH
    desk.shell.resize(1920, 1080)
    desk.rest()
    desk.shell.switch_language()
    desk.rest()
    assert desk.screen.work.strip.asking is Ask.CASH
    desk.write("50")
    assert [x.reason for x in desk.shown.draft.choices] == ["not_wanted"]


def test_cash_that_is_asked_for_holds_nobody_and_new_goods_can_be_left_out(
    desk: DeskWindow,
) -> None:
    """Esc takes away what was typed, then goes home; what may not be sold leaves by its button."""
    with desk.station.open_work() as work:
        put_items(work.connection, [ItemRow("4009", "No tax named", Money(99))], work.now())
        work.commit()
    coming_back(desk)
    desk.scan(LAMP.code)
    assert not desk.screen.work.strip.back.isVisible()
    desk.press("5", "Escape")
    assert (desk.screen.work.strip.asking, desk.screen.work.strip.edit.text()) == (Ask.CASH, "")
    desk.press("Escape")
    assert desk.shell.place == "home"
    desk.press("F2")
    desk.scan("4009")
    assert len(desk.shown.draft.new.basket.lines) == 2
    desk.press("Alt+O")
    assert [x.item for x in desk.shown.draft.new.basket.lines] == [LAMP]


def test_nothing_new_is_taken_before_something_comes_back(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1299)))
    desk.scan(EVEN.code)
    assert not desk.shown.draft.new


def test_f6_makes_the_same_item_new(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1000, item_code=MUG.code))
    desk.scan_receipt(receipt)
    desk.scan(MUG.code)
    desk.press("1", "F6")
    desk.scan(MUG.code)
    assert [x.item for x in desk.shown.draft.new.basket.lines] == [MUG]
    assert desk.shown.refund.due == Money(83)
    desk.press("F6")
    desk.scan(MUG.code)
    assert len(desk.shown.draft.new.basket.lines) == 1


def test_the_customer_pays_cash_and_gets_change(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(LAMP.code)
    assert (block(desk).word, block(desk).amount) == ("Customer pays", "$14.07")
    desk.press("2", "0")
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    assert (block(desk).word, block(desk).amount) == ("Change to customer", "$5.93")
    sale = stored(desk.station, sale_of(done.transaction.id)).transaction
    assert (sale.kind, sale.tenders[0].amount) == (Kind.SALE, Money(1407))


def test_too_little_cash_says_how_much_is_missing(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(LAMP.code)
    desk.press("1", "0")
    desk.press("Return")
    assert block(desk).note == "$4.07 is still missing."
    desk.press("F12")
    assert desk.screen.after.done is None


def test_the_difference_by_card(desk: DeskWindow) -> None:
    cards = SimulatedProcessor()
    desk.shell.desk.cards = cards
    coming_back(desk)
    desk.scan(LAMP.code)
    desk.press("Shift+F12", "F12")
    assert desk.screen.after.done is not None
    assert cards.taken_cents == 1407
    assert block(desk).word == "Customer paid"


def test_a_terminal_shows_its_code_and_it_is_typed(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(LAMP.code)
    desk.press("Shift+F12", "F12")
    assert desk.screen.choosing.pay.waits_for_code
    desk.write("A1B2C3")
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    sale = stored(desk.station, sale_of(done.transaction.id)).transaction
    assert sale.tenders[0].reference == "A1B2C3"


def test_the_store_pays_the_difference(desk: DeskWindow) -> None:
    cheap = replace(EVEN, code="012345678912", price=Money(299))
    with desk.station.open_work() as work:
        put_items(work.connection, [cheap], work.now())
        work.commit()
    coming_back(desk)
    desk.press("F6")
    desk.scan("012345678912")
    assert (block(desk).word, block(desk).amount) == ("Refund to customer", "$10.00")
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    assert done.transaction.tenders[0].amount == Money(1000)


def test_plus_and_minus_change_the_new_line(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(EVEN.code)
    desk.press("+")
    assert desk.shown.draft.new.basket.lines[0].quantity.milli == 2000
    assert block(desk).amount == "$12.99"
    desk.press("-", "-")
    assert not desk.shown.draft.new


def test_why_this_amount_adds_up(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(LAMP.code)
    why = desk.shown.refund.why
    assert sum(row.amount.minor for row in why) == -1407
    assert [row.text for row in why] == [
        "Item 1",
        "New: Lamp",
        "State tax, 6.25%",
        "City tax, 2%",
    ]


def test_a_slip_of_an_exchange_opens_the_new_receipt(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(EVEN.code)
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    sale = stored(desk.station, sale_of(done.transaction.id)).transaction
    desk.press("Return")
    with desk.station.look() as work:
        receipt, _ = work.receipt(sale.receipt_id or "")
    desk.scan(receipt.barcode)
    assert desk.shown.draft.receipt.id == receipt.id


def test_new_goods_get_another_price_with_its_reason_and_note(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.scan(EVEN.code)
    desk.press("Alt+U", "2")
    desk.write("12.0x")
    desk.press("Return")
    assert desk.screen.work.strip.has_fault()
    assert changed(desk) is None
    for _ in range(5):
        desk.press("Backspace")
    desk.write("11.99 torn box")
    desk.press("Return")
    change = changed(desk)
    assert change is not None
    assert (change.old, change.new) == (Money(1299), Money(1199))
    assert (change.reason, change.note) == ("damaged_pack", "torn box")
    rows = desk.screen.work.table.rows()
    assert any(cell.second == "was $12.99" for cell in rows[-1].cells)
    desk.press("Ctrl+Z")
    assert changed(desk) is None


def changed(desk: DeskWindow) -> PriceChange | None:
    return desk.shown.draft.new.basket.lines[0].change


def test_what_comes_back_has_no_other_price(desk: DeskWindow) -> None:
    coming_back(desk)
    desk.press("Alt+U")
    assert desk.screen.work.strip.asking is not Ask.PRICE_REASON
