"""Bars of many days around a zero line: over up, short down, limits dashed, one day picked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint

BAR = 0.6
AXIS = 72
FOOT = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: its short name, its value in minor units (None: nothing happened) and as words."""

    name: str
    minor: int | None
    words: str = ""


class TrendChart(QWidget):
    """Says which day was pressed; the owner marks the one that is picked."""

    picked = Signal(int)
    """The place of a day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._limit: int | None = None
        self._limit_words = ""
        self._chosen = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(
        self, name: str, bars: Sequence[Bar], limit: int | None = None, limit_words: str = ""
    ) -> None:
        """Draw these, oldest first; `limit` is drawn on both sides of zero where it fits."""
        self._bars, self._limit, self._limit_words = tuple(bars), limit, limit_words
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{b.name}: {b.words}" for b in bars if b.words))
        self.update()

    def choose(self, place: int) -> None:
        """Pick out one day."""
        self._chosen = place
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(120))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left, slot = theme.px(AXIS), self._slot()
        place = int((event.position().x() - left) // slot) if slot else -1
        if 0 <= place < len(self._bars):
            self.picked.emit(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            if not self._bars:
                return
            low, high = self._range()
            top, bottom = theme.px(10), self.height() - theme.px(FOOT)
            scale = (bottom - top) / (high - low)

            def at(minor: int) -> float:
                return top + (high - minor) * scale

            left, slot = float(theme.px(AXIS)), self._slot()
            if 0 <= self._chosen < len(self._bars):
                mark = QRectF(left + slot * self._chosen, top, slot, bottom - top)
                paint.box(painter, mark, theme.px(4), t.accent_tint)
            if self._limit is not None:
                self._paint_limits(painter, at, left, low, high)
            self._paint_extremes(painter, at, left)
            paint.line(painter, left, self.width(), at(0), t.edge)
            for place, bar in enumerate(self._bars):
                if bar.minor:
                    over = bar.minor > 0
                    beyond = self._limit is not None and abs(bar.minor) > self._limit
                    soft = t.accent if over else t.deny
                    x = left + slot * place + slot * (1 - BAR) / 2
                    y, end = sorted((at(0), at(bar.minor)))
                    rect = QRectF(x, y, slot * BAR, max(1.0, end - y))
                    painter.setOpacity(1.0 if beyond or self._limit is None else 0.6)
                    paint.box(painter, rect, 1, soft)
                    painter.setOpacity(1.0)
            self._paint_days(painter, left, slot, float(bottom))

    def _slot(self) -> float:
        room = self.width() - theme.px(AXIS)
        return room / len(self._bars) if self._bars else 0.0

    def _range(self) -> tuple[int, int]:
        """From the lowest to the highest value with some air, zero always inside."""
        values = [bar.minor or 0 for bar in self._bars]
        low, high = min(0, *values), max(0, *values)
        if self._limit is not None:
            low, high = min(low, -self._limit), max(high, self._limit)
        if low == high:
            high = 100
        air = (high - low) // 12 + 1
        return (low - air if low < 0 else 0), high + air

    def _paint_extremes(self, painter: QPainter, at: Callable[[int], float], left: float) -> None:
        """At the axis: zero, and the highest and the lowest day unless a limit stands there."""
        limits = () if self._limit is None else (self._limit, -self._limit)
        told = [at(0), *(at(minor) for minor in limits)]
        self._paint_axis(painter, at(0), left, "0")
        days = sorted((b for b in self._bars if b.minor), key=lambda b: b.minor or 0)
        for bar in (days[-1:] + days[:1]) if days else ():
            y = at(bar.minor or 0)
            if all(abs(y - other) >= theme.px(16) for other in told):
                told.append(y)
                paint.line(painter, left, self.width(), y, theme.tokens().hair)
                self._paint_axis(painter, y, left, bar.words)

    def _paint_axis(self, painter: QPainter, y: float, left: float, words: str) -> None:
        place = QRectF(0, y - theme.px(9), left - theme.px(8), theme.px(18))
        paint.text(painter, place, words, Text.STATUS, theme.tokens().ink2, paint.RIGHT)

    def _paint_limits(
        self, painter: QPainter, at: Callable[[int], float], left: float, low: int, high: int
    ) -> None:
        t = theme.tokens()
        limit = self._limit or 0
        for minor in (limit, -limit):
            if low < minor < high:
                pen = QPen(paint.colour(t.line), 1, Qt.PenStyle.DashLine)
                painter.setPen(pen)
                y = at(minor)
                painter.drawLine(int(left), int(y), self.width(), int(y))
                sign = "+" if minor > 0 else "\N{MINUS SIGN}"
                self._paint_axis(painter, y, left, f"{sign}{self._limit_words}")

    def _paint_days(self, painter: QPainter, left: float, slot: float, bottom: float) -> None:
        """The first, the last and every seventh day by name."""
        t = theme.tokens()
        last = len(self._bars) - 1
        end = 0.0
        for place in range(last % 7, last + 1, 7):
            words = self._bars[place].name
            wide = theme.text_width(words, Text.STATUS)
            x = min(left + slot * (place + 0.5) - wide / 2, self.width() - wide)
            if x < end:
                continue
            end = x + wide + theme.px(8)
            rect = QRectF(x, bottom + theme.px(4), wide + 2, theme.px(18))
            paint.text(painter, rect, words, Text.STATUS, t.ink2)
