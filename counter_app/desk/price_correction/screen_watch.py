"""After a correction: its slip, every other receipt the error touched, tags to put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from PySide6.QtCore import QCoreApplication

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
    look_for: Callable[[radar.Sweep], None] = field(kw_only=True)

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
            self.desk.runner.run(find, done=self.look_for)
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
