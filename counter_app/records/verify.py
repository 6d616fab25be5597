"""Recomputes everything the books promise and names each record that does not keep it.

Reads rows as they are stored, so that no altered value can stop it; linear in the books' size.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, select

from counter_app.core.errors import StorageError
from counter_app.records.anchor import Anchor, read_anchor
from counter_app.records.chain import ORDER, RAW_PARTS, RAW_TRANSACTIONS, RawRow, link
from counter_app.records.chain_head import RESTORED, chain_head, continues
from counter_app.records.stores import station_names, the_store
from counter_app.records.verify_database import database_problems
from counter_app.records.verify_problem import Problem
from counter_app.storage.engine import Database
from counter_app.storage.keys import Keys
from counter_app.storage.migrate import schema_of

__all__ = ["Check", "Problem", "Report", "verify_store"]

PAGE: Final = 200
MAX_PROBLEMS: Final = 200
"""No more are listed: a replaced database would otherwise name every record it has."""

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


@dataclass
class _Findings:
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, text: str, where: str = "") -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, text, where))

    def count(self, what: str, number: int = 1) -> None:
        self.counts[what] = self.counts.get(what, 0) + number


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
    found = _Findings()
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
            _check_chain(connection, keys, store.id, station, found)
        if anchors:
            _check_anchors(connection, database, home, keys, stations, found)
        for check in extra_checks:
            for problem in check(connection):
                found.add(problem.code, problem.text, problem.where)
    return Report(tuple(found.problems), tuple(found.notes), dict(found.counts))


def _check_chain(
    connection: Connection, keys: Keys, store_id: str, station: str, found: _Findings
) -> None:
    previous, position = "", 0
    for header, parts in _chain(connection, station):
        where = _where(header)
        position += 1
        if header["chain_position"] != position:
            found.add("chain_gap", f"The record before it is missing: {where}.", where)
            position = _as_int(header["chain_position"], position)
        if header["previous_mac"] != previous:
            found.add("chain_link", f"It does not follow the record before it: {where}.", where)
        if not _is_authentic(keys, header, parts):
            found.add("altered", f"This record was altered: {where}.", where)
        elif header["store_id"] != store_id:
            found.add("foreign", f"This record belongs to another store: {where}.", where)
        elif header["reason"] == RESTORED and header["kind"] == "control":
            found.notes.append(f"Restored from a backup: {where}. {header['note']}")
        _check_sense(header, parts, where, found)
        previous = str(header["mac"])
    head = chain_head(connection, station)
    if head is not None and (head.count, head.head) != (position, previous):
        found.add(
            "chain_end",
            f"Station {station} has {position} records, its chain says {head.count}.",
            station,
        )


def _is_authentic(keys: Keys, header: RawRow, parts: Mapping[str, Sequence[RawRow]]) -> bool:
    try:
        mac = link(keys, str(header["previous_mac"]), header, parts)
    except (TypeError, ValueError):  # a value no program of ours ever writes
        return False
    return bool(mac == header["mac"])


def _check_sense(
    header: RawRow, parts: Mapping[str, Sequence[RawRow]], where: str, found: _Findings
) -> None:
    """Rules every record keeps, whoever wrote it and with whatever key."""
    found.count("transactions")
    amounts = [row["amount"] for row in parts["postings"]]
    if not all(isinstance(a, int) for a in amounts) or sum(amounts) != 0:
        found.add("unbalanced", f"The postings do not sum to zero: {where}.", where)
    found.count("postings", len(amounts))
    for row in parts["transaction_documents"]:
        found.count("documents")
        text = str(row["content"]).encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != row["digest"]:
            found.add("document", f"Document {row['number']} was altered: {where}.", where)
    for row in parts["overrides"]:
        people = {row["approver_id"], row["requester_id"], header["operator_id"]}
        bound = row["request_digest"] == header["request_digest"]
        if len(people) != 2 or row["approver_id"] == header["operator_id"] or not bound:
            found.add("override", f"The approval does not belong to it: {where}.", where)


def _chain(
    connection: Connection, station: str
) -> Iterator[tuple[RawRow, dict[str, list[RawRow]]]]:
    """A station's records with all their rows, in chain order; one query a table and page."""
    table, last = RAW_TRANSACTIONS, -(2**62)
    while True:
        page = connection.execute(
            select(table)
            .where(table.c.station == station, table.c.chain_position > last)
            .order_by(table.c.chain_position)
            .limit(PAGE)
        ).all()
        parts = _parts_of(connection, [row.id for row in page])
        for row in page:
            yield row._asdict(), parts[row.id]
        if len(page) < PAGE:
            return
        last = page[-1].chain_position


def _parts_of(connection: Connection, ids: Sequence[Any]) -> dict[Any, dict[str, list[RawRow]]]:
    found: dict[Any, dict[str, list[RawRow]]] = {i: {n: [] for n, _ in RAW_PARTS} for i in ids}
    if not ids:
        return found
    for name, table in RAW_PARTS:
        order = [table.c[column] for column in ORDER[name]]
        rows = connection.execute(
            select(table).where(table.c.transaction_id.in_(ids)).order_by(*order)
        )
        for row in rows:
            found[row.transaction_id][name].append(row._asdict())
    return found


def _check_anchors(
    connection: Connection,
    database: Database,
    home: Path,
    keys: Keys,
    stations: Sequence[str],
    found: _Findings,
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
        else:
            _check_anchor(connection, anchor, head, found)
    elsewhere = not database.is_sqlite and len(missing) < len(begun)
    for station in missing:
        if elsewhere:
            found.notes.append(f"The anchor of station {station} is kept at that station.")
        else:
            found.add("anchor_missing", f"The anchor of station {station} is missing.", station)


def _check_anchor(connection: Connection, anchor: Anchor, head: Anchor, found: _Findings) -> None:
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


def _where(header: RawRow) -> str:
    return f"{header['station']} {header['business_date']} no. {header['number']}"


def _as_int(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise
