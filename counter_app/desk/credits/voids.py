"""Taking today's sale of a gift card back: the money returns and the code is worthless."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.approval import Approval, Verdict
from counter_app.core.document_json import read_document
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender, Transaction
from counter_app.desk.credits.facts import SOLD, TASK
from counter_app.desk.credits.rules import APPROVE, SaleFacts, judge_void
from counter_app.desk.credits.service import CreditDone
from counter_app.desk.credits.slip import void_slip
from counter_app.devices.card_processor import CardProcessor, Terminals
from counter_app.records.credits import Credit, credit_by_id, credits_issued_by, lock_credit
from counter_app.records.customers import find_customer
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import voiding
from counter_app.trade.approvers import allowed
from counter_app.trade.credits import read_state

SLIP: Final = "CV"


@dataclass(frozen=True, slots=True)
class _Void:
    """The sale of a gift card that is asked back; the gift card stands still meanwhile."""

    asked: voiding.Asked
    base: Transaction
    credit: Credit

    def answer(self, work: Work, void_id: str) -> CreditDone:
        return _answer(work, void_id, _amount(self.base))

    def holds(self) -> str:
        return self.base.id

    def title(self) -> str:
        return ""

    def judge(self, work: Work, done: str | None) -> Verdict:
        facts = _facts(work, self.credit, self.base, self.asked.day)
        request = voiding.request_of(self.asked, self.base)
        return judge_void(request, facts, self.asked.operator, work.store.currency)

    def check(self, work: Work, verdict: Verdict, approval: Approval | None) -> None:
        allowed(work, verdict, approval, APPROVE)

    def post(self, work: Work, station: Station, agreed: voiding.Agreed) -> CreditDone:
        return _post(work, station, self, agreed)


def void_sale(
    credit_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    note: str = "",
    request_id: str | None = None,
    processor: CardProcessor | Terminals | None = None,
    card_code: str | None = None,
) -> CreditDone:
    """Void the sale that issued a gift card (see `voiding.void`); a card that paid has it back."""
    with station.look() as work:
        credit = credit_by_id(work.connection, credit_id)
    if credit is None:
        raise NotFound("This credit is not known here.", code="credit.unknown")
    return voiding.void(
        station,
        _find,
        credit.issued_by,
        reason,
        approval,
        note=note,
        request_id=request_id,
        processor=processor,
        card_code=card_code,
    )


def finish_void(station: Station, void_id: str, processor: CardProcessor | Terminals) -> CreditDone:
    """Post a void once its card has its money back."""
    return voiding.finish(station, _find, void_id, processor)


def _find(work: Work, asked: voiding.Asked) -> _Void:
    sale = _sale(work, asked.reverses)
    if sale is None:
        raise NotFound("This was not sold at a desk.", code="credits.not_sold")
    (credit,) = credits_issued_by(work.connection, sale.id)
    return _Void(asked, sale, lock_credit(work.connection, credit.id))


def _post(work: Work, station: Station, void: _Void, agreed: voiding.Agreed) -> CreditDone:
    reversal, amount = agreed.reversal, _amount(void.base)
    by_card = any(p.tender is Tender.CARD for p in reversal.postings)
    number = work.journal.next_number(reversal)
    told = voiding.slip_head(work, station, void.asked, agreed, number, SLIP)
    handed = amount if by_card else -reversal.cash
    code = agreed.card_code if by_card else None
    slip = void_slip(told.head, void.credit.tail, handed, told.reason, told.words, code)
    posted = voiding.write(work, agreed, NumberedDocument(slip.kind, slip), number)
    return CreditDone(
        posted.id,
        posted.number,
        amount,
        ZERO,
        None,
        (slip,),
        bool(reversal.cash),
        agreed.verdict.findings,
        cash=reversal.cash,
    )


def sale_of(work: Work, credit: Credit) -> Transaction | None:
    """The sale of a gift card at a desk that issued a credit, None for any other."""
    return _sale(work, credit.issued_by)


def _sale(work: Work, transaction_id: str) -> Transaction | None:
    stored = read_transaction(work.connection, transaction_id)
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
    slips = tuple(read_document(content) for _, content, _ in stored.documents)
    base = stored.transaction
    return CreditDone(
        base.id,
        base.number,
        amount,
        ZERO,
        None,
        slips,
        drawer_kick=False,
        replayed=True,
        cash=base.cash,
    )


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
