"""Pieces of the approval card: who may approve, and the hint to scan a badge."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.choice import Pressable


class PersonKey(Pressable):
    """A person to choose: name and role, 56 pixels high, checked in violet."""

    def __init__(
        self, name: str, words: str, role: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.name = name
        self._words = words
        self._role = role
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say(words, role)

    def sizeHint(self) -> QSize:
        words = theme.text_width(self._words, Text.VALUE_STRONG)
        return QSize(words + theme.px(12 + 12 + 30), theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            on = self.isChecked()
            fill = t.approve_tint if on else t.canvas if self.underMouse() else t.raised
            focused = self.hasFocus()
            border = t.approve if on else t.accent if focused else t.line
            paint.box(painter, rect, theme.px(8), fill, border, 2 if on or focused else 1)
            if on and focused:
                paint.inner_ring(painter, rect, theme.px(8), t.accent)
            left, width = theme.px(12), rect.width() - theme.px(44)
            name = QRectF(left, theme.px(9), width, theme.px(20))
            paint.text(
                painter, name, self._words, Text.VALUE_STRONG, t.ink if self.isEnabled() else t.ink3
            )
            role = QRectF(left, theme.px(29), width, theme.px(18))
            paint.text(painter, role, self._role, Text.STATUS, t.ink2)
            if on:
                right = rect.width() - theme.px(30)
                draw_icon(painter, "check", t.approve, right, theme.px(9), theme.px(18))


class BadgeHint(QWidget):
    """A dashed box that says a badge can be scanned now."""

    def __init__(self, words: str, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._more = more
        self._fault = False
        self.setFixedHeight(theme.px(64))
        self.set_words(words, more)

    def set_words(self, words: str, more: str) -> None:
        """Change both lines."""
        self._words, self._more = words, more
        self.setAccessibleName(f"{words} {more}")
        self.update()

    def set_fault(self, fault: bool) -> None:
        """Say with icon and colour that the words are a refusal."""
        self._fault = fault
        self.update()

    def minimumSizeHint(self) -> QSize:
        more = theme.text_width(self._more, Text.HINT)
        words = theme.text_width(self._words, Text.BODY)
        return QSize(max(more, words) + theme.px(52 + 12), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            tint, ink = (t.deny_tint, t.deny) if self._fault else (t.approve_tint, t.approve)
            style = Qt.PenStyle.SolidLine if self._fault else Qt.PenStyle.DashLine
            painter.setBrush(QColor(tint))
            painter.setPen(QPen(QColor(ink), 1.5, style))
            painter.drawRoundedRect(rect, theme.px(8), theme.px(8))
            size = theme.px(24)
            middle = rect.center().y()
            icon = "circle-alert" if self._fault else "id-card-lanyard"
            draw_icon(painter, icon, ink, theme.px(16), middle - size / 2, size)
            left = theme.px(52)
            words = QRectF(left, theme.px(11), rect.width() - left, theme.px(21))
            paint.text(painter, words, self._words, Text.BODY, t.ink)
            more = QRectF(left, theme.px(33), rect.width() - left, theme.px(19))
            paint.text(painter, more, self._more, Text.HINT, t.ink2)
