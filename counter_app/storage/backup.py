"""A backup as one file: a line of JSON that says what it is, then an SQLite image of the store.

The line carries the image's SHA-256 and is itself authenticated with the store key, so that a
damaged, truncated or foreign file is known before anything is touched. A server store is copied
table by table out of one snapshot.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Boolean, Connection, MetaData, Table, column, insert, select, table, text

from counter_app.core.errors import BadInput, StorageError
from counter_app.storage.engine import Database, mapped_errors
from counter_app.storage.files import private_file, sync_folder
from counter_app.storage.keys import Keys

FORMAT: Final = "counter-backup-1"
MAX_LINE: Final = 1_000_000
_CHUNK: Final = 1 << 20
_ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `chains` maps a station to its count and head at that moment."""

    store_id: str
    schema: str
    created_at: str
    chains: Mapping[str, tuple[int, str]]
    size: int = 0
    sha256: str = ""


def copy_database(database: Database, image: Path) -> None:
    """A consistent copy of the store as a new SQLite file (mode 0600), taken while it is used.

    The image of a server store must exist already, empty and at the same schema.
    """
    if isinstance(database.location, Path):
        from sqlcipher3 import dbapi2

        with mapped_errors():
            source = dbapi2.connect(str(database.location), isolation_level=None)
            try:
                source.execute("VACUUM INTO ?", (str(image),))
            except dbapi2.OperationalError as error:
                raise StorageError(f"The backup could not be written: {error}.") from error
            finally:
                source.close()
        return
    target = Database(image)
    try:
        with database.read() as source_connection:
            copy_rows(source_connection, target)
    finally:
        target.close()


def copy_rows(source: Connection, target: Database) -> None:
    """Copy every table of `source` into `target`, which has the same tables, all empty."""
    with target.write() as connection:
        copy_into(source, connection)
        connection.commit()


def copy_into(source: Connection, target: Connection) -> None:
    """The same on an open transaction; parents before children."""
    found = MetaData()
    found.reflect(source)
    if target.dialect.name == "sqlite":
        target.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for reflected in found.sorted_tables:
        if reflected.name == "alembic_version":
            continue
        plain = _plain(reflected)
        statement = select(plain)
        if "reverses" in plain.c:  # a reversal after what it reverses
            statement = statement.order_by(plain.c.reverses.is_not(None))
        rows = source.execute(statement.execution_options(yield_per=_ROWS)).mappings()
        for part in rows.partitions(_ROWS):
            target.execute(insert(plain), [dict(row) for row in part])


def seal(image: Path, file: Path, manifest: Manifest, keys: Keys) -> Manifest:
    """Write the backup file from an image; refuses to replace an existing file."""
    if file.exists():
        raise BadInput(f"There already is a file {file}.", code="file_exists")
    if not file.parent.is_dir():
        raise BadInput(f"There is no folder {file.parent}.", code="no_folder")
    sums = {"size": image.stat().st_size, "sha256": _sha256(image)}
    full = Manifest(**{**_values(manifest), **sums})
    line = json.dumps({"format": FORMAT, **asdict(full), "mac": _mac(keys, full)}, sort_keys=True)
    with image.open("rb") as source, private_file(file) as target:
        target.write(line.encode() + b"\n")
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    sync_folder(file.parent)
    return full


def unseal(file: Path, image: Path, keys: Keys) -> Manifest:
    """Check a backup file and write its image to a new file; raises `BadInput` for a bad one."""
    if not file.is_file():
        raise BadInput(f"There is no file {file}.", code="no_file")
    with file.open("rb") as source:
        manifest = _read_line(source.readline(MAX_LINE), keys)
        digest, size = hashlib.sha256(), 0
        with private_file(image) as target:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
                if size > manifest.size:
                    break
                target.write(chunk)
    if (size, digest.hexdigest()) != (manifest.size, manifest.sha256):
        raise _damaged()
    return manifest


def _read_line(line: bytes, keys: Keys) -> Manifest:
    try:
        content = json.loads(line)
        if content.pop("format") != FORMAT:
            raise BadInput("This is not a backup of a store.", code="not_a_backup")
        mac = str(content.pop("mac"))
        chains = {str(k): (int(n), str(h)) for k, (n, h) in content.pop("chains").items()}
        manifest = Manifest(**content, chains=chains)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput("This is not a backup of a store.", code="not_a_backup") from error
    if manifest.store_id != keys.store_id:
        raise BadInput("This is a backup of another store.", code="foreign_backup")
    if not hmac.compare_digest(mac.encode(), _mac(keys, manifest).encode()):
        raise _damaged()
    return manifest


def _mac(keys: Keys, manifest: Manifest) -> str:
    return keys.mac(b"backup\n", json.dumps(asdict(manifest), sort_keys=True).encode())


def _damaged() -> BadInput:
    return BadInput("This backup is damaged or was altered.", code="damaged_backup")


def _values(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__slots__}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _plain(reflected: Table) -> Any:
    """The table without conversions, except that PostgreSQL insists on true booleans."""
    return table(
        reflected.name,
        *(
            column(c.name, Boolean) if isinstance(c.type, Boolean) else column(c.name)
            for c in reflected.columns
        ),
    )


def set_counters(connection: Connection) -> None:
    """PostgreSQL: go on numbering operators after those that were copied."""
    connection.execute(
        text(
            "SELECT setval(pg_get_serial_sequence('operators','id'), "
            "(SELECT coalesce(max(id),1) FROM operators))"
        )
    )


def put_in_place(image: Path, live: Path, kept: Path) -> bool:
    """Make `image` the live database; the one before it stays beside as `kept`. True if it was.

    Nobody may have the live database open. At every moment a whole database is in place.
    """
    had = live.exists()
    if had:
        settle_wal(live)
        for suffix in ("-wal", "-shm"):  # left only by a database too damaged to be opened
            rest = live.with_name(live.name + suffix)
            if rest.exists():
                rest.replace(kept.with_name(kept.name + suffix))
        _keep(live, kept)
    image.replace(live)
    sync_folder(live.parent)
    return had


def move_in(image: Path, live: Path) -> None:
    """Give a new database its name, whole and durable; nobody may have it open."""
    settle_wal(image)
    image.replace(live)
    sync_folder(live.parent)


def _keep(live: Path, kept: Path) -> None:
    try:
        os.link(live, kept)
    except OSError:  # a file system without hard links
        shutil.copy2(live, kept)


def settle_wal(live: Path) -> None:
    """Everything into the database's one file; `StorageError` while somebody has it open."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(live), timeout=1, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except dbapi2.OperationalError as error:
        raise StorageError(
            "The store is still open somewhere. Close every desk first.", code="storage_busy"
        ) from error
    except dbapi2.DatabaseError:
        return  # damaged beyond opening: kept as it is
    finally:
        connection.close()
