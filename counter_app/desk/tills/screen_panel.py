"""The right side while a till is opened or counted: facts, mirror, keypad, next row, amount."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import AmountBlock
from counter_app.ui.widgets.buttons import Button, Kind, Size
from counter_app.ui.widgets.context_panel import Section, SectionView
from counter_app.ui.widgets.keypad import Keypad
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.scroll import FittingScroll

MEDIUM = 304
_TALLEST_KEY = 96


class TillPanel(QFrame):
    """Facts at the top, the amount block at the foot, and between them what types."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self._sections: tuple[Section, ...] = ()
        self._facts = QWidget()
        self._facts.setProperty("kind", "clear")
        self._fact_column = QVBoxLayout(self._facts)
        self._fact_column.setContentsMargins(0, 0, 0, 0)
        self._fact_column.setSpacing(theme.px(10))
        self.mirror = _Mirror()
        self.keypad = Keypad()
        self.keypad.setMaximumHeight(theme.px(4 * _TALLEST_KEY + 3 * 8))
        self.next = Button("", Kind.ACCENT, key="Return", size=Size.WIDE)
        self.next.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.block = AmountBlock()
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(0)
        self._scroll = FittingScroll(self._facts)
        column.addWidget(self._scroll)
        column.addWidget(self.mirror)
        column.addSpacing(theme.px(12))
        column.addWidget(self.keypad, 1)
        column.addSpacing(theme.px(8))
        column.addWidget(self.next)
        column.addSpacing(theme.px(8))
        column.addStretch(0)
        column.addSpacing(theme.px(8))
        column.addWidget(self.block)
        self.set_width(MEDIUM)

    def set_width(self, width: int) -> None:
        """280, 304 or 400 pixels at scale 1."""
        self.setFixedWidth(theme.px(width))
        self.mirror.well.setFixedHeight(theme.px(52 if width < MEDIUM else 68))

    def show_parts(self, *, mirror: bool, keypad: bool, walk: bool) -> None:
        """Which of the parts between facts and block are needed now."""
        self.mirror.setVisible(mirror)
        self.keypad.setVisible(keypad)
        self.next.setVisible(walk)
        self._scroll.setVisible(bool(self._sections))

    def show_sections(self, sections: Sequence[Section]) -> None:
        """Show these facts; none makes room for the mirror."""
        new = tuple(sections)
        if new == self._sections:
            return
        self._sections = new
        clear(self._fact_column)
        for place, section in enumerate(new):
            if place:
                self._fact_column.addWidget(Rule())
            view = SectionView(section)
            self._fact_column.addWidget(view)
            view.show()  # else Qt does so later, and counts it as nothing until then
        self._fact_column.addStretch(1)
        self._scroll.updateGeometry()


class _Mirror(QWidget):
    """What is being counted, and the number that is typed, large; it only mirrors."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self._title = Label("", Text.LEAD)
        self._place = Label("", Text.HINT, "ink2")
        self._typed = Label("", Text.MIRROR, tabular=True)
        self._amount = Label("", Text.FIELD, "ink2", tabular=True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._place)
        self.well = QFrame()
        self.well.setProperty("kind", "well")
        row = QHBoxLayout(self.well)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.addWidget(self._typed, 1)
        row.addWidget(self._amount)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.well)

    def show_row(self, title: str, place: str, typed: str, amount: str) -> None:
        """The row that is counted now."""
        self._title.setText(title)
        self._place.setText(place)
        self._typed.setText(typed)
        self._amount.setText(amount)
        said = " ".join(part for part in (title, place, typed, amount) if part)
        self.setAccessibleName(said)
