"""A number between a minus and a plus button of 48 pixels."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.buttons import Button


class Stepper(QWidget):
    """Shows a number as text and says +1 or -1; what a step means its owner decides."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.less = Button(icon="minus")
        self.more = Button(icon="plus")
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setFixedSize(theme.px(theme.TOUCH), theme.px(theme.TOUCH))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, step=step: self.stepped.emit(step))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.less)
        row.addStretch(1)
        row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._retranslate()

    def show_value(self, text: str, can_lower: bool, can_raise: bool) -> None:
        """Show a number; a button that cannot go further is off."""
        self._text = text
        self.setAccessibleName(text)
        self.less.setEnabled(can_lower)
        self.more.setEnabled(can_raise)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(144), theme.px(theme.TOUCH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint.smooth(painter)
            side = theme.px(theme.TOUCH)
            rect = QRectF(side, 0, self.width() - 2 * side, self.height())
            style = Text.COUNT if len(self._text) <= 4 else Text.VALUE_STRONG
            ink = theme.tokens().ink
            paint.text(painter, rect, self._text, style, ink, paint.CENTRE, tabular=True)

    def _retranslate(self) -> None:
        self.less.setAccessibleName(self.tr("One less"))
        self.more.setAccessibleName(self.tr("One more"))
