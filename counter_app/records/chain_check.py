"""Recomputes one station's chain, from its beginning or from a head that is proved already.

Reads rows as they are stored, so that no altered value can stop it; one query a table and page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, Select, bindparam, select

from counter_app.core.transaction import Kind
from counter_app.records.anchor import Anchor
from counter_app.records.chain import (
    HEADER,
    LATER_PARTS,
    ORDER,
    PARTS,
    RAW_PARTS,
    RAW_TRANSACTIONS,
    link_of,
)
from counter_app.records.chain_head import RESTORED, chain_head
from counter_app.records.verify_problem import Problem
from counter_app.storage.keys import Keys

PAGE: Final = 500
"""Records read at once."""
MAX_PROBLEMS: Final = 200
"""No more are listed: a replaced database would otherwise name every record it has."""

_Rows: TypeAlias = list[list[Any]]


@dataclass
class Findings:
    """What a check has found so far: problems (any is a fault), notes, and how much was read."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, text: str, where: str = "") -> None:
        """Note a problem, as long as they are few enough to be read."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(code, _sayable(text), _sayable(where)))

    def count(self, what: str, number: int = 1) -> None:
        """So many more of something were read."""
        self.counts[what] = self.counts.get(what, 0) + number


def _sayable(text: object) -> str:
    """Text that any screen and JSON can carry, whatever stood in the row that it names."""
    return str(text).encode("utf-8", "replace").decode()


# What is read beyond the authenticated columns; the numbers are places in the rows below.
_EXTRA: Final = ("previous_mac", "mac")
_AT: Final = {name: i for i, name in enumerate((*HEADER, *_EXTRA))}
_CONTENT: Final = "transaction_documents"
_COLUMNS: Final = {table.name: names for table, names in (*PARTS, *LATER_PARTS)}
_PLACES: Final = list(_COLUMNS)
_POSTINGS, _DOCUMENTS, _OVERRIDES = (
    _PLACES.index(name) for name in ("postings", _CONTENT, "overrides")
)
_AMOUNT: Final = _COLUMNS["postings"].index("amount")
_DIGEST: Final = _COLUMNS[_CONTENT].index("digest")


def check_chain(
    connection: Connection,
    keys: Keys,
    store_id: str,
    station: str,
    found: Findings,
    after: Anchor | None = None,
) -> None:
    """Check a station's records behind `after` (all by default) up to the end of its chain."""
    position, previous = (0, "") if after is None else (after.count, after.head)
    at, is_authentic = _AT, _Authenticity(keys)
    records = postings = documents = 0
    for header, parts, texts in _chain(connection, station, None if after is None else position):
        position += 1
        records += 1
        postings += len(parts[_POSTINGS])
        documents += len(texts)
        stored = header[at["chain_position"]]
        if stored != position:
            found.add("chain_gap", f"The record before it is missing: {where_of(header)}.",
                      where_of(header))  # fmt: skip
            position = stored if isinstance(stored, int) else position
        if header[at["previous_mac"]] != previous:
            found.add("chain_link", f"It does not follow the record before it: {where_of(header)}.",
                      where_of(header))  # fmt: skip
        if not is_authentic(header, parts):
            found.add("altered", f"This record was altered: {where_of(header)}.", where_of(header))
        elif header[at["store_id"]] != store_id:
            found.add("foreign", f"This record belongs to another store: {where_of(header)}.",
                      where_of(header))  # fmt: skip
        elif header[at["reason"]] == RESTORED and header[at["kind"]] == Kind.CONTROL.value:
            note = f"Restored from a backup: {where_of(header)}. {header[at['note']]}"
            found.notes.append(note)
        _check_sense(header, parts, texts, found)
        previous = str(header[at["mac"]])
    for what, many in (
        ("transactions", records),
        ("postings", postings),
        ("documents", documents),
    ):
        if many:
            found.count(what, many)
    head = chain_head(connection, station)
    if head is not None and (head.count, head.head) != (position, previous):
        found.add(
            "chain_end",
            f"Station {station} has {position} records, its chain says {head.count}.",
            station,
        )


class _Authenticity:
    """Whether a record's mac is the one the store's key gives."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def __call__(self, header: tuple[Any, ...], parts: Sequence[_Rows]) -> bool:
        try:
            previous = str(header[_AT["previous_mac"]])
            mac = link_of(self._keys, previous, header[: len(HEADER)], parts)
        except (TypeError, ValueError):  # a value no program of ours ever writes
            return False
        return bool(mac == header[_AT["mac"]])


def _check_sense(
    header: tuple[Any, ...], parts: Sequence[_Rows], texts: Sequence[Any], found: Findings
) -> None:
    """Rules every record keeps, whoever wrote it and with whatever key."""
    postings = parts[_POSTINGS]
    if postings:
        amounts = [row[_AMOUNT] for row in postings]
        if not all(isinstance(a, int) for a in amounts) or sum(amounts) != 0:
            where = where_of(header)
            found.add("unbalanced", f"The postings do not sum to zero: {where}.", where)
    for covered, content in zip(parts[_DOCUMENTS], texts, strict=True):
        text = str(content).encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != covered[_DIGEST]:
            where = where_of(header)
            found.add("document", f"Document {covered[0]} was altered: {where}.", where)
    for covered in parts[_OVERRIDES]:
        row = dict(zip(_COLUMNS["overrides"], covered, strict=True))
        people = {row["approver_id"], row["requester_id"], header[_AT["operator_id"]]}
        bound = row["request_digest"] == header[_AT["request_digest"]]
        if len(people) != 2 or row["approver_id"] == header[_AT["operator_id"]] or not bound:
            where = where_of(header)
            found.add("override", f"The approval does not belong to it: {where}.", where)


def _chain(
    connection: Connection, station: str, after: int | None
) -> Iterator[tuple[tuple[Any, ...], list[_Rows], Sequence[Any]]]:
    """A station's records with all their rows and the texts of their documents, in chain order."""
    last: Any = -(2**62) if after is None else after
    while True:
        page = [tuple(r) for r in connection.execute(_PAGE, {"at": station, "last": last}).all()]
        if not page:
            return
        top = page[-1][_AT["chain_position"]]
        span = {"at": station, "last": last, "top": top}
        parts = [_grouped(connection, statement, span) for statement in _PART_PAGES]
        texts = _texts(connection, span) if parts[_DOCUMENTS] else {}
        none: _Rows = []
        for header in page:
            key = header[0]
            yield header, [rows.get(key, none) for rows in parts], texts.get(key, none)
        if len(page) < PAGE:
            return
        last = top


def _grouped(
    connection: Connection, statement: Select[Any], span: dict[str, Any]
) -> dict[Any, _Rows]:
    """The covered columns of rows, by transaction."""
    found: dict[Any, _Rows] = {}
    for key, *covered in connection.execute(statement, span).all():
        rows = found.get(key)
        if rows is None:
            found[key] = [covered]
        else:
            rows.append(covered)
    return found


def _texts(connection: Connection, span: dict[str, Any]) -> dict[Any, list[Any]]:
    """The texts of documents, by transaction, in the order of their numbers."""
    found: dict[Any, list[Any]] = {}
    for key, content in connection.execute(_TEXT_PAGE, span).all():
        found.setdefault(key, []).append(content)
    return found


def where_of(header: tuple[Any, ...]) -> str:
    """A record as people find it: station, business date, number."""
    return f"{header[_AT['station']]} {header[_AT['business_date']]} no. {header[_AT['number']]}"


def _span(table: Any, *columns: Any) -> Select[Any]:
    """Rows of one table that belong to the records of a page, in the order of the chain."""
    t = RAW_TRANSACTIONS.c
    return (
        select(table.c.transaction_id, *columns)
        .join_from(RAW_TRANSACTIONS, table, table.c.transaction_id == t.id)
        .where(t.station == bindparam("at"), t.chain_position > bindparam("last"))
        .where(t.chain_position <= bindparam("top"))
        .order_by(t.chain_position, *(table.c[column] for column in ORDER[table.name]))
    )


# Made once: building a statement costs more than running it.
_PAGE: Final = (
    select(*(RAW_TRANSACTIONS.c[name] for name in (*HEADER, *_EXTRA)))
    .where(
        RAW_TRANSACTIONS.c.station == bindparam("at"),
        RAW_TRANSACTIONS.c.chain_position > bindparam("last"),
    )
    .order_by(RAW_TRANSACTIONS.c.chain_position)
    .limit(PAGE)
)
_PART_PAGES: Final = tuple(
    _span(table, *(table.c[c] for c in _COLUMNS[name])) for name, table in RAW_PARTS
)
_DOCUMENT_ROWS: Final = dict(RAW_PARTS)[_CONTENT]
_TEXT_PAGE: Final = _span(_DOCUMENT_ROWS, _DOCUMENT_ROWS.c.content)
