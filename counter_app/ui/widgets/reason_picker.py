"""Reason keys: a number and a word each; one is chosen, by touch or by its digit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.core.reason import Reason as Coded
from counter_app.core.words import Words
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.paint import KeyTone

MAX_REASONS = 9


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason that can be chosen; the key is its address."""

    key: str
    words: str


def offered(reasons: Iterable[Coded], words: Words) -> tuple[Reason, ...]:
    """Policy's reasons in the clerk's language; "…" says that a note is asked for next."""
    return tuple(
        Reason(r.code, words.term(r.label) + ("…" if r.needs_note else "")) for r in reasons
    )


class ReasonPicker(QWidget):
    """A heading and up to nine reason keys, in rows of `across` at most, as even as can be."""

    picked = Signal(str)
    """The key of the reason that was pressed."""

    def __init__(self, *, across: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._across = across
        self._keys: list[ReasonKey] = []
        self._title = Label("", Text.HEADING)
        self._hint = Label("", Text.STATUS, "ink2")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self._title)
        head.addWidget(self._hint)
        head.addStretch(1)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addStretch(1)  # the heading stays with its keys where there is room for more rows
        column.addLayout(head)
        column.addLayout(self._grid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._retranslate()
        self._show_hint()

    def set_title(self, words: str) -> None:
        """For which line the reason is."""
        self._title.setText(words)

    def set_across(self, across: int) -> None:
        """How many keys stand side by side: 6, or 3 on a small window."""
        if across != self._across:
            self._across = max(1, across)
            self._arrange()

    def set_reasons(self, reasons: Sequence[Reason]) -> None:
        """Offer these, nine at most; ask for more than that on a list of their own."""
        assert len(reasons) <= MAX_REASONS, "a digit picks a reason, so there are nine at most"
        if [key.reason for key in self._keys] == list(reasons):
            return
        remove(self._grid, self._keys)
        self._keys = []
        for number, reason in enumerate(reasons, start=1):
            key = ReasonKey(number, reason)
            key.clicked.connect(lambda _=False, name=reason.key: self.picked.emit(name))
            self._keys.append(key)
        self._arrange()
        self._show_hint()

    def set_chosen(self, key: str) -> None:
        """Mark one reason as the chosen one; an empty key marks none."""
        for button in self._keys:
            button.setChecked(button.reason.key == key)

    def pick_digit(self, digit: int) -> bool:
        """Press the key with this number; says whether there is one."""
        if self.isEnabled() and 1 <= digit <= len(self._keys):
            self._keys[digit - 1].click()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if not (len(text) == 1 and text in "123456789" and self.pick_digit(int(text))):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.EnabledChange:
            self._show_hint()
        super().changeEvent(event)

    def _show_hint(self) -> None:
        """Numbers pick only where there are keys that can be pressed."""
        self._hint.setVisible(bool(self._keys) and self.isEnabled())

    def _arrange(self) -> None:
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        rows = -(-len(self._keys) // self._across)
        across = -(-len(self._keys) // max(1, rows))
        for place, key in enumerate(self._keys):
            self._grid.addWidget(key, place // across, place % across)
        for column in range(across):
            self._grid.setColumnStretch(column, 1)

    def _retranslate(self) -> None:
        self._hint.setText(self.tr("press a number"))


class ReasonKey(QAbstractButton):
    """One reason: its digit, or a check once it is chosen, and its word."""

    def __init__(self, number: int, reason: Reason, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason = reason
        self._number = number
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(reason.words.replace("&", "&&"))
        self.setAccessibleName(reason.words)
        self.setAccessibleDescription(str(number))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Pressing does not check by itself: the owner marks what it accepted."""

    def sizeHint(self) -> QSize:
        words = theme.text_width(self.reason.words, Text.BODY)
        return QSize(words + theme.px(10 + 22 + 8 + 10), theme.px(theme.TOUCH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            on = self.isChecked()
            fill = t.accent_tint if on else t.canvas if self.underMouse() else t.raised
            if not self.isEnabled():
                fill = t.sunken
            marked = on or self.hasFocus()
            border, width = (t.accent, 2 if self.hasFocus() else 1.5) if marked else (t.line, 1)
            paint.box(painter, rect, theme.px(8), fill, border, width)
            if on and self.hasFocus():
                paint.inner_ring(painter, rect, theme.px(8), t.accent)
            left, side = theme.px(10), theme.px(22)
            middle = rect.center().y()
            if on:
                paint.tick(painter, QRectF(left, middle - side / 2, side, side), checked=True)
            else:
                tone = KeyTone.PLAIN if self.isEnabled() else KeyTone.OFF
                paint.keycap(painter, left, middle, str(self._number), tone)
            start = left + side + theme.px(8)
            words = QRectF(start, 0, rect.width() - start - theme.px(6), rect.height())
            ink = t.ink3 if not self.isEnabled() else t.accent_ink if on else t.ink
            paint.text(painter, words, self.reason.words, Text.BODY, ink)
