"""What the records know about a counted till: the detective's case, read in one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from counter_app.core.cash import IN_TRANSIT, MovementKind
from counter_app.core.errors import NotFound, Refused
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SAFE_ID, SessionState, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.records.audit import audit_events
from counter_app.records.cash_movements import CashMovement, movements_on
from counter_app.records.day_ledger import OPENING
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.tills import session_by_id, till_counts, till_sessions
from counter_app.records.work import Work
from counter_app.rules.variance.case import CountSheet, Paper, TillCase, TillEvent

SESSIONS_BEFORE: Final = 10
"""So many earlier counts of a till say what it usually holds."""
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
    session = session_by_id(work.connection, session_id)
    if session.state not in (SessionState.SETTLED, SessionState.DISPUTED):
        raise Refused(
            "This till is not counted to the end yet.",
            code="variance_too_early",
            remedy="Look again once it is settled.",
        )
    counts = _closing_counts(work.connection, session_id)
    cash = [c for c in counts if c.tender == Tender.CASH.value]
    if not cash:
        raise NotFound("This till was never counted.", code="variance_no_count")
    movements = movements_on(work.connection, session.business_date)
    events = _events(work.connection, session, movements)
    held = session.carried + total(e.cash for e in events)
    return TillCase(
        expected=held,
        counted=cash[-1].counted,
        events=events,
        papers=_papers(session, movements, {e.id for e in events}),
        counts=tuple(CountSheet(_by_worth(c.pieces)) for c in cash),
        usual=_usual(work.connection, session),
        checks=_checks(work.connection, session),
        checks_off=_off(work.connection, cash[-1].transaction_id, session.account, Tender.CHECK),
        safe_off=_safe_off(work.connection, session),
        left_before=session.carried,
        standard_float=work.policy(session.business_date).till.opening_float,
        opening_counted=_counted_at_opening(work.connection, session_id),
    )


def _closing_counts(connection: Connection, session_id: str) -> list[Any]:
    return list(
        connection.execute(
            select(till_counts)
            .where(till_counts.c.session_id == session_id, till_counts.c.occasion == "closing")
            .order_by(till_counts.c.number)
        )
    )


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
            t.kind != Kind.COUNT.value,
            t.reason != _AFTER_COUNT,
        )
        .order_by(t.chain_position, p.number)
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
        )
        for row in rows
    )


def _flow(row: Any, other: str) -> str:
    if row.reason == OPENING:
        return "float"
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


def _papers(
    session: TillSession, movements: tuple[CashMovement, ...], known: set[str]
) -> tuple[Paper, ...]:
    """Movements to or from this till that its own records do not have: on the way, or disputed."""
    found = []
    for m in movements:
        touches = session.account in (m.source, m.target)
        mine = m.sent_transaction in known or m.received_transaction in known
        if touches and m.kind in _MOVED and not (mine and m.state not in IN_TRANSIT):
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


def _off(connection: Connection, transaction_id: str, account: str, tender: Tender) -> Money | None:
    """What a count found to be off in one tender; None if it was not counted."""
    counted = connection.execute(
        select(till_counts.c.id).where(
            till_counts.c.transaction_id == transaction_id, till_counts.c.tender == tender.value
        )
    ).first()
    if counted is None:
        return None
    rows = connection.execute(
        select(postings.c.amount).where(
            postings.c.transaction_id == transaction_id,
            postings.c.account == account,
            postings.c.tender == tender.value,
        )
    )
    return total(row.amount for row in rows)


def _safe_off(connection: Connection, session: TillSession) -> Money | None:
    """What counts of the safe on that date found; None if it was not counted."""
    s, t, p = till_sessions.c, transactions.c, postings.c
    counted = connection.execute(
        select(till_counts.c.transaction_id)
        .join_from(till_counts, till_sessions, s.id == till_counts.c.session_id)
        .where(s.till_id == SAFE_ID, s.business_date == session.business_date)
    ).scalars().all()  # fmt: skip
    if not counted:
        return None
    rows = connection.execute(
        select(p.amount)
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(t.id.in_(counted), p.account == "safe", p.tender == Tender.CASH.value)
    )
    return total(row.amount for row in rows)


def _counted_at_opening(connection: Connection, session_id: str) -> bool:
    found = select(till_counts.c.id).where(
        till_counts.c.session_id == session_id, till_counts.c.occasion == "opening"
    )
    return connection.execute(found).first() is not None


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
