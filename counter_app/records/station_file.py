"""Which station this computer is: one line in its home folder."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Final

from counter_app.core.errors import BadInput
from counter_app.rules.set_up import station_name
from counter_app.storage.files import private_folder, write_private

STATION_FILE: Final = "station.toml"
_MAX_FILE: Final = 4_000


def read_station(home: Path) -> str:
    """The station named in the home folder, "" if there is none; `BadInput` if it is damaged."""
    path = home / STATION_FILE
    try:
        with path.open("rb") as file:
            name = tomllib.loads(file.read(_MAX_FILE).decode())["name"]
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, RecursionError) as error:
        raise BadInput(f'{path} must hold one line like: name = "D01"') from error
    return station_name(str(name))


def write_station(home: Path, name: str) -> None:
    """Note which station this computer is."""
    private_folder(home)
    write_private(home / STATION_FILE, f'name = "{station_name(name)}"\n'.encode())
