"""What lies over the work without stopping it: the key map (F1), and the card after a bug."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button, Kind
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.keycap import Keycap
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear


class Overlay(QWidget):
    """A card in the middle of a scrim; Esc or its button closes it."""

    closed = Signal()

    def __init__(self, parent: QWidget, icon: str, ink: str) -> None:
        super().__init__(parent)
        self._title = Label("", Text.TITLE)
        self._line = Label("", Text.VALUE, "ink2", wrap=True)
        self.button = Button("", Kind.SECONDARY, key="Esc")
        self.button.clicked.connect(self.close_card)
        self.card = Card(24, self)
        head = QHBoxLayout()
        head.setSpacing(theme.px(14))
        head.addWidget(IconMark(icon, 28, ink), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addLayout(words, 1)
        head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.card.column.addLayout(head)
        self.card.column.addWidget(Rule())
        self.hide()

    def set_words(self, title: str, line: str, button: str) -> None:
        """What it says at the head, and the word on its button."""
        self._title.setText(title)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.button.set_words(button)
        self.setAccessibleName(f"{title}. {line}")

    def open_over(self, area: QRect) -> None:
        """Cover this part of the parent."""
        self.setGeometry(area)
        gap = theme.px(24)
        width = min(theme.px(760), area.width() - 2 * gap)
        self.card.setFixedWidth(width)
        self.card.adjustSize()
        height = min(self.card.sizeHint().height(), area.height() - 2 * gap)
        self.card.resize(width, height)
        self.card.move(QPoint((area.width() - width) // 2, (area.height() - height) // 2))
        self.show()
        self.raise_()

    def close_card(self) -> None:
        """Take it away."""
        self.hide()
        self.closed.emit()

    def take_key(self, key: str) -> bool:
        """Esc, Return and F1 close it; no other key reaches the work meanwhile."""
        if key in ("Esc", "Return", "F1"):
            self.close_card()
        return key not in ("Tab", "Shift+Tab", " ")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The work under the scrim cannot be touched."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.tokens().scrim))


class KeyHelp(Overlay):
    """Every key that does something now, in two columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "circle-question-mark", "accent")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(10))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self.card.column.addLayout(self._grid)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Pairs of key and what it does."""
        clear(self._grid)
        half = -(-len(keys) // 2)
        for place, (key, words) in enumerate(keys):
            column, row = divmod(place, half)
            self._grid.addWidget(Keycap(key), row, 2 * column, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Label(words, Text.VALUE), row, 2 * column + 1)


class CrashCard(Overlay):
    """After a bug: what it means for the money, and what to write down."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "wrench", "deny")
        self._where = Label("", Text.HINT, "ink2", wrap=True)
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.card.column.addWidget(self._where)

    def show_bug(self, where: str, area: QRect) -> None:
        """Say that something the program did not expect has happened."""
        self.set_words(
            self.tr("Something went wrong in the program"),
            self.tr(
                "Nothing was saved by the last step. Look at the journal before you try it again."
            ),
            self.tr("Go on"),
        )
        self._where.setText(self.tr("For whoever repairs it: {0}").format(where))
        self.open_over(area)
