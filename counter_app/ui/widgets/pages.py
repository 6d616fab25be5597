"""Pages of which one is shown; only that one is asked how much room it needs.

A `QStackedWidget` asks every page it holds each time anything in the window is laid out anew, also
those that nobody sees: most of what a key press cost.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayoutItem, QStackedLayout, QWidget


class Pages(QWidget):
    """Fills its place with one of its pages, whatever the others would need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = _OnTop(self)

    def add(self, *pages: QWidget) -> None:
        """Put pages in, behind those that are there; the first one ever is shown."""
        for page in pages:
            self._stack.addWidget(page)

    def remove(self, page: QWidget) -> None:
        """Take a page out; it is the caller's again."""
        self._stack.removeWidget(page)

    def bring(self, page: QWidget) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(page)

    @property
    def shown(self) -> QWidget | None:
        """The page that is in front; None while there is none."""
        return self._stack.currentWidget()

    def __contains__(self, page: QWidget) -> bool:
        return self._stack.indexOf(page) >= 0

    def __iter__(self) -> Iterator[QWidget]:
        for place in range(self._stack.count()):
            page = self._stack.widget(place)
            assert page is not None
            yield page


class _OnTop(QStackedLayout):
    """A stack as large as the page on top."""

    def sizeHint(self) -> QSize:
        item = self._top()
        return QSize() if item is None else item.sizeHint()

    def minimumSize(self) -> QSize:
        item = self._top()
        return QSize() if item is None else item.minimumSize()

    def hasHeightForWidth(self) -> bool:
        item = self._top()
        return item is not None and item.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        item = self._top()
        return -1 if item is None else item.heightForWidth(width)

    def _top(self) -> QLayoutItem | None:
        place = self.currentIndex()
        return self.itemAt(place) if place >= 0 else None
