"""What came back on a business date and what was sold, grouped by the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import (
    transaction_line_taxes,
    transaction_lines,
    transaction_tenders,
    transactions,
)
from counter_app.records.receipts import receipts


def _not_voided() -> ColumnElement[bool]:
    later = transactions.alias("later")
    return ~select(later.c.id).where(later.c.reverses == transactions.c.id).exists()


@dataclass(frozen=True, slots=True)
class LinesBack:
    """Returned lines with one reason by one operator: how many, without tax, tax, fees kept."""

    reason: str
    operator_id: int
    count: int
    net: Money
    tax: Money
    fee: Money

    @property
    def refunded(self) -> Money:
        """What was given back for them."""
        return self.net + self.tax - self.fee


@dataclass(frozen=True, slots=True)
class TenderBack:
    """What went back in one tender by one operator."""

    tender: Tender
    operator_id: int
    count: int
    amount: Money


@dataclass(frozen=True, slots=True)
class RegisterSales:
    """One register's receipts of a date: how many, what was paid, what was paid out again."""

    workstation: str
    count: int
    paid: Money
    refunded: Money


def lines_back(connection: Connection, day: date) -> tuple[LinesBack, ...]:
    """Lines of returns that no void took back, by reason and operator."""
    line, t = transaction_lines.c, transactions.c
    tax = (
        select(
            transaction_line_taxes.c.transaction_id,
            transaction_line_taxes.c.line,
            func.sum(transaction_line_taxes.c.amount).label("tax"),
        )
        .join(transactions, t.id == transaction_line_taxes.c.transaction_id)
        .where(t.business_date == day)
        .group_by(transaction_line_taxes.c.transaction_id, transaction_line_taxes.c.line)
        .subquery()
    )
    rows = connection.execute(
        select(
            line.reason,
            t.operator_id,
            func.count().label("many"),
            func.sum(line.net).label("net"),
            func.sum(tax.c.tax).label("tax"),
            func.sum(line.fee).label("fee"),
        )
        .join_from(transactions, transaction_lines, line.transaction_id == t.id)
        .outerjoin(tax, (tax.c.transaction_id == line.transaction_id) & (tax.c.line == line.number))
        .where(t.business_date == day, t.kind == Kind.RETURN.value, _not_voided())
        .group_by(line.reason, t.operator_id)
        .order_by(line.reason, t.operator_id)
    )
    return tuple(
        LinesBack(r.reason, r.operator_id, int(r.many), r.net or ZERO, r.tax or ZERO, r.fee or ZERO)
        for r in rows
    )


def tenders_back(connection: Connection, day: date) -> tuple[TenderBack, ...]:
    """How refunds that no void took back left, by tender and operator."""
    tender, t = transaction_tenders.c, transactions.c
    rows = connection.execute(
        select(
            tender.tender,
            t.operator_id,
            func.count().label("many"),
            func.sum(tender.amount).label("amount"),
        )
        .join_from(transactions, transaction_tenders, tender.transaction_id == t.id)
        .where(t.business_date == day, t.kind == Kind.RETURN.value, _not_voided())
        .group_by(tender.tender, t.operator_id)
        .order_by(tender.tender, t.operator_id)
    )
    return tuple(
        TenderBack(Tender(r.tender), r.operator_id, int(r.many), r.amount or ZERO) for r in rows
    )


def register_sales(connection: Connection, day: date) -> tuple[RegisterSales, ...]:
    """The registers' receipts of a date as they were sent in."""
    r = receipts.c
    positive = func.sum(r.total_paid).filter(r.total_paid > ZERO)
    negative = func.sum(r.total_paid).filter(r.total_paid < ZERO)
    rows = connection.execute(
        select(
            r.workstation,
            func.count().label("many"),
            positive.label("paid"),
            negative.label("refunded"),
        )
        .where(r.business_date == day)
        .group_by(r.workstation)
        .order_by(r.workstation)
    )
    return tuple(
        RegisterSales(row.workstation, int(row.many), row.paid or ZERO, row.refunded or ZERO)
        for row in rows
    )
