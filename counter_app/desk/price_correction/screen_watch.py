"""After a correction: its slip, every other receipt the error touched, tags to put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QCoreApplication

from counter_app.core import quantity as q
from counter_app.core.document import Document
from counter_app.core.transaction import Kind
from counter_app.desk.price_correction import radar, voids
from counter_app.desk.price_correction.posting import Completed
from counter_app.desk.price_correction.screen_mode import Mode
from counter_app.desk.price_correction.screen_view import Ask, Press, View
from counter_app.desk.price_correction.screen_words import Said
from counter_app.records.overcharges import TagTask
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.context_panel import KeyRow, Section, SectionStyle
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.reason_picker import Reason

translate = QCoreApplication.translate


@dataclass(slots=True)
class Watching(Mode):
    """What all of these need: the desk, the words, and what to put in front."""

    desk: Desk
    said: Said
    show: Callable[[Mode], None]
    home: Callable[[], None]

    def back(self) -> bool:
        self.home()
        return True


@dataclass(slots=True)
class Done(Watching):
    """What was posted: its slip, and what can still be done about it."""

    done: Completed
    slip: Document
    reasons: tuple[Reason, ...] = ()
    asking_void: bool = False
    may_look: bool = False

    def view(self) -> View:
        correction = self.done.kind is Kind.PRICE_CORRECTION
        title = translate("Prices", "Corrected") if correction else translate("Prices", "Voided")
        number = translate("Prices", "Number {0}; the slip prints now").format(
            f"{self.done.number:04d}"
        )
        presses = [Press("Ctrl+P", translate("Prices", "Print again"), "Ctrl+P")]
        if correction:
            presses.append(Press("Alt+V", translate("Prices", "Void"), "Alt+V"))
        if self.may_look:
            presses.append(Press("Alt+R", translate("Prices", "Other receipts"), "Alt+R"))
        word = translate("Prices", "Paid to customer")
        if not correction:
            word = translate("Prices", "Back to the till")
        return View(
            title=title,
            line=number,
            slip=self.slip,
            amount=Amount(
                word,
                self.said.money(self.done.amount),
                translate("Prices", "Next customer"),
                note=translate("Prices", "Close the drawer") if self.done.drawer_kick else "",
            ),
            ask=Ask.PICK if self.asking_void else Ask.NOTHING,
            ask_title=translate("Prices", "Why is it voided?"),
            reasons=self.reasons,
            presses=tuple(presses),
        )

    def take_key(self, key: str) -> bool:
        if key == "Ctrl+P":
            self.desk.runner.run(voids.reprint, self.done.transaction_id, done=self._printed)
        elif key == "Alt+V" and self.done.kind is Kind.PRICE_CORRECTION:
            self.asking_void = not self.asking_void
            self.show(self)
        elif key == "Alt+R" and self.may_look:
            find = partial(radar.find, self.done.transaction_id, None)
            self.desk.runner.run(find, done=self._found)
        elif self.asking_void and len(key) == 1 and key in "123456789":
            return self.said.pick(int(key))
        elif key == "Return":
            self.home()
        else:
            return False
        return True

    def picked(self, key: str) -> None:
        void = partial(voids.void, self.done.transaction_id, key)
        self.desk.runner.run(void, done=self._voided, busy=self.said.page.block)

    def primary(self) -> None:
        self.home()

    def back(self) -> bool:
        if self.asking_void:
            self.asking_void = False
            self.show(self)
            return True
        self.home()
        return True

    def _printed(self, _slip: Document) -> None:
        self.desk.banner(translate("Prices", "The slip prints again, marked as a duplicate."))

    def _voided(self, done: Completed) -> None:
        self.desk.refresh()
        self.show(
            replace(self, done=done, slip=done.documents[0], asking_void=False, may_look=False)
        )

    def _found(self, found: radar.Sweep) -> None:
        self.show(Radar(self.desk, self.said, self.show, self.home, found))


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
        count = translate("Prices", "{0} receipts overcharged since {1}").format(
            found.receipts, since
        )
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
            KeyRow(translate("Prices", "Known customers"), str(len(found.to_known))),
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

    def _offered(self, count: int) -> None:
        self.desk.banner(translate("Prices", "Credit was offered for {0} lines.").format(count))


@dataclass(slots=True)
class Tags(Watching):
    """Shelf tags that must still be put right."""

    tasks: tuple[TagTask, ...]
    current: str = ""

    def view(self) -> View:
        money, words = self.said.money, self.desk.words
        calendar = self.desk.station.store.calendar
        rows = tuple(
            LineRow(
                t.id,
                (
                    Cell(t.description, t.item_code),
                    Cell(words.short_day(calendar.local(t.opened_at).date())),
                    Cell(money(t.charged)),
                    Cell(money(t.right)),
                ),
            )
            for t in self.tasks
        )
        return View(
            title=translate("Prices", "Shelf tags to put right"),
            line=translate("Prices", "F12 closes the one that is done"),
            amount=Amount(
                translate("Prices", "Open tasks"),
                str(len(self.tasks)),
                translate("Prices", "It is right now"),
                enabled=bool(self.tasks),
                money=False,
            ),
            columns=(
                Column(translate("Prices", "Item")),
                Column(translate("Prices", "Since"), ColumnKind.TEXT, 88),
                Column(translate("Prices", "Charged"), ColumnKind.NUMBER, 92),
                Column(translate("Prices", "Right"), ColumnKind.NUMBER, 92),
            ),
            rows=rows,
            empty=(translate("Prices", "Every tag is right."), "", ""),
        )

    def moved(self, key: str) -> None:
        self.current = key

    def primary(self) -> None:
        wanted = self.current or (self.tasks[0].id if self.tasks else "")
        if wanted:
            self.desk.runner.run(radar.close_task, wanted, done=self._closed)

    def _closed(self, _nothing: None) -> None:
        self.desk.runner.run(radar.open_tasks, done=self._again)

    def _again(self, tasks: tuple[TagTask, ...]) -> None:
        self.show(replace(self, tasks=tasks, current=""))
