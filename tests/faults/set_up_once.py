"""Sets up a new store in a folder, once; killed from outside.

Run: python -m tests.faults.set_up_once FOLDER
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from counter_app.app import create_store, default_policy
from counter_app.core.clock import FrozenClock
from tests.stores import NOON, PEOPLE, STORE


def set_up(folder: Path) -> None:
    """A store with one till."""
    create_store(
        folder,
        folder,
        STORE,
        station=("D01", "Desk 1"),
        people=PEOPLE[:1],
        tills=(7,),
        policy_text=default_policy(),
        effective_from=date(2026, 1, 1),
        clock=FrozenClock(NOON),
    )


if __name__ == "__main__":
    set_up(Path(sys.argv[1]))
