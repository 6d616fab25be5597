"""A count as JSON, so that a power cut comes back to the same rows; reading is strict.

Only what a person typed is kept: nothing in it says what the till should hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from counter_app.core.errors import BadInput
from counter_app.core.ids import is_id
from counter_app.core.money import Currency, Money
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.desk.tills.draft import CountDraft, check_count

VERSION: Final = 1
_KEYS: Final = frozenset({"version", "session", "pieces", "total_cents", "reason", "note"})
_MAX_CODE: Final = 40


def to_content(draft: CountDraft) -> dict[str, Any]:
    """What a person typed, as plain JSON values."""
    return {
        "version": VERSION,
        "session": draft.session_id,
        "pieces": dict(draft.pieces),
        "total_cents": None if draft.total_only is None else draft.total_only.minor,
        "reason": draft.reason,
        "note": draft.note,
    }


def from_content(draft_id: str, content: object, currency: Currency) -> CountDraft:
    """The count that `to_content` wrote; raises `BadInput` for anything else."""
    if not isinstance(content, dict) or set(content) != _KEYS or content["version"] != VERSION:
        raise _damaged()
    total = content["total_cents"]
    if total is not None and type(total) is not int:
        raise _damaged()
    session = content["session"]
    if not isinstance(session, str) or not is_id(session):
        raise _damaged()
    draft = CountDraft(
        id=draft_id,
        session_id=session,
        pieces=_pieces(content["pieces"]),
        total_only=None if total is None else Money(total),
        reason=_text(content["reason"], _MAX_CODE),
        note=_text(content["note"], MAX_NOTE),
    )
    if draft.pieces or draft.total_only is not None:
        check_count(draft, currency)
    return draft


def _pieces(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict) or any(
        not isinstance(key, str) or type(count) is not int for key, count in value.items()
    ):
        raise _damaged()
    return value


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise _damaged()
    return clean_text(value, longest)


def _damaged() -> BadInput:
    return BadInput("This stored count is damaged and cannot be opened.", code="bad_draft")
