"""Operators: who they are, how they prove it, and how wrong guesses are counted.

PIN hashing itself is in `records.pins`; this module only stores what it made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
    update,
)

from counter_app.core.errors import Conflict, NotFound
from counter_app.core.said import said
from counter_app.records.sealed_rows import is_whole, seal_row
from counter_app.storage.base import METADATA
from counter_app.storage.keys import Keys
from counter_app.storage.prepared import Kept, Prepared
from counter_app.storage.types import StampType

operators: Final = Table(
    "operators",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("number", String(12), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(20), nullable=False),
    Column("language", String(8), nullable=False),
    Column("pin_hash", String(200), nullable=False),
    Column("badge_mac", String(64), nullable=True, unique=True),
    Column("active", Boolean, nullable=False),
    Column("customer_id", String(36), nullable=True),
    Column("created_at", StampType, nullable=False),
    Column("seal", String(64), nullable=True),  # records.sealed_rows
)

sign_on_failures: Final = Table(
    "sign_on_failures",
    METADATA,
    Column("operator_id", ForeignKey("operators.id"), primary_key=True),
    Column("station", String(12), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", StampType, nullable=False),
    Column("locked_until", StampType, nullable=True),
)


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """An operator as stored; roles become permissions through the policy in force."""

    id: int
    number: str
    name: str
    role: str
    language: str
    pin_hash: str
    active: bool
    customer_id: str | None


@dataclass(frozen=True, slots=True)
class Failures:
    """Wrong guesses for one operator at one station."""

    count: int = 0
    locked_until: datetime | None = None


def add_operator(
    connection: Connection,
    keys: Keys,
    *,
    number: str,
    name: str,
    role: str,
    language: str,
    pin_hash: str,
    badge_mac: str | None,
    at: datetime,
    customer_id: str | None = None,
) -> int:
    """Store a new operator and give the id; `Conflict` for a number or badge already in use."""
    taken = select(operators.c.id).where(
        (operators.c.number == number)
        | (operators.c.badge_mac == badge_mac if badge_mac else operators.c.number == number)
    )
    if connection.execute(taken).first() is not None:
        raise Conflict(
            said("Operator number {number} or this badge is already in use.", number=number)
        )
    result = connection.execute(
        insert(operators)
        .values(
            number=number,
            name=name,
            role=role,
            language=language,
            pin_hash=pin_hash,
            badge_mac=badge_mac,
            active=True,
            customer_id=customer_id,
            created_at=at,
        )
        .returning(operators.c.id)
    )
    new = int(result.scalar_one())
    seal_row(connection, keys, operators, new)
    return new


def operator_by_number(connection: Connection, number: str) -> OperatorRow | None:
    """The operator with this number, active or not."""
    return _one(connection, operators.c.number == number)


def operator_by_badge(connection: Connection, badge_mac: str) -> OperatorRow | None:
    """The operator whose badge has this keyed hash."""
    return _one(connection, operators.c.badge_mac == badge_mac)


_BY_ID: Final = Prepared(select(operators).where(operators.c.id == bindparam("operator")))


def operator_by_id(
    connection: Connection, operator_id: int, kept: Kept | None = None
) -> OperatorRow:
    """The operator with this id (`kept` while nothing changes); `NotFound` if there is none."""
    found = _BY_ID.made(connection, {"operator": operator_id}, _rows, kept)
    if not found:
        raise NotFound("This operator is not known in this store.", code="unknown_operator")
    return found[0]


def all_operators(connection: Connection) -> tuple[OperatorRow, ...]:
    """Everybody, by number."""
    return _rows(connection.execute(select(operators).order_by(operators.c.number)))


def set_active(connection: Connection, keys: Keys, operator_id: int, active: bool) -> None:
    """Lock an operator out of the store for good, or let them in again."""
    _change(connection, keys, operator_id, active=active)


def set_pin_hash(connection: Connection, keys: Keys, operator_id: int, pin_hash: str) -> None:
    """Replace the PIN."""
    _change(connection, keys, operator_id, pin_hash=pin_hash)


def is_sealed(connection: Connection, keys: Keys, operator_id: int) -> bool:
    """True if everything stored about an operator was written by the program."""
    return is_whole(connection, keys, operators, operator_id)


def _change(connection: Connection, keys: Keys, operator_id: int, **values: object) -> None:
    """Change an operator; who was changed by hand before stays known as such."""
    whole = is_sealed(connection, keys, operator_id)
    connection.execute(update(operators).where(operators.c.id == operator_id).values(**values))
    if whole:
        seal_row(connection, keys, operators, operator_id)


def failures(connection: Connection, operator_id: int, station: str) -> Failures:
    """Wrong guesses for this operator at this station so far."""
    row = connection.execute(
        select(sign_on_failures.c.failures, sign_on_failures.c.locked_until).where(
            sign_on_failures.c.operator_id == operator_id, sign_on_failures.c.station == station
        )
    ).first()
    return Failures(row.failures, row.locked_until) if row else Failures()


def locked_stations(connection: Connection, operator_id: int, now: datetime) -> tuple[str, ...]:
    """The stations at which too many wrong PINs keep this operator out at the moment."""
    table = sign_on_failures.c
    rows = connection.execute(
        select(table.station)
        .where(table.operator_id == operator_id, table.locked_until > now)
        .order_by(table.station)
    )
    return tuple(row.station for row in rows)


def note_failures(
    connection: Connection, operator_id: int, station: str, found: Failures, at: datetime
) -> None:
    """Store the new count and lock for this operator at this station."""
    key = (sign_on_failures.c.operator_id == operator_id) & (sign_on_failures.c.station == station)
    values = {"failures": found.count, "locked_until": found.locked_until, "last_at": at}
    changed = connection.execute(update(sign_on_failures).where(key).values(values))
    if changed.rowcount == 0:
        connection.execute(
            insert(sign_on_failures).values(operator_id=operator_id, station=station, **values)
        )


def clear_failures(connection: Connection, operator_id: int, station: str | None = None) -> None:
    """Forget wrong guesses: at one station after a good sign-on, everywhere after an unlock."""
    statement = sign_on_failures.delete().where(sign_on_failures.c.operator_id == operator_id)
    if station is not None:
        statement = statement.where(sign_on_failures.c.station == station)
    connection.execute(statement)


def _one(connection: Connection, condition: ColumnElement[bool]) -> OperatorRow | None:
    row = connection.execute(select(operators).where(condition)).first()
    return _row(row) if row else None


def _rows(rows: Iterable[Any]) -> tuple[OperatorRow, ...]:
    return tuple(_row(row) for row in rows)


def _row(row: Any) -> OperatorRow:
    return OperatorRow(
        id=row.id,
        number=row.number,
        name=row.name,
        role=row.role,
        language=row.language,
        pin_hash=row.pin_hash,
        active=row.active,
        customer_id=row.customer_id,
    )


def first_operator(connection: Connection) -> int:
    """Who stands for the program in records that nobody signs: the store's first operator."""
    return int(connection.execute(select(func.min(operators.c.id))).scalar_one())
