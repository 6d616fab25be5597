"""A slip in its place: set tighter before it is scrolled, and never cut within a line."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.document_view import DocumentView, SlipPart, SlipText
from counter_app.ui.widgets.slip_area import SlipArea


def shown(qtbot: QtBot, lines: int, height: int) -> tuple[SlipArea, DocumentView]:
    area = SlipArea()
    qtbot.addWidget(area)
    area.resize(area.width(), height)
    parts: list[SlipPart] = [SlipText(f"line {number}") for number in range(lines)]
    area.show_slip(parts, 48)
    area.show()
    view = area.widget()
    assert isinstance(view, DocumentView)
    return area, view


def test_a_slip_that_fits_keeps_its_leading(qtbot: QtBot) -> None:
    _, view = shown(qtbot, 10, 664)
    assert view.sizeHint().height() == 10 * 19 + 40


def test_a_longer_slip_is_set_tighter_and_needs_no_scroll_bar(qtbot: QtBot) -> None:
    area, view = shown(qtbot, 36, 664)
    assert view.height() <= 664
    assert area.verticalScrollBar().maximum() == 0


def test_a_slip_too_long_ends_with_a_whole_line_above_the_scroll_bar(qtbot: QtBot) -> None:
    area, view = shown(qtbot, 80, 664)
    assert area.verticalScrollBar().maximum() > 0
    assert (area.viewport().height() - 20) % 16 == 0
    assert area.viewport().height() == view.whole_lines(664)


def test_the_same_slip_again_stays_where_it_was_scrolled_to(qtbot: QtBot) -> None:
    area, view = shown(qtbot, 80, 400)
    area.verticalScrollBar().setValue(200)
    area.show_slip([SlipText(f"line {number}") for number in range(80)], 48)
    assert area.widget() is view
    assert area.verticalScrollBar().value() == 200
