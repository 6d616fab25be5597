"""Unfinished work of two desks: a second desk on the same books, and one whose process was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from textwrap import dedent

from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.station import Station
from tests.stores import CLERK_2, PINS

ROOT = Path(__file__).resolve().parents[2]


def second_desk(desk_1: Station) -> Station:
    """Sam at desk 2, on the same database."""
    other = Station(
        desk_1.database, desk_1.home, "D02", desk_1.keys, desk_1.clock, desk_1._parse_policy
    )
    other.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
    return other


@contextmanager
def reopened(store: Path, clock: FrozenClock, program: str) -> Iterator[Station]:
    """Desk 1 opened again, a minute after the program killed itself at work in this store."""
    script = [sys.executable, "-c", dedent(program), str(store)]
    died = subprocess.run(script, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert died.returncode == -signal.SIGKILL
    clock.set(clock.now() + timedelta(minutes=1))
    with closing(open_station(store, store, "D01", clock)) as station:
        station.check_anchor()
        yield station
