"""Mistakes in the counting itself: pieces of one worth written down, or handed out, as another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from counter_app.core.money import Money
from counter_app.rules.variance.case import Cause, Explanation, TillCase

APART: Final = 8
"""What a number of pieces leaves open must be so much smaller than one of them."""
NEAR: Final = 3
"""A row of pieces may be so many more or fewer than usual and still be usual."""
BESIDE: Final = 5
"""Pieces are mistaken for those of a row nearby: so many times their worth, or less."""


def wrong_denominations(case: TillCase) -> Iterator[Explanation]:
    """Pieces of one worth that stand in another's row, or one note given for another."""
    if case.counts:
        yield from _rows(case, case.counts[-1].pieces)


def _rows(case: TillCase, pieces: Mapping[int, int]) -> Iterator[Explanation]:
    """`n` pieces worth `real` were counted as `written`: n × (written − real) too much."""
    worths = sorted(set(pieces) | set(case.usual))
    off = case.off.minor
    for real in worths:
        for written in worths:
            step = written - real
            if real == written or max(real, written) > BESIDE * min(real, written):
                continue
            # The nearest number of pieces: a few cents beside it may be another slip.
            moved = (2 * off + step) // (2 * step)
            left = abs(off - moved * step)
            if not 0 < moved <= pieces.get(written, 0) or left * APART > abs(step):
                continue
            yield Explanation(
                Cause.DENOMINATION,
                explains=Money(moved * step),
                score=_row_score(case, pieces, real, written, moved),
                amount=Money(abs(moved * step)),
                worth=(real, written),
                pieces=moved,
                account="over_short",
                correction=Money(0),
            )


def _row_score(
    case: TillCase, pieces: Mapping[int, int], real: int, written: int, moved: int
) -> int:
    """High where moving the pieces back makes both rows as they usually are, and they are not."""
    score = 180
    before = abs(pieces.get(real, 0) - case.usual.get(real, 0))
    before += abs(pieces.get(written, 0) - case.usual.get(written, 0))
    after = abs(pieces.get(real, 0) + moved - case.usual.get(real, 0))
    after += abs(pieces.get(written, 0) - moved - case.usual.get(written, 0))
    if case.usual and moved >= 2 and after < before:
        gained = before - after
        score = 560 + min(gained * 360 // max(1, 2 * moved), 360)
        if after <= 2 * NEAR:
            score += 30
        if pieces.get(real, 0) == 0 and case.usual.get(real, 0) >= NEAR:
            score += 40
    first = case.counts[0].pieces if len(case.counts) > 1 else None
    if first is not None and first.get(real, 0) - pieces.get(real, 0) == moved:
        score += 60
    return min(score, 985)
