"""Find without paper at the window: Alt+W, what is remembered, and the ranked receipts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from counter_app.core.errors import BadInput
from counter_app.core.transaction import Tender
from counter_app.core.typed_day import day_of, days_of
from counter_app.station import Station
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window

TODAY = date(2026, 11, 21)


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    """A clerk signed on at an open till."""
    working(station)
    with desk_window(qtbot, station) as window:
        yield window


def test_two_clues_lead_to_the_receipt(desk: DeskWindow) -> None:
    lost = sell(desk.station, line(1, 35_00), line(2, 4_00), sequence=1, on=date(2026, 11, 7))
    sell(desk.station, line(1, 90_00), sequence=2, on=date(2026, 11, 7))
    desk.open_returns()
    desk.press("Alt+W", "Return")
    desk.write("37")
    desk.press("Return")
    desk.write("11/8")
    desk.press("F12")
    page = desk.screen.first.clues
    assert page._rows[0].option.name == lost.id
    assert "6 % off" in page._rows[0].option.note
    assert "1 day off" in page._rows[0].option.note
    desk.press("1")
    assert desk.shown.draft.receipt.id == lost.id


def test_days_from_to_and_a_store_are_clues(desk: DeskWindow) -> None:
    lost = sell(desk.station, line(1, 35_00), sequence=1, on=date(2026, 10, 7))
    sell(desk.station, line(1, 35_00), sequence=2, on=date(2026, 11, 7))
    desk.open_returns()
    desk.press("Alt+W", "Return", "Return")
    desk.write("10/1-10/31")
    desk.press("Return", "Return", "Return")
    desk.write("12")
    desk.press("F12")
    assert [row.option.name for row in desk.screen.first.clues._rows] == [lost.id]
    page = desk.screen.first.clues
    page.day.edit.setText("1/1-10/31")
    desk.press("F12")
    assert "three months" in page.day.edit.accessibleDescription()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("11/1-11/10", date(2026, 11, 1), date(2026, 11, 10)),
        ("12/28 - 1/3", date(2025, 12, 28), date(2026, 1, 3)),
        ("11/15–11/30", date(2026, 11, 15), date(2026, 11, 30)),
        ("2026-11-01..2026-11-10", date(2026, 11, 1), date(2026, 11, 10)),
        ("2026-11-07", date(2026, 11, 7), None),
        ("11/7", date(2026, 11, 7), None),
    ],
)
def test_days_as_they_are_typed(text: str, first: date, last: date | None) -> None:
    assert days_of(text, TODAY) == (first, last)


def test_a_scanned_item_is_a_clue_and_nothing_found_is_said(desk: DeskWindow) -> None:
    sell(desk.station, line(1, 35_00), sequence=1, paid={Tender.CASH: 3500})
    desk.open_returns()
    desk.press("Alt+W")
    desk.scan("4001")
    desk.press("F12")
    page = desk.screen.first.clues
    assert page.item.text() == "4001"
    assert len(page._rows) == 1
    page.item.edit.setText("no such thing")
    desk.press("F12")
    assert "No receipt fits" in desk.shell.frame.banner.accessibleName()
    desk.press("Esc")
    assert not desk.screen.first.remembering


def test_a_fault_is_told_at_its_field(desk: DeskWindow) -> None:
    desk.open_returns()
    desk.press("Alt+W")
    desk.write("12")
    desk.press("F12")
    page = desk.screen.first.clues
    assert "four digits" in page.last_four.edit.accessibleDescription()
    assert page._rows == []
    desk.shell.switch_language()
    desk.rest()
    assert page.isVisible()
    desk.press("F12")
    told = page.last_four.edit.accessibleDescription()
    assert "dígitos" in told, told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/7", date(2026, 11, 7)),
        ("12/24", date(2025, 12, 24)),
        ("11/7/2026", date(2026, 11, 7)),
        ("2026-11-07", date(2026, 11, 7)),
    ],
)
def test_days_as_people_write_them(text: str, day: date) -> None:
    assert day_of(text, TODAY) == day


@pytest.mark.parametrize("text", ["yesterday", "13/40", "7", "2026-02-30", "1/2/3/4"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(BadInput):
        day_of(text, TODAY)
