"""The states of a till session and the only ways from one to the next.

prepared → open ⇄ suspended → blind-closed → counted (→ recounted) → settled; side exits:
force-closed (somebody else closed it) and disputed (the difference is not accepted yet).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from counter_app.core.errors import Conflict, Refused
from counter_app.core.said import said
from counter_app.core.store import SessionState, TillSession
from counter_app.records.tills import (
    last_session_id,
    open_sessions_at,
    session_by_id,
    till_sessions,
    unsettled_session,
)

_S: Final = SessionState
FROM: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        _S.OPEN: frozenset({_S.PREPARED, _S.SUSPENDED}),
        _S.SUSPENDED: frozenset({_S.OPEN}),
        _S.BLIND_CLOSED: frozenset({_S.OPEN, _S.SUSPENDED}),
        _S.FORCE_CLOSED: frozenset({_S.OPEN, _S.SUSPENDED}),
        _S.COUNTED: frozenset({_S.OPEN, _S.SUSPENDED, _S.BLIND_CLOSED, _S.FORCE_CLOSED}),
        _S.RECOUNTED: frozenset({_S.COUNTED, _S.RECOUNTED}),
        _S.DISPUTED: frozenset({_S.COUNTED, _S.RECOUNTED}),
        _S.SETTLED: frozenset(
            {
                _S.PREPARED,
                _S.OPEN,
                _S.SUSPENDED,
                _S.BLIND_CLOSED,
                _S.FORCE_CLOSED,
                _S.COUNTED,
                _S.RECOUNTED,
                _S.DISPUTED,
            }
        ),
    }
)
"""From which states a session may come into each state."""

_CLOSING: Final = frozenset({_S.BLIND_CLOSED, _S.FORCE_CLOSED, _S.COUNTED, _S.SETTLED})


def start_session(connection: Connection, session: TillSession, drawers: int = 1) -> TillSession:
    """Begin a session in its state (open or prepared), as it stands then; it follows the last one.

    `drawers` is how many a station has. Raises `Conflict` if the till is not accounted for yet or
    the station has no free drawer.
    """
    before = unsettled_session(connection, session.till_id)
    if before is not None:
        raise not_free(before)
    if session.state == _S.OPEN and session.kind == "desk":
        session = _in_free_drawer(connection, session, drawers)
    values = {
        "id": session.id,
        "till_id": session.till_id,
        "station": session.station,
        "business_date": session.business_date,
        "state": str(session.state),
        "opened_by": session.opened_by,
        "opened_at": session.opened_at,
        "previous_id": None
        if session.kind == "rescue"
        else last_session_id(connection, session.till_id),
        "kind": str(session.kind),
        "drawer": session.drawer,
        "operator_id": session.operator_id,
        "carried": session.carried,
        "tag": session.tag,
        "seal": session.seal,
        "workstation": session.workstation,
        "cashier": session.cashier,
        "changed_at": session.opened_at,
    }
    try:
        connection.execute(insert(till_sessions).values(values))
    except IntegrityError as error:
        raise Conflict("This till was just opened elsewhere.", code="till_open") from error
    return session


def not_free(before: TillSession) -> Conflict:
    """Why a till cannot be opened: it is open somewhere, or nobody has counted it yet."""
    till = before.till_id
    if before.state in (_S.OPEN, _S.SUSPENDED):
        return Conflict(
            said("Till {till} is open at {station}.", till=till, station=before.station),
            code="till_open",
        )
    if before.state == _S.PREPARED:
        return Conflict(
            said("Till {till} is prepared. Open the prepared drawer.", till=till),
            code="till_prepared",
        )
    return Conflict(
        said(
            "Till {till} of {day} is not settled. Count it first.",
            till=till,
            day=before.business_date.isoformat(),
        ),
        code="till_unsettled",
    )


def end_session(
    connection: Connection,
    session_id: str,
    state: str,
    operator_id: int,
    at: datetime,
    z_number: int | None = None,
) -> None:
    """Move a session to a closed state; refused if it is not in a state that leads there."""
    closing: dict[str, Any] = {"closed_by": operator_id, "closed_at": at}
    if z_number is not None:
        closing["z_number"] = z_number
    _move(connection, session_id, state, at, closing)


def move_session(
    connection: Connection, session_id: str, state: str, at: datetime, **values: Any
) -> TillSession:
    """Move a session to `state` and set further columns; gives it as it stands then."""
    _move(connection, session_id, state, at, values)
    return session_by_id(connection, session_id)


def open_session(
    connection: Connection,
    session: TillSession,
    station: str,
    at: datetime,
    drawers: int = 1,
    **values: Any,
) -> TillSession:
    """Open a prepared or suspended session at a station, also another one, in a free drawer."""
    if session.state not in FROM[SessionState.OPEN]:
        raise _not_so()
    here = _in_free_drawer(connection, replace(session, station=station), drawers)
    values |= {"station": station, "drawer": here.drawer}
    return move_session(connection, session.id, SessionState.OPEN, at, **values)


def next_z_number(connection: Connection, till_id: int) -> int:
    """The number of a till's next settlement: gapless, from 1."""
    highest = select(func.max(till_sessions.c.z_number)).where(till_sessions.c.till_id == till_id)
    return int(connection.execute(highest).scalar() or 0) + 1


def _move(
    connection: Connection, session_id: str, state: str, at: datetime, values: dict[str, Any]
) -> None:
    target = SessionState(state)
    changed = connection.execute(
        update(till_sessions)
        .where(
            till_sessions.c.id == session_id,
            till_sessions.c.state.in_(sorted(str(s) for s in FROM[target])),
        )
        .values(state=target.value, changed_at=at, **values)
    )
    if changed.rowcount == 1:
        return
    if target in _CLOSING:
        raise Refused("This till is already closed.", code="till_closed")
    raise _not_so()


def _not_so() -> Refused:
    return Refused("This till is not in a state that allows it.", code="till_state")


def _in_free_drawer(connection: Connection, session: TillSession, drawers: int) -> TillSession:
    """The session in the lowest free drawer of its station."""
    taken = {s.drawer for s in open_sessions_at(connection, session.station)}
    free = [n for n in range(1, drawers + 1) if n not in taken]
    if not free:
        words = "A till is already open at this desk."
        if drawers > 1:
            words = "Every drawer of this desk is in use."
        raise Conflict(words, code="till_open")
    return replace(session, drawer=free[0])
