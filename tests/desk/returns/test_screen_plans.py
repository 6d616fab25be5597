"""The plans on the refund page: chosen by number, carried out by F12, moved to after a decline."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.core.receipt import Receipt, ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.devices.card_processor import SimulatedProcessor, Step
from counter_app.records.journal import balance
from counter_app.station import Station
from counter_app.ui.i18n import set_language
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window

PICTURES = os.environ.get("PLAN_PICTURES")


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A signed-on desk with till 7 open."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def split(station: Station) -> Receipt:
    tenders = (
        ReceiptTender(1, Tender.EBT_FOOD, Money(709)),
        ReceiptTender(2, Tender.CARD, Money(4000), masked="4417", card_type="VISA"),
        ReceiptTender(3, Tender.CASH, Money(3115)),
    )
    lines = (
        line(1, paid=709, food_stampable=True, description="Rotisserie chicken"),
        line(2, paid=5411, description="Blender 600 W"),
        line(3, paid=1704, description="Towel"),
    )
    return sell(station, *lines, tenders=tenders)


def two_back(desk: DeskWindow, receipt: Receipt) -> None:
    desk.scan_receipt(receipt)
    desk.press("+", "1", "Down", "+", "1")


def plans(desk: DeskWindow) -> list[tuple[str, bool]]:
    return [(card.plan.name, card.isChecked()) for card in desk.screen.plans.page.cards]


def test_three_plans_are_chosen_by_number(desk: DeskWindow) -> None:
    two_back(desk, split(desk.station))
    desk.press("Shift+F12")
    assert plans(desk) == [("as_paid", True), ("fastest", False), ("store_credit", False)]
    assert desk.screen.plans.page.isVisible()
    card = desk.screen.plans.page.cards[0]
    assert [t.amount for t in card.plan.tenders] == ["$7.09", "$40.00", "$14.11"]
    desk.press("3")
    assert plans(desk)[2] == ("store_credit", True)
    assert desk.shown.refund.plan.by_tender == {
        Tender.EBT_FOOD: Money(709),
        Tender.STORE_CREDIT: Money(5411),
    }
    desk.press("2")
    assert desk.shown.refund.plan.by_tender == {
        Tender.EBT_FOOD: Money(709),
        Tender.CARD: Money(2296),
        Tender.CASH: Money(3115),
    }
    assert desk.screen._panel.block.button.text().startswith("Refund these ways")
    desk.press("7")  # no such plan, and no line's reason either
    assert plans(desk)[1] == ("fastest", True)
    desk.press("Escape")
    assert desk.screen.work.isVisible()
    assert desk.shown.draft.tender is Tender.CASH
    desk.shell.switch_language()
    desk.rest()
    assert desk.screen.plans.page.cards[0].plan.words == "Como se pagó"


def test_the_chosen_plan_is_carried_out_from_its_page(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(paid=5411, description="Blender 600 W"))
    desk.scan_receipt(receipt)
    desk.press("+", "1", "Shift+F12", "2", "F12")
    assert desk.screen.done.isVisible()
    with desk.station.look() as work:
        assert balance(work.connection, "returns") == Money(5411)
        assert balance(work.connection, "till:7", Tender.CASH) == Money(50_000)


def test_a_declined_card_brings_the_plans_and_one_key_moves_it(desk: DeskWindow) -> None:
    desk.open_returns().desk.cards = SimulatedProcessor((Step.DECLINE,))
    receipt = sell(desk.station, line(paid=5411), paid={Tender.CARD: 5411})
    desk.scan_receipt(receipt)
    desk.press("+", "1", "F12")
    assert desk.screen.plans.page.isVisible()
    assert desk.shell.frame.banner.isVisible()
    assert desk.shown.draft.declined == {1}
    names = [name for name, _ in plans(desk)]
    assert names[0] == "as_paid"
    assert names[-1] == "store_credit"
    desk.press(str(len(names)), "F12")
    assert desk.screen.done.isVisible()
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(0)


def test_a_terminal_that_declines_is_said_on_the_plans_and_can_be_tried_again(
    desk: DeskWindow,
) -> None:
    receipt = sell(desk.station, line(paid=5411), paid={Tender.CARD: 5411})
    desk.scan_receipt(receipt)
    desk.press("+", "1", "F12", "Alt+D")
    assert desk.screen.plans.page.isVisible()
    banner = desk.shell.frame.banner
    assert banner.isVisible()
    assert "No money moved" in banner.accessibleName()
    first = desk.screen.plans.page.cards[0].plan
    assert (first.name, first.suggested) == ("as_paid", False)
    assert "Declined" in first.reason
    desk.press("F12")
    desk.write("064412")
    desk.press("F12")
    assert desk.screen.done.isVisible()
    with desk.station.look() as work:
        assert balance(work.connection, "card_clearing") == Money(-5411)


def test_too_little_cash_brings_the_plans_and_no_figure(desk: DeskWindow) -> None:
    with desk.station.look() as work:
        before = balance(work.connection, "till:7", Tender.CASH)
    assert before == Money(50_000)
    for sequence in range(191, 197):
        desk.scan_receipt(sell(desk.station, line(paid=9000), sequence=sequence))
        desk.press("+", "1", "F12")
        if desk.screen.plans.page.isVisible():
            break
        desk.press("F12")
    assert desk.screen.plans.page.isVisible()
    assert desk.shell.frame.banner.isVisible()
    said = desk.shell.frame.banner.accessibleName()
    assert "does not hold enough cash" in said
    assert not any(c.isdigit() for c in said)
    cash = desk.screen.plans.page.cards[0].plan
    assert (cash.suggested, cash.reason) == (False, "Too little cash in the drawer")
    desk.press("2", "F12")
    assert desk.screen.done.isVisible()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [(1024, 768), (1280, 800)])
def test_the_page_fits(desk: DeskWindow, language: str, size: tuple[int, int]) -> None:
    two_back(desk, split(desk.station))
    app = QApplication.instance()
    assert app is not None
    set_language(app, language)
    desk.shell.resize(*size)
    desk.press("Shift+F12")
    page = desk.screen.plans.page
    for card in page.cards:
        assert card.width() >= card.minimumSizeHint().width()
    if PICTURES:
        desk.rest()
        desk.shell.grab().save(str(Path(PICTURES) / f"plans-{size[0]}-{language}.png"))
    set_language(app, "en")
