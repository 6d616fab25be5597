"""Taking today's return back by a reversal, and printing a slip again from what was stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from counter_app.core.approval import Approval, Finding, Severity, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import is_id, new_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.order import order_of
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.desk.returns import voids_sale
from counter_app.desk.returns.posting import (
    TASK,
    Completed,
    completed,
)
from counter_app.desk.returns.rules_money import limit_name
from counter_app.desk.returns.slip_void import VoidPaper, void_slip
from counter_app.desk.returns.wording import say
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
    Terminals,
    card_terminal,
)
from counter_app.documents.reprint import as_copy
from counter_app.records.audit import note_event
from counter_app.records.desk_returns import DeskReturn, desk_returns, voided_by
from counter_app.records.export_batches import ONLINE_REFUNDS, exported_since
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import (
    StoredTransaction,
    read_transaction,
    reversed_by,
    stored_document,
)
from counter_app.records.work import Work
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.station import Station
from counter_app.trade import refund_request, voided_cards
from counter_app.trade.papers import head, reversal_of, words_for
from counter_app.trade.paying_out import ONLINE
from counter_app.trade.refunding import ELECTRONIC
from counter_app.trade.voiding import keep_void, spent

VOID_SLIP: Final = "RV"


@dataclass(frozen=True, slots=True)
class Reprinted:
    """A queued reprint: the marked document, which copy it is, and its print job."""

    document: Document
    copy_number: int
    job_id: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A void that is asked for: of which return and sale, by whom, why, on which day.

    `earlier` is what that person voided before on that day; `id` becomes the void's.
    """

    id: str
    original: StoredTransaction
    sale: Transaction | None
    operator: Operator
    reason: str
    note: str
    day: date
    earlier: Money = ZERO


def void(
    transaction_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    note: str = "",
    request_id: str | None = None,
    processor: CardProcessor | Terminals | None = None,
    card_code: str | None = None,
) -> Completed:
    """Take today's return back by a reversal; the goods stay the customer's, the money comes back.

    `reason` is a code of the policy's void reasons. What a card paid for the new goods of an
    exchange is asked back of it first; `card_code` is the approval code of a stand-alone terminal
    (`processor` None). Raises `NotFound`, `Refused` (not today's, already void, its till is settled
    or at another desk, a card was refunded, or the card declines, is unknown or waits for its
    code), `ApprovalRequired`, or `Conflict` while another card refund is unsettled.
    """
    terminal = card_terminal(processor or ManualProcessor())
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        original, sale = _found(work, transaction_id)
        wanted = _Wanted(
            request_id or new_id(), original, sale, operator, reason, clean_text(note), work.today()
        )
        done = reversed_by(work.connection, original.transaction.id)
        if done is not None and done == request_id:
            return completed(work, done)
        card = _card(work, wanted)
        no: tuple[Refused, Transaction, Verdict] | None = None
        if card is None or voided_cards.under_way(work, card) is None:
            earlier = voided_by(work.connection, operator.id, work.today())
            wanted = replace(wanted, earlier=earlier)
            verdict = _judge(work, wanted, done)
            reversal = _reversal(work, wanted)
            refusal = _refusal(work, reversal, verdict, approval)
            if refusal is not None:
                no = refusal, reversal, verdict
            elif card is None:
                return _post(work, station, wanted, reversal, verdict, approval)
            else:
                voided_cards.ask(work, replace(card, earlier=earlier), approval, terminal)
                work.commit()
    if no is not None:
        with station.open_work() as work:
            keep_void(work, operator, no[1], no[2], "refused", approval)
            work.commit()
        raise no[0]
    assert card is not None
    voided_cards.settle(station, card, terminal, card_code)
    return finish_void(station, wanted.id)


def finish_void(station: Station, void_id: str) -> Completed:
    """Post a void whose card has its money back; exactly what was asked for is what is posted."""
    with station.open_work() as work:
        pending = refund_request.pending_of(work, void_id)
        assert pending is not None
        asked = voided_cards.void_asked(pending)
        original, sale = _found(work, asked["void"])
        wanted = _Wanted(
            void_id,
            original,
            sale,
            work.operator(pending.operator_id),
            asked["reason"],
            asked["note"],
            pending.as_of,
            Money(asked["earlier"]),
        )
        verdict = voided_cards.still_asked(_judge(work, wanted, None))
        reversal = replace(_reversal(work, wanted), occurred_at=pending.since)
        code = voided_cards.refund_code(work, void_id)
        refund_request.forget(work, void_id)
        return _post(work, station, wanted, reversal, verdict, pending.approval, code)


def reprint(transaction_id: str, station: Station) -> Reprinted:
    """Print a stored slip again, marked DUPLICATE with its copy number; nothing else changes."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("returns.reprint"):
            raise Refused(
                said("{operator} may not reprint slips.", operator=operator.short_name),
                code="not_permitted",
            )
        document = stored_document(work.connection, transaction_id, 1)
        found = read_transaction(work.connection, transaction_id)
        if document is None or found is None or found.transaction.task != TASK:
            raise NotFound("No slip of a return is stored here.", code="slip_unknown")
        job_id = work.print_jobs.add(transaction_id, 1, operator.id, work.now(), duplicate=True)
        jobs = work.print_jobs.of_transaction(transaction_id)
        copy = next(j.copy_number for j in jobs if j.id == job_id)
        note_event(
            work.connection,
            station=station.name,
            event="reprint",
            at=work.now(),
            operator_id=operator.id,
            transaction_id=transaction_id,
            copy=copy,
        )
        work.commit()
    return Reprinted(as_copy(document, copy), copy, job_id)


def todays_returns(station: Station) -> tuple[DeskReturn, ...]:
    """Returns of the business date at this station, newest first, for voiding and reprinting."""
    with station.look() as work:
        return desk_returns(work.connection, station.name, work.today())


def through_channel(base: Transaction) -> bool:
    """True if a web channel gives the money back, and not this desk."""
    return any(p.account.startswith(f"{ONLINE}:") for p in base.postings)


def gone(work: Work, base: Transaction) -> str:
    """The code of why its money cannot be called back any more: a terminal, or the web, has it."""
    if not through_channel(base):
        return "void.card" if any(t.tender in ELECTRONIC for t in base.tenders) else ""
    day, at = base.business_date, base.occurred_at
    return "void.online_sent" if exported_since(work.connection, ONLINE_REFUNDS, day, at) else ""


def _found(work: Work, transaction_id: str) -> tuple[StoredTransaction, Transaction | None]:
    """The return to be voided and the sale that goes with it, their receipts locked."""
    original = _return(work, transaction_id)
    if original.transaction.receipt_id is not None:
        work.lock_receipt(original.transaction.receipt_id)
    return original, voids_sale.sale_half(work, original.transaction)


def _card(work: Work, wanted: _Wanted) -> voided_cards.CardVoid | None:
    """The card that paid for the new goods and gets it back first; None if none did."""
    base = wanted.original.transaction
    paid = voids_sale.paid_by_card(work, base, wanted.sale)
    if paid is None:
        return None
    payment, holds = paid
    receipt = work.receipt(base.receipt_id)[0] if base.receipt_id is not None else None
    return voided_cards.CardVoid(
        wanted.id,
        TASK,
        wanted.operator.id,
        payment,
        holds,
        base.id,
        wanted.reason,
        wanted.note,
        title=receipt.receipt_number if receipt is not None else "",
    )


def _reversal(work: Work, wanted: _Wanted) -> Transaction:
    base = wanted.original.transaction
    return reversal_of(work, base, wanted.operator, wanted.reason, wanted.note, wanted.id)


def _return(work: Work, transaction_id: str) -> StoredTransaction:
    found = read_transaction(work.connection, transaction_id) if is_id(transaction_id) else None
    if found is None or found.transaction.task != TASK:
        raise NotFound("No such return was made here.", code="return_unknown")
    back = voids_sale.return_of(work, found)
    if back is None:
        raise Refused("Only a return can be voided.", code="void.not_a_return")
    return back


def _judge(work: Work, wanted: _Wanted, done: str | None) -> Verdict:
    """What speaks against the void; bound to the return, the reason and the person."""
    base, currency, sale = wanted.original.transaction, work.store.currency, wanted.sale
    operator, reason, note = wanted.operator, wanted.reason, wanted.note
    known = work.policy().reason("void", reason)
    if known is None:
        raise BadInput("Choose why the return is voided.", code="unknown_reason")
    if known.needs_note and not note:
        raise BadInput("Type what happened.", code="note_missing")
    found: list[Finding] = []

    def no(code: str) -> None:
        found.append(say(code, Severity.FORBID, currency))

    if done is not None:
        no("void.already")
    if base.business_date != wanted.day:
        no("void.not_today")
    if code := gone(work, base):
        no(code)
    for code in voids_sale.against(work, sale):
        no(code)
    if any(spent(work, p) for p in base.postings):
        no("void.credit_spent")
    if base.till_session_id is not None:
        session = session_by_id(work.connection, base.till_session_id)
        if session.state != "open":
            no("void.till_settled")
        elif session.station != work.station:
            no("void.other_desk")
    if not operator.may("returns.void"):
        who = operator.short_name
        found.append(say("void.not_permitted", Severity.APPROVE, currency, operator=who))
    amount = total(t.amount for t in base.tenders) + voids_sale.paid(sale)
    earlier = wanted.earlier
    limit = operator.limits.get(limit_name(Tender.CASH), ZERO)
    if amount + earlier > limit:
        found.append(
            say(
                "void.limit",
                Severity.APPROVE,
                currency,
                amount=amount + earlier,
                operator=operator.short_name,
                limit=limit,
            )
        )
    request = digest(["void", base.id, reason, note, operator.id, earlier.minor])
    return Verdict(request, tuple(found), amount + earlier)


def _refusal(
    work: Work, reversal: Transaction, verdict: Verdict, approval: Approval | None
) -> Refused | None:
    try:
        work.journal.check(reversal, verdict, approval)
    except Refused as refused:
        return refused
    return None


def _post(
    work: Work,
    station: Station,
    wanted: _Wanted,
    reversal: Transaction,
    verdict: Verdict,
    approval: Approval | None,
    card_code: str = "",
) -> Completed:
    operator, sale = wanted.operator, wanted.sale
    number = work.journal.next_number(reversal)
    used = approval if verdict.to_cover() else None
    words = words_for(work, reversal.customer_id)
    at_head = head(work, station, operator, number, VOID_SLIP)
    slip = void_slip(at_head, _paper(work, wanted, reversal, used, card_code), words)
    posted = work.journal.post(
        reversal, verdict, approval, (NumberedDocument("void_slip", slip),), number=number
    )
    if sale is not None:
        voids_sale.post_reversal(work, sale, reversal, verdict.request_digest, card_code)
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
        drawer_kick=any(p.tender is Tender.CASH for p in reversal.postings)
        or bool(voids_sale.cash_back(sale)),
        findings=verdict.findings,
    )


def _paper(
    work: Work,
    wanted: _Wanted,
    reversal: Transaction,
    approval: Approval | None,
    card_code: str,
) -> VoidPaper:
    base, sale = wanted.original.transaction, wanted.sale
    receipt = work.receipt(base.receipt_id)[0] if base.receipt_id is not None else None
    order = order_of(receipt) if receipt is not None else None
    known = work.policy().reason("void", reversal.reason)
    approver = work.operator(approval.approver_id).short_name if approval else ""
    return VoidPaper(
        original_number=base.number,
        original_date=base.business_date,
        receipt_number=receipt.receipt_number if receipt is not None else "",
        lines=base.lines,
        tenders=base.tenders,
        reason=known.label if known else reversal.reason,
        approver=approver,
        sold=sale.lines if sale is not None else (),
        back=voids_sale.gives_back(work, sale, card_code),
        rounding=base.cash_rounding,
        order=order.number if order is not None else "",
        online=through_channel(base) and all(t.tender in CHANNEL_PAYS for t in base.tenders),
    )
