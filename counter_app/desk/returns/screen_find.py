"""Finding a receipt without its barcode: a typed number or key, and the receipts to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.returns.screen_case import fitting
from counter_app.trade.receipt_lookup import MAX_TYPED, ReceiptChoice
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.words import Words

MAX_ROWS = 7


class FindPage(QWidget):
    """One field, and below it what fits; number keys choose."""

    wanted = Signal(str)
    chosen = Signal(str)
    keying = Signal()
    remembering = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ScreenHead()
        self.clues = self.head.add_button(Button(key="Alt+W", icon="search"))
        self.keyed = self.head.add_button(Button(key="Alt+K", icon="file-pen-line"))
        self.field = Field("")
        self.field.edit.setMaxLength(MAX_TYPED)
        self._empty = EmptyState("receipt-text", "")
        self._list = Card()
        self._rows: list[OptionRow] = []
        self._choices: tuple[ReceiptChoice, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.field, self._list):
            self._column.addWidget(part)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(0)
        self.field.submitted.connect(self._submit)
        self.keyed.clicked.connect(self.keying)
        self.clues.clicked.connect(self.remembering)
        self.set_grid(Grid.MEDIUM)
        self.retranslate()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self.keyed.set_words(self.tr("Key the paper"))
        self.clues.set_words(self.tr("Without paper"))
        self.field.set_label(self.tr("Receipt number, or STORE/REGISTER/DATE/NUMBER"))
        self.field.edit.setPlaceholderText("0012/4/2026-11-07/183")
        self._empty.set_words(
            self.tr("Scan the receipt"),
            self.tr("Or type its number above and press Enter."),
            self.tr("Opening a receipt moves no money."),
        )

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._column.setSpacing(theme.px(grid.gap))

    def start(self, title: str, line: str, *, may_key: bool) -> None:
        """Nothing typed, nothing found."""
        self.head.set_words(title, line)
        self.keyed.setVisible(may_key)
        self.field.edit.clear()
        self.field.set_fault("")
        self.show_choices((), None)

    def show_fault(self, words: str) -> None:
        """Why nothing was found."""
        self.field.set_fault(words)
        self.field.edit.selectAll()
        self.field.setFocus()

    def show_choices(self, choices: Sequence[ReceiptChoice], words: Words | None) -> None:
        """Several receipts fit: one row each, newest first."""
        for row in self._rows:
            self._list.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self._choices = tuple(choices[:MAX_ROWS])
        self._list.setVisible(bool(choices))
        self._empty.setVisible(not choices)
        if words is None:
            return
        for place, choice in enumerate(self._choices):
            row = OptionRow(self._option(place, choice, words), line=place > 0)
            row.clicked.connect(lambda _=False, key=choice.id: self.chosen.emit(key))
            self._list.column.addWidget(row)
            self._rows.append(row)

    def take_digit(self, digit: int) -> bool:
        """A number key opens the receipt that carries it."""
        if 1 <= digit <= len(self._choices) and not self.field.edit.hasFocus():
            self.chosen.emit(self._choices[digit - 1].id)
            return True
        return False

    def submit(self) -> None:
        """Look for what was typed."""
        self._submit(self.field.text())

    def _submit(self, text: str) -> None:
        if text.strip():
            self.wanted.emit(text.strip())
        else:
            self.field.setFocus()

    def _option(self, place: int, choice: ReceiptChoice, words: Words) -> Option:
        day = words.full_day(choice.key.business_date)
        register = self.tr("Register {0}").format(fitting(choice.key.workstation, 8))
        lines = self.tr("{0} lines").format(choice.line_count)
        if choice.line_count == 1:
            lines = self.tr("1 line")
        note = f"{register} · {lines}"
        if choice.provisional:
            note = f"{note} · {self.tr('keyed from paper')}"
        number = fitting(choice.number, 16)
        worth, key = words.money(choice.total), str(place + 1)
        return Option(choice.id, f"{number} · {day}", "receipt-text", note, worth, key=key)
