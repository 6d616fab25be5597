"""A quantity: whole pieces, or a weight with up to three decimals, as integer thousandths."""

from PySide6.QtCore import QEvent, QRegularExpression, Qt, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.ui.theme import Text
from counter_app.ui.widgets.field import as_field

MAX_WHOLE_DIGITS = 5


def read_milli(text: str, decimals: int) -> int | None:
    """Thousandths of a typed quantity (`0.42` is 420), or None if it is not exactly one."""
    whole, point, tail = text.strip().replace(",", ".").partition(".")
    if not (whole + tail) or not (whole + tail).isascii() or not (whole + tail).isdigit():
        return None
    if len(whole) > MAX_WHOLE_DIGITS or len(tail) > decimals or (point and not decimals):
        return None
    return int(whole or "0") * 1000 + int(tail.ljust(3, "0"))


class QuantityEdit(QLineEdit):
    """Takes digits and, for weights, a point or a comma; nothing else can be typed."""

    changed = Signal(object)
    """Thousandths, or None while there is no number."""

    def __init__(self, decimals: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert 0 <= decimals <= 3, "a quantity is counted in thousandths"
        self._decimals = decimals
        as_field(self, style=Text.COUNT)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        tail = f"([.,][0-9]{{0,{decimals}}})?" if decimals else ""
        pattern = QRegularExpression(f"[0-9]{{0,{MAX_WHOLE_DIGITS}}}{tail}")
        self.setValidator(QRegularExpressionValidator(pattern, self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.textChanged.connect(lambda: self.changed.emit(self.milli()))
        self._retranslate()

    def milli(self) -> int | None:
        """Thousandths, or None while there is no number."""
        return read_milli(self.text(), self._decimals)

    def set_milli(self, milli: int | None) -> None:
        """Show a quantity; thousandths that the field cannot show are a mistake."""
        if milli is None:
            self.clear()
            return
        whole, tail = divmod(milli, 1000)
        decimals = f"{tail:03d}".rstrip("0")
        assert milli >= 0, "a quantity that is typed has no sign"
        assert len(decimals) <= self._decimals, "a quantity is shown exactly or not at all"
        self.setText(f"{whole}.{decimals}" if decimals else str(whole))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        if not self.accessibleName():
            self.setAccessibleName(self.tr("Quantity"))
