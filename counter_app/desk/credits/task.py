"""Store credits and gift cards: looked up, spent at a register, cashed out, sold, replaced."""

from __future__ import annotations

from typing import Final

from counter_app.core.scan import ScanKind
from counter_app.core.task import Task

TASK: Final = Task(
    key="credits",
    title="Credits",
    icon="gift",
    hotkey="G",
    order=90,
    screen="counter_app.desk.credits.screen:CreditsScreen",
    scans=frozenset({ScanKind.CREDIT, ScanKind.SLIP}),
    slips=frozenset({"CR", "CV"}),
    permissions=frozenset(
        {
            "credits.look_up", "credits.use", "credits.cash_out", "credits.sell",
            "credits.replace", "credits.approve",
        }
    ),
    play="counter_app.desk.credits.play:ACTIONS",
    settle="counter_app.desk.credits.settling:resolve_attempt",
    tour="counter_app.desk.credits.tour:STEPS",
    verify="counter_app.desk.credits.checks:verify_credits",
)  # fmt: skip
