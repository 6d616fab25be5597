"""Buttons: painted, at least 48 pixels, with the key that does the same written on them."""

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.paint import KeyTone

_BUSY_AFTER_MS = 400
_SPIN_MS = 80


class Kind(Enum):
    """What a button is for; each kind has its own fill."""

    ACCENT = "accent"
    GO = "go"
    SECONDARY = "secondary"
    SOFT = "soft"
    GHOST = "ghost"
    APPROVE = "approve"
    DANGER = "danger"


class Size(Enum):
    """Height at scale 1, type style, and whether the key stands at the far right."""

    NORMAL = (48, Text.BODY, False)
    SPREAD = (48, Text.BODY, True)
    WIDE = (56, Text.LEAD, True)
    LARGE = (64, Text.PRIMARY, True)
    DIGIT = (84, Text.KEYPAD, False)
    WORD = (84, Text.FIELD_MEDIUM, False)


@dataclass(frozen=True, slots=True)
class Colours:
    """Fill, border, text and keycap tone of one state of a button."""

    fill: str | None
    border: str | None
    ink: str
    key: KeyTone


class Button(QPushButton):
    """A push button that paints itself; Enter never presses it, only a click or Space."""

    def __init__(
        self,
        words: str = "",
        kind: Kind = Kind.SECONDARY,
        *,
        key: str = "",
        icon: str = "",
        name: str = "",
        size: Size = Size.NORMAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = ""
        self._kind = kind
        self._key = key
        self._icon = icon
        self._name = name
        height, self._style, self._spread = size.value
        if size is Size.NORMAL and kind in (Kind.ACCENT, Kind.APPROVE):
            self._style = Text.STRONG
        self._busy = self._tight = self._bare = False
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._spin)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def words(self) -> str:
        """The text on the button."""
        return self._words

    def set_words(self, words: str) -> None:
        """Change the text; an ampersand is shown as it is."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(self._name or words)
        if self._key:
            self.setAccessibleDescription(self._key)
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the key written on the button (it is not bound here)."""
        self._key = key
        self.set_words(self._words)

    def set_kind(self, kind: Kind) -> None:
        """Change what the button looks like."""
        self._kind = kind
        self.update()

    def set_icon(self, icon: str) -> None:
        """Change the icon by name; an empty name takes it away."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_tight(self, tight: bool) -> None:
        """Do without icon and wide margins, where there is little room for all buttons."""
        if tight != self._tight:
            self._tight = tight
            self.updateGeometry()
            self.update()

    def set_bare(self, bare: bool) -> None:
        """Do without the key as well; a screen reader and the key map still say it."""
        if bare != self._bare:
            self._bare = bare
            self.updateGeometry()
            self.update()

    def full_width(self, *, tight: bool = False) -> int:
        """The width it would have with its key, and with icon and margins unless `tight`."""
        now = self._tight, self._bare
        self._tight, self._bare = tight, False
        width = self.sizeHint().width()
        self._tight, self._bare = now
        return width

    def cap_width(self) -> int:
        """What the key takes of that."""
        return paint.keycap_width(self._key) + theme.px(10) if self._key else 0

    def set_busy(self, busy: bool) -> None:
        """While busy the button cannot be pressed; a spinner shows after 400 ms."""
        if busy == self._busy:
            return
        self._busy = busy
        self._turn = 0
        self.setEnabled(not busy)
        if busy:
            self._timer.start(_BUSY_AFTER_MS)
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        width = max(self._content_width() + 2 * self._pad(), theme.px(theme.TOUCH))
        return QSize(width, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            colours = self._colours()
            rect = QRectF(self.rect())
            radius = theme.px(10 if self.minimumHeight() >= theme.px(64) else 8)
            if colours.fill or colours.border:
                paint.box(painter, rect, radius, colours.fill, colours.border)
            if self.hasFocus():
                self._paint_focus(painter, rect, radius, colours)
            self._paint_content(painter, rect, colours)

    def _paint_focus(
        self, painter: QPainter, rect: QRectF, radius: float, colours: Colours
    ) -> None:
        filled = self._kind in (Kind.ACCENT, Kind.GO, Kind.APPROVE) and self.isEnabled()
        if filled:
            paint.inner_ring(painter, rect, radius, colours.ink)
        else:
            paint.focus_ring(painter, rect, radius, theme.tokens().accent)

    def _paint_content(self, painter: QPainter, rect: QRectF, colours: Colours) -> None:
        middle = rect.center().y()
        style = self._style
        if self._spread and self._content_width() + 2 * self._pad() > rect.width():
            style = Text.STRONG  # a long word in a narrow panel must not run into its key
        free = rect.width() - self._content_width()
        x = self._pad() if self._spread else max(free / 2, theme.px(4))
        lead = self._lead_width()
        if lead:
            self._paint_lead(painter, x, middle, colours)
            x += lead + (theme.px(8) if self._words else 0)
        width = theme.text_width(self._words, style)
        words = QRectF(x, rect.y(), min(width, rect.right() - x), rect.height())
        paint.text(painter, words, self._words, style, colours.ink)
        if self._spins():
            self._paint_spinner(painter, rect.right() - self._pad(), middle, colours.ink)
        elif self._key and not self._bare:
            cap = paint.keycap_width(self._key)
            right = rect.right() - self._pad() - cap
            left = right if self._spread else x + width + theme.px(10)
            paint.keycap(painter, left, middle, self._key, colours.key)

    def _paint_lead(self, painter: QPainter, x: float, middle: float, colours: Colours) -> None:
        size = self._lead_width()
        draw_icon(painter, self._icon, colours.ink, x, middle - size / 2, size)

    def _paint_spinner(self, painter: QPainter, right: float, middle: float, ink: str) -> None:
        size = theme.px(18)
        pen = QPen(QColor(ink), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        centre = QPointF(right - size / 2, middle)
        rect = QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size)
        painter.drawArc(rect, -self._turn * 30 * 16, 270 * 16)

    def _lead_width(self) -> int:
        large = self._style is Text.FIELD_MEDIUM
        shown = self._icon and not (self._tight and self._words)
        return theme.px(26 if large else 20) if shown else 0

    def _content_width(self) -> int:
        width = theme.text_width(self._words, self._style)
        lead = self._lead_width()
        if lead:
            width += lead + (theme.px(8) if self._words else 0)
        return width + (0 if self._bare else self.cap_width())

    def _pad(self) -> int:
        if not self._words:
            return theme.px(12)
        return theme.px(10 if self._tight else 16)

    def _spin(self) -> None:
        self._turn = (self._turn % 12) + 1
        self._timer.start(_SPIN_MS)
        self.update()

    def _spins(self) -> bool:
        return self._busy and self._turn > 0

    def _colours(self) -> Colours:
        t = theme.tokens()
        down = self.isDown()
        over = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return _disabled(self._kind)
        match self._kind:
            case Kind.ACCENT:
                fill = t.accent_press if down else t.accent_hover if over else t.accent
                return Colours(fill, None, t.on_accent, KeyTone.ON_ACCENT)
            case Kind.GO:
                fill = t.go_press if down else t.go_hover if over else t.go
                return Colours(fill, None, t.on_go, KeyTone.ON_GO)
            case Kind.APPROVE:
                shade = QColor(t.approve).darker(115 if down else 107 if over else 100)
                return Colours(shade.name(), None, t.on_approve, KeyTone.ON_APPROVE)
            case Kind.SECONDARY:
                fill = t.sunken if down else t.canvas if over else t.raised
                return Colours(fill, t.line, t.ink, KeyTone.PLAIN)
            case Kind.SOFT:
                return Colours(t.hair if down or over else t.sunken, t.hair, t.ink, KeyTone.PLAIN)
            case Kind.GHOST:
                fill_or_none = t.hair if down else t.sunken if over else None
                return Colours(fill_or_none, None, t.ink, KeyTone.PLAIN)
            case Kind.DANGER:
                fill = t.deny_line if down else t.deny_tint if over else t.raised
                return Colours(fill, t.deny, t.deny, KeyTone.PLAIN)
            case _:
                assert_never(self._kind)


class TickButton(Button):
    """A button that stays ticked, for "Customer told" and its like."""

    def __init__(self, words: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, Kind.SECONDARY, key=key, parent=parent)
        self.setCheckable(True)

    def _lead_width(self) -> int:
        return theme.px(20)

    def _paint_lead(self, painter: QPainter, x: float, middle: float, colours: Colours) -> None:
        side = theme.px(20)
        paint.tick(painter, QRectF(x, middle - side / 2, side, side), self.isChecked())

    def _colours(self) -> Colours:
        t = theme.tokens()
        if self.isChecked() and self.isEnabled():
            return Colours(t.accent_tint, t.accent, t.accent_ink, KeyTone.PLAIN)
        return super()._colours()

    def _paint_focus(
        self, painter: QPainter, rect: QRectF, radius: float, colours: Colours
    ) -> None:
        ring = paint.inner_ring if self.isChecked() else paint.focus_ring
        ring(painter, rect, radius, theme.tokens().accent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            with QPainter(self) as painter:
                paint.smooth(painter)
                frame = QRectF(self.rect())
                paint.box(painter, frame, theme.px(8), None, theme.tokens().accent, 1.5)


def _disabled(kind: Kind) -> Colours:
    t = theme.tokens()
    if kind is Kind.GO:
        return Colours(t.well, None, t.block_text2, KeyTone.ON_BLOCK)
    if kind is Kind.GHOST:
        return Colours(None, None, t.ink3, KeyTone.OFF)
    return Colours(t.sunken, None, t.ink3, KeyTone.OFF)
