"""Tills: the money in the drawer has an owner from the first float to the last count."""

from __future__ import annotations

from typing import Final

from counter_app.core.task import Door, Task

COUNT: Final = "count"
"""The door straight to the count that closes the till."""
AUDIT: Final = "audit"
"""The way to a spot count of a till that is named; it has no door of its own."""
BOARD: Final = "board"
SAFE: Final = "safe"
LANES: Final = "lanes"

TASK: Final = Task(
    key="tills",
    title="Cash",
    icon="hand-coins",
    hotkey="F8",
    doors=(
        Door(COUNT, "Count and close", "hash", "Shift+F8"),
        Door(BOARD, "All tills", "layout-grid", "Ctrl+F8",
             "counter_app.desk.tills.screen_board:BoardScreen"),
        Door(SAFE, "Safe", "vault", screen="counter_app.desk.tills.screen_safe:SafeScreen"),
        Door(LANES, "Lanes", "shopping-cart",
             screen="counter_app.desk.tills.screen_lanes:LanesScreen"),
    ),
    order=80,
    screen="counter_app.desk.tills.screen:TillsScreen",
    permissions=frozenset(
        {
            "tills.open", "tills.close", "tills.close_other", "tills.reconcile", "tills.prepare",
            "tills.force_close", "tills.recount", "tills.audit", "tills.loan", "tills.pickup",
            "tills.drop", "tills.receive", "tills.resolve", "tills.paid_in", "tills.paid_out",
            "tills.exchange", "tills.no_sale", "tills.x_report", "tills.lanes", "safe.count",
            "safe.deposit", "safe.order", "safe.keys", "safe.advance",
        }
    ),
    play="counter_app.desk.tills.play:ACTIONS",
    verify="counter_app.desk.tills.checks:verify_tills",
    tour="counter_app.desk.tills.tour:STEPS",
)  # fmt: skip
