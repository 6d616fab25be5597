"""What a clerk puts together at a till: the float to open with, or the count to close with.

The count is blind: nothing in it says what the till should hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import digest
from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Currency, Money, total

MAX_PIECES: Final = 99_999
"""More pieces of one note or coin than any till holds."""

NOTES: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "USD": (10000, 5000, 2000, 1000, 500, 100),
        "CAD": (10000, 5000, 2000, 1000, 500),
        "EUR": (20000, 10000, 5000, 2000, 1000, 500),
        "GBP": (5000, 2000, 1000, 500),
        "MXN": (100000, 50000, 20000, 10000, 5000, 2000),
    }
)
"""Notes in use by currency, in minor units (issuing central banks, 2026)."""

COINS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType(
    {
        "USD": (100, 50, 25, 10, 5, 1),
        "CAD": (200, 100, 25, 10, 5),
        "EUR": (200, 100, 50, 20, 10, 5, 2, 1),
        "GBP": (200, 100, 50, 20, 10, 5, 2, 1),
        "MXN": (1000, 500, 200, 100, 50),
    }
)
"""Coins in use by currency, in minor units."""

SELDOM_COINS: Final[Mapping[str, tuple[int, ...]]] = MappingProxyType({"USD": (100, 50)})
"""Coins that exist but hardly ever come in: counted only if somebody asks for their rows."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Opening a till with a float from the safe; the id becomes the transaction's id."""

    id: str
    till_id: int
    opening_float: Money


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A closing count of cash: by pieces, or one total where a currency has no list.

    `pieces` maps ``note:2000`` or ``coin:25`` to how many; the dollar coin is no dollar note.
    """

    id: str
    session_id: str
    pieces: Mapping[str, int] = field(default_factory=dict)
    total_only: Money | None = None
    reason: str = ""
    note: str = ""

    @property
    def counted(self) -> Money:
        """What was counted, in all."""
        if self.total_only is not None:
            return self.total_only
        return total(Money(int(k.partition(":")[2]) * n) for k, n in self.pieces.items())


def check_float(draft: OpenDraft) -> None:
    """Raise `BadInput` for a float that cannot be."""
    if draft.opening_float < ZERO:
        raise BadInput("A float cannot be negative.", code="tills.bad_float")


def usual_keys(currency: Currency) -> tuple[str, ...]:
    """The notes and coins every count goes through, largest first."""
    seldom = SELDOM_COINS.get(currency.code, ())
    notes = (f"note:{n}" for n in NOTES.get(currency.code, ()))
    coins = (f"coin:{n}" for n in COINS.get(currency.code, ()) if n not in seldom)
    return (*notes, *coins)


def is_complete(draft: CountDraft, currency: Currency) -> bool:
    """True once every usual note and coin has a number (0 counts), or a total was typed."""
    if draft.total_only is not None:
        return True
    return bool(draft.pieces) and all(key in draft.pieces for key in usual_keys(currency))


def same_figures(draft: CountDraft, pieces: Mapping[str, int], counted: Money) -> bool:
    """Whether a count says exactly what another one said, piece by piece."""
    return draft.counted == counted and _without_zeros(draft.pieces) == _without_zeros(pieces)


def put_pieces(draft: CountDraft, key: str, count: int) -> CountDraft:
    """So many pieces of one denomination; raises `BadInput` for a count that cannot be."""
    if not 0 <= count <= MAX_PIECES:
        raise BadInput(f"Type a number of pieces up to {MAX_PIECES}.", code="tills.bad_pieces")
    return replace(draft, pieces={**draft.pieces, key: count}, total_only=None)


def put_total(draft: CountDraft, counted: Money) -> CountDraft:
    """Count as one total instead of by pieces."""
    if counted < ZERO:
        raise BadInput("A count cannot be negative.", code="tills.bad_count")
    return replace(draft, pieces={}, total_only=counted)


def check_count(draft: CountDraft, currency: Currency) -> None:
    """Raise `BadInput` unless every piece is of a denomination this currency has."""
    known = {f"note:{n}" for n in NOTES.get(currency.code, ())}
    known |= {f"coin:{n}" for n in COINS.get(currency.code, ())}
    for key, count in draft.pieces.items():
        if key not in known:
            raise BadInput(f"{key[:20]} is not a note or coin of {currency.code}.")
        if not 0 <= count <= MAX_PIECES:
            raise BadInput(f"Type a number of pieces up to {MAX_PIECES}.", code="tills.bad_pieces")
    if not draft.pieces and draft.total_only is None:
        raise BadInput("Count the cash first; an empty till is counted as 0.", code="tills.empty")
    if draft.counted < ZERO:
        raise BadInput("A count cannot be negative.", code="tills.bad_count")


def open_digest(draft: OpenDraft) -> str:
    """Digest of exactly this opening."""
    return digest(["tills.open", draft.id, draft.till_id, draft.opening_float.minor])


def count_digest(draft: CountDraft) -> str:
    """Digest of exactly this count."""
    return digest(
        [
            "tills.count",
            draft.id,
            draft.session_id,
            _without_zeros(draft.pieces),
            None if draft.total_only is None else draft.total_only.minor,
            draft.reason,
            draft.note,
        ]
    )


def _without_zeros(pieces: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in pieces.items() if count}
