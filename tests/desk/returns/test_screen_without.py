"""Goods without a receipt at the window: F5, scans, a card, and what stands on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.core.transaction import ProofKind
from counter_app.desk.returns.screen_case import way_words
from counter_app.records.items import put_items
from counter_app.station import Station
from counter_app.ui.widgets.scan_field import ScanState
from tests.codes.cards import NUMBER, card
from tests.desk.returns.bare import KETTLE, LAMP, SOAP, sold, stocked
from tests.desk.returns.desk import sell
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk signed on at an open till of a stocked store."""
    stocked(station)
    with desk_window(qtbot, station) as window:
        yield window


def texts(desk: DeskWindow) -> str:
    """Everything that is written in the panel and on the bar."""
    from PySide6.QtWidgets import QLabel

    labels = desk.shell.findChildren(QLabel)
    return " ".join(x.text() for x in labels if x.isVisible())


def test_f5_scans_a_card_and_the_price_is_explained(desk: DeskWindow) -> None:
    desk.press("F5")
    assert desk.shell.frame.rail.item("returns:no_receipt").isChecked()
    assert way_words(desk.shown)[0] == "Store credit"
    desk.scan(KETTLE)
    shown = desk.shown
    assert [x.description for x in shown.draft.receipt.lines] == ["Kettle"]
    assert shown.refund.total == Money(24_00)
    words = texts(desk)
    for part in ("How the price was found", "$24.00", "$44.99", "No receipt"):
        assert part in words
    desk.press("1")
    assert desk.screen.work.bar.current() is not None
    assert "ID" in texts(desk)
    desk.scan(card(NUMBER, "VA"))
    without = desk.shown.draft.without
    assert without is not None
    assert without.seen is not None
    assert "ID from VA ··5789" in texts(desk)
    assert NUMBER not in texts(desk)


def test_scans_add_and_steppers_change_the_same_line(desk: DeskWindow) -> None:
    desk.press("F5")
    desk.scan(SOAP, SOAP)
    assert [x.quantity.milli for x in desk.shown.draft.receipt.lines] == [2000]
    desk.press("+")
    assert desk.shown.refund.total == Money(3 * 4_99)
    desk.press("-", "-", "-")
    assert desk.shown.draft.receipt.lines == ()
    desk.press("Ctrl+Z")
    assert desk.shown.refund.total == Money(4_99)


def test_an_empty_can_is_known_by_the_drinks_barcode(desk: DeskWindow) -> None:
    """Full until Alt+B says that it is empty; from then on every can is one."""
    rows = (
        ItemRow("073410558508", "Bottle deposit", Money(10), "Bottle deposit", tax="none"),
        ItemRow("012000001291", "Cola, 12 oz", Money(1_29), "Grocery", deposit_item="073410558508"),
    )
    with desk.station.open_work() as work:
        put_items(work.connection, rows, work.now())
        work.commit()
    sold(desk.station, "012000001291", 1_29, days_ago=2, sequence=77)
    desk.press("F5")
    desk.scan("012000001291")
    assert desk.shown.refund.total == Money(1_29)
    assert "is taken as full" in texts(desk)
    desk.press("Alt+B")
    assert desk.shown.refund.total == Money(10)
    desk.scan("012000001291")
    assert [x.quantity.milli for x in desk.shown.draft.receipt.lines] == [2000]
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.shown.refund.total == Money(1_29)


def test_a_manager_is_asked_for_once_nothing_else_is_missing(desk: DeskWindow) -> None:
    """F12 would do nothing before: the button comes with the card that the limit counts for."""
    desk.press("F5")
    desk.scan(KETTLE, KETTLE)
    desk.press("1")
    assert not offers(desk, "ask")
    desk.scan(card(NUMBER, "VA"))
    assert offers(desk, "ask")
    desk.press("F12")
    assert not desk.shell.card.isHidden()


def offers(desk: DeskWindow, name: str) -> bool:
    """True if the finding in front has this button."""
    found = desk.screen.work.bar.current()
    return found is not None and name in [choice.name for choice in found.choices]


def test_a_card_is_typed_where_there_is_no_scanner_for_it(desk: DeskWindow) -> None:
    desk.press("F5")
    desk.scan(KETTLE)
    desk.press("1", "Alt+I")
    desk.write("12")
    desk.press("Return")
    assert "state" in texts(desk)
    strip = desk.screen.work.strip
    strip.edit.clear()
    desk.write("TX 12345678")
    desk.press("Return")
    without = desk.shown.draft.without
    assert without is not None
    assert without.seen is not None
    assert (without.seen.jurisdiction, without.seen.last_four) == ("TX", "5678")
    assert "12345678" not in texts(desk)


def test_a_licence_scanned_at_home_opens_a_return_of_its_person(desk: DeskWindow) -> None:
    desk.scan(card(NUMBER, "VA"))
    shown = desk.shown
    assert shown.draft.proof is ProofKind.NONE
    assert shown.draft.without is not None
    assert shown.draft.without.seen is not None


def test_with_a_receipt_no_card_is_needed(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 500), sequence=50)
    desk.scan_receipt(receipt)
    desk.scan(card(NUMBER, "VA"))
    assert desk.shown.draft.receipt.id == receipt.id
    assert "no card is needed" in desk.shell.frame.banner.accessibleName()


def test_what_is_not_sold_here_is_said(desk: DeskWindow) -> None:
    desk.press("F5")
    desk.scan("4006381333931")
    assert desk.shell.frame.scan.state() is ScanState.UNKNOWN
    assert "sold here" in desk.shell.frame.banner.accessibleName()
    assert desk.shown.draft.receipt.lines == ()


def test_an_open_return_is_parked_when_f5_is_pressed(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 500), sequence=50)
    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("F5")
    assert desk.shown.draft.without is not None
    with desk.station.look() as work:
        from counter_app.records.drafts import parked_drafts

        assert len(parked_drafts(work.connection, work.keys)) == 1


def test_never_sold_goods_ask_a_manager(desk: DeskWindow) -> None:
    desk.press("F5")
    desk.scan(LAMP)
    desk.press("1")
    desk.scan(card(NUMBER, "VA"))
    assert "was not sold here" in texts(desk)


def test_the_barcode_of_a_gift_receipt_opens_it_as_one(desk: DeskWindow) -> None:
    sell(desk.station, line(1, 12_34), sequence=51, on=date(2026, 11, 7))
    desk.scan("G001200426110700051")
    assert desk.shown.draft.proof.value == "gift"
    assert "$12.34" not in texts(desk)
    desk.press("Alt+T")
    assert desk.shown.draft.proof.value == "receipt"
    assert "$12.34" in texts(desk)


def test_a_gift_receipt_is_ticked_by_touch(desk: DeskWindow) -> None:
    sold = sell(desk.station, line(1, 12_34), sequence=52, on=date(2026, 11, 7))
    desk.scan_receipt(sold)
    ticks = desk.screen.work.paper
    desk.hands.click(ticks.gift)
    desk.rest()
    assert ticks.gift.isChecked()
    assert desk.shown.draft.proof.value == "gift"
    assert "$12.34" not in texts(desk)


def test_a_field_that_leaves_does_not_hand_its_focus_to_a_tick(desk: DeskWindow) -> None:
    sell(desk.station, line(1, 12_34), sequence=52, on=date(2026, 11, 7))
    desk.press("F2")
    desk.write("0052")
    desk.press("Return")
    held = desk.shell.focusWidget()
    assert desk.shell.frame.scan.isAncestorOf(held)


def test_f6_sets_them_against_new_goods_and_alt_e_gives_the_same_again(desk: DeskWindow) -> None:
    with desk.station.open_work() as work:
        rows = [
            ItemRow(SOAP, "Soap", Money(4_99), "Household", tax="general"),
            ItemRow(KETTLE, "Kettle", Money(44_99), "Appliances", tax="none"),
        ]
        put_items(work.connection, rows, work.now())
        work.commit()
    desk.press("F5")
    desk.scan(SOAP)
    desk.press("1", "F6")
    desk.scan(KETTLE)
    assert [x.description for x in desk.shown.draft.receipt.lines] == ["Soap"]
    assert desk.shown.refund.due == Money(44_99 - 4_99)
    words = texts(desk)
    for part in ("Exchange", "No receipt", "New: Kettle", "Customer pays", "$40.00"):
        assert part in words
    rail = desk.shell.frame.rail
    assert rail.item("returns:no_receipt").isChecked(), "F6 is no other door"
    desk.shell.go_home()
    desk.press("F2")
    assert rail.item("returns:no_receipt").isChecked(), "the same work in front again"
    desk.press("Ctrl+Z", "F6")
    bar = desk.screen.work.bar.current()
    assert bar is not None
    assert [c.key for c in bar.choices] == ["Alt+E"]
    desk.press("Alt+E")
    assert [x.item.description for x in desk.shown.draft.new.basket.lines] == ["Soap"]
    assert "Even exchange" in texts(desk)
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    assert done.transaction.tenders == ()
    assert "No money moved" in texts(desk)
    assert f"Exchange {done.transaction.number:04d}, posted" in texts(desk)


def test_a_duplicate_is_ticked_by_touch_in_a_small_window(desk: DeskWindow) -> None:
    """The tick was left out at 1024 pixels: only Alt+R reached it."""
    desk.shell.resize(1024, 768)
    desk.scan_receipt(sell(desk.station, line(1, 1299)))
    tick = desk.screen.work.paper.duplicate
    assert tick.isVisible()
    assert tick.width() >= tick.sizeHint().width()
    desk.hands.click(tick)
    desk.rest()
    assert desk.shown.draft.reprint
