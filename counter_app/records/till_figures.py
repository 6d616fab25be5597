"""What the books say of a till: its expectation, each operator's part of it, and its activity.

Nothing here may reach a screen, a slip or a draft before the till's last count is final.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, or_, select

from counter_app.core.money import ZERO, Money
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import postings, transactions
from counter_app.storage.prepared import Prepared

_p, _t = postings.c, transactions.c

_HELD: Final = Prepared(
    select(func.sum(_p.amount).label("amount")).where(
        _p.account == bindparam("account"),
        _p.tender == bindparam("tender"),
        _p.business_date >= bindparam("day"),
    )
)


def cash_before(connection: Connection, account: str, day: date) -> Money:
    """The cash that an account held when a business date began."""
    found = connection.execute(
        select(func.sum(_p.amount)).where(
            _p.account == account, _p.tender == Tender.CASH.value, _p.business_date < day
        )
    ).scalar()
    return _money(found)


def till_cash(connection: Connection, session: TillSession) -> Money:
    """The cash a till should hold now; a sum over the postings since its business date."""
    return session.carried + _held(connection, session, Tender.CASH)


def expectation(connection: Connection, session: TillSession) -> Mapping[Tender, Money]:
    """What a till should hold now in every tender that it holds anything of; cash always.

    Only cash stays from session to session. Checks that one took in the day before and gave to the
    safe today are none of the next one's.
    """
    rows = connection.execute(
        select(_p.tender, func.sum(_p.amount).label("amount"))
        .join_from(postings, transactions, _t.id == _p.transaction_id)
        .where(
            _p.account == session.account,
            _p.business_date >= session.business_date,
            or_(_p.tender == Tender.CASH.value, _t.till_session_id == session.id),
            _p.tender.is_not(None),
        )
        .group_by(_p.tender)
    )
    found = {Tender(row.tender): _money(row.amount) for row in rows}
    found[Tender.CASH] = session.carried + found.get(Tender.CASH, ZERO)
    return {t: m for t, m in sorted(found.items()) if m or t is Tender.CASH}


@dataclass(frozen=True, slots=True)
class Activity:
    """What one kind of transaction, for one reason, did in a session: how many, and how much.

    `account` is where the other side went ("paid_out:postage", "returns", "safe"); `tender` and
    `amount` are the till's own side, None and zero for what moved no money in the till.
    """

    kind: Kind
    reason: str
    account: str
    tender: Tender | None
    amount: Money
    count: int
    reversal: bool = False


def session_activity(connection: Connection, session: TillSession) -> tuple[Activity, ...]:
    """All a session did, grouped; the figures of its X and Z."""
    rows = connection.execute(
        select(
            _t.id,
            _t.kind,
            _t.reason,
            _t.reverses,
            _p.account,
            _p.tender,
            _p.amount,
        )
        .join_from(transactions, postings, _p.transaction_id == _t.id, isouter=True)
        .where(_t.till_session_id == session.id, _t.business_date >= session.business_date)
        .order_by(_t.chain_position, _p.number)
    ).all()
    by_transaction: dict[str, list[Any]] = {}
    for row in rows:
        by_transaction.setdefault(row.id, []).append(row)
    sums: dict[tuple[Any, ...], tuple[Money, int]] = {}
    for sides in by_transaction.values():
        for key, amount in _parts(sides, session.account):
            before, count = sums.get(key, (ZERO, 0))
            sums[key] = (before + amount, count + 1)
    return tuple(
        Activity(Kind(kind), reason, account, tender, amount, count, reversal)
        for (kind, reason, account, tender, reversal), (amount, count) in sorted(
            sums.items(), key=lambda item: tuple(str(x) for x in item[0])
        )
    )


def _parts(sides: list[Any], account: str) -> list[tuple[tuple[Any, ...], Money]]:
    """The till's own side of one transaction by tender, with what stood on the other side."""
    first = sides[0]
    others = sorted({s.account for s in sides if s.account is not None and s.account != account})
    other = next((o for o in others if not o.startswith(("tax:", "rounding"))), "")
    held: dict[Tender, Money] = {}
    for side in sides:
        if side.account == account and side.tender is not None:
            tender = Tender(side.tender)
            held[tender] = held.get(tender, ZERO) + side.amount
    head = (first.kind, first.reason, other)
    reversal = first.reverses is not None
    if not held:
        return [((*head, None, reversal), ZERO)]
    return [((*head, tender, reversal), amount) for tender, amount in held.items()]


def _held(connection: Connection, session: TillSession, tender: Tender) -> Money:
    row = _HELD.first(
        connection,
        {"account": session.account, "tender": tender.value, "day": session.business_date},
    )
    return _money(None if row is None else row.amount)


def _money(found: Any) -> Money:
    return found if isinstance(found, Money) else Money(int(found or 0))
