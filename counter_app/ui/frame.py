"""The frame of the window: where rail, scan field, work, panel and bar stand, in three sizes.

Only layout; what is shown where is the shell's decision.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.screen import Grid, Screen
from counter_app.ui.widgets.banner import Banner, Message
from counter_app.ui.widgets.context_panel import ContextPanel
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
        self.status = StatusBar()
        self.banner = Banner(self)
        self._then: Callable[[], None] | None = None
        self._key = ""
        self._lock = lock
        self._middle = QStackedWidget()
        self._panels = QStackedWidget()
        self._pages = QStackedWidget()
        self._work = QWidget()
        self._column = QVBoxLayout()
        self._lay_out()
        self.banner.acted.connect(self.act_on_banner)
        self.set_grid(Grid.MEDIUM)

    def show_lock(self) -> None:
        """Nothing but the lock."""
        self.banner.dismiss()
        self._pages.setCurrentWidget(self._lock)

    def show_work(self) -> None:
        """The work again."""
        self._pages.setCurrentWidget(self._work)

    @property
    def locked(self) -> bool:
        """True while the lock is shown."""
        return self._pages.currentWidget() is self._lock

    def show_screen(self, screen: Screen) -> None:
        """Bring a screen and its panel to the front."""
        if self._middle.currentWidget() is not screen:
            self.banner.move_on()
        panel = screen.panel()
        if isinstance(panel, ContextPanel):
            panel.set_width(self.grid.panel)
        if self._middle.indexOf(screen) < 0:
            self._middle.addWidget(screen)
            self._panels.addWidget(panel)
            screen.set_grid(self.grid)
        self._middle.setCurrentWidget(screen)
        self._panels.setCurrentWidget(panel)

    def forget_screen(self, screen: Screen) -> None:
        """Take a screen out of the window for good."""
        for stack, widget in ((self._middle, screen), (self._panels, screen.panel())):
            stack.removeWidget(widget)
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
        for place in range(self._middle.count()):
            screen, panel = self._middle.widget(place), self._panels.widget(place)
            if isinstance(panel, ContextPanel):
                panel.set_width(grid.panel)
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

    def _place_banner(self) -> None:
        """Under the scan field, over the head: the work below keeps its place."""
        edge = theme.px(16)
        left = self.rail.width() + edge
        right = self.width() - theme.px(self.grid.panel) - edge
        top = theme.px(12 + 56 + self.grid.gap - 6)
        height = max(theme.px(60), self.banner.heightForWidth(right - left))
        self.banner.setGeometry(left, top, right - left, height)

    def _lay_out(self) -> None:
        edge = theme.px(16)
        self._column.setContentsMargins(edge, theme.px(12), edge, edge)
        self._column.addWidget(self.scan)
        self._column.addWidget(self._middle, 1)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(self._column, 1)
        row.addWidget(self._panels)
        self._pages.addWidget(self._lock)
        self._pages.addWidget(self._work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._pages, 1)
        whole.addWidget(self.status)
