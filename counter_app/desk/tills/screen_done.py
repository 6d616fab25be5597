"""A settled till: its slip, what was counted, the variance, and where the books stand."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.document import Document
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.service import Settled
from counter_app.desk.tills.slip import grouped_head
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.slip_parts import slip_parts
from counter_app.ui.theme import Text
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.slip_area import SlipArea

WIDE, NARROW = 48, 32
MAX_LEFT = 3
"""Pieces of unfinished work that are named; the others are counted."""


class DonePage(QWidget):
    """Slip at the left, figures at the right."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words
        self._settled: Settled | None = None
        self._columns = WIDE
        self._slip = SlipArea()
        self._title = Label("", Text.TITLE, wrap=True)
        self._line = Label("", Text.HINT, "ink2", wrap=True)
        self._sums = Card()
        self._sums.column.setSpacing(theme.px(4))
        self._left = Card()
        self._left.column.setSpacing(theme.px(4))
        self._books = Label("", Text.BODY)
        self._head = Label("", Text.HINT, "ink2", wrap=True)
        self._note = Label("", Text.HINT, "ink2", wrap=True)
        self.again = Button("", key="Ctrl+P", icon="printer")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self._slip)
        row.addLayout(self._right(), 1)
        self.set_grid(Grid.MEDIUM)

    def set_grid(self, grid: Grid) -> None:
        """Narrow paper on a small window."""
        self._columns = NARROW if grid is Grid.SMALL else WIDE
        if self._settled is not None:
            self._show_slip(self._settled.slip)

    def show_settled(self, settled: Settled) -> None:
        """Show a settlement."""
        self._settled = settled
        self._show_slip(settled.slip)
        self._title.setText(self.tr("Till {0} settled").format(settled.till_id))
        number, at = f"{settled.number:04d}", self._words.time(settled.at)
        self._line.setText(self.tr("Settlement {0}, {1}").format(number, at))
        clear(self._sums.column)
        for place, fact in enumerate(self._words.settled_rows(settled)):
            if place:
                self._sums.column.addWidget(Rule())
            self._sums.column.addWidget(RowView(fact))
        self._show_left(settled)
        self._books.setText(self.tr("Books stand at {0} entries").format(settled.entries))
        self._head.setText(grouped_head(settled.head))
        self._note.setText(self.tr("The slip says where they stood before it."))
        self.again.set_words(self.tr("Print again"))

    def _show_left(self, settled: Settled) -> None:
        """What is still parked or unfinished: listed, and kept."""
        clear(self._left.column)
        left = settled.unfinished
        self._left.setVisible(bool(left))
        self._left.column.addWidget(Label(self.tr("Still unfinished"), Text.HEADING))
        for one in left[:MAX_LEFT]:
            name = one.owner.split(" ")[0]
            row = KeyRow(self._words.said(one.title), f"{name} · {self._words.time(one.since)}")
            self._left.column.addWidget(RowView(row))
        if len(left) > MAX_LEFT:
            more = self.tr("and {0} more, behind F9").format(len(left) - MAX_LEFT)
            self._left.column.addWidget(Label(more, Text.HINT, "ink2"))

    def _show_slip(self, slip: Document) -> None:
        self._slip.show_slip(slip_parts(slip, self._columns), self._columns)

    def _right(self) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._line)
        head.addWidget(IconMark("circle-check", 40, "accent"), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addLayout(words, 1)
        books = Card()
        books.column.setSpacing(theme.px(2))
        for label in (self._books, self._head, self._note):
            books.column.addWidget(label)
        column = QVBoxLayout()
        column.setSpacing(theme.px(16))
        column.addLayout(head)
        column.addWidget(self._sums)
        column.addWidget(self._left)
        column.addWidget(books)
        column.addWidget(BannerPlace(), 1)
        column.addWidget(self.again)
        return column
