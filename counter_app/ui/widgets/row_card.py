"""A card of rows that are read: a heading, a note beside it, and words with values."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear


class RowCard(Card):
    """Rows with hairlines between them, as high as they are; hidden while it has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._told: tuple[KeyRow, ...] = ()
        self._title, self._note = Label("", Text.STRONG), Label("", Text.HINT, "ink2")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(6))
        self.column.addLayout(head)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_rows(self, title: str, rows: Sequence[KeyRow], note: str = "") -> None:
        """Show these rows and no others; nothing is built anew where nothing changed."""
        self._title.setText(title)
        self._note.setText(note)
        self.setVisible(bool(rows))
        if tuple(rows) == self._told:
            return
        self._told = tuple(rows)
        clear(self._rows)
        for place, row in enumerate(rows):
            if place:
                self._rows.addWidget(Rule())
            self._rows.addWidget(RowView(row))
