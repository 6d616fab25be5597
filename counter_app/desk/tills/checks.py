"""What the books promise about tills: money on its way is accounted for, settled tills are empty.

Movements and sessions say what the journal says of them. Run by `counter verify`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, String, cast, func, literal, or_, select

from counter_app.core.cash import ADVANCES, MovementKind, MovementState, transit_to
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind, account_of
from counter_app.core.transaction import Tender
from counter_app.records.cash_movements import cash_movements, pending_movements
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.till_figures import cash_before
from counter_app.records.tills import (
    store_tills,
    till_sessions,
    unsettled_session,
    unsettled_sessions,
)
from counter_app.records.verify_problem import Problem

_KINDS: Final = frozenset(kind.value for kind in MovementKind)
_TENDERS: Final = frozenset(tender.value for tender in Tender)


def verify_tills(connection: Connection) -> list[Problem]:
    """All faults in where tills and movements stand; an empty list if there are none."""
    return [
        *_movements(connection),
        *_unsent(connection),
        *_unnamed(connection),
        *_sessions(connection),
        *_transit(connection),
        *_carried(connection),
        *_emptied(connection),
    ]


def _movements(connection: Connection) -> Iterator[Problem]:
    """A movement says who sent and received how much, and when, as its transactions say it."""
    m, sent, came = cash_movements.c, transactions.alias("sent"), transactions.alias("came")
    out = (
        select(func.sum(postings.c.amount))
        .where(
            postings.c.transaction_id == sent.c.id,
            postings.c.account == m.source,
            postings.c.amount < ZERO,
        )
        .correlate(sent, cash_movements)
        .scalar_subquery()
    )
    statement = (
        select(sent.c.station, sent.c.business_date, sent.c.number)
        .add_columns(m.kind, m.amount, m.tenders, out)
        .join(sent, sent.c.id == m.sent_transaction)
        .outerjoin(came, came.c.id == m.received_transaction)
    )
    wrong = or_(
        m.sent_by != sent.c.operator_id,
        m.sent_at != sent.c.occurred_at,
        m.business_date != sent.c.business_date,
        m.session_id.is_distinct_from(sent.c.till_session_id),
        m.received_by.is_distinct_from(came.c.operator_id),
        m.received_at.is_distinct_from(came.c.occurred_at),
    )
    rows = connection.execute(statement.add_columns(wrong.label("wrong")).order_by(m.id))
    for station, day, number, kind, amount, tenders, posted, is_wrong in rows:
        told = total(map(Money, tenders.values()))
        left = amount if kind == MovementKind.CHANGE.value else -(posted or ZERO)  # as much came in
        known = kind in _KINDS and tenders.keys() <= _TENDERS
        if is_wrong or told != amount or left != amount or not known:
            where = f"{station} {day.isoformat()} no. {number}"
            words = f"The movement that it sent was changed: {where}."
            yield Problem("movement_changed", words, where)


def _unsent(connection: Connection) -> Iterator[Problem]:
    """What is on its way or has arrived was sent by a transaction."""
    m = cash_movements.c
    moved = [s.value for s in (MovementState.SENT, MovementState.RECEIVED, MovementState.DISPUTED)]
    statement = select(m.id, m.business_date).where(
        m.state.in_(moved), m.sent_transaction.is_(None)
    )
    for row in connection.execute(statement.order_by(m.id)):
        where = f"movement {row.id}"
        words = f"No record sent this movement of {row.business_date.isoformat()}."
        yield Problem("movement_unsent", words, where)


def _unnamed(connection: Connection) -> Iterator[Problem]:
    """Money that was paid in or out, or is on its way, has a movement that says why."""
    t, m = transactions.c, cash_movements.c
    named = select(m.id).where(
        or_(
            m.sent_transaction == t.id,
            m.received_transaction == t.id,
            m.resolved_transaction == t.id,
        )
    )
    p = postings.c
    moves = select(p.number).where(
        p.transaction_id == t.id,
        or_(*(p.account.startswith(said) for said in ("transit:", "paid_in:", "paid_out:"))),
    )
    statement = select(t.station, t.business_date, t.number).where(moves.exists(), ~named.exists())
    for row in connection.execute(statement.order_by(t.station, t.chain_position)):
        where = f"{row.station} {row.business_date.isoformat()} no. {row.number}"
        yield Problem("movement_missing", f"The movement that it made is gone: {where}.", where)


def _sessions(connection: Connection) -> Iterator[Problem]:
    """A session's till is the one its money moved in, and a till's Z numbers have no gap."""
    s, t, p = till_sessions.c, transactions.c, postings.c
    account = literal("till:") + cast(s.till_id, String)
    statement = (
        select(t.station, t.business_date, t.number)
        .join(postings, p.transaction_id == t.id)
        .join(till_sessions, s.id == t.till_session_id)
        .where(p.account.startswith("till:"), p.account != account)
        .distinct()
    )
    for row in connection.execute(statement):
        where = f"{row.station} {row.business_date.isoformat()} no. {row.number}"
        yield Problem(
            "till_changed", f"Its till is not the one its money moved in: {where}.", where
        )
    numbers = select(s.till_id, func.count(s.z_number), func.max(s.z_number)).group_by(s.till_id)
    for till, many, last in connection.execute(numbers.order_by(s.till_id)):
        if many != (last or 0):
            words = f"Till {till} has {many} Z numbers, and the last one is {last}."
            yield Problem("z_gap", words, account_of(till))


def _transit(connection: Connection) -> Iterator[Problem]:
    """What lies in transit, and in advances, is what movements say is there."""
    said: dict[str, Money] = {}
    for movement in pending_movements(connection):
        advance = movement.kind is MovementKind.ADVANCE
        account = ADVANCES if advance else transit_to(movement.target)
        said[account] = said.get(account, ZERO) + movement.open_amount
    p = postings.c
    rows = connection.execute(
        select(p.account, func.sum(p.amount).label("amount"))
        .where(p.account.like("transit:%") | (p.account == ADVANCES))
        .group_by(p.account)
    )
    held = {row.account: row.amount for row in rows if row.amount}
    for account in sorted({*said, *held}):
        if said.get(account, ZERO) != held.get(account, ZERO):
            words = f"What is in {account} is not what movements say is on its way."
            yield Problem("till_transit", words, account)


def _carried(connection: Connection) -> Iterator[Problem]:
    """The cash a session began its day with is what the days before left."""
    for session in unsettled_sessions(connection, SessionKind.DESK, SessionKind.LANE):
        found = cash_before(connection, session.account, session.business_date)
        if found != session.carried:
            words = f"Till {session.till_id} did not begin with what the days before left."
            yield Problem("till_carried", words, session.id)


def _emptied(connection: Connection) -> Iterator[Problem]:
    """A settled till holds nothing but the cash that was left in it."""
    p = postings.c
    rows = connection.execute(
        select(p.account, p.tender, func.sum(p.amount).label("amount"))
        .where(p.account.like("till:%"))
        .group_by(p.account, p.tender)
    )
    held: dict[str, list[tuple[str, Money]]] = {}
    for row in rows:
        if row.amount:
            held.setdefault(row.account, []).append((row.tender, row.amount))
    for till in store_tills(connection, SessionKind.DESK, SessionKind.LANE):
        left = held.get(account_of(till.id), [])
        other = total(m for tender, m in left if tender != Tender.CASH.value)
        short = any(m < ZERO for _, m in left)
        if left and (other or short) and unsettled_session(connection, till.id) is None:
            words = f"Till {till.id} is settled, and the books say it still holds something."
            yield Problem("till_not_empty", words, account_of(till.id))
