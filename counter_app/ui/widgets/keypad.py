"""A number pad for touch: three by four keys that type into one line edit."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.buttons import Button, Kind, Size

MIN_KEY = 76
"""Keys of 20 mm at 96 dpi are typed fastest (Colle and Hiszem 2004)."""


class Keypad(QWidget):
    """Digits, Clear and Backspace; never takes the focus away from what it types into."""

    typed = Signal(str)
    """A digit, `clear` or `backspace`, for owners that want no line edit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target: QLineEdit | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(8))
        for number in range(1, 10):
            row, column = divmod(number - 1, 3)
            grid.addWidget(self._digit(str(number)), row, column)
        self._clear = _key(Button("", Kind.SOFT, size=Size.WORD))
        self._clear.clicked.connect(lambda: self._type("clear"))
        self._back = _key(Button(icon="delete", kind=Kind.SOFT, size=Size.WORD))
        self._back.setAutoRepeat(True)
        self._back.clicked.connect(lambda: self._type("backspace"))
        grid.addWidget(self._clear, 3, 0)
        grid.addWidget(self._digit("0"), 3, 1)
        grid.addWidget(self._back, 3, 2)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._retranslate()

    def type_into(self, edit: QLineEdit | None) -> None:
        """Send the keys to this line edit from now on."""
        self._target = edit

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _digit(self, digit: str) -> Button:
        button = _key(Button(digit, size=Size.DIGIT))
        button.clicked.connect(lambda: self._type(digit))
        return button

    def _type(self, what: str) -> None:
        self.typed.emit(what)
        if self._target is None:
            return
        if what == "clear":
            self._target.clear()
            return
        key = Qt.Key.Key_Backspace if what == "backspace" else Qt.Key(ord(what))
        text = "" if what == "backspace" else what
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.KeypadModifier, text)
            QCoreApplication.sendEvent(self._target, event)

    def _retranslate(self) -> None:
        self._clear.set_words(self.tr("Clear"))
        self._back.setAccessibleName(self.tr("Backspace"))


def _key(button: Button) -> Button:
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setMinimumSize(theme.px(MIN_KEY), theme.px(MIN_KEY))
    button.setMaximumHeight(theme.px(96))
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    return button
