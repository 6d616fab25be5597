"""The frame of the window: where rail, scan field, work, panel and bar stand, in three sizes.

Only layout; what is shown where is the shell's decision.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.screen import Grid, Screen
from counter_app.ui.widgets.banner import Banner, BannerPlace, Message
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.pages import Pages
from counter_app.ui.widgets.rail import Rail
from counter_app.ui.widgets.scan_field import ScanField
from counter_app.ui.widgets.status_bar import StatusBar

SMALL_BELOW = 1200
LARGE_FROM = 1700


class Frame(QWidget):
    """Two pages (the lock, the work) over one status bar; nothing in it ever jumps."""

    grid_changed = Signal(object)

    def __init__(self, lock: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid.MEDIUM
        self.rail = Rail()
        self.scan = ScanField()
        self.search = Button(icon="search")
        self.search.setFixedSize(theme.px(56), theme.px(56))
        self.status = StatusBar()
        self.banner = Banner(self)
        self.banner.closed.connect(self._place_banner)
        self._then: Callable[[], None] | None = None
        self._key = ""
        self._place: QWidget | None = None
        self._lock = lock
        self._middle = Pages()
        self._panels = Pages()
        self._pages = Pages()
        self._work = QWidget()
        self._column = QVBoxLayout()
        self._lay_out()
        self._retranslate()
        self.banner.acted.connect(self.act_on_banner)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.set_grid(Grid.MEDIUM)

    def show_lock(self) -> None:
        """Nothing but the lock."""
        self.banner.dismiss()
        self._pages.bring(self._lock)

    def show_work(self) -> None:
        """The work again."""
        self._pages.bring(self._work)

    @property
    def locked(self) -> bool:
        """True while the lock is shown."""
        return self._pages.shown is self._lock

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen and its panel to the front, with nothing typed."""
        self.scan.clear()
        if self._middle.shown is not screen:
            self.banner.move_on()
        panel = screen.panel()
        _set_width(panel, self.grid.panel)
        if screen not in self._middle:
            self._middle.add(screen)
            self._panels.add(panel)
            screen.set_grid(self.grid)
        self._middle.bring(screen)
        self._panels.bring(panel)

    def forget_screen(self, screen: Screen) -> None:
        """Take a screen out of the window for good."""
        if self._place is not None and screen.isAncestorOf(self._place):
            self._stand_over(None)
        for stack, widget in ((self._middle, screen), (self._panels, screen.panel())):
            stack.remove(widget)
            widget.deleteLater()

    def work_area(self) -> QRect:
        """Middle and panel, which cards may cover; in this widget's coordinates."""
        left = 0 if self.locked else self.rail.width()
        return QRect(left, 0, self.width() - left, self._pages.height())

    def say(self, message: Message, then: Callable[[], None] | None) -> None:
        """Show a banner; `then` is what its button and its key do."""
        self._then, self._key = then, message.key if then is not None else ""
        self.banner.show_message(message)
        self._place_banner()
        self.banner.raise_()

    def press_banner(self, key: str) -> bool:
        """Press the banner's button by its key; says whether there was one."""
        if not self._key or key != self._key or self.banner.isHidden():
            return False
        self.act_on_banner()
        return True

    def act_on_banner(self) -> None:
        """Do what the banner offers, once."""
        then, self._then, self._key = self._then, None, ""
        self.banner.dismiss()
        if then is not None:
            then()

    def set_grid(self, grid: Grid) -> None:
        """Rail, panel and gaps of one window size."""
        self.grid = grid
        self.rail.set_width(grid.rail, wide=grid is Grid.LARGE)
        self._panels.setFixedWidth(theme.px(grid.panel))
        self._column.setSpacing(theme.px(grid.gap))
        for screen, panel in zip(self._middle, self._panels, strict=True):
            _set_width(panel, grid.panel)
            if isinstance(screen, Screen):
                screen.set_grid(grid)
        self.grid_changed.emit(grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = round(self.width() / theme.scale())
        grid = Grid.MEDIUM
        if width < SMALL_BELOW:
            grid = Grid.SMALL
        elif width >= LARGE_FROM:
            grid = Grid.LARGE
        if grid is not self.grid:
            self.set_grid(grid)
        self._place_banner()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The banner follows the place it stands in; with the page it goes."""
        if watched is self._place:
            kind = event.type()
            if kind in (QEvent.Type.Move, QEvent.Type.Resize):
                self._place_banner()
            elif kind == QEvent.Type.LayoutRequest:  # its buttons need more room, or less
                QTimer.singleShot(0, self, self._place_banner)
            elif kind == QEvent.Type.Hide:
                QTimer.singleShot(0, self, self._page_turned)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.search.setAccessibleName(self.tr("Search everything"))
        self.search.setAccessibleDescription("Ctrl+K")

    def _page_turned(self) -> None:
        """What was said of the last page goes; a fault stands on the next one."""
        if self._place is not None and not self._place.isVisible():
            self.banner.move_on()
            self._place_banner()

    def _place_banner(self) -> None:
        """Where the page has room for it, else over the head's words, else where no control is."""
        if self.banner.isHidden():
            self._stand_over(None)
            return
        screen = self._middle.shown
        for place in screen.findChildren(BannerPlace) if screen is not None else ():
            height = self._banner_height(place.width())
            if place.isVisible() and place.make_room(height):
                self._stand_over(place)
                corner = place.mapTo(self, QPoint(0, place.height() - height))
                self.banner.setGeometry(corner.x(), corner.y(), place.width(), height)
                return
        heads = screen.findChildren(ScreenHead) if screen is not None else []
        head = next((h for h in heads if h.isVisible()), None)
        self._stand_over(head)
        edge = theme.px(16)
        left = self.rail.width() + edge
        width = self.width() - theme.px(self.grid.panel) - edge - left
        top = theme.px(12 + 56 + self.grid.gap - 6)
        high = self._banner_height(width)
        if head is not None:
            short = head.words_width() - theme.px(8 if head.has_buttons() else 0)
            if self._banner_height(short) <= theme.px(60):
                self.banner.setGeometry(left, top, short, self._banner_height(short))
                return
        below = self._middle.mapTo(self, QPoint(0, self._middle.height())).y() - high
        over, under = QRect(left, top, width, high), QRect(left, below, width, high)
        covers = screen is not None and self._has_control(screen, over)
        self.banner.setGeometry(under if covers else over)

    def _has_control(self, screen: QWidget, spot: QRect) -> bool:
        """True if something to press or to type into lies there."""
        found = [*screen.findChildren(QAbstractButton), *screen.findChildren(QLineEdit)]
        return any(
            c.isVisible() and spot.intersects(QRect(c.mapTo(self, QPoint()), c.size()))
            for c in found
        )

    def _banner_height(self, width: int) -> int:
        return max(theme.px(60), self.banner.heightForWidth(width))

    def _stand_over(self, place: QWidget | None) -> None:
        if place is not self._place:
            if self._place is not None:
                self._place.removeEventFilter(self)
                if isinstance(self._place, BannerPlace):
                    self._place.give_back()
            self._place = place
            if place is not None:
                place.installEventFilter(self)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """The scan field takes the focus that a page has let go."""
        if now is None:
            QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        """Unless something else has it, or lies over the work."""
        window = self.window()
        if self.locked or window.focusWidget() is not None or not window.isActiveWindow():
            return
        there = window.childAt(self.scan.mapTo(window, self.scan.rect().center()))
        if there is self.scan or (there is not None and self.scan.isAncestorOf(there)):
            self.scan.setFocus()

    def _lay_out(self) -> None:
        edge = theme.px(16)
        self._column.setContentsMargins(edge, theme.px(12), edge, edge)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.scan, 1)
        head.addWidget(self.search)
        self._column.addLayout(head)
        self._column.addWidget(self._middle, 1)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(self._column, 1)
        row.addWidget(self._panels)
        self._pages.add(self._lock, self._work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.status)


def _set_width(panel: QWidget | None, width: int) -> None:
    from counter_app.ui.widgets.context_panel import ContextPanel

    if isinstance(panel, ContextPanel):
        panel.set_width(width)
