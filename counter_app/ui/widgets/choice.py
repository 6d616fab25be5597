"""What the cards and rows that can be pressed have in common: a painted, checkable button."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


class Pressable(QAbstractButton):
    """A painted button whose check mark is set by its owner, never by the press itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def nextCheckState(self) -> None:
        """Pressing does not check by itself: the owner marks what it accepted."""

    def say(self, words: str, more: str = "") -> None:
        """Name and description for a screen reader."""
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.setAccessibleDescription(more)
        self.updateGeometry()
        self.update()
