"""Several receipts carry the scanned number: which one is it? A number key or Return says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counter_app.desk.price_correction.screen_view import View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.trade.receipt_lookup import ReceiptChoice
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow

translate = QCoreApplication.translate


@dataclass(slots=True)
class Choosing(Watching):
    """The receipts that fit, newest first; `opens` gets the id of the one that was meant."""

    choices: tuple[ReceiptChoice, ...]
    opens: Callable[[str], None]
    current: str = ""

    def view(self) -> View:
        return View(
            title=translate("Prices", "{0} receipts fit").format(len(self.choices)),
            line=translate("Prices", "Choose by date and amount: press a number."),
            amount=Amount(
                translate("Prices", "Receipts"),
                str(len(self.choices)),
                translate("Prices", "Open it"),
                money=False,
            ),
            columns=(
                Column(translate("Prices", "Receipt")),
                Column(translate("Prices", "Lines"), ColumnKind.NUMBER, 72),
                Column(translate("Prices", "Paid"), ColumnKind.NUMBER, 112),
            ),
            rows=tuple(self._row(n, x) for n, x in enumerate(self.choices, 1)),
        )

    def take_key(self, key: str) -> bool:
        if len(key) == 1 and key in "123456789" and int(key) <= len(self.choices):
            self.opens(self.choices[int(key) - 1].id)
        elif key in ("Up", "Down"):
            ids = [x.id for x in self.choices]
            here = ids.index(self.current) if self.current in ids else 0
            place = here + (1 if key == "Down" else -1)
            self.said.page.table.set_current(ids[min(max(place, 0), len(ids) - 1)])
        elif key == "Return":
            self.primary()
        else:
            return False
        return True

    def moved(self, key: str) -> None:
        self.current = key

    def primary(self) -> None:
        self.opens(self.current or self.choices[0].id)

    def _row(self, number: int, choice: ReceiptChoice) -> LineRow:
        words = self.desk.words
        day = words.full_day(choice.key.business_date)
        register = translate("Prices", "Register {0}").format(choice.key.workstation[:8])
        note = f"{day} · {register}"
        if choice.provisional:
            note = f"{note} · {translate('Prices', 'keyed from paper')}"
        cells = (
            Cell(f"{number}   {choice.number[:16]}", note),
            Cell(str(choice.line_count)),
            Cell(words.money(choice.total)),
        )
        return LineRow(choice.id, cells)
