"""Tills: the money in the drawer has an owner from the first float to the last count."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Task

TASK: Final = Task(
    key="tills",
    title="Cash",
    icon="hand-coins",
    hotkey="F8",
    order=80,
    screen="counter_app.desk.tills.screen:TillsScreen",
    permissions=frozenset({"tills.open", "tills.close", "tills.close_other", "tills.reconcile"}),
    play="counter_app.desk.tills.play:ACTIONS",
    tour="counter_app.desk.tills.tour:STEPS",
)
