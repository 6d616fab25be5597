"""Refunds through the window: what scans and keys do to drafts, findings, papers and the books."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from counter_app.station import Station
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk at an open till, on the home screen."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def test_r01_one_item_to_cash(desk: DeskWindow) -> None:
    receipt = sell(desk.station, line(1, 1000, taxes=(63,)), line(2, 500))
    desk.scan_receipt(receipt)
    assert desk.shown.draft.receipt.id == receipt.id
    desk.scan("4001")
    assert [c.line_number for c in desk.shown.draft.choices] == [1]
    desk.press("1")
    assert desk.shown.draft.choices[0].reason == "not_wanted"
    desk.press("F12")
    assert desk.screen.after.done is not None
