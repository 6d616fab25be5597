"""A receipt that the registers have not sent yet, keyed from its paper: head, lines, payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.errors import BadInput
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.quantity import parse_quantity, plain
from counter_app.core.transaction import Tender
from counter_app.desk.returns.screen_case import fitting
from counter_app.desk.returns.service import KeyedLine, KeyedReceipt, KeyedTender
from counter_app.ui import theme
from counter_app.ui.refusals import spoken
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.words import Words

TENDERS = (Tender.CASH, Tender.CARD)


@dataclass(frozen=True, slots=True)
class Paper:
    """What was keyed so far; `id` names the request."""

    id: str
    lines: tuple[KeyedLine, ...] = ()
    tender: Tender = Tender.CASH


class KeyedPage(QWidget):
    """Fields of the paper; Enter walks on from one to the next and adds lines."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paper = Paper(new_id())
        self._words: Words | None = None
        self.head = ScreenHead()
        self._back = self.head.add_button(Button(key="Esc", icon="arrow-left"))
        self.number = Field("")
        self.register = Field("")
        self.sequence = Field("")
        self.day = Field("")
        self.item = Field("")
        self.quantity = Field("")
        self.price_edit = MoneyEdit()
        self.price = Field("", self.price_edit)
        self.tax_edit = MoneyEdit()
        self.tax = Field("", self.tax_edit)
        self.add = Button(icon="plus")
        self.take = Button(icon="trash-2")
        self.tenders = ReasonPicker(across=2)
        self._empty = EmptyState("file-pen-line", "")
        self.card = TableCard(self._empty)
        self._walk = (self.number, self.register, self.sequence, self.day)
        self._lay_out()
        for field in (*self._walk, self.item, self.quantity, self.price, self.tax):
            field.submitted.connect(self.take_return)
        self.add.clicked.connect(self.add_line)
        self.take.clicked.connect(self.take_line)
        self._back.clicked.connect(self.left)
        self.tenders.picked.connect(self.choose_tender)
        self.retranslate()

    def retranslate(self) -> None:
        """Words of its own in the language of now."""
        self._back.set_words(self.tr("Back"))
        self.head.set_words(
            self.tr("Key the paper receipt"),
            self.tr("Once per receipt. The register’s own takes its place when it arrives."),
        )
        self.number.set_label(self.tr("Receipt number"))
        self.register.set_label(self.tr("Register"))
        self.sequence.set_label(self.tr("Sequence"))
        self.day.set_label(self.tr("Date"))
        self.day.edit.setPlaceholderText("2026-11-07")
        self.item.set_label(self.tr("Item: scan or type"))
        self.quantity.set_label(self.tr("Quantity"))
        self.price.set_label(self.tr("Paid without tax"))
        self.tax.set_label(self.tr("Tax"))
        self.add.set_words(self.tr("Add"))
        self.take.set_words(self.tr("Take out"))
        self.tenders.set_title(self.tr("Paid with"))
        self._empty.set_words(self.tr("No lines yet"), self.tr("Type what the paper shows."))
        self.card.table.set_columns(
            (
                Column(self.tr("Item")),
                Column(self.tr("Quantity"), ColumnKind.NUMBER, 90),
                Column(self.tr("Paid"), ColumnKind.NUMBER, 110),
                Column(self.tr("Tax"), ColumnKind.NUMBER, 90),
            )
        )

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(theme.px(12))
        self.card.table.set_row_height(48 if grid is Grid.SMALL else 51)

    def start(self, words: Words, tenders: tuple[Reason, ...], day: date) -> None:
        """An empty form about today."""
        self.paper = Paper(new_id())
        self._words = words
        for field in (*self._walk, self.item, self.quantity, self.price, self.tax):
            field.edit.clear()
            field.set_fault("")
        self.price_edit.set_minor(None)
        self.tax_edit.set_minor(None)
        self.day.edit.setText(day.isoformat())
        self.tenders.set_reasons(tenders)
        self.number.setFocus()
        self._show()

    def take_item(self, code: str) -> None:
        """A scanned item fills the line being keyed."""
        self.item.edit.setText(code.lstrip("0") or code)
        self.price.setFocus()

    def take_return(self) -> None:
        """Walk on: to the next empty field, or put the line in."""
        for field in self._walk:
            if field.edit.hasFocus():
                following = self._walk[self._walk.index(field) + 1 :]
                empty = next((f for f in following if not f.text()), self.item)
                empty.setFocus()
                return
        for field, following_one in ((self.item, self.quantity), (self.quantity, self.price)):
            if field.edit.hasFocus() and field.text():
                following_one.setFocus()
                return
        if self.price.edit.hasFocus() and self.price_edit.minor() is not None:
            self.tax.setFocus()
            return
        self.add_line()

    def add_line(self) -> None:
        """Put the keyed line in; a fault stays where it was typed."""
        price = self.price_edit.minor()
        name = " ".join(self.item.text().split())
        if not name:
            self.item.set_fault(self.tr("Scan or type the item."))
            self.item.setFocus()
            return
        try:
            quantity = parse_quantity(self.quantity.text() or "1")
        except BadInput as bad:
            self.quantity.set_fault(spoken(bad.text, self._words.language if self._words else "en"))
            self.quantity.setFocus()
            return
        if price is None:
            self.price.set_fault(self.tr("Type what was paid."))
            self.price.setFocus()
            return
        digits = name.isascii() and name.isdigit()
        line = KeyedLine(
            description=name,
            quantity=quantity,
            price=Money(price),
            tax=Money(self.tax_edit.minor() or 0),
            item_code=name if digits else "",
            weighed=not quantity.is_whole,
        )
        self.paper = Paper(self.paper.id, (*self.paper.lines, line), self.paper.tender)
        self.item.edit.clear()
        self.quantity.edit.clear()
        self.price_edit.set_minor(None)
        self.tax_edit.set_minor(None)
        self.item.setFocus()
        self._show()

    def take_line(self) -> None:
        """Take the current line out again."""
        key = self.card.table.current_key()
        if key:
            kept = tuple(x for n, x in enumerate(self.paper.lines) if str(n) != key)
            self.paper = Paper(self.paper.id, kept, self.paper.tender)
            self._show()

    def choose_tender(self, key: str) -> None:
        """How it was paid."""
        self.paper = Paper(self.paper.id, self.paper.lines, Tender(key))
        self._show()

    def read(self) -> KeyedReceipt:
        """The whole paper; raises `BadInput` and marks the field that is wrong."""
        try:
            day = date.fromisoformat(self.day.text().strip())
        except ValueError as bad:
            words = self.tr("Type the date like 2026-11-07.")
            self.day.set_fault(words)
            raise BadInput(words, code="bad_date") from bad
        sequence = self.sequence.text().strip() or self.number.text().strip()
        if not (sequence.isascii() and sequence.isdigit() and len(sequence) <= 10):
            words = self.tr("Type the number of the sale, digits only.")
            self.sequence.set_fault(words)
            raise BadInput(words, code="bad_receipt_number")
        amount = self.amount()
        return KeyedReceipt(
            id=self.paper.id,
            workstation=self.register.text().strip(),
            business_date=day,
            sequence=int(sequence),
            number=self.number.text().strip(),
            lines=self.paper.lines,
            tenders=(KeyedTender(self.paper.tender, amount),) if amount else (),
        )

    def amount(self) -> Money:
        """What the lines come to."""
        return total(line.price + line.tax for line in self.paper.lines)

    def sections(self) -> tuple[Section, ...]:
        """What the panel says beside it."""
        hint = self.tr("A manager looks at the paper before money is paid out.")
        rows = [KeyRow(self.tr("Lines"), str(len(self.paper.lines)))]
        title = self.tr("Receipt not here yet")
        return (Section(title, sub=hint, rows=tuple(rows), style=SectionStyle.HEAD),)

    def _show(self) -> None:
        if self._words is None:
            return
        words = self._words
        self.card.set_rows(
            [
                LineRow(
                    str(place),
                    (
                        Cell(fitting(line.description, 60)),
                        Cell(plain(line.quantity)),
                        Cell(words.money(line.price)),
                        Cell(words.money(line.tax)),
                    ),
                )
                for place, line in enumerate(self.paper.lines)
            ]
        )
        self.tenders.set_chosen(self.paper.tender.value)
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self.head)
        column.addLayout(_row(*((field, 1) for field in self._walk)))
        column.addLayout(_row((self.item, 3), (self.quantity, 1), (self.price, 2), (self.tax, 1)))
        column.addWidget(self.card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.add)
        foot.addWidget(self.take)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addWidget(self.tenders)
        for field in (self.quantity, self.price, self.tax):
            field.edit.setFont(theme.font(Text.BODY))


def _row(*fields: tuple[Field, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    for field, stretch in fields:
        row.addWidget(field, stretch)
    return row
