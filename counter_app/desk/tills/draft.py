"""What a clerk puts together at a till: the float to open with, or the count to close with.

The count is blind: nothing in it says what the till should hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import digest
from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Currency, Money, total
from counter_app.core.said import said
from counter_app.core.transaction import Tender

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


MAX_SLIP_MINOR: Final = 10**9
"""Larger than any check or coupon a till takes."""
MAX_SLIPS: Final = 500
"""More checks or coupons than any till holds at one count."""
ONE_BY_ONE: Final = (Tender.CHECK, Tender.MONEY_ORDER)
"""Tenders whose papers are counted one by one; of others there is a number and a sum."""


class Occasion(StrEnum):
    """Why a till is counted."""

    OPENING = "opening"
    AUDIT = "audit"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """Opening a till: the id becomes the transaction's id.

    `opening_float` is what lies in the drawer now: brought from the safe, found prepared, or left
    by the last session. `pieces` says it by notes and coins where somebody counted them.
    """

    id: str
    till_id: int
    opening_float: Money
    pieces: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CountDraft:
    """A count: cash by pieces, or one total where a currency has no list; other tenders one by one.

    `pieces` maps ``note:2000`` or ``coin:25`` to how many; the dollar coin is no dollar note.
    `others` maps a tender to the amount of each check in hand, `bulk` to how many papers there are
    and what they come to. `leave` is what stays in the till for its next session; `dispute` leaves
    the difference to somebody who may accept it.

    `ticks` (a listed check and its amount, which is in `others`, too) and `rolls` (rolls of a coin,
    whose pieces are in `pieces`, too) say how it was typed; they change no figure.
    """

    id: str
    session_id: str
    pieces: Mapping[str, int] = field(default_factory=dict)
    total_only: Money | None = None
    reason: str = ""
    note: str = ""
    others: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    leave: Money = ZERO
    occasion: Occasion = Occasion.CLOSING
    dispute: bool = False
    bulk: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    ticks: Mapping[str, int] = field(default_factory=dict)
    rolls: Mapping[str, int] = field(default_factory=dict)

    @property
    def counted(self) -> Money:
        """The cash that was counted, in all."""
        if self.total_only is not None:
            return self.total_only
        return worth(self.pieces)

    def counted_in(self, tender: Tender) -> Money:
        """What was counted of one tender; what nobody typed is nothing."""
        if tender is Tender.CASH:
            return self.counted
        _, together = self.bulk.get(tender.value, (0, 0))
        return total(Money(minor) for minor in self.others.get(tender.value, ())) + Money(together)

    def papers(self, tender: Tender) -> int:
        """How many checks, coupons or slips of a tender were counted."""
        many, _ = self.bulk.get(tender.value, (0, 0))
        return len(self.others.get(tender.value, ())) + many

    @property
    def tenders(self) -> tuple[Tender, ...]:
        """Cash, and every other tender of which something was counted."""
        names = {*self.others, *self.bulk}
        return (Tender.CASH, *sorted(t for t in map(Tender, names) if self.papers(t)))


def worth(pieces: Mapping[str, int]) -> Money:
    """What notes and coins are worth together."""
    return total(Money(int(key.partition(":")[2]) * n) for key, n in pieces.items())


def check_float(draft: OpenDraft, currency: Currency) -> None:
    """Raise `BadInput` for a float that cannot be."""
    if draft.opening_float < ZERO:
        raise BadInput("A float cannot be negative.", code="tills.bad_float")
    check_pieces(draft.pieces, currency)
    if draft.pieces and worth(draft.pieces) != draft.opening_float:
        raise BadInput("The pieces do not add up to this float.", code="tills.bad_float")


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


def same_figures(draft: CountDraft, before: Mapping[Tender, Money]) -> bool:
    """Whether a count says in every tender what another one said."""
    tenders = {*before, *draft.tenders}
    return all(draft.counted_in(t) == before.get(t, ZERO) for t in tenders)


def put_pieces(draft: CountDraft, key: str, count: int) -> CountDraft:
    """So many pieces of one denomination; raises `BadInput` for a count that cannot be."""
    if not 0 <= count <= MAX_PIECES:
        raise BadInput(
            said("Type a number of pieces up to {max_pieces}.", max_pieces=MAX_PIECES),
            code="tills.bad_pieces",
        )
    return replace(draft, pieces={**draft.pieces, key: count}, total_only=None)


def put_total(draft: CountDraft, counted: Money) -> CountDraft:
    """Count as one total instead of by pieces."""
    if counted < ZERO:
        raise BadInput("A count cannot be negative.", code="tills.bad_count")
    return replace(draft, pieces={}, total_only=counted)


def put_slip(draft: CountDraft, tender: Tender, minor: int) -> CountDraft:
    """One more check or coupon in hand; raises `BadInput` for one that cannot be."""
    slips = (*draft.others.get(tender.value, ()), minor)
    made = replace(draft, others={**draft.others, tender.value: slips})
    check_slips(made.others)
    return made


def drop_slip(draft: CountDraft, tender: Tender, minor: int) -> CountDraft:
    """Without one check or coupon of this amount."""
    slips = list(draft.others.get(tender.value, ()))
    slips.remove(minor)
    return replace(draft, others={**draft.others, tender.value: tuple(slips)})


def tick_slip(draft: CountDraft, tender: Tender, slip_id: str, minor: int) -> CountDraft:
    """A listed check is in hand; ticked already, it is not any more."""
    if slip_id in draft.ticks:
        ticks = {k: m for k, m in draft.ticks.items() if k != slip_id}
        return replace(drop_slip(draft, tender, draft.ticks[slip_id]), ticks=ticks)
    return replace(put_slip(draft, tender, minor), ticks={**draft.ticks, slip_id: minor})


def put_bulk(draft: CountDraft, tender: Tender, many: int, minor: int) -> CountDraft:
    """So many papers of a tender, and what they come to."""
    bulk = {k: v for k, v in draft.bulk.items() if k != tender.value}
    if many or minor:
        bulk[tender.value] = (many, minor)
    return replace(draft, bulk=bulk)


def check_pieces(pieces: Mapping[str, int], currency: Currency) -> None:
    """Raise `BadInput` unless every piece is of a denomination this currency has."""
    known = {f"note:{n}" for n in NOTES.get(currency.code, ())}
    known |= {f"coin:{n}" for n in COINS.get(currency.code, ())}
    for key, count in pieces.items():
        if key not in known:
            raise BadInput(
                said(
                    "{key} is not a note or coin of {currency}.",
                    key=key[:20],
                    currency=currency.code,
                )
            )
        if not 0 <= count <= MAX_PIECES:
            raise BadInput(
                said("Type a number of pieces up to {max_pieces}.", max_pieces=MAX_PIECES),
                code="tills.bad_pieces",
            )


def check_slips(others: Mapping[str, tuple[int, ...]]) -> None:
    """Raise `BadInput` unless these can be checks and coupons of known tenders."""
    for name, slips in others.items():
        if name not in {t.value for t in Tender} or name == Tender.CASH:
            raise BadInput(
                said("{name} is not a tender that is counted slip by slip.", name=name[:20])
            )
        if len(slips) > MAX_SLIPS:
            raise BadInput(
                said("A till holds at most {max_slips} of these.", max_slips=MAX_SLIPS),
                code="tills.bad_slips",
            )
        if any(not 0 < minor <= MAX_SLIP_MINOR for minor in slips):
            raise BadInput("Type the amount written on the slip.", code="tills.bad_slips")


def check_bulk(bulk: Mapping[str, tuple[int, int]]) -> None:
    """Raise `BadInput` unless each number of papers goes with a sum."""
    check_slips(dict.fromkeys(bulk, ()))
    for many, minor in bulk.values():
        if not 0 < many <= MAX_PIECES or not 0 < minor <= MAX_SLIP_MINOR:
            raise BadInput(
                "Type how many there are, and what they come to.", code="tills.bad_slips"
            )


def check_count(draft: CountDraft, currency: Currency) -> None:
    """Raise `BadInput` for a count that cannot be."""
    check_pieces(draft.pieces, currency)
    check_slips(draft.others)
    check_bulk(draft.bulk)
    if not draft.pieces and draft.total_only is None:
        raise BadInput("Count the cash first; an empty till is counted as 0.", code="tills.empty")
    if draft.counted < ZERO:
        raise BadInput("A count cannot be negative.", code="tills.bad_count")
    if not ZERO <= draft.leave <= draft.counted:
        raise BadInput("No more can stay in the till than was counted.", code="tills.bad_leave")


def open_digest(draft: OpenDraft) -> str:
    """Digest of exactly this opening."""
    return digest(
        [
            "tills.open",
            draft.id,
            draft.till_id,
            draft.opening_float.minor,
            _without_zeros(draft.pieces),
            draft.reason,
        ]
    )


def count_asked(draft: CountDraft) -> list[object]:
    """All that decides a count, as plain values."""
    return [
        "tills.count",
        draft.id,
        draft.session_id,
        draft.occasion.value,
        _without_zeros(draft.pieces),
        None if draft.total_only is None else draft.total_only.minor,
        {name: sorted(slips) for name, slips in draft.others.items() if slips},
        draft.leave.minor,
        draft.dispute,
        draft.reason,
        draft.note,
        *([{name: list(found) for name, found in draft.bulk.items()}] if draft.bulk else []),
    ]


def count_digest(draft: CountDraft) -> str:
    """Digest of exactly this count."""
    return digest(count_asked(draft))


def _without_zeros(pieces: Mapping[str, int]) -> dict[str, int]:
    return {key: count for key, count in pieces.items() if count}
