"""Counts of till sessions as they were made: every try is kept, none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.records.tills import till_counts

AUDIT_TRY: Final = "audit_try"
"""The occasion of a spot count that did not match and was made again."""
SAFE: Final = "safe"
"""The occasion of a count by which the safe changed hands."""
SAFE_TRY: Final = "safe_try"
"""The occasion of a count of the safe that was off and is not, or not yet, signed for."""


@dataclass(frozen=True, slots=True)
class CountSet:
    """One count of a till in all its tenders.

    `number` counts all of a session's counts from 1, in the order they were made. `pieces` are its
    notes and coins; `slips` maps each other tender to the amounts of its slips (minor units), and
    `bulk` to how many more papers there were and what those came to together.
    """

    transaction_id: str
    occasion: str
    number: int
    amounts: Mapping[Tender, Money]
    pieces: Mapping[str, int]
    slips: Mapping[Tender, tuple[int, ...]]
    operator_id: int
    at: datetime
    bulk: Mapping[Tender, tuple[int, int]] = field(default_factory=dict)

    @property
    def counted(self) -> Money:
        """The cash."""
        return self.amounts.get(Tender.CASH, ZERO)


def count_sets(connection: Connection, session_id: str, *occasions: str) -> tuple[CountSet, ...]:
    """The counts of a session for some occasions (or all), oldest first."""
    statement = (
        select(till_counts)
        .where(till_counts.c.session_id == session_id)
        .order_by(till_counts.c.number, till_counts.c.tender)
    )
    if occasions:
        statement = statement.where(till_counts.c.occasion.in_(occasions))
    grouped: dict[str, list[CountSet]] = {}
    for row in connection.execute(statement):
        tender = Tender(row.tender)
        is_cash = tender is Tender.CASH
        one = CountSet(
            transaction_id=row.transaction_id,
            occasion=row.occasion,
            number=row.number,
            amounts={tender: row.counted},
            pieces=row.pieces if is_cash else {},
            slips={} if is_cash else {tender: slips_of(row.pieces)},
            operator_id=row.operator_id,
            at=row.counted_at,
            bulk={} if is_cash else {tender: bulk_of(row.pieces)},
        )
        grouped.setdefault(row.transaction_id, []).append(one)
    return tuple(_together(parts) for parts in grouped.values())


def slip_pieces(slips: Sequence[int], bulk: tuple[int, int] | None = None) -> dict[str, int]:
    """Slips as they are stored: ``slip:1250`` and how many of that amount.

    `bulk`, so many papers that come to so much, is ``bulk:9125`` and how many.
    """
    found = {f"slip:{minor}": slips.count(minor) for minor in sorted(set(slips))}
    if bulk is not None:
        found[f"bulk:{bulk[1]}"] = bulk[0]
    return found


def bulk_of(pieces: Mapping[str, int]) -> tuple[int, int]:
    """The number and the sum that `slip_pieces` stored; zeros if there is none."""
    for key, many in pieces.items():
        kind, _, minor = key.partition(":")
        if kind == "bulk":
            return many, int(minor)
    return 0, 0


def slips_of(pieces: Mapping[str, int]) -> tuple[int, ...]:
    """The amounts that `slip_pieces` stored, smallest first."""
    found: list[int] = []
    for key, count in pieces.items():
        kind, _, minor = key.partition(":")
        if kind == "slip":
            found += [int(minor)] * count
    return tuple(sorted(found))


def _together(parts: Sequence[CountSet]) -> CountSet:
    first = parts[0]
    return CountSet(
        transaction_id=first.transaction_id,
        occasion=first.occasion,
        number=first.number,
        amounts={t: m for part in parts for t, m in part.amounts.items()},
        pieces=next((part.pieces for part in parts if part.pieces), {}),
        slips={t: s for part in parts for t, s in part.slips.items()},
        operator_id=first.operator_id,
        at=first.at,
        bulk={t: b for part in parts for t, b in part.bulk.items() if b[0]},
    )
