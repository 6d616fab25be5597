"""Till sessions and counts of one business date, for reports: all of them, settled or not.

A session belongs to each date it was used on, and to every date until somebody has counted it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import Connection, and_, func, or_, select

from counter_app.core.cash import DISPUTED_VARIANCE, MOVEMENT_RESOLVED
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionKind, SessionState, account_of
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.till_counts import SAFE, SAFE_TRY
from counter_app.records.tills import till_counts, till_sessions, tills

_ACCOUNTED: Final = (SessionState.SETTLED.value, SessionState.DISPUTED.value)
_ONE_DAY: Final = timedelta(days=1)


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
    """One till session with its counts up to a date, oldest first.

    `state` is how it stood when the date was over, `now` how it stands today. `accounted_on` is the
    date of the count that stands, None before it.
    `begun` is what lay in it before its part of the date began, whatever counts had found by then.
    """

    id: str
    till_id: int
    till_name: str
    station: str
    state: str
    opened_by: int
    opened_at: datetime
    closed_by: int | None
    closed_at: datetime | None
    business_date: date
    counts: tuple[DayCount, ...] = ()
    kind: str = SessionKind.DESK
    now: str = ""
    accounted_on: date | None = None
    begun: Mapping[Tender, Money] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """Its account in the ledger; the safe's for counts of the safe."""
        return account_of(self.till_id, self.kind)

    @property
    def accounted(self) -> bool:
        """Whether its last count stood then: settled, or only who bears the difference was open."""
        return self.state in _ACCOUNTED

    def final(self, tender: Tender) -> DayCount | None:
        """The count that stands for a tender: the last one made at closing."""
        closing = [c for c in self.counts if c.tender is tender and c.occasion == "closing"]
        return max(closing, key=lambda c: c.number, default=None)

    def was_used(self, day: date) -> bool:
        """Whether anybody still had to account for it on a date."""
        return self.accounted_on is None or self.accounted_on >= day


def day_sessions(connection: Connection, day: date) -> tuple[DaySession, ...]:
    """Every session that a business date knows of, by till and time.

    Those of that date, those something was posted in, and those of earlier dates that were not
    accounted for when it began. Of the safe only those of that date.
    """
    s, t = till_sessions.c, transactions.c
    used = select(t.till_session_id).where(t.business_date == day, t.till_session_id.is_not(None))
    begins = datetime.combine(day, time(0), UTC) - _ONE_DAY
    waits = or_(s.state.not_in(_ACCOUNTED), s.closed_at >= begins)
    carried_over = and_(s.business_date < day, waits)
    rows = connection.execute(
        select(till_sessions, tills.c.name.label("till_name"))
        .join_from(till_sessions, tills, tills.c.id == s.till_id)
        .where(
            or_(
                s.business_date == day,
                and_(s.kind != SessionKind.SAFE.value, or_(s.id.in_(used), carried_over)),
            )
        )
        .order_by(s.till_id, s.opened_at, s.id)
    ).all()
    ids = [row.id for row in rows]
    counts, ends = _counts(connection, ids, day), _accounted_on(connection, ids)
    found = (_session(row, counts.get(row.id, ()), ends.get(row.id)) for row in rows)
    of_day = [x for x in found if _concerns(x, day, connection)]
    left = _left_in(connection, of_day)
    disputed = _resolved_after(connection, ids, day)
    return tuple(
        replace(
            x,
            begun=_begun(connection, x, day, left),
            state=SessionState.DISPUTED.value if x.id in disputed else _stood(connection, x, day),
        )
        for x in of_day
    )


def _concerns(session: DaySession, day: date, connection: Connection) -> bool:
    """Whether a session that may have been accounted for before has anything of that date."""
    if session.business_date >= day or session.was_used(day):
        return True
    t = transactions.c
    used = select(t.id).where(t.till_session_id == session.id, t.business_date == day)
    return connection.execute(used.limit(1)).first() is not None


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


def tills_without(connection: Connection, used: Collection[int]) -> tuple[tuple[int, str], ...]:
    """Tills that are not among those used: listed, never skipped."""
    rows = connection.execute(
        select(tills.c.id, tills.c.name)
        .where(tills.c.id.not_in(used), tills.c.kind != SessionKind.SAFE.value)
        .order_by(tills.c.id)
    )
    return tuple((row.id, row.name) for row in rows)


def _session(row: Any, counts: Sequence[DayCount], end: date | None) -> DaySession:
    accounted = row.state in _ACCOUNTED
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
        now=row.state,
        business_date=row.business_date,
        kind=row.kind,
        counts=tuple(counts),
        accounted_on=(end or row.business_date) if accounted else None,
    )


def _accounted_on(connection: Connection, ids: Collection[str]) -> dict[str, date]:
    """The date of each session's last closing count."""
    t, c = transactions.c, till_counts.c
    rows = connection.execute(
        select(c.session_id, func.max(t.business_date).label("day"))
        .join_from(till_counts, transactions, t.id == c.transaction_id)
        .where(c.session_id.in_(ids), c.occasion == "closing")
        .group_by(c.session_id)
    )
    return {row.session_id: row.day for row in rows}


_CHANGES: Final[Mapping[str, SessionState]] = {
    "till_suspended": SessionState.SUSPENDED,
    "till_resumed": SessionState.OPEN,
    "till_closed_blind": SessionState.BLIND_CLOSED,
    "drawer_returned": SessionState.BLIND_CLOSED,
    "till_force_closed": SessionState.FORCE_CLOSED,
}
"""What the entries that change a session's state make of it."""


def _stood(connection: Connection, session: DaySession, day: date) -> str:
    """The state of a session when a date was over, as the entries up to that date say it."""
    if session.kind == SessionKind.SAFE or (
        session.accounted_on is not None and session.accounted_on <= day
    ):
        return session.now
    if session.business_date > day or session.now == SessionState.PREPARED:
        return SessionState.PREPARED.value
    if any(c.occasion == "closing" for c in session.counts):
        return SessionState.COUNTED.value
    t = transactions.c
    last = connection.execute(
        select(t.reason)
        .where(
            t.till_session_id == session.id,
            t.business_date <= day,
            t.kind == Kind.CONTROL.value,
            t.reason.in_(_CHANGES),
        )
        .order_by(t.occurred_at.desc(), t.chain_position.desc())
        .limit(1)
    ).first()
    begins = SessionState.BLIND_CLOSED if session.kind == SessionKind.RESCUE else SessionState.OPEN
    return str((begins if last is None else _CHANGES[last.reason]).value)


def _resolved_after(connection: Connection, ids: Collection[str], day: date) -> frozenset[str]:
    """Sessions whose difference was in dispute until a later date."""
    t, p = transactions.c, postings.c
    rows = connection.execute(
        select(t.till_session_id)
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(
            p.account == DISPUTED_VARIANCE,
            t.till_session_id.in_(ids),
            t.kind == Kind.COUNT.value,
        )
        .group_by(t.till_session_id)
        .having(func.min(p.business_date) <= day, func.max(p.business_date) > day)
    )
    return frozenset(row.till_session_id for row in rows)


def _left_in(connection: Connection, sessions: Sequence[DaySession]) -> dict[str, Money]:
    """The cash that lay in tills before they were opened: found less brought and less off."""
    found: dict[str, Money] = {}
    entries: list[str] = []
    for session in sessions:
        for count in session.counts:
            if count.occasion == "opening" and count.tender is Tender.CASH:
                found[session.id] = count.counted
                entries += [count.transaction_id, derived_id(count.transaction_id, "difference")]
    t, p = transactions.c, postings.c
    rows = connection.execute(
        select(t.till_session_id, func.sum(p.amount).label("amount"))
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(t.id.in_(entries), p.account.like("till:%"), p.tender == Tender.CASH.value)
        .group_by(t.till_session_id)
    )
    for row in rows:
        found[row.till_session_id] -= row.amount
    return found


def _begun(
    connection: Connection, session: DaySession, day: date, left: Mapping[str, Money]
) -> Mapping[Tender, Money]:
    """What lay in a session before its part of a date: left there, or its own of days before."""
    if session.business_date >= day:
        return {Tender.CASH: left.get(session.id, ZERO)}
    t, p = transactions.c, postings.c
    amount = func.sum(p.amount).label("amount")
    held = select(p.tender, amount).where(
        p.account == session.account, p.business_date < day, p.tender.is_not(None)
    )
    counted = (
        select(p.tender, amount)
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(
            t.till_session_id == session.id,
            t.kind == Kind.COUNT.value,
            t.reason != MOVEMENT_RESOLVED,
            p.account == session.account,
            p.business_date < day,
        )
    )
    found: dict[Tender, Money] = {}
    for statement, sign in ((held, 1), (counted, -1)):
        for row in connection.execute(statement.group_by(p.tender)):
            tender = Tender(row.tender)
            found[tender] = found.get(tender, ZERO) + row.amount * sign
    return {tender: amount for tender, amount in found.items() if amount}


def _counts(connection: Connection, ids: Collection[str], day: date) -> dict[str, list[DayCount]]:
    """The counts of sessions that were made by the end of a date."""
    c, t = till_counts.c, transactions.c
    rows = connection.execute(
        select(till_counts)
        .join_from(till_counts, transactions, t.id == c.transaction_id)
        .where(c.session_id.in_(ids), t.business_date <= day)
        .order_by(c.session_id, c.number, c.tender)
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
