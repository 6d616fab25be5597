"""What stays quiet on the return's pages: banners cover nothing, one focus mark, whole names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Tender
from counter_app.desk.returns.screen_case import Stand
from counter_app.station import Station
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.scan_field import ScanState
from counter_app.ui.widgets.slip_area import SlipArea
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, at the reference size."""
    working(station)
    with desk_window(qtbot, station) as window:
        window.shell.resize(1280, 800)
        window.rest()
        yield window


def place(desk: DeskWindow, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(desk.shell, widget.rect().topLeft()), widget.size())


def covered(desk: DeskWindow, kinds: tuple[type[QWidget], ...]) -> list[QWidget]:
    banner = place(desk, desk.shell.frame.banner)
    found = [w for kind in kinds for w in desk.screen.findChildren(kind) if w.isVisible()]
    assert found
    return [w for w in found if place(desk, w).intersects(banner)]


def test_a_banner_covers_neither_slip_nor_figures_nor_buttons(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000, 2, taxes=(63,)), line(2, 500)))
    desk.scan("4001")
    desk.press("1", "F12", "Ctrl+P")
    assert "prints now" in desk.shell.frame.banner.accessibleName()
    assert covered(desk, (SlipArea, Card, Button)) == []


def test_a_banner_over_the_work_leaves_the_buttons_of_the_head_free(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.press("Ctrl+Z")
    assert desk.shell.frame.banner.isVisible()
    assert covered(desk, (Button,)) == []


def test_what_was_said_of_a_page_goes_with_it(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("1", "Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert "Nothing to undo" in desk.shell.frame.banner.accessibleName()
    desk.scan("4001")
    desk.press("1", "F12")
    desk.wait(lambda: desk.screen.after.done is not None)
    desk.wait(desk.shell.frame.banner.isHidden)


def test_a_duplicate_in_the_customers_hand_asks_for_a_manager(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000)))
    desk.scan("4001")
    desk.press("1", "Alt+R")
    seen = [(desk.shown.draft.reprint, desk.shown.stand())]
    desk.press("Alt+R")
    seen.append((desk.shown.draft.reprint, desk.shown.stand()))
    assert seen == [(True, Stand.ASK), (False, Stand.READY)]


def test_after_a_typed_card_code_the_scan_field_is_ready_again(desk: DeskWindow) -> None:
    desk.scan_receipt(sell(desk.station, line(1, 1000), paid={Tender.CARD: 1000}))
    desk.scan("4001")
    desk.press("1", "F12")
    desk.write("064412")
    desk.press("F12")
    assert desk.screen.after.done is not None
    desk.wait(lambda: desk.shell.frame.scan.state() is ScanState.READY)


def test_what_is_wrong_with_a_code_is_said_whole_in_a_small_window(desk: DeskWindow) -> None:
    """Beside the question where there is room for both, else in its place."""
    receipt = sell(desk.station, line(1, 1299), paid={Tender.CARD: 1299})
    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1", "F12")
    strip = desk.screen.work.strip
    asked = [w for w in strip.findChildren(Label) if "on the terminal" in w.text()]
    assert [w.isVisible() for w in asked] == [True]
    desk.press("F12")
    assert strip.has_fault()
    assert asked[0].isVisible()
    desk.shell.resize(1024, 768)
    desk.rest()
    said = [w for w in strip.findChildren(Label) if w.isVisible() and w.text()]
    assert len(said) == 1
    assert all(w.sizeHint().width() <= w.width() for w in said)
    desk.write("1")
    assert not strip.has_fault()
    assert asked[0].isVisible()
