"""Scanners that type: tells a burst of keys from a person's typing, before any widget sees it.

Keys are held back while a burst may be running and given on when it was none. The event's own time
stamp decides, so a stalled window splits no scan. Counts keys, scans and clicks for step budgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from counter_app.core.scan import ScanCode

if TYPE_CHECKING:
    from counter_app.settings import ScannerSettings

SILENCE_MS: Final = 80
"""A code of many lines (a driving licence) has line ends inside and ends by silence."""
MIN_LENGTH: Final = 4
MAX_LENGTH: Final = 4096
LATE_MS: Final = 20

_BARE: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_ARROWS: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
_FRAME: Final = "\x00\x02\x03\r\n\t"
_MANY_LINES: Final = ("@", "]L", "ANSI ", "AAMVA")
_ONCE: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
    | {Qt.Key(Qt.Key.Key_F1 + n) for n in range(12)}
)
"""Keys that act: held down they act once."""
_COMMAND: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier

SINGLE_PRESS: Final = "single_press"
"""Property of a button that moves money: the second press of a double click is not taken."""


@dataclass(slots=True)
class InputCounter:
    """What the hands did: keys pressed, codes scanned, places clicked or touched."""

    keys: int = 0
    scans: int = 0
    clicks: int = 0

    def reset(self) -> None:
        """Begin again at nothing."""
        self.keys = self.scans = self.clicks = 0


@dataclass(frozen=True, slots=True)
class _Held:
    receiver: QObject
    event: QKeyEvent
    text: str


class Wedge(QObject):
    """An event filter for the whole application; acts on the keys of one window only."""

    scanned = Signal(object)
    """A `ScanCode`, as the scanner sent it."""
    touched = Signal()
    """Somebody is at the desk: a key, a scan or a click."""

    def __init__(
        self, window: QWidget, take_key: Callable[[str], bool], scanner: ScannerSettings
    ) -> None:
        """`take_key` is offered each typed key by name, once, before any widget gets it.

        `scanner` says how long the pauses in a scan may be and what it sends before and after.
        """
        super().__init__(window)
        self._window = window
        self._take_key = take_key
        self._gap_ms = scanner.gap_ms
        self._prefix = scanner.prefix
        self._suffix = scanner.suffix
        self._held: list[_Held] = []
        self._length = 0
        self._last_stamp = 0
        self._replaying = False
        self._pressed: tuple[int, int] = (0, 0)
        self._clicked: tuple[int, float, float] = (0, 0.0, 0.0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._silent)
        self._since = QElapsedTimer()
        self._graced = False
        self.counter = InputCounter()

    @property
    def at_rest(self) -> bool:
        """True while no key is held back."""
        return not self._held

    def fall_silent(self) -> None:
        """No key follows: what is held need not wait for the pause that would tell so."""
        if self._held:
            self._end_burst()

    def install(self, app: QApplication) -> None:
        """Watch the application's events."""
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Every event of every widget passes here, so its class is looked at before its kind."""
        if isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if isinstance(event, QMouseEvent):
            pressed = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
            return event.type() in pressed and self._click(watched, event)
        return False

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        match event.type():
            case QEvent.Type.KeyPress:
                self.touched.emit()
                return self._ours(watched) and self._press(watched, event)
            case QEvent.Type.ShortcutOverride:
                return self._override(watched, event)
            case QEvent.Type.KeyRelease:
                return self._release(event)
            case _:
                return False

    def _ours(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window

    def _press(self, receiver: QObject, event: QKeyEvent) -> bool:
        if self._replaying or event.key() in _BARE:
            return False
        if event.isAutoRepeat():
            self._give_on()
            return event.key() in _ONCE or bool(event.modifiers() & _COMMAND)
        stamp = event.timestamp()
        if stamp == 0:  # made by a program, not by hands or a scanner
            self._give_on()
            return self._offer(event, counted=False)
        if self._held and stamp - self._last_stamp > self._limit():
            self._end_burst()
        self._last_stamp = stamp
        if self._held and _ends(event):
            return self._line_end(receiver, event)
        text = _typed(event) or self._mangled(event)
        if not text:
            self._give_on()
            return self._offer(event)
        self._hold(receiver, event, text)
        return True

    def _mangled(self, event: QKeyEvent) -> str:
        """What scanners make of a licence's control characters: arrows for line ends, C1 codes."""
        if not self._held or not self._many_lines():
            return ""
        text = event.text()
        if len(text) == 1 and "\x80" <= text <= "\x9f":
            return text
        return "\n" if event.key() in _ARROWS else ""

    def _hold(self, receiver: QObject, event: QKeyEvent, text: str) -> None:
        if self._length < MAX_LENGTH:
            copy = QKeyEvent(event.type(), event.key(), event.modifiers(), event.text())
            self._held.append(_Held(receiver, copy, text))
        self._length += len(text)
        self._graced = False
        self._timer.start(self._limit() + LATE_MS)
        self._since.start()

    def _line_end(self, receiver: QObject, event: QKeyEvent) -> bool:
        """A line end inside a burst: data of a licence, the end of a scan, or a person's Enter."""
        tab = event.key() == Qt.Key.Key_Tab
        if self._many_lines() and not (tab and self._suffix == "tab"):
            self._hold(receiver, event, "\t" if tab else "\n")
            return True
        if self._is_code():
            self._emit()
            return True
        self._give_on()
        return self._offer(event)

    def _override(self, watched: QObject, event: QKeyEvent) -> bool:
        """Keep shortcuts from firing inside a burst (GS comes as Ctrl+], LF as Ctrl+J)."""
        if not self._held or not self._ours(watched) or self._replaying:
            return False
        if 0 <= event.timestamp() - self._last_stamp <= self._limit() and (
            _typed(event) or _ends(event)
        ):
            event.accept()
            return True
        return False

    def _release(self, event: QKeyEvent) -> bool:
        self._pressed = (0, 0)
        return bool(self._held) and not self._replaying and event.key() not in _BARE

    def _silent(self) -> None:
        """The timer ran out; when it ran out late, keys may still be waiting to be read."""
        late = self._since.elapsed() > self._timer.interval() + LATE_MS
        if late and not self._graced:
            self._graced = True
            self._since.start()
            self._timer.start(self._limit() + LATE_MS)
            return
        self._end_burst()

    def _end_burst(self) -> None:
        from counter_app.codes.aamva import is_licence

        whole = self._suffix == "none" or (
            self._many_lines() and ("\n" in self._text() or is_licence(self._text()))
        )
        if whole and self._is_code():
            self._emit()
        else:
            self._give_on()

    def _emit(self) -> None:
        text = self._text() if self._length <= MAX_LENGTH else ""
        self._forget()
        code = text.removeprefix(self._prefix).strip(_FRAME)
        if code:
            self.counter.scans += 1
            self.scanned.emit(ScanCode(code, None, "wedge"))

    def _give_on(self) -> None:
        """It was typing: the keys go where they were going."""
        held = list(self._held)
        self._forget()
        self._replaying = True
        try:
            for key in held:
                self.counter.keys += 1
                name = key.text if key.text != "\n" else key_name(key.event)
                if not self._take_key(name) and isValid(key.receiver):
                    QCoreApplication.sendEvent(key.receiver, key.event)
                    self._send_release(key)
        finally:
            self._replaying = False

    def _send_release(self, key: _Held) -> None:
        event = key.event
        if isValid(key.receiver):
            release = QKeyEvent(
                QEvent.Type.KeyRelease, event.key(), event.modifiers(), event.text()
            )
            QCoreApplication.sendEvent(key.receiver, release)

    def _forget(self) -> None:
        self._held.clear()
        self._length = 0
        self._timer.stop()

    def _text(self) -> str:
        return "".join(key.text for key in self._held)

    def _is_code(self) -> bool:
        """Long enough for a scan; what begins as only the scanner begins is one if it is short."""
        marked = bool(self._prefix) and self._start().startswith(self._prefix)
        return self._length > len(self._prefix) if marked else self._length >= MIN_LENGTH

    def _many_lines(self) -> bool:
        start = self._start().removeprefix(self._prefix).lstrip(_FRAME)
        return start.startswith(_MANY_LINES)

    def _start(self) -> str:
        return "".join(key.text for key in self._held[: len(self._prefix) + 8])

    def _limit(self) -> int:
        return max(SILENCE_MS, self._gap_ms) if self._many_lines() else self._gap_ms

    def _offer(self, event: QKeyEvent, *, counted: bool = True) -> bool:
        """Count and offer a press once, though Qt brings it to each parent in turn."""
        this = (event.key(), event.timestamp())
        if this == self._pressed:
            return False
        self._pressed = this
        self.counter.keys += counted
        return self._take_key(key_name(event))

    def _click(self, watched: QObject, event: QMouseEvent) -> bool:
        if not self._ours(watched):
            return False
        place = event.globalPosition()
        this = (event.timestamp(), place.x(), place.y())
        if this != self._clicked:
            self._clicked = this
            self.counter.clicks += 1
            self.touched.emit()
            self._give_on()
        double = event.type() == QEvent.Type.MouseButtonDblClick
        return double and watched.property(SINGLE_PRESS) is True


def key_name(event: QKeyEvent) -> str:
    """A key as `Screen.take_key` knows it: the character, or a name like "Return", "Alt+C"."""
    if text := _typed(event):
        return text
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else event.key()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(int(modifiers.value) | int(key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def _typed(event: QKeyEvent) -> str:
    """The character a scanner may have meant, also GS, RS and EOT with Ctrl; else nothing."""
    text = event.text()
    modifiers = event.modifiers()
    if len(text) != 1 or modifiers & (
        Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    ):
        return ""
    if text in "\x02\x03\x04\x1d\x1e":
        return text  # with Ctrl on most systems, bare on some
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        return ""
    return text if text.isprintable() else ""


def _ends(event: QKeyEvent) -> bool:
    return event.key() in _ENDS or event.text() == "\n"
