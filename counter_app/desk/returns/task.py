"""Returns: goods come back with their receipt, money goes out exactly as it came in."""

from __future__ import annotations

from typing import Final

from counter_app.core.scan import ScanKind
from counter_app.core.task import Door, Task

EXCHANGE: Final = "exchange"
"""The door to an exchange: what is scanned on an open return goes home new."""
GOODS: Final = "goods"
GOODS_PERMISSION: Final = "returns.goods"
"""The door to the lists of goods that came back, and what it takes to read them."""

TASK: Final = Task(
    key="returns",
    title="Return",
    also="refund, bring back",
    icon="receipt-text",
    hotkey="F2",
    order=10,
    screen="counter_app.desk.returns.screen:ReturnsScreen",
    doors=(
        Door("no_receipt", "No receipt", "search-x", "F5", also="lost receipt, without"),
        Door(EXCHANGE, "Exchange", "arrow-left-right", "F6", also="swap"),
        Door(
            GOODS,
            "Goods back",
            "package",
            "R",
            screen="counter_app.desk.returns.screen_goods:GoodsScreen",
            permission=GOODS_PERMISSION,
            also="go-back, reclaim, vendor credit, destroy, disposition",
        ),
    ),
    scans=frozenset({ScanKind.RECEIPT, ScanKind.SLIP, ScanKind.ITEM, ScanKind.LICENCE}),
    permissions=frozenset(
        {
            "returns.open", "returns.refund", "returns.reprint", "returns.approve", "returns.void",
            GOODS_PERMISSION,
        }
    ),
    policy_section="counter_app.desk.returns.policy:parse_returns_section",
    play="counter_app.desk.returns.play:ACTIONS",
    verify="counter_app.desk.returns.checks:verify_returns",
    settle="counter_app.desk.returns.service:resolve_attempt",
    search="counter_app.desk.returns.search:find",
    shared_work=True,
    tour="counter_app.desk.returns.tour:STEPS",
)  # fmt: skip
