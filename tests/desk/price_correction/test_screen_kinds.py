"""Every register error and every bad input on the screen: a clear answer, and nothing posted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.core.receipt import ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.screen import PriceScreen
from counter_app.desk.price_correction.screen_claims import Claims
from counter_app.desk.price_correction.screen_done import Done
from counter_app.station import Station
from tests.desk.price_correction.desk import correct, rung
from tests.desk.returns.desk import SOLD_ON, sell, working
from tests.desk.returns.window import DeskWindow, desk_window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, at the price screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        window.press("F7")
        yield window


def mode(desk: DeskWindow) -> object:
    assert isinstance(desk.shell.front, PriceScreen)
    return desk.shell.front.mode


def claims(desk: DeskWindow) -> Claims:
    found = mode(desk)
    assert isinstance(found, Claims)
    return found


def paid(desk: DeskWindow) -> Money:
    found = mode(desk)
    assert isinstance(found, Done)
    return found.done.refund


def refused(desk: DeskWindow) -> str:
    """The finding that stands in the way; F12 does nothing."""
    assert isinstance(desk.shell.front, PriceScreen)
    page = desk.shell.front.page
    assert not page.block.button.isEnabled()
    desk.press("F12")
    assert isinstance(mode(desk), Claims)
    worst = claims(desk).found.verdict.worst_first()[0]
    return worst.code


@pytest.mark.parametrize(("digit", "cents"), [("4", 324), ("5", 324)])
def test_scanned_twice_and_never_received_give_one_unit_back(
    desk: DeskWindow, digit: str, cents: int
) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 300, 2, tax=48)))
    desk.press("Alt+C", digit, "F12")
    assert paid(desk) == Money(cents)


@pytest.mark.parametrize("reason", ["1", "2", "3", "4"])
def test_a_forgotten_loyalty_senior_employee_or_digital_offer(
    desk: DeskWindow, reason: str
) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 2000, 1, tax=160)))
    desk.press("Alt+C", "6", "%", "1", "0", "Return", reason, "F12")
    assert paid(desk) == Money(216), "ten percent with its tax"


def test_food_that_wic_may_have_paid_is_not_paid_out(desk: DeskWindow) -> None:
    food = rung(1, 299, 1, food_stampable=True)
    desk.scan_receipt(sell(desk.station, food, paid={Tender.WIC: 299}))
    desk.press("2", "4", "9", "Return", "1")
    assert claims(desk).found.verdict.worst_first()[0].code in (
        "price.wic_line", "price.tender_never",
    )  # fmt: skip
    refused(desk)


def test_food_paid_with_snap_offers_no_cash(desk: DeskWindow) -> None:
    food = rung(1, 299, 1, food_stampable=True)
    desk.scan_receipt(sell(desk.station, food, paid={Tender.EBT_FOOD: 299}))
    desk.press("2", "4", "9", "Return", "1")
    assert {t.tender for t in claims(desk).found.amounts.tenders} == {Tender.EBT_FOOD}


def test_a_receipt_of_another_store_is_sent_there(desk: DeskWindow) -> None:
    key = ReceiptKey("77", "4", SOLD_ON, 5)
    desk.scan_receipt(sell(desk.station, rung(1, 299, 1), key=key))
    desk.press("2", "4", "9", "Return", "1")
    assert refused(desk) == "price.other_store"


def test_a_second_claim_is_told_and_can_be_left_out(desk: DeskWindow) -> None:
    receipt = sell(desk.station, rung(1, 299, 1), rung(2, 500, 1))
    correct(desk.station, receipt, 1, 249)
    desk.scan_receipt(receipt)
    desk.press("1", "9", "9", "Return", "1")
    assert refused(desk) == "price.second_claim"
    desk.press("Alt+O", "Down", "4", "0", "0", "Return", "1", "F12")
    assert paid(desk) == Money(100)


def test_a_late_claim_asks_a_manager(desk: DeskWindow) -> None:
    late = sell(desk.station, rung(1, 299, 1), on=SOLD_ON - timedelta(days=30))
    desk.scan_receipt(late)
    desk.press("2", "4", "9", "Return", "1")
    assert [f.code for f in claims(desk).found.verdict.findings] == ["price.window"]
    desk.press("F12")
    assert not desk.shell.card.isHidden()


def test_an_expired_certificate_is_told(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, rung(1, 2000, 1, tax=160)))
    desk.press("Alt+C", "7")
    desk.write("TX-99")
    desk.press("Return")
    desk.write("10/31/2026")
    desk.press("Return")
    assert refused(desk) == "price.certificate_expired"
