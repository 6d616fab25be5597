"""Credits at the desk: use for a register, pay out the rest, sell, replace a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import NotFound, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.transaction import Kind, Proof, ProofKind, Transaction
from counter_app.desk.credits.draft import (
    Action,
    CreditDraft,
    asked_of,
    from_json,
    request_digest,
    to_json,
)
from counter_app.desk.credits.facts import SOLD, TASK, facts_of
from counter_app.desk.credits.moves import Move, move
from counter_app.desk.credits.rules import APPROVE, judge
from counter_app.desk.credits.slip import cashed_slip, used_slip
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
)
from counter_app.records.credits import credit_moves, credits_issued_by
from counter_app.records.decisions import add_decision
from counter_app.records.journal import NumberedDocument
from counter_app.records.persons import lock_person
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.rules.refund_plan import TenderPlan
from counter_app.station import Station
from counter_app.trade import papers, refund_request
from counter_app.trade.approvers import allowed
from counter_app.trade.card_sales import ask_payment_on_record, asked_before, settle_payment
from counter_app.trade.credit_slip import credit_slip
from counter_app.trade.credits import CreditState, hold, look_up, write

__all__ = ["CreditDone", "complete", "finish", "history", "look_up"]

SLIP: Final = "CR"


@dataclass(frozen=True, slots=True)
class CreditDone:
    """What was done: the amount, what is left, and what was issued.

    `cash` came into (+) or went out of (−) the drawer; `change` went back of what was counted.
    """

    transaction_id: str
    number: int
    amount: Money
    left: Money
    issued: str | None
    documents: tuple[Document, ...]
    drawer_kick: bool
    findings: tuple[Finding, ...] = ()
    replayed: bool = False
    cash: Money = ZERO
    change: Money = ZERO


@dataclass(frozen=True, slots=True)
class _Judged:
    """A request with what the books say of it, what it would post, and the verdict."""

    draft: CreditDraft
    state: CreditState | None
    move: Move
    operator: Operator
    verdict: Verdict


def history(station: Station, state: CreditState) -> tuple[tuple[str, Money], ...]:
    """(day, what the balance gained) of each entry of a credit, oldest first."""
    with station.look() as work:
        moves = credit_moves(work.connection, state.credit)
    return tuple((m.business_date.isoformat(), m.amount) for m in moves)


def complete(
    draft: CreditDraft,
    station: Station,
    approval: Approval | None = None,
    *,
    processor: CardProcessor | None = None,
    card_code: str | None = None,
) -> CreditDone:
    """Do it in one database transaction, or raise and move no money.

    A gift card that is paid by card is posted once the card said yes; `card_code` is the approval
    code of a stand-alone terminal (`processor` None).
    """
    terminal = processor or ManualProcessor()
    with station.open_work() as work:
        if work.journal.answered(draft.id, request_digest(draft)) is not None:
            return _answer(work, draft)
        pending = asked_before(work, draft.id, to_json(draft) if draft.by_card else "")
        yes = pending.approval if pending else approval
        since = pending.since if pending else work.now()
        if pending is None:
            _hold_buyer(work, draft)
        judged = _judge(work, draft, work.operator(station.operator_id))
        refused = _refusal(work, judged, yes, since)
        if refused is None and not draft.by_card:
            return _post(work, station, judged, yes, since)
        if refused is None:
            _ask_card(work, judged, yes, terminal)
            work.commit()
    if refused is not None:
        _keep_refusal(station, judged)
        raise refused
    settle_payment(station, draft.id, terminal, card_code)
    return finish(station, draft.id)


def finish(station: Station, draft_id: str) -> CreditDone:
    """Post a sale whose card payment went through; what was asked for is what is posted."""
    with station.open_work() as work:
        pending = refund_request.resume(work, draft_id)
        assert pending is not None
        draft = from_json(draft_id, pending.content)
        judged = _judge(work, draft, work.operator(pending.operator_id))
        refund_request.forget(work, draft_id)
        return _post(work, station, judged, pending.approval, pending.since)


def _hold_buyer(work: Work, draft: CreditDraft) -> None:
    """Nobody sells to the same person at another desk meanwhile; raises `Refused`."""
    if draft.person_id is not None and not lock_person(work.connection, draft.person_id):
        raise Refused(
            "The card of the buyer must be seen again.",
            code="credits.person_gone",
            remedy="Scan it once more.",
        )


def _judge(work: Work, draft: CreditDraft, operator: Operator) -> _Judged:
    state = hold(work, draft.credit_id) if draft.credit_id is not None else None
    if state is None and draft.action is not Action.SELL:
        raise NotFound("Scan the credit first.", code="credit.unknown")
    verdict = _verdict(work, draft, state, operator)
    return _Judged(draft, state, move(work, draft, state), operator, verdict)


def _verdict(
    work: Work, draft: CreditDraft, state: CreditState | None, operator: Operator
) -> Verdict:
    policy, currency = work.policy().credits, work.store.currency
    return judge(draft, facts_of(work, draft, state), policy, operator, currency)


def _post(
    work: Work, station: Station, judged: _Judged, approval: Approval | None, at: datetime
) -> CreditDone:
    draft, made = judged.draft, judged.move
    transaction = _transaction(work, judged, at)
    number = work.journal.next_number(transaction)
    document = _paper(work, station, judged, number)
    paper = NumberedDocument(document.kind, document)
    posted = work.journal.post(transaction, judged.verdict, approval, (paper,), number=number)
    if made.issued is not None:
        write(work, made.issued)
    work.print_jobs.add(posted.id, 1, judged.operator.id, work.now())
    if draft.told or judged.verdict.to_cover():
        _keep_decision(work, judged, "posted", approval)
    work.commit()
    return CreditDone(
        posted.id,
        posted.number,
        made.amount,
        made.left,
        made.issued.credit.id if made.issued else None,
        (document,),
        bool(made.cash),
        judged.verdict.findings,
        cash=made.cash,
        change=made.paid.change if made.paid else ZERO,
    )


def _transaction(work: Work, judged: _Judged, at: datetime) -> Transaction:
    draft, made, session = judged.draft, judged.move, work.till_session()
    return Transaction(
        id=draft.id,
        kind=Kind.SERVICE,
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        business_date=work.today(),
        occurred_at=at,
        postings=made.postings,
        tenders=made.tenders,
        till_session_id=session.id if session and made.cash else None,
        customer_id=draft.customer_id,
        policy_version=work.policy().version,
        reason=SOLD if draft.action is Action.SELL else draft.action.value,
        note=draft.reference[:60],
        proof=Proof(ProofKind.IDENTITY, draft.person_id) if draft.person_id else None,
    )


def _ask_card(
    work: Work, judged: _Judged, approval: Approval | None, processor: CardProcessor
) -> None:
    """Put the sale and its card payment on record, before anything is sent."""
    draft = judged.draft
    request = refund_request.RefundRequest(
        transaction_id=draft.id,
        task=TASK,
        operator_id=judged.operator.id,
        title="Gift card",
        total=judged.move.amount,
        plan=TenderPlan(),
        content=to_json(draft),
        as_of=work.today(),
        approval=approval,
    )
    ask_payment_on_record(work, request, judged.move.amount, processor)


def _keep_refusal(station: Station, judged: _Judged) -> None:
    """Remember the no, in a database transaction of its own."""
    with station.open_work() as work:
        _keep_decision(work, judged, "refused", None)
        work.commit()


def _keep_decision(work: Work, judged: _Judged, status: str, approval: Approval | None) -> None:
    draft = judged.draft
    add_decision(
        work.connection,
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        approver_id=approval.approver_id if approval else None,
        request_id=draft.id,
        verdict=judged.verdict,
        status=status,
        request=asked_of(draft),
        policy_version=work.policy().version,
        at=work.now(),
    )


def _refusal(
    work: Work, judged: _Judged, approval: Approval | None, at: datetime
) -> Refused | None:
    """What stands in the way of posting, None if nothing does."""
    verdict = judged.verdict
    try:
        work.journal.check(_transaction(work, judged, at), verdict, approval)
        allowed(work, verdict, approval, APPROVE)
        untold = [f for f in verdict.findings if f.severity is Severity.WARN]
        if untold and not judged.draft.told:
            raise Refused(
                untold[0].text,
                code="credits.not_told",
                remedy=untold[0].remedy,
                verdict=verdict,
            )
    except Refused as refused:
        return refused
    return None


def _paper(work: Work, station: Station, judged: _Judged, number: int) -> Document:
    draft, made, state = judged.draft, judged.move, judged.state
    holder = draft.customer_id if state is None else state.credit.customer_id
    words = papers.words_for(work, holder)
    head = papers.head(work, station, judged.operator, number, SLIP)
    if made.issued is not None:
        return credit_slip(head, made.issued.credit, made.amount, words, made.paid)
    assert state is not None
    if draft.action is Action.CASH_OUT:
        return cashed_slip(head, state.credit.tail, made.amount, -made.cash, words)
    return used_slip(head, state.credit.tail, draft.reference, made.amount, made.left, words)


def _answer(work: Work, draft: CreditDraft) -> CreditDone:
    """The answer this request got before."""
    stored = read_transaction(work.connection, draft.id)
    assert stored is not None
    base = stored.transaction
    rows = [p for p in base.postings if p.account.startswith("owed:")]
    amount = abs(rows[0].amount) if rows else ZERO
    issued = credits_issued_by(work.connection, draft.id)
    left = hold(work, draft.credit_id).balance if draft.credit_id is not None else amount
    return CreditDone(
        base.id,
        base.number,
        amount,
        left,
        issued[0].id if issued else None,
        tuple(read_document(content) for _, content, _ in stored.documents),
        drawer_kick=False,
        replayed=True,
        cash=base.cash,
    )
