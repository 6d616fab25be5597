"""Changes made to a store by somebody who has its database and not its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy import Connection, MetaData, delete, insert, select

from counter_app.cli.verify_command import task_checks
from counter_app.records.verify import Report, verify_store
from counter_app.station import Station
from counter_app.storage.backup import _plain
from counter_app.storage.guards import install_triggers


def tamper(station: Station, change: Callable[[Connection], None]) -> None:
    """As somebody with the file and no program: guards off, links unchecked, guards back on."""
    engine = station.database.engine
    with engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        if station.database.is_sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("PRAGMA ignore_check_constraints=ON")
            connection.begin()
            names = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type='trigger'"
            ).all()
            for (name,) in names:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
            change(connection)
            install_triggers(connection)
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            change(connection)
        connection.commit()
        if station.database.is_sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
            raw.execute("PRAGMA ignore_check_constraints=OFF")
        else:
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
            connection.commit()


def run(*statements: str) -> Callable[[Connection], None]:
    """A change made of SQL."""

    def change(connection: Connection) -> None:
        for sql in statements:
            connection.exec_driver_sql(sql)

    return change


@contextmanager
def changed(station: Station, table: str, change: Callable[[Connection], None]) -> Iterator[Report]:
    """What `verify` finds while a table is changed; afterwards its rows are as they were."""
    found = MetaData()
    with station.database.read() as connection:
        found.reflect(connection, only=[table])
        # Without our column types and the drivers' own: what is stored goes back as it was.
        kept = _plain(found.tables[table])
        rows = [dict(row) for row in connection.execute(select(kept)).mappings()]
    tamper(station, change)
    try:
        yield verify_store(station.database, station.home, station.keys, task_checks())
    finally:
        tamper(station, partial(_put_back, kept, rows))


def _put_back(table: Any, rows: list[dict[str, Any]], connection: Connection) -> None:
    connection.execute(delete(table))
    if rows:
        connection.execute(insert(table), rows)
