"""The dark half of the lock screen: the store's name, a badge under a scanner, the time."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.rail import paint_mark


@dataclass(frozen=True, slots=True)
class LockWords:
    """Everything that is written on the picture."""

    store: str = ""
    desk: str = ""
    title: str = ""
    line: str = ""
    clock: str = ""
    weekday: str = ""
    day: str = ""
    short_day: str = ""


class LockPicture(QWidget):
    """Painted; says its words to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = LockWords()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_words(self, words: LockWords) -> None:
        """Write other words."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(f"{words.store}. {words.title}. {words.line}")
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(560))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            painter.fillRect(self.rect(), QColor(t.block))
            narrow = self.width() < theme.px(420)
            left = float(theme.px(32 if narrow else 48))
            side = theme.px(36)
            paint_mark(painter, QRectF(left, theme.px(42), side, side), t.go, t.on_go)
            beside = left + side + theme.px(14)
            self._text(painter, beside, theme.px(40), self._words.store, Text.LEAD, t.on_block)
            self._text(painter, beside, theme.px(61), self._words.desk, Text.HINT, t.block_text2)
            top = max(theme.px(110), self.height() // 2 - theme.px(134))
            self._badge(painter, left, top)
            under = top + theme.px(172)
            self._title(painter, left, under)
            line = QRectF(
                left, under + theme.px(48), self.width() - left - theme.px(24), theme.px(66)
            )
            painter.setFont(theme.font(Text.FIELD))
            painter.setPen(QColor(t.block_text2))
            painter.drawText(line, int(Qt.TextFlag.TextWordWrap.value), self._words.line)
            self._time(painter, left)

    def _title(self, painter: QPainter, left: float, y: float) -> None:
        """The largest size that fits in one line."""
        room = self.width() - left - theme.px(24)
        sizes = (Text.MIRROR, Text.BLOCK, Text.TITLE)
        fitting = (s for s in sizes if theme.text_width(self._words.title, s) <= room)
        style = next(fitting, Text.TITLE)
        self._text(painter, left, y, self._words.title, style, theme.tokens().on_block)

    def _time(self, painter: QPainter, left: float) -> None:
        t = theme.tokens()
        bottom = self.height() - theme.px(104)
        words = self._words
        self._text(painter, left, bottom, words.clock, Text.AMOUNT, t.on_block, tabular=True)
        x = left + theme.text_width(words.clock, Text.AMOUNT, tabular=True) + theme.px(22)
        self._text(painter, x, bottom + theme.px(14), words.weekday, Text.BODY, t.on_block)
        fits = x + theme.text_width(words.day, Text.ROW) <= self.width() - theme.px(24)
        day = words.day if fits else words.short_day
        self._text(painter, x, bottom + theme.px(33), day, Text.ROW, t.block_text2)

    def _text(
        self,
        painter: QPainter,
        x: float,
        y: float,
        words: str,
        style: Text,
        ink: str,
        *,
        tabular: bool = False,
    ) -> None:
        room = QRectF(x, y, self.width() - x - theme.px(24), theme.line_height(style))
        paint.text(painter, room, words, style, ink, tabular=tabular)

    def _badge(self, painter: QPainter, left: float, top: float) -> None:
        """A badge in the corners of a viewfinder, 219 by 145, with the scanner's line across."""
        t = theme.tokens()
        unit = theme.scale()
        painter.save()
        painter.translate(QPointF(left, top))
        painter.scale(unit, unit)
        self._corners(painter, t.go)
        paint.box(painter, QRectF(44, 29, 132, 88), 8, t.well, QColor(t.well).lighter(160).name())
        paint.box(painter, QRectF(60, 47, 30, 30), 15, QColor(t.well).lighter(140).name())
        draw_icon(painter, "user-round", t.block_text2, 67, 54, 16)
        paint.box(painter, QRectF(102, 51, 56, 7), 3.5, t.block_text2)
        paint.box(painter, QRectF(102, 65, 38, 7), 3.5, QColor(t.well).lighter(160).name())
        for place, width in enumerate((2, 1, 3, 1, 2, 2, 1, 3, 2, 1, 1, 3, 2, 2, 1, 3, 1, 2, 3, 2)):
            painter.fillRect(QRectF(60 + place * 4.8, 90, width, 16), QColor(t.on_block))
        painter.fillRect(QRectF(19, 72, 182, 2), QColor(t.go))
        painter.restore()

    def _corners(self, painter: QPainter, ink: str) -> None:
        pen = QPen(QColor(ink), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        right, bottom, arm, bend = 217.0, 144.0, 36.0, 12.0
        for mirror_x in (1, -1):
            for mirror_y in (1, -1):
                x = 2.0 if mirror_x > 0 else right
                y = 2.0 if mirror_y > 0 else bottom
                path = QPainterPath(QPointF(x, y + arm * mirror_y))
                path.lineTo(x, y + bend * mirror_y)
                path.quadTo(x, y, x + bend * mirror_x, y)
                path.lineTo(x + arm * mirror_x, y)
                painter.drawPath(path)
