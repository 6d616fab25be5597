"""Brings a database to this program's schema, whole or not at all, and says which schema it has.

On SQLite the upgrade runs inside BEGIN IMMEDIATE with foreign keys off (they cannot be switched
inside a transaction, and a table rebuild would fire them); triggers are restored afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from counter_app.core.errors import StorageError
from counter_app.core.said import said
from counter_app.storage.engine import Database, mapped_errors
from counter_app.storage.guards import install_triggers


def schema_head(scripts: Path) -> str:
    """The newest revision this program brings (reads the folder, loads no migration)."""
    names = sorted(p.name for p in (scripts / "versions").glob("[0-9]*.py"))
    return names[-1].split("_", 1)[0]


def schema_of(connection: Connection) -> str | None:
    """The revision a database has; None for an empty one."""
    if connection.dialect.name == "sqlite":
        sql = "SELECT 1 FROM sqlite_master WHERE name='alembic_version'"
    else:
        sql = "SELECT 1 WHERE to_regclass('alembic_version') IS NOT NULL"
    if connection.exec_driver_sql(sql).first() is None:
        return None
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else None


def check_schema(database: Database, scripts: Path) -> None:
    """Refuse a database that is newer or older than this program."""
    with database.read() as connection:
        found = schema_of(connection)
    head = schema_head(scripts)
    if found is None:
        raise StorageError("No store is set up here yet.", code="no_store")
    if found > head:
        raise StorageError(
            "This store was opened by a newer version of the program. Update this station first.",
            code="newer_schema",
        )
    if found < head:
        raise StorageError(
            "This store must be upgraded before it opens.",
            code="older_schema",
            remedy="Run: counter upgrade",
        )


def upgrade(
    database: Database,
    scripts: Path,
    target: str = "head",
    then: Callable[[Connection], None] | None = None,
) -> None:
    """Apply all missing revisions in one transaction and restore the append-only triggers.

    `then` belongs to it: what only a program that has the keys can add.
    """
    with mapped_errors(), database.engine.connect() as connection:
        raw: Any = connection.connection.dbapi_connection
        if database.is_sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            connection.begin()
            upgrade_within(connection, scripts, target)
            if then is not None:
                then(connection)
            connection.commit()
        finally:
            if database.is_sqlite:
                connection.rollback()
                raw.execute("PRAGMA foreign_keys=ON")


def upgrade_within(connection: Connection, scripts: Path, target: str = "head") -> None:
    """The same inside a transaction that the caller began, and commits."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
    install_triggers(connection)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise StorageError(
                said("The upgrade would break a link in {table}.", table=str(broken[0]))
            )
