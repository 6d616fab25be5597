"""The customer's screen: a second window with lines, amount and method in large type.

It shows what a task's draft says and nothing else: no names, no numbers of people or cards. It
takes no focus, so nothing at the desk waits for it; on a second screen it fills that screen.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui import theme
from counter_app.ui.icons import draw_icon
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint

MAX_LINES = 8
EDGE, GAP, PAD, SIDE, LINE = 48, 20, 14, 32, 46
LEAST_BLOCK, MOST_BLOCK, NOTE = 176, 320, 72


@dataclass(frozen=True, slots=True)
class CustomerView:
    """What the customer reads: lines with amounts, one word, the amount, how it is paid.

    `note` is what the customer does next, or how it goes on.
    """

    lines: tuple[tuple[str, str], ...] = ()
    word: str = ""
    amount: str = ""
    method: str = ""
    note: str = ""


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
            ". ".join(filter(None, (told, view.word, view.amount, view.method, view.note)))
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = theme.px(EDGE)
        with QPainter(self) as painter:
            paint.smooth(painter)
            painter.fillRect(self.rect(), paint.colour(theme.tokens().canvas))
            area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
            if not self._view.amount:
                self._paint_words(painter, area)
                return
            lines = self._room_for_lines(area.height())
            if lines:
                self._paint_lines(painter, QRectF(area.x(), area.y(), area.width(), lines))
            left = area.height() - lines - (theme.px(GAP) if lines else 0)
            high = min(left, theme.px(MOST_BLOCK))
            self._paint_block(painter, QRectF(area.x(), area.bottom() - high, area.width(), high))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        """Nothing to add up: the welcome, or one sentence, in the middle."""
        t, view = theme.tokens(), self._view
        middle = QRectF(area)
        if view.note:
            size = theme.px(72)
            top = area.center().y() - theme.px(112)
            draw_icon(painter, "store", t.accent, area.center().x() - size / 2, top, size)
            below = area.adjusted(0, theme.px(104), 0, 0)
            paint.text(painter, below, view.note, Text.KEYPAD, t.ink3, paint.CENTRE)
            middle.adjust(0, theme.px(24), 0, 0)
        paint.text(painter, middle, view.word, Text.MIRROR, t.ink, paint.CENTRE)

    def _room_for_lines(self, height: float) -> float:
        """The height of the card with the lines; the amount takes what they leave."""
        if not self._view.lines:
            return 0.0
        rows = min(MAX_LINES, len(self._view.lines))
        wanted = rows * theme.px(LINE) + 2 * theme.px(PAD)
        most = height - theme.px(LEAST_BLOCK) - theme.px(GAP)
        return min(max(wanted, height - theme.px(MOST_BLOCK) - theme.px(GAP)), most)

    def _paint_block(self, painter: QPainter, block: QRectF) -> None:
        t, view = theme.tokens(), self._view
        paint.box(painter, block, theme.px(16), t.block)
        side, pad = theme.px(SIDE), theme.px(20)
        inside = block.adjusted(side, pad, -side, -pad)
        if view.note and block.height() >= theme.px(LEAST_BLOCK) + theme.px(40):
            foot = QRectF(inside)
            foot.setTop(inside.bottom() - theme.px(NOTE) + theme.px(20))
            paint.line(painter, foot.left(), foot.right(), foot.top(), t.well)
            foot.setTop(foot.top() + theme.px(8))
            paint.text(painter, foot, view.note, Text.KEYPAD, t.block_text2)
            inside.setBottom(inside.bottom() - theme.px(NOTE))
        top = QRectF(inside.x(), inside.y(), inside.width(), theme.px(40))
        paint.text(painter, top, view.word, Text.BLOCK, t.block_text2)
        low = QRectF(inside.x(), top.bottom(), inside.width(), inside.bottom() - top.bottom())
        paint.text(painter, low, view.amount, Text.AMOUNT_LARGE, "#FFFFFF", tabular=True)
        paint.text(painter, low, view.method, Text.BLOCK, t.go, paint.RIGHT)

    def _paint_lines(self, painter: QPainter, card: QRectF) -> None:
        t, high, pad = theme.tokens(), theme.px(LINE), theme.px(PAD)
        paint.box(painter, card, theme.px(16), t.surface, t.hair)
        side = theme.px(SIDE)
        area = card.adjusted(side, pad, -side, -pad)
        room = max(1, min(MAX_LINES, int(area.height() // high)))
        lines = self._view.lines
        shown = lines if len(lines) <= room else lines[-room:]
        for place, (words, amount) in enumerate(shown):
            rect = QRectF(area.x(), area.y() + place * high, area.width(), high)
            width = theme.text_width(amount, Text.KEYPAD, tabular=True) + theme.px(24)
            paint.text(painter, rect.adjusted(0, 0, -width, 0), words, Text.KEYPAD, t.ink)
            paint.text(painter, rect, amount, Text.KEYPAD, t.ink, paint.RIGHT, tabular=True)
            if place:
                paint.line(painter, rect.left(), rect.right(), rect.top(), t.hair)


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
            self.window.show_view(view or self._greeting())

    def _greeting(self) -> CustomerView:
        ready = QCoreApplication.translate("Customer", "Please have your receipt ready.")
        return CustomerView(word=self.welcome, note=ready)

    def close(self) -> None:
        """No window any more; the next one starts with what would be shown."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
