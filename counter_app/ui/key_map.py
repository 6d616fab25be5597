"""The keys that mean the same everywhere, and the list of all keys for the help."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from counter_app.core.task import Task
from counter_app.ui.places import keyed


class Action(Enum):
    """What the shell itself does with a key."""

    HELP = "F1"
    PARK = "F9"
    MORE = "F10"
    FULL_SCREEN = "F11"
    FINISH = "F12"
    BACK = "Esc"
    LOCK = "Ctrl+L"
    SEARCH = "Ctrl+K"


_ACTIONS: Final = {action.value: action for action in Action}
_EDIT_KEYS: Final = frozenset(
    {"Backspace", "Del", "Left", "Right", "Home", "End", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"}
)


def action_of(key: str) -> Action | None:
    """The shell's own action for a key, None if it is free."""
    return _ACTIONS.get(key)


def editing(focused: QWidget | None, scan_edit: QLineEdit, key: str) -> bool:
    """True if the key belongs to text that is being typed; an empty scan field types nothing."""
    if not isinstance(focused, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        return False
    if len(key) > 1 and key not in _EDIT_KEYS and key != "Return":
        return False
    return focused is not scan_edit or bool(scan_edit.text())


def help_rows(tasks: Sequence[Task]) -> tuple[tuple[str, str], ...]:
    """Key and meaning: the shell's keys, and those of the tasks that exist."""
    own = [(entry.key, entry.words) for entry in keyed(tasks)]
    return (
        ("F1", QCoreApplication.translate("KeyMap", "These keys")),
        *own,
        ("F9", QCoreApplication.translate("KeyMap", "Park the work, or go on with parked work")),
        ("F10", QCoreApplication.translate("KeyMap", "More, then a letter")),
        ("F11", QCoreApplication.translate("KeyMap", "Full screen")),
        ("F12", QCoreApplication.translate("KeyMap", "Pay, approve, finish")),
        ("Shift+F12", QCoreApplication.translate("KeyMap", "Change how it is paid")),
        ("Return", QCoreApplication.translate("KeyMap", "Go on, acknowledge; never pays")),
        ("Esc", QCoreApplication.translate("KeyMap", "One step back; nothing is lost")),
        ("1", QCoreApplication.translate("KeyMap", "A number: choose a reason or parked work")),
        ("Ctrl+K", QCoreApplication.translate("KeyMap", "Search everything")),
        ("Ctrl+P", QCoreApplication.translate("KeyMap", "Print again")),
        ("Ctrl+L", QCoreApplication.translate("KeyMap", "Lock the desk")),
    )
