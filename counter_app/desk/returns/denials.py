"""A return that is not accepted: kept as a decision, numbered as a control transaction, printed.

The customer gets the reason, what would change the answer, a contact and a ticket number. The
draft's id becomes the ticket's, so that it ends either as a return or as a denial, never as both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from counter_app.codes.own_code import DENIAL_SLIP, OwnCode
from counter_app.core.approval import Finding, Outcome, Severity, Verdict
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import Conflict, Refused
from counter_app.core.transaction import Kind, Transaction
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.options import options
from counter_app.desk.returns.posting import (
    TASK,
    Judged,
    judge,
)
from counter_app.desk.returns.rules import INCOMPLETE
from counter_app.desk.returns.slip_denial import DenialPaper, denial_slip
from counter_app.records.drafts import end_draft
from counter_app.records.journal import NumberedDocument
from counter_app.records.journal_tables import transactions
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refunding
from counter_app.trade.offers import Offer
from counter_app.trade.papers import head, words_for
from counter_app.trade.posting import keep_decision
from counter_app.trade.slip_head import own_station, own_store

DENIED: Final = "denied"
"""The reason of the control transaction, and the status of the decision."""


@dataclass(frozen=True, slots=True)
class Denied:
    """A kept denial: its ticket, what was decided, and the paper for the customer."""

    transaction_id: str
    number: int
    ticket: str
    outcome: Outcome
    findings: tuple[Finding, ...]
    document: Document


@dataclass(frozen=True, slots=True)
class EarlierDenial:
    """A denial about a receipt, as a colleague should know it."""

    transaction_id: str
    station: str
    number: int
    business_date: date
    occurred_at: datetime
    operator_id: int


def deny(draft: ReturnDraft, station: Station, offers: tuple[Offer, ...] = ()) -> Denied:
    """Keep that this return was not accepted, and queue the customer's slip; moves no money.

    Raises `Refused` if nothing speaks against the return, and `Conflict` if it was posted or a
    card was asked for it and has not answered.
    """
    with station.open_work() as work:
        if draft.without is None:
            work.lock_receipt(draft.receipt.id)
        if work.journal.is_posted(draft.id):
            return _again(work, draft.id)
        refunding.check_settled(work, draft.id)
        judged = judge(work, draft, station.operator_id)
        against = speaks_against(judged.assessment.verdict)
        if not against:
            raise Refused(
                "Nothing speaks against this return.",
                code="returns.not_denied",
                remedy="Refund it, or give it up.",
            )
        return _keep(work, station, judged, against, offers)


def speaks_against(verdict: Verdict) -> tuple[Finding, ...]:
    """What stands in the way of a refund, worst first; what is merely missing does not."""
    return tuple(
        f
        for f in verdict.worst_first()
        if f.severity >= Severity.APPROVE and f.code not in INCOMPLETE
    )


def outcome_of(against: tuple[Finding, ...]) -> Outcome:
    """Which of the three kinds of no it is."""
    return Verdict("", against).outcome


def denials_of(work: Work, receipt_id: str, limit: int = 5) -> tuple[EarlierDenial, ...]:
    """Denials about a receipt, newest first."""
    t = transactions.c
    rows = work.connection.execute(
        select(t.id, t.station, t.number, t.business_date, t.occurred_at, t.operator_id)
        .where(t.receipt_id == receipt_id, t.kind == Kind.CONTROL.value, t.reason == DENIED)
        .order_by(t.occurred_at.desc())
        .limit(limit)
    )
    return tuple(EarlierDenial(*row) for row in rows)


def _slip_code(store: str, station: str, day: date, number: int) -> OwnCode:
    return OwnCode(DENIAL_SLIP, own_store(store), own_station(station), day, number)


def _keep(
    work: Work,
    station: Station,
    judged: Judged,
    against: tuple[Finding, ...],
    offers: tuple[Offer, ...],
) -> Denied:
    draft, outcome = judged.draft, outcome_of(against)
    transaction = Transaction(
        id=draft.id,
        kind=Kind.CONTROL,
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        business_date=work.today(),
        occurred_at=work.now(),
        till_session_id=judged.session.id if judged.session else None,
        receipt_id=draft.receipt.id or None,
        customer_id=draft.customer_id,
        policy_version=judged.policy_version,
        reason=DENIED,
        proof=judged.assessment.proof,
        note=outcome.value,
    )
    number = work.journal.next_number(transaction)
    at_head = head(work, station, judged.operator, number, DENIAL_SLIP)
    words = words_for(work, draft.customer_id)
    possible = options(draft, judged.assessment.situation, offers)
    paper = DenialPaper(draft, against, outcome, judged.terms.now.contact, possible)
    slip = denial_slip(at_head, paper, words)
    verdict = Verdict(judged.assessment.verdict.request_digest)
    posted = work.journal.post(
        transaction, verdict, None, (NumberedDocument("denial", slip),), number=number
    )
    work.print_jobs.add(posted.id, 1, judged.operator.id, work.now())
    keep_decision(work, judged, DENIED)
    end_draft(work.connection, draft.id, work.station, judged.operator.id)
    work.commit()
    return Denied(posted.id, posted.number, at_head.code.grouped, outcome, against, slip)


def _again(work: Work, transaction_id: str) -> Denied:
    """The answer to the same denial sent once more."""
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    base = stored.transaction
    if base.kind is not Kind.CONTROL or base.reason != DENIED:
        raise Conflict("This return was refunded already.", code="returns.posted")
    slip = read_document(stored.documents[0][1])
    ticket = _slip_code(work.store.number, base.station, base.business_date, base.number)
    return Denied(base.id, base.number, ticket.grouped, Outcome(base.note), (), slip)
