"""Meters: a level in five steps with its word, and an amount against a limit."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint

STEPS = 5


def paint_level(
    painter: QPainter, rect: QRectF, caption: str, word: str, steps: int, *, over: bool
) -> None:
    """Paint caption and word on one line and five steps under it, in the top 36 pixels of rect."""
    t = theme.tokens()
    line = QRectF(rect.x(), rect.y(), rect.width(), theme.px(20))
    paint.text(painter, line, caption, Text.STATUS, t.ink2)
    style, ink = (Text.CAPTION_STRONG, t.warn) if over else (Text.CAPTION, t.ink)
    paint.text(painter, line, word, style, ink, paint.RIGHT)
    if over:
        size = theme.px(16)
        left = line.right() - theme.text_width(word, style) - size - theme.px(5)
        draw_icon(painter, "triangle-alert", ink, left, line.center().y() - size / 2, size)
    gap = theme.px(4)
    width = (rect.width() - gap * (STEPS - 1)) / STEPS
    top = rect.y() + theme.px(25)
    for step in range(STEPS):
        bar = QRectF(rect.x() + step * (width + gap), top, width, theme.px(8))
        on = t.warn_fill if over else t.accent
        paint.box(painter, bar, theme.px(3), on if step < steps else t.hair)


class LimitMeter(QWidget):
    """How far an amount goes over a limit: both in the same minor units, words given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0
        self._limit = 1
        self._limit_words = ""
        self._over_words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_limit(self, value: int, limit: int, limit_words: str, over_words: str) -> None:
        """`value` and `limit` in minor units; the words say the same to the reader."""
        self._value, self._limit = max(value, 0), max(limit, 0)
        self._limit_words, self._over_words = limit_words, over_words
        self.setAccessibleName(f"{limit_words}. {over_words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(360), theme.px(44))

    def minimumSizeHint(self) -> QSize:
        words = theme.text_width(self._limit_words + self._over_words, Text.CAPTION_STRONG)
        return QSize(words + theme.px(16), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            width = float(self.width())
            top, height, radius = theme.px(8), theme.px(10), theme.px(5)
            whole = max(self._value * 13 // 10, self._limit * 3 // 2, 1)
            end = width * self._value / whole
            mark = width * self._limit / whole
            paint.box(painter, QRectF(0, top, width, height), radius, t.hair)
            paint.box(painter, QRectF(0, top, end, height), radius, t.approve_line)
            if end > mark:
                painter.save()
                painter.setClipRect(QRectF(mark, 0, end - mark, self.height()))
                paint.box(painter, QRectF(0, top, end, height), radius, t.approve)
                painter.restore()
            painter.fillRect(QRectF(mark, theme.px(2), 2, theme.px(22)), paint.colour(t.ink))
            self._paint_words(painter, mark)

    def _paint_words(self, painter: QPainter, mark: float) -> None:
        t = theme.tokens()
        line = QRectF(0, theme.px(26), self.width(), theme.px(18))
        paint.text(painter, line, self._over_words, Text.CAPTION_STRONG, t.approve, paint.RIGHT)
        room = line.right() - theme.text_width(self._over_words, Text.CAPTION_STRONG) - theme.px(10)
        words = theme.text_width(self._limit_words, Text.STATUS)
        left = max(0.0, min(mark + 2 - words, room - words))
        rect = QRectF(left, line.y(), words, line.height())
        paint.text(painter, rect, self._limit_words, Text.STATUS, t.ink)
