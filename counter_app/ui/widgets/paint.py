"""Small painting words shared by the painted widgets: boxes, text, keycaps."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from counter_app.ui import theme
from counter_app.ui.theme import Text

LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class KeyTone(Enum):
    """What a keycap lies on."""

    PLAIN = "plain"
    ON_ACCENT = "on_accent"
    ON_GO = "on_go"
    ON_APPROVE = "on_approve"
    ON_BLOCK = "on_block"
    OFF = "off"


def colour(token: str) -> QColor:
    """A token's colour."""
    return QColor(token)


def smooth(painter: QPainter) -> None:
    """Turn on antialiasing for shapes, text and pixmaps."""
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )


def box(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: str | None,
    border: str | None = None,
    width: float = 1.0,
) -> None:
    """A rounded rectangle whose border lies wholly inside `rect`."""
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        inner = rect
    else:
        painter.setPen(QPen(QColor(border), width))
        inner = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        radius = max(0.0, radius - width / 2)
    if fill is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
    else:
        painter.setBrush(QColor(fill))
    painter.drawRoundedRect(inner, radius, radius)


def line(painter: QPainter, x1: float, x2: float, y: float, colour: str) -> None:
    """A hairline one pixel high."""
    painter.fillRect(QRectF(x1, y, x2 - x1, 1), QColor(colour))


def text(
    painter: QPainter,
    rect: QRectF,
    words: str,
    style: Text,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
    tabular: bool = False,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    """One line of plain text; what does not fit is a little smaller.

    If that is not enough it has an ellipsis, at its end unless said.
    """
    if not words:
        return
    font = theme.fitted_font(words, style, rect.width() + 1, tabular)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) > rect.width() + 1:
        words = metrics.elidedText(words, elide, rect.width())
    painter.setFont(font)
    painter.setPen(QColor(colour))
    flags = int(align.value) | int(Qt.TextFlag.TextSingleLine.value)
    painter.drawText(rect, flags, words)


def key_words(key: str) -> str:
    """How a key is written on a keycap: `Shift+F12` becomes `⇧F12`, `Return` becomes `↵`."""
    if key in ("Return", "Enter"):
        return "↵"
    if key.startswith("Shift+"):
        return "⇧" + key.removeprefix("Shift+")
    return key


def keycap_width(key: str) -> int:
    """Pixels a keycap needs."""
    if not key:
        return 0
    words = key_words(key)
    return max(theme.px(22), theme.text_width(words, Text.CAPTION) + theme.px(12))


def keycap(painter: QPainter, x: float, middle: float, key: str, tone: KeyTone) -> None:
    """Paint a keycap with its left edge at x, centred on the line `middle`."""
    if not key:
        return
    fill, border, ink = _key_colours(tone)
    height = theme.px(22)
    rect = QRectF(x, round(middle - height / 2), keycap_width(key), height)
    box(painter, rect, theme.px(5), fill, border)
    text(painter, rect, key_words(key), Text.CAPTION, ink, CENTRE)


def focus_ring(painter: QPainter, rect: QRectF, radius: float, colour: str) -> None:
    """The two pixel mark of keyboard focus, inside `rect`."""
    box(painter, rect, radius, None, colour, 2)


def inner_ring(painter: QPainter, rect: QRectF, radius: float, colour: str) -> None:
    """The same mark inside a frame that is drawn already: of what is chosen, or wants somebody."""
    gap = theme.px(3)
    focus_ring(painter, rect.adjusted(gap, gap, -gap, -gap), max(2.0, radius - gap), colour)


def tick(painter: QPainter, rect: QRectF, checked: bool) -> None:
    """A check box, 20 to 22 pixels."""
    t = theme.tokens()
    radius = theme.px(5)
    if not checked:
        box(painter, rect, radius, t.raised, t.edge, 1.5)
        return
    box(painter, rect, radius, t.accent)
    check(painter, rect, t.on_accent)


def check(painter: QPainter, rect: QRectF, colour: str) -> None:
    """A check mark centred in `rect`."""
    pen = QPen(QColor(colour), max(1.5, rect.width() / 11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y, side = rect.x(), rect.y(), rect.width()
    painter.drawPolyline(
        [
            QPointF(x + side * 0.27, y + side * 0.53),
            QPointF(x + side * 0.43, y + side * 0.68),
            QPointF(x + side * 0.74, y + side * 0.34),
        ]
    )


def _key_colours(tone: KeyTone) -> tuple[str, str | None, str]:
    t = theme.tokens()
    dark = theme.is_dark()
    match tone:
        case KeyTone.PLAIN:
            return (t.sunken if dark else t.canvas, t.line if dark else t.hair, t.ink2)
        case KeyTone.ON_ACCENT:
            return ("#1F000000" if dark else "#40000000", None, t.on_accent)
        case KeyTone.ON_GO:
            return ("#1F000000", None, t.on_go)
        case KeyTone.ON_APPROVE:
            return ("#1F000000" if dark else "#40000000", None, t.on_approve)
        case KeyTone.ON_BLOCK:
            return ("#1FFFFFFF", None, t.on_block)
        case KeyTone.OFF:
            return (t.canvas, t.hair, t.ink3)
