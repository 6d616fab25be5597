"""Runs the tour: the real window on a frozen clock, driven through the flows of all tasks.

Keeps what it showed and printed; files of an earlier tour in the same folder are replaced.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from counter_app.app import discover_tasks, open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, CounterError
from counter_app.core.task import resolve
from counter_app.demo.build import STATION, DemoStore
from counter_app.demo.desk_tour import FLOWS
from counter_app.demo.people import PEOPLE
from counter_app.demo.sale import ZONE
from counter_app.records.journal_tables import transactions
from counter_app.records.print_jobs import print_jobs
from counter_app.settings import Settings
from counter_app.station import Station
from counter_app.storage.files import private_folder
from counter_app.ui.desk_window import report_bugs_to
from counter_app.ui.shell import Shell
from counter_app.ui.start import desk_with_equipment
from counter_app.ui.tour import Codes, Flow, Guide, Step

TOLD: Final = "tour.json"
STARTS_AT: Final = time(10, 42)
SIZE: Final = (1280, 800)
_PRINTER: Final = "printer"
_QUICK: Final = 80
"""How Qt is told to compress a picture quickly: a tenth larger, in a third of the time."""
_OURS: Final = re.compile(r"[0-9]{2,3}-[a-z0-9-]+\.(?:png|txt|bin|pdf)|tour\.json")
_DRAWER: Final = "[drawer]\n"


@dataclass(frozen=True, slots=True)
class Toured:
    """What a tour left behind."""

    folder: Path
    pictures: int
    slips: int
    transactions: int


@dataclass(slots=True)
class _Album:
    """The tour's folder: pictures numbered in order, and what was printed since the last one."""

    folder: Path
    pictures: int = 0
    slips: int = 0

    @property
    def printer(self) -> Path:
        """Where the printer of the tour leaves its work until it is collected."""
        return self.folder / _PRINTER

    def picture(self, shell: Shell, name: str) -> str:
        """Take a picture of the window."""
        self.pictures += 1
        file = f"{self.pictures:02d}-{name}.png"
        if not shell.grab().save(str(self.folder / file), "PNG", _QUICK):
            raise BadInput(f"The picture {file} cannot be written to {self.folder}.")
        return file

    @property
    def has_paper(self) -> bool:
        """True if something was printed since it was collected last."""
        return self.printer.is_dir() and any(self.printer.glob("*.txt"))

    def collect(self) -> None:
        """Take what was printed and give it the number of the newest picture."""
        numbers = {"drawer": 0, "slip": 0}
        for text in sorted(self.printer.glob("*.txt")):
            kind = "drawer" if text.read_text("utf-8") == _DRAWER else "slip"
            self.slips += kind == "slip"
            numbers[kind] += 1
            name = f"{self.pictures:02d}-{kind}-{numbers[kind]}"
            text.replace(self.folder / f"{name}.txt")
            text.with_suffix(".bin").replace(self.folder / f"{name}.bin")


def run_tour(store: DemoStore, out: Path) -> Toured:
    """Drive the window through every flow; raises `CounterError` where it does not follow."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    album = _Album(_fresh_folder(out))
    clock = FrozenClock(datetime.combine(store.date, STARTS_AT, ZONE).astimezone(UTC))
    tasks = discover_tasks()
    flows = [*FLOWS, *(f for task in tasks if task.tour for f in resolve(task.tour))]
    with closing(open_station(store.folder, store.folder, STATION, clock)) as station:
        station.claim("tour")
        shell, equipment = desk_with_equipment(station, tasks, _settings(album))
        bugs: list[str] = []
        shell.runner.crashed.connect(bugs.append)
        try:
            with _bugs_told(shell):
                shell.resize(*SIZE)
                shell.show()
                equipment.start()
                guide = _guide(shell, station, store, clock)
                guide.rest()
                walk = _Walk(guide, shell, station, album, bugs)
                told = [walk.through(flow) for flow in sorted(flows, key=lambda f: f.order)]
        finally:
            shell.close()  # also after a failure: its worker must not outlive it
            equipment.close()
    _clear_printer(album.printer)
    (out / TOLD).write_text(json.dumps({"tasks": told}, indent=1) + "\n", "utf-8")
    posted = sum(len(flow["transactions"]) for flow in told)
    return Toured(out, album.pictures, album.slips, posted)


def _settings(album: _Album) -> Settings:
    settings = Settings()
    return replace(
        settings,
        printer=replace(settings.printer, folder=str(album.printer.absolute())),
        display=replace(settings.display, theme="light", language="en"),
    )


@contextmanager
def _bugs_told(shell: Shell) -> Iterator[None]:
    before = sys.excepthook
    report_bugs_to(shell)
    talker = qInstallMessageHandler(_pass_message)
    if talker is not None:  # somebody listens already
        qInstallMessageHandler(talker)
    try:
        yield
    finally:
        qInstallMessageHandler(talker)
        sys.excepthook = before


def _pass_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """What Qt says goes to the terminal, but for one thing the offscreen platform always says."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{kind.name}: {message}\n")


@dataclass(frozen=True, slots=True)
class _Walk:
    """One tour through the flows."""

    guide: Guide
    shell: Shell
    station: Station
    album: _Album
    bugs: list[str]

    def through(self, flow: Flow) -> dict[str, Any]:
        """One flow from its first step to its last, and what it took."""
        before = set(_posted(self.station))
        counter = self.guide.counter
        counter.reset()
        steps: list[dict[str, str]] = []
        untold = ""
        for step in flow.steps:
            self._do(flow, step)
            if self.album.has_paper:
                self.guide.rest(paper=True)
            picture = self.album.picture(self.shell, step.picture) if step.picture else ""
            self.album.collect()
            untold = f"{untold} {step.does}".strip()
            if picture:
                steps.append({"picture": picture, "does": untold})
                untold = ""
        if untold and steps:
            steps[-1]["does"] += f" {untold}"
        posted = [t for t in _posted(self.station) if t not in before]
        if len(posted) != flow.posts:
            raise CounterError(
                f"“{flow.flow}” posted {len(posted)} transactions instead of {flow.posts}.",
                code="tour_stopped",
            )
        return {
            "task": flow.task,
            "flow": flow.flow,
            "steps": steps,
            "keys": counter.keys,
            "scans": counter.scans,
            "clicks": counter.clicks,
            "transactions": posted,
        }

    def _do(self, flow: Flow, step: Step) -> None:
        try:
            step.do(self.guide)
        except CounterError as error:
            raise CounterError(
                f"The tour stopped in “{flow.flow}”: {step.does} {error.text}",
                code="tour_stopped",
            ) from error
        if QApplication.activeWindow() is not self.shell:
            raise CounterError(
                f"Another window came up in “{flow.flow}”: {step.does}", code="tour_stopped"
            )
        if self.bugs:
            raise CounterError(
                f"The tour met a bug in “{flow.flow}”: {step.does} {self.bugs[0]}",
                code="tour_stopped",
            )


def _guide(shell: Shell, station: Station, store: DemoStore, clock: FrozenClock) -> Guide:
    codes = Codes(
        store.receipts,
        {person.number: person.badge for person in PEOPLE},
        {person.number: person.pin for person in PEOPLE},
        store.credits,
    )

    under_way = (
        select(print_jobs.c.id).where(print_jobs.c.state.in_(("queued", "sending"))).limit(1)
    )

    def busy() -> bool:
        working = bool(shell.jobs.pending) or (shell.runner.busy and shell.card.isHidden())
        resting = shell.wedge.at_rest and shell.search.at_rest  # both end by silence
        return working or not resting

    def printing() -> bool:
        with station.database.read() as connection:
            return connection.execute(under_way).first() is not None

    return Guide(shell, codes, clock, shell.counter, busy, printing)


def _posted(station: Station) -> tuple[str, ...]:
    """All transactions of the station, in order."""
    with station.database.read() as connection:
        statement = select(transactions.c.id).where(transactions.c.station == station.name)
        return tuple(
            connection.execute(statement.order_by(transactions.c.chain_position)).scalars()
        )


def _fresh_folder(out: Path) -> Path:
    """The folder without an earlier tour; anything else in it is not ours and stays."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file, not a folder.")
    private_folder(out)
    for file in out.iterdir():
        if _OURS.fullmatch(file.name) and file.is_file():
            file.unlink()
    _clear_printer(out / _PRINTER)
    return out


def _clear_printer(folder: Path) -> None:
    if folder.is_dir():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
