"""An audit of prices: scan shelf by shelf, Return if the shelf says the same, then the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication

from counter_app.core.document import Document
from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.desk.price_correction import audits
from counter_app.desk.price_correction.screen_view import Ask, View
from counter_app.desk.price_correction.screen_watch import Watching
from counter_app.records.price_audits import Audit, AuditItem
from counter_app.rules.price_sampling import AuditCounts
from counter_app.station import Station
from counter_app.ui import retold
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.head import Press
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow

translate = QCoreApplication.translate


@dataclass(slots=True)
class Auditing(Watching):
    """A price audit: scan an item of the sample, Return if the shelf says the same."""

    audit: Audit
    current: int = 0
    typed: int | None = None
    report: Document | None = None
    counts: AuditCounts = field(default_factory=AuditCounts)

    def view(self) -> View:
        if self.report is not None:
            rate = self.counts.accuracy_ppm() // 1000
            return View(
                title=translate("Prices", "Price audit finished"),
                line=translate("Prices", "The report prints now; it can be kept as a PDF."),
                slip=self.report,
                done=True,
                told=self._counted(self.counts),
                told_title=translate("Prices", "What the shelves said"),
                amount=Amount(
                    translate("Prices", "Accuracy"),
                    f"{rate // 10}.{rate % 10}%".replace(".0%", "%"),
                    translate("Prices", "Done"),
                    key="Return",
                    money=False,
                ),
            )
        found = audits.counts(self.audit)
        left = len(self.audit.items) - found.checked - found.missing
        item = self._item()
        return View(
            title=translate("Prices", "Price audit"),
            line=translate("Prices", "{0} of {1} checked").format(
                found.checked, len(self.audit.items)
            ),
            amount=Amount(
                translate("Prices", "Still to check"),
                str(left),
                translate("Prices", "Finish"),
                enabled=found.checked > 0,
                money=False,
            ),
            columns=(
                Column(translate("Prices", "Item")),
                Column(translate("Prices", "Register"), ColumnKind.NUMBER, 96),
                Column(translate("Prices", "Shelf"), ColumnKind.NUMBER, 96),
            ),
            rows=tuple(self._row(x) for x in self.audit.items),
            ask=Ask.PRICE if item is not None else Ask.NOTHING,
            ask_title="" if item is None else item.description,
            minor=self.typed,
            findings=(
                Finding(
                    "audit",
                    Level.INFORM,
                    translate("Prices", "Scan the item at its shelf."),
                    translate("Prices", "Enter: the shelf says the same. Or type its price."),
                ),
            ),
            sections=(
                Section(
                    translate("Prices", "So far"),
                    rows=self._counted(found),
                    style=SectionStyle.HEAD,
                ),
            ),
            prompt=retold.translate("Prices", "Scan the item at its shelf"),
            presses=(
                Press("Alt+M", translate("Prices", "Not on the shelf"), "Alt+M", item is not None),
            ),
        )

    def _counted(self, found: AuditCounts) -> tuple[KeyRow, ...]:
        """What the shelves said."""
        return (
            KeyRow(translate("Prices", "Right"), str(found.right)),
            KeyRow(translate("Prices", "Overcharged"), str(found.over)),
            KeyRow(translate("Prices", "Undercharged"), str(found.under)),
            KeyRow(translate("Prices", "Not on the shelf"), str(found.missing)),
        )

    def take_item(self, code: str) -> bool:
        try:
            found = audits.find(self.audit, code)
        except NotFound as error:
            self.desk.refusal(error)
            return True
        self.moved(str(found.number))
        self.said.page.table.flash(str(found.number))
        return True

    def take_key(self, key: str) -> bool:
        item = self._item()
        if self.report is not None:
            if key == "Return":
                self.home()
            return key == "Return"
        if key == "Alt+M" and item is not None:
            self._check(item, None, missing=True)
        elif key == "Return" and item is not None:
            self.entered("")
        else:
            return item is not None and self.said.page.edit.type_key(key)
        return True

    def moved(self, key: str) -> None:
        if key and int(key) != self.current:
            self.current, self.typed = int(key), None
            self.show(self)

    def priced(self, minor: int | None) -> None:
        self.typed = minor
        self.show(self)

    def entered(self, text: str) -> None:
        item = self._item()
        if item is not None:
            self._check(item, item.scanned if self.typed is None else Money(self.typed))

    def primary(self) -> None:
        if self.report is not None:
            self.home()
        else:
            self.desk.runner.run(
                audits.finish, self.audit.id, done=self._finished, busy=self.said.page.block
            )

    def _item(self) -> AuditItem | None:
        return next((x for x in self.audit.items if x.number == self.current), None)

    def _check(self, item: AuditItem, shelf: Money | None, *, missing: bool = False) -> None:
        check = partial(_checked, item.number, shelf, missing)
        self.desk.runner.run(check, self.audit.id, done=self._done)

    def _done(self, audit: Audit) -> None:
        self.audit, self.typed = audit, None
        todo = (x for x in audit.items if x.shelf is None and not x.missing)
        self.current = next((x.number for x in todo), 0)
        self.show(self)
        self.said.page.table.set_current(str(self.current))

    def _finished(self, done: audits.Reported) -> None:
        self.report, self.counts = done.document, done.counts
        self.show(self)

    def _row(self, item: AuditItem) -> LineRow:
        shelf = "–" if item.shelf is None else self.said.money(item.shelf)
        if item.missing:
            shelf = translate("Prices", "none")
        seen = item.shelf is not None or item.missing
        return LineRow(
            str(item.number),
            (
                Cell(item.description, item.department, quiet=seen and item.shelf == item.scanned),
                Cell(self.said.money(item.scanned)),
                Cell(shelf, quiet=not seen),
            ),
        )


def _checked(
    number: int, shelf: Money | None, missing: bool, audit_id: str, station: Station
) -> Audit:
    return audits.check(audit_id, number, station, shelf=shelf, missing=missing)
