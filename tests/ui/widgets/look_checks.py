"""Checks of the look on any window: nothing cut off, nothing too small, too faint or nameless.

What is painted is read back from an SVG rendering, so painted widgets and labels count alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea, QWidget

from counter_app.ui import theme

LOWEST_CONTRAST = 4.5
_GROUP = re.compile(r'transform="matrix\(([^)]*)\)"')
_TEXT = re.compile(
    r'<text [^>]*?x="([^"]+)" y="([^"]+)" font-family="([^"]*)" font-size="([^"]+)" '
    r'font-weight="(\d+)"[^>]*>([^<]*)</text>',
    re.DOTALL,
)
_RATIO = 2


@dataclass(frozen=True, slots=True)
class Painted:
    """A text as it was painted: where its baseline begins and in which font."""

    text: str
    x: float
    y: float
    font: QFont

    def rect(self) -> QRect:
        metrics = QFontMetricsF(self.font)
        size = self.font.pixelSize()
        width = metrics.horizontalAdvance(self.text)
        return QRect(int(self.x), int(self.y - size * 0.78), int(width) + 1, int(size * 0.9))


def painted(widget: QWidget) -> list[Painted]:
    """Every text that the widget and its children paint."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    with QPainter(generator) as painter:
        widget.render(painter, QPoint())
    found: list[Painted] = []
    for group in bytes(buffer.data().data()).decode().split("<g "):
        for x, y, family, size, weight, text in _TEXT.findall(group):
            matrix = _GROUP.search(group)
            numbers = [float(part) for part in matrix.group(1).split(",")] if matrix else []
            left, top = (numbers[4], numbers[5]) if len(numbers) == 6 else (0.0, 0.0)
            font = QFont(family)
            font.setPixelSize(round(float(size)))
            font.setWeight(QFont.Weight(int(weight)))
            words = unescape(text)
            if words.strip():
                found.append(Painted(words, float(x) + left, float(y) + top, font))
    return found


def elided(widget: QWidget, meant: Iterable[str] = ()) -> list[str]:
    """Texts that end in an ellipsis although nobody wrote one."""
    allowed = set(meant)
    return [p.text for p in painted(widget) if p.text.endswith("…") and p.text not in allowed]


def clipped_labels(widget: QWidget) -> list[str]:
    """Labels that are smaller than their words."""
    found = []
    for label in widget.findChildren(QLabel):
        if not label.isVisibleTo(widget) or not label.text():
            continue
        metrics = QFontMetricsF(label.font())
        if label.wordWrap():
            flags = int(Qt.TextFlag.TextWordWrap.value)
            need = metrics.boundingRect(
                QRect(0, 0, label.width(), 10_000).toRectF(), flags, label.text()
            )
        else:
            need = metrics.boundingRect(label.text())
            need.setWidth(metrics.horizontalAdvance(label.text()))
        if need.width() > label.width() + 1 or need.height() > label.height() + 1:
            found.append(f"{label.text()} needs {need.size()}, has {label.size()}")
    return found


def small_controls(widget: QWidget) -> list[str]:
    """Buttons and line edits under 48 pixels; a box may stand in a row that is its target."""
    least = theme.px(theme.TOUCH)
    found = []
    for control in _controls(widget):
        target = control
        if control.property("target") == "row":
            holder = control.parentWidget()
            assert holder is not None
            target = holder
        if target.width() < least or target.height() < least:
            found.append(f"{type(control).__name__} {control.accessibleName()}: {target.size()}")
    return found


def nameless(widget: QWidget) -> list[str]:
    """Controls, and whatever else takes the focus, that a screen reader cannot name."""
    found = []
    controls = set(_controls(widget))
    for child in widget.findChildren(QWidget):
        takes_focus = child.focusPolicy() is not Qt.FocusPolicy.NoFocus and not child.focusProxy()
        if not child.isVisibleTo(widget) or not (takes_focus or child in controls):
            continue
        interface = QAccessible.queryAccessibleInterface(child)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(child).__name__} in {type(child.parentWidget()).__name__}")
    return found


def faint(widget: QWidget) -> list[str]:
    """Texts whose strongest pixel has a contrast under 4.5 with the ground they lie on."""
    image = QImage(widget.size() * _RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_RATIO)
    widget.render(image, QPoint())
    image.setDevicePixelRatio(1)
    found = []
    views = _views(widget)
    for text in painted(widget):
        if any(view.intersects(text.rect()) and not view.contains(text.rect()) for view in views):
            continue  # cut by the edge of what scrolls: read once it is scrolled to
        colours = _colours(image, text.rect())
        if not colours:
            continue
        ground = colours.most_common(1)[0][0]
        best = max(_contrast(ground, colour) for colour in colours)
        if best < LOWEST_CONTRAST:
            found.append(f"{text.text}: {best:.2f} on #{ground & 0xFFFFFF:06x}")
    return found


def _views(widget: QWidget) -> list[QRect]:
    """Where the contents of scroll areas are seen, in the widget's own pixels."""
    areas = [a for a in widget.findChildren(QScrollArea) if a.isVisibleTo(widget)]
    ports = [area.viewport() for area in areas if area.verticalScrollBar().maximum()]
    return [QRect(port.mapTo(widget, QPoint()), port.size()) for port in ports]


def _controls(widget: QWidget) -> list[QWidget]:
    buttons: list[QWidget] = list(widget.findChildren(QAbstractButton))
    edits: list[QWidget] = list(widget.findChildren(QLineEdit))
    return [control for control in buttons + edits if control.isVisibleTo(widget)]


def _colours(image: QImage, rect: QRect) -> Counter[int]:
    scaled = QRect(rect.topLeft() * _RATIO, rect.size() * _RATIO).intersected(image.rect())
    if scaled.isEmpty():
        return Counter()
    part = image.copy(scaled)
    return Counter(memoryview(bytes(part.constBits())).cast("I"))


def _contrast(one: int, other: int) -> float:
    """Contrast of two colours as WCAG 2.2 defines it."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@cache  # a picture has few colours, and each pixel of a text asks
def _luminance(rgb: int) -> float:
    colour = QColor.fromRgb(rgb & 0xFFFFFF)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
