"""After a correction: its slip, every other receipt the error touched, tags to put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from counter_app.desk.price_correction import radar
from counter_app.desk.price_correction.screen_mode import Mode
from counter_app.desk.price_correction.screen_view import View
from counter_app.desk.price_correction.screen_words import Said
from counter_app.records.overcharges import TagTask
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow

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
        self.desk.banner(translate("Prices", "This tag is right now. Its task is closed."))
        self.desk.runner.run(radar.open_tasks, done=self._again)

    def _again(self, tasks: tuple[TagTask, ...]) -> None:
        self.show(replace(self, tasks=tasks, current=""))
