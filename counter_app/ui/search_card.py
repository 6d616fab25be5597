"""The card of the search over everything: one field, what fits under it, arrows and Return.

Nothing on it moves while results come and go; the focus stays in the field.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.search import MAX_TYPED, MOST_HITS, Group, Hit
from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.empty_state import EmptyState, IconMark
from counter_app.ui.widgets.keycap import Keycap
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.paint import KeyTone
from counter_app.ui.words import Words

_TALL = 628
_WIDE = 720


class ResultRow(Pressable):
    """Icon, title, a line beside it, and at the right what it is worth or the key that opens it."""

    def __init__(self, hit: Hit, words: Words) -> None:
        super().__init__()
        self.hit = hit
        self._line = " · ".join(part for part in (hit.line, _when(hit, words)) if part)
        self._amount = words.money(hit.amount) if hit.amount is not None else ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(theme.px(theme.TOUCH))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = (self._line, self._amount, hit.key)
        self.say(hit.title, ". ".join(part for part in said if part))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(theme.TOUCH))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(theme.TOUCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        chosen = self.isChecked()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if chosen:
                paint.box(painter, rect, theme.px(8), t.accent_tint)
                bar = QRectF(0, theme.px(10), theme.px(4), rect.height() - theme.px(20))
                paint.box(painter, bar, theme.px(2), t.accent)
            elif self.underMouse():
                paint.box(painter, rect, theme.px(8), t.canvas)
            middle, size = rect.center().y(), theme.px(20)
            ink = t.accent_ink if chosen else t.ink2
            draw_icon(painter, self.hit.icon, ink, theme.px(14), middle - size / 2, size)
            right = self._paint_right(painter, rect, chosen)
            self._paint_words(painter, right, chosen)

    def _paint_right(self, painter: QPainter, rect: QRectF, chosen: bool) -> float:
        """Amount and keycap from the right edge; gives where the words must end."""
        t, right = theme.tokens(), rect.width() - theme.px(12)
        key = "Return" if chosen else self.hit.key
        if key:
            right -= paint.keycap_width(key)
            paint.keycap(painter, right, rect.center().y(), key, KeyTone.PLAIN)
            right -= theme.px(10)
        if self._amount:
            room = QRectF(0, 0, right, rect.height())
            paint.text(painter, room, self._amount, Text.STRONG, t.ink, paint.RIGHT, tabular=True)
            right -= theme.text_width(self._amount, Text.STRONG, tabular=True) + theme.px(12)
        return right

    def _paint_words(self, painter: QPainter, right: float, chosen: bool) -> None:
        t, left = theme.tokens(), float(theme.px(46))
        style = Text.STRONG if chosen else Text.BODY
        line = theme.text_width(self._line, Text.VALUE)
        most = right - left - (line + theme.px(12) if self._line else 0)
        used = min(float(theme.text_width(self.hit.title, style)), max(most, 0.0))
        paint.text(painter, QRectF(left, 0, used, self.height()), self.hit.title, style, t.ink)
        left += used + theme.px(12)
        room = QRectF(left, 0, max(0.0, right - left), self.height())
        paint.text(painter, room, self._line, Text.VALUE, t.ink2)


class SearchCard(QWidget):
    """Lies over the work; says what was typed and which hit was chosen."""

    typed = Signal(str)
    picked = Signal(object)
    """A `Hit`."""
    hurried = Signal()
    """Return was pressed before anything was found."""
    left = Signal()
    """Esc, the button, or a touch beside the card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setProperty("kind", "bare")
        self.edit.setFont(theme.font(Text.FIELD))
        self.edit.setMaxLength(MAX_TYPED)
        self.edit.setMinimumHeight(theme.px(theme.TOUCH))
        self.edit.textEdited.connect(self.typed)
        self.close_button = Button(key="Esc")
        self.close_button.clicked.connect(self.left)
        self.rows: list[ResultRow] = []
        self._at = 0
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._empty = EmptyState("search", "")
        self._hints = tuple(Label("", Text.HINT, "ink2") for _ in range(2))
        self._card = Card(16, self)
        self._lay_out()
        self.hide()

    def open_over(self, area: QRect) -> None:
        """Cover this part of the parent; the card keeps its size whatever is found."""
        self.setGeometry(area)
        gap = theme.px(24)
        width = min(theme.px(_WIDE), area.width() - 2 * gap)
        height = min(theme.px(_TALL), area.height() - 2 * gap)
        self._card.setGeometry((area.width() - width) // 2, gap, width, height)
        self.show()
        self.raise_()
        self.edit.setFocus()

    def begin(self) -> None:
        """Nothing typed."""
        self.retranslate()
        self.edit.clear()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        asks = self.tr("Search everything: actions, receipts, items, parked work")
        self.edit.setPlaceholderText(asks)
        self.edit.setAccessibleName(asks)
        self.setAccessibleName(asks)
        self.close_button.set_words(self.tr("Close"))
        for label, words in zip(self._hints, (self.tr("choose"), self.tr("open")), strict=True):
            label.setText(words)

    def show_hits(self, hits: Sequence[Hit], words: Words, *, looking: bool) -> None:
        """Show these under their headings; with none, say so once nothing is looked for."""
        chosen = self.rows[self._at].hit if self.rows and self._at else None
        clear(self._list)
        self.rows = []
        heading: Group | None = None
        for hit in hits[:MOST_HITS]:
            if hit.group is not heading:
                heading = hit.group
                self._list.addWidget(self._heading(heading, first=not self.rows))
            row = ResultRow(hit, words)
            row.clicked.connect(lambda _=False, hit=hit: self.picked.emit(hit))
            self._list.addWidget(row)
            self.rows.append(row)
        self._empty.setVisible(not hits)
        self._say_nothing(looking)
        places = [n for n, row in enumerate(self.rows) if row.hit == chosen]
        self._choose(places[0] if places else 0)

    def take_key(self, key: str) -> bool:
        """Arrows choose, Return opens, Esc leaves; everything else is typed into the field."""
        if key in ("Esc", "Ctrl+K"):
            self.left.emit()
        elif key == "Return":
            if self.rows:
                self.picked.emit(self.rows[self._at].hit)
            else:
                self.hurried.emit()
        elif key in ("Down", "Tab"):
            self._choose(self._at + 1)
        elif key in ("Up", "Shift+Tab", "Backtab"):
            self._choose(self._at - 1)
        elif key in ("PgUp", "PgDown"):
            self._choose(len(self.rows) - 1 if key == "PgDown" else 0)
        else:
            return key.startswith("Alt+") or key.endswith("F12")
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A touch beside the card leaves; the work under the scrim is not touched by it."""
        event.accept()
        if not self._card.geometry().contains(event.position().toPoint()):
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.tokens().scrim))

    def _choose(self, place: int) -> None:
        """Mark one row; from the last one on comes the first again."""
        self._at = place % len(self.rows) if self.rows else 0
        for n, row in enumerate(self.rows):
            row.setCheckable(True)
            row.setChecked(n == self._at)
            row.update()
        chosen = self.rows[self._at] if self.rows else None
        said = chosen.accessibleName() if chosen else self._empty.accessibleName()
        self.edit.setAccessibleDescription(said)

    def _say_nothing(self, looking: bool) -> None:
        if looking:
            self._empty.set_words(self.tr("Looking"), "", "")
            return
        self._empty.set_words(
            self.tr("Nothing fits"),
            self.tr("Type less of it, or the whole number of a receipt or a slip."),
            self.tr("Scanning works here, too."),
        )

    def _heading(self, group: Group, *, first: bool) -> Label:
        names = {
            Group.ACTIONS: self.tr("Go to"),
            Group.PARKED: self.tr("Parked"),
            Group.TRANSACTIONS: self.tr("Done today"),
            Group.RECEIPTS: self.tr("Receipts"),
            Group.ITEMS: self.tr("Items"),
        }
        label = Label(names[group], Text.CAPTION_STRONG, "ink2")
        top = theme.px(4 if first else 10)
        label.setContentsMargins(theme.px(14), top, 0, theme.px(4))
        return label

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("kind", "scan")
        frame.setProperty("focused", "true")
        frame.setFixedHeight(theme.px(56))
        field = QHBoxLayout(frame)
        field.setContentsMargins(theme.px(14), 0, theme.px(4), 0)
        field.setSpacing(theme.px(10))
        field.addWidget(IconMark("search", 24, "accent"))
        field.addWidget(self.edit, 1)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(frame, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(6))
        for keys, label in zip((("↑", "↓"), ("Return",)), self._hints, strict=True):
            for key in keys:
                foot.addWidget(Keycap(key))
            foot.addWidget(label)
            foot.addSpacing(theme.px(12))
        foot.addStretch(1)
        column = self._card.column
        column.addLayout(head)
        column.addLayout(self._list)
        column.addWidget(self._empty, 1)
        column.addStretch(0)
        column.addLayout(foot)


def _when(hit: Hit, words: Words) -> str:
    if hit.at is None:
        return ""
    return words.date_of(hit.at) if hit.dated else words.time(hit.at)
