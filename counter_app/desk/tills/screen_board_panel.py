"""The board's right side: what waits for who looks at it, each with a digit; bags; the safe."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear

MAX_ROWS = {Grid.SMALL: 4, Grid.MEDIUM: 4, Grid.LARGE: 8}
"""More do not fit above the facts and the block; the most urgent are shown."""


class WaitsForYou(QWidget):
    """A heading with how many, and a row with a button for each of the most urgent."""

    picked = Signal(int)
    """The place of the row that was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self._most = MAX_ROWS[Grid.MEDIUM]
        self._title = Label("", Text.LEAD)
        self._count = Label("", Text.HINT, "ink2")
        self._none = Label("", Text.HINT, "ink2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addWidget(Rule())
        column.addSpacing(theme.px(8))
        self._many = 0

    def show_rows(
        self, title: str, none: str, rows: Sequence[tuple[str, str, str, str, str]]
    ) -> None:
        """Icon, its ink, title, line and the button's word of each."""
        self._title.setText(title)
        self._count.setText(str(len(rows)) if rows else "")
        self._none.setText(none)
        self._none.setVisible(not rows)
        clear(self._rows)
        self._many = min(len(rows), self._most)
        for place, row in enumerate(rows[: self._most]):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(place, *row))

    def set_grid(self, grid: Grid) -> None:
        """A large window has room for more rows; they are written with the next `show_rows`."""
        self._most = MAX_ROWS[grid]

    def press(self, key: str) -> bool:
        """Pick by digit; says whether there is such a row."""
        if len(key) == 1 and key in "123456789" and int(key) <= self._many:
            self.picked.emit(int(key) - 1)
            return True
        return False

    def _row(self, place: int, icon: str, ink: str, title: str, line: str, verb: str) -> QWidget:
        row = QWidget()
        row.setProperty("kind", "clear")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, Text.VALUE_STRONG, wrap=True))
        words.addWidget(Label(line, Text.STATUS, "ink2", wrap=True))
        button = Button(verb, key=str(place + 1), name=f"{verb}: {title}")
        button.clicked.connect(lambda: self.picked.emit(place))
        across = QHBoxLayout(row)
        across.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        across.setSpacing(theme.px(8))
        across.addWidget(IconMark(icon, 20, ink), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addLayout(words, 1)
        across.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return row
