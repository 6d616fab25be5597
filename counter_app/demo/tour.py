"""Runs the tour: the real window on a frozen clock, driven through the flows of all tasks.

Keeps what it showed and printed; files of an earlier tour in the same folder are replaced.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication, QWidget

from counter_app.app import discover_tasks
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput, CounterError
from counter_app.core.task import resolve
from counter_app.demo.build import STATION, DemoStore
from counter_app.demo.desk_tour import FLOWS
from counter_app.demo.sale import ZONE
from counter_app.demo.seats import OTHER, Seat, seated
from counter_app.storage.files import private_folder
from counter_app.ui.tour import At, Flow, Step

TOLD: Final = "tour.json"
STARTS_AT: Final = time(10, 42)
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
    reports: int
    transactions: int


@dataclass(slots=True)
class _Album:
    """The tour's folder: pictures numbered in order, and what was printed since the last one."""

    folder: Path
    store: Path
    pictures: int = 0
    slips: int = 0
    reports: set[Path] = field(default_factory=set)

    @property
    def printer(self) -> Path:
        """Where the printer of the tour leaves its work until it is collected."""
        return self.folder / _PRINTER

    @property
    def other_printer(self) -> Path:
        """The same of the other desk, where nothing is kept."""
        return self.folder / f"{_PRINTER}-2"

    def picture(self, window: QWidget, name: str) -> str:
        """Take a picture of a window."""
        self.pictures += 1
        file = f"{self.pictures:02d}-{name}.png"
        if not window.grab().save(str(self.folder / file), "PNG", _QUICK):
            raise BadInput(f"The picture {file} cannot be written to {self.folder}.")
        return file

    def collect(self) -> None:
        """Take what was printed, and new reports, and give it the number of the newest picture."""
        numbers = {"drawer": 0, "slip": 0}
        for text in sorted(self.printer.glob("*.txt")):
            kind = "drawer" if text.read_text("utf-8") == _DRAWER else "slip"
            self.slips += kind == "slip"
            numbers[kind] += 1
            name = f"{self.pictures:02d}-{kind}-{numbers[kind]}"
            text.replace(self.folder / f"{name}.txt")
            text.with_suffix(".bin").replace(self.folder / f"{name}.bin")
        for report in sorted(set(self.store.glob("books/*.pdf")) - self.reports):
            shutil.copyfile(report, self.folder / f"{self.pictures:02d}-{report.name}")
            self.reports.add(report)


def all_flows() -> list[Flow]:
    """The flows of the desk and of every task, in their order."""
    flows = [*FLOWS, *(f for task in discover_tasks() if task.tour for f in resolve(task.tour))]
    return sorted(flows, key=lambda f: f.order)


def run_tour(store: DemoStore, out: Path, flows: Sequence[Flow] | None = None) -> Toured:
    """Drive the window through every flow; raises `CounterError` where it does not follow.

    `flows` are those to be driven, if not all.
    """
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    album = _Album(_fresh_folder(out), store.folder)
    clock = FrozenClock(datetime.combine(store.date, STARTS_AT, ZONE).astimezone(UTC))
    tasks = discover_tasks()
    with seated(store, STATION, clock, tasks, album.printer) as desk:

        def sit_down() -> AbstractContextManager[Seat]:
            return seated(store, OTHER, clock, tasks, album.other_printer)

        walk = _Walk(desk, sit_down, album)
        told = [walk.through(flow) for flow in (all_flows() if flows is None else flows)]
    _clear_printer(album.printer)
    _clear_printer(album.other_printer)
    (out / TOLD).write_text(json.dumps({"tasks": told}, indent=1) + "\n", "utf-8")
    posted = sum(len(flow["transactions"]) for flow in told)
    return Toured(out, album.pictures, album.slips, len(album.reports), posted)


class _Walk:
    """One tour through the flows."""

    def __init__(
        self, desk: Seat, sit_down: Callable[[], AbstractContextManager[Seat]], album: _Album
    ) -> None:
        """`sit_down` opens the store's other desk, where a flow needs it."""
        self._desk = desk
        self._sit_down = sit_down
        self._album = album

    def through(self, flow: Flow) -> dict[str, Any]:
        """One flow from its first step to its last, and what it took."""
        before = set(self._desk.posted())
        counter = self._desk.guide.counter
        counter.reset()
        with ExitStack() as others:
            steps = self._steps(flow, others)
        posted = [t for t in self._desk.posted() if t not in before]
        if len(posted) < flow.posts or (len(posted) > flow.posts and not flow.or_more):
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

    def _steps(self, flow: Flow, others: ExitStack) -> list[dict[str, str]]:
        """Do every step; what steps without a picture do is told with the next picture."""
        steps: list[dict[str, str]] = []
        untold = ""
        other: Seat | None = None
        for step in flow.steps:
            if step.at is At.OTHER_DESK and other is None:
                other = others.enter_context(self._sit_down())
            seat = other if step.at is At.OTHER_DESK and other is not None else self._desk
            _do(flow, step, seat)
            picture = self._picture(seat, step) if step.picture else ""
            self._album.collect()
            untold = f"{untold} {step.does}".strip()
            if picture:
                steps.append({"picture": picture, "does": untold})
                untold = ""
        if untold and steps:
            steps[-1]["does"] += f" {untold}"
        return steps

    def _picture(self, seat: Seat, step: Step) -> str:
        shown: QWidget | None = seat.shell
        if step.at is At.CUSTOMER:
            shown = seat.shell.desk.customer.window
        if shown is None:
            raise CounterError(f"The customer sees nothing: {step.does}", code="tour_stopped")
        seat.shell.watch.show_facts()  # its clock is right, too: the tour is faster than a tick
        return self._album.picture(shown, step.picture)


def _do(flow: Flow, step: Step, seat: Seat) -> None:
    seat.shell.activateWindow()
    try:
        step.do(seat.guide)
    except CounterError as error:
        raise CounterError(
            f"The tour stopped in “{flow.flow}”: {step.does} {error.text}",
            code="tour_stopped",
        ) from error
    if QApplication.activeWindow() is not seat.shell:
        raise CounterError(
            f"Another window came up in “{flow.flow}”: {step.does}", code="tour_stopped"
        )
    if seat.bugs:
        raise CounterError(
            f"The tour met a bug in “{flow.flow}”: {step.does} {seat.bugs[0]}",
            code="tour_stopped",
        )


def _fresh_folder(out: Path) -> Path:
    """The folder without an earlier tour; anything else in it is not ours and stays."""
    if out.exists() and not out.is_dir():
        raise BadInput(f"{out} is a file, not a folder.")
    private_folder(out)
    for file in out.iterdir():
        if _OURS.fullmatch(file.name) and file.is_file():
            file.unlink()
    for folder in (_PRINTER, f"{_PRINTER}-2"):
        _clear_printer(out / folder)
    return out


def _clear_printer(folder: Path) -> None:
    if folder.is_dir():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
