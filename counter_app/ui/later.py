"""Loads behind the first picture what the first window does not show, before anybody needs it.

Code without Qt is loaded on the desk's worker, one module after the other. Code with Qt is loaded
on the window's own thread: the binding makes Qt's classes when they are first named, and crashes
where two threads name one at the same time. What is wanted sooner is loaded where it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from counter_app.core.task import Task
    from counter_app.station import Station
    from counter_app.ui.shell import Shell

PAUSE_MS: Final = 10
"""Between two modules that the window loads itself it does whatever else there is to do."""
_DEVICES: Final = ("counter_app.logs", "counter_app.equipment")
_WITHOUT_QT: Final = (
    "counter_app.ui.desk_state",
    "counter_app.ui.unsettled",
    "counter_app.granting",
)
_WIDGETS: Final = "counter_app.ui.widgets"
_WITH_QT: Final = (
    "counter_app.ui.home",
    "counter_app.ui.parked",
    "counter_app.ui.messages",
    "counter_app.ui.approve_parts",
    "counter_app.ui.approve",
    "counter_app.ui.make_screen",
)
_NO_SCREEN_NEEDS: Final = ("play", "tour", "demo")
"""How modules of a task begin that only scripts and the tour load."""


def load_the_rest(shell: Shell, devices: Callable[[], None]) -> None:
    """Load what moves slips and money, call `devices`, then the shell's places and the tasks."""
    shell.jobs.collector.spare()
    _Loading(shell, devices).go_on()


class _Loading:
    """The modules that are still to be loaded, one step at a time."""

    def __init__(self, shell: Shell, devices: Callable[[], None]) -> None:
        self._shell = shell
        self._steps = self._all(devices)

    def go_on(self, _loaded: object = None) -> None:
        """Begin the next step; its end begins the one after it."""
        step = next(self._steps, None)
        if step is not None:
            step()

    def _all(self, devices: Callable[[], None]) -> Iterator[Callable[[], object]]:
        yield from map(self._on_worker, _DEVICES)
        yield partial(self._here, devices)
        yield from map(self._on_worker, _WITHOUT_QT)
        for name in _WITH_QT:
            yield self._on_window(name)
        for task in self._shell.tasks:
            for name in _task_modules(task):
                screen = name.rpartition(".")[2].startswith("screen")
                yield self._on_window(name) if screen else self._on_worker(name)

    def _on_worker(self, module: str) -> Callable[[], object]:
        return partial(self._shell.runner.background, _load, module, done=self.go_on)

    def _on_window(self, module: str) -> Callable[[], object]:
        return partial(self._here, partial(import_module, module))

    def _here(self, step: Callable[[], object]) -> None:
        def now() -> None:
            step()
            self._shell.jobs.collector.spare()
            self.go_on()

        QTimer.singleShot(PAUSE_MS, self._shell, now)


def _load(module: str, _station: Station) -> None:
    import_module(module)


def _modules(package: str) -> list[str]:
    found = iter_modules(import_module(package).__path__)
    return [f"{package}.{module.name}" for module in found]


def _task_modules(task: Task) -> list[str]:
    """What its screens are made of: what stands below them first, `screen` itself last."""
    if task.screen is None:
        return []
    package = task.screen.partition(":")[0].rpartition(".")[0]
    found = [n for n in _modules(package) if not n.rpartition(".")[2].startswith(_NO_SCREEN_NEEDS)]
    return sorted(found, key=lambda name: (".screen" in name, name.endswith(".screen")))
