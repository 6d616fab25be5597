"""The list of what can be done with a till: three columns of keys, each always the same key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.paint import KeyTone


@dataclass(frozen=True, slots=True)
class ActionView:
    """One action as its row shows it; the hint is seen where there is room."""

    name: str
    words: str
    key: str
    icon: str
    hint: str = ""


class ActionRow(Pressable):
    """A row of 48 pixels: key, icon, words; 60 with a hint under the words."""

    def __init__(self, view: ActionView, *, line: bool, roomy: bool, icon: bool) -> None:
        super().__init__()
        self.view = view
        self._line = line
        self._roomy = roomy
        self._icon = icon
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(60 if roomy else 48))
        self.say(view.words, ". ".join(part for part in (view.key, view.hint) if part))

    def sizeHint(self) -> QSize:
        width = theme.text_width(self.view.words, Text.BODY)
        return QSize(width + self._left() + theme.px(12), theme.px(60 if self._roomy else 48))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if self.underMouse() or self.isDown():
                paint.box(painter, rect, theme.px(8), t.canvas)
            if self._line:
                paint.line(painter, 0, rect.width(), 0, t.hair)
            middle = rect.center().y()
            paint.keycap(painter, theme.px(4), middle, self.view.key, KeyTone.PLAIN)
            if self._icon:
                size = theme.px(20)
                at = self._left() - theme.px(30)
                draw_icon(painter, self.view.icon, t.ink2, at, middle - size / 2, size)
            left = self._left()
            words = QRectF(left, 0, rect.width() - left - theme.px(4), rect.height())
            if self._roomy and self.view.hint:
                above, below = QRectF(words), QRectF(words)
                above.setBottom(middle + theme.px(2))
                above.setTop(theme.px(6))
                below.setTop(middle)
                below.setBottom(rect.bottom() - theme.px(4))
                paint.text(painter, above, self.view.words, Text.BODY, t.ink)
                paint.text(painter, below, self.view.hint, Text.HINT, t.ink2)
                return
            paint.text(painter, words, self.view.words, Text.BODY, t.ink)

    def _left(self) -> int:
        after_key = theme.px(4) + max(paint.keycap_width(self.view.key), theme.px(22))
        return after_key + theme.px(42 if self._icon else 10)


class ActionColumns(QWidget):
    """A card for each group; a group in which nothing is allowed is not there.

    `beneath` stands under the second card, where most room is left.
    """

    picked = Signal(str)

    def __init__(self, beneath: QWidget | None = None) -> None:
        super().__init__()
        self._beneath = beneath
        self._shown: tuple[tuple[str, tuple[ActionView, ...]], ...] = ()
        self._rows: list[ActionRow] = []
        self._roomy = False
        self._narrow = False
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def longest(self) -> int:
        """How many rows the longest column has."""
        return max((len(views) for _, views in self._shown), default=0)

    def set_gap(self, gap: int, *, roomy: bool) -> None:
        """A small window has no icons, a large one has hints."""
        self._columns.setSpacing(theme.px(gap))
        narrow = gap < 16
        if (narrow, roomy) != (self._narrow, self._roomy):
            self._narrow, self._roomy = narrow, roomy
            self._build()

    def show_actions(self, groups: Sequence[tuple[str, Sequence[ActionView]]]) -> None:
        """Title and actions of each column."""
        new = tuple((title, tuple(views)) for title, views in groups if views)
        if new != self._shown:
            self._shown = new
            self._build()

    def press(self, key: str) -> bool:
        """Begin the action of a key, with Alt or without; says whether there is one."""
        plain = key.removeprefix("Alt+").upper()
        for row in self._rows:
            if row.view.key.removeprefix("Alt+") == plain:
                row.click()
                return True
        return False

    def _build(self) -> None:
        if self._beneath is not None:
            self._beneath.setParent(self)
        while (column := self._columns.takeAt(0)) is not None:
            inner = column.layout()
            if inner is not None:
                clear(inner, keep=self._beneath)
        self._rows = []
        stacks = self._stacks()
        for stack in stacks:
            column_of = QVBoxLayout()
            column_of.setSpacing(self._columns.spacing())
            for title, views in stack:
                column_of.addWidget(self._card(title, views))
            if self._beneath is not None and self._columns.count() == min(1, len(stacks) - 1):
                column_of.addWidget(self._beneath)
            column_of.addStretch(1)
            self._columns.addLayout(column_of, 1)
        if not self._shown and self._beneath is not None:
            alone = QVBoxLayout()
            alone.addWidget(self._beneath)
            self._columns.addLayout(alone, 1)

    def _stacks(self) -> list[list[tuple[str, tuple[ActionView, ...]]]]:
        """The groups in columns: a short one stands below the one before it, if both stay short."""
        stacks: list[list[tuple[str, tuple[ActionView, ...]]]] = []
        for group in self._shown:
            rows = sum(len(views) + 1 for _, views in stacks[-1]) if len(stacks) > 1 else 0
            if rows and rows + len(group[1]) < self.longest:
                stacks[-1].append(group)
            else:
                stacks.append([group])
        return stacks

    def _card(self, title: str, views: Sequence[ActionView]) -> Card:
        card = Card(12)
        card.column.setSpacing(0)
        if title:
            card.column.addWidget(Label(title, Text.STRONG))
            card.column.addSpacing(theme.px(4))
        for place, view in enumerate(views):
            row = ActionRow(view, line=place > 0, roomy=self._roomy, icon=not self._narrow)
            row.clicked.connect(lambda _=False, name=view.name: self.picked.emit(name))
            card.column.addWidget(row)
            self._rows.append(row)
        return card
