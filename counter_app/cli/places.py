"""Which store, which home folder and which station a command is about.

Precedence: flag, environment, machine settings, the platform's data folder. Loads neither typer
nor rich: the desk starts through here, too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.app import open_database, open_station
from counter_app.core.clock import Clock, SystemClock
from counter_app.core.errors import BadInput, StorageError
from counter_app.records.station_file import STATION_FILE, read_station
from counter_app.records.stores import station_names
from counter_app.settings import Settings, data_folder, load_settings, settings_path
from counter_app.station import Station
from counter_app.storage.engine import is_url
from counter_app.storage.files import private_folder, write_private

STORE_VARIABLE: Final = "COUNTER_STORE"
HOME_VARIABLE: Final = "COUNTER_HOME"
STATION_VARIABLE: Final = "COUNTER_STATION"


@dataclass(frozen=True, slots=True)
class Place:
    """A store's location (folder or address), this computer's home folder for it, settings."""

    location: str | Path
    home: Path
    settings: Settings
    station: str = ""

    @property
    def shown(self) -> str:
        """The location without a password."""
        return without_password(str(self.location))


def find_place(store: str | None) -> Place:
    """Where the store is; `BadInput` for settings or addresses that cannot be."""
    settings = load_settings()
    named = store or os.environ.get(STORE_VARIABLE) or settings.store.location
    usual = not named or named == settings.store.location
    station = os.environ.get(STATION_VARIABLE) or (settings.store.station if usual else "")
    if named and "\0" in named:
        raise BadInput("A store's folder has no such name.")
    if named and is_url(named):
        if not named.startswith(("postgresql://", "postgresql+psycopg://")):
            raise BadInput("A store's address starts with postgresql:// or is a folder.")
        home = os.environ.get(HOME_VARIABLE) or settings.store.home
        folder = Path(home).expanduser() if home else data_folder() / "station"
        return Place(named, folder.absolute(), settings, station)
    folder = (Path(named).expanduser() if named else data_folder() / "store").absolute()
    return Place(folder, folder, settings, station)


def open_place(place: Place, clock: Clock | None = None, station: str = "") -> Station:
    """Open the store as this computer's station, or as a named one."""
    _check_folder(place)
    name = station or place.station or station_here(place)
    return open_station(place.location, place.home, name, clock or SystemClock())


def station_here(place: Place) -> str:
    """This computer's station: from home/station.toml, else the only one that is enrolled."""
    named = read_station(place.home)
    if named:
        return named
    database = open_database(place.location)
    try:
        with database.read() as connection:
            names = enrolled(connection)
    finally:
        database.close()
    if len(names) != 1:
        raise BadInput(
            f"This computer could be any of {', '.join(names[:20])}. "
            f"Name it in {place.home / STATION_FILE} or in {STATION_VARIABLE}.",
            code="which_station",
        )
    return names[0]


def enrolled(connection: Connection) -> tuple[str, ...]:
    """All stations of a store; `StorageError` for a database without a store in it."""
    if connection.dialect.name == "sqlite":
        sql = "SELECT 1 FROM sqlite_master WHERE name='stations'"
    else:
        sql = "SELECT 1 WHERE to_regclass('stations') IS NOT NULL"
    names = station_names(connection) if connection.exec_driver_sql(sql).first() else ()
    if not names:
        raise StorageError("No store is set up here yet.", code="no_store")
    return names


def remember_store(place: Place, station: str) -> None:
    """Make this store the computer's usual one, in its settings."""
    from counter_app.settings import render_settings

    path = settings_path()
    store = replace(
        place.settings.store, location=str(place.location), home=str(place.home), station=station
    )
    private_folder(path.parent)
    write_private(path, render_settings(replace(place.settings, store=store)).encode())


def store_of(arguments: Sequence[str]) -> str | None:
    """The store a command line names, found without parsing it: a bug's log is kept there."""
    for at, one in enumerate(arguments):
        if one == "--store" and at + 1 < len(arguments):
            return arguments[at + 1]
        if one.startswith("--store="):
            return one.removeprefix("--store=")
    return None


def log_folder(store: str | None) -> Path:
    """Which folder's log takes a bug: the store's home where it exists, else the data folder."""
    try:
        home = find_place(store).home
    except BadInput:
        return data_folder()
    return home if home.is_dir() else data_folder()


def without_password(location: str) -> str:
    """An address as it may be shown and logged."""
    return re.sub(r"(?<=://)([^/@:\s]*):[^/@\s]*@", r"\1:…@", location)


def _check_folder(place: Place) -> None:
    if isinstance(place.location, Path) and not place.location.is_dir():
        raise StorageError(
            f"No store is set up in {place.location} yet.",
            code="no_store",
            remedy="Set one up with: counter init",
        )
