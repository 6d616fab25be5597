"""A row that can be chosen: its key, icon, what, a note, what it is worth; or why it may not be."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.choice import Pressable
from counter_app.ui.widgets.paint import KeyTone


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; where it is not allowed, `value` says so and `note` says why.

    `key` chooses it: a number stands in front, as in a list to pick from; another key behind.
    """

    name: str
    words: str
    icon: str
    note: str = ""
    value: str = ""
    allowed: bool = True
    key: str = ""


class OptionRow(Pressable):
    """52 pixels; a hairline above all rows but the first is the owner's `line`."""

    def __init__(self, option: Option, *, line: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = option
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setEnabled(option.allowed)
        told = (option.key, option.note, option.value)
        self.say(option.words, ". ".join(part for part in told if part))

    def sizeHint(self) -> QSize:
        return QSize(self._need() + theme.px(40), theme.px(52))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._need(), theme.px(52))

    def _need(self) -> int:
        words = theme.text_width(self.option.words, Text.BODY)
        note = theme.text_width(self.option.note, Text.VALUE)
        value = theme.text_width(self.option.value, Text.STRONG)
        keys = self._key_room() + paint.keycap_width(self.option.key)
        return words + note + value + keys + theme.px(32 + 16 + 16 + 28)

    def _key_room(self) -> int:
        """What a number in front takes."""
        return theme.px(34) if self.option.key.isdigit() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        option = self.option
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            if self.underMouse() and option.allowed:
                paint.box(painter, rect, theme.px(8), t.canvas)
            if self._line:
                paint.line(painter, 0, rect.width(), 0, t.hair)
            if self.hasFocus():
                paint.focus_ring(painter, rect, theme.px(8), t.accent)
            middle, size = rect.center().y(), theme.px(20)
            icon = option.icon if option.allowed else "ban"
            icon_ink = t.ink2 if option.allowed else t.deny
            tone = KeyTone.PLAIN if option.allowed else KeyTone.OFF
            if option.key.isdigit():
                paint.keycap(painter, 0, middle, option.key, tone)
            draw_icon(painter, icon, icon_ink, self._key_room(), middle - size / 2, size)
            right = rect.width()
            if option.allowed:
                right -= theme.px(28)
                left = rect.width() - theme.px(20)
                draw_icon(painter, "chevron-right", t.ink2, left, middle - theme.px(9), size)
            if option.key and not option.key.isdigit():
                right -= paint.keycap_width(option.key) + theme.px(4)
                paint.keycap(painter, right, middle, option.key, tone)
            style, ink = (Text.STRONG, t.ink) if option.allowed else (Text.VALUE, t.deny)
            value = QRectF(0, 0, right, rect.height())
            paint.text(painter, value, option.value, style, ink, paint.RIGHT)
            right -= theme.text_width(option.value, style) + theme.px(12)
            self._paint_words(painter, right)

    def _paint_words(self, painter: QPainter, right: float) -> None:
        t = theme.tokens()
        left = float(theme.px(32) + self._key_room())
        ink = t.ink if self.option.allowed else t.ink2
        used = theme.text_width(self.option.words, Text.BODY)
        words = QRectF(left, 0, min(used, right - left), self.height())
        paint.text(painter, words, self.option.words, Text.BODY, ink)
        note = theme.text_width(self.option.note, Text.VALUE)
        wanted = max(left + used + theme.px(12), theme.px(240) + self._key_room())
        left = min(wanted, max(left + used + theme.px(12), right - note))
        rect = QRectF(left, 0, max(0.0, right - left), self.height())
        paint.text(painter, rect, self.option.note, Text.VALUE, t.ink2)
