"""Colleagues whom too many wrong PINs keep out, and letting one of them in again.

Loads no Qt; both run on the desk worker.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.records.operators import all_operators, locked_stations
from counter_app.records.stores import all_stations
from counter_app.records.unlock import unlock
from counter_app.station import Station

MAX_SHOWN = 9
"""One for each digit; the next ones show when these are in again."""


@dataclass(frozen=True, slots=True)
class LockedOut:
    """One operator and the titles of the desks that they cannot sign on at now."""

    number: str
    name: str
    desks: tuple[str, ...]


def find_locked_out(station: Station) -> tuple[LockedOut, ...]:
    """Everybody else who is locked at this desk or another one, by number."""
    with station.look() as work:
        titles = {row.name: row.title for row in all_stations(work.connection)}
        now, found = work.now(), []
        for row in all_operators(work.connection):
            if not row.active or row.id == station.operator_id:
                continue
            if names := locked_stations(work.connection, row.id, now):
                desks = tuple(titles.get(name, name) for name in names)
                found.append(LockedOut(row.number, row.name, desks))
        return tuple(found[:MAX_SHOWN])


def let_in(number: str, station: Station) -> str:
    """Forget the wrong PINs of an operator at every desk and give their name.

    Raises `Refused` and `NotFound`.
    """
    with station.open_work() as work:
        name = unlock(work, station.operator_id, number)
        work.commit()
        return name
