"""Recomputes everything the books promise and names each record that does not keep it.

Linear in the books' size; the chains themselves are checked in `chain_check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection

from counter_app.core.errors import CounterError, StorageError
from counter_app.records.anchor import Anchor, read_anchor
from counter_app.records.chain_check import Findings, check_chain
from counter_app.records.chain_head import chain_head, continues
from counter_app.records.credits import changed_credits
from counter_app.records.drafts import changed_drafts
from counter_app.records.morning_books import book_problems
from counter_app.records.operators import operators
from counter_app.records.policy_versions import policy_versions
from counter_app.records.sealed_rows import changed_rows
from counter_app.records.stores import station_names, the_store
from counter_app.records.verify_beside import beside_problems
from counter_app.records.verify_database import database_problems, file_problems, store_ids
from counter_app.records.verify_problem import Problem
from counter_app.records.verify_receipts import receipt_problems
from counter_app.storage.engine import Database, mapped_errors
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
    here: str = "",
) -> Report:
    """Check the whole store in one snapshot; `anchors=False` for a copy that has none (a backup).

    The chains are told before all that hangs on them, so that the first broken record comes first.
    `here` is this computer's station, if it is known: it keeps no other's anchor.

    Raises `StorageError` only if there is no store to look at or it cannot be read.
    """
    found = Findings()
    with database.read() as connection, _any_text(connection):
        if schema_of(connection) is None:
            raise StorageError("No store is set up here yet.", code="no_store")
        ask = partial(_ask, connection, found)
        ask("the database file", lambda: file_problems(connection))
        ask("the store", lambda: _store(connection, keys.store_id))
        stations = station_names(connection)
        found.count("stations", len(stations))
        for name in stations:
            ask(f"station {name}", partial(_chain, connection, keys, name, found))
        for about, sealed in (("operators", _operators), ("policies", _policies)):
            ask(about, partial(sealed, connection, keys))
        ask("the database", lambda: database_problems(connection))
        ask("decisions", lambda: beside_problems(connection))
        ask("receipts", lambda: receipt_problems(connection))
        ask("Morning Books", lambda: book_problems(connection, keys, keys.store_id))
        ask("credits", lambda: map(_credit, changed_credits(connection, keys)))
        ask("unfinished work", lambda: map(_draft, changed_drafts(connection, keys)))
        if anchors:
            _check_anchors(connection, database, home, keys, stations, found, here)
        for check in extra_checks:
            ask(check.__module__.split(".")[-2], partial(check, connection))
    return Report(tuple(found.problems), tuple(found.notes), dict(found.counts))


def _ask(
    connection: Connection, found: Findings, about: str, check: Callable[[], Iterable[Problem]]
) -> None:
    """What one check says; values that it cannot even read are a problem of their own.

    Nothing that stands in a row may end the others: whoever damaged one would hide the rest.
    """
    try:
        with mapped_errors(), _apart(connection):
            for problem in check():
                found.add(problem.code, problem.text, problem.where)
    except StorageError as error:
        if error.code not in ("storage_damaged", "storage_value"):
            raise
        found.add("unreadable", f"A value that no program wrote is stored there: {about}.", about)
    except (CounterError, ValueError, TypeError, LookupError, AttributeError):
        found.add("unreadable", f"A value that no program wrote is stored there: {about}.", about)


@contextmanager
def _apart(connection: Connection) -> Iterator[None]:
    """A statement that fails on a server ends its transaction: one check's, not the others'."""
    if connection.dialect.name == "sqlite":
        yield
    else:
        with connection.begin_nested():
            yield


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """SQLite: bytes in a text column that are no text are read, too, and so told where they are."""
    raw: Any = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    before = raw.text_factory
    raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def _chain(connection: Connection, keys: Keys, station: str, found: Findings) -> Iterator[Problem]:
    """One station's chain; its problems go where its counts go."""
    check_chain(connection, keys, keys.store_id, station, found)
    yield from ()


def _store(connection: Connection, store_id: str) -> Iterator[Problem]:
    """The store's own row; keys of another store raise `StorageError`, nothing could be checked."""
    ids = store_ids(connection)
    if ids.named != (store_id,):
        if store_id not in ids.in_records:
            raise StorageError("These keys belong to another store.", code="foreign_keys")
        yield Problem("store", "The row that says which store this is was changed.", "the store")
        return
    the_store(connection)


def _operators(connection: Connection, keys: Keys) -> Iterator[Problem]:
    for row in changed_rows(connection, keys, operators):
        where = f"operator {row['number']}"
        text = f"What is stored about {where} was changed by hand: role, PIN, badge or name."
        yield Problem("operator_changed", text, where)


def _policies(connection: Connection, keys: Keys) -> Iterator[Problem]:
    for row in changed_rows(connection, keys, policy_versions):
        where = f"policy version {row['version']}"
        yield Problem("policy", f"The text or the date of {where} was altered.", where)


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
    here: str,
) -> None:
    """The chains against what each station wrote down outside the database."""
    heads = [head for name in stations if (head := _head(connection, name)) is not None]
    begun = {head.station for head in heads if head.count > 0}
    missing: list[str] = []
    for head in heads:
        try:
            anchor = read_anchor(home, keys, head.station)
        except StorageError as error:
            found.add(error.code, f"{error.text} Station {head.station}.", head.station)
            continue
        if anchor is None:
            missing += begun & {head.station}
        elif anchor.count > head.count and _gone_on(database, anchor, head):
            found.notes.append(f"The desk of station {head.station} went on meanwhile.")
        else:
            _check_anchor(connection, anchor, head, found)
    nothing_yet = here in stations and here not in begun
    elsewhere = not database.is_sqlite and (nothing_yet or len(missing) < len(begun))
    for station in missing:
        if elsewhere:
            found.notes.append(f"The anchor of station {station} is kept at that station.")
        else:
            found.add("anchor_missing", f"The anchor of station {station} is missing.", station)


def _gone_on(database: Database, anchor: Anchor, head: Anchor) -> bool:
    """Whether a desk has posted what its anchor says after the snapshot that is checked began."""
    with database.read() as connection:
        now = _head(connection, head.station)
        return now is not None and all(continues(connection, one, now) for one in (head, anchor))


def _head(connection: Connection, station: str) -> Anchor | None:
    """Where the station's row says its chain ends; one that is no number was told before."""
    try:
        return chain_head(connection, station)
    except StorageError:
        return None


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
