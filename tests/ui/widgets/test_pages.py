"""Pages: a page that nobody sees costs nothing and asks for no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter_app.ui.widgets.pages import Pages


class _Counted(QLabel):
    """Words that wrap, and how often they were asked for their height."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setWordWrap(True)
        self.asked = 0

    def heightForWidth(self, width: int) -> int:
        self.asked += 1
        return super().heightForWidth(width)


def test_only_the_page_in_front_is_asked_for_its_size(qtbot: QtBot) -> None:
    pages = Pages()
    qtbot.addWidget(pages)
    small, large = _Counted("one"), _Counted("a long text " * 40)
    large.setMinimumSize(QSize(900, 700))
    assert list(pages) == []
    assert not pages.hasHeightForWidth()
    pages.add(small, large)
    assert pages.shown is small
    assert list(pages) == [small, large]
    pages.resize(200, 100)
    pages.show()
    assert pages.minimumSizeHint().height() < 100
    assert 0 < pages.heightForWidth(200) < 100
    assert small.asked
    assert not large.asked

    pages.bring(large)
    assert pages.shown is large
    assert small.isHidden()
    assert pages.minimumSizeHint() == QSize(900, 700)
    assert pages.heightForWidth(900) >= 700
    assert large.asked


def test_a_page_that_is_taken_out_is_the_callers_again(qtbot: QtBot) -> None:
    pages = Pages()
    qtbot.addWidget(pages)
    first, second = QWidget(), QWidget()
    pages.add(first, second)
    pages.remove(first)
    qtbot.addWidget(first)
    assert first not in pages
    assert second in pages
    assert pages.shown is second
