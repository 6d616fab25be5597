"""What can be done at this desk, as the search over everything finds it by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from counter_app.core.intent import Intent
from counter_app.core.operator import Operator
from counter_app.core.search import Fit, Group, Hit, fit
from counter_app.core.task import Door, Task
from counter_app.trade.search import open_to
from counter_app.ui.places import HOME, MORE, PARKED, REQUESTS, SETTLE, door_title, task_title

translate = QCoreApplication.translate


def actions(typed: str, tasks: Sequence[Task], operator: Operator) -> tuple[Hit, ...]:
    """Tasks, their doors and the desk's own places that fit; with nothing typed, where to go."""
    if not typed.strip():
        return tuple(hit for hit, _ in _all(tasks, operator) if hit.key.startswith("F"))[:8]
    found: list[Hit] = []
    for hit, also in _all(tasks, operator):
        fits = fit(typed, hit.title, also)
        if fits is not None:
            found.append(_fitting(hit, fits))
    return tuple(found)


def _all(tasks: Sequence[Task], operator: Operator) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    for task in open_to(tasks, operator):
        key = task.hotkey if task.hotkey.startswith("F") else ""
        yield _hit(task_title(task), task.icon, Intent(task.key), key), _also(task.also)
        for door in task.doors:
            if not door.permission or operator.may(door.permission):
                yield _door(task, door), _also(door.also)
    yield from _own_places()


def _door(task: Task, door: Door) -> Hit:
    intent = Intent(task.key, door=door.key)
    key = door.hotkey if len(door.hotkey) > 1 else ""
    line = "" if key else task_title(task)
    return _hit(door_title(door), door.icon, intent, key, line)


def _own_places() -> Iterator[tuple[Hit, tuple[str, ...]]]:
    """The shell's own places, and what it does itself by a key."""
    home = translate("Places", "Home")
    yield _hit(home, "house", Intent(HOME), "Esc"), ()
    parked = translate("Places", "Parked")
    also = translate("Search", "suspend, resume, put aside")
    yield _hit(parked, "circle-pause", Intent(PARKED), "F9"), _also(also)
    more = translate("Places", "More")
    also = translate("Search", "colors, dark, light, language, Español, unlock, customer’s screen")
    yield _hit(more, "layout-grid", Intent(MORE), "F10"), _also(also)
    asked = translate("Search", "Requests for a manager")
    also = translate("Search", "approve, approval")
    yield _hit(asked, "shield-user", Intent(REQUESTS)), _also(also)
    unsettled = translate("Search", "Interrupted card refunds and payments")
    also = translate("Search", "settle, terminal")
    yield _hit(unsettled, "credit-card", Intent(SETTLE)), _also(also)
    keys = translate("Search", "Keys")
    also = translate("Search", "help")
    yield _hit(keys, "circle-question-mark", None, "F1"), _also(also)
    lock = translate("Search", "Lock the desk")
    also = translate("Search", "sign off")
    yield _hit(lock, "lock", None, "Ctrl+L"), _also(also)


def _hit(title: str, icon: str, intent: Intent | None, key: str = "", line: str = "") -> Hit:
    return Hit(Group.ACTIONS, title, Fit.SAME, icon, intent, key=key, line=line)


def _fitting(hit: Hit, fits: Fit) -> Hit:
    return Hit(hit.group, hit.title, fits, hit.icon, hit.intent, key=hit.key, line=hit.line)


def _also(words: str) -> tuple[str, ...]:
    """Other words for it, in the language of the window."""
    said = translate("Task", words) if words else ""
    return tuple(word.strip() for word in said.split(",") if word.strip())
