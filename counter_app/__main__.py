"""Where `counter` starts: the desk at once, or a subcommand.

Decided by the arguments alone, before anything is imported, so that the desk's first window waits
for no library that only subcommands need.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path

from counter_app.cli.boundary import guarded
from counter_app.core.errors import BadInput


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `counter` with these arguments (those of the process by default); gives the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(lambda: _run(given), lambda: _log_folder(given))


def _run(arguments: list[str]) -> int:
    if not all(_is_text(one) for one in arguments):
        raise BadInput("An argument holds characters that are no text.")
    store = desk_asked_for(arguments)
    if store is not None:
        return _open_desk(store or None)
    from counter_app.cli.run import run_command

    return run_command(arguments)


def _open_desk(store: str | None) -> int:
    """Without collections until the window has its own: what is loaded here is no garbage."""
    gc.disable()
    try:
        from counter_app.cli.desk import open_desk

        return open_desk(store)
    finally:
        gc.enable()


def _is_text(argument: str) -> bool:
    """False for bytes that are no characters of this system, which Python passes on as halves."""
    return "\0" not in argument and not any("\ud800" <= c <= "\udfff" for c in argument)


def _log_folder(arguments: list[str]) -> Path:
    from counter_app.cli.places import log_folder, store_of

    return log_folder(store_of(arguments))


def desk_asked_for(arguments: Sequence[str]) -> str | None:
    """The store named for the desk ("" for the usual one); None if a subcommand is asked for."""
    match list(arguments):
        case []:
            return ""
        case ["--store", store] if store and not store.startswith("-"):
            return store
        case [one] if one.startswith("--store=") and len(one) > len("--store="):
            return one.removeprefix("--store=")
        case _:
            return None


if __name__ == "__main__":
    sys.exit(main())
