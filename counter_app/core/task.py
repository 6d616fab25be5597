"""What a desk task says about itself in its `task.py`: names and places, no code loaded.

Places are written ``module:attribute`` and resolved only when needed, so that a script run, the
nightly run and the first paint load neither Qt nor other tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from counter_app.core.scan import ScanKind


@dataclass(frozen=True, slots=True)
class Door:
    """Another way into a task with a key of its own (F5: no receipt).

    A function key alone gives it a place on the rail; with Shift or Ctrl it leads there, too; a
    letter opens it after F10; a door without a key is opened by the task's screens, and by the
    search. It is shown by its own
    `screen` if it has one, else by its task's. `permission` is what it takes; `also` are other
    words for it, with commas.
    """

    key: str
    title: str
    icon: str
    hotkey: str = ""
    screen: str | None = None
    permission: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One desk task. `key` is its folder's name; `hotkey` is F1–F9, or a letter after F10.

    `group`: "desk" serves customers, "office" only reads; the day's numbers on Home are the desk's.
    `slips`: the kinds of our own slips it opens, as their codes begin (PV); others go by `scans`.
    `policy_section`: ``module:reader`` of its part of the policy; `screen`: its QWidget class;
    `play`: mapping of action name to `PlayAction`; `verify`: extra checks over the books;
    `settle`: ends one of its payment attempts whose end was not known; `demo`: what it adds to a
    demo store; `tour`: its steps for the tour; `morning_book`: (look, date, words) to its sections
    of the Morning Book (`report.context.SectionMaker`); `offers`: what it can do for a customer
    instead of a return (`trade.offers.Provider`); `shared_work`: a colleague may take up
    what was parked; `search`: what Ctrl+K finds (`trade.search.Provider`); `also`: other
    words for it, with commas; `concerning`: (`Concern`, reader, language, station) to what a
    manager may read about whom an approval concerns, each with its ground.
    """

    key: str
    title: str
    group: str = "desk"
    icon: str = ""
    hotkey: str = ""
    doors: tuple[Door, ...] = ()
    order: int = 100
    screen: str | None = None
    scans: frozenset[ScanKind] = frozenset()
    slips: frozenset[str] = frozenset()
    permissions: frozenset[str] = frozenset()
    policy_section: str | None = None
    play: str | None = None
    search: str | None = None
    verify: str | None = None
    settle: str | None = None
    tour: str | None = None
    morning_book: str | None = None
    shared_work: bool = False
    offers: str | None = None
    also: str = ""
    concerning: str | None = None


def resolve(place: str) -> Any:
    """Load what a place names."""
    module, _, attribute = place.partition(":")
    return getattr(import_module(module), attribute)
