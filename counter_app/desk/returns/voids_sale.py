"""The void of an exchange takes both halves back: the return's, and here the sale's.

The new goods' receipt stays, marked void, so that nothing can come back on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.approval import Verdict
from counter_app.core.ids import derived_id
from counter_app.core.money import Money, total
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.desk.returns.posting_sale import sale_of, visit_of
from counter_app.records.receipt_intake import mark_void
from counter_app.records.returned import returned_so_far
from counter_app.records.transaction_reader import (
    StoredTransaction,
    read_transaction,
    transactions_of_visit,
)
from counter_app.records.work import Work


def return_of(work: Work, found: StoredTransaction) -> StoredTransaction | None:
    """The return that goes with the sale of an exchange; the return itself if it is one."""
    base = found.transaction
    if base.kind is Kind.RETURN:
        return found
    if base.kind is not Kind.SALE or base.visit_id is None:
        return None
    for other in transactions_of_visit(work.connection, base.visit_id):
        if other != base.id and visit_of(other) == base.visit_id:
            return read_transaction(work.connection, other)
    return None


def sale_half(work: Work, back: Transaction) -> Transaction | None:
    """The sale that goes with a return, None if it is no exchange; holds its receipt's lock."""
    if back.visit_id != visit_of(back.id):
        return None
    found = read_transaction(work.connection, sale_of(back.id))
    if found is None:
        return None
    assert found.transaction.receipt_id is not None
    work.lock_receipt(found.transaction.receipt_id)
    return found.transaction


def against(work: Work, sale: Transaction | None) -> Iterator[str]:
    """Codes of what speaks against taking the sale back."""
    if sale is None or sale.receipt_id is None:
        return
    receipt, _ = work.receipt(sale.receipt_id)
    so_far = returned_so_far(work.connection, receipt)
    if so_far.at_desk or so_far.at_registers:
        yield "void.new_goods_back"
    tenders = {t.tender for t in sale.tenders}
    if Tender.CARD in tenders:
        yield "void.card_paid"
    if tenders & {Tender.GIFT_CARD, Tender.STORE_CREDIT}:
        yield "void.credit_paid"


def cash_back(sale: Transaction | None) -> Money:
    """The cash that the customer paid for new goods and gets back."""
    return total(p.amount for p in sale.postings if p.tender is Tender.CASH) if sale else Money(0)


def post_reversal(work: Work, sale: Transaction, void: Transaction, digest: str) -> None:
    """Take the sale back after the return: opposite postings, and its receipt marked void."""
    assert sale.receipt_id is not None
    reversal = Transaction(
        id=derived_id(void.id, "sale"),
        kind=Kind.VOID,
        task=void.task,
        station=void.station,
        operator_id=void.operator_id,
        business_date=void.business_date,
        occurred_at=void.occurred_at,
        postings=tuple(Posting(p.account, -p.amount, p.tender) for p in sale.postings),
        lines=sale.lines,
        tenders=sale.tenders,
        carried=sale.carried,
        till_session_id=sale.till_session_id,
        receipt_id=sale.receipt_id,
        visit_id=sale.visit_id,
        customer_id=sale.customer_id,
        reverses=sale.id,
        policy_version=void.policy_version,
        reason=void.reason,
        note=void.note,
    )
    work.journal.post(reversal, Verdict(digest))
    mark_void(work.connection, sale.receipt_id)
