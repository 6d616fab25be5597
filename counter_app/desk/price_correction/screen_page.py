"""The middle of the price screens: head, lines or slip, one question at a time, findings.

Every mode of the screen describes itself as a `View`; this page alone writes the widgets.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.price_correction.screen_view import Ask, View
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.slip_parts import slip_parts
from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import AmountBlock
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import as_field
from counter_app.ui.widgets.findings_bar import FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.line_model import Column
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.pages import Pages
from counter_app.ui.widgets.picture_area import PictureArea
from counter_app.ui.widgets.reason_picker import ReasonPicker
from counter_app.ui.widgets.row_card import RowCard
from counter_app.ui.widgets.slip_area import SlipArea

FEW_BUTTONS = 2
FEW_LINES = {Grid.SMALL: 0, Grid.MEDIUM: 3, Grid.LARGE: 7}
"""So many lines leave room for the steps below them."""
COLUMNS = {Grid.SMALL: 32, Grid.MEDIUM: 48, Grid.LARGE: 48}
ROW_HEIGHTS = {Grid.SMALL: 51, Grid.MEDIUM: 59, Grid.LARGE: 60}


class PricePage(QWidget):
    """Writes a view; says what was typed, picked, stepped and pressed."""

    priced = Signal(object)
    entered = Signal(str)
    """Return was pressed in the money or the text field; the text that stood there."""
    picked = Signal(str)
    pressed = Signal(str)

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self._grid = Grid.MEDIUM
        self._columns: tuple[Column, ...] = ()
        self._showing = False
        self._asked = self.prompt = ""
        self.head = ScreenHead()
        self.head.pressed.connect(self.pressed)
        self._empty = EmptyState("badge-percent", "")
        self.card = TableCard(self._empty)
        self.table = self.card.table
        self._slip = SlipArea()
        self._steps, self._told = RowCard(), RowCard()
        self._middle = QStackedWidget()
        self._lines_page = self._with_banner_place(QVBoxLayout(), self.card, self._steps)
        beside = QWidget()
        self._lay_out(beside, QVBoxLayout(), self._told)
        self._slip_page = self._with_banner_place(QHBoxLayout(), self._slip, beside)
        self._picture = PictureArea()
        self._middle.addWidget(self._picture)
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.edit.changed.connect(self._typed)
        self.edit.returnPressed.connect(lambda: self.entered.emit(self.edit.text()))
        self.text = QLineEdit()
        as_field(self.text, 56)
        self.text.returnPressed.connect(lambda: self.entered.emit(self.text.text()))
        self.picker = ReasonPicker()
        self.picker.picked.connect(self.picked)
        self._title = Label("", Text.HEADING, wrap=True)
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        self.findings = FindingsBar()
        self.strip = Pages()
        self.strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._asks = {
            Ask.NOTHING: QWidget(),
            Ask.PRICE: self._field_page(self.edit),
            Ask.PICK: self.picker,
            Ask.TEXT: self._text_page(),
        }
        self.strip.add(*self._asks.values())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.head)
        column.addWidget(self._middle, 1)
        column.addWidget(self.strip)
        column.addWidget(self.findings)
        self.panel = ContextPanel()
        self.block = AmountBlock()
        self.panel.set_foot(self.block)

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._grid = grid
        self.panel.set_width(grid.panel)
        self.block.set_large(grid is Grid.LARGE)
        self.table.set_row_height(ROW_HEIGHTS[grid])
        self.picker.set_across(3 if grid is Grid.SMALL else 4)
        self.findings.set_compact(grid is Grid.SMALL)

    @property
    def small(self) -> bool:
        """True on a small window, where columns become second lines."""
        return self._grid is Grid.SMALL

    def show_view(self, view: View) -> None:
        """Write everything from a view."""
        self._showing = True
        self.prompt = view.prompt
        crowded = self.small and len(view.presses) > FEW_BUTTONS
        self.head.set_done(view.done)
        self.head.set_words(view.title, "" if crowded else view.line)
        self.head.show_presses(view.presses, caps=not self.small)
        if view.columns != self._columns:
            self._columns = view.columns
            self.table.set_columns(view.columns)
        self._empty.set_words(*view.empty)
        self.card.set_rows(view.rows)
        self.table.updateGeometry()
        column = self._lines_page.layout()
        assert isinstance(column, QVBoxLayout)
        column.setStretch(0, 0 if view.rows else 1)  # a table is as high as its rows
        column.setStretch(column.count() - 1, 1 if view.rows else 0)
        if view.slip is not None:
            columns = COLUMNS[self._grid]
            self._slip.show_slip(slip_parts(view.slip, columns), columns)
        self._picture.show_picture(view.picture)
        self._steps.show_rows(
            self.tr("Step by step"), view.steps if len(view.rows) <= FEW_LINES[self._grid] else ()
        )
        self._told.show_rows(view.told_title or self.tr("How it adds up"), view.told)
        page = self._lines_page if view.slip is None else self._slip_page
        self._middle.setCurrentWidget(self._picture if view.picture else page)
        self._show_strip(view)
        self.findings.show_findings(view.findings)
        self.panel.show_sections(view.sections)
        self.block.show_amount(view.amount)
        self._showing = False

    def _typed(self, minor: int | None) -> None:
        if not self._showing:
            self.priced.emit(minor)

    def _show_strip(self, view: View) -> None:
        if self.edit.hasFocus() and view.ask is not Ask.PRICE:
            self.edit.clearFocus()  # else Qt gives the focus to a button
        self.strip.bring(self._asks[view.ask])
        self.strip.setVisible(view.ask is not Ask.NOTHING)
        self._title.setText(view.ask_title)
        self._text_title.setText(view.ask_title)
        self.edit.setAccessibleName(view.ask_title)
        self.text.setAccessibleName(view.ask_title)
        if self.edit.minor() != view.minor:
            self.edit.set_minor(view.minor)
        if view.ask is Ask.TEXT:
            if view.ask_title != self._asked:
                self.text.setText(view.text)
                self.text.selectAll()
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.text.hasFocus():
            self.text.clearFocus()
        self._asked = view.ask_title if view.ask is Ask.TEXT else ""
        if view.ask is Ask.PICK:
            self.picker.set_title(view.ask_title)
            self.picker.set_reasons(view.reasons)
            self.picker.set_chosen(view.chosen)

    def _with_banner_place(self, row: QHBoxLayout | QVBoxLayout, *parts: QWidget) -> QWidget:
        """A page of the middle: what it shows, and the room that is left for a banner."""
        page = QWidget()
        self._lay_out(page, row, *parts, place=isinstance(row, QVBoxLayout))
        self._middle.addWidget(page)
        return page

    def _lay_out(
        self, page: QWidget, row: QHBoxLayout | QVBoxLayout, *parts: QWidget, place: bool = True
    ) -> None:
        page.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for part in parts:
            row.addWidget(part)
        if place:
            row.addWidget(BannerPlace(), 1)

    def _field_page(self, edit: QLineEdit) -> Card:
        card = Card(margin=12)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        row.addLayout(words, 1)
        edit.setMinimumWidth(theme.px(180))
        edit.setMaximumWidth(theme.px(240))
        row.addWidget(edit, 1)
        card.column.addLayout(row)
        return card

    def _text_page(self) -> Card:
        card = Card(margin=12)
        self._text_title = Label("", Text.HEADING)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self._text_title)
        row.addWidget(self.text, 1)
        card.column.addLayout(row)
        return card

    def retranslate(self) -> None:
        """Write the words that no view changes."""
        self._hint.setText(self.tr("Digits fill in from the right: 2 4 9 is 2.49."))


def choose_picture(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Let a person choose a picture of the tag or the ad; nothing waits for it."""
    dialog = QFileDialog(
        window,
        QCoreApplication.translate("Prices", "Picture of the tag or ad"),
        "",
        "PNG, JPEG, PDF (*.png *.jpg *.jpeg *.pdf)",
    )
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def choose_folder(window: QWidget, chosen: Callable[[str], None]) -> None:
    """Let a person choose where files are to be written; nothing waits for it."""
    dialog = QFileDialog(window, QCoreApplication.translate("Prices", "Folder for the letters"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
    dialog.fileSelected.connect(chosen)
    dialog.open()


def choose_file(window: QWidget, name: str, chosen: Callable[[str], None]) -> None:
    """Let a person choose where a copy of a kept file goes; nothing waits for it."""
    title = QCoreApplication.translate("Prices", "Save the picture")
    dialog = QFileDialog(window, title, name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.open()
