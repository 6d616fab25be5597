"""Plain text labels in the type scale, and the hairline between sections."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text


class Label(QLabel):
    """A label that shows its words as they are, never as markup."""

    def __init__(
        self,
        words: str = "",
        style: Text = Text.BODY,
        ink: str = "ink",
        *,
        tabular: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._font = theme.font(style, tabular)
        self.setFont(self._font)
        self.setProperty("ink", ink)
        self.setWordWrap(wrap)
        self.setText(words)

    def set_ink(self, ink: str) -> None:
        """Change the colour, by token name."""
        theme.restyle(self, "ink", ink)

    def set_style(self, style: Text, tabular: bool = False) -> None:
        """Change the type style."""
        self._font = theme.font(style, tabular)
        self.setFont(self._font)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.font() != self._font:
            self.setFont(self._font)  # a new style sheet brings the first font back
            self.updateGeometry()


class Rule(QFrame):
    """A hairline across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rule")
        self.setFixedHeight(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)
