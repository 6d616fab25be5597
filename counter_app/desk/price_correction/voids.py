"""Taking today's price correction back by a reversal, and printing a stored slip again."""

from __future__ import annotations

from counter_app.core.approval import Approval, Finding, Severity, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import is_id, new_id
from counter_app.core.money import ZERO, total
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.core.words import make_finding
from counter_app.desk.price_correction.posting import TASK, Completed, completed
from counter_app.desk.price_correction.slip import VoidPaper, void_slip
from counter_app.desk.price_correction.wording import WORDS
from counter_app.documents.reprint import as_copy
from counter_app.records.desk_returns import returned_after, voided_by
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import (
    StoredTransaction,
    read_transaction,
    reversed_by,
    stored_document,
)
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import head, reversal_of, words_for
from counter_app.trade.refunding import ELECTRONIC
from counter_app.trade.voiding import keep_void, spent

VOID_SLIP = "PX"


def void(
    transaction_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    note: str = "",
    request_id: str | None = None,
) -> Completed:
    """Take today's correction back: the money comes back and the line has paid its price again.

    `reason` is a code of the policy's void reasons. Raises `NotFound`, `Refused` (not today's,
    already void, its till is settled, a card was refunded, goods came back since) or
    `ApprovalRequired`.
    """
    note = clean_text(note)
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        original = _correction(work, transaction_id)
        assert original.transaction.receipt_id is not None
        work.lock_receipt(original.transaction.receipt_id)
        done = reversed_by(work.connection, transaction_id)
        if done is not None and done == request_id:
            return completed(work, done)
        verdict = _judge(work, original, operator, reason, note, done)
        reversal = reversal_of(
            work, original.transaction, operator, reason, note, request_id or new_id()
        )
        try:
            work.journal.check(reversal, verdict, approval)
        except Refused as refused:
            refusal = refused
        else:
            return _post(work, station, original, reversal, verdict, operator, approval)
    with station.open_work() as work:
        keep_void(work, operator, reversal, verdict, "refused", approval)
        work.commit()
    raise refusal


def reprint(transaction_id: str, station: Station) -> Document:
    """Print a stored slip again, marked DUPLICATE with its copy number; nothing else changes."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("returns.reprint"):
            raise Refused(
                said("{operator} may not reprint slips.", operator=operator.short_name),
                code="not_permitted",
            )
        found = read_transaction(work.connection, transaction_id)
        document = stored_document(work.connection, transaction_id, 1)
        if document is None or found is None or found.transaction.task != TASK:
            raise NotFound("No slip of a price correction is stored here.", code="slip_unknown")
        job_id = work.print_jobs.add(transaction_id, 1, operator.id, work.now(), duplicate=True)
        jobs = work.print_jobs.of_transaction(transaction_id)
        copy = next(j.copy_number for j in jobs if j.id == job_id)
        work.commit()
    return as_copy(document, copy)


def _correction(work: Work, transaction_id: str) -> StoredTransaction:
    found = read_transaction(work.connection, transaction_id) if is_id(transaction_id) else None
    if found is None or found.transaction.task != TASK:
        raise NotFound("No such price correction was made here.", code="correction_unknown")
    if found.transaction.kind is not Kind.PRICE_CORRECTION:
        raise Refused("Only a price correction can be voided.", code="price.void_not_one")
    return found


def _judge(
    work: Work,
    original: StoredTransaction,
    operator: Operator,
    reason: str,
    note: str,
    done: str | None,
) -> Verdict:
    """What speaks against the void; bound to the correction, the reason and the person."""
    base, currency = original.transaction, work.store.currency
    known = work.policy().reason("void", reason)
    if known is None:
        raise BadInput("Choose why the correction is voided.", code="unknown_reason")
    if known.needs_note and not note:
        raise BadInput("Type what happened.", code="note_missing")
    codes: list[str] = []
    if done is not None:
        codes.append("price.void_already")
    if base.business_date != work.today():
        codes.append("price.void_not_today")
    if any(t.tender in ELECTRONIC for t in base.tenders):
        codes.append("price.void_card")
    if any(spent(work, p) for p in base.postings):
        codes.append("price.void_credit")
    if base.till_session_id is not None:
        session = session_by_id(work.connection, base.till_session_id)
        if session.state != "open" or session.station != work.station:
            codes.append("price.void_till")
    assert base.receipt_id is not None
    if returned_after(work.connection, base.receipt_id, base.id, base.occurred_at):
        codes.append("price.void_returned")
    found: list[Finding] = [make_finding(WORDS, c, Severity.FORBID, currency) for c in codes]
    who = operator.short_name
    if not operator.may("prices.void"):
        code = "price.void_not_permitted"
        found.append(make_finding(WORDS, code, Severity.APPROVE, currency, operator=who))
    earlier = voided_by(work.connection, operator.id, work.today())
    amount = total(t.amount for t in base.tenders) + earlier
    limit = operator.limits.get("refund_cash", ZERO)
    if amount > limit:
        code = "price.void_limit"
        found.append(
            make_finding(
                WORDS, code, Severity.APPROVE, currency, amount=amount, operator=who, limit=limit
            )
        )
    request = digest(["void", base.id, reason, note, operator.id, earlier.minor])
    return Verdict(request, tuple(found))


def _post(
    work: Work,
    station: Station,
    original: StoredTransaction,
    reversal: Transaction,
    verdict: Verdict,
    operator: Operator,
    approval: Approval | None,
) -> Completed:
    number = work.journal.next_number(reversal)
    used = approval if verdict.to_cover() else None
    base = original.transaction
    assert base.receipt_id is not None
    known = work.policy().reason("void", reversal.reason)
    paper = VoidPaper(
        original_number=base.number,
        original_date=base.business_date,
        receipt_number=work.receipt(base.receipt_id)[0].receipt_number,
        lines=base.lines,
        tenders=base.tenders,
        reason=known.label if known else reversal.reason,
        approver=work.operator(used.approver_id).short_name if used else "",
        rounding=base.cash_rounding,
    )
    words = words_for(work, reversal.customer_id)
    slip = void_slip(head(work, station, operator, number, VOID_SLIP), paper, words)
    papers = (NumberedDocument("void_slip", slip),)
    posted = work.journal.post(reversal, verdict, approval, papers, number=number)
    work.print_jobs.add(posted.id, 1, operator.id, work.now())
    keep_void(work, operator, reversal, verdict, "posted", used)
    work.commit()
    return Completed(
        posted.id,
        posted.number,
        Kind.VOID,
        total(t.amount for t in reversal.tenders),
        reversal.tenders,
        reversal.postings,
        (slip,),
        drawer_kick=any(p.tender is Tender.CASH for p in reversal.postings),
        findings=verdict.findings,
    )
