"""The store itself and its stations: one row of facts, and each station's chain head."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, Column, Connection, Integer, String, Table, Text, insert, select

from counter_app.core.clock import StoreCalendar
from counter_app.core.errors import NotFound, StorageError
from counter_app.core.money import Currency
from counter_app.core.said import said
from counter_app.core.store import Store
from counter_app.storage.base import METADATA
from counter_app.storage.types import JsonType, StampType

stores: Final = Table(
    "stores",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(20), nullable=False),
    Column("name", String(120), nullable=False),
    Column("address", JsonType, nullable=False),
    Column("phone", String(40), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("exponent", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("roll_hour", Integer, nullable=False),
    Column("locale", String(20), nullable=False),
    Column("mode", String(10), nullable=False),  # live | demo | practice
    Column("created_at", StampType, nullable=False),
)

stations: Final = Table(
    "stations",
    METADATA,
    Column("name", String(12), primary_key=True),
    Column("title", String(60), nullable=False),
    Column("enrolled_at", StampType, nullable=False),
    Column("chain_count", BigInteger, nullable=False),
    Column("chain_head", String(64), nullable=False),
    Column("in_use_by", Text, nullable=True),
)


def add_store(connection: Connection, store: Store, created_at: datetime) -> None:
    """Write the one row; a database holds one store."""
    if connection.execute(select(stores.c.id)).first() is not None:
        raise StorageError("This database already holds a store.", code="store_exists")
    connection.execute(
        insert(stores).values(
            id=store.id,
            number=store.number,
            name=store.name,
            address=list(store.address),
            phone=store.phone,
            currency=store.currency.code,
            exponent=store.currency.exponent,
            zone=store.calendar.zone,
            roll_hour=store.calendar.roll_hour,
            locale=store.locale,
            mode=store.mode,
            created_at=created_at,
        )
    )


def the_store(connection: Connection) -> Store:
    """The store this database belongs to; `StorageError` if it was never set up."""
    row = connection.execute(select(stores)).first()
    if row is None:
        raise StorageError("No store is set up here yet.", code="no_store")
    return Store(
        id=row.id,
        number=row.number,
        name=row.name,
        address=tuple(row.address),
        phone=row.phone,
        currency=Currency(row.currency, row.exponent),
        calendar=StoreCalendar(row.zone, row.roll_hour),
        locale=row.locale,
        mode=row.mode,
    )


def add_station(connection: Connection, name: str, title: str, at: datetime) -> None:
    """Enrol a workstation; its chain starts empty."""
    connection.execute(
        insert(stations).values(
            name=name, title=title, enrolled_at=at, chain_count=0, chain_head="", in_use_by=None
        )
    )


def station_title(connection: Connection, name: str) -> str:
    """The station's name for people ("Desk 1"); `NotFound` if it was never enrolled."""
    row = connection.execute(select(stations.c.title).where(stations.c.name == name)).first()
    if row is None:
        raise NotFound(
            said("Station {name} is not enrolled in this store.", name=name), code="unknown_station"
        )
    return str(row.title)


def station_names(connection: Connection) -> tuple[str, ...]:
    """All enrolled stations, by name."""
    rows = connection.execute(select(stations.c.name).order_by(stations.c.name))
    return tuple(row.name for row in rows)


@dataclass(frozen=True, slots=True)
class StationRow:
    """An enrolled workstation; `in_use_by` names the desk process that has it, if any."""

    name: str
    title: str
    enrolled_at: datetime
    transactions: int
    in_use_by: str | None


def all_stations(connection: Connection) -> tuple[StationRow, ...]:
    """All enrolled stations, by name."""
    rows = connection.execute(select(stations).order_by(stations.c.name))
    return tuple(
        StationRow(r.name, r.title, r.enrolled_at, r.chain_count, r.in_use_by) for r in rows
    )
