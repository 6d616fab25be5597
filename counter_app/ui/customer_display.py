"""The customer's screen: a second window with lines, amount and method in large type.

It shows what a task's draft says and nothing else: no names, no numbers of people or cards. It
takes no focus, so nothing at the desk waits for it; on a second screen it fills that screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint

MAX_LINES = 8


@dataclass(frozen=True, slots=True)
class CustomerView:
    """What the customer reads: lines with amounts, one word, the amount, how it is paid."""

    lines: tuple[tuple[str, str], ...] = ()
    word: str = ""
    amount: str = ""
    method: str = ""


class CustomerDisplay(QWidget):
    """The window itself; paints one view."""

    def __init__(self) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._view = CustomerView()
        self.resize(theme.px(960), theme.px(600))

    @property
    def view(self) -> CustomerView:
        """What is on view."""
        return self._view

    def show_view(self, view: CustomerView) -> None:
        """Show this from now on."""
        self._view = view
        told = ", ".join(f"{words} {amount}" for words, amount in view.lines)
        self.setAccessibleName(
            ". ".join(part for part in (told, view.word, view.amount, view.method) if part)
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t, view = theme.tokens(), self._view
        edge = theme.px(48)
        with QPainter(self) as painter:
            paint.smooth(painter)
            painter.fillRect(self.rect(), paint.colour(t.canvas))
            area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            foot = theme.px(190)
            if not view.amount:
                middle = QRectF(area)
                paint.text(painter, middle, view.word, Text.MIRROR, t.ink2, paint.CENTRE)
                return
            self._paint_lines(painter, area.adjusted(0, 0, 0, -foot))
            block = QRectF(area.x(), area.bottom() - foot, area.width(), foot)
            paint.box(painter, block, theme.px(16), t.block)
            inside = block.adjusted(theme.px(32), theme.px(20), -theme.px(32), -theme.px(20))
            top = QRectF(inside.x(), inside.y(), inside.width(), theme.px(40))
            paint.text(painter, top, view.word, Text.BLOCK, t.block_text2)
            low = QRectF(inside.x(), top.bottom(), inside.width(), inside.bottom() - top.bottom())
            paint.text(painter, low, view.amount, Text.AMOUNT_LARGE, "#FFFFFF", tabular=True)
            paint.text(painter, low, view.method, Text.BLOCK, t.go, paint.RIGHT)

    def _paint_lines(self, painter: QPainter, area: QRectF) -> None:
        t, high = theme.tokens(), theme.px(46)
        room = max(1, min(MAX_LINES, int(area.height() // high)))
        lines = self._view.lines
        shown = lines if len(lines) <= room else lines[-room:]
        for place, (words, amount) in enumerate(shown):
            rect = QRectF(area.x(), area.y() + place * high, area.width(), high)
            width = theme.text_width(amount, Text.KEYPAD, tabular=True) + theme.px(24)
            paint.text(painter, rect.adjusted(0, 0, -width, 0), words, Text.KEYPAD, t.ink)
            paint.text(painter, rect, amount, Text.KEYPAD, t.ink, paint.RIGHT, tabular=True)
            paint.line(painter, rect.left(), rect.right(), rect.bottom(), t.hair)


class CustomerSide:
    """The customer's window while it is wanted, and what it would show."""

    def __init__(self) -> None:
        self.window: CustomerDisplay | None = None
        self._view: CustomerView | None = None
        self.welcome = ""

    @property
    def shown(self) -> bool:
        """True while the window is open."""
        return self.window is not None

    def toggle(self) -> None:
        """Open it, on the second screen if there is one, or close it."""
        if self.window is not None:
            self.close()
            return
        active = QApplication.activeWindow()
        self.window = CustomerDisplay()
        self.show_view(self._view)
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            self.window.setScreen(screens[1])
            self.window.move(screens[1].geometry().topLeft())
            self.window.showFullScreen()
        else:
            self.window.show()
        if active is not None:
            active.activateWindow()  # where the flags alone do not keep the focus at the desk

    def show_view(self, view: CustomerView | None) -> None:
        """What the customer reads now; None is the welcome."""
        self._view = view
        if self.window is not None:
            self.window.show_view(view or CustomerView(word=self.welcome))

    def close(self) -> None:
        """No window any more; the next one starts with what would be shown."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
