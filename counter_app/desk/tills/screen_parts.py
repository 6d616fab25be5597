"""The parts of a count besides cash: checks one by one, coupons by number and sum, what stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.paint import KeyTone

CASH, LEAVE = "cash", "leave"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a count as its tab shows it: what, and what was typed so far."""

    key: str
    words: str
    value: str


class PartTabs(QWidget):
    """Tabs side by side, each with its key; one is open."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._tabs: list[_Tab] = []
        self._parts: tuple[Part, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def keys(self) -> tuple[str, ...]:
        """The parts in their order."""
        return tuple(part.key for part in self._parts)

    def show_parts(self, parts: Sequence[Part], current: str) -> None:
        """Show these; a count of cash alone needs no tabs."""
        new = tuple(parts)
        if [p.key for p in new] != [p.key for p in self._parts]:
            self._build(new)
        self._parts = new
        for tab, part in zip(self._tabs, new, strict=True):
            tab.show_part(part, on=part.key == current)
        self.setVisible(len(new) > 1)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All tabs show their keys, or none does."""
        room = all(tab.has_room for tab in self._tabs)
        for tab in self._tabs:
            tab.set_roomy(room)

    def press(self, key: str) -> bool:
        """Alt and a number open a tab."""
        place = key.removeprefix("Alt+")
        if key == place or not place.isdigit() or not 1 <= int(place) <= len(self._tabs):
            return False
        self._tabs[int(place) - 1].click()
        return True

    def _build(self, parts: Sequence[Part]) -> None:
        remove(self._row, self._tabs)
        self._tabs = []
        for place, part in enumerate(parts, start=1):
            tab = _Tab(f"Alt+{place}")
            tab.clicked.connect(lambda _=False, key=part.key: self.picked.emit(key))
            self._tabs.append(tab)
            self._row.addWidget(tab, 1)


class _Tab(Pressable):
    """52 pixels: words over what was typed, the key at the right where there is room."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._part = Part("", "", "")
        self._roomy = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(52))

    def show_part(self, part: Part, *, on: bool) -> None:
        self._part = part
        self.setChecked(on)
        self.say(part.words, f"{self._key}. {part.value}")

    @property
    def has_room(self) -> bool:
        """Whether words and key stand side by side."""
        said = theme.text_width(self._part.words, Text.VALUE_STRONG)
        return said + paint.keycap_width(self._key) + theme.px(26) <= self.width()

    def set_roomy(self, roomy: bool) -> None:
        """Show the key, or leave it out."""
        self._roomy = roomy
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.text_width(self._part.words, Text.VALUE_STRONG) + theme.px(20), 52)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect, on = QRectF(self.rect()), self.isChecked()
            fill = t.accent_tint if on else t.canvas if self.underMouse() else t.raised
            paint.box(
                painter, rect, theme.px(8), fill, t.accent if on else t.line, 1.5 if on else 1
            )
            edge = theme.px(10)
            wide = rect.width() - 2 * edge
            words = QRectF(edge, theme.px(6), wide, theme.px(22))
            value = QRectF(edge, theme.px(27), wide, theme.px(20))
            ink = t.accent_ink if on else t.ink
            paint.text(painter, words, self._part.words, Text.VALUE_STRONG, ink)
            paint.text(painter, value, self._part.value, Text.HINT, ink if on else t.ink2)
            cap = paint.keycap_width(self._key)
            if self._roomy:
                left = rect.width() - edge - cap
                paint.keycap(painter, left, theme.px(17), self._key, KeyTone.PLAIN)


class BulkPage(QWidget):
    """How many papers of a tender there are, and what they come to."""

    changed = Signal()
    walked = Signal()

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.many = MoneyEdit(0, "")
        self.sum = MoneyEdit(exponent, symbol)
        self._titles = [Label("", Text.STRONG) for _ in range(2)]
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for title, edit, share in zip(self._titles, (self.many, self.sum), (1, 2), strict=True):
            edit.setFixedHeight(theme.px(56))
            edit.changed.connect(lambda _: self.changed.emit())
            side = QVBoxLayout()
            side.setSpacing(theme.px(12))
            side.addWidget(title)
            side.addWidget(edit)
            row.addLayout(side, share)
        self.many.returnPressed.connect(self.walk_on)
        self.sum.returnPressed.connect(self.walk_on)
        card.column.addLayout(row)
        card.column.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_bulk(self, many: int, minor: int, words: str) -> None:
        """What was typed of a tender before."""
        for edit, value in ((self.many, many), (self.sum, minor)):
            if (edit.minor() or 0) != value:
                edit.set_minor(value or None)
        self._titles[0].setText(self.tr("How many"))
        self._titles[1].setText(self.tr("What they come to"))
        self._hint.setText(words)
        self.many.setAccessibleName(self.tr("How many"))
        self.sum.setAccessibleName(self.tr("What they come to"))

    def typing(self) -> QLineEdit:
        """The field that the keypad types into."""
        return self.sum if self.sum.hasFocus() else self.many

    def walk_on(self) -> None:
        """From the number to the sum, from there to the next part."""
        if self.many.hasFocus() and self.many.minor():
            self.sum.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.walked.emit()


class LeavePage(QWidget):
    """What stays in the drawer for the next session."""

    changed = Signal()
    walked = Signal()

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.edit.changed.connect(lambda _: self.changed.emit())
        self.edit.returnPressed.connect(self.walked)
        self._title = Label("", Text.STRONG)
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        for widget in (self._title, self.edit, self._hint):
            card.column.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def show_leave(self, minor: int) -> None:
        """What was typed before."""
        if (self.edit.minor() or 0) != minor:
            self.edit.set_minor(minor or None)
        self._title.setText(self.tr("Stays in the drawer"))
        self._hint.setText(
            self.tr("The rest goes to the safe. Who opens this till next counts what stayed.")
        )
        self.edit.setAccessibleName(self.tr("Stays in the drawer"))
