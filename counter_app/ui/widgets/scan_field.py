"""The scan field: one line edit for everything that is scanned or typed, with a state chip."""

from enum import Enum
from typing import assert_never

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets.pill import Pill, Tone

MAX_LENGTH = 512
"""A licence barcode holds about 400 characters; longer input is cut."""


class ScanState(Enum):
    """What the chip at the right says."""

    READY = "ready"
    LISTENING = "listening"
    UNKNOWN = "unknown"


class ScanField(QFrame):
    """A 56 pixel frame: icon, line edit, chip. The frame is the focus mark of the line edit."""

    submitted = Signal(str)
    """Return was pressed on this text, or a scanner sent it."""
    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "scan")
        self.setProperty("focused", "false")
        self.setFixedHeight(theme.px(56))
        self._unknown = False
        self._prompt = ""
        self._icon = _ScanIcon(self)
        self.edit = QLineEdit(self)
        self.edit.setProperty("kind", "bare")
        self.edit.setFont(theme.font(Text.FIELD))
        self.edit.setMaxLength(MAX_LENGTH)
        self.edit.setMinimumHeight(theme.px(theme.TOUCH))
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self._submit)
        self.edit.textEdited.connect(self._edited)
        self._chip = Pill(height=26)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, theme.px(12), 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._icon)
        row.addWidget(self.edit, 1)
        row.addWidget(self._chip)
        self.setFocusProxy(self.edit)
        self._retranslate()

    def set_prompt(self, words: str) -> None:
        """What can be scanned now, shown while the field is empty; empty words: anything."""
        self._prompt = words
        shown = words or self.tr("Scan or type a receipt, item, badge or customer")
        self.edit.setPlaceholderText(shown)
        self.edit.setAccessibleName(shown)

    def state(self) -> ScanState:
        """What the chip says."""
        if self._unknown:
            return ScanState.UNKNOWN
        return ScanState.READY if self.edit.hasFocus() else ScanState.LISTENING

    def show_unknown(self, text: str) -> None:
        """Show a code that nobody knows; the next key takes the mark away."""
        self.edit.setText(text)
        self.edit.selectAll()
        self._unknown = True
        self._refresh()

    def clear(self) -> None:
        """Empty the field and go back to ready."""
        self.edit.clear()
        self._unknown = False
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QFocusEvent):
            self._refresh(event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(480), theme.px(56))

    def _retranslate(self) -> None:
        self.set_prompt(self._prompt)
        self._refresh()

    def _submit(self) -> None:
        text = self.edit.text().strip()
        if text:
            self.submitted.emit(text)

    def _edited(self, text: str) -> None:
        if self._unknown:
            self._unknown = False
            self._refresh()
        self.edited.emit(text)

    def _refresh(self, focused: bool | None = None) -> None:
        has_focus = self.edit.hasFocus() if focused is None else focused
        theme.restyle(self, "focused", "true" if has_focus else "false")
        self._icon.set_on(has_focus)
        if self._unknown:
            self._chip.set_state(self._words(ScanState.UNKNOWN), Tone.WARN)
        else:
            state = ScanState.READY if has_focus else ScanState.LISTENING
            self._chip.set_state(self._words(state), Tone.OK)

    def _words(self, state: ScanState) -> str:
        match state:
            case ScanState.READY:
                return self.tr("Ready")
            case ScanState.LISTENING:
                return self.tr("Listening")
            case ScanState.UNKNOWN:
                return self.tr("Unknown code")
            case _:
                assert_never(state)


class _ScanIcon(QWidget):
    """The barcode icon, in accent while the field has the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._on = False
        self.setFixedSize(theme.px(24), theme.px(24))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_on(self, on: bool) -> None:
        self._on = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        with QPainter(self) as painter:
            draw_icon(painter, "scan-barcode", t.accent if self._on else t.ink2, 0, 0, self.width())
