"""Reconciliation: each morning one Book, and for every variance its likeliest causes."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Door, Task

TREND: Final = "trend"
VARIANCE: Final = "variance"

TASK: Final = Task(
    key="reconciliation",
    title="Morning Book",
    group="office",
    icon="book-open-check",
    hotkey="B",
    doors=(
        Door(TREND, "Trends", "eye",
             screen="counter_app.desk.reconciliation.screen_trend:TrendScreen"),
        Door(VARIANCE, "Why a till differs", "search",
             screen="counter_app.desk.reconciliation.screen_variance:VarianceScreen"),
    ),
    order=90,
    screen="counter_app.desk.reconciliation.screen:BookScreen",
    permissions=frozenset({"reports.read"}),
    policy_section="counter_app.desk.reconciliation.policy:parse_reconciliation",
    morning_book="counter_app.desk.reconciliation.book:sections",
    play="counter_app.desk.reconciliation.play:ACTIONS",
    tour="counter_app.desk.reconciliation.tour:STEPS",
)  # fmt: skip
