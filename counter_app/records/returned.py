"""What has already come back of a receipt: at this desk, and at the registers.

Never stored twice: always summed from the journal (voided returns left out) and from imported
register returns. Called under the receipt's lock when a return is posted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import Direction, Receipt, ReceiptLine, ReceiptTender
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import (
    transaction_line_taxes,
    transaction_lines,
    transaction_tenders,
    transactions,
)
from counter_app.records.receipts import receipt_by_id, receipt_lines

TaxKey = tuple[str, str, int]
"""(authority, name, rate in ppm) of one tax on a line."""


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Sums over everything of one receipt line that came back."""

    quantity: Quantity = NONE
    net: Money = ZERO
    taxes: dict[TaxKey, Money] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Returned:
    """Returned sums by receipt line id, refunded sums by receipt tender id."""

    lines: dict[str, ReturnedLine]
    tenders: dict[str, Money]
    at_registers: bool = False
    last_return_on: date | None = None


def returned_so_far(connection: Connection, receipt: Receipt) -> Returned:
    """All that came back of this receipt up to now."""
    lines = _desk_lines(connection, receipt.id)
    tenders = _desk_tenders(connection, receipt.id)
    register = _register_returns(connection, receipt)
    for register_receipt, line, original in register:
        lines[original.id] = _add(lines.get(original.id, ReturnedLine()), line)
        _give_to_tenders(tenders, receipt, register_receipt, line.paid)
    return Returned(lines, tenders, at_registers=bool(register))


def refunded_by(
    connection: Connection, receipt_id: str, operator_id: int, day: date
) -> dict[Tender, Money]:
    """What one operator refunded on a receipt on one business date, by tender."""
    tender = transaction_tenders.c
    rows = connection.execute(
        select(tender.tender, func.sum(tender.amount).label("amount"))
        .join(transactions, transactions.c.id == tender.transaction_id)
        .where(
            *_live_returns(receipt_id),
            transactions.c.operator_id == operator_id,
            transactions.c.business_date == day,
        )
        .group_by(tender.tender)
    )
    return {Tender(row.tender): _money(row.amount) for row in rows}


def voided_by(connection: Connection, operator_id: int, day: date) -> Money:
    """The sum of all refunds one operator voided on one business date."""
    amount = connection.execute(
        select(func.sum(transaction_tenders.c.amount))
        .join(transactions, transactions.c.id == transaction_tenders.c.transaction_id)
        .where(
            transactions.c.kind == Kind.VOID.value,
            transactions.c.operator_id == operator_id,
            transactions.c.business_date == day,
        )
    ).scalar()
    return _money(amount)


def _live_returns(receipt_id: str) -> tuple[ColumnElement[bool], ...]:
    void = transactions.alias("void")
    return (
        transactions.c.receipt_id == receipt_id,
        transactions.c.kind == Kind.RETURN.value,
        ~select(void.c.id).where(void.c.reverses == transactions.c.id).exists(),
    )


def _desk_lines(connection: Connection, receipt_id: str) -> dict[str, ReturnedLine]:
    conditions = _live_returns(receipt_id)
    sums = connection.execute(
        select(
            transaction_lines.c.receipt_line_id,
            func.sum(transaction_lines.c.quantity).label("quantity"),
            func.sum(transaction_lines.c.net).label("net"),
        )
        .join(transactions, transactions.c.id == transaction_lines.c.transaction_id)
        .where(*conditions, transaction_lines.c.receipt_line_id.is_not(None))
        .group_by(transaction_lines.c.receipt_line_id)
    ).all()
    tax = transaction_line_taxes.c
    taxes: dict[str, dict[TaxKey, Money]] = {}
    for row in connection.execute(
        select(
            transaction_lines.c.receipt_line_id,
            tax.authority,
            tax.name,
            tax.rate_ppm,
            func.sum(tax.amount).label("amount"),
        )
        .join(
            transaction_lines,
            (transaction_lines.c.transaction_id == tax.transaction_id)
            & (transaction_lines.c.number == tax.line),
        )
        .join(transactions, transactions.c.id == tax.transaction_id)
        .where(*conditions, transaction_lines.c.receipt_line_id.is_not(None))
        .group_by(transaction_lines.c.receipt_line_id, tax.authority, tax.name, tax.rate_ppm)
    ):
        key = (row.authority, row.name, row.rate_ppm)
        taxes.setdefault(row.receipt_line_id, {})[key] = _money(row.amount)
    return {
        row.receipt_line_id: ReturnedLine(
            _quantity(row.quantity), _money(row.net), taxes.get(row.receipt_line_id, {})
        )
        for row in sums
    }


def _desk_tenders(connection: Connection, receipt_id: str) -> dict[str, Money]:
    tender = transaction_tenders.c
    rows = connection.execute(
        select(tender.receipt_tender_id, func.sum(tender.amount).label("amount"))
        .join(transactions, transactions.c.id == tender.transaction_id)
        .where(*_live_returns(receipt_id), tender.receipt_tender_id.is_not(None))
        .group_by(tender.receipt_tender_id)
    )
    return {row.receipt_tender_id: _money(row.amount) for row in rows}


def _register_returns(
    connection: Connection, receipt: Receipt
) -> list[tuple[Receipt, ReceiptLine, ReceiptLine]]:
    """Lines that came back at a register, each with the register's receipt and the sold line."""
    key = receipt.key
    table = receipt_lines.c
    ids = connection.execute(
        select(table.receipt_id)
        .where(
            table.link_store == key.store,
            table.link_workstation == key.workstation,
            table.link_date == key.business_date,
            table.link_sequence == key.sequence,
        )
        .distinct()
    ).all()
    found = []
    for row in ids:
        register = receipt_by_id(connection, row.receipt_id)
        if register is None or register.status != "finished":
            continue
        for line in register.lines:
            original = _original_of(line, receipt)
            if original is not None:
                found.append((register, line, original))
    return found


def _original_of(line: ReceiptLine, receipt: Receipt) -> ReceiptLine | None:
    if line.direction is not Direction.RETURNED or line.link is None:
        return None
    if line.link.key != receipt.key:
        return None
    sold = receipt.sold
    if line.link.line_sequence is not None:
        for candidate in sold:
            if line.link.line_sequence in (candidate.source_sequence, candidate.number):
                return candidate
    return next((c for c in sold if c.item_code == line.item_code), None)


def _add(sofar: ReturnedLine, line: ReceiptLine) -> ReturnedLine:
    taxes = dict(sofar.taxes)
    for t in line.taxes:
        key = (t.authority, t.name, t.rate_ppm)
        taxes[key] = taxes.get(key, ZERO) + t.amount
    return ReturnedLine(sofar.quantity + line.quantity, sofar.net + line.net, taxes)


def _give_to_tenders(
    tenders: dict[str, Money], receipt: Receipt, register: Receipt, amount: Money
) -> None:
    """Charge a register's refund to the original tenders: the same kind first, then in order."""
    kinds = {t.tender for t in register.tenders}
    ordered: list[ReceiptTender] = sorted(receipt.tenders, key=lambda t: t.tender not in kinds)
    for tender in ordered:
        open_amount = tender.amount - tenders.get(tender.id, ZERO)
        part = min(open_amount, amount)
        if part > ZERO:
            tenders[tender.id] = tenders.get(tender.id, ZERO) + part
            amount -= part


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))


def _quantity(value: object) -> Quantity:
    return value if isinstance(value, Quantity) else Quantity(int(str(value or 0)))
