"""The void of an exchange takes both halves back: the return's, and here the sale's.

What a card, gift cards or store credits paid for the new goods goes back to them. The new goods'
receipt stays, marked void, so that nothing can come back on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counter_app.core.approval import Verdict
from counter_app.core.ids import derived_id
from counter_app.core.money import Money, total
from counter_app.core.transaction import Kind, Posting, RefundTender, Tender, Transaction
from counter_app.desk.returns.posting_sale import sale_of, visit_of
from counter_app.desk.returns.slip_void import PaidBack
from counter_app.records.credits import Credit, credit_by_id, credit_of, lock_credit
from counter_app.records.receipt_intake import mark_void
from counter_app.records.returned import returned_so_far
from counter_app.records.transaction_reader import (
    StoredTransaction,
    read_transaction,
    transactions_of_visit,
)
from counter_app.records.work import Work
from counter_app.trade.credits import latest, load, read_state


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


def paid(sale: Transaction | None) -> Money:
    """What the customer paid for new goods and gets back; cash as it was rounded."""
    return total(_paid(sale).values()) if sale else Money(0)


def cash_back(sale: Transaction | None) -> Money:
    """The cash of it."""
    return _paid(sale).get(Tender.CASH, Money(0)) if sale else Money(0)


def gives_back(work: Work, sale: Transaction | None, card_code: str) -> tuple[PaidBack, ...]:
    """Each payment for the new goods as it goes back, cash last, before it is posted.

    A credit whose paper was replaced since gets it under its code of now.
    """
    if sale is None:
        return ()
    rows = [
        PaidBack(Tender.CARD, p.amount, card_code) for p in sale.postings if p.tender is Tender.CARD
    ]
    for posting in sale.postings:
        credit = _credit(work, posting)
        if credit is not None:
            lock_credit(work.connection, credit.id)
            now = latest(work, credit)
            left = read_state(work, now).balance + posting.amount
            rows.append(PaidBack(now.kind, posting.amount, now.tail, left))
    return (*rows, *_cash(sale))


def paid_for(work: Work, back: Transaction) -> tuple[PaidBack, ...]:
    """What the customer paid for the new goods of an exchange, by tender."""
    return _of_sale(work, sale_of(back.id)) if back.visit_id == visit_of(back.id) else ()


def given_back(work: Work, void: Transaction) -> tuple[PaidBack, ...]:
    """What a posted void gave back of that; nothing for any other transaction."""
    return _of_sale(work, _sale_void(void.id)) if void.reverses is not None else ()


def post_reversal(
    work: Work, sale: Transaction, void: Transaction, digest: str, card_code: str
) -> None:
    """Take the sale back after the return: opposite postings, and its receipt marked void.

    `card_code` is the approval code under which the card got its money back.
    """
    assert sale.receipt_id is not None
    reversal = Transaction(
        id=_sale_void(void.id),
        kind=Kind.VOID,
        task=void.task,
        station=void.station,
        operator_id=void.operator_id,
        business_date=void.business_date,
        occurred_at=void.occurred_at,
        postings=tuple(Posting(p.account, -p.amount, p.tender) for p in sale.postings),
        lines=sale.lines,
        tenders=tuple(_given(t, card_code) for t in sale.tenders),
        carried=sale.carried,
        till_session_id=void.till_session_id,
        receipt_id=sale.receipt_id,
        visit_id=sale.visit_id,
        customer_id=sale.customer_id,
        reverses=sale.id,
        policy_version=void.policy_version,
        reason=void.reason,
        note=void.note,
    )
    work.journal.post(reversal, Verdict(digest))
    _follow_papers(work, sale, reversal, digest)
    mark_void(work.connection, sale.receipt_id)


def _follow_papers(work: Work, sale: Transaction, reversal: Transaction, digest: str) -> None:
    """Money that came back to a code that was replaced meanwhile goes on to the new one."""
    moved: list[Posting] = []
    for posting in sale.postings:
        credit = _credit(work, posting)
        now = credit if credit is None else latest(work, credit)
        if credit is None or now is None or now == credit:
            continue
        lock_credit(work.connection, now.id)
        moved += [Posting(credit.account, posting.amount), load(now, posting.amount)]
    if moved:
        on = replace(
            reversal,
            id=derived_id(reversal.id, "papers"),
            kind=Kind.SERVICE,
            postings=tuple(moved),
            lines=(),
            tenders=(),
            carried=(),
            receipt_id=None,
            reverses=None,
        )
        work.journal.post(on, Verdict(digest))


def _sale_void(void_id: str) -> str:
    return derived_id(void_id, "sale")


def _of_sale(work: Work, transaction_id: str) -> tuple[PaidBack, ...]:
    found = read_transaction(work.connection, transaction_id)
    if found is None:
        return ()
    base = found.transaction
    rows = [
        PaidBack(t.tender, t.amount, t.reference)
        for t in base.tenders
        if t.tender is not Tender.CASH
    ]
    return (*rows, *_cash(base))


def _cash(sale: Transaction) -> tuple[PaidBack, ...]:
    """The cash of a sale or of its reversal as it was rounded, though it be to nothing."""
    if not any(t.tender is Tender.CASH for t in sale.tenders):
        return ()
    return (PaidBack(Tender.CASH, abs(cash_back(sale)), rounding=sale.cash_rounding),)


def _paid(sale: Transaction) -> dict[Tender, Money]:
    """What the customer paid, by tender."""
    found: dict[Tender, Money] = {}
    for posting in sale.postings:
        head, _, rest = posting.account.partition(":")
        kind = Tender(rest.split(":")[0]) if head == "owed" else posting.tender
        if kind is not None:
            found[kind] = found.get(kind, Money(0)) + posting.amount
    return found


def _credit(work: Work, posting: Posting) -> Credit | None:
    credit_id = credit_of(posting.account)
    return None if credit_id is None else credit_by_id(work.connection, credit_id)


def _given(tender: RefundTender, card_code: str) -> RefundTender:
    return replace(tender, reference=card_code) if tender.tender is Tender.CARD else tender
