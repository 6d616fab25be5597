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

DOORS: Final = (
    Door(COUNT, "Count and close", "hash", "Shift+F8", also="settle, close the till, Z report"),
    Door(
        BOARD,
        "All tills",
        "layout-grid",
        "Ctrl+F8",
        "counter_app.desk.tills.screen_board:BoardScreen",
        also="board",
    ),
    Door(
        SAFE,
        "Safe",
        "vault",
        screen="counter_app.desk.tills.screen_safe:SafeScreen",
        permission="safe.count",
        also="deposit",
    ),
    Door(
        LANES,
        "Lanes",
        "shopping-cart",
        screen="counter_app.desk.tills.screen_lanes:LanesScreen",
        permission="tills.lanes",
        also="registers",
    ),
    Door("paid_out", "Paid out", "arrow-right", permission="tills.paid_out", also="pay, expense"),
    Door("paid_in", "Paid in", "arrow-left", permission="tills.paid_in", also="take in"),
    Door("drop", "Safe drop", "vault", permission="tills.drop", also="bag to the safe"),
    Door("no_sale", "No sale", "inbox", permission="tills.no_sale", also="open the drawer"),
    Door("change", "Change money", "coins", permission="tills.exchange", also="break a note"),
    Door("exchange", "Swap tenders", "arrow-left-right", permission="tills.exchange"),
    Door("counterfeit", "Counterfeit note", "ban", permission="tills.exchange", also="false note"),
    Door("advance", "Petty cash", "wallet", permission="safe.advance", also="advance"),
    Door("settle_advance", "Settle petty cash", "receipt-text", permission="safe.advance"),
    Door(
        "ask_loan",
        "Ask for a loan",
        "circle-question-mark",
        permission="tills.open",
        also="coins",
    ),
    Door("pickup", "Pickup", "package", permission="tills.pickup", also="fetch cash"),
    Door("loan", "Loan", "hand-coins", permission="tills.loan", also="bring cash"),
    Door(AUDIT, "Spot count", "hash", permission="tills.audit", also="audit"),
    Door("x_report", "X report", "file-text", permission="tills.x_report"),
    Door("z_report", "Past Z", "printer", permission="tills.x_report", also="settlement, reprint"),
    Door("prepare", "Prepare a till", "tag", permission="tills.prepare", also="float"),
    Door("force_close", "Force-close", "triangle-alert", permission="tills.force_close"),
)
"""The count that closes the till, and each thing that can be done with a till by its name."""

TASK: Final = Task(
    key="tills",
    title="Cash",
    also="till, drawer, open a till",
    icon="hand-coins",
    hotkey="F8",
    doors=DOORS,
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
    search="counter_app.desk.tills.search:find",
    verify="counter_app.desk.tills.checks:verify_tills",
    tour="counter_app.desk.tills.tour:STEPS",
)  # fmt: skip
