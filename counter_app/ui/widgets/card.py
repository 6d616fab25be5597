"""White cards with a hairline, and a heading row for them."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.label import Label


class Card(QFrame):
    """A card: a column with 16 pixels of margin; add to `column`."""

    def __init__(self, margin: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.column = QVBoxLayout(self)
        edge = theme.px(margin)
        self.column.setContentsMargins(edge, edge, edge, edge)
        self.column.setSpacing(theme.px(8))

    def add_heading(self, words: str, note: str = "") -> None:
        """A heading at the left and a note at the right."""
        row = QHBoxLayout()
        row.addWidget(Label(words, Text.STRONG))
        row.addStretch(1)
        if note:
            row.addWidget(Label(note, Text.HINT, "ink2"))
        self.column.addLayout(row)
