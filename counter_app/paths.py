"""Where the shipped files are: inside an installed package, or beside it in a checkout."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def resources(*parts: str) -> Path:
    """A file or folder under `resources/`."""
    return _shipped("resources").joinpath(*parts)


@cache
def migrations() -> Path:
    """The folder of the database migrations."""
    return _shipped("migrations")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_bundle" / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
