"""A page of the Morning Book on the screen, painted from the PDF's own marks; always white."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.documents.book_layout import Laid
from counter_app.documents.book_paint import (
    BoxMark,
    LineMark,
    Mark,
    Page,
    PageMark,
    TextMark,
    Weight,
)

_WEIGHTS = {
    Weight.REGULAR: QFont.Weight.Normal,
    Weight.MEDIUM: QFont.Weight.Medium,
    Weight.STRONG: QFont.Weight.DemiBold,
}


class BookView(QWidget):
    """As wide as its place and as high as the page is then; put it into a scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._laid: Laid | None = None
        self._number = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def number(self) -> int:
        """The page that is shown, from 0."""
        return self._number

    def show_page(self, laid: Laid, number: int) -> None:
        """Show one page of a Book."""
        self._laid = laid
        self._number = max(0, min(number, len(laid.pages) - 1))
        self.setAccessibleName(f"{laid.title}, {self._number + 1}/{len(laid.pages)}")
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        paper = None if self._laid is None else self._laid.paper
        return width if paper is None else round(width * paper.height / paper.width)

    def sizeHint(self) -> QSize:
        return QSize(600, self.heightForWidth(600))

    def paintEvent(self, event: QPaintEvent) -> None:
        laid = self._laid
        if laid is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), QColor("#FFFFFF"))
            painter.scale(self.width() / laid.paper.width, self.width() / laid.paper.width)
            self._paint(painter, laid.pages[self._number])

    def _paint(self, painter: QPainter, page: Page) -> None:
        for mark in page.marks:
            _draw(painter, mark)


def _draw(painter: QPainter, mark: Mark) -> None:
    color = QColor(f"#{mark.ink.value}")
    match mark:
        case TextMark():
            _text(painter, mark.x, mark.y, mark.text, mark.size, mark.weight, color)
        case PageMark():
            _text(painter, mark.x, mark.y, mark.before, mark.size, mark.weight, color)
        case BoxMark():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            box = QRectF(mark.x, mark.y, mark.width, mark.height)
            painter.drawRoundedRect(box, mark.radius, mark.radius)
        case LineMark():
            pen = QPen(color, mark.width)
            if mark.dash:
                pen.setDashPattern([mark.dash / mark.width, mark.dash / mark.width])
            painter.setPen(pen)
            painter.drawLine(QPointF(mark.x1, mark.y1), QPointF(mark.x2, mark.y2))
        case _:
            assert_never(mark)


def _text(
    painter: QPainter, x: float, y: float, text: str, size: float, weight: Weight, color: QColor
) -> None:
    """Fonts are set ten times larger and scaled back: whole pixels would be too coarse."""
    font = QFont("Inter")
    font.setPixelSize(max(1, round(size * 10)))
    font.setWeight(_WEIGHTS[weight])
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.translate(x, y)
    painter.scale(0.1, 0.1)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()
