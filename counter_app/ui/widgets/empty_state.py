"""An empty place: what is missing, how to begin, and what will not happen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets.label import Label


class IconMark(QWidget):
    """An icon on its own, in an ink of the theme."""

    def __init__(
        self, icon: str, size: int = 20, ink: str = "ink2", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._ink = ink
        self.setFixedSize(QSize(theme.px(size), theme.px(size)))

    def set_icon(self, icon: str, ink: str = "ink2") -> None:
        """Show another icon."""
        self._icon = icon
        self._ink = ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour: str = getattr(theme.tokens(), self._ink)
        with QPainter(self) as painter:
            draw_icon(painter, self._icon, colour, 0, 0, self.width())


class EmptyState(QFrame):
    """Icon, fact and two hints, in the middle of whatever place it is given."""

    def __init__(
        self,
        icon: str,
        fact: str,
        begin: str = "",
        promise: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconMark(icon, 32, "ink3")
        self._fact = Label(fact, Text.STRONG)
        self._begin = Label(begin, Text.HINT, "ink2", wrap=True)
        self._promise = Label(promise, Text.HINT, "ink2", wrap=True)
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(6))
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._fact, self._begin, self._promise):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(1)
        self.set_words(fact, begin, promise)

    def set_words(self, fact: str, begin: str = "", promise: str = "") -> None:
        """Say something else."""
        self._fact.setText(fact)
        self._begin.setText(begin)
        self._begin.setVisible(bool(begin))
        self._promise.setText(promise)
        self._promise.setVisible(bool(promise))
