"""Changing money: what comes in by pieces beside what goes out; both must be worth the same."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.money import Money
from counter_app.desk.tills.screen_action import MoveInput
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui import theme
from counter_app.ui.widgets.denomination_grid import DenominationGrid
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.scroll import scrolling_rows


class ChangePage(QWidget):
    """Two columns of the same denominations; Return walks down one and then the other."""

    changed = Signal()
    row_entered = Signal()

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._current: QLineEdit | None = None
        self.head = ScreenHead()
        self.bar = FindingsBar()
        self.comes, self.goes = self._grid(), self._grid()
        self.comes.finished.connect(self.goes.start)
        self._between = QHBoxLayout()
        for grid in (self.comes, self.goes):
            side = QVBoxLayout()
            side.addWidget(grid)
            side.addStretch(1)
            self._between.addLayout(side, 1)
        self._scroll = scrolling_rows(self._between)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self.bar):
            self._column.addWidget(widget)
        self._column.addWidget(self._scroll, 1)

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        self._column.setSpacing(theme.px(gap))
        self._between.setSpacing(theme.px(gap))
        self.bar.set_compact(gap < 16)
        for grid in (self.comes, self.goes):
            grid.set_compact(gap < 16)

    def start(self) -> None:
        """Empty, with the hands on the largest note that comes in."""
        for grid in (self.comes, self.goes):
            grid.set_pieces({})
        self.comes.start()

    def pieces(self) -> tuple[dict[str, int], dict[str, int]]:
        """What comes in and what goes out, without what is none."""
        both = (self.comes.pieces(), self.goes.pieces())
        comes, goes = ({k: n for k, n in found.items() if n} for found in both)
        return comes, goes

    def edit(self) -> QLineEdit:
        """The box that the keypad types into."""
        return self._current or self.comes.rows[0].box

    def current(self) -> tuple[str, str, str, str]:
        """The row that is typed now: what, in which column, how many, and their worth."""
        for grid, side in ((self.comes, self.tr("comes in")), (self.goes, self.tr("goes out"))):
            for row in grid.rows:
                if row.box is self.edit():
                    minor = row.minor()
                    worth = "" if minor is None else f"= {self._words.money(Money(minor))}"
                    return self._words.called(row.denomination), side, row.box.text(), worth
        return "", "", "", ""

    def show_change(self, moving: MoveInput, title: str, till: str, finding: Finding) -> None:
        """Write the words; the boxes hold what was typed."""
        self.head.set_words(title, till)
        self.bar.show_findings([finding])
        self.comes.set_title(self.tr("Comes in"), self.tr("Total"))
        self.goes.set_title(self.tr("Goes out"), self.tr("Total"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A held Return walks no further."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.isAutoRepeat()
        ):
            return True
        return super().eventFilter(watched, event)

    def _grid(self) -> DenominationGrid:
        kinds = (*self._words.notes(), *self._words.coins(seldom=False))
        grid = DenominationGrid(kinds, lambda minor: self._words.money(Money(minor)))
        grid.changed.connect(self.changed)
        grid.row_entered.connect(lambda key, grid=grid: self._entered(grid.edit_of(key)))
        for row in grid.rows:
            row.box.installEventFilter(self)
        return grid

    def _entered(self, edit: QLineEdit) -> None:
        self._current = edit
        self._scroll.ensureWidgetVisible(edit, 0, theme.px(24))
        self.row_entered.emit()
