"""The line table: what was sold and what comes back, one row a line, steppers on the current one.

Up and Down walk, + and - step, Return says activated; other keys go to whoever holds the table.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QSizePolicy,
    QStackedLayout,
    QStyle,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.line_model import (
    AnyIndex,
    Column,
    ColumnKind,
    LineModel,
    LineRow,
)
from counter_app.ui.widgets.line_paint import LineDelegate, LineHead, edge_pad
from counter_app.ui.widgets.stepper import Stepper

_FLASH_MS = 300
_WALK = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


class LineTable(QTableView):
    """A table of `LineRow`; rows are named by their key in everything it says."""

    current_changed = Signal(str)
    stepped = Signal(str, int)
    """A row's key and +1 or -1."""
    activated_row = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = LineModel()
        self._stepper = Stepper(self.viewport())
        self._stepper.hide()
        self._stepper.stepped.connect(self._step)
        self._flash_timer = QTimer(self)
        self._flash_timer.setSingleShot(True)
        self._flash_timer.timeout.connect(self._end_flash)
        self._delegate = LineDelegate(self._model, self)
        self._left_at = ""
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHorizontalHeader(LineHead(self._model, self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Lines"))
        self.set_row_height(59)
        self._model.modelReset.connect(self._place_stepper)
        self._model.dataChanged.connect(self._place_stepper)

    def set_row_height(self, height: int) -> None:
        """51 on a small window, 59 or 60 on larger ones."""
        self.verticalHeader().setMinimumSectionSize(theme.px(height))
        self.verticalHeader().setDefaultSectionSize(theme.px(height))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows set again afterwards stay on the current one."""
        self._left_at = self.current_key() or self._left_at
        self._model.set_columns(columns)
        self._fit_columns()

    def set_rows(self, rows: Sequence[LineRow]) -> None:
        """Show these rows and stay on the current one, or go to the first."""
        before = self.current_key() or self._left_at
        self._left_at = ""
        self._model.set_rows(rows)
        place = self._model.place_of(before)
        if rows and place < 0:
            place = 0
        if rows and self.currentIndex().row() != place:
            self.selectRow(place)
        self._place_stepper()

    def rows(self) -> tuple[LineRow, ...]:
        """The rows on view."""
        return self._model.rows

    def current_key(self) -> str:
        """The key of the current row, empty without one."""
        place = self.currentIndex().row()
        return self._model.rows[place].key if 0 <= place < len(self._model.rows) else ""

    def set_current(self, key: str) -> None:
        """Go to a row; an unknown key changes nothing."""
        place = self._model.place_of(key)
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(self._model.index(place, 0))

    def flash(self, key: str) -> None:
        """Let a scanned row light up for 300 ms, unless the system wants no motion."""
        self.set_current(key)
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) <= 0:
            return
        self._delegate.flashed = key
        self._flash_timer.start(_FLASH_MS)
        self.viewport().update()

    def stepper(self) -> Stepper | None:
        """The stepper on the current row, if it has one."""
        return None if self._stepper.isHidden() else self._stepper

    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self._place_stepper()
            self.viewport().update()
            self.current_changed.emit(self.current_key())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WALK:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.selectRow(0 if key == Qt.Key.Key_Home else len(self._model.rows) - 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal) or event.text() == "+":
            self._step(1)
        elif key == Qt.Key.Key_Minus or event.text() == "-":
            self._step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_key():
                self.activated_row.emit(self.current_key())
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._delegate.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._delegate.focused = False
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())  # a banner took rows: not the one being worked on

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_stepper()

    def sizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * max(1, len(self._model.rows))
        return QSize(theme.px(600), rows + theme.px(32))

    def minimumSizeHint(self) -> QSize:
        rows = self.verticalHeader().defaultSectionSize() * min(2, max(1, len(self._model.rows)))
        return QSize(theme.px(320), rows + theme.px(32))

    def _step(self, by: int) -> None:
        place = self.currentIndex().row()
        if not 0 <= place < len(self._model.rows):
            return
        row = self._model.rows[place]
        if not row.used_up and (row.can_raise if by > 0 else row.can_lower):
            self.stepped.emit(row.key, by)

    def _fit_columns(self) -> None:
        columns = self._model.columns
        widths = [theme.px(c.width) + edge_pad(columns, n) for n, c in enumerate(columns)]
        taken = sum(width for width, c in zip(widths, columns, strict=True) if c.width)
        open_ones = [place for place, column in enumerate(columns) if column.width == 0]
        free = max(0, self.viewport().width() - taken)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, widths[place] if column.width else free // len(open_ones))
        self._place_stepper()

    def _place_stepper(self) -> None:
        """Lay the stepper over its cell of the current row, if that row can still be stepped.

        It is a child of the viewport and lives as long: an index widget that is replaced while
        the view runs has been seen to crash on closing.
        """
        place = self.currentIndex().row()
        columns, rows = self._model.columns, self._model.rows
        column = next((n for n, c in enumerate(columns) if c.kind is ColumnKind.STEPPER), -1)
        if column < 0 or not 0 <= place < len(rows) or rows[place].used_up:
            self._stepper.hide()
            return
        row = rows[place]
        self._stepper.show_value(row.cells[column].text, row.can_lower, row.can_raise)
        cell = self.visualRect(self._model.index(place, column))
        size = self._stepper.sizeHint()
        self._stepper.resize(size)
        left = cell.left() + (cell.width() - size.width()) // 2
        self._stepper.move(left, cell.top() + (cell.height() - 1 - size.height()) // 2)
        self._stepper.show()

    def _end_flash(self) -> None:
        self._delegate.flashed = ""
        self.viewport().update()


class TableCard(QFrame):
    """A card with a line table in it, or what to do while there are no lines."""

    def __init__(self, empty: EmptyState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.table = LineTable(self)
        self.empty = empty
        self.empty.setParent(self)  # a page without a parent opens a window of its own
        holder = QVBoxLayout(self)
        inset = theme.px(8)
        holder.setContentsMargins(1, inset, 1, inset)
        self._pages = QStackedLayout()
        holder.addLayout(self._pages)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_rows(self, rows: Sequence[LineRow]) -> None:
        """Show the rows, or the empty state if there are none."""
        self.table.set_rows(rows)
        self._pages.setCurrentWidget(self.table if rows else self.empty)
        policy = QSizePolicy.Policy.Ignored if rows else QSizePolicy.Policy.Preferred
        self.empty.setSizePolicy(policy, policy)  # a hidden page claims no room
        self.updateGeometry()
