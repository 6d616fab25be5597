"""A random, stratified sample of items for a price audit, and what the audit's counts mean.

NIST Handbook 130, Examination Procedure for Price Verification (EPPV), is the model: randomised,
stratified sampling that store officials may use as well as inspectors. The handbook's sample-size
tables are not among this project's sources, so the size is the store's own choice; 98 percent is
the accuracy that Massachusetts names as the standard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from counter_app.core.money import ZERO, Money
from counter_app.rules.policy_text import ONE_MILLION

MAX_SAMPLE: Final = 1000
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class AuditCounts:
    """What the shelves said: items checked, over- and undercharged, missing, and by how much."""

    checked: int = 0
    over: int = 0
    under: int = 0
    missing: int = 0
    over_by: Money = ZERO
    under_by: Money = ZERO

    @property
    def right(self) -> int:
        """Items whose register price is the shelf's."""
        return self.checked - self.over - self.under

    def accuracy_ppm(self) -> int:
        """Right items of those checked, in parts per million, rounded down; none checked is 0."""
        return self.right * ONE_MILLION // self.checked if self.checked else 0

    def passes(self, line_ppm: int) -> bool:
        """True if the accuracy reaches the line; exact, without rounding."""
        return self.checked > 0 and self.right * ONE_MILLION >= line_ppm * self.checked

    def over_ppm(self) -> int:
        """Overcharged items of those checked, in parts per million, rounded half up."""
        return self._rate(self.over)

    def under_ppm(self) -> int:
        """Undercharged items of those checked, in parts per million, rounded half up."""
        return self._rate(self.under)

    def _rate(self, count: int) -> int:
        if not self.checked:
            return 0
        return (2 * count * ONE_MILLION + self.checked) // (2 * self.checked)


def shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many items each stratum gives: in proportion, by largest remainder, at least one each.

    Never more than a stratum has; the sum is `size`, or all items if there are fewer. With fewer
    places than strata the largest ones are sampled.
    """
    whole = sum(sizes.values())
    wanted = min(size, whole)
    if wanted <= 0:
        return dict.fromkeys(sizes, 0)
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    taken = {name: 1 if place < wanted and sizes[name] else 0 for place, name in enumerate(order)}
    rest = wanted - sum(taken.values())
    floors = {name: sizes[name] * wanted // whole for name in order}
    by_need = sorted(order, key=lambda n: (-(sizes[n] * wanted % whole), -sizes[n], n))
    while rest > 0:
        before = rest
        for name in by_need:
            if rest and taken[name] < min(sizes[name], max(floors[name], 1)):
                taken[name] += 1
                rest -= 1
        if rest == before:
            for name in by_need:
                if rest and taken[name] < sizes[name]:
                    taken[name] += 1
                    rest -= 1
    return taken


def draw(strata: Mapping[str, Sequence[Item]], size: int, seed: str) -> list[tuple[str, Item]]:
    """A random sample of `size` items over all strata; the same seed draws the same sample.

    Each item of a stratum has the same chance: places are ordered by a hash of seed and place.
    """
    wanted = shares({name: len(found) for name, found in strata.items()}, size)
    drawn: list[tuple[str, Item]] = []
    for name in sorted(strata):
        places = sorted(range(len(strata[name])), key=lambda i: _lot(seed, name, i))
        drawn += [(name, strata[name][i]) for i in sorted(places[: wanted[name]])]
    return drawn


def _lot(seed: str, stratum: str, place: int) -> bytes:
    return hashlib.sha256(f"{seed}\x00{stratum}\x00{place}".encode()).digest()
