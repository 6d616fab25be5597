"""Refunds of the last days as signals are computed from: one indexed query, voids left out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, func, select

from counter_app.core.money import Money
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import (
    overrides,
    transaction_proofs,
    transaction_tenders,
    transactions,
)
from counter_app.records.operators import operators
from counter_app.records.receipts import receipts
from counter_app.rules.past_refunds import PastRefund
from counter_app.storage.prepared import Prepared

MAX_REFUNDS: Final = 50_000

_VOID = transactions.alias("void")
_PERSON = (
    select(func.max(transaction_proofs.c.person_id))
    .where(transaction_proofs.c.transaction_id == transactions.c.id)
    .correlate(transactions)
    .scalar_subquery()
)
_BACK = (
    select(
        transactions.c.id,
        transactions.c.operator_id,
        transactions.c.customer_id,
        transactions.c.business_date,
        transaction_tenders.c.tender,
        func.sum(transaction_tenders.c.amount).label("amount"),
        receipts.c.operator.label("sold_by"),
        receipts.c.provisional,
        overrides.c.codes,
        operators.c.number.label("operator_number"),
        _PERSON.label("person_id"),
    )
    .join(operators, operators.c.id == transactions.c.operator_id)
    .join(transaction_tenders, transaction_tenders.c.transaction_id == transactions.c.id)
    .outerjoin(receipts, receipts.c.id == transactions.c.receipt_id)
    .outerjoin(overrides, overrides.c.transaction_id == transactions.c.id)
    .where(
        transactions.c.business_date > bindparam("after"),
        transactions.c.business_date <= bindparam("day"),
        transactions.c.kind == Kind.RETURN.value,
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .group_by(
        transactions.c.id,
        transactions.c.operator_id,
        transactions.c.customer_id,
        transactions.c.business_date,
        transaction_tenders.c.tender,
        receipts.c.operator,
        receipts.c.provisional,
        overrides.c.codes,
        operators.c.number,
    )
    .order_by(transactions.c.business_date)
    .limit(MAX_REFUNDS)
)
_REFUNDS: Final = Prepared(_BACK)


def past_refunds(connection: Connection, day: date, days: int) -> tuple[PastRefund, ...]:
    """Refunds of so many business dates that end with `day`, oldest first."""
    rows = _REFUNDS.all(connection, {"after": day - timedelta(days=days), "day": day})
    return tuple(
        PastRefund(
            r.id,
            r.operator_id,
            r.operator_number,
            r.customer_id,
            r.business_date,
            Tender(r.tender),
            r.amount if isinstance(r.amount, Money) else Money(int(r.amount)),
            r.sold_by or "",
            bool(r.provisional),
            frozenset(r.codes or ()),
            r.person_id,
        )
        for r in rows
    )
