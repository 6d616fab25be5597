"""Taking today's sale of a gift card back: the money returns and the code is worthless."""

from __future__ import annotations

from typing import Final

from counter_app.core.approval import Approval, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.transaction import Tender, Transaction
from counter_app.desk.credits.facts import SOLD, TASK
from counter_app.desk.credits.rules import SaleFacts, judge_void
from counter_app.desk.credits.service import CreditDone, check_approver
from counter_app.desk.credits.slip import void_slip
from counter_app.records.credits import Credit, credits_issued_by, lock_credit
from counter_app.records.customers import find_customer
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import papers
from counter_app.trade.credits import read_state
from counter_app.trade.voiding import keep_void

SLIP: Final = "CV"
GROUP: Final = "void"
"""The policy's reasons for a void."""


def void_sale(
    credit_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    request_id: str | None = None,
) -> CreditDone:
    """Void the sale that issued a gift card; raises `NotFound`, `BadInput` or `Refused`.

    `reason` is a code of the policy's void reasons.
    """
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        credit = lock_credit(work.connection, credit_id)
        sale = sale_of(work, credit)
        if sale is None:
            raise NotFound("This was not sold at a desk.", code="credits.not_sold")
        known = work.policy().reason(GROUP, reason)
        if known is None:
            raise BadInput("Choose why the sale is voided.", code="unknown_reason")
        done = reversed_by(work.connection, sale.id)
        if done is not None and done == request_id:
            return _answer(work, done, _amount(sale))
        verdict = _verdict(work, credit, sale, reason, operator)
        wanted = request_id or new_id()
        reversal = papers.reversal_of(work, sale, operator, reason, "", wanted)
        refused = _refusal(work, reversal, verdict, approval)
        if refused is None:
            amount = _amount(sale)
            number = work.journal.next_number(reversal)
            head = papers.head(work, station, operator, number, SLIP)
            words = papers.words_for(work, sale.customer_id)
            slip = void_slip(head, credit.tail, -reversal.cash, known.label, words)
            posted = work.journal.post(
                reversal, verdict, approval, (NumberedDocument(slip.kind, slip),), number=number
            )
            work.print_jobs.add(posted.id, 1, operator.id, work.now())
            keep_void(work, operator, reversal, verdict, "posted", approval)
            work.commit()
            return CreditDone(
                posted.id,
                posted.number,
                amount,
                ZERO,
                None,
                (slip,),
                bool(reversal.cash),
                verdict.findings,
                cash=reversal.cash,
            )
    with station.open_work() as work:
        keep_void(work, operator, reversal, verdict, "refused", None)
        work.commit()
    raise refused


def sale_of(work: Work, credit: Credit) -> Transaction | None:
    """The sale of a gift card at a desk that issued a credit, None for any other."""
    stored = read_transaction(work.connection, credit.issued_by)
    if stored is None:
        return None
    base = stored.transaction
    return base if (base.task, base.reason) == (TASK, SOLD) else None


def judge_sale(work: Work, credit: Credit, operator_id: int) -> Verdict | None:
    """What speaks against voiding a gift card's sale; None if it was not sold at a desk today.

    Posts nothing and locks nothing: what the screen asks before it offers the void.
    """
    sale = sale_of(work, credit)
    if sale is None or sale.business_date != work.today():
        return None
    operator = work.operator(operator_id)
    return judge_void("", _facts(work, credit, sale), operator, work.store.currency)


def _answer(work: Work, transaction_id: str, amount: Money) -> CreditDone:
    """The answer this request got before."""
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    slips = tuple(Document.from_json(content) for _, content, _ in stored.documents)
    base = stored.transaction
    return CreditDone(
        base.id, base.number, amount, ZERO, None, slips, False, replayed=True, cash=base.cash
    )


def _verdict(
    work: Work, credit: Credit, sale: Transaction, reason: str, operator: Operator
) -> Verdict:
    request = digest(["void", sale.id, reason, operator.id])
    return judge_void(request, _facts(work, credit, sale), operator, work.store.currency)


def _facts(work: Work, credit: Credit, sale: Transaction) -> SaleFacts:
    issued = credits_issued_by(work.connection, sale.id)
    assert [c.id for c in issued] == [credit.id]
    paid = next(p for p in sale.postings if not p.account.startswith("owed:"))
    session = session_by_id(work.connection, sale.till_session_id) if sale.till_session_id else None
    customer = find_customer(work.connection, sale.customer_id or "")
    return SaleFacts(
        day=work.today(),
        sold_on=sale.business_date,
        tender=paid.tender or Tender.CASH,
        amount=_amount(sale),
        balance=read_state(work, credit).balance,
        already=reversed_by(work.connection, sale.id) is not None,
        till_open=session is None or session.state == "open",
        at_this_desk=session is None or session.station == work.station,
        customer=customer.name if customer else "",
    )


def _amount(sale: Transaction) -> Money:
    return total(-p.amount for p in sale.postings if p.account.startswith("owed:"))


def _refusal(
    work: Work, reversal: Transaction, verdict: Verdict, approval: Approval | None
) -> Refused | None:
    try:
        work.journal.check(reversal, verdict, approval)
        check_approver(work, verdict, approval)
    except Refused as refused:
        return refused
    return None
