"""Patterns: signals about refunds for managers, each with what it is based on."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Task

TASK: Final = Task(
    key="patterns",
    title="Patterns",
    group="office",
    icon="eye",
    hotkey="P",
    order=95,
    screen="counter_app.desk.patterns.screen:PatternsScreen",
    permissions=frozenset({"patterns.read"}),
    play="counter_app.desk.patterns.play:ACTIONS",
    concerning="counter_app.desk.patterns.service:concerning",
    morning_book="counter_app.desk.patterns.book:pattern_sections",
)
