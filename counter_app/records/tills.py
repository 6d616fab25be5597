"""Tills, their sessions and their counts; the money itself is only ever in the postings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    insert,
    select,
    text,
    update,
)

from counter_app.core.errors import Conflict, NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.core.transaction import Tender
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import DateType, JsonType, MoneyType, StampType, whole

tills: Final = Table(
    "tills",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), nullable=False),
)

till_sessions: Final = Table(
    "till_sessions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("till_id", ForeignKey("tills.id"), nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("business_date", DateType, nullable=False),
    Column("state", String(20), nullable=False),  # open | blind_closed | settled …
    Column("opened_by", ForeignKey("operators.id"), nullable=False),
    Column("opened_at", StampType, nullable=False),
    Column("closed_by", ForeignKey("operators.id"), nullable=True),
    Column("closed_at", StampType, nullable=True),
    Column("previous_id", String(36), nullable=True, unique=True),
    Index(
        "uq_till_sessions_one_open",
        "till_id",
        unique=True,
        # PostgreSQL's same condition stands in the migration alone: naming it here would load
        # that dialect (a twentieth of the start-up) before the first window.
        sqlite_where=text("state IN ('open','suspended')"),
    ),
)

till_counts: Final = Table(
    "till_counts",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("session_id", ForeignKey("till_sessions.id"), nullable=False),
    Column("transaction_id", ForeignKey("transactions.id"), nullable=False),
    Column("occasion", String(20), nullable=False),  # opening | closing
    Column("number", Integer, nullable=False),
    Column("tender", String(20), nullable=False),
    Column("counted", MoneyType, nullable=False),
    Column("pieces", JsonType, nullable=False),
    Column("operator_id", ForeignKey("operators.id"), nullable=False),
    Column("counted_at", StampType, nullable=False),
    Index("ix_till_counts_session_id", "session_id"),
    Index("ix_till_counts_transaction_id", "transaction_id"),
    *whole("counted"),
)


@dataclass(frozen=True, slots=True)
class TillCount:
    """One blind count of one tender, stored and chained with the transaction it belongs to.

    `pieces` maps a denomination's name to how many were counted.
    """

    id: str
    session_id: str
    occasion: str
    number: int
    tender: Tender
    counted: Money
    pieces: Mapping[str, int]
    operator_id: int
    counted_at: datetime


def add_till(connection: Connection, till_id: int, name: str) -> None:
    """A new till (drawer contents) of the store."""
    connection.execute(insert(tills).values(id=till_id, name=name))


def till_ids(connection: Connection) -> tuple[int, ...]:
    """All tills of the store."""
    return tuple(r.id for r in connection.execute(select(tills.c.id).order_by(tills.c.id)))


_OPEN_AT: Final = Prepared(
    select(till_sessions).where(
        till_sessions.c.station == bindparam("at"), till_sessions.c.state == "open"
    )
)


def open_session_at(connection: Connection, station: str) -> TillSession | None:
    """The till session open at a station, if any."""
    row = _OPEN_AT.first(connection, {"at": station})
    return _session(row) if row else None


def session_by_id(connection: Connection, session_id: str) -> TillSession:
    """A till session; `NotFound` if there is none."""
    row = connection.execute(select(till_sessions).where(till_sessions.c.id == session_id)).first()
    if row is None:
        raise NotFound("This till session is not known.", code="unknown_session")
    return _session(row)


def last_session_id(connection: Connection, till_id: int) -> str | None:
    """The session of a till that no other has followed yet (by links: clocks may go back)."""
    later = till_sessions.alias("later")
    row = connection.execute(
        select(till_sessions.c.id).where(
            till_sessions.c.till_id == till_id,
            ~select(later.c.id).where(later.c.previous_id == till_sessions.c.id).exists(),
        )
    ).first()
    return str(row.id) if row else None


def start_session(connection: Connection, session: TillSession) -> None:
    """Open a till; `Conflict` if it, or the station, already has an open one."""
    if open_session_at(connection, session.station) is not None:
        raise Conflict("A till is already open at this desk.", code="till_open")
    taken = connection.execute(
        select(till_sessions.c.station).where(
            till_sessions.c.till_id == session.till_id,
            till_sessions.c.state.in_(("open", "suspended")),
        )
    ).first()
    if taken is not None:
        raise Conflict(f"Till {session.till_id} is open at {taken.station}.", code="till_open")
    connection.execute(
        insert(till_sessions).values(
            id=session.id,
            till_id=session.till_id,
            station=session.station,
            business_date=session.business_date,
            state="open",
            opened_by=session.opened_by,
            opened_at=session.opened_at,
            previous_id=last_session_id(connection, session.till_id),
        )
    )


def end_session(
    connection: Connection, session_id: str, state: str, operator_id: int, at: datetime
) -> None:
    """Move an open session to a closed state; refused if it is not open any more."""
    changed = connection.execute(
        update(till_sessions)
        .where(till_sessions.c.id == session_id, till_sessions.c.state == "open")
        .values(state=state, closed_by=operator_id, closed_at=at)
    )
    if changed.rowcount != 1:
        raise Refused("This till is already closed.", code="till_closed")


def _session(row: Any) -> TillSession:
    return TillSession(
        id=row.id,
        till_id=row.till_id,
        station=row.station,
        business_date=row.business_date,
        state=row.state,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
    )
