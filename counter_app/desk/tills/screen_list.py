"""A list to choose from by digit: past Zs, open advances, money on its way, tills."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.empty_state import IconMark
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.paint import KeyTone
from counter_app.ui.widgets.scroll import scrolling

PER_PAGE = 9


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its address, what it is, a line about it, and what is at the right."""

    key: str
    words: str
    under: str = ""
    value: str = ""
    icon: str = "file-text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as the page shows it; `purpose` says what choosing a row does."""

    purpose: str
    title: str
    line: str
    rows: tuple[ListRow, ...] = ()
    empty: str = ""
    page: int = 0

    @property
    def shown(self) -> tuple[ListRow, ...]:
        """The rows of this page."""
        return self.rows[self.page * PER_PAGE : (self.page + 1) * PER_PAGE]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-len(self.rows) // PER_PAGE))


class ListPage(QWidget):
    """A head, nine rows at most, and the way to older ones."""

    picked = Signal(str)
    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.newer = self.head.add_button(Button("", key="PgUp", icon="chevron-left"))
        self.older = self.head.add_button(Button("", key="PgDown", icon="chevron-right"))
        self.newer.clicked.connect(lambda: self.turned.emit(-1))
        self.older.clicked.connect(lambda: self.turned.emit(1))
        self._rows: list[ChoiceRow] = []
        self._shown: tuple[ListRow, ...] | None = None
        self._card = Card(12)
        self._card.column.setSpacing(0)
        self._empty = Label("", Text.BODY, "ink2", wrap=True)
        self._mark = IconMark("circle-check", 32)
        self._nothing = QHBoxLayout()
        self._nothing.setSpacing(theme.px(12))
        self._nothing.addWidget(self._mark)
        self._nothing.addWidget(self._empty, 1)
        self._card.column.addLayout(self._nothing)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._card)
        inner.addStretch(1)
        scroll = scrolling(inside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(scroll, 1)

    def set_gap(self, gap: int) -> None:
        """Space between the parts."""
        self._column.setSpacing(theme.px(gap))

    def show_list(self, listing: Listing) -> None:
        """Show a page of a list, or why there is nothing to choose."""
        self.head.set_words(listing.title, listing.line)
        for button, words, on in (
            (self.newer, self.tr("Newer"), listing.page > 0),
            (self.older, self.tr("Older"), listing.page + 1 < listing.pages),
        ):
            button.set_words(words)
            button.setVisible(listing.pages > 1)
            button.setEnabled(on)
        self._empty.setText(listing.empty)
        for widget in (self._empty, self._mark):
            widget.setVisible(not listing.rows)
        if listing.shown == self._shown:
            return
        self._shown = listing.shown
        remove(self._card.column, self._rows)
        self._rows = []
        for place, one in enumerate(listing.shown, start=1):
            row = ChoiceRow(one, str(place), line=place > 1)
            row.clicked.connect(lambda _=False, key=one.key: self.picked.emit(key))
            self._card.column.addWidget(row)
            self._rows.append(row)

    def press(self, key: str) -> bool:
        """Choose by digit, or turn the page; says whether the key meant anything."""
        turns = {"PgUp": (self.newer, -1), "PgDown": (self.older, 1)}
        if key in turns:
            button, by = turns[key]
            if button.isVisible() and button.isEnabled():
                self.turned.emit(by)
            return True
        if len(key) == 1 and key in "123456789":
            if int(key) <= len(self._rows):
                self._rows[int(key) - 1].click()
            return True
        return False


class ChoiceRow(Pressable):
    """56 pixels: digit and icon (or neither), words over a line, a value at the right."""

    def __init__(self, row: ListRow, digit: str, *, line: bool) -> None:
        super().__init__()
        self._row = row
        self._digit = digit
        self._left = theme.px(72 if digit else 4)
        self.setFixedHeight(theme.px(56))
        self._line = line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = (digit, row.under, row.value)
        self.say(row.words, ". ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        words = theme.text_width(self._row.words, Text.BODY)
        under = theme.text_width(self._row.under, Text.HINT)
        value = theme.text_width(self._row.value, Text.STRONG)
        return QSize(max(words, under) + value + self._left + theme.px(16 + 8), theme.px(56))

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
            middle, size = rect.center().y(), theme.px(20)
            if self._digit:
                paint.keycap(painter, theme.px(4), middle, self._digit, KeyTone.PLAIN)
                draw_icon(painter, self._row.icon, t.ink2, theme.px(40), middle - size / 2, size)
            left, edge = self._left, theme.px(8)
            value = theme.text_width(self._row.value, Text.STRONG)
            wide = rect.width() - left - value - 2 * edge
            right = QRectF(left, 0, rect.width() - left - edge, rect.height())
            paint.text(painter, right, self._row.value, Text.STRONG, t.ink, paint.RIGHT)
            if not self._row.under:
                words = QRectF(left, 0, wide, rect.height())
                paint.text(painter, words, self._row.words, Text.BODY, t.ink)
                return
            above = QRectF(left, theme.px(7), wide, theme.px(22))
            below = QRectF(left, theme.px(29), wide, theme.px(20))
            paint.text(painter, above, self._row.words, Text.BODY, t.ink)
            paint.text(painter, below, self._row.under, Text.HINT, t.ink2)
