"""The longest time the window stood still while the desk worked, and while it did nothing.

A 10 ms timer ticks on the thread of the window. The rest of the program is loaded behind its first
picture, then PINs are checked and returns posted, and all the time the slips go to a network
printer that takes everything and never answers.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from counter_app.app import discover_tasks, open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import CounterError
from counter_app.core.task import Task
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.service import complete
from counter_app.settings import PrinterSettings, Settings
from counter_app.ui.desk_state import SignedOn, sign_on_by_pin
from counter_app.ui.later import load_the_rest
from counter_app.ui.shell import Shell
from counter_app.ui.start import begin, desk_with_equipment, end
from tests.desk.returns import goods
from tests.desk.returns.desk import coming_back, sell, working
from tests.devices.pretend import Fault, PretendPrinter
from tests.stores import CLERK, NOON, PINS, build_store

GOAL_MS: Final = 50
TICK_MS: Final = 10
RETURNS: Final = 20
PINS_CHECKED: Final = 10
IDLE_S: Final = 3.0
DEAD_S: Final = 3.0
_LIMIT_S: Final = 60.0


class Gaps:
    """A timer on the window's thread and the longest time between two of its ticks."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.longest_ms = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def measure(self, done: Callable[[], bool]) -> float:
        """Turn the event loop until `done`; the longest gap in milliseconds, the timer's own off.

        Raises `TimeoutError` after a minute.
        """
        self._last, self.longest_ms = time.perf_counter(), 0.0
        until = time.monotonic() + _LIMIT_S
        while not done():
            if time.monotonic() > until:
                raise TimeoutError
            QApplication.processEvents(
                QEventLoop.ProcessEventsFlag.AllEvents
                | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
            )
        return round(max(0.0, self.longest_ms - TICK_MS), 1)

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


class Bout:
    """The same action again and again, each when the one before is done."""

    def __init__(
        self, shell: Shell, actions: list[tuple[Callable[..., object], tuple[object, ...]]]
    ):
        self._shell = shell
        self._left = list(reversed(actions))
        self.done = 0

    def go_on(self, answer: object = None) -> None:
        """Start the next one."""
        if isinstance(answer, CounterError):
            raise answer
        if self._left:
            use_case, arguments = self._left.pop()
            self._shell.runner.run(use_case, *arguments, done=self._ended, failed=self.go_on)

    def _ended(self, answer: object) -> None:
        self.done += 1
        # The desk shows who signed on and looks again, as it does after real work.
        if isinstance(answer, SignedOn):
            self._shell.signed_on(answer)
        QTimer.singleShot(0, self.go_on)


def run() -> dict[str, object]:
    """Longest gaps in milliseconds by what the desk was doing; reported beside an idle desk."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with (
        tempfile.TemporaryDirectory() as room,
        PretendPrinter(Fault.BLACKHOLE) as printer,
        desk(Path(room) / "store", printer.port) as (shell, drafts),
    ):
        gaps = Gaps()
        starting = gaps.measure(partial(loaded, shell.tasks))
        gaps.measure(after(1.0))
        idle = gaps.measure(after(IDLE_S))
        pins = Bout(shell, [(sign_on_by_pin, (CLERK, PINS[CLERK]))] * PINS_CHECKED)
        pins.go_on()
        checking = gaps.measure(lambda: pins.done == PINS_CHECKED)
        posts = Bout(shell, [(complete, (draft,)) for draft in drafts])
        posts.go_on()
        posting = gaps.measure(lambda: posts.done == RETURNS)
        printing = gaps.measure(after(DEAD_S))
        asked = printer.connections
    longest = max(starting, checking, posting, printing)
    return {
        "idle_ms": idle,
        "starting_ms": starting,
        "pin_ms": checking,
        "posting_ms": posting,
        "dead_printer_ms": printing,
        "longest_ms": longest,
        "goal_ms": GOAL_MS,
        "met": longest <= GOAL_MS,
        "times_the_dead_printer_was_tried": asked,
        "returns": RETURNS,
    }


@contextmanager
def desk(folder: Path, port: int) -> Iterator[tuple[Shell, list[ReturnDraft]]]:
    """The real window on a store with returns ready to be posted, and its printer."""
    build_store(folder, folder)
    settings = Settings(printer=PrinterSettings(transport="tcp", host="127.0.0.1", port=port))
    with closing(open_station(folder, folder, "D01", FrozenClock(NOON))) as station:
        working(station)
        sold = [sell(station, goods.line(1, 250), sequence=200 + n) for n in range(RETURNS)]
        drafts = [coming_back(station, receipt, {1: 1}) for receipt in sold]
        station.sign_off()
        shell, equipment = desk_with_equipment(station, discover_tasks(), settings)
        try:
            shell.show()
            load_the_rest(shell, partial(begin, shell, equipment))
            yield shell, drafts
        finally:
            shell.close()
            end(equipment)


def loaded(tasks: tuple[Task, ...]) -> bool:
    """Whether what no first window shows is there, as it is before a clerk has typed a PIN."""
    return all(t.screen is None or t.screen.partition(":")[0] in sys.modules for t in tasks)


def after(seconds: float) -> Callable[[], bool]:
    """True once so much time has passed."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))  # noqa: T201 its answer
