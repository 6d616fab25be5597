"""One figure of a summary row: icon, number with its words, and a line about it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class Summary:
    """What a card shows; `ink` is the token of its icon."""

    icon: str
    number: str
    words: str
    line: str = ""
    ink: str = "ink2"


class SummaryCard(QWidget):
    """76 pixels high; it is read, not pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Summary("info", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_summary(self, summary: Summary) -> None:
        """Show a figure."""
        self._shown = summary
        self.setAccessibleName(f"{summary.number} {summary.words}")
        self.setAccessibleDescription(summary.line)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        shown = self._shown
        head = theme.text_width(shown.number, Text.TITLE) + theme.text_width(shown.words, Text.BODY)
        wide = max(head + theme.px(8), theme.text_width(shown.line, Text.HINT))
        return QSize(wide + theme.px(16 + 24 + 12 + 12), theme.px(76))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        shown = self._shown
        with QPainter(self) as painter:
            paint.smooth(painter)
            rect = QRectF(self.rect())
            paint.box(painter, rect, theme.px(12), t.surface, t.hair)
            size, edge = theme.px(24), theme.px(16)
            ink: str = getattr(t, shown.ink)
            draw_icon(painter, shown.icon, ink, edge, rect.center().y() - size / 2, size)
            left = edge + size + theme.px(12)
            room = rect.width() - left - theme.px(8)
            number = QRectF(left, theme.px(14), room, theme.px(28))
            paint.text(painter, number, shown.number, Text.TITLE, t.ink, tabular=True)
            used = theme.text_width(shown.number, Text.TITLE, tabular=True) + theme.px(8)
            words = QRectF(left + used, theme.px(16), room - used, theme.px(26))
            paint.text(painter, words, shown.words, Text.BODY, t.ink)
            line = QRectF(left, theme.px(44), room, theme.px(20))
            paint.text(painter, line, shown.line, Text.HINT, t.ink2)
