"""What the cash room's script actions share: fields of schemas, and which till is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from counter_app.core.errors import NotFound, Refused
from counter_app.core.said import said
from counter_app.core.store import SessionState, TillSession
from counter_app.desk.tills.service import till_state
from counter_app.play import PlayRequest
from counter_app.records.tills import session_by_id, unsettled_session, unsettled_sessions
from counter_app.records.transaction_reader import read_transaction
from counter_app.station import Station

CENTS: Final = {"type": "integer", "minimum": 0, "maximum": 100_000_000}
TILL: Final = {"type": "integer", "minimum": 1, "maximum": 999}
PIECES: Final = {
    "type": "object",
    "additionalProperties": {"type": "integer", "minimum": 0, "maximum": 99_999},
}
SHORT: Final = {"type": "string", "maxLength": 40}
NOTE: Final = {"type": "string", "maxLength": 200}


def fields(required: tuple[str, ...] = (), /, **properties: Any) -> Mapping[str, Any]:
    """The JSON Schema of an action's fields."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def session_of(station: Station, request: PlayRequest) -> TillSession:
    """The session of the named till that is not settled, or the one at this station.

    A line that is sent again is about the session that it was about.
    """
    till = request.do.get("till")
    if (about := _about(station, request)) is not None:
        return about
    if till is None:
        here = till_state(station).session
        if here is None:
            raise Refused("No till is open at this desk.", code="till_not_open")
        return here
    with station.look() as work:
        found = unsettled_session(work.connection, till)
        disputed = [s for s in unsettled_sessions(work.connection) if s.till_id == till]
    if found is None and disputed:
        return disputed[-1]
    if found is None:
        raise NotFound(said("Till {till} is not open.", till=till), code="till_not_open")
    return found


def disputed_of(station: Station, request: PlayRequest) -> TillSession:
    """The session of the named till whose difference nobody has accepted, else as `session_of`.

    The till itself may be open again meanwhile.
    """
    if (about := _about(station, request)) is not None:
        return about
    with station.look() as work:
        waiting = unsettled_sessions(work.connection)
    till, disputed = request.do.get("till"), SessionState.DISPUTED
    found = [s for s in waiting if s.till_id == till and s.state == disputed]
    return found[-1] if found else session_of(station, request)


def _about(station: Station, request: PlayRequest) -> TillSession | None:
    """The session that a line which is sent again was about."""
    till = request.do.get("till")
    with station.look() as work:
        before = read_transaction(work.connection, request.id)
        about = before.transaction.till_session_id if before is not None else None
        if about is None:
            return None
        session = session_by_id(work.connection, about)
    return session if till in (None, session.till_id) else None
