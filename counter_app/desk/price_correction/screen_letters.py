"""The letters to known customers whom an error cost money: read, printed, kept as PDF files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import total
from counter_app.desk.price_correction import letters
from counter_app.desk.price_correction.letters import Letter
from counter_app.desk.price_correction.screen_page import choose_folder
from counter_app.desk.price_correction.screen_view import View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow

translate = QCoreApplication.translate


@dataclass(slots=True)
class Letters(Watching):
    """All letters about one error; `back_to` is the page they were written from."""

    task_id: str
    letters: tuple[Letter, ...]
    back_to: Callable[[], None]
    current: str = ""
    reading: bool = False

    def view(self) -> View:
        money = self.said.money
        owed = money(total(x.amount for x in self.letters))
        one = self._one()
        turn = translate("Prices", "To the list") if self.reading else translate("Prices", "Read")
        presses = (
            Press("Return", turn, "Return"),
            Press("Alt+P", translate("Prices", "Save as PDF"), "Alt+P"),
        )
        again = all(x.printed for x in self.letters)
        title = translate("Prices", "{0} letters").format(len(self.letters))
        if len(self.letters) == 1:
            title = translate("Prices", "1 letter")
        return View(
            title=title,
            line=translate("Prices", "Nothing is paid until the customer comes."),
            slip=one.document if self.reading and one is not None else None,
            amount=Amount(
                translate("Prices", "Offered"),
                owed,
                translate("Prices", "Print again")
                if again
                else translate("Prices", "Print letters"),
                enabled=bool(self.letters),
            ),
            columns=(
                Column(translate("Prices", "Customer")),
                Column(translate("Prices", "Receipts"), ColumnKind.NUMBER, 96),
                Column(translate("Prices", "Owed"), ColumnKind.NUMBER, 112),
            ),
            rows=tuple(self._row(x) for x in self.letters),
            sections=(self._sums(),),
            presses=presses,
        )

    def take_key(self, key: str) -> bool:
        ids = [x.transaction_id for x in self.letters]
        if key == "Return":
            self.reading = not self.reading
            self.show(self)
        elif key == "Alt+P":
            choose_folder(self.said.page.window(), self.save)
        elif key in ("Up", "Down") and ids and not self.reading:
            here = ids.index(self.current) if self.current in ids else 0
            place = here + (1 if key == "Down" else -1)
            self.said.page.table.set_current(ids[min(max(place, 0), len(ids) - 1)])
        else:
            return False
        return True

    def moved(self, key: str) -> None:
        self.current = key

    def primary(self) -> None:
        self.desk.runner.run(letters.print_letters, self.task_id, done=self._printed)

    def back(self) -> bool:
        if self.reading:
            self.take_key("Return")
        else:
            self.back_to()
        return True

    def save(self, folder: str) -> None:
        """Keep every letter as a PDF in a folder."""
        use_case = partial(letters.save_letters, self.task_id, Path(folder))
        self.desk.runner.run(use_case, done=self._saved)

    def _one(self) -> Letter | None:
        found = (x for x in self.letters if x.transaction_id == self.current)
        return next(found, self.letters[0] if self.letters else None)

    def _sums(self) -> Section:
        """All letters together."""
        printed = sum(x.printed for x in self.letters)
        told = translate("Prices", "{0} of {1}").format(printed, len(self.letters))
        return Section(
            translate("Prices", "Letters"),
            sub=translate("Prices", "Each names its receipts and what is owed."),
            rows=(
                KeyRow(translate("Prices", "Receipts"), str(sum(x.receipts for x in self.letters))),
                KeyRow(translate("Prices", "Printed"), told),
            ),
            style=SectionStyle.HEAD,
        )

    def _row(self, letter: Letter) -> LineRow:
        printed = translate("Prices", "prints now") if letter.printed else ""
        return LineRow(
            letter.transaction_id,
            (
                Cell(letter.customer or "–", printed),
                Cell(str(letter.receipts)),
                Cell(self.said.money(letter.amount)),
            ),
        )

    def _printed(self, count: int) -> None:
        words = translate("Prices", "{0} letters print now.").format(count)
        self.desk.banner(translate("Prices", "1 letter prints now.") if count == 1 else words)
        self.desk.runner.background(letters.letters_of, self.task_id, done=self._again)

    def _again(self, found: tuple[Letter, ...]) -> None:
        self.letters = found
        self.show(self)

    def _saved(self, count: int) -> None:
        words = translate("Prices", "{0} letters were saved as PDF.").format(count)
        self.desk.banner(translate("Prices", "1 letter was saved as PDF.") if count == 1 else words)
