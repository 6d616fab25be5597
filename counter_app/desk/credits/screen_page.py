"""The middle of the credits screen: the card's face, what can be done, its story, one question.

Every mode of the screen describes itself as a `View`; this page alone writes the widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.core.document import Document
from counter_app.desk.credits.screen_parts import NO_QUESTION, Asked, Face, FaceCard, Strip, at_left
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.slip_parts import slip_parts
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, Section
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import Press, ScreenHead
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.line_model import Column, LineRow
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.widgets.slip_area import SlipArea

COLUMNS = {Grid.SMALL: 32, Grid.MEDIUM: 48, Grid.LARGE: 48}
ROW_HEIGHTS = {Grid.SMALL: 51, Grid.MEDIUM: 59, Grid.LARGE: 60}


@dataclass(frozen=True, slots=True)
class View:
    """Everything one moment of a mode shows. `slip` takes the place of the story."""

    title: str
    amount: Amount
    line: str = ""
    face: Face | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[LineRow, ...] = ()
    empty: tuple[str, str, str] = ("", "", "")
    asked: Asked = NO_QUESTION
    findings: tuple[Finding, ...] = ()
    sections: tuple[Section, ...] = ()
    presses: tuple[Press, ...] = ()
    slip: Document | None = None


class CreditPage(QWidget):
    """Writes a view; says what was typed, picked, chosen and pressed."""

    typed = Signal(object)
    """The money field changed: minor units, or None while it is empty."""
    entered = Signal(str)
    """Return was pressed in the money or the text field; the text that stood there."""
    wrote = Signal(str)
    """The text in the text field, as it is typed."""
    picked = Signal(str)
    chosen = Signal(str)
    """A row of what can be done, or a button in the head, was pressed: its name."""

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self._grid = Grid.MEDIUM
        self._columns: tuple[Column, ...] = ()
        self._options: tuple[Option, ...] = ()
        self._showing = False
        self.head = ScreenHead()
        self.head.pressed.connect(self.chosen)
        self.findings = FindingsBar()
        self._face = FaceCard()
        self._choices = Card(margin=12)
        self._choices.column.setSpacing(0)
        self._choices.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._empty = EmptyState("gift", "")
        self.card = TableCard(self._empty)
        self.table = self.card.table
        self._slip = SlipArea()
        self._middle = QStackedWidget()
        self._middle.addWidget(self.card)
        self._middle.addWidget(at_left(self._slip))
        self._strip = Strip(exponent, symbol)
        self.edit, self.text, self.picker = self._strip.edit, self._strip.text, self._strip.picker
        self.edit.changed.connect(self._money)
        for field in (self.edit, self.text):
            field.returnPressed.connect(lambda field=field: self.entered.emit(field.text()))
        self.text.textEdited.connect(self.wrote)
        self.picker.picked.connect(self.picked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.findings, self._face, self._choices):
            self._column.addWidget(part)
        self._column.addWidget(self._middle, 1)
        self._column.addWidget(self._strip)
        self._column.addStretch(0)
        self.panel = ContextPanel()
        self.block = AmountBlock()
        self.block.button.setProperty(SINGLE_PRESS, True)
        self.panel.set_foot(self.block)

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._grid = grid
        self._column.setSpacing(theme.px(grid.gap))
        self.panel.set_width(grid.panel)
        self.block.set_large(grid is Grid.LARGE)
        self.table.set_row_height(ROW_HEIGHTS[grid])
        self.picker.set_across(2 if grid is Grid.SMALL else 4)
        self.findings.set_compact(grid is Grid.SMALL)

    @property
    def small(self) -> bool:
        """True on a small window."""
        return self._grid is Grid.SMALL

    def show_view(self, view: View) -> None:
        """Write everything from a view."""
        self._showing = True
        self.head.set_done(view.slip is not None)
        self.head.set_words(view.title, view.line)
        self.head.show_presses(view.presses)
        self._face.setVisible(view.face is not None)
        if view.face is not None:
            self._face.show_face(view.face)
        self._show_options(view.options)
        if view.columns != self._columns:
            self._columns = view.columns
            self.table.set_columns(view.columns)
        self._empty.set_words(*view.empty)
        self.card.set_rows(view.rows)
        if view.slip is not None:
            columns = COLUMNS[self._grid]
            self._slip.show_slip(slip_parts(view.slip, columns), columns)
        self._middle.setCurrentIndex(0 if view.slip is None else 1)
        self._middle.setVisible(bool(view.rows) or view.slip is not None or not view.options)
        self._strip.show_question(view.asked)
        self.findings.show_findings(view.findings)
        self.panel.show_sections(view.sections)
        self.block.show_amount(view.amount)
        self._showing = False

    def _money(self, minor: int | None) -> None:
        if not self._showing:
            self.typed.emit(minor)

    def _show_options(self, options: tuple[Option, ...]) -> None:
        self._choices.setVisible(bool(options))
        if options == self._options:
            return
        self._options = options
        column = self._choices.column
        clear(column)
        for place, option in enumerate(options):
            row = OptionRow(option, line=place > 0)
            row.setEnabled(True)  # what is not allowed explains itself when it is touched
            row.clicked.connect(self._teller(option.name))
            column.addWidget(row)

    def _teller(self, name: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(name)
