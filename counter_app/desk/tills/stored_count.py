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
from counter_app.desk.tills.draft import CountDraft, Occasion, check_count, check_slips

VERSION: Final = 3
_KEYS: Final = frozenset(
    {
        "version", "session", "pieces", "total_cents", "reason", "note", "others", "leave_cents",
        "occasion", "bulk", "ticks", "rolls",
    }
)  # fmt: skip
_SINCE_3: Final = frozenset({"bulk", "ticks", "rolls"})
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
        "others": {name: list(slips) for name, slips in draft.others.items() if slips},
        "leave_cents": draft.leave.minor,
        "occasion": draft.occasion.value,
        "bulk": {name: list(found) for name, found in draft.bulk.items()},
        "ticks": dict(draft.ticks),
        "rolls": dict(draft.rolls),
    }


def from_content(draft_id: str, content: object, currency: Currency) -> CountDraft:
    """The count that `to_content` wrote; raises `BadInput` for anything else."""
    if isinstance(content, dict) and content.get("version") == 2:
        content = {**content, "version": VERSION, **{name: {} for name in _SINCE_3}}
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
        others=_others(content["others"]),
        leave=_leave(content["leave_cents"]),
        occasion=_occasion(content["occasion"]),
        bulk=_bulk(content["bulk"]),
        ticks=_pieces(content["ticks"]),
        rolls=_pieces(content["rolls"]),
    )
    check_slips(draft.others)
    if draft.pieces or draft.total_only is not None:
        check_count(draft, currency)
    return draft


def _pieces(value: object) -> Mapping[str, int]:
    if not isinstance(value, dict) or any(
        not isinstance(key, str) or type(count) is not int for key, count in value.items()
    ):
        raise _damaged()
    return value


def _others(value: object) -> Mapping[str, tuple[int, ...]]:
    if not isinstance(value, dict):
        raise _damaged()
    found: dict[str, tuple[int, ...]] = {}
    for name, slips in value.items():
        if not isinstance(slips, list) or any(type(minor) is not int for minor in slips):
            raise _damaged()
        found[str(name)] = tuple(slips)
    return found


def _bulk(value: object) -> Mapping[str, tuple[int, int]]:
    if not isinstance(value, dict):
        raise _damaged()
    found: dict[str, tuple[int, int]] = {}
    for name, pair in value.items():
        if not isinstance(pair, list) or [type(part) for part in pair] != [int, int]:
            raise _damaged()
        found[str(name)] = (pair[0], pair[1])
    return found


def _leave(value: object) -> Money:
    if type(value) is not int or value < 0:
        raise _damaged()
    return Money(value)


def _occasion(value: object) -> Occasion:
    if value not in [o.value for o in Occasion]:
        raise _damaged()
    return Occasion(value)


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise _damaged()
    return clean_text(value, longest)


def _damaged() -> BadInput:
    return BadInput("This stored count is damaged and cannot be opened.", code="bad_draft")
