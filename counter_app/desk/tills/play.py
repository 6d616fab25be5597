"""Till work from a script: the same use cases as on the screen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from counter_app.core.approval import Outcome
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.service import CountAgain, close_till, open_till, till_state
from counter_app.play import PlayAction, PlayRequest, PlayResult
from counter_app.station import Station

_CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}

OPEN_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "till": {"type": "integer", "minimum": 1, "maximum": 999},
        "float_cents": _CENTS,
    },
    "required": ["till", "float_cents"],
    "additionalProperties": False,
}
CLOSE_SCHEMA: Final[Mapping[str, Any]] = {
    "type": "object",
    "properties": {
        "counted_cents": _CENTS,
        "pieces": {
            "type": "object",
            "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 99_999},
        },
        "reason": {"type": "string", "maxLength": 40},
        "note": {"type": "string", "maxLength": 200},
    },
    "additionalProperties": False,
}


def _open(station: Station, request: PlayRequest) -> PlayResult:
    draft = OpenDraft(request.id, request.do["till"], Money(request.do["float_cents"]))
    opened = open_till(draft, station, request.approval)
    return PlayResult(Outcome.APPROVED.value, (opened.transaction_id,))


def _close(station: Station, request: PlayRequest) -> PlayResult:
    do = request.do
    session = till_state(station).session
    if session is None:
        raise Refused("No till is open at this desk.", code="till_not_open")
    counted = do.get("counted_cents")
    draft = CountDraft(
        id=request.id,
        session_id=session.id,
        pieces=do.get("pieces", {}),
        total_only=None if counted is None else Money(counted),
        reason=do.get("reason", ""),
        note=do.get("note", ""),
    )
    closed = close_till(draft, station, request.approval)
    if isinstance(closed, CountAgain):
        return PlayResult("count_again", (closed.transaction_id,), data={"text": closed.text})
    return PlayResult(
        Outcome.APPROVED.value,
        closed.transaction_ids,
        data={
            "counted_cents": closed.counted.minor,
            "difference_cents": closed.difference.minor,
        },
    )


ACTIONS: Final[Mapping[str, PlayAction]] = MappingProxyType(
    {"open": PlayAction(OPEN_SCHEMA, _open), "close": PlayAction(CLOSE_SCHEMA, _close)}
)
