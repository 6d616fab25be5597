"""What stands beside the journal against the journal: decisions, uses of a yes in advance, cards.

These rows carry no seal of their own. What they say of a posted transaction is in the chain, too,
so whoever changes one is found by the other; what never led to a posting is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, and_, case, func, literal_column, or_, select
from sqlalchemy.sql.elements import ColumnElement

from counter_app.records.approval_requests import (
    IN_ADVANCE,
    preauthorization_uses,
    preauthorizations,
)
from counter_app.records.chain import raw
from counter_app.records.decisions import decisions
from counter_app.records.journal_tables import overrides, postings, transactions
from counter_app.records.payments import IN, payment_attempts
from counter_app.records.verify_problem import Problem

MAX_PROBLEMS: Final = 100
"""Of each sort."""
TERMINALS: Final = ("card_clearing", "ebt_clearing")
"""The accounts of money that terminals moved."""

# As they are stored: a value that no program wrote is compared like any other.
_T, _D, _O, _P, _A = map(raw, (transactions, decisions, overrides, postings, payment_attempts))
_GRANTS, _USES = raw(preauthorizations), raw(preauthorization_uses)


def beside_problems(connection: Connection) -> Iterator[Problem]:
    """Every row beside the journal that says something else of a posting than the journal."""
    yield from _decisions(connection)
    yield from _granted_in_advance(connection)
    yield from _terminals(connection)


def _decisions(connection: Connection) -> Iterator[Problem]:
    """A posted decision names the request, the people and the rules of its transaction."""
    d, t = _D.c, _T.c
    same = ("request_digest", "operator_id", "station", "task", "policy_version")
    other = [_differ(d[name], t[name]) for name in same] + [
        _differ(d.approver_id, _O.c.approver_id)
    ]
    statement = (
        select(*_NAMED)
        .join(_D, d.request_id == t.id)
        .outerjoin(_O, _O.c.transaction_id == t.id)
        .where(d.status == "posted", or_(*other))
    )
    for row in connection.execute(statement.order_by(*_ORDERED).limit(MAX_PROBLEMS)):
        where = _where(row)
        yield Problem("decision_changed", f"The decision kept for it was changed: {where}.", where)


def _granted_in_advance(connection: Connection) -> Iterator[Problem]:
    """An approval given in advance is one use of what that manager granted to that clerk."""
    o, g, u = _O.c, _GRANTS.c, _USES.c
    statement = (
        select(*_NAMED)
        .join(_O, o.transaction_id == _T.c.id)
        .outerjoin(_GRANTS, g.id == o.reason)
        .outerjoin(_USES, u.approval_id == o.id)
        .where(
            o.method == IN_ADVANCE,
            or_(
                g.id.is_(None),
                _differ(g.granted_by, o.approver_id),
                _differ(g.clerk_id, o.requester_id),
                o.granted_at < g.granted_at,
                o.granted_at > g.ends_at,
                _differ(u.preauthorization_id, g.id),
                u.amount > g.amount,
            ),
        )
    )
    for row in connection.execute(statement.order_by(*_ORDERED).limit(MAX_PROBLEMS)):
        where = _where(row)
        text = f"What was granted in advance for it was changed: {where}."
        yield Problem("grant_changed", text, where)
    spent = (
        select(g.id)
        .join(_USES, u.preauthorization_id == g.id)
        .group_by(g.id, g.uses, g.total)
        .having(or_(func.count() > g.uses, and_(g.total > 0, func.sum(u.amount) > g.total)))
    )
    for row in connection.execute(spent.limit(MAX_PROBLEMS)):
        text = "More was used of what a manager granted in advance than was granted."
        yield Problem("grant_overspent", text, f"grant {row.id}")


def _terminals(connection: Connection) -> Iterator[Problem]:
    """What terminals said yes to is what was posted for them, transaction by transaction.

    The halves of an exchange count together; a card that was never asked through us has no rows.
    """
    visit = func.coalesce(_T.c.visit_id, _T.c.id)
    moved = (
        select(
            visit.label("visit"),
            func.min(_T.c.id).label("id"),
            func.sum(case((_A.c.direction == IN, _A.c.amount), else_=-_A.c.amount)).label("moved"),
        )
        .join(_A, _A.c.transaction_id == _T.c.id)
        .where(_A.c.state == "approved")
        .group_by(visit)
        .subquery()
    )
    posted = (
        select(visit.label("visit"), func.sum(_P.c.amount).label("posted"))
        .join(_P, _P.c.transaction_id == _T.c.id)
        .where(_P.c.account.in_(TERMINALS))
        .group_by(visit)
        .subquery()
    )
    statement = (
        select(*_NAMED)
        .join(moved, moved.c.id == _T.c.id)
        .outerjoin(posted, posted.c.visit == moved.c.visit)
        .where(func.coalesce(posted.c.posted, _NOTHING) != moved.c.moved)
    )
    for row in connection.execute(statement.order_by(*_ORDERED).limit(MAX_PROBLEMS)):
        where = _where(row)
        text = f"What the card terminal did is not what was posted: {where}."
        yield Problem("terminal_differs", text, where)


_NOTHING: Final[ColumnElement[int]] = literal_column("0")
_NAMED: Final = (_T.c.station, _T.c.business_date, _T.c.number)
_ORDERED: Final = (_T.c.station, _T.c.chain_position)


def _where(row: Any) -> str:
    """A record as people find it, in the words of the chain's check."""
    return f"{row.station} {row.business_date} no. {row.number}"


def _differ(one: Any, other: Any) -> ColumnElement[bool]:
    """True where two values differ, one of them missing included."""
    found: ColumnElement[bool] = one.is_distinct_from(other)
    return found
