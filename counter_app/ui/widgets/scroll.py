"""A part of a page that scrolls up and down when the window is small."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QWidget


def scrolling(inside: QWidget) -> QScrollArea:
    """Put a widget into an area that is as wide as its page, takes no focus and has no frame."""
    return _around(QScrollArea(), inside)


def scrolling_rows(rows: QLayout) -> QScrollArea:
    """The same of what a layout without margins holds."""
    inside = QWidget()
    inside.setProperty("kind", "clear")
    rows.setContentsMargins(0, 0, 0, 0)
    inside.setLayout(rows)
    return scrolling(inside)


def _around(area: QScrollArea, inside: QWidget) -> QScrollArea:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area


class FittingScroll(QScrollArea):
    """As high as what is in it where there is room for that; scrolls where there is not."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        _around(self, inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        wrapped = self._inside.heightForWidth(self.width())
        least = self._inside.minimumSizeHint().height()  # wrapped text knows no least heights
        return QSize(self.width(), max(wrapped, least))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # Qt's own area moves its bars only
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()
