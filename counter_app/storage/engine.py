"""Opens the store's database: SQLite through the sqlcipher3 module, or PostgreSQL.

Writers take the write lock at BEGIN; readers cannot write at all. An SQLite engine that can lose
commits in WAL mode (sqlite.org/wal.html#walresetbug) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NoReturn

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import (
    ArgumentError,
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    OperationalError,
)
from sqlalchemy.pool import QueuePool

from counter_app.core.errors import Conflict, StorageError
from counter_app.core.said import said
from counter_app.storage.files import tighten
from counter_app.storage.types import DAMAGED, damaged

BUSY_TIMEOUT_MS: Final = 5000
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA cache_size=-65536",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)


def wal_is_safe(version: tuple[int, int, int]) -> bool:
    """True for SQLite releases without the WAL-reset bug (3.51.3; backports 3.50.7, 3.44.6)."""
    if version >= (3, 51, 3):
        return True
    return (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)


def is_url(store: str) -> bool:
    """True if a store is named by database URL and not by folder."""
    return "://" in store


class Database:
    """One store's database; `write()` and `read()` give connections inside one transaction."""

    def __init__(self, location: Path | str) -> None:
        self.location = location
        self.is_sqlite = isinstance(location, Path)
        if isinstance(location, Path):
            for suffix in ("", "-wal", "-shm"):
                tighten(location.with_name(location.name + suffix))
            self._writer = _sqlite_engine(location, read_only=False)
            self._reader = _sqlite_engine(location, read_only=True)
        else:
            self._writer = _postgres_engine(location)
            self._reader = self._writer
        self._kept: list[Connection] = []

    @property
    def engine(self) -> Engine:
        """The engine that may write (migrations use it)."""
        return self._writer

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction with the write lock held; rolls back unless `commit()` was called.

        On SQLite with the same connection again unless it failed. A server may be gone by the next
        time, so there the pool looks at each one first.
        """
        try:
            try:
                connection = self._kept.pop()
            except IndexError:
                connection = self._writer.connect()
            keep = False
            try:
                connection.begin()
                yield connection
                connection.rollback()
                keep = self.is_sqlite and not self._kept
            finally:
                if keep:
                    self._kept.append(connection)
                else:
                    connection.close()
        except DBAPIError as error:
            _say(error)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot that cannot write."""
        with mapped_errors():
            if self.is_sqlite:
                with self._reader.connect() as connection:
                    yield connection
            else:
                with self._reader.connect() as connection:
                    yield connection.execution_options(
                        postgresql_readonly=True, isolation_level="REPEATABLE READ"
                    )

    def version(self) -> str:
        """Engine and version, for `doctor`."""
        with self.read() as connection:
            sql = "SELECT sqlite_version()" if self.is_sqlite else "SHOW server_version"
            name = "SQLite" if self.is_sqlite else "PostgreSQL"
            return f"{name} {connection.exec_driver_sql(sql).scalar_one()}"

    def close(self) -> None:
        """Give every connection back."""
        while self._kept:
            self._kept.pop().close()
        self._writer.dispose()
        self._reader.dispose()


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn what the drivers raise into `StorageError` and `Conflict` with a plain sentence."""
    try:
        yield
    except DBAPIError as error:
        _say(error)


def _say(error: DBAPIError) -> NoReturn:
    """Raise a driver's error as ours, or as it is where it tells of a fault of the program."""
    ours = _in_our_words(error)
    if ours is None:
        raise error
    raise ours from error


def _in_our_words(error: DBAPIError) -> StorageError | Conflict | None:
    text = str(error.orig)
    if isinstance(error, OperationalError | InterfaceError):
        code = _code(error)
        return StorageError(_SENTENCES[code], code=code)
    if "append-only" in text:
        return StorageError("The books can only be added to, never changed.", code="append_only")
    if isinstance(error, IntegrityError):
        if "unique" not in text.lower():
            return None
        return Conflict("Someone else did this first. Nothing was saved.", code="not_first")
    if "invalid connection option" in text:
        return _no_address()
    if isinstance(error, DataError):
        return StorageError(_SENTENCES["storage_value"], code="storage_value")
    if _is_damage(error):
        return damaged()
    return None


_SENTENCES: Final = {
    "storage_busy": "The store's database is busy. Nothing was saved; try again.",
    "storage_full": "The disk is full. Nothing was saved.",
    "storage_damaged": DAMAGED,
    "storage_value": "A value is too long or too large to be stored. Nothing was saved.",
    "storage_file": "The store's database file cannot be opened or written. Check its folder: "
    "the rights to it, and the room on the disk.",
    "storage_refused": "The server knows no such database, or refuses this name or password.",
    "storage": "The store's database cannot be reached. Try again; nothing is done twice.",
}


_FILE_ERRORS: Final = ("unable to open", "readonly database", "disk i/o error")
"""What SQLite says of a file or folder that it may not use as it must."""


def _no_address() -> StorageError:
    return StorageError(
        "This is no address of a PostgreSQL store. Write it like postgresql://desk@host/name.",
        code="bad_address",
    )


_DAMAGE: Final = (
    "not a database",
    "malformed",
    "no such table",
    "no such column",
    "could not decode",  # text that is none
    "integer overflow",  # a sum of amounts that no program wrote
)


def _is_damage(error: DBAPIError) -> bool:
    text = str(error.orig).lower()
    return any(said in text for said in _DAMAGE)


def _code(error: DBAPIError) -> str:
    text = str(error.orig).lower()
    if "locked" in text or "busy" in text:
        return "storage_busy"
    if "is full" in text or "no space" in text:
        return "storage_full"
    if any(said in text for said in _FILE_ERRORS):
        return "storage_file"
    if "fatal" in text and any(said in text for said in ("does not exist", "authentication")):
        return "storage_refused"
    return "storage_damaged" if _is_damage(error) else "storage"


def _sqlite_engine(path: Path, *, read_only: bool) -> Engine:
    from sqlcipher3 import dbapi2  # imported here: PostgreSQL stores never load it

    numbers = [int(n) for n in dbapi2.sqlite_version.split(".")]
    if not wal_is_safe((numbers[0], numbers[1], numbers[2])):
        raise StorageError(
            said(
                "SQLite {version} can lose saved work; 3.51.3 or newer is needed.",
                version=dbapi2.sqlite_version,
            ),
            code="unsafe_engine",
        )
    engine = create_engine(
        URL.create(f"sqlite+{_READER if read_only else _WRITER}", database=str(path)),
        module=dbapi2,
        poolclass=QueuePool,
        pool_size=4,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        if read_only:
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    return engine


class WritingDialect(SQLiteDialect_pysqlite):
    """SQLite for writers: the write lock is taken at BEGIN, so nothing is judged in vain."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin as the driver, which is told not to, would not."""
        dbapi_connection.execute("BEGIN IMMEDIATE")


class ReadingDialect(SQLiteDialect_pysqlite):
    """SQLite for readers: one snapshot from BEGIN on."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Begin without any lock."""
        dbapi_connection.execute("BEGIN")


_WRITER: Final = "counter_writer"
_READER: Final = "counter_reader"
registry.register(f"sqlite.{_WRITER}", __name__, WritingDialect.__name__)
registry.register(f"sqlite.{_READER}", __name__, ReadingDialect.__name__)


def _postgres_engine(url: str) -> Engine:
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    if not url.startswith("postgresql+psycopg://"):
        raise StorageError("A store's address starts with postgresql:// or is a folder.")
    try:
        return create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=4,
            connect_args={"connect_timeout": 5},
        )
    except (ArgumentError, ValueError) as error:
        raise _no_address() from error
