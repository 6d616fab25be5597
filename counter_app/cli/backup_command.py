"""`counter backup` and `counter restore`: the whole store as one verified file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from counter_app.app import DATABASE_FILE, open_database
from counter_app.cli.answers import JsonOption, StoreOption, local_time, print_json, say
from counter_app.cli.boundary import DONE
from counter_app.cli.places import Place, find_place
from counter_app.core.clock import SystemClock
from counter_app.records import backups
from counter_app.records.stores import the_store
from counter_app.storage.backup import Manifest
from counter_app.storage.engine import Database
from counter_app.storage.files import private_folder
from counter_app.storage.keys import load_keys

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")]


def backup(file: FileArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Write a verified backup of the store, also while desks are open."""
    place = find_place(store)
    database = open_database(place.location)
    try:
        manifest = backups.backup(
            database, load_keys(place.home), SystemClock(), file.expanduser().absolute()
        )
        made = _made(database, manifest)
    finally:
        database.close()
    if as_json:
        print_json(_as_json(file, manifest, made))
    else:
        say(f"The backup is {file} ({manifest.size} bytes). Keep a copy elsewhere.")
    return DONE


def restore(file: FileArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Bring a backup back; a bad file, or another store's, leaves everything as it is.

    The database that is replaced is kept beside, and the books record what happened.
    """
    place = find_place(store)
    keys = load_keys(place.home)
    restored = backups.restore(file, _target(place), place.home, keys, SystemClock())
    database = open_database(place.location)
    try:
        made = _made(database, restored.manifest)
    finally:
        database.close()
    if as_json:
        print_json(_as_json(file, restored.manifest, made) | {"replaced": restored.kept or None})
    else:
        say(f"The store is as it was on {made}.")
        if restored.kept:
            say(f"What was there before is kept as {restored.kept}.")
    return DONE


def _target(place: Place) -> Path | str:
    if isinstance(place.location, Path):
        return private_folder(place.location) / DATABASE_FILE
    return place.location


def _made(database: Database, manifest: Manifest) -> str:
    """When the backup was made, on the store's wall clock."""
    with database.read() as connection:
        calendar = the_store(connection).calendar
    return local_time(datetime.fromisoformat(manifest.created_at), calendar)


def _as_json(file: Path, manifest: Manifest, made: str) -> dict[str, object]:
    return {
        "file": str(file),
        "store_id": manifest.store_id,
        "schema": manifest.schema,
        "created_at": made,
        "size": manifest.size,
        "transactions": {name: count for name, (count, _) in manifest.chains.items()},
    }
