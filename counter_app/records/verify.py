"""Recomputes everything the books promise and names each record that does not keep it.

Linear in the books' size; the chains themselves are checked in `chain_check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Connection

from counter_app.core.errors import StorageError
from counter_app.records.anchor import Anchor, read_anchor
from counter_app.records.chain_check import Findings, check_chain
from counter_app.records.chain_head import chain_head, continues
from counter_app.records.credits import changed_credits
from counter_app.records.drafts import changed_drafts
from counter_app.records.morning_books import book_problems
from counter_app.records.stores import station_names, the_store
from counter_app.records.verify_database import database_problems
from counter_app.records.verify_problem import Problem
from counter_app.storage.engine import Database
from counter_app.storage.keys import Keys
from counter_app.storage.migrate import schema_of

__all__ = ["Check", "Problem", "Report", "verify_store"]

Check: TypeAlias = Callable[[Connection], Sequence[Problem]]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found: problems (any is a fault), notes (worth knowing), and how much was read."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    counts: Mapping[str, int]

    @property
    def clean(self) -> bool:
        """True if nothing is wrong."""
        return not self.problems


def verify_store(
    database: Database,
    home: Path,
    keys: Keys,
    extra_checks: Sequence[Check] = (),
    *,
    anchors: bool = True,
) -> Report:
    """Check the whole store in one snapshot; `anchors=False` for a copy that has none (a backup).

    Raises `StorageError` only if there is no store to look at or it cannot be read.
    """
    found = Findings()
    with database.read() as connection:
        if schema_of(connection) is None:
            raise StorageError("No store is set up here yet.", code="no_store")
        for problem in database_problems(connection):
            found.add(problem.code, problem.text, problem.where)
        store = the_store(connection)
        if store.id != keys.store_id:
            raise StorageError("These keys belong to another store.", code="foreign_keys")
        stations = station_names(connection)
        found.count("stations", len(stations))
        for station in stations:
            check_chain(connection, keys, store.id, station, found)
        _ask(found, "Morning Books", lambda: book_problems(connection, keys, store.id))
        _ask(found, "credits", lambda: map(_credit, changed_credits(connection, keys)))
        _ask(found, "unfinished work", lambda: map(_draft, changed_drafts(connection, keys)))
        if anchors:
            _check_anchors(connection, database, home, keys, stations, found)
        for check in extra_checks:
            _ask(found, check.__module__.split(".")[-2], partial(check, connection))
    return Report(tuple(found.problems), tuple(found.notes), dict(found.counts))


def _ask(found: Findings, about: str, check: Callable[[], Iterable[Problem]]) -> None:
    """What one check says; values that it cannot even read are a problem of their own."""
    try:
        for problem in check():
            found.add(problem.code, problem.text, problem.where)
    except StorageError as error:
        if error.code != "storage_damaged":
            raise
        found.add("unreadable", f"A value that no program wrote is stored there: {about}.", about)


def _credit(credit: str) -> Problem:
    return Problem("credit_changed", "A credit is not as it was issued.", credit)


def _draft(draft: str) -> Problem:
    return Problem("draft_changed", "Unfinished work is not as it was put aside.", draft)


def _check_anchors(
    connection: Connection,
    database: Database,
    home: Path,
    keys: Keys,
    stations: Sequence[str],
    found: Findings,
) -> None:
    """The chains against what each station wrote down outside the database."""
    heads = {name: chain_head(connection, name) for name in stations}
    begun = [head for head in heads.values() if head is not None and head.count > 0]
    missing: list[str] = []
    for head in begun:
        try:
            anchor = read_anchor(home, keys, head.station)
        except StorageError as error:
            found.add(error.code, f"{error.text} Station {head.station}.", head.station)
            continue
        if anchor is None:
            missing.append(head.station)
        elif anchor.count > head.count and _gone_on(database, anchor, head):
            found.notes.append(f"The desk of station {head.station} went on meanwhile.")
        else:
            _check_anchor(connection, anchor, head, found)
    elsewhere = not database.is_sqlite and len(missing) < len(begun)
    for station in missing:
        if elsewhere:
            found.notes.append(f"The anchor of station {station} is kept at that station.")
        else:
            found.add("anchor_missing", f"The anchor of station {station} is missing.", station)


def _gone_on(database: Database, anchor: Anchor, head: Anchor) -> bool:
    """Whether a desk has posted what its anchor says after the snapshot that is checked began."""
    with database.read() as connection:
        now = chain_head(connection, head.station)
        return now is not None and all(continues(connection, one, now) for one in (head, anchor))


def _check_anchor(connection: Connection, anchor: Anchor, head: Anchor, found: Findings) -> None:
    if not continues(connection, anchor, head):
        found.add(
            "anchor",
            f"Station {head.station} wrote {anchor.count} records and the last of them is not "
            f"here: rows were cut off, or an older copy of the database was put in place.",
            head.station,
        )
    elif head.count > anchor.count:
        found.notes.append(
            f"Station {head.station} has {head.count - anchor.count} records newer than its anchor."
        )
