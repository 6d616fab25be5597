"""What the books know of a customer's returns, and how often an operator asked for approval.

Facts for a person who decides; no rule reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from counter_app.core.approval import Outcome
from counter_app.core.clock import StoreCalendar
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind
from counter_app.records.decisions import decisions
from counter_app.records.journal_tables import overrides, transaction_tenders, transactions

DAYS: Final = 90
MAX_ASKED: Final = 1_000


@dataclass(frozen=True, slots=True)
class CustomerHistory:
    """Returns of one customer in the last `DAYS` days; voided ones are left out."""

    returns: int = 0
    amount: Money = ZERO
    approved: int = 0
    without_receipt: int = 0


_VOID: Final = transactions.alias("void")
_PAID: Final = (
    select(func.sum(transaction_tenders.c.amount))
    .where(transaction_tenders.c.transaction_id == transactions.c.id)
    .scalar_subquery()
)
_RETURNS: Final = (
    select(
        transactions.c.id,
        transactions.c.receipt_id,
        _PAID.label("paid"),
        overrides.c.id.label("override_id"),
    )
    .outerjoin(overrides, overrides.c.transaction_id == transactions.c.id)
    .where(
        transactions.c.customer_id == bindparam("customer"),
        transactions.c.business_date > bindparam("after"),
        transactions.c.business_date <= bindparam("day"),
        transactions.c.kind == Kind.RETURN.value,
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .subquery()
)
_HISTORY: Final = select(
    func.count(),
    func.sum(_RETURNS.c.paid),
    func.count(_RETURNS.c.override_id),
    func.count() - func.count(_RETURNS.c.receipt_id),
).select_from(_RETURNS)


def customer_history(connection: Connection, customer_id: str, day: date) -> CustomerHistory:
    """The `DAYS` days that end with this business date, that day included."""
    row = connection.execute(
        _HISTORY, {"customer": customer_id, "after": day - timedelta(days=DAYS), "day": day}
    ).one()
    return CustomerHistory(int(row[0]), _money(row[1]), int(row[2]), int(row[3]))


_ASKED: Final = (
    select(decisions.c.request_id, decisions.c.decided_at)
    .where(
        decisions.c.operator_id == bindparam("operator"),
        decisions.c.decided_at > bindparam("since"),
        decisions.c.request_id != bindparam("but"),
        decisions.c.outcome.in_((Outcome.APPROVAL_NEEDED.value, Outcome.DENIED_OVERRIDABLE.value)),
    )
    .limit(MAX_ASKED)
)


def asked_for_approval(
    connection: Connection, operator_id: int, calendar: StoreCalendar, now: datetime, but: str
) -> int:
    """For how many requests this business day an operator needed a manager, but for one of them."""
    rows = connection.execute(
        _ASKED, {"operator": operator_id, "since": now - timedelta(hours=25), "but": but}
    )
    day = calendar.business_date(now)
    return len({r.request_id for r in rows if calendar.business_date(r.decided_at) == day})


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
