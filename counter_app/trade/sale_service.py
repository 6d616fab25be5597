"""A sale at the desk from basket to receipt: judged, paid, posted once. For every selling task.

Money moves in one database transaction; an answer once given is given again for the same request.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from counter_app.codes.own_code import SALE_SLIP
from counter_app.core.approval import Approval, Finding, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.receipt import Receipt, ReceiptLine
from counter_app.core.said import said
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.core.words import amount_text
from counter_app.devices.card_processor import CardProcessor, ManualProcessor
from counter_app.records.customers import find_customer
from counter_app.records.decisions import add_decision, posted_request
from counter_app.records.journal import NumberedDocument, id_reused
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.rules.refund_plan import TenderPlan
from counter_app.station import Station
from counter_app.trade import refund_request
from counter_app.trade.approvers import beyond_limit
from counter_app.trade.basket import Basket, offers_on, price_lines, to_pay
from counter_app.trade.card_sales import (
    ask_payment_on_record,
    asked_before,
    card_paid,
    settle_payment,
)
from counter_app.trade.credits import OurCredits
from counter_app.trade.drawer import drawer_findings
from counter_app.trade.papers import head, words_for
from counter_app.trade.payments import Offer, Settlement, as_posted, settle
from counter_app.trade.sale_rules import SaleCase, beyond_price_limit, judge_sale
from counter_app.trade.sale_slip import sale_slip
from counter_app.trade.selling import Credits, SaleOrder, write_sale
from counter_app.trade.stored_basket import (
    as_asked,
    basket_of,
    basket_values,
    offer_values,
    offers_of,
)

OUR_CREDITS: Final = OurCredits()


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """A sale in the making; the id is made at the start and becomes the transaction's id."""

    id: str
    basket: Basket = field(default_factory=Basket)
    offers: tuple[Offer, ...] = ()
    customer_id: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedSale:
    """A sale with its lines priced, its payments settled, and what the rules say."""

    draft: SaleDraft
    lines: tuple[ReceiptLine, ...]
    settlement: Settlement
    operator: Operator
    verdict: Verdict
    chain: tuple[tuple[str, tuple[Finding, ...]], ...]

    @property
    def by_card(self) -> Money:
        """What a card pays."""
        return self.settlement.paid_in(Tender.CARD)


@dataclass(frozen=True, slots=True)
class SaleDone:
    """A posted sale. `drawer_kick` asks for one opening; never true for a replay."""

    transaction_id: str
    number: int
    receipt: Receipt
    settlement: Settlement
    documents: tuple[Document, ...]
    drawer_kick: bool
    findings: tuple[Finding, ...] = ()
    replayed: bool = False


def judge(work: Work, draft: SaleDraft, operator: Operator) -> JudgedSale:
    """Price a basket with today's promotions and taxes, settle its payments, ask every rule."""
    policy, day = work.policy(), work.today()
    offers = offers_on(draft.basket, policy.promotions)
    lines = price_lines(draft.basket, day, policy.tax, policy.selling, offers)
    settlement = settle(to_pay(lines), draft.offers, policy.refund_tenders.rounding.round)
    case = SaleCase(draft.basket, lines, settlement, operator, policy, work.store.currency)
    drawer = drawer_findings(work, settlement.cash_in)
    chain = (*judge_sale(case), ("drawer_limit", drawer))
    request = digest([draft.id, _request(draft), day.isoformat(), settlement.due.minor])
    verdict = Verdict(request, tuple(f for _, said in chain for f in said))
    return JudgedSale(draft, lines, settlement, operator, verdict, chain)


def complete(
    draft: SaleDraft,
    station: Station,
    task: str,
    approval: Approval | None = None,
    *,
    processor: CardProcessor | None = None,
    card_code: str | None = None,
    credits_desk: Credits = OUR_CREDITS,
) -> SaleDone:
    """Post a sale, or raise and move no money.

    Raises `Refused` (also for a card that is declined, unknown or waiting for its code),
    `ApprovalRequired`, or `Conflict` when the draft's id was used for something else.
    """
    terminal = processor or ManualProcessor()
    with station.open_work() as work:
        answer = _stored_answer(work, draft)
        if answer is not None:
            return answer
        pending = asked_before(work, draft.id, _content(draft))
        yes = pending.approval if pending else approval
        since = pending.since if pending else work.now()
        judged = judge(work, draft, work.operator(station.operator_id))
        refused = _refusal(work, judged, task, yes, since)
        if refused is None and not judged.by_card:
            return _post(work, station, judged, task, yes, since, credits_desk)
        if refused is None:
            _ask(work, judged, task, yes, terminal)
            work.commit()
    if refused is not None:
        with station.open_work() as work:
            _keep_decision(work, judged, task, "refused", approval)
            work.commit()
        raise refused
    settle_payment(station, draft.id, terminal, card_code)
    return finish(station, draft.id, task, draft.offers, credits_desk)


def finish(
    station: Station,
    draft_id: str,
    task: str,
    offers: tuple[Offer, ...] | None = None,
    credits_desk: Credits = OUR_CREDITS,
) -> SaleDone:
    """Post a sale whose card payment went through; what was asked for is what is posted.

    `offers` bring back the codes of gift cards and store credit, which are never stored.
    """
    with station.open_work() as work:
        pending = refund_request.resume(work, draft_id)
        assert pending is not None
        draft = _draft_of(draft_id, pending.content)
        if offers is not None and offer_values(offers) == offer_values(draft.offers):
            draft = replace(draft, offers=offers)
        answer = _stored_answer(work, draft)
        if answer is not None:
            return answer
        judged = judge(work, draft, work.operator(pending.operator_id))
        refund_request.forget(work, draft_id)
        return _post(work, station, judged, task, pending.approval, pending.since, credits_desk)


def _post(
    work: Work,
    station: Station,
    judged: JudgedSale,
    task: str,
    approval: Approval | None,
    since: datetime,
    credits_desk: Credits,
) -> SaleDone:
    draft = judged.draft
    customer = find_customer(work.connection, draft.customer_id or "")
    order = SaleOrder(
        draft.id,
        task,
        draft.basket,
        judged.lines,
        judged.settlement,
        customer_id=draft.customer_id,
        customer_ref=customer.number if customer else "",
    )
    number = work.journal.next_number(_bare(work, judged, task, since))
    sold = write_sale(
        work,
        station.clock,
        judged.operator,
        order,
        number,
        at=since,
        credits_desk=credits_desk,
        card=card_paid(work, draft.id),
    )
    used = approval if judged.verdict.to_cover() else None
    name = work.operator(used.approver_id).short_name if used else ""
    words = words_for(work, draft.customer_id)
    at_head = head(work, station, judged.operator, number, SALE_SLIP)
    slip = sale_slip(at_head, sold.receipt, judged.settlement, words, name)
    posted = work.journal.post(
        sold.transaction, judged.verdict, approval, (NumberedDocument("slip", slip),), number=number
    )
    work.print_jobs.add(posted.id, 1, judged.operator.id, work.now())
    _keep_decision(work, judged, task, "posted", used)
    work.commit()
    return SaleDone(
        posted.id,
        number,
        sold.receipt,
        judged.settlement,
        (slip,),
        drawer_kick=bool(judged.settlement.cash_in),
        findings=judged.verdict.findings,
    )


def _bare(work: Work, judged: JudgedSale, task: str, at: datetime) -> Transaction:
    """The transaction as far as it is known before its receipt is written."""
    session = work.till_session()
    return Transaction(
        id=judged.draft.id,
        kind=Kind.SALE,
        task=task,
        station=work.station,
        operator_id=judged.operator.id,
        business_date=work.today(),
        occurred_at=at,
        till_session_id=session.id if session else None,
    )


def _refusal(
    work: Work, judged: JudgedSale, task: str, approval: Approval | None, at: datetime
) -> Refused | None:
    """What stands in the way of posting, None if nothing does."""
    try:
        work.journal.check(_bare(work, judged, task, at), judged.verdict, approval)
        check_price_approver(work, judged.draft.basket, judged.verdict, approval)
    except Refused as refused:
        return refused
    if judged.settlement.paid_in(Tender.CASH) and work.till_session() is None:
        return Refused(
            "Open a till first; no money moves without one.",
            code="till_not_open",
            verdict=judged.verdict,
        )
    return None


def check_price_approver(
    work: Work, basket: Basket, verdict: Verdict, approval: Approval | None
) -> None:
    """Nobody approves a changed price beyond their own limit."""
    if approval is None or "sale.price_change" not in verdict.to_cover():
        return
    approver = work.operator(approval.approver_id)
    beyond = beyond_price_limit(basket, approver)
    if beyond is not None:
        shown = amount_text(beyond, work.store.currency)
        told = said(
            "{approver} may not change a price by {shown}.",
            approver=approver.short_name,
            shown=shown,
        )
        raise beyond_limit(told, verdict)


def _ask(
    work: Work,
    judged: JudgedSale,
    task: str,
    approval: Approval | None,
    processor: CardProcessor,
) -> None:
    draft = judged.draft
    request = refund_request.RefundRequest(
        transaction_id=draft.id,
        task=task,
        operator_id=judged.operator.id,
        title=judged.lines[0].description,
        total=judged.settlement.due,
        plan=TenderPlan(),
        content=_content(draft),
        as_of=work.today(),
        approval=approval,
    )
    ask_payment_on_record(work, request, judged.by_card, processor)


def _stored_answer(work: Work, draft: SaleDraft) -> SaleDone | None:
    """The answer this request got before; `Conflict` if its id was used for something else."""
    if not work.journal.is_posted(draft.id):
        return None
    stored = read_transaction(work.connection, draft.id)
    assert stored is not None
    base = stored.transaction
    sold = [(x.item_code, x.quantity.milli) for x in base.lines]
    if sold != [(x.item.code, x.quantity.milli) for x in draft.basket.lines]:
        raise id_reused()
    before = posted_request(work.connection, draft.id)
    asked = {} if before is None else before.request["sale"]
    if _paid_by(asked) != _paid_by(_request(draft)):
        raise id_reused()
    receipt = work.receipt(base.receipt_id or "")[0]
    return SaleDone(
        base.id,
        base.number,
        receipt,
        settle(to_pay(receipt.lines), offers_of(asked["offers"]), as_posted(base.cash_rounding)),
        tuple(read_document(content) for _, content, _ in stored.documents),
        drawer_kick=False,
        replayed=True,
    )


def _paid_by(request: Mapping[str, Any]) -> tuple[object, object]:
    return as_asked(request.get("offers")), request.get("customer")


def _keep_decision(
    work: Work, judged: JudgedSale, task: str, status: str, approval: Approval | None
) -> None:
    add_decision(
        work.connection,
        task=task,
        station=work.station,
        operator_id=judged.operator.id,
        approver_id=approval.approver_id if approval else None,
        request_id=judged.draft.id,
        verdict=judged.verdict,
        status=status,
        request={
            "sale": _request(judged.draft),
            "chain": [
                {"rule": name, "findings": [f.as_json() for f in said]}
                for name, said in judged.chain
            ],
        },
        policy_version=work.policy().version,
        at=work.now(),
    )


def _request(draft: SaleDraft) -> dict[str, Any]:
    return {
        "basket": basket_values(draft.basket),
        "offers": offer_values(draft.offers),
        "customer": draft.customer_id,
    }


def _content(draft: SaleDraft) -> str:
    return json.dumps(_request(draft), sort_keys=True)


def _draft_of(draft_id: str, content: str) -> SaleDraft:
    values = json.loads(content)
    return SaleDraft(
        draft_id, basket_of(values["basket"]), offers_of(values["offers"]), values["customer"]
    )
