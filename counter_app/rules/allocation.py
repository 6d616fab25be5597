"""Exact division of money: cumulative shares for refunds, largest remainder for discounts.

Both give back exactly the whole when every part has been taken; nothing is ever rounded twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity


def share(amount: Money, part: int, whole: int) -> Money:
    """`amount × part ÷ whole`, rounded half up by magnitude (amount ≥ 0, 0 ≤ part ≤ whole)."""
    assert amount.minor >= 0
    assert 0 <= part <= whole > 0
    return Money((2 * amount.minor * part + whole) // (2 * whole))


def next_share(amount: Money, done: Quantity, now: Quantity, sold: Quantity) -> Money:
    """The cumulative refund share of the next `now` units after `done` of `sold` came back.

    The sum over any sequence of partial returns equals `amount` when all have come back, and
    never exceeds the share of what has come back so far.
    """
    before = share(amount, done.milli, sold.milli)
    after = share(amount, done.milli + now.milli, sold.milli)
    return after - before


def allocate(amount: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """Split `amount` (≥ 0) by weights with largest remainders, ties to the earlier line.

    The parts add up to the whole. All weights zero is a caller's mistake unless amount is zero.
    """
    assert amount.minor >= 0
    assert all(w >= 0 for w in weights)
    whole = sum(weights)
    if whole == 0:
        assert amount.minor == 0, "nothing to carry the amount"
        return tuple(Money(0) for _ in weights)
    floors = [amount.minor * w // whole for w in weights]
    rest = amount.minor - sum(floors)
    order = sorted(range(len(weights)), key=lambda i: (-(amount.minor * weights[i] % whole), i))
    for i in order[:rest]:
        floors[i] += 1
    return tuple(Money(f) for f in floors)
