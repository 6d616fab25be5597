"""What the books promise about returns: never more back than was sold, never more than was paid.

One pass of grouped sums each, over returns and price corrections that were not voided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from counter_app.core.money import ZERO, total
from counter_app.core.quantity import NONE
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import Kind, ProofKind, Tender
from counter_app.records.journal_tables import (
    postings,
    transaction_carried,
    transaction_line_taxes,
    transaction_lines,
    transaction_proofs,
    transaction_tenders,
    transactions,
)
from counter_app.records.receipts import (
    receipt_by_id,
    receipt_discounts,
    receipt_lines,
    receipt_taxes,
    receipt_tenders,
)
from counter_app.records.returned import GIVING_BACK, came_back
from counter_app.records.verify_problem import Problem
from counter_app.storage.types import MoneyType, QuantityType
from counter_app.trade.selling import CLEARING

_GIVING_BACK: Final = [kind.value for kind in GIVING_BACK]
_NOTHING: Final = literal(NONE, QuantityType)
_NO_MONEY: Final = literal(ZERO, MoneyType)
MAX_PROBLEMS: Final = 100
"""Of each sort; a damaged store has enough to look at with these."""


def verify_returns(connection: Connection) -> list[Problem]:
    """All faults in what was returned and refunded; an empty list if there are none."""
    return [
        *_lines(connection),
        *_taxes(connection),
        *_tenders(connection),
        *_coupons(connection),
        *_exchanges(connection),
        *_foreign_lines(connection),
        *_voids(connection),
        *_without_receipt(connection),
    ]


def _live() -> tuple[ColumnElement[bool], ...]:
    void = transactions.alias("void")
    return (
        transactions.c.kind.in_(_GIVING_BACK),
        ~select(void.c.id).where(void.c.reverses == transactions.c.id).exists(),
    )


def _lines(connection: Connection) -> Iterator[Problem]:
    back, sold = transaction_lines.c, receipt_lines.c
    quantity = case((came_back() == literal_column("1"), back.quantity), else_=_NOTHING)
    for row in _rows(
        connection,
        select(sold.id, sold.receipt_id, sold.number)
        .join(transaction_lines, back.receipt_line_id == sold.id)
        .join(transactions, transactions.c.id == back.transaction_id)
        .where(*_live())
        .group_by(sold.id, sold.receipt_id, sold.number, sold.quantity, sold.net)
        .having(or_(func.sum(quantity) > sold.quantity, func.sum(back.net) > sold.net)),
    ):
        yield Problem(
            "returned_too_much",
            f"More of line {row.number} came back than was sold or paid.",
            f"receipt {row.receipt_id}",
        )


def _taxes(connection: Connection) -> Iterator[Problem]:
    """A line's taxes by authority, name and rate: refunded at most what was charged."""
    tax, back, charged = transaction_line_taxes.c, transaction_lines.c, receipt_taxes.c
    paid = (
        select(
            charged.line_id,
            charged.authority,
            charged.name,
            charged.rate_ppm,
            func.sum(charged.amount).label("amount"),
        )
        .group_by(charged.line_id, charged.authority, charged.name, charged.rate_ppm)
        .subquery()
    )
    same = (
        (paid.c.line_id == back.receipt_line_id)
        & (paid.c.authority == tax.authority)
        & (paid.c.name == tax.name)
        & (paid.c.rate_ppm == tax.rate_ppm)
    )
    statement = (
        select(back.receipt_line_id, tax.authority)
        .join(
            transaction_lines,
            (back.transaction_id == tax.transaction_id) & (back.number == tax.line),
        )
        .join(transactions, transactions.c.id == tax.transaction_id)
        .outerjoin(paid, same)
        .where(*_live(), back.receipt_line_id.is_not(None))
        .group_by(back.receipt_line_id, tax.authority, tax.name, tax.rate_ppm, paid.c.amount)
        .having(or_(paid.c.amount.is_(None), func.sum(tax.amount) > paid.c.amount))
    )
    for row in _rows(connection, statement):
        yield Problem(
            "tax_refunded_too_much",
            f"More {row.authority} tax was refunded than was charged.",
            f"receipt line {row.receipt_line_id}",
        )


def _tenders(connection: Connection) -> Iterator[Problem]:
    """A payment gives back at most what it paid, as money and as value of an exchange together."""
    taken = union_all(_taken_from(transaction_tenders), _taken_from(transaction_carried)).subquery()
    paid = receipt_tenders.c
    for row in _rows(
        connection,
        select(
            paid.receipt_id,
            paid.number,
            paid.tender,
            (func.sum(taken.c.amount) - paid.amount).label("over"),
        )
        .join(taken, taken.c.receipt_tender_id == paid.id)
        .group_by(paid.id, paid.receipt_id, paid.number, paid.tender, paid.amount)
        .having(func.sum(taken.c.amount) > paid.amount),
    ):
        cash = row.tender == Tender.CASH.value
        if cash and int(row.over) <= _rounded_down(connection, row.receipt_id):
            continue
        yield Problem(
            "refunded_too_much",
            f"More was refunded to payment {row.number} than it paid.",
            f"receipt {row.receipt_id}",
        )


def _coupons(connection: Connection) -> Iterator[Problem]:
    """Claims are given up for at most what a receipt's coupons were."""
    given = (
        select(transactions.c.receipt_id, func.sum(postings.c.amount).label("amount"))
        .join(transactions, transactions.c.id == postings.c.transaction_id)
        .where(*_live(), postings.c.account == "coupons_given_back")
        .group_by(transactions.c.receipt_id)
        .subquery()
    )
    off = (
        select(func.sum(receipt_discounts.c.amount))
        .join(receipt_lines, receipt_lines.c.id == receipt_discounts.c.line_id)
        .where(
            receipt_lines.c.receipt_id == given.c.receipt_id,
            receipt_discounts.c.kind == DiscountKind.MANUFACTURER_COUPON.value,
        )
        .scalar_subquery()
    )
    paid = (
        select(func.sum(receipt_tenders.c.amount))
        .where(
            receipt_tenders.c.receipt_id == given.c.receipt_id,
            receipt_tenders.c.tender == Tender.COUPON.value,
        )
        .scalar_subquery()
    )
    were = func.coalesce(off, _NO_MONEY) + func.coalesce(paid, _NO_MONEY)
    for row in _rows(connection, select(given.c.receipt_id).where(given.c.amount > were)):
        yield Problem(
            "coupons_given_back_too_much",
            "Claims on more than this receipt’s coupons were given up.",
            f"receipt {row.receipt_id}",
        )


def _taken_from(table: Table) -> Select[Any]:
    return (
        select(table.c.receipt_tender_id, table.c.amount)
        .join(transactions, transactions.c.id == table.c.transaction_id)
        .where(*_live())
    )


def _exchanges(connection: Connection) -> Iterator[Problem]:
    """What a return carried over is what the sale of its visit got, and both say so."""
    statement = (
        select(transactions.c.visit_id)
        .join(postings, postings.c.transaction_id == transactions.c.id)
        .where(postings.c.account == CLEARING)
        .group_by(transactions.c.visit_id)
        .having(func.sum(postings.c.amount) != ZERO)
    )
    for row in _rows(connection, statement):
        yield Problem(
            "exchange_unequal",
            "The two halves of an exchange do not give and take the same value.",
            f"visit {row.visit_id}",
        )
    carried = (
        select(
            transaction_carried.c.transaction_id,
            func.sum(transaction_carried.c.amount).label("amount"),
        )
        .group_by(transaction_carried.c.transaction_id)
        .subquery()
    )
    posted = (
        select(postings.c.transaction_id, func.sum(postings.c.amount).label("amount"))
        .where(postings.c.account == CLEARING)
        .group_by(postings.c.transaction_id)
        .subquery()
    )
    signed = case(
        (transactions.c.kind == Kind.RETURN.value, -posted.c.amount), else_=posted.c.amount
    )
    differ = (
        select(transactions.c.id)
        .join(posted, posted.c.transaction_id == transactions.c.id)
        .outerjoin(carried, carried.c.transaction_id == transactions.c.id)
        .where(
            transactions.c.kind != Kind.VOID.value,
            or_(carried.c.amount.is_(None), carried.c.amount != signed),
        )
    )
    for row in _rows(connection, differ):
        yield Problem(
            "carried_unequal",
            "What an exchange carried over is not what it posted.",
            f"transaction {row.id}",
        )


def _rounded_down(connection: Connection, receipt_id: str) -> int:
    """By how many minor units the register rounded a receipt's cash down."""
    receipt = receipt_by_id(connection, receipt_id)
    if receipt is None:
        return 0
    return (receipt.total_paid - total(t.amount for t in receipt.tenders)).minor


def _foreign_lines(connection: Connection) -> Iterator[Problem]:
    """A line given back must belong to the receipt its transaction names."""
    back, sold = transaction_lines.c, receipt_lines.c
    for row in _rows(
        connection,
        select(transactions.c.id, back.number)
        .join(transaction_lines, back.transaction_id == transactions.c.id)
        .outerjoin(receipt_lines, sold.id == back.receipt_line_id)
        .where(
            transactions.c.kind.in_(_GIVING_BACK),
            transactions.c.receipt_id.is_not(None),
            or_(sold.receipt_id.is_(None), sold.receipt_id != transactions.c.receipt_id),
        ),
    ):
        yield Problem(
            "foreign_line",
            f"Line {row.number} is not on the receipt it was given back on.",
            f"transaction {row.id}",
        )


def _without_receipt(connection: Connection) -> Iterator[Problem]:
    """Goods without a receipt are no receipt's line, and say on what footing they came back."""
    proofs, back = transaction_proofs.c, transaction_lines.c
    bare = (ProofKind.NONE.value, ProofKind.RECALL.value)
    for row in _rows(
        connection,
        select(transactions.c.id, back.number)
        .join(transaction_proofs, proofs.transaction_id == transactions.c.id)
        .join(transaction_lines, back.transaction_id == transactions.c.id)
        .where(
            transactions.c.kind == Kind.RETURN.value,
            proofs.kind.in_(bare),
            or_(transactions.c.receipt_id.is_not(None), back.receipt_line_id.is_not(None)),
        ),
    ):
        yield Problem(
            "line_of_no_receipt",
            f"Line {row.number} came back without a receipt and names a receipt's line.",
            f"transaction {row.id}",
        )
    for row in _rows(
        connection,
        select(transactions.c.id)
        .outerjoin(transaction_proofs, proofs.transaction_id == transactions.c.id)
        .where(
            transactions.c.kind == Kind.RETURN.value,
            transactions.c.receipt_id.is_(None),
            or_(proofs.kind.is_(None), proofs.kind.not_in(bare)),
        ),
    ):
        yield Problem(
            "unproven_return",
            "Goods came back and nothing says on what footing.",
            f"transaction {row.id}",
        )


def _voids(connection: Connection) -> Iterator[Problem]:
    """A void posts exactly the opposite of what it takes back, account by account."""
    void = transactions.alias("void")
    statement = (
        select(void.c.id)
        .join(
            postings,
            or_(
                postings.c.transaction_id == void.c.id,
                postings.c.transaction_id == void.c.reverses,
            ),
        )
        .where(void.c.kind == Kind.VOID.value)
        .group_by(void.c.id, postings.c.account, postings.c.tender)
        .having(func.sum(postings.c.amount) != ZERO)
    )
    for row in _rows(connection, statement):
        yield Problem(
            "void_unequal",
            "A void does not take back exactly what it reverses.",
            f"transaction {row.id}",
        )


def _rows(connection: Connection, statement: Select[Any]) -> list[Any]:
    return list(connection.execute(statement.limit(MAX_PROBLEMS)))
