"""Reconciliation: each morning one Book, and for every variance its likeliest causes."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Task

TASK: Final = Task(
    key="reconciliation",
    title="Morning Book",
    icon="book-open-check",
    hotkey="B",
    order=90,
    screen="counter_app.desk.reconciliation.screen:BookScreen",
    permissions=frozenset({"reports.read"}),
    policy_section="counter_app.desk.reconciliation.policy:parse_reconciliation",
    morning_book="counter_app.desk.reconciliation.book:sections",
    play="counter_app.desk.reconciliation.play:ACTIONS",
    tour="counter_app.desk.reconciliation.tour:STEPS",
)
