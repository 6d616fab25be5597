"""The demo store and the tour through the desk: what a fresh machine shows first."""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counter_app.core.clock import SystemClock

if TYPE_CHECKING:
    from counter_app.demo.build import DemoStore

TOUR_DAY: Final = date(2026, 11, 21)
"""The day a tour stands still on, unless its store has another one."""


def run_demo(
    folder: Path, *, tour: Path | None, fresh: bool, day: date | None, seed: int | None
) -> int:
    """Build or reuse the demo store, then open the desk in it, or run the tour into `tour`.

    A tour needs a store in which nothing has been done yet: a used one is left as it is, and the
    tour gets one of its own. Raises `CounterError`; gives the exit code.
    """
    from counter_app.demo.build import SEED, build_demo
    from counter_app.demo.people import card

    store = build_demo(
        folder, date=day or _default_day(tour), seed=SEED if seed is None else seed, fresh=fresh
    )
    _say(f"Demo store {'built' if store.built else 'found'} in {folder}")
    if (day or store.date, store.seed if seed is None else seed) != (store.date, store.seed):
        _say(f"It is of {store.date}, seed {store.seed}; --fresh makes it anew.")
    _say("", card())
    if tour is None:
        return _open_desk(store)
    from counter_app.demo.tour import run_tour

    unused = store_for_tour(store, tour, day or TOUR_DAY)
    if unused is not store:
        _say(f"Somebody has worked in that store: the tour gets its own in {unused.folder}.")
    toured = run_tour(unused, tour)
    _say(
        f"{toured.pictures} pictures, {toured.slips} slips (.txt to read, .bin as sent to the "
        f"printer), {toured.reports} reports (.pdf) and tour.json are in {toured.folder}",
        f"The {toured.transactions} transactions it posted are in {unused.folder}",
    )
    return 0


def store_for_tour(store: DemoStore, out: Path, day: date) -> DemoStore:
    """The store itself while nothing was done in it; else a new one of the tour's own, in `out`."""
    from counter_app.demo.build import build_demo, is_used

    if not is_used(store):
        return store
    return build_demo(out / "store", date=day, seed=store.seed, fresh=True)


def _default_day(tour: Path | None) -> date:
    from counter_app.demo.sale import ZONE

    return TOUR_DAY if tour is not None else SystemClock().now().astimezone(ZONE).date()


def _open_desk(store: DemoStore) -> int:
    from counter_app.app import discover_tasks, open_station
    from counter_app.demo.build import STATION
    from counter_app.settings import load_settings
    from counter_app.ui.desk_window import application
    from counter_app.ui.start import open_desk

    application()
    with closing(open_station(store.folder, store.folder, STATION, SystemClock())) as station:
        station.claim("demo")
        return open_desk(station, discover_tasks(), load_settings())


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
