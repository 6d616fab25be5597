"""Deposits and serial numbers through the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.core.quantity import units
from counter_app.core.transaction import Tender
from counter_app.desk.returns.screen_strip import Ask
from counter_app.station import Station
from tests.desk.returns.desk import booked, sell, stored, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def texts(desk: DeskWindow) -> str:
    """Everything that is written in the panel and on the bar."""
    from PySide6.QtWidgets import QLabel

    labels = desk.shell.findChildren(QLabel)
    return " ".join(x.text() for x in labels if x.isVisible())


def test_scanning_the_number_on_the_piece_brings_it_back_checked(desk: DeskWindow) -> None:
    sold = sell(desk.station, line(1, 2000, serial="SN-77 A"), line(2, 500))
    desk.scan_receipt(sold)
    desk.scan("sn77a")
    choice = desk.shown.draft.choice(1)
    assert choice is not None
    assert (choice.quantity, choice.serial) == (units(1), "sn77a")
    desk.press("1")
    assert not [f for f in desk.shown.assessment.verdict.findings if "serial" in f.code]
    desk.scan("NOBODY KNOWS THIS")
    assert len(desk.shown.draft.choices) == 1


def test_the_number_that_is_asked_for_may_be_scanned(desk: DeskWindow) -> None:
    sold = sell(desk.station, line(1, 2000, serial="SN-77A"))
    desk.scan_receipt(sold)
    desk.press("+", "1", "Alt+S")
    assert desk.screen.work.strip.asking is Ask.SERIAL
    desk.scan("QX-00123")
    codes = [f.code for f in desk.shown.assessment.verdict.findings]
    assert (codes, desk.screen.work.strip.asking) == (["returns.serial_differs"], Ask.REASON)


def test_full_bottles_bring_their_deposit_along(desk: DeskWindow) -> None:
    sold = sell(
        desk.station, line(1, 599, description="Water"), line(2, 120, department="Bottle deposit")
    )
    desk.scan_receipt(sold)
    desk.scan("4001")
    desk.press("1", "Alt+B")
    assert desk.shown.refund.total == Money(719)
    desk.press("F12")
    done = desk.screen.after.done
    assert done is not None
    found = stored(desk.station, done.transaction.id)
    assert booked(found.transaction.postings) == {
        "returns": 599, "deposits:bottle": 120, "till:7": -719,
    }  # fmt: skip
    assert '"Container deposit"' in found.documents[0][1]


def test_delivery_is_told_by_its_share_and_never_as_no_pieces(desk: DeskWindow) -> None:
    goods_back = line(1, 2_000, 2)
    fee = line(2, 500, department="Shipping", description="Shipping")
    order = {"channel": "web", "order": "W-5511"}
    sell(desk.station, goods_back, fee, paid={Tender.CARD: 2_500}, extra=order)
    desk.scan("W-5511")
    desk.scan("4001")
    desk.press("2")
    desk.press("F12")
    assert "Shipping, its share" in texts(desk)
    assert "0 ×" not in texts(desk)
