"""Checks on hand: the list of those that came in, ticked one by one, and others by their amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.scroll import scrolling_rows


@dataclass(frozen=True, slots=True)
class SlipView:
    """A check as its row shows it: ticked with its amount, or not yet and without one.

    An address that starts with ``+`` is of one that is in no list: its amount follows.
    """

    key: str
    words: str
    under: str
    value: str = ""

    @property
    def ticked(self) -> bool:
        """Whether somebody has it in hand."""
        return bool(self.value)


class SlipsPage(QWidget):
    """An amount to type, and under it the list; every row can be touched."""

    added = Signal(int)
    toggled = Signal(str)
    walked = Signal()

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.edit.returnPressed.connect(self.take)
        self.add = Button("", key="Return", icon="plus")
        self.add.setMinimumHeight(theme.px(56))
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add.clicked.connect(self.take)
        self._title = Label("", Text.STRONG)
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        self._head = Label("", Text.STRONG)
        self._rows: list[_SlipRow] = []
        self._shown: tuple[SlipView, ...] = ()
        self._list = Card(12)
        self._list.column.setSpacing(0)
        self._list.column.addWidget(self._head)
        inner = QVBoxLayout()
        inner.addWidget(self._list)
        inner.addStretch(1)
        self._scroll = scrolling_rows(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._typed_card())
        column.addWidget(self._scroll, 1)

    def show_slips(self, slips: Sequence[SlipView], words: tuple[str, str, str]) -> None:
        """The rows, and the words over the amount, about it, and over the list."""
        title, hint, head = words
        self._title.setText(title)
        self._hint.setText(hint)
        self._head.setText(head)
        self.edit.setAccessibleName(title)
        self.add.set_words(self.tr("Add it"))
        self._list.setVisible(bool(slips))
        new = tuple(slips)
        if new == self._shown:
            return
        self._shown = new
        if [row.slip.key for row in self._rows] == [slip.key for slip in new]:
            for row, slip in zip(self._rows, new, strict=True):
                row.show_slip(slip)
            return
        held = next((row.slip.key for row in self._rows if row.hasFocus()), "")
        remove(self._list.column, self._rows)
        self._rows = []
        for slip in new:
            row = _SlipRow(slip, line=bool(self._rows))
            row.clicked.connect(lambda _=False, key=slip.key: self.toggled.emit(key))
            self._list.column.addWidget(row)
            self._rows.append(row)
            if slip.key == held:
                row.setFocus(Qt.FocusReason.TabFocusReason)

    def take(self) -> None:
        """Return: the typed amount is added; on an empty field the next part comes."""
        minor = self.edit.minor()
        if not minor:
            self.walked.emit()
            return
        self.edit.clear()
        self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        self.added.emit(minor)

    def step(self, by: int) -> None:
        """Up and Down go through the amount and the rows; Space ticks the one in focus."""
        places: list[QWidget] = [self.edit, *self._rows]
        here = next((i for i, widget in enumerate(places) if widget.hasFocus()), 0)
        target = places[min(max(0, here + by), len(places) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(target, 0, theme.px(24))

    def _typed_card(self) -> Card:
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.edit, 2)
        row.addWidget(self.add, 1)
        card.column.addWidget(self._title)
        card.column.addLayout(row)
        card.column.addWidget(self._hint)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return card


class _SlipRow(Pressable):
    """52 pixels: a tick, which check it is, and its amount once it is in hand."""

    def __init__(self, slip: SlipView, *, line: bool) -> None:
        super().__init__()
        self._line = line
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(52))
        self.show_slip(slip)

    def show_slip(self, slip: SlipView) -> None:
        """The same check as it stands now."""
        self.slip = slip
        self.setChecked(slip.ticked)
        self.say(slip.words, ". ".join(part for part in (slip.under, slip.value) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = theme.text_width(self.slip.words, Text.BODY)
        under = theme.text_width(self.slip.under, Text.HINT)
        value = theme.text_width(self.slip.value, Text.STRONG)
        return QSize(max(words, under) + value + theme.px(70), theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if self.underMouse():
                paint.box(painter, rect, theme.px(8), t.canvas)
            if self._line:
                paint.line(painter, 0, rect.width(), 0, t.hair)
            if self.hasFocus():
                paint.focus_ring(painter, rect, theme.px(8), t.accent)
            side, middle = theme.px(22), rect.center().y()
            box = QRectF(theme.px(8), middle - side / 2, side, side)
            paint.tick(painter, box, checked=self.isChecked())
            left, edge = theme.px(42), theme.px(12)
            right = QRectF(left, 0, rect.width() - left - edge, rect.height())
            paint.text(
                painter, right, self.slip.value, Text.STRONG, t.ink, paint.RIGHT, tabular=True
            )
            wide = right.width() - theme.text_width(self.slip.value, Text.STRONG) - edge
            above = QRectF(left, theme.px(6), wide, theme.px(21))
            below = QRectF(left, theme.px(27), wide, theme.px(19))
            paint.text(painter, above, self.slip.words, Text.BODY, t.ink)
            paint.text(painter, below, self.slip.under, Text.HINT, t.ink2)
