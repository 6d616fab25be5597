"""How a line table is painted: its rows and its head."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.line_model import AnyIndex, Cell, Column, ColumnKind, LineModel

PAD = 8
FIRST_PAD = 20
NAMES = Qt.TextElideMode.ElideMiddle
"""Goods of one kind differ at the end of their names: size, colour, flavour."""


def edge_pad(columns: Sequence[Column], place: int) -> int:
    """What a last column of numbers keeps to the card's edge beside its usual padding."""
    last = place == len(columns) - 1 and columns[place].kind is ColumnKind.NUMBER
    return theme.px(FIRST_PAD - PAD) if last else 0


def cell_rect(rect: QRect, columns: Sequence[Column], place: int) -> QRectF:
    """The part of a cell that holds words."""
    left = theme.px(FIRST_PAD if place == 0 else PAD)
    return QRectF(rect).adjusted(left, 0, -theme.px(PAD) - edge_pad(columns, place), 0)


def fitting(words: str, width: float) -> str:
    """A second line without the first of its parts, a number mostly, where there is no room."""
    while " · " in words and theme.text_width(words, Text.STATUS) > width:
        words = words.partition(" · ")[2]
    return words


class LineDelegate(QStyledItemDelegate):
    """Paints a cell: ground, bar, hairline, words."""

    def __init__(self, model: LineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.flashed = ""
        self.focused = False

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(theme.px(48), theme.px(theme.TOUCH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._model.rows[index.row()]
        column = self._model.columns[index.column()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.smooth(painter)
        self._ground(painter, rect, index, selected, bool(state & QStyle.StateFlag.State_MouseOver))
        if column.kind is not ColumnKind.STEPPER or not selected or row.used_up:
            cell = row.cells[index.column()]
            self._words(painter, rect, index.column(), cell, row.used_up, selected)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, index: AnyIndex, selected: bool, over: bool
    ) -> None:
        t = theme.tokens()
        flashed = self._model.rows[index.row()].key == self.flashed
        if flashed:
            painter.fillRect(rect, QColor(t.accent_flash))
        elif selected:
            painter.fillRect(rect, QColor(t.accent_tint))
        elif over:
            painter.fillRect(rect, QColor(t.canvas))
        if index.row() < len(self._model.rows) - 1:
            paint.line(painter, rect.left(), rect.right() + 1, rect.bottom(), t.hair)
        if selected and index.column() == 0:
            bar = QRect(rect.left(), rect.top(), theme.px(4), rect.height())
            painter.fillRect(bar, QColor(t.accent))
        if selected and self.focused:
            self._focus(painter, rect, index.column())

    def _focus(self, painter: QPainter, rect: QRect, column: int) -> None:
        colour = QColor(theme.tokens().accent)
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), colour)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), colour)
        if column == len(self._model.columns) - 1:
            painter.fillRect(QRect(rect.right() - 1, rect.top(), 2, rect.height()), colour)

    def _words(
        self,
        painter: QPainter,
        rect: QRect,
        place: int,
        cell: Cell,
        used_up: bool,
        selected: bool,
    ) -> None:
        column = self._model.columns[place]
        inner = cell_rect(rect, self._model.columns, place)
        style, ink = self._first(column, place, cell, used_up, selected)
        tabular = column.kind is not ColumnKind.TEXT
        align = _alignment(column)
        elide = NAMES if place == 0 else Qt.TextElideMode.ElideRight
        if not cell.second:
            paint.text(painter, inner, cell.text, style, ink, align, tabular, elide)
            return
        first, second = theme.line_height(style), theme.line_height(Text.STATUS)
        top = inner.y() + (inner.height() - first - second - theme.px(6)) / 2
        upper = QRectF(inner.x(), top, inner.width(), first)
        lower = QRectF(inner.x(), top + first + theme.px(4), inner.width(), second)
        t = theme.tokens()
        paint.text(painter, upper, cell.text, style, ink, align, tabular, elide)
        under = t.ink3 if used_up else t.ink2
        paint.text(painter, lower, fitting(cell.second, inner.width()), Text.STATUS, under, align)

    def _first(
        self, column: Column, place: int, cell: Cell, used_up: bool, selected: bool
    ) -> tuple[Text, str]:
        t = theme.tokens()
        quiet = used_up or cell.quiet
        ink = t.ink3 if quiet else t.ink2 if column.ink == "ink2" else t.ink
        if column.kind is ColumnKind.STEPPER:
            return (Text.ROW if quiet else Text.LEAD), ink
        if place == 0:
            return (Text.STRONG if selected else Text.BODY), ink
        return (Text.ROW if quiet and column.style is Text.BODY else column.style), ink


class LineHead(QHeaderView):
    """The table's head: captions aligned as their columns, no lines, not clickable."""

    def __init__(self, model: LineModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = model
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFixedHeight(theme.px(32))
        self.setMinimumSectionSize(theme.px(24))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        if place >= len(self._columns.columns):
            return
        column = self._columns.columns[place]
        painter.save()
        paint.smooth(painter)
        painter.fillRect(rect, QColor(theme.tokens().surface))
        inner = cell_rect(rect, self._columns.columns, place)
        ink = theme.tokens().ink2
        paint.text(painter, inner, column.title, Text.CAPTION, ink, _alignment(column))
        painter.restore()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    match column.kind:
        case ColumnKind.TEXT:
            return paint.LEFT
        case ColumnKind.NUMBER:
            return paint.RIGHT
        case ColumnKind.STEPPER:
            return paint.CENTRE
