"""A slip on the screen as it will be on paper: one cell per character, always white."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets import paint

CELL = 8
LINE = 19
MARGIN = 16
MAX_PARTS = 2_000
"""A slip longer than this is cut on the screen (the paper is not)."""

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class SlipText:
    """One line, already laid out to the columns of the paper."""

    text: str
    bold: bool = False
    double: bool = False


@dataclass(frozen=True, slots=True)
class SlipRule:
    """A line across."""

    heavy: bool = False


@dataclass(frozen=True, slots=True)
class SlipGap:
    """Empty paper, in lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class SlipCode:
    """A barcode (one row of modules) or a matrix code; `modules` is asked when it is painted."""

    modules: Callable[[], Matrix]
    module_px: int = 2


SlipPart: TypeAlias = SlipText | SlipRule | SlipGap | SlipCode


class DocumentView(QWidget):
    """Paints a laid out slip; as high as the slip is long, so put it into a scroll area."""

    def __init__(self, columns: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._line = LINE
        self._parts: tuple[SlipPart, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[SlipPart]) -> None:
        """Show a slip."""
        self._parts = tuple(parts[:MAX_PARTS])
        lines = [part.text.strip() for part in self._parts if isinstance(part, SlipText)]
        self.setAccessibleName("\n".join(line for line in lines if line))
        self.updateGeometry()
        self.update()

    def set_leading(self, pixels: int) -> None:
        """The height of a line of text, in pixels at scale 1."""
        if pixels != self._line:
            self._line = pixels
            self.updateGeometry()
            self.update()

    def whole_lines(self, room: int) -> int:
        """The most of `room` (in pixels from the top) that cuts no part in two."""
        y = theme.px(MARGIN + 4)
        for part in self._parts:
            height = self._height(part)
            if y + height > room:
                break
            y += height
        return min(y, room)

    def sizeHint(self) -> QSize:
        width = theme.px(CELL * self._columns + 2 * MARGIN)
        height = sum(self._height(part) for part in self._parts)
        return QSize(width, height + theme.px(2 * MARGIN + 8))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            self._paint_paper(painter)
            y = float(theme.px(MARGIN + 4))
            for part in self._parts:
                height = self._height(part)
                if event.rect().intersects(QRectF(0, y, self.width(), height).toAlignedRect()):
                    self._paint_part(painter, part, y, t.on_paper)
                y += height

    def _paint_part(self, painter: QPainter, part: SlipPart, y: float, ink: str) -> None:
        match part:
            case SlipText():
                self._paint_text(painter, part, y, ink)
            case SlipRule():
                thick = 2 if part.heavy else 1
                width = theme.px(CELL * self._columns)
                middle = y + self._height(part) / 2
                painter.fillRect(QRectF(theme.px(MARGIN), middle, width, thick), QColor(ink))
            case SlipGap():
                pass
            case SlipCode():
                self._paint_code(painter, part, y, ink)
            case _:
                assert_never(part)

    def _paint_text(self, painter: QPainter, part: SlipText, y: float, ink: str) -> None:
        size = 2 if part.double else 1
        cell = theme.px(CELL) * size
        painter.setFont(theme.slip_font(theme.px(26 if part.double else 13), part.bold))
        painter.setPen(QColor(ink))
        height = self._height(part)
        for place, letter in enumerate(part.text[: self._columns // size]):
            if letter != " ":
                rect = QRectF(theme.px(MARGIN) + place * cell, y, cell, height)
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)

    def _paint_code(self, painter: QPainter, part: SlipCode, y: float, ink: str) -> None:
        rows = part.modules()
        if not rows:
            return
        side = theme.px(part.module_px)
        high = theme.px(50) if len(rows) == 1 else side
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        left = (self.width() - len(rows[0]) * side) // 2
        for row, modules in enumerate(rows):
            for column, dark in enumerate(modules):
                if dark:
                    top = round(y) + theme.px(4) + row * high
                    painter.fillRect(left + column * side, top, side, high, QColor(ink))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_paper(self, painter: QPainter) -> None:
        t = theme.tokens()
        tooth = theme.px(4)
        bottom = self.height() - tooth
        shape = [QPointF(0, 0), QPointF(self.width(), 0), QPointF(self.width(), bottom)]
        x, down = self.width(), True
        while x > 0:
            x -= tooth
            shape.append(QPointF(max(x, 0), bottom + tooth if down else bottom))
            down = not down
        painter.setPen(QColor(t.hair))
        painter.setBrush(QColor(t.paper))
        painter.drawPolygon(QPolygonF(shape))

    def _height(self, part: SlipPart) -> int:
        match part:
            case SlipText():
                return theme.px(self._line * 2 if part.double else self._line)
            case SlipRule():
                return theme.px(self._line - 3)
            case SlipGap():
                return theme.px(self._line * part.lines // 2)
            case SlipCode():
                rows = len(part.modules())
                return theme.px(58) if rows <= 1 else rows * theme.px(part.module_px) + theme.px(8)
            case _:
                assert_never(part)
