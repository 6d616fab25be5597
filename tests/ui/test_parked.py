"""Parked work as rows: each as high as a finger needs, however many there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from counter_app.core.money import Money
from counter_app.ui import theme
from counter_app.ui.desk_state import Parked
from counter_app.ui.parked import ParkedList, ParkedRow
from counter_app.ui.words import Words
from tests.stores import STORE

NOW = datetime(2026, 11, 21, 16, 42, tzinfo=UTC)


def piece(number: int) -> Parked:
    since = NOW - timedelta(minutes=90 - number)
    return Parked(
        f"draft-{number}", "returns", f"{4200 + number}", Money(499), 1, "Maria A.", since
    )


@pytest.fixture
def rows(app: QApplication, qtbot: QtBot) -> ParkedList:
    """Fourteen pieces of work where six have room."""
    made = ParkedList()
    qtbot.addWidget(made)
    made.resize(600, theme.px(6 * 65))
    made.show()
    made.show_parked([piece(n) for n in range(1, 15)], Words(STORE), NOW)
    app.processEvents()
    return made


def test_rows_keep_their_height_and_scroll(rows: ParkedList) -> None:
    found = rows.findChildren(ParkedRow)
    assert len(found) == 14
    assert {row.height() for row in found} == {theme.px(64)}
    (area,) = rows.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0


def test_the_first_nine_open_by_their_digit_the_others_by_a_touch(
    rows: ParkedList, qtbot: QtBot
) -> None:
    opened: list[str] = []
    rows.opened.connect(lambda found: opened.append(found.draft_id))
    assert rows.press("9")
    assert not rows.press("0")
    rows.findChildren(ParkedRow)[13].click()
    assert opened == ["draft-9", "draft-14"]
