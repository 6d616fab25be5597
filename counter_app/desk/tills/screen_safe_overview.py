"""The safe before anything is done with it: what waits, par levels, the cash today will need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.tills.screen_figures import FiguresCard
from counter_app.ui import theme
from counter_app.ui.parked import WorkRow
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.widgets.scroll import scrolling_rows

NUMBERED = 9


class WaitingCard(Card):
    """Rows that go on with the digits where the actions above them end."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", Text.STRONG)
        self._empty = Label("", Text.HINT, "ink2", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._keys: dict[str, str] = {}
        self.column.addWidget(self._title)
        self.column.addWidget(self._empty)
        self.column.addLayout(self._rows)

    def show_rows(
        self, title: str, empty: str, first: int, rows: Sequence[tuple[str, str, str, str, str]]
    ) -> None:
        """Id, icon, title, line and amount of each; `first` is the first one's digit."""
        self._title.setText(title)
        self._empty.setText(empty)
        self._empty.setVisible(not rows)
        clear(self._rows)
        self._keys = {}
        for place, (name, icon, words, line, amount) in enumerate(rows):
            if place:
                self._rows.addWidget(Rule())
            number = first + place
            row = WorkRow(number, icon, words, line, amount)
            row.clicked.connect(lambda _=False, name=name: self.picked.emit(name))
            self._rows.addWidget(row)
            if number <= NUMBERED:
                self._keys[str(number)] = name

    def press(self, key: str) -> bool:
        """Pick by digit; says whether there is such a row."""
        if key in self._keys:
            self.picked.emit(self._keys[key])
            return True
        return False


class SafeOverview(QWidget):
    """A head, what can be done, and below it what scrolls if it must."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.lanes = self.head.add_button(Button("", key="Alt+L", icon="shopping-cart"))
        self.board = self.head.add_button(Button("", key="Alt+B", icon="layout-grid"))
        self.todo = ReasonPicker(across=3)
        self.waiting = WaitingCard()
        self.par = FiguresCard()
        self.need = FiguresCard()
        self._inside = QVBoxLayout()
        self._pair = QHBoxLayout()
        self._pair.addWidget(self.par, 1)
        self._pair.addWidget(self.need, 1)
        self._inside.addWidget(self.waiting)
        self._inside.addLayout(self._pair)
        self._inside.addStretch(1)
        self._scroll = scrolling_rows(self._inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.todo)
        self._column.addWidget(self._scroll, 1)
        self.set_gap(16)

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        for layout in (self._column, self._inside, self._pair):
            layout.setSpacing(theme.px(gap))

    def move_by(self, key: str) -> bool:
        """Down and Up move what does not fit; says whether the key was one of them."""
        if key not in ("Down", "Up"):
            return False
        bar = self._scroll.verticalScrollBar()
        bar.setValue(bar.value() + theme.px(120) * (1 if key == "Down" else -1))
        return True

    def show_actions(self, title: str, actions: Sequence[Reason]) -> None:
        """What can be done, by digit."""
        self.todo.set_title(title)
        self.todo.set_reasons(actions)
        self.todo.setVisible(bool(actions))
