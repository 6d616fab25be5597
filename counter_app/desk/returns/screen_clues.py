"""Finding a sale without its paper: what the customer remembers, and the receipts that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.core.errors import BadInput
from counter_app.core.money import Currency, parse_money
from counter_app.core.typed_day import days_of
from counter_app.desk.returns.screen_case import fitting
from counter_app.rules.receipt_clues import Clue, Clues, Fit
from counter_app.trade.receipt_finder import ReceiptMatch
from counter_app.ui import theme
from counter_app.ui.refusals import spoken
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.words import Words

MAX_REASONS = 3
Value = TypeVar("Value")


class CluesPage(QWidget):
    """Five fields, Enter walks through them; below, what fits best, with its reasons."""

    wanted = Signal()
    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self.head = ScreenHead()
        self._back = self.head.add_button(Button(key="Esc"))
        self.last_four, self.phone, self.day = Field(""), Field(""), Field("")
        self.item, self.total, self.store = Field(""), Field(""), Field("")
        self._empty = EmptyState("search", "")
        self._list = Card()
        self._list.column.setSpacing(0)
        self._rows: list[OptionRow] = []
        self._ids: tuple[str, ...] = ()
        self._grid = QGridLayout()
        for place, field in enumerate(self.fields):
            self._grid.addWidget(field, place // 3, place % 3)
            field.submitted.connect(self._walk)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._list)
        self._column.addWidget(self._empty, 1)
        self._column.addStretch(0)
        self._back.clicked.connect(self.left)
        self.last_four.edit.setMaxLength(4)
        self.store.edit.setMaxLength(20)
        self.set_grid(Grid.MEDIUM)
        self.retranslate()

    @property
    def fields(self) -> tuple[Field, ...]:
        """In the order in which Enter walks through them."""
        return (self.last_four, self.total, self.day, self.item, self.phone, self.store)

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self.head.set_words(
            self.tr("Find it without paper"), self.tr("Two or three of these are enough.")
        )
        self._back.set_words(self.tr("Back"))
        self.last_four.set_label(self.tr("Card ends in"))
        self.phone.set_label(self.tr("Phone"))
        self.day.set_label(self.tr("Day or days: 11/7, 11/1-11/10"))
        self.item.set_label(self.tr("An item: scan or name it"))
        self.total.set_label(self.tr("Total, about"))
        self.store.set_label(self.tr("Number of the store"))
        self._empty.set_words(
            self.tr("Nothing looked for yet"),
            self.tr("F12 looks for receipts that fit."),
            self.tr("One day may be 3 days off, the total 10 percent."),
        )

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        self._column.setSpacing(theme.px(grid.gap))
        self._grid.setSpacing(theme.px(grid.gap))

    def start(self) -> None:
        """Nothing remembered yet."""
        for field in self.fields:
            field.edit.clear()
            field.set_fault("")
        self._show(())
        self.last_four.setFocus()

    def take_item(self, code: str) -> None:
        """The item in the customer's hand."""
        self.item.edit.setText(code.lstrip("0"))

    def read(self, today: date, currency: Currency, language: str) -> Clues:
        """What was typed; raises `BadInput`, told at the field it is about."""
        self._language = language
        when = self._of(self.day, lambda t: _clue_of(*days_of(t, today))) or Clues()
        return Clues(
            last_four=self._of(self.last_four, lambda t: Clues(last_four=t).last_four) or "",
            phone=self._of(self.phone, lambda t: Clues(phone=t).phone) or "",
            item=self._of(self.item, lambda t: Clues(item=t).item) or "",
            day=when.day,
            until=when.until,
            store=self.store.text().strip(),
            total=self._of(self.total, lambda t: parse_money(t, currency)),
        )

    def show_matches(self, matches: Sequence[ReceiptMatch], words: Words) -> None:
        """The best first: a number key opens one."""
        rows = []
        for place, match in enumerate(matches, 1):
            found = match.receipt
            why = " · ".join(self._why(fit) for fit in match.fits[:MAX_REASONS])
            day = words.full_day(found.key.business_date)
            title = f"{fitting(found.number, 16)} · {day}"
            worth, key = words.money(found.total), str(place)
            rows.append(Option(found.id, title, "receipt-text", why, worth, key=key))
        self._show(rows)
        for field in self.fields:
            field.edit.clearFocus()

    def _why(self, fit: Fit) -> str:
        """Why a receipt stands here, in few words: day and total stand in the row already."""
        match fit.clue:
            case Clue.LAST_FOUR:
                return self.tr("card {0}").format(fit.value)
            case Clue.PHONE:
                return self.tr("this phone")
            case Clue.ITEM:
                return self.tr("has the item")
            case Clue.STORE:
                return self.tr("store {0}").format(fit.value)
            case Clue.DAY:
                if fit.off == 1:
                    return self.tr("1 day off")
                return self.tr("{0} days off").format(fit.off) if fit.off else self.tr("that day")
            case Clue.TOTAL:
                return self.tr("{0} % off").format(fit.off) if fit.off else self.tr("that total")

    def take_digit(self, digit: int) -> bool:
        """A number key opens the receipt that carries it."""
        if 1 <= digit <= len(self._ids) and not any(f.edit.hasFocus() for f in self.fields):
            self.chosen.emit(self._ids[digit - 1])
            return True
        return False

    def _of(self, field: Field, read: Callable[[str], Value]) -> Value | None:
        """What a field holds, None if nothing; a fault is told at the field and raised."""
        text = field.text().strip()
        if not text:
            return None
        try:
            return read(text)
        except BadInput as bad:
            field.set_fault(spoken(bad.text, self._language))
            field.setFocus()
            raise

    def _show(self, options: Sequence[Option]) -> None:
        for row in self._rows:
            self._list.column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows, self._ids = [], tuple(option.name for option in options)
        self._list.setVisible(bool(options))
        self._empty.setVisible(not options)
        for place, option in enumerate(options):
            row = OptionRow(option, line=place > 0)
            row.clicked.connect(lambda _=False, key=option.name: self.chosen.emit(key))
            self._list.column.addWidget(row)
            self._rows.append(row)

    def _walk(self, _text: str) -> None:
        """Enter: the next field, and from the last one look."""
        fields = self.fields
        place = next((n for n, f in enumerate(fields) if f.edit.hasFocus()), len(fields) - 1)
        if place + 1 < len(fields):
            fields[place + 1].setFocus()
        else:
            self.wanted.emit()


def _clue_of(day: date, until: date | None) -> Clues:
    return Clues(day=day, until=until)
