"""`counter demo`: a store to look at, and a tour that drives the real windows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from counter_app.cli.answers import say
from counter_app.cli.desk import is_seen
from counter_app.cli.policy_command import date_of
from counter_app.core.errors import BadInput
from counter_app.demo import run_demo
from counter_app.storage.engine import is_url

DEFAULT_STORE: Final = Path("build/demo/store")
DEFAULT_TOUR: Final = Path("build/demo/tour")


def demo(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help=f"Where the demo store is, or will be ({DEFAULT_STORE})."
        ),
    ] = None,
    tour: Annotated[
        Path | None,
        typer.Option(
            metavar="[OUT]",
            help=f"Run the tour and put its pictures, slips and reports there ({DEFAULT_TOUR}).",
        ),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the demo store anew.")] = False,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The demo store's present day.")
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, max=2**31 - 1, help="Another seed, other customers.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="The same as DIR; COUNTER_STORE counts for no demo."),
    ] = None,
) -> int:
    """Open the desk in a demo store with ninety days of sales; unseen, run the tour."""
    place = _folder(folder, store)
    day = date_of(date) if date is not None else None
    if tour is None and not is_seen(os.environ):
        say("There is no display to see a desk on: the tour runs instead.")
        tour = DEFAULT_TOUR
    return run_demo(place, tour=tour, fresh=fresh, day=day, seed=seed)


def _folder(folder: Path | None, store: str | None) -> Path:
    """Where the demo store is; `BadInput` for an address, or for two folders."""
    if store is None:
        return folder or DEFAULT_STORE
    if is_url(store):
        raise BadInput("A demo store is a folder, not an address.")
    if folder is not None and folder != Path(store):
        raise BadInput("Name the demo store's folder once.")
    return Path(store)


def with_tour_folder(arguments: Sequence[str]) -> list[str]:
    """The arguments with the usual folder where ``--tour`` or ``--tour=`` names none."""
    given = ["--tour" if argument == "--tour=" else argument for argument in arguments]
    if "demo" in given and "--tour" in given:
        at = given.index("--tour")
        if at + 1 == len(given) or given[at + 1].startswith("-"):
            given.insert(at + 1, str(DEFAULT_TOUR))
    return given
