"""`counter station`: a second desk joins the store with a sealed file that holds what it needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Connection

from counter_app.app import open_database
from counter_app.cli.answers import (
    JsonOption,
    StoreOption,
    group,
    local_time,
    print_json,
    say,
    say_table,
    who,
)
from counter_app.cli.boundary import DONE
from counter_app.cli.keys_command import read_sealed, refuse_to_replace
from counter_app.cli.places import (
    Place,
    find_place,
    open_place,
    remember_store,
)
from counter_app.cli.secret_input import read_passphrase
from counter_app.core.errors import BadInput, Conflict, StorageError
from counter_app.core.text import clean_text
from counter_app.records.audit import note_event
from counter_app.records.station_file import write_station
from counter_app.records.stores import add_station, all_stations, station_names, the_store
from counter_app.rules.set_up import MAX_NAME, station_name
from counter_app.storage.engine import is_url
from counter_app.storage.files import private_folder, write_private
from counter_app.storage.keys import keys_content, keys_from, save_keys, seal, unseal

JOIN_FORMAT: Final = "counter-join-1"
MAX_STATIONS: Final = 99

commands = group("The desks of this store.")


@commands.command()
def enrol(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The new station, like D02.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The join file to write.")],
    title: Annotated[str, typer.Option(help="What people call it, like “Desk 2”.")] = "",
    again: Annotated[
        bool, typer.Option("--again", help="Only write the join file of an enrolled station.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Enrol a new station and write the sealed file with which it joins.

    The file holds the store's address and keys under a passphrase: it is typed, in the file
    COUNTER_PASSPHRASE_FILE names, or on stdin.
    """
    station_name(name)
    refuse_to_replace(file)
    place = find_place(store)
    station = open_place(place)
    try:
        content = {
            "station": name,
            "location": str(place.location),
            "keys": keys_content(station.keys),
        }
        sealed = seal(json.dumps(content).encode(), read_passphrase(new=True), JOIN_FORMAT)
        with station.open_work() as work:
            _enrol(work.connection, name, again=again)
            if not again:
                shown = clean_text(title, MAX_NAME) or f"Desk {int(name[-2:])}"
                add_station(work.connection, name, shown, work.now())
            note_event(
                work.connection,
                station=station.name,
                event="station_enrolled",
                at=work.now(),
                name=name,
                account=who(),
            )
            write_private(file, sealed)
            work.commit()
    finally:
        station.close()
    if as_json:
        print_json({"station": name, "file": str(file)})
    else:
        say(f"Station {name} is enrolled. On its computer: counter station join {file.name}")
    return DONE


@commands.command()
def join(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The join file.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> int:
    """Make this computer the station that a join file is for."""
    sealed = read_sealed(file)
    opened = unseal(
        sealed, read_passphrase(new=False), JOIN_FORMAT, "This is not a station's join file."
    )
    try:
        content = json.loads(opened)
        name, location = station_name(content["station"]), str(content["location"])
        keys = keys_from(content["keys"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput("This join file is damaged.") from error
    place = find_place(store or location)
    _check_store(place, keys.store_id, name)
    save_keys(private_folder(place.home), keys)
    if is_url(str(place.location)):
        write_station(place.home, name)
    if not place.settings.store.location:
        remember_store(place, name)
    if as_json:
        print_json({"station": name, "store": place.shown, "home": str(place.home)})
    else:
        say(f"This computer is station {name} of {place.shown} now; its files are in {place.home}.")
    return DONE


@commands.command("list")
def list_stations(store: StoreOption = None, as_json: JsonOption = False) -> int:
    """List the stations of the store."""
    station = open_place(find_place(store))
    try:
        with station.look() as work:
            rows = all_stations(work.connection)
        calendar = station.store.calendar
    finally:
        station.close()
    if as_json:
        print_json(
            {
                "stations": [
                    {
                        "name": r.name,
                        "title": r.title,
                        "enrolled_at": local_time(r.enrolled_at, calendar),
                        "transactions": r.transactions,
                        "in_use": r.in_use_by is not None,
                        "this_computer": r.name == station.name,
                    }
                    for r in rows
                ]
            }
        )
    else:
        say_table(
            ("Station", "Title", "Transactions", ""),
            [(r.name, r.title, str(r.transactions), "open" if r.in_use_by else "") for r in rows],
        )
    return DONE


def _enrol(connection: Connection, name: str, *, again: bool) -> None:
    """Slips tell stations apart by their two digits, so those are unique, too."""
    names = station_names(connection)
    if again:
        if name not in names:
            raise BadInput(f"Station {name} is not enrolled.", code="unknown_station")
        return
    taken = next((n for n in names if n[-2:] == name[-2:]), None)
    if taken == name:
        raise Conflict(f"Station {name} is already enrolled.", code="station_exists")
    if taken is not None:
        raise Conflict(f"The number of {name} already belongs to {taken}.", code="station_exists")
    if len(names) >= MAX_STATIONS:
        raise BadInput(f"A store has at most {MAX_STATIONS} stations.")


def _check_store(place: Place, store_id: str, name: str) -> None:
    database = open_database(place.location)
    try:
        with database.read() as connection:
            found, names = the_store(connection), station_names(connection)
    finally:
        database.close()
    if found.id != store_id:
        raise StorageError("This join file belongs to another store.", code="foreign_keys")
    if name not in names:
        raise BadInput(f"Station {name} is not enrolled in this store.", code="unknown_station")
