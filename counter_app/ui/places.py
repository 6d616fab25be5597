"""The places on the rail and what each kind of scan opens, as the tasks say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from counter_app.core.intent import Intent
from counter_app.core.operator import Operator
from counter_app.core.scan import ScanKind
from counter_app.core.task import Door, Task
from counter_app.ui.widgets.rail_item import RailEntry

if TYPE_CHECKING:
    from counter_app.codes.own_code import OwnCode

HOME: Final = "home"
PARKED: Final = "parked"
MORE: Final = "more"
LOCK: Final = "lock"
SETTLE: Final = "settle"
REQUESTS: Final = "requests"

TITLES: Final = (
    QT_TRANSLATE_NOOP("Task", "Return"),
    QT_TRANSLATE_NOOP("Task", "No receipt"),
    QT_TRANSLATE_NOOP("Task", "Cash"),
    QT_TRANSLATE_NOOP("Task", "Count and close"),
    QT_TRANSLATE_NOOP("Task", "All tills"),
    QT_TRANSLATE_NOOP("Task", "Safe"),
    QT_TRANSLATE_NOOP("Task", "Lanes"),
    QT_TRANSLATE_NOOP("Task", "Trends"),
    QT_TRANSLATE_NOOP("Task", "Why a till differs"),
    QT_TRANSLATE_NOOP("Task", "Patterns"),
    QT_TRANSLATE_NOOP("Task", "Morning Book"),
    QT_TRANSLATE_NOOP("Task", "Paid out"),
    QT_TRANSLATE_NOOP("Task", "Paid in"),
    QT_TRANSLATE_NOOP("Task", "Safe drop"),
    QT_TRANSLATE_NOOP("Task", "No sale"),
    QT_TRANSLATE_NOOP("Task", "Change money"),
    QT_TRANSLATE_NOOP("Task", "Swap tenders"),
    QT_TRANSLATE_NOOP("Task", "Counterfeit note"),
    QT_TRANSLATE_NOOP("Task", "Petty cash"),
    QT_TRANSLATE_NOOP("Task", "Settle petty cash"),
    QT_TRANSLATE_NOOP("Task", "Ask for a loan"),
    QT_TRANSLATE_NOOP("Task", "Pickup"),
    QT_TRANSLATE_NOOP("Task", "Loan"),
    QT_TRANSLATE_NOOP("Task", "Spot count"),
    QT_TRANSLATE_NOOP("Task", "X report"),
    QT_TRANSLATE_NOOP("Task", "Past Z"),
    QT_TRANSLATE_NOOP("Task", "Prepare a till"),
    QT_TRANSLATE_NOOP("Task", "Force-close"),
    QT_TRANSLATE_NOOP("Task", "pay, expense"),
    QT_TRANSLATE_NOOP("Task", "take in"),
    QT_TRANSLATE_NOOP("Task", "bag to the safe"),
    QT_TRANSLATE_NOOP("Task", "open the drawer"),
    QT_TRANSLATE_NOOP("Task", "break a note"),
    QT_TRANSLATE_NOOP("Task", "false note"),
    QT_TRANSLATE_NOOP("Task", "advance"),
    QT_TRANSLATE_NOOP("Task", "coins"),
    QT_TRANSLATE_NOOP("Task", "fetch cash"),
    QT_TRANSLATE_NOOP("Task", "bring cash"),
    QT_TRANSLATE_NOOP("Task", "audit"),
    QT_TRANSLATE_NOOP("Task", "settlement, reprint"),
    QT_TRANSLATE_NOOP("Task", "float"),
    QT_TRANSLATE_NOOP("Task", "registers"),
    QT_TRANSLATE_NOOP("Task", "deposit"),
    QT_TRANSLATE_NOOP("Task", "board"),
    QT_TRANSLATE_NOOP("Task", "settle, close the till, Z report"),
    QT_TRANSLATE_NOOP("Task", "till, drawer, open a till"),
    QT_TRANSLATE_NOOP("Task", "refund, bring back"),
    QT_TRANSLATE_NOOP("Task", "lost receipt, without"),
    QT_TRANSLATE_NOOP("Task", "swap"),
    QT_TRANSLATE_NOOP("Task", "Goods back"),
    QT_TRANSLATE_NOOP("Task", "go-back, reclaim, vendor credit, destroy, disposition"),
    QT_TRANSLATE_NOOP("Task", "price correction, overcharge, price match"),
    QT_TRANSLATE_NOOP("Task", "Exchange"),
    QT_TRANSLATE_NOOP("Task", "Price fix"),
    QT_TRANSLATE_NOOP("Task", "Credits"),
)
"""Titles of tasks and doors, and other words for them; what is missing here stays English."""


@dataclass(frozen=True, slots=True)
class ScanHint:
    """One kind of scan that works now: what it is, what it does, with which icon."""

    icon: str
    title: str
    line: str


def task_title(task: Task) -> str:
    """The task's title in the language of the window."""
    return QCoreApplication.translate("Task", task.title)


def on_rail(task: Task) -> bool:
    """True for tasks with a function key; the others stand under F10 with a letter."""
    return task.screen is not None and task.hotkey.startswith("F")


def door_title(door: Door) -> str:
    """A door's name in the language of the window."""
    return QCoreApplication.translate("Task", door.title)


def behind_more(tasks: Sequence[Task], operator: Operator | None) -> tuple[RailEntry, ...]:
    """Tasks that F10 and a letter open, and doors that do for who may use them."""
    found: list[RailEntry] = []
    for task in (t for t in tasks if t.screen is not None):
        if not on_rail(task):
            found.append(RailEntry(task.key, task_title(task), task.icon, task.hotkey.upper()))
        for door in task.doors:
            may = not door.permission or (operator is not None and operator.may(door.permission))
            if len(door.hotkey) == 1 and may:
                place = rail_place(task.key, door.key)
                found.append(RailEntry(place, door_title(door), door.icon, door.hotkey.upper()))
    return tuple(found)


def rail_place(task: str, door: str = "") -> str:
    """The name of a task's place on the rail, or of one of its doors."""
    return f"{task}:{door}" if door else task


def screen_at(tasks: Sequence[Task], place: str) -> str | None:
    """Where the code of a task's screen, or of its door's, is."""
    key, _, door_key = place.partition(":")
    door = door_of(tasks, key, door_key)
    task = next((t for t in tasks if t.key == key), None)
    return door.screen if door else task.screen if task else None


def door_of(tasks: Sequence[Task], key: str, door_key: str) -> Door | None:
    """A task's door by its key."""
    doors = next((t.doors for t in tasks if t.key == key), ())
    return next((d for d in doors if d.key == door_key), None)


def place_of(tasks: Sequence[Task], intent: Intent) -> str:
    """Which screen shows an intent: its door's own one, else its task's, or the shell's."""
    door = door_of(tasks, intent.task, intent.door)
    return rail_place(intent.task, intent.door) if door and door.screen else intent.task


def intent_of(place: str) -> Intent:
    """What a place on the rail opens."""
    task, _, door = place.partition(":")
    return Intent(task, door=door)


def behind_key(tasks: Sequence[Task], key: str) -> Intent | None:
    """What a function key opens, None if it is nobody's."""
    for task in tasks:
        if task.screen is None or len(key) < 2:
            continue
        if task.hotkey == key:
            return Intent(task.key)
        for door in task.doors:
            if door.hotkey == key:
                return Intent(task.key, door=door.key)
    return None


def rail_tasks(tasks: Sequence[Task]) -> tuple[RailEntry, ...]:
    """The tasks and doors that have a function key alone, in the order of the keys."""
    return tuple(entry for entry in keyed(tasks) if entry.key.startswith("F"))


def keyed(tasks: Sequence[Task]) -> tuple[RailEntry, ...]:
    """All tasks and doors that a function key opens, also with Shift, in the order of the keys."""
    found: list[RailEntry] = []
    for task in tasks:
        if on_rail(task):
            found.append(RailEntry(task.key, task_title(task), task.icon, task.hotkey))
        for door in task.doors if task.screen is not None else ():
            if len(door.hotkey) < 2:
                continue
            title = door_title(door)
            found.append(RailEntry(rail_place(task.key, door.key), title, door.icon, door.hotkey))
    return tuple(sorted(found, key=lambda entry: (len(entry.key), entry.key)))


def rail_entries(tasks: Sequence[Task], parked: int) -> tuple[RailEntry, ...]:
    """Home, what has a key of its own, parked work, and the rest."""
    return (
        RailEntry(HOME, QCoreApplication.translate("Places", "Home"), "house", "Esc"),
        *rail_tasks(tasks),
        RailEntry(
            PARKED, QCoreApplication.translate("Places", "Parked"), "circle-pause", "F9", parked
        ),
        RailEntry(MORE, QCoreApplication.translate("Places", "More"), "layout-grid", "F10"),
    )


def taker(tasks: Sequence[Task], kind: ScanKind) -> Task | None:
    """The first task that opens for this kind of scan."""
    return next((t for t in tasks if t.screen is not None and kind in t.scans), None)


def slip_taker(tasks: Sequence[Task], slip: OwnCode | None) -> Task | None:
    """The task that printed this kind of slip, None if any task with slips may look at it."""
    kind = "" if slip is None else slip.kind
    return next((t for t in tasks if t.screen is not None and kind in t.slips), None)


def scan_hints(tasks: Sequence[Task]) -> tuple[ScanHint, ...]:
    """What can be scanned at this desk; kinds that no task takes are left out."""
    kinds = {kind for task in tasks if task.screen is not None for kind in task.scans}
    hints = {
        ScanKind.RECEIPT: ScanHint(
            "receipt-text",
            QCoreApplication.translate("Places", "Receipt"),
            QCoreApplication.translate("Places", "Opens the return"),
        ),
        ScanKind.ITEM: ScanHint(
            "tag",
            QCoreApplication.translate("Places", "Item"),
            QCoreApplication.translate("Places", "Adds one to the open return"),
        ),
        ScanKind.SLIP: ScanHint(
            "file-text",
            QCoreApplication.translate("Places", "Our own slip"),
            QCoreApplication.translate("Places", "Shows what was done"),
        ),
        ScanKind.CREDIT: ScanHint(
            "gift",
            QCoreApplication.translate("Places", "Store credit, gift card"),
            QCoreApplication.translate("Places", "Shows what is left on it"),
        ),
        ScanKind.LICENCE: ScanHint(
            "id-card",
            QCoreApplication.translate("Places", "Driver license, ID"),
            QCoreApplication.translate("Places", "Opens a return without receipt"),
        ),
    }
    found = tuple(hint for kind, hint in hints.items() if kind in kinds)
    badge = ScanHint(
        "id-card-lanyard",
        QCoreApplication.translate("Places", "Badge"),
        QCoreApplication.translate("Places", "Changes the operator"),
    )
    return (*found, badge)
