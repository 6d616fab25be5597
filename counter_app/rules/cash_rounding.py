"""Rounds the cash that is handed over, and nothing else: by a step, in a direction, or not at all.

The same magnitude is rounded the same way whoever pays it, so that a sale and its refund meet.
Several refunds of one receipt are rounded together: what is handed over in all is the rounded sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.money import ZERO, Money
from counter_app.rules.policy_text import Table


class Direction(StrEnum):
    """Which multiple of the step an amount becomes; half a step counts up."""

    NEAREST = "nearest"
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class CashSoFar:
    """What the refunds of a receipt came to in cash, and what of it was handed over."""

    exact: Money = ZERO
    handed: Money = ZERO


@dataclass(frozen=True, slots=True)
class CashRounding:
    """The store's rule; a step of zero rounds nothing."""

    step: Money = ZERO
    direction: Direction = Direction.NEAREST

    def round(self, amount: Money) -> Money:
        """The cash for an exact amount (its magnitude is rounded, its sign stays)."""
        if not self.step:
            return amount
        whole, rest = divmod(abs(amount).minor, self.step.minor)
        match self.direction:
            case Direction.UP:
                whole += rest > 0
            case Direction.NEAREST:
                whole += 2 * rest >= self.step.minor
            case Direction.DOWN:
                pass
        rounded = Money(whole * self.step.minor)
        return -rounded if amount < ZERO else rounded

    def next_cash(self, exact_before: Money, handed_before: Money, exact_now: Money) -> Money:
        """What is handed over now, so that everything handed over is the rounded exact sum."""
        if not self.step:
            return exact_now
        return max(self.round(exact_before + exact_now) - handed_before, ZERO)

    def difference(self, before: CashSoFar, exact_now: Money) -> Money:
        """By how much the cash that is handed over now is above (+) or below (−) the exact sum."""
        if not exact_now:
            return ZERO
        return self.next_cash(before.exact, before.handed, exact_now) - exact_now


def parse_rounding(table: Table) -> CashRounding:
    """Read `[refund_tenders.cash_rounding]`; absent means none."""
    names = [d.value for d in Direction]
    direction = table.name("direction", Direction.NEAREST.value)
    if direction not in names:
        raise table.wrong("direction", f"must be one of {', '.join(names)}")
    rounding = CashRounding(table.money("step", ZERO), Direction(direction))
    table.done()
    return rounding
