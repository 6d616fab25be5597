"""Sealed Morning Books: append-only, each authenticated together with the seal before it.

seal = HMAC-SHA-256(store key, previous seal ‖ digest of number, date, edition, figures and time).
The figures hold the chain heads. A date whose records changed afterwards gets a further edition.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    insert,
    select,
)

from counter_app.core.approval import digest
from counter_app.core.canonical import sha256_hex
from counter_app.records.journal_tables import transactions
from counter_app.records.verify_problem import Problem
from counter_app.storage.base import METADATA
from counter_app.storage.keys import Keys
from counter_app.storage.types import DateType, StampType, stamp

morning_books: Final = Table(
    "morning_books",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("business_date", DateType, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("content", Text, nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("sealed_at", StampType, nullable=False),
    Column("previous_seal", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
    Column("transaction_id", ForeignKey("transactions.id"), nullable=False),
    UniqueConstraint("business_date", "edition"),
    UniqueConstraint("transaction_id"),
)

SEALED: Final = "morning_book"
"""The reason of the control transaction that writes a seal into the station's chain."""


@dataclass(frozen=True, slots=True)
class SealedBook:
    """A stored Book: its place among all Books, its figures as text, and its seal."""

    number: int
    business_date: date
    edition: int
    fingerprint: str
    content: str
    station: str
    sealed_at: datetime
    previous_seal: str
    seal: str
    transaction_id: str


@dataclass(frozen=True, slots=True)
class BookTitle:
    """A stored Book in a list."""

    number: int
    business_date: date
    edition: int
    sealed_at: datetime


def add_book(connection: Connection, book: SealedBook) -> None:
    """Append a sealed Book."""
    connection.execute(
        insert(morning_books).values(
            number=book.number,
            business_date=book.business_date,
            edition=book.edition,
            fingerprint=book.fingerprint,
            content=book.content,
            station=book.station,
            sealed_at=book.sealed_at,
            previous_seal=book.previous_seal,
            seal=book.seal,
            transaction_id=book.transaction_id,
        )
    )


def seal_of(keys: Keys, store_id: str, book: SealedBook) -> str:
    """The seal of a Book, given everything else about it."""
    return _seal(
        keys,
        book.previous_seal,
        [
            store_id,
            book.number,
            book.business_date.isoformat(),
            book.edition,
            book.fingerprint,
            sha256_hex(book.content),
            book.station,
            stamp(book.sealed_at),
            book.transaction_id,
        ],
    )


def newest_book(connection: Connection, day: date | None = None) -> SealedBook | None:
    """The last Book of all, or the last edition of one date."""
    statement = select(morning_books).order_by(morning_books.c.number.desc()).limit(1)
    if day is not None:
        statement = statement.where(morning_books.c.business_date == day)
    row = connection.execute(statement).first()
    return None if row is None else _book(row)


def book_before(connection: Connection, day: date) -> SealedBook | None:
    """The last edition of the newest date before `day`: where the next chain check may start."""
    row = connection.execute(
        select(morning_books)
        .where(morning_books.c.business_date < day)
        .order_by(morning_books.c.business_date.desc(), morning_books.c.edition.desc())
        .limit(1)
    ).first()
    return None if row is None else _book(row)


def book_number(connection: Connection, number: int) -> SealedBook | None:
    """One stored Book."""
    row = connection.execute(select(morning_books).where(morning_books.c.number == number)).first()
    return None if row is None else _book(row)


def book_titles(connection: Connection, limit: int = 400) -> tuple[BookTitle, ...]:
    """All Books, the newest date first, every edition."""
    b = morning_books.c
    rows = connection.execute(
        select(b.number, b.business_date, b.edition, b.sealed_at)
        .order_by(b.business_date.desc(), b.edition.desc())
        .limit(limit)
    )
    return tuple(BookTitle(r.number, r.business_date, r.edition, r.sealed_at) for r in rows)


def book_problems(connection: Connection, keys: Keys, store_id: str) -> Iterator[Problem]:
    """Everything wrong with the stored Books: altered, missing, or not what the chain says."""
    b = morning_books.c
    previous, number = "", 0
    rows = connection.execute(
        select(b.number, b.previous_seal, b.seal, b.transaction_id).order_by(b.number)
    ).all()
    seals = dict(_chained_seals(connection))
    for row in rows:
        number += 1
        where = f"Morning Book {row.number}"
        if row.number != number or row.previous_seal != previous:
            yield Problem("book_gap", f"The Book before it is missing: {where}.", where)
            number = row.number
        stored = book_number(connection, row.number)
        if stored is None or seal_of(keys, store_id, stored) != row.seal:
            yield Problem("book_altered", f"This Book was altered: {where}.", where)
        if seals.pop(row.transaction_id, None) != row.seal:
            yield Problem("book_unchained", f"No record of the journal seals it: {where}.", where)
        previous = row.seal
    for seal in seals.values():
        yield Problem("book_missing", f"A sealed Morning Book is not here any more: {seal[:16]}.")


def _chained_seals(connection: Connection) -> Iterator[tuple[str, str]]:
    t = transactions.c
    rows = connection.execute(select(t.id, t.note).where(t.kind == "control", t.reason == SEALED))
    return ((row.id, str(row.note).rpartition(" ")[2]) for row in rows)


def _seal(keys: Keys, previous: str, content: list[Any]) -> str:
    return keys.mac(b"morning book\n", previous.encode(), b"\n", digest(content).encode())


def _book(row: Any) -> SealedBook:
    return SealedBook(
        number=row.number,
        business_date=row.business_date,
        edition=row.edition,
        fingerprint=row.fingerprint,
        content=row.content,
        station=row.station,
        sealed_at=row.sealed_at,
        previous_seal=row.previous_seal,
        seal=row.seal,
        transaction_id=row.transaction_id,
    )
