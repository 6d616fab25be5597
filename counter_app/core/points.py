"""The loyalty points that a receipt says it earned and spent; read from its `extra`, as texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from counter_app.core.receipt import Receipt

EARNED: Final = "points.earned"
SPENT: Final = "points.spent"
ACCOUNT: Final = "points.account"
MAX_POINTS: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class ReceiptPoints:
    """Points of a whole receipt, and of its lines where the register says them; whole numbers."""

    account: str
    earned: int = 0
    spent: int = 0
    lines: Mapping[int, int] = field(default_factory=dict)


def line_key(number: int) -> str:
    """Under what a line's own points stand."""
    return f"line.{number}.points"


def points_of(receipt: Receipt) -> ReceiptPoints | None:
    """The points of a receipt, None if it says nothing of any."""
    extra = receipt.extra
    lines = {
        x.number: int(extra[key]) for x in receipt.lines if (key := line_key(x.number)) in extra
    }
    if EARNED not in extra and SPENT not in extra and not lines:
        return None
    return ReceiptPoints(
        extra.get(ACCOUNT, "") or receipt.customer_ref,
        int(extra.get(EARNED, "0")) or sum(lines.values()),
        int(extra.get(SPENT, "0")),
        lines,
    )
