"""What a return does to the books: judged under the receipt's lock, posted, printed, remembered.

Works on an open unit of work; `service` says when one begins and ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from counter_app.codes.own_code import RETURN_SLIP
from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.money import ZERO
from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Transaction
from counter_app.desk.returns import posting_sale, stored_draft, unreceipted
from counter_app.desk.returns.ahead import Ahead, asked_of
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.postings import postings
from counter_app.desk.returns.reading import check_unchanged, reread, situation
from counter_app.desk.returns.refund import Refund
from counter_app.desk.returns.rules import Assessment, assess
from counter_app.desk.returns.rules_money import limit_name
from counter_app.desk.returns.slip import ReturnPaper, return_slip
from counter_app.desk.returns.slip_exchange import NewPaper, exchange_slip
from counter_app.desk.returns.terms import Terms
from counter_app.desk.returns.without import recalled
from counter_app.records.journal import NumberedDocument
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refunding
from counter_app.trade.answers import Completed, answer_of, check_same
from counter_app.trade.approvers import allowed, check_limit
from counter_app.trade.credit_slip import payout_papers
from counter_app.trade.papers import head, words_for
from counter_app.trade.paying_out import Built, Payout, Source, pay_out
from counter_app.trade.posting import wind_up
from counter_app.trade.selling import Credits, Sold, sale_code

TASK: Final = "returns"
_NOT_ENTERED: Final = frozenset({"acknowledged", "last_reason"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft read afresh and judged, with who asks and under which policy."""

    draft: ReturnDraft
    operator: Operator
    assessment: Assessment
    terms: Terms
    session: TillSession | None
    policy_version: int
    ahead: Ahead | None = None
    """What was made ahead of exactly this judgement."""

    @property
    def task(self) -> str:
        return TASK

    @property
    def refund(self) -> Refund:
        """The exact refund."""
        return self.assessment.refund

    @property
    def money(self) -> Refund:
        return self.assessment.refund

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict

    def asked(self) -> object:
        return (self.ahead and self.ahead.request) or asked_of(self.assessment)

    def content(self) -> str:
        return stored_draft.to_ask(self.draft)


def judge(
    work: Work,
    draft: ReturnDraft,
    operator_id: int,
    as_of: date | None = None,
    ahead: Ahead | None = None,
) -> Judged:
    """Read the receipt and its history afresh and judge; `Conflict` if what was seen changed.

    `as_of` is the day a card refund was asked for, if that is under way. What was judged `ahead`
    is not worked out again where all that is read now equals what it was judged on.
    """
    operator = work.operator(operator_id)
    fresh = reread(work, draft, operator_id, as_of)
    check_unchanged(draft, fresh)
    where = situation(work, fresh.receipt, operator, fresh.as_of)
    if ahead is not None and not ahead.assessment.holds_for(fresh, where):
        ahead = None
    judged = assess(fresh, where) if ahead is None else ahead.assessment
    return Judged(
        judged.draft,
        operator,
        judged,
        where.terms,
        work.till_session(),
        where.policy.version,
        ahead,
    )


def stored_answer(work: Work, draft: ReturnDraft) -> Completed | None:
    """The answer this request got before, if it was posted; takes the receipt's lock.

    Raises `Conflict` if the draft's id was posted for something else.
    """
    if draft.without is None:
        work.lock_receipt(draft.receipt.id)
        posted = work.read_standing(draft.receipt, draft.id).posted
    else:
        unreceipted.hold(work, draft)
        posted = work.journal.is_posted(draft.id)
    if not posted:
        return None
    check_same(work, draft.id, stored_draft.content(draft), _NOT_ENTERED)
    return completed(work, draft.id)


def completed(work: Work, transaction_id: str) -> Completed:
    """The answer of a stored transaction, to be given again."""
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    return replace(answer_of(stored), sale=posting_sale.stored_half(work, stored))


def refusal(
    work: Work, judged: Judged, transaction: Transaction, approval: Approval | None
) -> Refused | None:
    """What stands in the way of posting, None if nothing does."""
    verdict = judged.assessment.verdict
    try:
        work.journal.check(transaction, verdict, approval)
        _check_approver(work, judged, approval)
        posting_sale.check_prices(work, judged, approval)
        _check_told(judged)
    except Refused as refused:
        return refused
    return None


def build(
    work: Work,
    judged: Judged,
    occurred_at: datetime,
    card_codes: Mapping[str, str] | None = None,
) -> Built:
    """The transaction of a judged draft; raises `Refused` for cash that no open till holds.

    `card_codes` are approval codes by the id of the receipt's payment.
    """
    draft, refund, session = judged.draft, judged.refund, judged.session
    tenders = refunding.with_codes(refund.plan.tenders, card_codes or {})
    new = refund.exchange
    if session is None and posting_sale.takes_cash(new):
        raise Refused(
            "Open a till first; no money moves without one.",
            code="till_not_open",
            verdict=judged.assessment.verdict,
        )
    payments = draft.payments if new is None else new.payments(draft.payments)
    source = Source(
        draft.id,
        payments,
        draft.receipt.id or None,
        draft.customer_id,
        own=refund.coupons,
        onto=draft.onto.credit_id if draft.onto else None,
    )
    try:
        payout = Payout() if refund.plan.blocked else pay_out(work, source, tenders, session)
    except Refused as refused:
        refused.verdict = judged.assessment.verdict
        raise
    own = judged.ahead.goods if judged.ahead else None
    transaction = Transaction(
        id=draft.id,
        kind=Kind.RETURN,
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        business_date=work.today(),
        occurred_at=occurred_at,
        postings=() if refund.plan.blocked else postings(refund, payout, own),
        lines=refund.lines,
        tenders=payout.tenders,
        carried=posting_sale.carried_over(new),
        till_session_id=session.id if session else None,
        receipt_id=draft.receipt.id or None,
        visit_id=None if new is None else posting_sale.visit_of(draft.id),
        customer_id=draft.customer_id,
        policy_version=judged.policy_version,
        proof=judged.assessment.proof,
    )
    return Built(transaction, payout)


def post(
    work: Work,
    station: Station,
    judged: Judged,
    built: Built,
    approval: Approval | None,
    credits_desk: Credits = posting_sale.OUR_CREDITS,
) -> Completed:
    """Number, write, queue the slips, remember the decision, drop the draft, commit."""
    transaction = built.transaction
    number = work.journal.next_number(transaction)
    used = approval if judged.assessment.verdict.to_cover() else None
    new = judged.refund.exchange
    sold = posting_sale.write_new_goods(
        work, station, judged, transaction, transaction.occurred_at, credits_desk
    )
    documents = _papers(work, station, judged, built.payout, used, number, sold)
    verdict = judged.assessment.verdict
    posted = work.journal.post(transaction, verdict, approval, documents, number=number)
    if sold is not None:
        slip = documents[0].document
        posting_sale.post_new_goods(work, sold, verdict.request_digest, slip)
    wind_up(work, judged, built, posted, documents, used)
    answer = Completed(
        posted.id,
        posted.number,
        transaction.kind,
        judged.refund.paid_out,
        transaction.tenders,
        transaction.postings,
        tuple(d.document for d in documents),
        drawer_kick=posting_sale.brings_cash(new) or bool(built.payout.cash),
        findings=verdict.findings,
        sale=posting_sale.half_of(new, sold),
    )
    work.commit()
    return answer


def _papers(
    work: Work,
    station: Station,
    judged: Judged,
    payout: Payout,
    approval: Approval | None,
    number: int,
    sold: Sold | None,
) -> tuple[NumberedDocument, ...]:
    words = words_for(work, judged.draft.customer_id)
    paper = ReturnPaper(
        judged.draft,
        judged.refund,
        payout.tenders,
        judged.terms,
        judged.assessment.verdict.findings,
        work.operator(approval.approver_id).short_name if approval else "",
        payout.rounding,
        payout.loaded,
    )
    at_head = head(work, station, judged.operator, number, RETURN_SLIP)
    if sold is None or judged.refund.exchange is None:
        slip = return_slip(at_head, paper, words, judged.ahead.slip if judged.ahead else None)
    else:
        at_head = replace(at_head, code=sale_code(work, sold.number))
        new = NewPaper(judged.refund.exchange, sold.receipt)
        slip = exchange_slip(at_head, paper, new, words)
    return payout_papers(work, slip, at_head, payout, words, approved=approval is not None)


def _check_approver(work: Work, judged: Judged, approval: Approval | None) -> None:
    """Nobody approves what they could not refund themselves."""
    verdict = judged.assessment.verdict
    approver = allowed(work, verdict, approval, "returns.approve")
    if approver is None or recalled(judged.draft) is not None:
        return
    if judged.draft.without is not None:
        unreceipted.check_approver(work, judged.refund.total, verdict, approver)
        return
    for tender, amount in judged.refund.plan.by_tender.items():
        asked = amount + judged.draft.paid_today.get(tender, ZERO)
        limit = approver.limits.get(limit_name(tender), ZERO)
        check_limit(work, verdict, approver, asked, limit, tender)


def _check_told(judged: Judged) -> None:
    """Every warning must have been read before money moves."""
    for finding in judged.assessment.to_acknowledge(judged.draft):
        raise Refused(
            finding.text,
            code="returns.not_acknowledged",
            remedy="Tell the customer, and confirm that you did.",
            verdict=judged.assessment.verdict,
        )
