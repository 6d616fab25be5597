"""A field for a PIN: digits only, dots only, and it forgets what it hands over."""

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QFont, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.field import as_field

MAX_DIGITS = 12


class PinField(QLineEdit):
    """56 pixels high; Return says it is complete, `take` reads and empties it."""

    complete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        as_field(self, 56, Text.FIELD)
        font = theme.font(Text.COUNT)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, theme.px(4))
        self.setFont(font)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MAX_DIGITS)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        digits = QRegularExpression(f"[0-9]{{0,{MAX_DIGITS}}}")
        self.setValidator(QRegularExpressionValidator(digits, self))
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.returnPressed.connect(self.complete)
        self._retranslate()

    def take(self) -> str:
        """The digits; the field is empty afterwards."""
        digits = self.text()
        self.clear()
        return digits

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("PIN"))
