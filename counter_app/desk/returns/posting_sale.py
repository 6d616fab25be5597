"""The second half of an exchange: the sale of the new goods, in the same database transaction.

Value that the old goods give goes through one clearing account; both transactions carry the visit.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.core.approval import Approval, Verdict
from counter_app.core.document import Document
from counter_app.core.ids import derived_id
from counter_app.core.money import Money, total
from counter_app.core.transaction import Posting, RefundTender, Tender, Transaction
from counter_app.desk.returns.exchange import Exchange
from counter_app.desk.returns.policy_goods import DEPOSITS
from counter_app.records.customers import find_customer
from counter_app.records.journal import NumberedDocument
from counter_app.records.transaction_reader import StoredTransaction, read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.answers import SaleHalf
from counter_app.trade.basket import Basket
from counter_app.trade.card_sales import card_paid
from counter_app.trade.credits import OurCredits
from counter_app.trade.sale_service import check_price_approver
from counter_app.trade.selling import CLEARING, Credits, SaleOrder, Sold, write_sale

if TYPE_CHECKING:
    from counter_app.desk.returns.posting import Judged

OUR_CREDITS = OurCredits()


def visit_of(draft_id: str) -> str:
    """The visit that both halves of an exchange carry."""
    return derived_id(draft_id, "visit")


def sale_of(draft_id: str) -> str:
    """The id of the sale that goes with a return."""
    return derived_id(draft_id, "sale")


def carried_over(new: Exchange | None) -> tuple[RefundTender, ...]:
    """What the return's transaction says went into new goods."""
    return () if new is None else tuple(c.as_record() for c in new.carried)


def clearing(new: Exchange | None) -> tuple[Posting, ...]:
    """The return's posting of what went into new goods."""
    return () if new is None else (Posting(CLEARING, -new.value),)


def by_card(new: Exchange | None) -> Money:
    """What the customer pays by card."""
    return Money(0) if new is None else new.settlement.paid_in(Tender.CARD)


def takes_cash(new: Exchange | None) -> bool:
    """True if the customer pays in cash, though it be rounded to nothing."""
    return new is not None and bool(new.settlement.paid_in(Tender.CASH))


def brings_cash(new: Exchange | None) -> bool:
    """True if cash comes into the till."""
    return new is not None and bool(new.settlement.cash_in)


def write_new_goods(
    work: Work,
    station: Station,
    judged: Judged,
    back: Transaction,
    at: datetime,
    credits_desk: Credits = OUR_CREDITS,
) -> Sold | None:
    """The receipt and the transaction of the new goods, numbered after the return's; not posted."""
    new, draft = judged.refund.exchange, judged.draft
    if new is None:
        return None
    numbers = {line.number: n for n, line in enumerate(new.lines, 1)}
    basket = Basket(
        tuple(
            replace(x, number=numbers[x.number], deposit_of=numbers.get(x.deposit_of or 0))
            for x in draft.new.basket.lines
        )
    )
    customer = find_customer(work.connection, draft.customer_id or "")
    order = SaleOrder(
        id=sale_of(draft.id),
        task=back.task,
        basket=basket,
        lines=tuple(replace(x, number=numbers[x.number]) for x in new.lines),
        settlement=new.settlement,
        carried=tuple(c.as_payment() for c in new.carried),
        visit_id=back.visit_id,
        customer_id=draft.customer_id,
        customer_ref=customer.number if customer else "",
        accounts={
            numbers[x.number]: DEPOSITS
            for x in new.lines
            if judged.terms.now.goods.deposit(x) is not None
        },
        extra={} if draft.without else {"exchanged_from": str(draft.receipt.key)},
    )
    return write_sale(
        work,
        station.clock,
        judged.operator,
        order,
        work.journal.next_number(back),
        at=at,
        credits_desk=credits_desk,
        card=card_paid(work, draft.id),
    )


def post_new_goods(work: Work, sold: Sold, digest: str, slip: Document) -> None:
    """Post the sale; a manager agreed to it together with the return, if that was needed."""
    work.journal.post(
        sold.transaction,
        Verdict(digest),
        None,
        (NumberedDocument("slip", slip),),
        number=sold.number,
    )


def check_prices(work: Work, judged: Judged, approval: Approval | None) -> None:
    """Nobody approves a changed price beyond their own limit."""
    check_price_approver(work, judged.draft.new.basket, judged.assessment.verdict, approval)


def half_of(new: Exchange | None, sold: Sold | None) -> SaleHalf | None:
    """What the answer says of the new goods."""
    if new is None or sold is None:
        return None
    paid, number = new.settlement, sold.receipt.receipt_number
    return SaleHalf(sold.transaction.id, new.due, paid.paid, paid.change, number)


def stored_half(work: Work, back: StoredTransaction) -> SaleHalf | None:
    """The same of an exchange that was posted before; change was handed over then."""
    if back.transaction.visit_id != visit_of(back.transaction.id):
        return None
    sale = read_transaction(work.connection, sale_of(back.transaction.id))
    if sale is None:
        return None
    base = sale.transaction
    receipt, _ = work.receipt(base.receipt_id or "")
    due = total(t.amount for t in base.tenders)
    return SaleHalf(base.id, due, due + base.cash_rounding, Money(0), receipt.receipt_number)
