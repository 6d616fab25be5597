"""A small table in a card: words at the left, figures at the right, each under its head."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import clear

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FiguresCard(Card):
    """A title with a note, and rows; the first column is words."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", Text.STRONG, wrap=True)
        self._note = Label("", Text.HINT, "ink2", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self.column.addWidget(self._title)
        self.column.addWidget(self._note)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)

    def show_rows(
        self, title: str, note: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> None:
        """Write it anew."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        clear(self._grid)
        if rows:
            self._row(0, heads, Text.CAPTION, "ink2")
        for place, cells in enumerate(rows, 1):
            self._row(place, cells, Text.VALUE, "ink")
        self._grid.setColumnStretch(0, 1)

    def _row(self, place: int, cells: Sequence[str], style: Text, ink: str) -> None:
        for column, words in enumerate(cells):
            figures = column > 0 and style is Text.VALUE
            label = Label(words, style, ink, tabular=figures and words[:1].isdigit())
            if column:
                label.setAlignment(_RIGHT)
            self._grid.addWidget(label, place, column)
