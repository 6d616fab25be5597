"""The rail at the left: the mark of the program, the places, and who is signed on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets import paint
from counter_app.ui.widgets.label import Rule
from counter_app.ui.widgets.rail_item import RailEntry, RailItem


class Rail(QFrame):
    """Places in a column; says which one was chosen and selects none by itself."""

    chosen = Signal(str)
    """The name of the entry that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self._wide = False
        self._selected = ""
        self._items: dict[str, RailItem] = {}
        self._foot: RailItem | None = None
        self._mark = Mark()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(14), 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addWidget(self._mark)
        self._column.addSpacing(theme.px(12))
        self._column.addStretch(1)
        self._bottom = QVBoxLayout()
        self._bottom.setSpacing(0)
        self._bottom.addWidget(Rule())
        self._column.addLayout(self._bottom)
        self.set_width(96, wide=False)

    def set_width(self, width: int, *, wide: bool) -> None:
        """88 or 96 pixels with words under the icons, or 200 with words beside them."""
        self._wide = wide
        self.setFixedWidth(theme.px(width))
        self._mark.set_wide(wide)
        for item in self._all():
            item.set_wide(wide)

    def set_store(self, name: str) -> None:
        """The store's name, shown beside the mark when the rail is wide."""
        self._mark.set_words(name)

    def set_entries(self, entries: Sequence[RailEntry]) -> None:
        """Show these places; the same names keep their buttons."""
        if list(self._items) != [entry.name for entry in entries]:
            for old in self._items.values():
                self._column.removeWidget(old)
                old.deleteLater()
            self._items = {}
            for position, entry in enumerate(entries):
                item = self._item(entry)
                self._items[entry.name] = item
                self._column.insertWidget(2 + position, item)
        for entry in entries:
            self._items[entry.name].set_entry(entry)
        self.select(self._selected)

    def set_foot(self, entry: RailEntry) -> None:
        """The entry at the bottom: who is signed on, and the way to lock."""
        if self._foot is None:
            self._foot = self._item(entry)
            self._bottom.addWidget(self._foot)
        self._foot.set_entry(entry)

    def select(self, name: str) -> None:
        """Mark one place as the one that is open."""
        self._selected = name
        for key, item in self._items.items():
            item.setChecked(key == name)

    def item(self, name: str) -> RailItem:
        """The button of a place. Raises KeyError for a name that is not on the rail."""
        return self._items[name]

    def _all(self) -> list[RailItem]:
        return [*self._items.values(), *([self._foot] if self._foot else [])]

    def _item(self, entry: RailEntry) -> RailItem:
        item = RailItem(entry, wide=self._wide)
        item.clicked.connect(lambda: self._press(item))
        return item

    def _press(self, item: RailItem) -> None:
        self.select(self._selected)
        self.chosen.emit(item.entry.name)


class Mark(QWidget):
    """The program's mark, a slip on a square; beside it the store's name on a wide rail."""

    def __init__(self, side: int = 28, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._words = ""
        self._wide = False
        self.setFixedHeight(theme.px(side))
        self.setMinimumWidth(theme.px(side + 16))

    def set_words(self, words: str) -> None:
        """The store's name."""
        self._words = words
        self.setAccessibleName(words)
        self.update()

    def set_wide(self, wide: bool) -> None:
        """Show the name or the mark only."""
        self._wide = wide
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        side = theme.px(self._side)
        with QPainter(self) as painter:
            paint.smooth(painter)
            paint_mark(painter, QRectF(theme.px(16), 0, side, side), t.accent, t.on_accent)
            if self._wide:
                left = side + theme.px(28)
                words = QRectF(left, 0, self.width() - left - theme.px(8), self.height())
                paint.text(painter, words, self._words, Text.STRONG, t.ink)


def paint_mark(painter: QPainter, square: QRectF, fill: str, ink: str) -> None:
    """Paint the mark: a rounded square with a torn slip on it."""
    unit = square.width() / 28
    paint.box(painter, square, 7 * unit, fill)
    painter.save()
    painter.translate(square.topLeft())
    painter.scale(unit, unit)
    slip = QPainterPath()
    slip.moveTo(8, 6)
    slip.lineTo(20, 6)
    slip.lineTo(20, 21)
    for x in (18.5, 17, 15.5, 14, 12.5, 11, 9.5, 8):
        slip.lineTo(x, 19.4 if x in (18.5, 15.5, 12.5, 9.5) else 21)
    slip.closeSubpath()
    painter.fillPath(slip, paint.colour(ink))
    for width, y in ((8, 10), (5, 13.6)):
        painter.fillRect(QRectF(10, y, width, 1.5), paint.colour(fill))
    painter.restore()
