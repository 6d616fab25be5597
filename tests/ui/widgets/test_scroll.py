"""A part that scrolls only where it must: as high as what is in it wherever there is room."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.scroll import FittingScroll

WORDS = "Bags on their way to the safe, and when the armoured car comes next."


def test_it_is_as_high_as_its_contents_and_scrolls_where_that_is_too_much(qtbot: QtBot) -> None:
    page, inside = QWidget(), QWidget()
    facts = QVBoxLayout(inside)
    area = FittingScroll(inside)
    column = QVBoxLayout(page)
    column.addWidget(area)
    column.addStretch(0)
    qtbot.addWidget(page)
    page.resize(240, 600)
    page.show()
    for _ in range(3):  # facts that come in later make room for themselves
        label = Label(WORDS, wrap=True)
        facts.addWidget(label)
        label.show()
    rest()
    assert area.height() == inside.heightForWidth(inside.width())
    assert area.verticalScrollBar().maximum() == 0
    page.resize(240, 100)
    rest()
    assert area.height() < inside.height()
    assert area.verticalScrollBar().maximum() > 0


def rest() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
