"""Ranks what could explain a till's difference: an exact amount first, then the evidence beside it.

Each cause is tried against the books, the papers and the counts. An amount that fits by itself is
weak; a slip without its record, a twin minutes later or a bag the safe has are strong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.rules.variance.case import Explanation, TillCase
from counter_app.rules.variance.causes import (
    checks_as_cash,
    doubled,
    late_voids,
    missed_loans,
    missed_pickups,
    missing,
    other_tills,
    transposed,
    undeclared_floats,
    wrong_sides,
)
from counter_app.rules.variance.pieces import wrong_denominations

TOLERANCE: Final = Money(200)
"""A cause may leave so much unexplained: a slip of the fingers beside the real mistake."""
MIN_RATIO: Final = 5
"""What a cause explains must be so many times larger than what it leaves."""
MAX_SHOWN: Final = 5

_ASKED: Final[tuple[Callable[[TillCase], Iterator[Explanation]], ...]] = (
    missing,
    doubled,
    wrong_sides,
    transposed,
    checks_as_cash,
    missed_pickups,
    missed_loans,
    undeclared_floats,
    wrong_denominations,
    late_voids,
    other_tills,
)


def explain(case: TillCase) -> tuple[Explanation, ...]:
    """The likeliest causes, best first; nothing for a till that came out even."""
    if case.off == ZERO:
        return ()
    found: dict[tuple[object, ...], Explanation] = {}
    for ask in _ASKED:
        for one in ask(case):
            fitted = _fitted(one, case.off)
            if fitted is None:
                continue
            key = (fitted.cause, fitted.events, fitted.references, fitted.worth)
            if key not in found or found[key].score < fitted.score:
                found[key] = fitted
    ordered = sorted(
        found.values(),
        key=lambda e: (-e.score, abs(e.left).minor, e.cause.value, e.events, e.references),
    )
    return tuple(ordered[:MAX_SHOWN])


def _fitted(one: Explanation, off: Money) -> Explanation | None:
    """The same with what it leaves open; None if it does not fit the difference."""
    left = off - one.explains
    if left == ZERO:
        return one
    if abs(left) > TOLERANCE or abs(one.explains).minor < MIN_RATIO * abs(left).minor:
        return None
    return replace(one, left=left, score=one.score * 7 // 10)
