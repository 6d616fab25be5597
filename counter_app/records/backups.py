"""Backups of a whole store: taken while it is used, verified, brought back as a recorded event.

A restored store says so: each station's chain gets an authenticated record of it, so that an older
copy put in place by hand never passes for one that was restored.
"""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.core.approval import Verdict, digest
from counter_app.core.clock import Clock
from counter_app.core.errors import BadInput, Conflict, StorageError
from counter_app.core.ids import new_id
from counter_app.core.transaction import Kind, Transaction
from counter_app.paths import migrations
from counter_app.records.anchor import Anchor, write_anchor
from counter_app.records.chain_head import RESTORED, chain_head
from counter_app.records.journal import Journal
from counter_app.records.operators import first_operator, operators
from counter_app.records.policy_versions import policy_at, policy_versions
from counter_app.records.sealed_rows import FROM_SCHEMA, seal_all
from counter_app.records.stores import station_names, the_store
from counter_app.records.verify import verify_store
from counter_app.storage.backup import (
    Manifest,
    copy_database,
    copy_into,
    put_in_place,
    seal,
    set_counters,
    unseal,
)
from counter_app.storage.engine import Database
from counter_app.storage.files import lock_file, private_folder
from counter_app.storage.keys import Keys
from counter_app.storage.migrate import schema_head, schema_of, upgrade, upgrade_within


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and where the database before it was kept ("" if there was none)."""

    manifest: Manifest
    kept: str


def backup(database: Database, keys: Keys, clock: Clock, file: Path) -> Manifest:
    """Write a verified backup of a store that may be in use, as a new file with mode 0600.

    Raises `BadInput` for a path that cannot be used and `StorageError` if the copy is not sound.
    """
    if file.exists():
        raise BadInput(f"There already is a file {file}.", code="file_exists")
    if not file.parent.is_dir():
        raise BadInput(f"There is no folder {file.parent}.", code="no_folder")
    with _workshop(file.parent) as room:
        image = room / "image.db"
        with database.read() as connection:
            schema = schema_of(connection)
        if schema is None:
            raise StorageError("No store is set up here yet.", code="no_store")
        if not database.is_sqlite:
            with closing(Database(image)) as empty:
                upgrade(empty, migrations(), schema)
        copy_database(database, image)
        manifest = _manifest_of(image, clock)
        if manifest.store_id != keys.store_id:
            raise StorageError("These keys belong to another store.", code="foreign_keys")
        sealed = seal(image, file, manifest, keys)
        try:
            unseal(file, room / "again.db", keys)
        except BadInput as error:
            file.unlink()
            raise StorageError(
                "The backup could not be read back. Nothing was kept.", code="backup_unsound"
            ) from error
    return sealed


def restore(file: Path, location: Path | str, home: Path, keys: Keys, clock: Clock) -> Restored:
    """Bring a backup back as the store at `location` (a database file or a server's address).

    Everything is checked first; a bad file (`BadInput`) or a store in use leaves all as it was.
    The replaced database is kept beside, and each chain records what happened.
    """
    private_folder(home)
    beside = private_folder(location.parent) if isinstance(location, Path) else home
    with ExitStack() as stack:
        room = stack.enter_context(_workshop(beside))
        image = room / "image.db"
        manifest = unseal(file, image, keys)
        if manifest.schema > schema_head(migrations()):
            raise BadInput(
                "This backup was made by a newer version of the program. Update first.",
                code="newer_schema",
            )
        staged = stack.enter_context(closing(Database(image)))
        _upgrade(staged, keys, manifest.schema)
        report = verify_store(staged, home, keys, anchors=False)
        if report.problems:
            raise BadInput(
                f"The books in this backup do not verify: {report.problems[0].text}",
                code="damaged_backup",
            )
        stamp = clock.now().strftime("%Y%m%d-%H%M%S")
        with staged.read() as connection:
            for station in station_names(connection):
                stack.enter_context(lock_file(home / f"station-{station}.lock"))
        heads = _append_restored(staged, keys, clock, manifest, _heads_at(location))
        if isinstance(location, Path):
            staged.close()
            kept = location.with_name(f"{location.stem}-replaced-{stamp}-{new_id()[-4:]}.db")
            had = put_in_place(image, location, kept)
            place = str(kept) if had else ""
        else:
            place = _into_server(staged, location, f"replaced_{stamp.replace('-', '_')}")
        for head in heads:
            write_anchor(home, keys, head, durable=True)
    return Restored(manifest, place)


def upgrade_store(database: Database, home: Path, keys: Keys, clock: Clock) -> Path | None:
    """Bring an older store to this program's schema; gives the backup taken first.

    None if there was nothing to do. Raises `StorageError` for a newer schema.
    """
    with database.read() as connection:
        found = schema_of(connection)
    head = schema_head(migrations())
    if found is None:
        raise StorageError("No store is set up here yet.", code="no_store")
    if found > head:
        raise StorageError(
            "This store was opened by a newer version of the program. Update this station first.",
            code="newer_schema",
        )
    if found == head:
        return None
    stamp = clock.now().strftime("%Y%m%d-%H%M%S")
    file = private_folder(home / "backups") / f"before-{head}-{stamp}-{new_id()[-4:]}.backup"
    backup(database, keys, clock, file)
    _upgrade(database, keys, found)
    return file


def _upgrade(database: Database, keys: Keys, found: str) -> None:
    """To this program's schema; rows of a store from before there were seals get theirs with it."""

    def seal_rows(connection: Connection) -> None:
        if found < FROM_SCHEMA:
            seal_all(connection, keys, operators)
            seal_all(connection, keys, policy_versions)

    upgrade(database, migrations(), then=seal_rows)


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A private folder on the same disk for files that are not finished."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as room:
        yield Path(room)


def _manifest_of(image: Path, clock: Clock) -> Manifest:
    with closing(Database(image)) as copy, copy.read() as connection:
        bad = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        if bad != "ok":
            raise StorageError(f"The store's database is damaged: {bad}.", code="storage_damaged")
        heads = [chain_head(connection, name) for name in station_names(connection)]
        return Manifest(
            store_id=the_store(connection).id,
            schema=schema_of(connection) or "",
            created_at=clock.now().isoformat(),
            chains={h.station: (h.count, h.head) for h in heads if h is not None},
        )


def _heads_at(location: Path | str) -> Mapping[str, Anchor]:
    """Each chain's head in the database that is replaced; none if it cannot be read any more."""
    if isinstance(location, Path) and not location.exists():
        return {}
    try:
        with closing(Database(location)) as live, live.read() as connection:
            if schema_of(connection) is None:
                return {}
            found = (chain_head(connection, name) for name in station_names(connection))
            return {head.station: head for head in found if head is not None}
    except StorageError:
        return {}


def _append_restored(
    staged: Database, keys: Keys, clock: Clock, manifest: Manifest, replaced: Mapping[str, Anchor]
) -> list[Anchor]:
    heads: list[Anchor] = []
    with staged.write() as connection:
        for station in station_names(connection):
            before = replaced.get(station)
            note = f"Backup of {manifest.created_at}, brought back by {_who()}."
            if before is not None and before.count:
                note += f" Replaced {before.count} records ending in {before.head}"
            journal = Journal(connection, manifest.store_id, station, keys)
            journal.post(_restored(connection, station, clock, note), _verdict(manifest))
            assert journal.head is not None
            heads.append(Anchor(station, *journal.head))
        connection.commit()
    return heads


def _restored(connection: Connection, station: str, clock: Clock, note: str) -> Transaction:
    now = clock.now()
    day = the_store(connection).calendar.business_date(now)
    return Transaction(
        id=new_id(),
        kind=Kind.CONTROL,
        task="store",
        station=station,
        operator_id=first_operator(connection),
        business_date=day,
        occurred_at=now,
        policy_version=policy_at(connection, day).version,
        reason=RESTORED,
        note=note,
    )


def _verdict(manifest: Manifest) -> Verdict:
    return Verdict(digest(["restore", manifest.created_at, manifest.sha256]))


def _who() -> str:
    """The name this person has on the computer; nobody is signed on to the desk meanwhile."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


def _into_server(staged: Database, url: str, kept: str) -> str:
    """Replace a server's tables in one transaction; the old ones stay in a schema of their own.

    Raises `Conflict` while any other program is connected: a desk would go on in the old tables.
    """
    with closing(Database(url)) as live, live.write() as connection, staged.read() as source:
        if connection.exec_driver_sql(_OTHERS).scalar_one():
            raise Conflict(
                "Somebody is connected to this store. Close every desk first.",
                code="store_in_use",
            )
        had = schema_of(connection) is not None
        here = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        if had:
            connection.exec_driver_sql(f'ALTER SCHEMA "{here}" RENAME TO {kept}')
            connection.exec_driver_sql(f'CREATE SCHEMA "{here}"')
        upgrade_within(connection, migrations())
        copy_into(source, connection)
        set_counters(connection)
        connection.commit()
    return kept if had else ""
