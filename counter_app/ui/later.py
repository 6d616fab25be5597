"""Loads behind the first picture what the first window does not show, before anybody needs it.

Code without Qt is loaded on the desk's worker, one module after the other. Code with Qt is loaded
on the window's own thread: the binding makes Qt's classes when they are first named, and crashes
where two threads name one at the same time. Each module comes after those it imports, so that no
step takes long. What is wanted sooner is loaded where it is wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.util import find_spec
from itertools import chain
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
_PLACES: Final = (
    "counter_app.ui.desk_state",
    "counter_app.ui.home",
    "counter_app.ui.make_screen",
    "counter_app.ui.unsettled",
    "counter_app.ui.messages",
    "counter_app.granting",
    "counter_app.ui.approve",
)


def load_the_rest(shell: Shell, devices: Callable[[], None]) -> None:
    """Load what moves slips and money, call `devices`, then the shell's places and the tasks."""
    shell.jobs.collector.spare()
    _Loading(shell, devices).go_on()


class _Loading:
    """The modules that are still to be loaded, one step at a time."""

    def __init__(self, shell: Shell, devices: Callable[[], None]) -> None:
        self._shell = shell
        self._steps = self._first(devices)

    def go_on(self, _loaded: object = None) -> None:
        """Begin the next step; its end begins the one after it."""
        step = next(self._steps, None)
        if step is not None:
            step()

    def _first(self, devices: Callable[[], None]) -> Iterator[Callable[[], object]]:
        yield from map(self._on_worker, _DEVICES)
        yield partial(self._here, devices)
        for module in (*_PLACES, *_screens(self._shell.tasks)):
            yield partial(self._shell.runner.background, _plan, module, done=self._planned)

    def _planned(self, modules: dict[str, bool]) -> None:
        steps = [(self._on_window if qt else self._on_worker)(m) for m, qt in modules.items()]
        self._steps = chain(steps, self._steps)
        self.go_on()

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


def _screens(tasks: Iterable[Task]) -> list[str]:
    return [task.screen.partition(":")[0] for task in tasks if task.screen is not None]


def _plan(module: str, _station: Station) -> dict[str, bool]:
    return plan(module)


def plan(module: str) -> dict[str, bool]:
    """What it needs that is not loaded, in order, and whether that has Qt in it; runs nothing."""
    found: dict[str, bool] = {}
    _visit(module, found, set())
    return {name: qt for name, qt in found.items() if name not in sys.modules}


def _visit(module: str, found: dict[str, bool], begun: set[str]) -> bool:
    """Put what a module imports before it; True if any of it has Qt in it."""
    if module in found or module in begun:
        return found.get(module, False)
    begun.add(module)
    ours, with_qt = _imported_by(module)
    below = [_visit(name, found, begun) for name in ours]
    found[module] = with_qt or any(below)
    return found[module]


def _imported_by(module: str) -> tuple[list[str], bool]:
    """Modules of ours that a module's own code names, and whether it names Qt."""
    spec = find_spec(module)
    if spec is None or not isinstance(spec.loader, InspectLoader):
        return [], False
    code = spec.loader.get_code(module)
    names = () if code is None else code.co_names
    ours = [name for name in names if name.startswith("counter_app.")]
    for package in ours.copy():
        ours += [f"{package}.{name}" for name in names if name in _modules_in(package)]
    return ours, any(name.startswith("PySide6") for name in names)


@cache
def _modules_in(package: str) -> frozenset[str]:
    """The modules of a package by their last name; none of what is no package."""
    spec = find_spec(package)
    folders = None if spec is None else spec.submodule_search_locations
    return frozenset(m.name for m in iter_modules(folders)) if folders else frozenset()
