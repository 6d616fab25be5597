"""What a correction does to the books: judged under the receipt's lock, posted, printed, kept.

Works on an open unit of work; `service` says when one begins and ends.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from counter_app.codes.own_code import PRICE_CORRECTION_SLIP
from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import COUPONS_KEPT, Kind, Posting, Transaction
from counter_app.desk.price_correction import rules_money, stored_draft
from counter_app.desk.price_correction.amounts import Amounts, payments_of
from counter_app.desk.price_correction.case import Situation, limit_of
from counter_app.desk.price_correction.draft import CorrectionDraft, correction_values
from counter_app.desk.price_correction.puts import Put
from counter_app.desk.price_correction.reading import check_unchanged, reread, situation
from counter_app.desk.price_correction.rules import Assessment, assess
from counter_app.desk.price_correction.slip import CorrectionPaper, correction_slip
from counter_app.records.journal import NumberedDocument
from counter_app.records.price_corrections import CorrectedLine, add_corrections
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import answers, refunding
from counter_app.trade.answers import Completed
from counter_app.trade.approvers import allowed, check_limit
from counter_app.trade.credit_slip import payout_papers
from counter_app.trade.papers import head, words_for
from counter_app.trade.paying_out import Built, Payout, Source, pay_out
from counter_app.trade.posting import wind_up

TASK: Final = "price_correction"
_NOT_ENTERED: Final = frozenset({"acknowledged", "receipt_digest"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft read afresh and judged, with who asks and under which policy."""

    draft: CorrectionDraft
    operator: Operator
    assessment: Assessment
    where: Situation
    session: TillSession | None

    @property
    def task(self) -> str:
        return TASK

    @property
    def amounts(self) -> Amounts:
        """The exact amounts."""
        return self.assessment.amounts

    @property
    def money(self) -> Amounts:
        return self.assessment.amounts

    @property
    def verdict(self) -> Verdict:
        return self.assessment.verdict

    @property
    def policy_version(self) -> int:
        return self.where.policy.version

    def asked(self) -> dict[str, object]:
        return {
            "draft": json.loads(stored_draft.to_json(self.draft)),
            "as_of": self.draft.as_of.isoformat(),
            "chain": self.assessment.chain(),
            **self.amounts.beside,
        }

    def content(self) -> str:
        return stored_draft.to_ask(self.draft)


def judge(
    work: Work, draft: CorrectionDraft, operator_id: int, as_of: date | None = None
) -> Judged:
    """Read everything afresh and judge; `Conflict` if what was seen changed.

    `as_of` is the day a card refund was asked for, if that is under way.
    """
    operator = work.operator(operator_id)
    fresh = reread(work, draft, operator_id, as_of)
    check_unchanged(draft, fresh)
    where = situation(work, fresh.receipt, operator, fresh.as_of)
    return Judged(fresh, operator, assess(fresh, where), where, work.till_session())


def stored_answer(work: Work, draft: CorrectionDraft) -> Completed | None:
    """The answer this request got before, if it was posted; takes the receipt's lock.

    Raises `Conflict` if the draft's id was posted for something else.
    """
    work.lock_receipt(draft.receipt.id)
    if not work.read_standing(draft.receipt, draft.id).posted:
        return None
    content = json.loads(stored_draft.to_json(draft))
    answers.check_same(work, draft.id, content, _NOT_ENTERED)
    return answers.stored_answer(work, draft.id)


def refusal(
    work: Work, judged: Judged, transaction: Transaction, approval: Approval | None
) -> Refused | None:
    """What stands in the way of posting, None if nothing does."""
    try:
        work.journal.check(transaction, judged.verdict, approval)
        _check_approver(work, judged, approval)
        for finding in judged.assessment.to_acknowledge(judged.draft):
            raise Refused(
                finding.text,
                code="price.not_acknowledged",
                remedy="Confirm that you read it.",
                verdict=judged.verdict,
            )
    except Refused as refused:
        return refused
    return None


def build(
    work: Work,
    judged: Judged,
    occurred_at: datetime,
    card_codes: Mapping[str, str] | None = None,
) -> Built:
    """The transaction of a judged draft; raises `Refused` for cash the till does not hold."""
    amounts, session, draft = judged.amounts, judged.session, judged.draft
    tenders = refunding.with_codes(amounts.tenders, card_codes or {})
    stopped = amounts.plan.blocked or (amounts.bonus and amounts.bonus_tender is None)
    source = Source(
        draft.id,
        payments_of(draft),
        draft.receipt.id,
        draft.customer_id,
        own=amounts.bonus + amounts.coupons,
    )
    try:
        payout = Payout() if stopped else pay_out(work, source, tenders, session)
    except Refused as refused:
        refused.verdict = judged.verdict
        raise
    sealed = {x.line: x.seal for x in corrected_lines(judged)}
    transaction = Transaction(
        id=judged.draft.id,
        kind=Kind.PRICE_CORRECTION,
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        business_date=work.today(),
        occurred_at=occurred_at,
        postings=() if stopped else postings(amounts, payout),
        lines=tuple(replace(x, note=f"{x.note} {sealed[x.number]}".strip()) for x in amounts.lines),
        tenders=payout.tenders,
        till_session_id=session.id if session else None,
        receipt_id=judged.draft.receipt.id,
        customer_id=judged.draft.customer_id,
        case_id=judged.draft.case_id,
        policy_version=judged.policy_version,
    )
    return Built(transaction, payout)


def postings(amounts: Amounts, payout: Payout) -> tuple[Posting, ...]:
    """Overcharge, taxes, compensation and goodwill come in (+), money goes out (−).

    What a coupon paid is kept with the store's claim on it, or leaves and the claim is given up.
    """
    taxes: dict[str, Money] = {}
    for line in amounts.lines:
        for tax in line.taxes:
            taxes[tax.authority] = taxes.get(tax.authority, ZERO) + tax.amount
    differences = total(p.difference for p in amounts.puts)
    rows = [Posting("price_corrections", differences + amounts.coupons)]
    rows += [Posting(f"tax:{authority}", amount) for authority, amount in taxes.items()]
    rows.append(Posting("compensation", total(p.off + p.bonus for p in amounts.puts)))
    rows.append(Posting("goodwill", amounts.goodwill))
    rows.append(Posting(COUPONS_KEPT, -amounts.plan.kept))
    rows.append(Posting("coupons_given_back", amounts.claims))
    rows.append(Posting("coupon_claims", -amounts.claims))
    rows += payout.postings
    return tuple(row for row in rows if row.amount)


def corrected_lines(judged: Judged) -> tuple[CorrectedLine, ...]:
    """What is kept about each corrected line."""
    ids = {line.number: line.id for line in judged.draft.receipt.lines}
    return tuple(_corrected(put, ids[put.line.number]) for put in judged.amounts.puts)


def post(
    work: Work,
    station: Station,
    judged: Judged,
    built: Built,
    approval: Approval | None,
) -> Completed:
    """Number, write, keep the evidence, queue the slips, remember the decision, commit."""
    transaction, payout = built.transaction, built.payout
    number = work.journal.next_number(transaction)
    used = approval if judged.verdict.to_cover() else None
    documents = _papers(work, station, judged, payout, used, number)
    posted = work.journal.post(transaction, judged.verdict, approval, documents, number=number)
    add_corrections(work.connection, posted.id, corrected_lines(judged))
    wind_up(work, judged, built, posted, documents, used)
    work.commit()
    return Completed(
        posted.id,
        posted.number,
        transaction.kind,
        judged.amounts.total,
        transaction.tenders,
        transaction.postings,
        tuple(d.document for d in documents),
        drawer_kick=bool(payout.cash),
        findings=judged.verdict.findings,
    )


def _papers(
    work: Work,
    station: Station,
    judged: Judged,
    payout: Payout,
    approval: Approval | None,
    number: int,
) -> tuple[NumberedDocument, ...]:
    words = words_for(work, judged.draft.customer_id)
    paper = CorrectionPaper(
        judged.draft,
        judged.amounts,
        payout.tenders,
        judged.where.prices,
        judged.verdict.findings,
        work.operator(approval.approver_id).short_name if approval else "",
        payout.rounding,
    )
    at_head = head(work, station, judged.operator, number, PRICE_CORRECTION_SLIP)
    slip = correction_slip(at_head, paper, words)
    return payout_papers(work, slip, at_head, payout, words, approved=approval is not None)


def _corrected(put: Put, receipt_line_id: str) -> CorrectedLine:
    since = put.edition.since if put.edition else None
    return CorrectedLine(
        line=put.line.number,
        receipt_line_id=receipt_line_id or None,
        item_code=put.line.item_code,
        sort=put.correction.sort.value,
        charged=put.charged,
        right=put.correction.right,
        quantity=put.line.quantity,
        difference=put.difference,
        off=put.off,
        goodwill=put.goodwill,
        bonus=put.bonus,
        tax=put.line.tax,
        pack=put.pack.key if put.pack else "",
        edition=since.isoformat() if since else "",
        why=put.award.why.value if put.award else "",
        content=correction_values(put.correction),
    )


def _check_approver(work: Work, judged: Judged, approval: Approval | None) -> None:
    """Nobody approves what they could not correct themselves."""
    verdict, amounts, draft = judged.verdict, judged.amounts, judged.draft
    approver = allowed(work, verdict, approval, "prices.approve")
    if approver is None:
        return
    everything = amounts.total + draft.corrected_today
    check_limit(work, verdict, approver, everything, limit_of(approver, rules_money.LIMIT))
    goodwill = limit_of(approver, rules_money.GOODWILL) if amounts.goodwill else ZERO
    check_limit(work, verdict, approver, amounts.goodwill, goodwill)
    for tender, amount in amounts.by_tender.items():
        asked = amount + draft.paid_today.get(tender, ZERO)
        limit = approver.limits.get(f"refund_{tender.value}", ZERO)
        check_limit(work, verdict, approver, asked, limit, tender)
