"""A count of the safe as it is typed and stored: nothing in it says what the safe should hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from counter_app.core.approval import digest
from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Currency, Money
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.desk.tills.draft import check_pieces, worth

MAX_SAFE: Final = Money(10**10)
"""More than any store keeps."""
_KEYS: Final = frozenset({"safe", "pieces", "total_cents", "reason", "note"})
_VERSION: Final = 1
_MAX_CODE: Final = 40


@dataclass(frozen=True, slots=True)
class SafeDraft:
    """The safe's cash by pieces (or as one total): from who hands it over to who takes it."""

    id: str
    pieces: Mapping[str, int] = field(default_factory=dict)
    total_only: Money | None = None
    reason: str = ""
    note: str = ""

    @property
    def counted(self) -> Money:
        """The cash that was counted."""
        return worth(self.pieces) if self.total_only is None else self.total_only

    @property
    def found(self) -> Mapping[str, int]:
        """The pieces without those of which there are none."""
        return {key: n for key, n in self.pieces.items() if n}


def check_safe(draft: SafeDraft, currency: Currency) -> None:
    """Raise `BadInput` for a count that cannot be."""
    check_pieces(draft.pieces, currency)
    if draft.counted < ZERO or (not draft.pieces and draft.total_only is None):
        raise BadInput("Count the cash first; an empty safe is counted as 0.", code="tills.empty")
    if draft.counted > MAX_SAFE:
        raise BadInput("That is more than any safe holds.", code="tills.bad_count")


def safe_asked(draft: SafeDraft) -> list[object]:
    """All that decides a count of the safe, as plain values."""
    return ["safe.count", draft.id, draft.found, draft.counted.minor, draft.reason, draft.note]


def safe_digest(draft: SafeDraft) -> str:
    """Digest of exactly this count."""
    return digest(safe_asked(draft))


def to_content(draft: SafeDraft) -> dict[str, Any]:
    """What a person typed, as plain JSON values."""
    return {
        "safe": _VERSION,
        "pieces": dict(draft.pieces),
        "total_cents": None if draft.total_only is None else draft.total_only.minor,
        "reason": draft.reason,
        "note": draft.note,
    }


def is_safe(content: object) -> bool:
    """Whether a stored count is one of the safe, not of a till."""
    return isinstance(content, dict) and "safe" in content


def from_content(draft_id: str, content: object, currency: Currency) -> SafeDraft:
    """The count that `to_content` wrote; raises `BadInput` for anything else."""
    if not isinstance(content, dict) or content.keys() != _KEYS or content["safe"] != _VERSION:
        raise _damaged()
    pieces, cents = content["pieces"], content["total_cents"]
    reason, note = content["reason"], content["note"]
    if not isinstance(pieces, dict) or any(type(n) is not int for n in pieces.values()):
        raise _damaged()
    if (cents is not None and type(cents) is not int) or not isinstance(reason, str):
        raise _damaged()
    if not isinstance(note, str):
        raise _damaged()
    draft = SafeDraft(
        draft_id,
        pieces,
        None if cents is None else Money(cents),
        clean_text(reason, _MAX_CODE),
        clean_text(note, MAX_NOTE),
    )
    check_safe(draft, currency)
    return draft


def _damaged() -> BadInput:
    return BadInput("This stored count is damaged and cannot be opened.", code="bad_draft")
