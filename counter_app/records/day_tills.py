"""Till sessions and counts of one business date, for reports: all of them, settled or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionKind, SessionState, account_of
from counter_app.core.transaction import Tender
from counter_app.records.journal_tables import transactions
from counter_app.records.till_counts import SAFE, SAFE_TRY
from counter_app.records.tills import till_counts, till_sessions, tills


@dataclass(frozen=True, slots=True)
class DayCount:
    """One kept count."""

    transaction_id: str
    occasion: str
    number: int
    tender: Tender
    counted: Money
    pieces: Mapping[str, int]
    operator_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DaySession:
    """One till session with its counts, oldest first."""

    id: str
    till_id: int
    till_name: str
    station: str
    state: str
    opened_by: int
    opened_at: datetime
    closed_by: int | None
    closed_at: datetime | None
    counts: tuple[DayCount, ...] = ()

    kind: str = SessionKind.DESK
    carried: Money = ZERO

    @property
    def account(self) -> str:
        """The till's account in the ledger; the safe's for counts of the safe."""
        return account_of(self.till_id)

    @property
    def accounted(self) -> bool:
        """Whether its last count stands: settled, or only who bears the difference is open."""
        return self.state in (SessionState.SETTLED, SessionState.DISPUTED)

    def final(self, tender: Tender) -> DayCount | None:
        """The count that stands for a tender: the last one made at closing."""
        closing = [c for c in self.counts if c.tender is tender and c.occasion == "closing"]
        return max(closing, key=lambda c: c.number, default=None)


def day_sessions(connection: Connection, day: date) -> tuple[DaySession, ...]:
    """Every session of a business date, by till and time."""
    rows = connection.execute(
        select(till_sessions, tills.c.name.label("till_name"))
        .join_from(till_sessions, tills, tills.c.id == till_sessions.c.till_id)
        .where(till_sessions.c.business_date == day)
        .order_by(till_sessions.c.till_id, till_sessions.c.opened_at, till_sessions.c.id)
    ).all()
    counts = _counts(connection, day)
    return tuple(_session(row, counts.get(row.id, ())) for row in rows)


def safe_counts(connection: Connection, day: date) -> tuple[DayCount, ...]:
    """Every count of the safe of a business date, those that were given up, too; oldest first.

    A figure that was signed for later stands there once.
    """
    c = till_counts.c
    rows = connection.execute(
        select(till_counts)
        .join_from(till_counts, transactions, transactions.c.id == c.transaction_id)
        .where(transactions.c.business_date == day, c.occasion.in_((SAFE, SAFE_TRY)))
        .order_by(c.counted_at, transactions.c.number, c.id)
    )
    found = [_count(row) for row in rows]
    signed: Money | None = None
    kept: list[DayCount] = []
    for count in reversed(found):
        if count.occasion == SAFE:
            signed = count.counted
        if count.occasion == SAFE or count.counted != signed:
            kept.append(count)
    return tuple(reversed(kept))


def tills_without(connection: Connection, day: date) -> tuple[tuple[int, str], ...]:
    """Tills that had no session on a business date: listed, never skipped."""
    used = select(till_sessions.c.till_id).where(till_sessions.c.business_date == day)
    rows = connection.execute(
        select(tills.c.id, tills.c.name)
        .where(tills.c.id.not_in(used), tills.c.kind != SessionKind.SAFE.value)
        .order_by(tills.c.id)
    )
    return tuple((row.id, row.name) for row in rows)


def _session(row: Any, counts: Sequence[DayCount]) -> DaySession:
    return DaySession(
        id=row.id,
        till_id=row.till_id,
        till_name=row.till_name,
        station=row.station,
        state=row.state,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        kind=row.kind,
        carried=row.carried,
        counts=tuple(counts),
    )


def _counts(connection: Connection, day: date) -> dict[str, list[DayCount]]:
    rows = connection.execute(
        select(till_counts)
        .join_from(till_counts, till_sessions, till_sessions.c.id == till_counts.c.session_id)
        .where(till_sessions.c.business_date == day)
        .order_by(till_counts.c.session_id, till_counts.c.number, till_counts.c.tender)
    )
    found: dict[str, list[DayCount]] = {}
    for row in rows:
        found.setdefault(row.session_id, []).append(_count(row))
    return found


def _count(row: Any) -> DayCount:
    return DayCount(
        transaction_id=row.transaction_id,
        occasion=row.occasion,
        number=row.number,
        tender=Tender(row.tender),
        counted=row.counted,
        pieces=row.pieces,
        operator_id=row.operator_id,
        at=row.counted_at,
    )
