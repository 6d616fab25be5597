"""The board's page: four figures, and a card for each till; and one till with what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.tills.screen_open import TillCards
from counter_app.ui import theme
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.reason_picker import ReasonPicker
from counter_app.ui.widgets.summary_card import Summary, SummaryCard

FIGURES = 4


class BoardPage(QWidget):
    """All tills, or one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.safe = self.head.add_button(Button("", key="Alt+S", icon="vault"))
        self.lanes = self.head.add_button(Button("", key="Alt+L", icon="shopping-cart"))
        self.book = self.head.add_button(Button("", key="Alt+M", icon="book-open-check"))
        self.narrow = False
        self._figures = [SummaryCard() for _ in range(FIGURES)]
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.cards = TillCards()
        self.todo = ReasonPicker(across=3)
        self._facts = Card()
        self._facts.column.setSpacing(theme.px(4))
        self._pages = QStackedWidget()
        self._all, self._one = QWidget(), QWidget()
        self._all_column = QVBoxLayout(self._all)
        self._one_column = QVBoxLayout(self._one)
        for column in (self._all_column, self._one_column):
            column.setContentsMargins(0, 0, 0, 0)
        self._all_column.addLayout(self._grid)
        self._all_column.addWidget(self.cards, 1)
        self._all_column.addStretch(0)
        self._one_column.addWidget(self.todo)
        self._one_column.addWidget(self._facts)
        self._one_column.addStretch(1)
        self._pages.addWidget(self._all)
        self._pages.addWidget(self._one)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._pages, 1)
        self.set_gap(16)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has its figures two by two."""
        for layout in (self._column, self._all_column, self._one_column):
            layout.setSpacing(theme.px(gap))
        self._grid.setSpacing(theme.px(gap))
        self.todo.set_across(2 if gap < 16 else 3)
        self.narrow = gap < 16
        self.cards.set_across(2 if self.narrow else 3)
        across = 2 if self.narrow else FIGURES
        for place, card in enumerate(self._figures):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, place // across, place % across)
        for column in range(FIGURES):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def show_all(self, figures: Sequence[Summary]) -> None:
        """The summary row and the cards."""
        for card, figure in zip(self._figures, figures, strict=True):
            card.show_summary(figure)
        self._pages.setCurrentWidget(self._all)

    def show_one(self, facts: Sequence[KeyRow]) -> None:
        """One till: what is known about it."""
        clear(self._facts.column)
        for place, row in enumerate(facts):
            if place:
                self._facts.column.addWidget(Rule())
            self._facts.column.addWidget(RowView(row))
        self._pages.setCurrentWidget(self._one)
