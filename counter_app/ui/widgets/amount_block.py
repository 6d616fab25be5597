"""The amount block: word, amount, tender and the one bright button, bottom right of a screen."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button, Kind, Size
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.paint import KeyTone

_WORDS = (Text.BLOCK, Text.TITLE, Text.COUNT)
"""A few words instead of a sum: the first of these that fits."""
_SMALLER = (Text.AMOUNT, Text.AMOUNT_SMALL, Text.MIRROR, Text.BLOCK, Text.COUNT)


@dataclass(frozen=True, slots=True)
class TenderRow:
    """The tender that is chosen, and how to change it (no key: it cannot be changed)."""

    words: str
    icon: str
    hint: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """All that the block shows; `money` says whether `amount` is a sum or a few words."""

    word: str
    amount: str
    action: str
    key: str = "F12"
    note: str = ""
    tender: TenderRow | None = None
    enabled: bool = True
    money: bool = True


class AmountBlock(QFrame):
    """The dark block; it keeps its place and says when its button or its tender is pressed."""

    pressed = Signal()
    tender_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "block")
        self._large = False
        self._shown: Amount | None = None
        self._word = Label("", Text.VALUE, "block_text2")
        self._amount = Label("", Text.AMOUNT, "on_block", tabular=True)
        self._note = Label("", Text.HINT, "block_text2", wrap=True)
        self._tender = _TenderButton()
        self.button = Button("", Kind.GO, size=Size.LARGE)
        self.button.setProperty(SINGLE_PRESS, True)
        self.button.clicked.connect(self.pressed)
        self._tender.clicked.connect(self.tender_pressed)
        column = QVBoxLayout(self)
        pad = theme.px(16)
        column.setContentsMargins(pad, theme.px(14), pad, pad)
        column.setSpacing(0)
        column.addWidget(self._word)
        column.addWidget(self._amount)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addSpacing(theme.px(8))
        column.addWidget(self._tender)
        column.addSpacing(theme.px(8))
        column.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_large(self, large: bool) -> None:
        """Amounts of 64 pixels, for a window of 1920."""
        self._large = large
        if self._shown is not None:
            self.show_amount(self._shown)

    def show_amount(self, amount: Amount) -> None:
        """Show an amount, its tender and its action."""
        self._shown = amount
        self._word.setText(amount.word)
        self._amount.set_style(self._amount_style(amount), amount.money)
        self._amount.setText(amount.amount)
        self._amount.setAccessibleName(f"{amount.word}: {amount.amount}")
        self._note.setText(amount.note)
        self._note.setVisible(bool(amount.note))
        self._tender.setVisible(amount.tender is not None)
        if amount.tender is not None:
            self._tender.show_tender(amount.tender)
        self.button.set_key(amount.key)
        self.button.set_words(amount.action)
        self.button.setEnabled(amount.enabled)

    def set_busy(self, busy: bool) -> None:
        """Hold the button while the action runs."""
        self.button.set_busy(busy)
        if not busy and self._shown is not None:
            self.button.setEnabled(self._shown.enabled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long amount takes the largest size that fits."""
        super().resizeEvent(event)
        if self._shown is not None and event.size().width() != event.oldSize().width():
            self._amount.set_style(self._amount_style(self._shown), self._shown.money)

    def _amount_style(self, amount: Amount) -> Text:
        styles: tuple[Text, ...] = _WORDS
        if amount.money:
            first = Text.AMOUNT if len(amount.amount) < 9 else Text.AMOUNT_SMALL
            styles = (Text.AMOUNT_LARGE if self._large else first, *_SMALLER)
        room = self.width() - 2 * theme.px(16)
        tabular = amount.money
        fitting = (s for s in styles if theme.text_width(amount.amount, s, tabular=tabular) <= room)
        return next(fitting, styles[-1])


_NAMES: Final = (Text.COUNT, Text.FIELD_MEDIUM, Text.BODY)


class _TenderButton(QAbstractButton):
    """The row with the tender's icon and name; pressing it changes the tender."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = TenderRow("", "")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tender(self, row: TenderRow) -> None:
        self._row = row
        self.setText(row.words.replace("&", "&&"))
        self.setAccessibleName(f"{row.words}. {row.hint}" if row.hint else row.words)
        self.setAccessibleDescription(row.key)
        self.setEnabled(bool(row.key))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            paint.box(painter, rect, theme.px(10), t.well)
            if self.hasFocus():
                paint.focus_ring(painter, rect, theme.px(10), t.go)
            middle = rect.center().y()
            size, left = theme.px(24), theme.px(14)
            beside = left + size + theme.px(10)
            right = self._paint_right(painter, beside, middle)
            style = self._style(right - beside)
            if theme.text_width(self._row.words, style) <= right - beside:
                draw_icon(painter, self._row.icon, t.go, left, middle - size / 2, size)
                left = beside
            words = QRectF(left, 0, right - left, rect.height())
            paint.text(painter, words, self._row.words, style, t.on_block)

    def _style(self, room: float) -> Text:
        """The largest in which the name is whole; in none of them it needs the icon's place."""
        fits = (s for s in _NAMES if theme.text_width(self._row.words, s) <= room)
        return next(fits, _NAMES[-1])

    def _paint_right(self, painter: QPainter, left: float, middle: float) -> float:
        """Paint keycap and hint; the hint hides where it does not fit. Gives the free edge."""
        right = float(self.width() - theme.px(12))
        if self._row.key:
            cap = paint.keycap_width(self._row.key)
            right -= cap
            paint.keycap(painter, right, middle, self._row.key, KeyTone.ON_BLOCK)
            right -= theme.px(9)
        name = theme.text_width(self._row.words, Text.COUNT)
        hint = theme.text_width(self._row.hint, Text.HINT)
        if self._row.hint and left + name + theme.px(12) + hint <= right:
            rect = QRectF(right - hint, 0, hint, self.height())
            ink = theme.tokens().block_text2
            paint.text(painter, rect, self._row.hint, Text.HINT, ink, paint.RIGHT)
            right -= hint + theme.px(8)
        return right
