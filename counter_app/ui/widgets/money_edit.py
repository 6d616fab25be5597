"""An amount typed as on a till: digits fill in from the right, 1 2 3 4 is 12.34.

The value is an integer of minor units (cents); no float exists anywhere in it.
"""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.ui.theme import Text
from counter_app.ui.widgets.field import as_field

MAX_DIGITS = 10
_NUMBER_SIGNS = frozenset("0123456789")


def fixed_point(minor: int, exponent: int, point: str = ".", comma: str = ",") -> str:
    """Minor units as text: 123456 with exponent 2 is 1,234.56. Takes no negative number."""
    assert minor >= 0, "an amount that is typed has no sign"
    digits = str(minor).rjust(exponent + 1, "0")
    whole = digits[: len(digits) - exponent]
    groups: list[str] = []
    while whole:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    tail = point + digits[len(digits) - exponent :] if exponent else ""
    return comma.join(groups) + tail


def read_amount(text: str, exponent: int, point: str = ".", comma: str = ",") -> int | None:
    """Minor units of pasted text such as `$1,234.50`, or None if it is not exactly an amount."""
    kept = "".join(c for c in text.strip() if c in _NUMBER_SIGNS or c in (point, comma))
    rest = text.strip().lstrip("$€£¥").strip()
    whole, _, tail = kept.replace(comma, "").partition(point)
    exact = whole.isdigit() and (tail.isdigit() or not tail) and len(tail) <= exponent
    if kept != rest or not exact or len(whole) + exponent > MAX_DIGITS:
        return None
    return int(whole + tail.ljust(exponent, "0"))


class MoneyEdit(QLineEdit):
    """Shows an amount; empty until something is typed. `exponent` is the currency's decimals."""

    changed = Signal(object)
    """The amount in minor units, or None while the field is empty."""

    def __init__(
        self,
        exponent: int = 2,
        symbol: str = "",
        *,
        point: str = ".",
        comma: str = ",",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._exponent = exponent
        self._symbol = symbol
        self._signs = (point, comma)
        self._minor: int | None = None
        as_field(self, style=Text.COUNT)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setAcceptDrops(False)
        self.setPlaceholderText(symbol + fixed_point(0, exponent, point, comma))
        self._retranslate()

    def minor(self) -> int | None:
        """The amount in minor units, or None if nothing was typed."""
        return self._minor

    def set_minor(self, minor: int | None) -> None:
        """Show an amount; longer than ten digits is refused by an assertion."""
        assert minor is None or 0 <= minor < 10**MAX_DIGITS, "an amount has ten digits at most"
        self._take(minor)

    def clear(self) -> None:
        """Forget the amount."""
        self._take(None)

    def type_key(self, key: str) -> bool:
        """Type a digit or Backspace although the field has no focus; says whether it was one."""
        back = key == "Backspace"
        if not back and not (len(key) == 1 and key in _NUMBER_SIGNS):
            return False
        code = Qt.Key.Key_Backspace if back else Qt.Key(ord(key))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, "" if back else key)
            QCoreApplication.sendEvent(self, event)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif len(text) == 1 and text in _NUMBER_SIGNS:
            self._push(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self._pop()
        elif event.key() == Qt.Key.Key_Delete:
            self._take(None)
        elif text and text.isprintable():
            event.accept()
        elif event.matches(QKeySequence.StandardKey.Cut) or event.matches(
            QKeySequence.StandardKey.Undo
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        for sign in event.commitString():
            if sign in _NUMBER_SIGNS:
                self._push(sign)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _push(self, digit: str) -> None:
        before = 0 if self.hasSelectedText() or self._minor is None else self._minor
        after = before * 10 + int(digit)
        if after < 10**MAX_DIGITS:
            self._take(after)

    def _pop(self) -> None:
        whole = self.hasSelectedText() or self._minor is None or self._minor < 10
        self._take(None if whole or self._minor is None else self._minor // 10)

    def _paste(self) -> None:
        read = read_amount(QGuiApplication.clipboard().text(), self._exponent, *self._signs)
        if read is not None:
            self._take(read)

    def _take(self, minor: int | None) -> None:
        same = minor == self._minor
        self._minor = minor
        shown = "" if minor is None else fixed_point(minor, self._exponent, *self._signs)
        self.setText(self._symbol + shown if shown else "")
        if not same:
            self.changed.emit(minor)

    def _retranslate(self) -> None:
        if not self.accessibleName():
            self.setAccessibleName(self.tr("Amount"))
