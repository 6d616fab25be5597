"""People whose identity was seen: a keyed hash of who issued their card and its number, no more.

The number itself is never stored. The hash is made with the store's field key, which is kept
outside the database, so that nobody can try all numbers against a copy of it. A row is forgotten
when its time is over; the books then hold an id that leads to nobody.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Index,
    ScalarSelect,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import (
    transaction_carried,
    transaction_lines,
    transaction_proofs,
    transaction_tenders,
    transactions,
)
from counter_app.rules.person_limits import PastReturn, pieces_of
from counter_app.storage.base import METADATA
from counter_app.storage.keys import Keys
from counter_app.storage.types import DateType, StampType

MAX_FORGOTTEN: Final = 500
"""So many rows are forgotten at once, so that nobody waits for it."""

persons: Final = Table(
    "persons",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("mac", String(64), nullable=False, unique=True),
    Column("document", String(20), nullable=False),
    Column("jurisdiction", String(3), nullable=False),
    Column("last_four", String(4), nullable=False),
    Column("seen_at", StampType, nullable=False),
    Column("forget_after", DateType, nullable=False),
    Index("ix_persons_forget_after", "forget_after"),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose card was seen; all that is known of them."""

    id: str
    document: str
    jurisdiction: str
    last_four: str
    forget_after: date


def identity_mac(keys: Keys, document: str, jurisdiction: str, number: str) -> str:
    """The keyed hash (HMAC-SHA-256) under which a card is known; `number` in its plain form."""
    assert number
    assert number == "".join(c for c in number if c.isalnum()).upper()
    content = f"person\0{document}\0{jurisdiction}\0{number}".encode()
    return hmac.new(keys.field, content, hashlib.sha256).hexdigest()


def remember_person(connection: Connection, found: Person, mac: str, at: datetime) -> Person:
    """Store somebody, or take note that they were seen again; gives the row's own id and day.

    The day of forgetting only ever moves on.
    """
    row = connection.execute(select(persons).where(persons.c.mac == mac)).first()
    if row is None:
        person_id = found.id or new_id()
        connection.execute(
            insert(persons).values(
                id=person_id,
                mac=mac,
                document=found.document,
                jurisdiction=found.jurisdiction,
                last_four=found.last_four,
                seen_at=at,
                forget_after=found.forget_after,
            )
        )
        return Person(
            person_id, found.document, found.jurisdiction, found.last_four, found.forget_after
        )
    until = max(row.forget_after, found.forget_after)
    connection.execute(
        update(persons).where(persons.c.id == row.id).values(seen_at=at, forget_after=until)
    )
    return Person(row.id, row.document, row.jurisdiction, row.last_four, until)


_BY_ID: Final = select(persons).where(persons.c.id == bindparam("person"))


def person_by_id(connection: Connection, person_id: str) -> Person | None:
    """Somebody by id, None if they were forgotten."""
    row = connection.execute(_BY_ID, {"person": person_id}).first()
    if row is None:
        return None
    return Person(row.id, row.document, row.jurisdiction, row.last_four, row.forget_after)


def cards_of(connection: Connection, person_ids: Iterable[str]) -> dict[str, str]:
    """What may be said of people's cards: "TX ··1234"; who was forgotten is left away."""
    rows = connection.execute(select(persons).where(persons.c.id.in_(tuple(person_ids))))
    return {
        r.id: f"{r.jurisdiction} ··{r.last_four}" if r.last_four else r.jurisdiction for r in rows
    }


def lock_person(connection: Connection, person_id: str) -> bool:
    """Hold somebody's row until the transaction ends, so that limits are kept; False if gone."""
    return connection.execute(_BY_ID.with_for_update(), {"person": person_id}).first() is not None


def forget_persons(connection: Connection, today: date) -> int:
    """Delete whose time is over, some hundred at a time; gives how many."""
    due = select(persons.c.id).where(persons.c.forget_after < today).limit(MAX_FORGOTTEN)
    return connection.execute(delete(persons).where(persons.c.id.in_(due))).rowcount


_VOID: Final = transactions.alias("void")
_LIVE: Final = (
    transactions.c.kind == Kind.RETURN.value,
    ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
)


def _sum_of(table: Table) -> ScalarSelect[Any]:
    return (
        select(func.sum(table.c.amount))
        .where(table.c.transaction_id == transactions.c.id)
        .scalar_subquery()
    )


_PAID, _CARRIED = _sum_of(transaction_tenders), _sum_of(transaction_carried)
"""What left as money, and what went into new goods of an exchange: both count."""
_PAST: Final = (
    select(
        transactions.c.id,
        transactions.c.business_date,
        _PAID.label("paid"),
        _CARRIED.label("carried"),
    )
    .join(transaction_proofs, transaction_proofs.c.transaction_id == transactions.c.id)
    .where(
        transaction_proofs.c.person_id == bindparam("person"),
        transactions.c.business_date > bindparam("after"),
        *_LIVE,
    )
    .order_by(transactions.c.business_date, transactions.c.id)
)
_PIECES: Final = (
    select(transaction_lines.c.transaction_id, transaction_lines.c.quantity)
    .join(
        transaction_proofs,
        transaction_proofs.c.transaction_id == transaction_lines.c.transaction_id,
    )
    .join(transactions, transactions.c.id == transaction_lines.c.transaction_id)
    .where(
        transaction_proofs.c.person_id == bindparam("person"),
        transactions.c.business_date > bindparam("after"),
        *_LIVE,
    )
)


def past_returns(
    connection: Connection, person_id: str, day: date, days: int
) -> tuple[PastReturn, ...]:
    """Somebody's returns without a receipt in the `days` days up to `day`; voided ones left out."""
    values = {"person": person_id, "after": day - timedelta(days=days)}
    pieces: dict[str, int] = {}
    for row in connection.execute(_PIECES, values):
        pieces[row.transaction_id] = pieces.get(row.transaction_id, 0) + pieces_of(row.quantity)
    return tuple(
        PastReturn(row.business_date, _money(row.paid) + _money(row.carried), pieces.get(row.id, 0))
        for row in connection.execute(_PAST, values)
    )


_EXEMPT_TODAY: Final = (
    select(_PAID.label("paid"), _CARRIED.label("carried"))
    .select_from(transactions)
    .join(transaction_proofs, transaction_proofs.c.transaction_id == transactions.c.id)
    .where(
        transactions.c.operator_id == bindparam("operator"),
        transactions.c.business_date == bindparam("day"),
        transaction_proofs.c.exempt != "",
        *_LIVE,
    )
)


def exempt_today(connection: Connection, operator_id: int, day: date) -> Money:
    """What one operator gave on one business date without seeing anybody's identity."""
    rows = connection.execute(_EXEMPT_TODAY, {"operator": operator_id, "day": day})
    return total(_money(row.paid) + _money(row.carried) for row in rows)


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
