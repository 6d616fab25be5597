"""What moves money into or out of a till or the safe without a sale: drafts, one for each step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from counter_app.core.approval import digest
from counter_app.core.cash import MovementKind
from counter_app.core.errors import BadInput
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO, Currency, Money, total
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import MAX_SLIPS, check_pieces, worth

MAX_MOVED: Final = Money(10**9)
"""More than any till or safe moves at once."""
MAX_CODE: Final = 40
MAX_PARTY: Final = 80


@dataclass(frozen=True, slots=True)
class MovementDraft:
    """Money that is sent, paid in, paid out or changed; the id becomes the transaction's id.

    `session_id` is the till concerned, None for the safe alone. `into` is what an exchange of
    tenders brings in; `pieces_back` what leaves the till for `pieces` of the same worth. `party` is
    somebody outside: who is paid, the courier, the bank. `asked` is the request that this answers.
    `papers` are the listed checks in a bag, by the transactions that brought them into the till.
    """

    id: str
    kind: MovementKind
    session_id: str | None
    tenders: Mapping[Tender, Money] = field(default_factory=dict)
    pieces: Mapping[str, int] = field(default_factory=dict)
    pieces_back: Mapping[str, int] = field(default_factory=dict)
    into: Tender | None = None
    reason: str = ""
    note: str = ""
    party: str = ""
    reference: str = ""
    bag: str = ""
    seal: str = ""
    asked: str | None = None
    papers: tuple[str, ...] = ()

    @property
    def amount(self) -> Money:
        """What moves, in all tenders."""
        return total(self.tenders.values())

    @property
    def cash(self) -> Money:
        """The part of it that is cash."""
        return self.tenders.get(Tender.CASH, ZERO)


@dataclass(frozen=True, slots=True)
class ReceiveDraft:
    """A bag or float that arrived: what is in it, by who opened it."""

    id: str
    movement_id: str
    tenders: Mapping[Tender, Money]
    pieces: Mapping[str, int] = field(default_factory=dict)
    note: str = ""

    @property
    def amount(self) -> Money:
        """What was found, in all tenders."""
        return total(self.tenders.values())


@dataclass(frozen=True, slots=True)
class NoSaleDraft:
    """The drawer opened without a sale, for a reason."""

    id: str
    session_id: str
    reason: str
    note: str = ""


def check_movement(draft: MovementDraft, currency: Currency) -> None:
    """Raise `BadInput` for a movement that cannot be."""
    if draft.amount <= ZERO or any(m <= ZERO for m in draft.tenders.values()):
        raise BadInput("Type how much moves.", code="tills.no_amount")
    if draft.amount > MAX_MOVED:
        raise BadInput("That is more than can be moved at once.", code="tills.too_much")
    check_pieces(draft.pieces, currency)
    if len(draft.papers) > MAX_SLIPS or not all(is_id(paper) for paper in draft.papers):
        raise BadInput("These are not checks of a till.", code="tills.bad_slips")
    if draft.pieces and worth(draft.pieces) != draft.cash:
        raise BadInput("The pieces do not add up to this amount.", code="tills.pieces_differ")
    for text, longest in (
        (draft.note, MAX_NOTE),
        (draft.party, MAX_PARTY),
        (draft.reference, MAX_CODE),
        (draft.bag, MAX_CODE),
        (draft.seal, MAX_CODE),
    ):
        clean_text(text, longest)
    if draft.kind is MovementKind.CHANGE:
        check_pieces(draft.pieces_back, currency)
        if not draft.pieces or worth(draft.pieces_back) != draft.cash:
            raise BadInput(
                "What goes in and what comes out must be worth the same.",
                code="tills.change_differs",
            )
    if draft.kind is MovementKind.EXCHANGE and draft.into in (None, *draft.tenders):
        raise BadInput("Say what the money is changed into.", code="tills.into")


def check_received(draft: ReceiveDraft, currency: Currency) -> None:
    """Raise `BadInput` for a receipt that cannot be; an empty bag is received as 0."""
    if any(m < ZERO for m in draft.tenders.values()) or draft.amount > MAX_MOVED:
        raise BadInput("Type how much arrived.", code="tills.no_amount")
    check_pieces(draft.pieces, currency)
    cash = draft.tenders.get(Tender.CASH, ZERO)
    if draft.pieces and worth(draft.pieces) != cash:
        raise BadInput("The pieces do not add up to this amount.", code="tills.pieces_differ")
    clean_text(draft.note, MAX_NOTE)


def movement_asked(draft: MovementDraft) -> list[object]:
    """All that decides a movement, as plain values."""
    return [
        "tills.move",
        draft.id,
        draft.kind.value,
        draft.session_id,
        {t.value: m.minor for t, m in draft.tenders.items()},
        {k: n for k, n in draft.pieces.items() if n},
        {k: n for k, n in draft.pieces_back.items() if n},
        None if draft.into is None else draft.into.value,
        draft.reason,
        draft.note,
        draft.party,
        draft.reference,
        draft.bag,
        draft.seal,
        draft.asked,
        *([sorted(draft.papers)] if draft.papers else []),
    ]


def movement_digest(draft: MovementDraft) -> str:
    """Digest of exactly this movement."""
    return digest(movement_asked(draft))


def receive_asked(draft: ReceiveDraft) -> list[object]:
    """All that decides what is received, as plain values."""
    return [
        "tills.receive",
        draft.id,
        draft.movement_id,
        {t.value: m.minor for t, m in draft.tenders.items()},
        {k: n for k, n in draft.pieces.items() if n},
        draft.note,
    ]


def receive_digest(draft: ReceiveDraft) -> str:
    """Digest of exactly this receipt."""
    return digest(receive_asked(draft))


def no_sale_asked(draft: NoSaleDraft) -> list[object]:
    """All that decides an opening of the drawer, as plain values."""
    return ["tills.no_sale", draft.id, draft.session_id, draft.reason, draft.note]


def no_sale_digest(draft: NoSaleDraft) -> str:
    """Digest of exactly this opening of the drawer."""
    return digest(no_sale_asked(draft))
