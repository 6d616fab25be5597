"""The radar on the screen: every other receipt an error touched, the tag task, the offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.desk.price_correction import letters, radar
from counter_app.desk.price_correction.screen_letters import Letters
from counter_app.desk.price_correction.screen_view import View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.records.overcharges import TagTask
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow

translate = QCoreApplication.translate

MAX_ROWS: Final = 500
"""Lines that are listed; more are counted and offered all the same."""


@dataclass(slots=True)
class Radar(Watching):
    """All receipts an error touched, with what is still owed on them."""

    sweep: radar.Sweep
    task: str = ""

    def view(self) -> View:
        found, count = self.sweep, self._count()
        known = {
            radar.Known.TAG: translate("Prices", "The tag’s date says so."),
            radar.Known.ITEM_FILE: translate("Prices", "The item file says so."),
            radar.Known.LAST_RIGHT_SALE: translate("Prices", "Before it the price was right."),
            radar.Known.LIMIT: translate("Prices", "Nobody knows; as far as records are kept."),
        }
        line = count
        if len(found.found) > MAX_ROWS:
            line = translate("Prices", "The first {0} of {1} lines are listed; all of them count.")
            line = line.format(MAX_ROWS, len(found.found))
        level = Level.WARN if found.liability else Level.INFORM
        offer = translate("Prices", "Offer credit")
        return View(
            title=found.confirmed.description,
            line=line,
            amount=Amount(
                translate("Prices", "Owed to customers"),
                self.said.money(found.liability),
                translate("Prices", "Open a tag task"),
                enabled=not self.task,
            ),
            columns=self._columns(),
            rows=tuple(self._line_row(x) for x in found.found[:MAX_ROWS]),
            empty=(translate("Prices", "No other receipt was overcharged."), "", ""),
            findings=(Finding("radar", level, count, known[found.known]),),
            sections=(self._facts(),),
            presses=(Press("Alt+K", offer, "Alt+K", bool(found.to_known)),),
        )

    def _count(self) -> str:
        """How many receipts still have something coming, and since when."""
        since = self.desk.station.store.calendar.local(self.sweep.since).date()
        words = translate("Prices", "{0} receipts overcharged since {1}")
        if self.sweep.receipts == 1:
            words = translate("Prices", "{0} receipt overcharged since {1}")
        return words.format(self.sweep.receipts, self.desk.words.full_day(since))

    def _line_row(self, over: radar.Overcharge) -> LineRow:
        sold, money = over.sold, self.said.money
        receipt = translate("Prices", "Receipt {0}").format(sold.receipt_number)
        cells = (
            Cell(receipt, self.sweep.customers.get(sold.customer_ref, "")),
            Cell(self.desk.words.short_day(sold.sold_on)),
            Cell(money(sold.charged)),
            Cell(q.plain(over.kept), quiet=not over.kept),
            Cell(money(over.owed), quiet=not over.open),
        )
        return LineRow(sold.line_id, cells, used_up=not over.open)

    def _facts(self) -> Section:
        money, found = self.said.money, self.sweep
        known_ones = len({x.sold.customer_ref for x in found.to_known})
        rows = (
            KeyRow(translate("Prices", "Right price"), money(found.confirmed.right)),
            KeyRow(translate("Prices", "Charged"), money(found.confirmed.charged)),
            KeyRow(translate("Prices", "Receipts"), str(found.receipts)),
            KeyRow(translate("Prices", "Known customers"), str(known_ones)),
            KeyRow(translate("Prices", "Owed"), money(found.liability), total=True),
        )
        return Section(found.confirmed.description, rows=rows, style=SectionStyle.HEAD)

    def take_key(self, key: str) -> bool:
        if key == "Alt+K":
            offer = partial(radar.offer_credit, self.sweep)
            self.desk.runner.run(offer, done=self._offered)
            return True
        return False

    def primary(self) -> None:
        if not self.task:
            self.desk.runner.run(partial(radar.open_task, self.sweep), done=self._opened)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(translate("Prices", "Receipt")),
            Column(translate("Prices", "Sold"), ColumnKind.TEXT, 88),
            Column(translate("Prices", "Charged"), ColumnKind.NUMBER, 92),
            Column(translate("Prices", "Units"), ColumnKind.NUMBER, 72),
            Column(translate("Prices", "Owed"), ColumnKind.NUMBER, 96),
        )

    def _opened(self, task: TagTask) -> None:
        self.task = task.id
        self.desk.banner(translate("Prices", "The tag task is open. It stays until it is closed."))
        self.show(self)

    def _offered(self, offering: radar.Offering) -> None:
        self.task = offering.task_id
        words = translate("Prices", "Credit was offered for {0} lines.")
        if offering.lines == 1:
            words = translate("Prices", "Credit was offered for {0} line.")
        self.desk.banner(words.format(offering.lines))
        find = partial(letters.letters_of, offering.task_id)
        self.desk.runner.background(find, done=self._show_letters)

    def _show_letters(self, found: tuple[letters.Letter, ...]) -> None:
        here = partial(self.show, self)
        self.show(Letters(self.desk, self.said, self.show, self.home, self.task, found, here))
