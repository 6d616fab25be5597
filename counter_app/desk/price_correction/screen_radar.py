"""The radar on the screen: every other receipt an error touched, the tag task, the offers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

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


@dataclass(slots=True)
class Radar(Watching):
    """All receipts an error touched, with what is still owed on them."""

    sweep: radar.Sweep
    task: str = ""

    def view(self) -> View:
        money, words, found = self.said.money, self.desk.words, self.sweep
        since = words.full_day(self.desk.station.store.calendar.local(found.since).date())
        known = {
            radar.Known.TAG: translate("Prices", "The tag’s date says so."),
            radar.Known.ITEM_FILE: translate("Prices", "The item file says so."),
            radar.Known.LAST_RIGHT_SALE: translate("Prices", "Before it the price was right."),
            radar.Known.LIMIT: translate("Prices", "Nobody knows; as far as records are kept."),
        }
        known_ones = len({x.sold.customer_ref for x in found.to_known})
        count = translate("Prices", "{0} receipts overcharged since {1}")
        if found.receipts == 1:
            count = translate("Prices", "{0} receipt overcharged since {1}")
        count = count.format(found.receipts, since)
        rows = tuple(
            LineRow(
                x.sold.line_id,
                (
                    Cell(
                        translate("Prices", "Receipt {0}").format(x.sold.receipt_number),
                        found.customers.get(x.sold.customer_ref, ""),
                    ),
                    Cell(words.short_day(x.sold.sold_on)),
                    Cell(money(x.sold.charged)),
                    Cell(q.plain(x.kept), quiet=not x.kept),
                    Cell(money(x.owed), quiet=not x.open),
                ),
                used_up=not x.open,
            )
            for x in found.found[:500]
        )
        facts = (
            KeyRow(translate("Prices", "Right price"), money(found.confirmed.right)),
            KeyRow(translate("Prices", "Charged"), money(found.confirmed.charged)),
            KeyRow(translate("Prices", "Receipts"), str(found.receipts)),
            KeyRow(
                translate("Prices", "Known customers"),
                str(known_ones),
            ),
            KeyRow(translate("Prices", "Owed"), money(found.liability), total=True),
        )
        level = Level.WARN if found.liability else Level.INFORM
        return View(
            title=found.confirmed.description,
            line=count,
            amount=Amount(
                translate("Prices", "Owed to customers"),
                money(found.liability),
                translate("Prices", "Open a tag task"),
                enabled=not self.task,
            ),
            columns=self._columns(),
            rows=rows,
            empty=(translate("Prices", "No other receipt was overcharged."), "", ""),
            findings=(Finding("radar", level, count, known[found.known]),),
            sections=(Section(found.confirmed.description, rows=facts, style=SectionStyle.HEAD),),
            presses=(
                Press(
                    "Alt+K",
                    translate("Prices", "Offer credit"),
                    "Alt+K",
                    bool(found.to_known),
                ),
            ),
        )

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
