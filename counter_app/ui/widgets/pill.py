"""Pills: a state as icon and word on its tint."""

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint


class Tone(Enum):
    """The colour family of a state; word and icon say the same."""

    OK = "ok"
    INFORM = "inform"
    WARN = "warn"
    APPROVE = "approve"
    DENY = "deny"
    QUIET = "quiet"


def tone_colours(tone: Tone) -> tuple[str, str, str]:
    """Ink, tint and line of a tone."""
    t = theme.tokens()
    match tone:
        case Tone.OK:
            return t.accent_ink, t.accent_tint, t.accent
        case Tone.INFORM:
            return t.inform, t.inform_tint, t.inform_line
        case Tone.WARN:
            return t.warn, t.warn_tint, t.warn_line
        case Tone.APPROVE:
            return t.approve, t.approve_tint, t.approve_line
        case Tone.DENY:
            return t.deny, t.deny_tint, t.deny_line
        case Tone.QUIET:
            return t.ink2, t.hair if theme.is_dark() else t.sunken, t.line
        case _:
            assert_never(tone)


def tone_icon(tone: Tone) -> str:
    """The icon that goes with a tone where the caller names none."""
    match tone:
        case Tone.OK:
            return "check"
        case Tone.INFORM:
            return "info"
        case Tone.WARN:
            return "triangle-alert"
        case Tone.APPROVE:
            return "shield-user"
        case Tone.DENY:
            return "circle-alert"
        case Tone.QUIET:
            return "minus"
        case _:
            assert_never(tone)


def pill_width(words: str) -> int:
    """Pixels a pill with these words needs."""
    return theme.text_width(words, Text.LABEL) + theme.px(10 + 16 + 4 + 10)


def paint_pill(painter: QPainter, rect: QRectF, words: str, tone: Tone, icon: str = "") -> None:
    """Paint a state into `rect`."""
    ink, tint, _ = tone_colours(tone)
    paint.box(painter, rect, rect.height() / 2, tint)
    size, left = theme.px(16), rect.x() + theme.px(10)
    draw_icon(painter, icon or tone_icon(tone), ink, left, rect.center().y() - size / 2, size)
    start = left + size + theme.px(4)
    inner = QRectF(start, rect.y(), rect.right() - start - theme.px(8), rect.height())
    paint.text(painter, inner, words, Text.LABEL, ink)


class Pill(QWidget):
    """A state, 24 to 26 pixels high; not a control."""

    def __init__(
        self,
        words: str = "",
        tone: Tone = Tone.OK,
        icon: str = "",
        *,
        height: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        self._words = words
        self._tone = tone
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(words, tone, icon)

    def set_state(self, words: str, tone: Tone, icon: str = "") -> None:
        """Show another state."""
        self._words, self._tone, self._icon = words, tone, icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self._words), theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_pill(painter, QRectF(self.rect()), self._words, self._tone, self._icon)
