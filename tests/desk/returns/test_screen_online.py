"""An order of the web channel through the window: who pays it back is said, and it can be voided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.core.transaction import Kind, Tender
from counter_app.export.run import Form, export_day
from counter_app.records.transaction_reader import reversed_by
from counter_app.station import Station
from counter_app.ui.widgets.buttons import Button
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.stores import BADGES, MANAGER

WEB = {"channel": "web", "order": "W1001"}


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def refunded(desk: DeskWindow) -> str:
    """Half of an order comes back; gives the id of the return."""
    receipt = sell(desk.station, line(1, 2_000, 2), paid={Tender.CARD: 2_000}, extra=WEB)
    desk.scan_receipt(receipt)
    desk.scan("4001")
    desk.press("1", "F12")
    done = desk.screen.after.done
    assert done is not None
    return done.transaction.id


def panel_words(desk: DeskWindow) -> str:
    panel = desk.screen.panel()
    return " ".join(x.text() for x in panel.findChildren(QLabel) if not x.isHidden())


def test_the_web_shop_pays_it_back_and_not_the_cards_bank(desk: DeskWindow) -> None:
    refunded(desk)
    said = panel_words(desk)
    assert "The web shop pays it back the same way." in said
    assert "bank" not in said


def test_an_order_is_voided_by_keys_until_the_web_shop_was_told(desk: DeskWindow) -> None:
    posted = refunded(desk)
    desk.press("Alt+V", "1")
    desk.scan(BADGES[MANAGER])
    after = desk.screen.after.done
    assert after is not None
    assert after.transaction.kind is Kind.VOID
    with desk.station.look() as work:
        assert reversed_by(work.connection, posted) == after.transaction.id
    assert "The web shop is not asked to pay it back." in panel_words(desk)


def test_no_void_is_offered_once_the_web_shop_was_told(desk: DeskWindow, tmp_path: Path) -> None:
    refunded(desk)
    today = desk.station.clock.now().date()
    export_day(desk.station, Form.ONLINE_REFUNDS, today, tmp_path)
    desk.press("Ctrl+P")
    assert not desk.screen.done.foot.void.isEnabled()
    desk.press("Alt+V")
    assert not desk.screen.after.asking


def test_the_buttons_over_a_return_show_their_words_whole(qtbot: QtBot, station: Station) -> None:
    working(station)
    receipt = sell(station, line(1, 2_000, 2))
    with desk_window(qtbot, station) as desk:
        desk.shell.switch_language()
        desk.shell.resize(1024, 768)
        desk.scan_receipt(receipt)
        buttons = [x for x in desk.screen.work.head.findChildren(Button) if x.isVisible()]
        assert len(buttons) == 4
        narrow = [x.words() for x in buttons if x.width() < x.sizeHint().width()]
        assert narrow == []
