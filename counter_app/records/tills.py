"""Tills, their sessions and their counts; the money itself is only ever in the postings.

How a session moves from state to state is `records.till_states`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
)

from counter_app.core.errors import NotFound
from counter_app.core.money import Money
from counter_app.core.store import TO_COUNT, UNSETTLED, SessionKind, SessionState, TillSession
from counter_app.core.transaction import Tender
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Kept, Prepared
from counter_app.storage.types import DateType, JsonType, MoneyType, StampType, whole

tills: Final = Table(
    "tills",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), nullable=False),
    Column("kind", String(10), nullable=False, server_default=text("'desk'")),  # SessionKind
    Column("workstation", String(20), nullable=False, server_default=text("''")),
)

till_sessions: Final = Table(
    "till_sessions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("till_id", ForeignKey("tills.id"), nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("business_date", DateType, nullable=False),
    Column("state", String(20), nullable=False),  # SessionState
    Column("opened_by", ForeignKey("operators.id"), nullable=False),
    Column("opened_at", StampType, nullable=False),
    Column("closed_by", ForeignKey("operators.id"), nullable=True),
    Column("closed_at", StampType, nullable=True),
    Column("previous_id", String(36), nullable=True, unique=True),
    Column("kind", String(10), nullable=False, server_default=text("'desk'")),  # SessionKind
    Column("drawer", Integer, nullable=False, server_default=text("1")),
    Column("operator_id", ForeignKey("operators.id"), nullable=True),
    # Cash that the days before left in it, so that its level is a sum over few postings.
    Column("carried", MoneyType, nullable=False, server_default=text("0")),
    Column("tag", String(40), nullable=False, server_default=text("''")),
    Column("seal", String(40), nullable=False, server_default=text("''")),
    Column("workstation", String(20), nullable=False, server_default=text("''")),
    Column("cashier", String(40), nullable=False, server_default=text("''")),
    Column("changed_at", StampType, nullable=True),
    Column("z_number", Integer, nullable=True),
    Index("ix_till_sessions_business_date", "business_date"),
    # PostgreSQL's same conditions stand in the migration alone: naming them here would load that
    # dialect (a twentieth of the start-up) before the first window.
    Index(
        "uq_till_sessions_unsettled",
        "till_id",
        unique=True,
        sqlite_where=text(
            "kind <> 'rescue' AND state IN ('prepared','open','suspended','blind_closed',"
            "'force_closed','counted','recounted')"
        ),
    ),
    Index(
        "uq_till_sessions_drawer",
        "station",
        "drawer",
        unique=True,
        sqlite_where=text("state = 'open' AND kind = 'desk'"),
    ),
    Index("uq_till_sessions_z_number", "till_id", "z_number", unique=True),
    *whole("carried"),
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


@dataclass(frozen=True, slots=True)
class Till:
    """One till of the store: a drawer's contents at desks, a register's at lanes, or the safe."""

    id: int
    name: str
    kind: str = SessionKind.DESK
    workstation: str = ""


def add_till(
    connection: Connection,
    till_id: int,
    name: str,
    kind: str = SessionKind.DESK,
    workstation: str = "",
) -> None:
    """A new till of the store; a lane's names the register whose sales it takes in."""
    values = {"id": till_id, "name": name, "kind": kind, "workstation": workstation}
    connection.execute(insert(tills).values(values))


def store_tills(connection: Connection, *kinds: str) -> tuple[Till, ...]:
    """The store's tills by number: all of them (the safe, too), or those of some kinds."""
    statement = select(tills).order_by(tills.c.id)
    if kinds:
        statement = statement.where(tills.c.kind.in_(kinds))
    return tuple(Till(r.id, r.name, r.kind, r.workstation) for r in connection.execute(statement))


def till_ids(connection: Connection) -> tuple[int, ...]:
    """The tills that can be opened at a desk."""
    return tuple(till.id for till in store_tills(connection, SessionKind.DESK))


_OPEN_AT: Final = Prepared(
    select(till_sessions)
    .where(
        till_sessions.c.station == bindparam("at"),
        # Written out, so that SQLite sees that the index of open drawers answers it.
        text("till_sessions.state = 'open' AND till_sessions.kind = 'desk'"),
    )
    .order_by(till_sessions.c.drawer)
)


def open_sessions_at(
    connection: Connection, station: str, kept: Kept | None = None
) -> tuple[TillSession, ...]:
    """The till sessions open at a station, one for each of its drawers.

    The very same ones again as `kept`, while nothing about them changes.
    """
    return _OPEN_AT.made(connection, {"at": station}, _sessions, kept)


def open_session_at(
    connection: Connection,
    station: str,
    operator_id: int | None = None,
    kept: Kept | None = None,
) -> TillSession | None:
    """The session whose money an operator moves at a station: their own, or a shared one.

    Nobody named: the first drawer's. None if every open till there belongs to somebody else.
    """
    found = open_sessions_at(connection, station, kept)
    if operator_id is None:
        return found[0] if found else None
    for owner in (operator_id, None):
        for session in found:
            if session.operator_id == owner:
                return session
    return None


def session_by_id(connection: Connection, session_id: str, *, hold: bool = False) -> TillSession:
    """A till session; `NotFound` if there is none.

    `hold`: nobody else counts or closes it until this database transaction ends.
    """
    wanted = select(till_sessions).where(till_sessions.c.id == session_id)
    row = connection.execute(wanted.with_for_update() if hold else wanted).first()
    if row is None:
        raise NotFound("This till session is not known.", code="unknown_session")
    return session_of(row)


def hold_till(connection: Connection, till_id: int) -> None:
    """Nobody else counts this till or the safe until this database transaction ends."""
    connection.execute(select(tills.c.id).where(tills.c.id == till_id).with_for_update())


def last_session_id(connection: Connection, till_id: int) -> str | None:
    """The session of a till that no other has followed yet (by links: clocks may go back)."""
    later = till_sessions.alias("later")
    row = connection.execute(
        select(till_sessions.c.id).where(
            till_sessions.c.till_id == till_id,
            till_sessions.c.kind != SessionKind.RESCUE.value,
            ~select(later.c.id).where(later.c.previous_id == till_sessions.c.id).exists(),
        )
    ).first()
    return str(row.id) if row else None


def unsettled_session(connection: Connection, till_id: int) -> TillSession | None:
    """The session of a till that is not accounted for yet, if any; a till has at most one."""
    row = connection.execute(
        select(till_sessions).where(
            till_sessions.c.till_id == till_id,
            till_sessions.c.kind != SessionKind.RESCUE.value,
            till_sessions.c.state.in_([s.value for s in UNSETTLED]),
        )
    ).first()
    return session_of(row) if row else None


def waiting_session(connection: Connection, station: str) -> TillSession | None:
    """The oldest session of a desk till that was closed at a station and is not settled yet."""
    row = connection.execute(
        select(till_sessions)
        .where(
            till_sessions.c.station == station,
            till_sessions.c.kind == SessionKind.DESK.value,
            till_sessions.c.state.in_([s.value for s in TO_COUNT]),
        )
        .order_by(till_sessions.c.opened_at)
        .limit(1)
    ).first()
    return session_of(row) if row else None


def unsettled_sessions(connection: Connection, *kinds: str) -> tuple[TillSession, ...]:
    """Every session that is not accounted for yet, and the disputed ones, by till."""
    statement = (
        select(till_sessions)
        .where(till_sessions.c.state != SessionState.SETTLED.value)
        .order_by(till_sessions.c.till_id, till_sessions.c.opened_at)
    )
    if kinds:
        statement = statement.where(till_sessions.c.kind.in_(kinds))
    return _sessions(connection.execute(statement))


def _sessions(rows: Iterable[Any]) -> tuple[TillSession, ...]:
    return tuple(session_of(row) for row in rows)


def session_of(row: Any) -> TillSession:
    """A row of `till_sessions` as every layer knows it."""
    return TillSession(
        id=row.id,
        till_id=row.till_id,
        station=row.station,
        business_date=row.business_date,
        state=row.state,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        kind=row.kind,
        drawer=row.drawer,
        operator_id=row.operator_id,
        carried=row.carried,
        tag=row.tag,
        seal=row.seal,
        workstation=row.workstation,
        cashier=row.cashier,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        z_number=row.z_number,
    )
