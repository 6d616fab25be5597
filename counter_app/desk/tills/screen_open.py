"""Opening a till: which one, and how much its float is; money is typed as cents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.tills.screen_actions import ActionColumns, ActionView
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.paint import KeyTone
from counter_app.ui.widgets.scroll import scrolling_rows
from counter_app.ui.widgets.till_card import TillCard, TillView

ACROSS = 3
"""Cards side by side; two on a small window with much to say."""
MAX_DIGITS = 9


class TillKey(TillCard):
    """A till of the store with the digit that picks it; chosen: a tick and an accent border."""

    def __init__(self, till_id: int, view: TillView, digit: str = "") -> None:
        super().__init__(view)
        self.till_id = till_id
        self.digit = digit
        self.setCheckable(True)
        if digit:
            self.setAccessibleDescription(f"{digit}. {self.accessibleDescription()}")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            middle = theme.px(137)
            if self.isChecked():
                paint.box(painter, rect, theme.px(12), None, theme.tokens().accent, 2)
                if self.hasFocus():
                    paint.inner_ring(painter, rect, theme.px(12), theme.tokens().accent)
                side = theme.px(22)
                left = rect.right() - theme.px(16) - side
                tick = QRectF(left, middle - side / 2, side, side)
                paint.tick(painter, tick, checked=True)
            elif self.digit:
                left = rect.right() - theme.px(16) - paint.keycap_width(self.digit)
                paint.keycap(painter, left, middle, self.digit, KeyTone.PLAIN)


class TillCards(QWidget):
    """Tills side by side, three to a row; scrolls where a store has many."""

    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._keys: list[TillKey] = []
        self._across = ACROSS
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(16))
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll = scrolling_rows(self._grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def set_across(self, across: int) -> None:
        """How many cards stand side by side."""
        if across != self._across:
            self._across = across
            self._arrange()

    def show_tills(self, tills: Sequence[tuple[int, TillView, bool]], *, digits: bool) -> None:
        """Each till's number, view and whether it can be picked; keys in the order shown."""
        clear(self._grid)
        self._keys = []
        digit = 0
        for till_id, view, free in tills:
            digit += free and digits
            key = TillKey(till_id, view, str(digit) if free and 0 < digit <= MAX_DIGITS else "")
            key.setEnabled(free)
            key.clicked.connect(lambda _=False, till_id=till_id: self.picked.emit(till_id))
            self._keys.append(key)
        self._arrange()

    def mark(self, till_id: int | None) -> None:
        """Show which one is chosen."""
        for key in self._keys:
            key.setChecked(key.till_id == till_id)

    def _arrange(self) -> None:
        for place, key in enumerate(self._keys):
            self._grid.removeWidget(key)
            self._grid.addWidget(key, place // self._across, place % self._across)
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1 if column < self._across else 0)
        rows = -(-len(self._keys) // self._across)
        height = rows * theme.px(158) + max(0, rows - 1) * theme.px(16)
        self.setMaximumHeight(max(height, 1))
        self._scroll.setMinimumHeight(min(height, theme.px(158)))

    def press(self, digit: str) -> bool:
        """Pick by digit; says whether there is one."""
        for key in self._keys:
            if key.digit and key.digit == digit:
                key.click()
                return True
        return False


class OpenPage(QWidget):
    """Tills, the float and what opening does."""

    changed = Signal(object)
    """The float in minor units, or None."""

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.pieces = self.head.add_button(Button("", key="Alt+T", icon="coins"))
        self.board = self.head.add_button(Button("", key="Alt+B", icon="layout-grid"))
        self.waiting = self.head.add_button(Button("", key="Alt+W", icon="package"))
        self.todo = ActionColumns()
        self.tills = TillCards()
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.edit.setMinimumWidth(theme.px(180))
        self.edit.changed.connect(self.changed)
        self.edit.returnPressed.connect(self.take_suggestion)
        self.suggest = Button("", key="Return")
        self.suggest.setMinimumHeight(theme.px(56))
        keeps = self.suggest.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.suggest.setSizePolicy(keeps)
        self.suggest.clicked.connect(self.take_suggestion)
        self._suggested = 0
        self._roomy = True
        self._title = Label("", Text.STRONG)
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        self._what = [Label("", Text.VALUE, "ink2", wrap=True) for _ in range(3)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self._column.addWidget(self.head)
        self._column.addWidget(self.tills, 1)
        self._column.addWidget(self._float_card())
        self._column.addWidget(self.todo)
        self._column.addStretch(0)

    def set_grid(self, grid: Grid) -> None:
        """Fit a window size."""
        self._column.setSpacing(theme.px(grid.gap))
        self.todo.set_gap(grid.gap, roomy=grid is Grid.LARGE)
        self._roomy = grid is not Grid.SMALL
        self.tills.set_across(2 if grid is Grid.SMALL else ACROSS)
        self._name_board()

    def _name_board(self) -> None:
        self.board.set_words(self.tr("Board") if self._roomy else "")
        self.board.setAccessibleName(self.tr("All tills"))

    def show_todo(self, actions: Sequence[ActionView], waiting: str) -> None:
        """What can be done without a till, side by side; and what waits, if anything does."""
        self.todo.show_actions([("", [action]) for action in actions])
        self.todo.setVisible(bool(actions))
        self.waiting.set_words(waiting)
        self.waiting.setVisible(bool(waiting))

    def show_float(self, minor: int | None, suggested: int, words: str) -> None:
        """The float typed so far, and what policy suggests (`words`: written out)."""
        self._suggested = suggested
        if self.edit.minor() != minor:
            self.edit.set_minor(minor)
        self.suggest.set_words(self.tr("Use {0}").format(words))
        self.suggest.setVisible(minor is None and suggested > 0)
        self.pieces.set_words(self.tr("By pieces"))

    def take_suggestion(self) -> None:
        """Return on an empty field: what the store's policy suggests."""
        if self.edit.minor() is None and self._suggested > 0:
            self.edit.set_minor(self._suggested)

    def retranslate(self, *, several: bool, found: str, chosen: bool) -> None:
        """Write the words; `found` says what becomes of a float that lies in the drawer."""
        self.pieces.setEnabled(chosen)
        line = self.tr("Press a number or touch a till, then type the float.")
        one = self.tr("Type the float. It comes from the safe.")
        if found:
            line = one = self.tr("Count what lies in the drawer, and type it.")
        self._name_board()
        self.head.set_words(self.tr("Open a till"), line if several else one)
        self._title.setText(self.tr("Float"))
        self._hint.setText(self.tr("Digits fill in from the right: 2 0 0 0 0 is 200.00."))
        self.edit.setAccessibleName(self.tr("Float"))
        for label, words in zip(
            self._what,
            (
                found
                or self.tr("The float moves from the safe to the till, and the drawer opens."),
                self.tr("A slip prints to be signed and kept in the drawer."),
                self.tr("From then on nobody sees what the till holds until it is counted."),
            ),
            strict=True,
        ):
            label.setText(words)

    def _float_card(self) -> Card:
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.edit, 1)
        row.addWidget(self.suggest, 1)
        card.column.addWidget(self._title)
        card.column.addLayout(row)
        card.column.addWidget(self._hint)
        card.column.addSpacing(theme.px(4))
        card.column.addWidget(Rule())
        card.column.addSpacing(theme.px(4))
        add_steps(card, ("vault", "printer", "eye-off"), self._what)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return card


def add_steps(card: Card, icons: Sequence[str], labels: Sequence[Label]) -> None:
    """What will happen, line by line, each with its icon."""
    for icon, label in zip(icons, labels, strict=True):
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addWidget(IconMark(icon, 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label, 1)
        card.column.addLayout(line)
