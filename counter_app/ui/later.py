"""Loads behind the first picture what the first window does not show, before anybody needs it.

The desk's worker takes one piece after the other. Signing on is a job of the same worker, so what
was begun before it is there when the first task opens; what is not is loaded where it is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from counter_app.station import Station
    from counter_app.ui.shell import Shell

_DEVICES: Final = ("counter_app.equipment", "counter_app.logs")
_WORK: Final = (
    "counter_app.ui.make_screen",
    "counter_app.ui.unsettled",
    "counter_app.ui.approve",
    "counter_app.ui.messages",
    "counter_app.granting",
)


def load_the_rest(shell: Shell, devices: Callable[[], None]) -> None:
    """Load what moves slips and money first, then call `devices`, then the screens of the tasks."""
    doors = [door.screen for task in shell.tasks for door in task.doors]
    screens = [place for place in (*(task.screen for task in shell.tasks), *doors) if place]
    pieces = iter((*_WORK, *(place.partition(":")[0] for place in screens)))

    def go_on(_module: object) -> None:
        shell.jobs.collector.spare()
        piece = next(pieces, None)
        if piece is not None:
            shell.runner.background(_load, (piece,), done=go_on)

    def begun(module: object) -> None:
        devices()
        go_on(module)

    shell.jobs.collector.spare()
    shell.runner.background(_load, _DEVICES, done=begun)


def _load(modules: tuple[str, ...], _station: Station) -> None:
    for module in modules:
        import_module(module)
