"""`counter` without a subcommand: opens the desk, or the first-run wizard where no store is yet.

Everything on this path is loaded before the first window, so it imports neither typer nor rich.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from counter_app.app import DATABASE_FILE, discover_tasks
from counter_app.cli.boundary import DONE
from counter_app.cli.places import Place, find_place, open_place
from counter_app.core.errors import BadInput, StorageError
from counter_app.settings import data_folder
from counter_app.storage.keys import FILE_NAME as KEYS_FILE

_UNSEEN: Final = frozenset({"offscreen", "minimal", "minimalegl", "vnc"})


def open_desk(store: str | None) -> int:
    """Open the desk's window and stay until it closes.

    Raises `StorageError` or `BadInput` where there is no store, or no display to show it on.
    """
    place = find_place(store)
    if is_new(place):
        return _first_run(place)
    if not has_display(os.environ):
        raise BadInput("There is no display to open the desk on.", code="no_display")
    return _open(place)


def _open(place: Place) -> int:
    from counter_app.ui.desk_window import application
    from counter_app.ui.start import open_desk as open_window

    application()
    station = open_place(place)
    try:
        station.claim(f"desk, process {os.getpid()}")
        return open_window(station, discover_tasks(), place.settings)
    finally:
        station.close()


def _first_run(place: Place) -> int:
    if not is_seen(os.environ):
        raise StorageError(
            f"No store is set up in {place.shown} yet.",
            code="no_store",
            remedy="Set one up with: counter init",
        )
    from counter_app.first_run import Ending, first_run

    demo = data_folder() / "demo"
    match first_run(place.location, place.home, place.settings, demo):
        case Ending.CREATED:
            return _open(place)
        case Ending.DEMO:
            return _open(replace(place, location=demo, home=demo, station=""))
        case Ending.LEFT:
            return DONE


def is_new(place: Place) -> bool:
    """True where no store was ever set up in the folder: neither a database nor keys."""
    return isinstance(place.location, Path) and not any(
        (place.location / name).exists() for name in (DATABASE_FILE, KEYS_FILE)
    )


def has_display(environment: Mapping[str, str]) -> bool:
    """True where a window can be opened, or Qt was told what to draw on."""
    if not sys.platform.startswith(("linux", "freebsd")):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def is_seen(environment: Mapping[str, str]) -> bool:
    """True where somebody can look at a window: there is a display, and Qt draws on it."""
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    return has_display(environment) and platform not in _UNSEEN
