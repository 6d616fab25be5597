"""Taking today's sale of a gift card back: the money returns and the code is worthless."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
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
from counter_app.devices.card_processor import CardProcessor, ManualProcessor
from counter_app.records.credits import Credit, credits_issued_by, lock_credit
from counter_app.records.customers import find_customer
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import papers, refund_request, voided_cards
from counter_app.trade.credits import read_state
from counter_app.trade.voiding import keep_void

SLIP: Final = "CV"
GROUP: Final = "void"
"""The policy's reasons for a void."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A void that is asked for: of which gift card and sale, by whom, why; `id` becomes its id."""

    id: str
    credit: Credit
    sale: Transaction
    operator: Operator
    reason: str
    day: date


def void_sale(
    credit_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    request_id: str | None = None,
    processor: CardProcessor | None = None,
    card_code: str | None = None,
) -> CreditDone:
    """Void the sale that issued a gift card; raises `NotFound`, `BadInput`, `Refused`, `Conflict`.

    `reason` is a code of the policy's void reasons. A card that paid for it is asked first and gets
    its money back; `card_code` is the approval code of a stand-alone terminal (`processor` None).
    """
    terminal = processor or ManualProcessor()
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        credit = lock_credit(work.connection, credit_id)
        sale = sale_of(work, credit)
        if sale is None:
            raise NotFound("This was not sold at a desk.", code="credits.not_sold")
        if work.policy().reason(GROUP, reason) is None:
            raise BadInput("Choose why the sale is voided.", code="unknown_reason")
        done = reversed_by(work.connection, sale.id)
        if done is not None and done == request_id:
            return _answer(work, done, _amount(sale))
        wanted = _Wanted(request_id or new_id(), credit, sale, operator, reason, work.today())
        card = _card(work, wanted)
        no: tuple[Refused, Transaction, Verdict] | None = None
        if card is None or voided_cards.under_way(work, card) is None:
            verdict, reversal = _verdict(work, wanted), _reversal(work, wanted)
            refused = _refusal(work, reversal, verdict, approval)
            if refused is not None:
                no = refused, reversal, verdict
            elif card is None:
                return _post(work, station, wanted, reversal, verdict, approval)
            else:
                voided_cards.ask(work, card, approval, terminal)
                work.commit()
    if no is not None:
        with station.open_work() as work:
            keep_void(work, operator, no[1], no[2], "refused", None)
            work.commit()
        raise no[0]
    assert card is not None
    voided_cards.settle(station, card, terminal, card_code)
    return finish_void(station, wanted.id)


def finish_void(station: Station, void_id: str) -> CreditDone:
    """Post a void whose card has its money back; exactly what was asked for is what is posted."""
    with station.open_work() as work:
        pending = refund_request.pending_of(work, void_id)
        assert pending is not None
        asked = voided_cards.void_asked(pending)
        (credit,) = credits_issued_by(work.connection, asked["void"])
        credit = lock_credit(work.connection, credit.id)
        sale = sale_of(work, credit)
        assert sale is not None
        operator = work.operator(pending.operator_id)
        wanted = _Wanted(void_id, credit, sale, operator, asked["reason"], pending.as_of)
        verdict = voided_cards.still_asked(_verdict(work, wanted))
        reversal = replace(_reversal(work, wanted), occurred_at=pending.since)
        code = voided_cards.refund_code(work, void_id)
        refund_request.forget(work, void_id)
        return _post(work, station, wanted, reversal, verdict, pending.approval, code)


def _post(
    work: Work,
    station: Station,
    wanted: _Wanted,
    reversal: Transaction,
    verdict: Verdict,
    approval: Approval | None,
    card_code: str = "",
) -> CreditDone:
    sale, operator, amount = wanted.sale, wanted.operator, _amount(wanted.sale)
    by_card = any(p.tender is Tender.CARD for p in sale.postings)
    known = work.policy().reason(GROUP, wanted.reason)
    number = work.journal.next_number(reversal)
    head = papers.head(work, station, operator, number, SLIP)
    words = papers.words_for(work, sale.customer_id)
    why = known.label if known else wanted.reason
    handed = amount if by_card else -reversal.cash
    code = card_code if by_card else None
    slip = void_slip(head, wanted.credit.tail, handed, why, words, code)
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


def _card(work: Work, wanted: _Wanted) -> voided_cards.CardVoid | None:
    """The card that paid for the gift card, if one did; the gift card stands still meanwhile."""
    sale = wanted.sale
    payment = voided_cards.card_payment(work, sale.id)
    if payment is None:
        return None
    return voided_cards.CardVoid(
        wanted.id, TASK, wanted.operator.id, payment, sale.id, sale.id, wanted.reason
    )


def _reversal(work: Work, wanted: _Wanted) -> Transaction:
    return papers.reversal_of(work, wanted.sale, wanted.operator, wanted.reason, "", wanted.id)


def sale_of(work: Work, credit: Credit) -> Transaction | None:
    """The sale of a gift card at a desk that issued a credit, None for any other."""
    stored = read_transaction(work.connection, credit.issued_by)
    if stored is None:
        return None
    base = stored.transaction
    return base if (base.task, base.reason) == (TASK, SOLD) else None


def bank_card(work: Work, credit: Credit) -> bool:
    """True if a bank card paid for a gift card at a desk: a void gives it back there."""
    sale = sale_of(work, credit)
    return sale is not None and any(p.tender is Tender.CARD for p in sale.postings)


def judge_sale(work: Work, credit: Credit, operator_id: int) -> Verdict | None:
    """What speaks against voiding a gift card's sale; None if it was not sold at a desk today.

    Posts nothing and locks nothing: what the screen asks before it offers the void.
    """
    sale = sale_of(work, credit)
    if sale is None or sale.business_date != work.today():
        return None
    operator = work.operator(operator_id)
    return judge_void("", _facts(work, credit, sale, work.today()), operator, work.store.currency)


def _answer(work: Work, transaction_id: str, amount: Money) -> CreditDone:
    """The answer this request got before."""
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    slips = tuple(Document.from_json(content) for _, content, _ in stored.documents)
    base = stored.transaction
    return CreditDone(
        base.id, base.number, amount, ZERO, None, slips, False, replayed=True, cash=base.cash
    )


def _verdict(work: Work, wanted: _Wanted) -> Verdict:
    sale, operator = wanted.sale, wanted.operator
    request = digest(["void", sale.id, wanted.reason, operator.id])
    facts = _facts(work, wanted.credit, sale, wanted.day)
    return judge_void(request, facts, operator, work.store.currency)


def _facts(work: Work, credit: Credit, sale: Transaction, day: date) -> SaleFacts:
    issued = credits_issued_by(work.connection, sale.id)
    assert [c.id for c in issued] == [credit.id]
    session = session_by_id(work.connection, sale.till_session_id) if sale.till_session_id else None
    customer = find_customer(work.connection, sale.customer_id or "")
    return SaleFacts(
        day=day,
        sold_on=sale.business_date,
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
