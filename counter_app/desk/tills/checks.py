"""What the books promise about tills: money on its way is accounted for, settled tills are empty.

Run by `counter verify` and by the nightly run; a few grouped sums.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from counter_app.core.cash import ADVANCES, MovementKind, transit_to
from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import SessionKind, account_of
from counter_app.core.transaction import Tender
from counter_app.records.cash_movements import pending_movements
from counter_app.records.journal_tables import postings
from counter_app.records.till_figures import cash_before
from counter_app.records.tills import store_tills, unsettled_session, unsettled_sessions
from counter_app.records.verify_problem import Problem


def verify_tills(connection: Connection) -> list[Problem]:
    """All faults in where tills and movements stand; an empty list if there are none."""
    return [*_transit(connection), *_carried(connection), *_emptied(connection)]


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
