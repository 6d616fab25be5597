"""What the records know about a counted till: the detective's case, read in one snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, func, or_, select

from counter_app.core.cash import IN_TRANSIT, MOVEMENT_RESOLVED, MovementKind, MovementState
from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind, SessionState, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.records.audit import audit_events
from counter_app.records.cash_movements import CashMovement, movements_of
from counter_app.records.day_ledger import OPENING
from counter_app.records.day_tills import safe_counts
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.till_counts import AUDIT_TRY, SAFE
from counter_app.records.tills import session_by_id, till_counts, till_sessions, tills
from counter_app.records.work import Work
from counter_app.rules.variance.case import CountSheet, Paper, TillCase, TillEvent

SESSIONS_BEFORE: Final = 10
"""So many earlier counts of a till say what it usually holds."""
OPENING_COUNT, CLOSING = "opening", "closing"
"""Occasions of counts."""
_AFTER_COUNT: Final = "closing_pickup"
_FLOWS: Final[Mapping[str, str]] = {
    Kind.SALE.value: "sale",
    Kind.RETURN.value: "refund",
    Kind.PRICE_CORRECTION.value: "refund",
    Kind.COUPON.value: "refund",
    Kind.CHECK_CASHING.value: "check_cashed",
    Kind.VOID.value: "void",
    Kind.SERVICE.value: "sale",
}
_MOVED: Final[Mapping[MovementKind, str]] = {
    MovementKind.LOAN: "loan",
    MovementKind.FLOAT: "float",
    MovementKind.PICKUP: "pickup",
    MovementKind.DROP: "pickup",
}


def case_of(work: Work, session_id: str) -> TillCase:
    """The case of one till session; `Refused` before its last count is final."""
    c = work.connection
    session = session_by_id(c, session_id)
    if session.state not in (SessionState.SETTLED, SessionState.DISPUTED):
        raise Refused(
            "This till is not counted to the end yet.",
            code="variance_too_early",
            remedy="Look again once it is settled.",
        )
    finds = _finds(c, session)
    if not any(f.occasion == CLOSING for f in finds):
        raise NotFound("This till was never counted.", code="variance_no_count")
    at = max(range(len(finds)), key=lambda n: (abs(finds[n].off), n))
    found = finds[at]
    movements = movements_of(c, session_id)
    events = _events(c, session, movements)
    known = {e.id for e in events}
    return TillCase(
        expected=found.counted - found.off,
        counted=found.counted,
        events=events,
        proved=frozenset(e.id for e in events if not _between(e, finds, at)),
        papers=_papers(session, movements, known),
        counts=found.sheets,
        usual=_usual(c, session),
        checks=_checks(c, session),
        checks_off=_checks_off(c, found, session.account),
        safe_off=_safe_off(c, found.day, session.opened_at),
        standard_float=work.policy(session.business_date).till.opening_float,
        others=_others(c, session, found.day),
        at_opening=found.occasion == OPENING_COUNT,
    )


@dataclass(frozen=True, slots=True)
class _Find:
    """A count of the cash that stands, and how far it was off from the books of that moment."""

    transaction_id: str
    occasion: str
    at: datetime
    day: date
    counted: Money
    off: Money
    sheets: tuple[CountSheet, ...]


def _finds(connection: Connection, session: TillSession) -> list[_Find]:
    """The counts at opening, in between and at closing, oldest first.

    Tries that were made again stand with the count they ended in.
    """
    t, c = transactions.c, till_counts.c
    rows = connection.execute(
        select(till_counts, t.business_date)
        .join_from(till_counts, transactions, t.id == c.transaction_id)
        .where(c.session_id == session.id, c.tender == Tender.CASH.value)
        .order_by(c.number)
    ).all()
    found: list[_Find] = []
    sheets: list[CountSheet] = []
    last_close = max((r.number for r in rows if r.occasion == CLOSING), default=0)
    for row in rows:
        sheets.append(CountSheet(_by_worth(row.pieces)))
        if row.occasion == AUDIT_TRY or (row.occasion == CLOSING and row.number < last_close):
            continue
        posted = row.transaction_id
        if row.occasion == OPENING_COUNT:
            posted = derived_id(row.transaction_id, "difference")
        off = _off(connection, posted, session.account, Tender.CASH)
        found.append(
            _Find(row.transaction_id, row.occasion, row.counted_at, row.business_date,
                  row.counted, off, tuple(sheets))
        )  # fmt: skip
        sheets = []
    return found


def _between(event: TillEvent, finds: Sequence[_Find], at: int) -> bool:
    """Whether an event lies between the count that found it and the one before.

    What was there before that one was counted: it is proved.
    """
    if finds[at].occasion == OPENING_COUNT:
        return False
    after = at == 0 or finds[at - 1].at <= event.at
    return after and event.at <= finds[at].at


def _events(
    connection: Connection, session: TillSession, movements: tuple[CashMovement, ...]
) -> tuple[TillEvent, ...]:
    """Everything that moved the till's cash, counts and the emptying after them left out."""
    t, p = transactions.c, postings.c
    rows = connection.execute(
        select(t.id, t.kind, t.occurred_at, t.operator_id, t.reason, t.reverses, p.amount)
        .join_from(transactions, postings, p.transaction_id == t.id)
        .where(
            t.till_session_id == session.id,
            p.account == session.account,
            p.tender == Tender.CASH.value,
            or_(t.kind != Kind.COUNT.value, t.reason == MOVEMENT_RESOLVED),
            t.reason != _AFTER_COUNT,
        )
        .order_by(t.occurred_at, t.chain_position, p.number)
    ).all()
    kicked = _kicked(connection, [row.id for row in rows])
    named = {m.sent_transaction: m for m in movements if m.sent_transaction is not None}
    named |= {m.received_transaction: m for m in movements if m.received_transaction is not None}
    others = _other_sides(connection, [row.id for row in rows], session.account)
    return tuple(
        TillEvent(
            id=row.id,
            at=row.occurred_at,
            flow=_flow(row, others.get(row.id, "")),
            cash=row.amount,
            reference=_reference(named.get(row.id)),
            operator_id=row.operator_id,
            reverses=row.reverses,
            drawer_opened=None if kicked is None else row.id in kicked,
            confirmed=_confirmed(named.get(row.id)),
        )
        for row in rows
    )


def _flow(row: Any, other: str) -> str:
    if row.reason == OPENING:
        return "float"
    if row.kind == Kind.COUNT.value:
        return "other"
    if row.kind != Kind.CASH_MOVEMENT.value:
        return _FLOWS.get(row.kind, "other")
    head = other.partition(":")[0]
    if head in ("paid_in", "paid_out"):
        return head
    if head == "advances":
        return "paid_out"
    if head in ("safe", "transit"):
        return "loan" if row.amount > ZERO else "pickup"
    return "sale" if head == "sales" else "other"


def _other_sides(connection: Connection, ids: list[str], account: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for at in range(0, len(ids), 500):
        rows = connection.execute(
            select(postings.c.transaction_id, postings.c.account).where(
                postings.c.transaction_id.in_(ids[at : at + 500]), postings.c.account != account
            )
        )
        for row in rows:
            found.setdefault(row.transaction_id, row.account)
    return found


def _kicked(connection: Connection, ids: list[str]) -> set[str] | None:
    """Transactions the drawer was opened for; None where no drawer is watched at all."""
    found: set[str] = set()
    for at in range(0, len(ids), 500):
        rows = connection.execute(
            select(audit_events.c.transaction_id).where(
                audit_events.c.event == "drawer_kick",
                audit_events.c.transaction_id.in_(ids[at : at + 500]),
            )
        )
        found |= {str(row.transaction_id) for row in rows}
    return found or None


def _reference(movement: CashMovement | None) -> str:
    if movement is None:
        return ""
    return movement.reference or movement.bag or movement.seal


def _confirmed(movement: CashMovement | None) -> bool:
    """Whether both sides of a movement counted the same."""
    if movement is None or movement.kind not in _MOVED:
        return False
    return movement.state is MovementState.RECEIVED and movement.received == movement.amount


def _others(connection: Connection, session: TillSession, day: date) -> dict[str, Money]:
    """What other tills' counts found to be off in cash on a date, by name."""
    t, p, s = transactions.c, postings.c, till_sessions.c
    rows = connection.execute(
        select(tills.c.name, func.sum(p.amount).label("amount"))
        .join_from(postings, transactions, t.id == p.transaction_id)
        .join(till_sessions, s.id == t.till_session_id)
        .join(tills, tills.c.id == s.till_id)
        .where(
            t.business_date == day,
            t.kind == Kind.COUNT.value,
            t.reason != MOVEMENT_RESOLVED,
            p.tender == Tender.CASH.value,
            s.id != session.id,
            s.state.in_((SessionState.SETTLED.value, SessionState.DISPUTED.value)),
            s.kind != SessionKind.SAFE.value,
        )
        .group_by(s.id, tills.c.name)
    )
    return {row.name: row.amount for row in rows if row.amount}


def _papers(
    session: TillSession, movements: tuple[CashMovement, ...], known: set[str]
) -> tuple[Paper, ...]:
    """Movements of this session that its own records do not have: asked for, or on the way."""
    found = []
    for m in movements:
        mine = m.sent_transaction in known or m.received_transaction in known
        if m.kind in _MOVED and not (mine and m.state not in IN_TRANSIT):
            paper = Paper(_reference(m) or m.id[:8], _MOVED[m.kind], m.amount,
                          at_safe=m.source == session.account)  # fmt: skip
            found.append(paper)
    return tuple(found)


def _checks(connection: Connection, session: TillSession) -> tuple[Money, ...]:
    t, p = transactions.c, postings.c
    rows = connection.execute(
        select(p.amount)
        .join_from(transactions, postings, p.transaction_id == t.id)
        .where(
            t.till_session_id == session.id,
            p.account == session.account,
            p.tender == Tender.CHECK.value,
            p.amount > ZERO,
            t.kind != Kind.COUNT.value,
        )
    )
    return tuple(row.amount for row in rows)


def _checks_off(connection: Connection, found: _Find, account: str) -> Money | None:
    """How far the checks of a count were off; None if none were counted."""
    counted = connection.execute(
        select(till_counts.c.id).where(
            till_counts.c.transaction_id == found.transaction_id,
            till_counts.c.tender == Tender.CHECK.value,
        )
    ).first()
    off = _off(connection, found.transaction_id, account, Tender.CHECK)
    return off if counted is not None or off else None


def _off(connection: Connection, transaction_id: str, account: str, tender: Tender) -> Money:
    """How far a count was off in one tender, as its entry says."""
    rows = connection.execute(
        select(postings.c.amount).where(
            postings.c.transaction_id == transaction_id,
            postings.c.account == account,
            postings.c.tender == tender.value,
        )
    )
    return total(row.amount for row in rows)


def _safe_off(connection: Connection, day: date, since: datetime) -> Money | None:
    """What counts of the safe on a date found, those before the till was opened left out.

    None if it was not counted since.
    """
    t, p = transactions.c, postings.c
    counted = [
        c.transaction_id
        for c in safe_counts(connection, day)
        if c.occasion == SAFE and c.at >= since
    ]
    if not counted:
        return None
    rows = connection.execute(
        select(p.amount)
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(t.id.in_(counted), p.account == "safe", p.tender == Tender.CASH.value)
    )
    return total(row.amount for row in rows)


def _usual(connection: Connection, session: TillSession) -> dict[int, int]:
    """The middle of what earlier counts of this till found, by worth."""
    rows = connection.execute(
        select(till_counts.c.session_id, till_counts.c.pieces)
        .join_from(till_counts, till_sessions, till_sessions.c.id == till_counts.c.session_id)
        .where(
            till_sessions.c.till_id == session.till_id,
            till_sessions.c.id != session.id,
            till_sessions.c.opened_at < session.opened_at,
            till_counts.c.occasion == "closing",
            till_counts.c.tender == Tender.CASH.value,
        )
        .order_by(till_counts.c.counted_at.desc())
        .limit(SESSIONS_BEFORE)
    )
    sheets = [_by_worth(row.pieces) for row in rows if row.pieces]
    worths = {w for sheet in sheets for w in sheet}
    return {w: sorted(sheet.get(w, 0) for sheet in sheets)[len(sheets) // 2] for w in worths}


def _by_worth(pieces: Mapping[str, int]) -> dict[int, int]:
    """Notes and coins of one worth together; rolls count as what they hold elsewhere."""
    found: dict[int, int] = {}
    for key, count in pieces.items():
        kind, _, worth = key.partition(":")
        if kind in ("note", "coin") and worth.isdigit():
            found[int(worth)] = found.get(int(worth), 0) + count
    return found
