"""`counter keys`: a copy of the store's keys under a passphrase, for the day the disk is lost."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from counter_app.app import open_database
from counter_app.cli.answers import JsonOption, StoreOption, group, print_json, say, who
from counter_app.cli.boundary import DONE
from counter_app.cli.places import Place, find_place, open_place
from counter_app.cli.secret_input import read_passphrase
from counter_app.core.errors import BadInput, StorageError
from counter_app.records.audit import note_event
from counter_app.records.stores import the_store
from counter_app.storage.files import private_folder, write_private
from counter_app.storage.keys import MAX_SEALED, Keys, save_keys, seal_keys, unseal_keys
from counter_app.storage.migrate import schema_of

commands = group("The store's keys, which lie outside the database.")

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The sealed copy.")]


@commands.command()
def backup(file: FileArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Write the keys to a file under a passphrase of at least 12 characters.

    The passphrase is typed, in the file COUNTER_PASSPHRASE_FILE names, or on stdin.
    """
    refuse_to_replace(file)
    station = open_place(find_place(store))
    try:
        write_private(file, seal_keys(station.keys, read_passphrase(new=True)))
        with station.open_work() as work:
            note_event(
                work.connection,
                station=station.name,
                event="keys_copied",
                at=work.now(),
                account=who(),
            )
            work.commit()
    finally:
        station.close()
    if as_json:
        print_json({"file": str(file)})
    else:
        say(f"The keys are in {file}. Keep it and the passphrase in two places.")
    return DONE


@commands.command()
def restore(file: FileArgument, store: StoreOption = None, as_json: JsonOption = False) -> int:
    """Bring the keys back from a sealed copy; keys of another store are refused."""
    place = find_place(store)
    keys = unseal_keys(read_sealed(file), read_passphrase(new=False))
    _check_store(place, keys)
    save_keys(private_folder(place.home), keys)
    if as_json:
        print_json({"store_id": keys.store_id, "home": str(place.home)})
    else:
        say(f"The keys are back in {place.home}.")
    return DONE


def read_sealed(file: Path) -> bytes:
    """The bytes of a sealed file; `BadInput` if it cannot be one."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_SEALED + 1)
    except (OSError, ValueError) as error:
        raise BadInput(f"The file {file} cannot be read.") from error
    if len(data) > MAX_SEALED:
        raise BadInput(f"{file} is too large to be a sealed copy.")
    return data


def refuse_to_replace(file: Path) -> None:
    """Raise `BadInput` where a file already is: it may be the only copy of something."""
    if file.exists():
        raise BadInput(f"{file} is already there; choose another name.", code="file_exists")


def _check_store(place: Place, keys: Keys) -> None:
    """Where there is a store that can be read, it must be the same one."""
    try:
        with closing(open_database(place.location)) as database, database.read() as connection:
            found = the_store(connection) if schema_of(connection) is not None else None
    except StorageError as error:
        if error.code not in ("no_store", "storage_damaged"):
            raise
        return  # a disk was lost: nothing is there yet, or only what a backup will replace
    if found is not None and found.id != keys.store_id:
        raise StorageError("These keys belong to another store.", code="foreign_keys")
