"""Hands at the desk: real key, scan and click events with time stamps of their own.

The tour and the tests use the window through these, so both count as a person would.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtWidgets import QWidget

TYPING_MS: Final = 180
SCANNING_MS: Final = 4

_SHIFTED: Final = Qt.KeyboardModifier.ShiftModifier
_PLAIN: Final = Qt.KeyboardModifier.NoModifier

_MODIFIERS: Final = {
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}
_LONG: Final = {"Esc": "Escape", "Del": "Delete", "PgUp": "PageUp", "PgDown": "PageDown"}


class Hands:
    """Types, scans and clicks in one window; each event is sent where Qt would send it."""

    def __init__(self, window: QWidget, start_ms: int = 1_000) -> None:
        self._window = window
        self._now_ms = start_ms

    def press(self, key: str) -> None:
        """Press and release one key by name: "F12", "Return", "Alt+C", "Ctrl+L", or a letter."""
        self._now_ms += TYPING_MS
        if len(key) == 1:
            self._letter(key)
            return
        *held, name = key.split("+")
        modifiers = _PLAIN
        for modifier in held:
            modifiers |= _MODIFIERS[modifier]
        text = {"Return": "\r", "Space": " ", "Tab": "\t"}.get(name, "")
        self._send(Qt.Key[f"Key_{_LONG.get(name, name)}"], modifiers, text)

    def write(self, text: str) -> None:
        """Type a text letter by letter at a person's speed."""
        for letter in text:
            self._now_ms += TYPING_MS
            self._letter(letter)

    def scan(self, code: str) -> None:
        """Scan a code: a fast burst that ends with Return."""
        self._now_ms += TYPING_MS
        for letter in code:
            self._now_ms += SCANNING_MS
            self._letter(letter)
        self._now_ms += SCANNING_MS
        self._send(Qt.Key.Key_Return, _PLAIN, "\r")

    def click(self, widget: QWidget, *, double: bool = False) -> None:
        """Touch the middle of a widget once, or twice in a hurry."""
        self._now_ms += TYPING_MS
        self._touch(widget, QEvent.Type.MouseButtonPress)
        if double:
            self.click_again(widget)

    def click_again(self, widget: QWidget) -> None:
        """The second half of a double click, on whatever is under the pointer by then."""
        self._touch(widget, QEvent.Type.MouseButtonDblClick)

    def _touch(self, widget: QWidget, press: QEvent.Type) -> None:
        place = QPointF(widget.rect().center())
        for kind in (press, QEvent.Type.MouseButtonRelease):
            self._now_ms += SCANNING_MS
            down = kind != QEvent.Type.MouseButtonRelease
            event = QMouseEvent(
                kind,
                place,
                QPointF(widget.mapToGlobal(widget.rect().center())),
                Qt.MouseButton.LeftButton,
                Qt.MouseButton.LeftButton if down else Qt.MouseButton.NoButton,
                _PLAIN,
                QPointingDevice.primaryPointingDevice(),
            )
            event.setTimestamp(self._now_ms)
            QCoreApplication.sendEvent(widget, event)

    def _letter(self, letter: str) -> None:
        if letter in "\r\n":
            self._send(Qt.Key.Key_Return, _PLAIN, "\r")
            return
        shifted = _SHIFTED if letter.isupper() else _PLAIN
        code = ord(letter.upper())
        known = 0x20 <= code <= 0x7E
        self._send(Qt.Key(code) if known else Qt.Key.Key_unknown, shifted, letter)

    def _send(self, key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            focused: QWidget | None = self._window.focusWidget()
            receiver = self._window if focused is None else focused
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self._now_ms)
            QCoreApplication.sendEvent(receiver, event)
