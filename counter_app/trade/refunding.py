"""Giving money back for any task: card refunds on record first, never sent twice, posted after.

A task plans with `rules.refund_plan`, puts its request on record, commits, settles, and posts once
every card refund is approved. What was asked for is kept beside the attempts until then, with its
approval: the yes was given before the request left, however long the answer takes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, assert_never

from counter_app.core.errors import Conflict, NotFound, Refused
from counter_app.core.money import ZERO
from counter_app.core.operator import Operator
from counter_app.core.receipt import ReceiptTender
from counter_app.core.said import said
from counter_app.core.transaction import ELECTRONIC, RefundTender, Tender
from counter_app.core.words import amount_text
from counter_app.devices.card_processor import (
    Approved,
    CardAnswer,
    CardProcessor,
    CardRefund,
    CardRequest,
    Declined,
    ManualProcessor,
    NeedsEntry,
    NeverSeen,
    Terminals,
    TimedOut,
    send,
    terminal_of,
)
from counter_app.records.audit import note_event
from counter_app.records.payments import (
    OUT,
    PaymentAttempt,
    attempt_by_id,
    attempts_of,
    live_attempts_on,
    settle_attempt,
)
from counter_app.records.work import Work
from counter_app.rules.refund_plan import Part, TenderPlan
from counter_app.station import Station
from counter_app.trade.card_answers import CardSentences, raise_unless_approved
from counter_app.trade.refund_request import (
    Pending,
    RefundRequest,
    give_up,
    keep,
    pending_of,
    put_on_record,
    resume,
)

REFUND: Final = CardSentences(
    kind="refund",
    declined="The refund of {amount} to {card} was declined: {reason}",
    instead="No money moved to it. Try again, or choose another way for this part.",
    unknown="Nobody knows yet whether {amount} went back to {card}.",
    entry="Refund {amount} to {card} on the terminal.",
    never_seen="The request to refund {amount} to {card} never arrived; no money moved.",
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What terminals said to a refund so far, by the number of the receipt's payment."""

    declined: frozenset[int] = frozenset()
    fixed: Mapping[int, RefundTender] = field(default_factory=dict)


def card_parts(plan: TenderPlan) -> tuple[Part, ...]:
    """The parts of a refund that go to cards here, benefits cards included.

    What a web channel was paid by card it gives back itself, as it is told by an export.
    """
    if plan.channel:
        return ()
    return tuple(p for p in plan.parts if p.refund.tender in ELECTRONIC)


def answers_of(work: Work, transaction_id: str, payments: tuple[ReceiptTender, ...]) -> Answers:
    """Which cards declined this refund, and which have said yes to how much of it."""
    numbers = {t.id: t.number for t in payments}
    declined: set[int] = set()
    fixed: dict[int, RefundTender] = {}
    for attempt in attempts_of(work.connection, transaction_id):
        number = numbers.get(attempt.receipt_tender_id or "")
        if number is None:
            continue
        declined.discard(number)
        if attempt.state == "declined":
            declined.add(number)
        elif attempt.state == "approved":
            before = fixed[number].amount if number in fixed else ZERO
            fixed[number] = RefundTender(Tender(attempt.tender), before + attempt.amount)
    return Answers(frozenset(declined), fixed)


def may_reroute(work: Work, transaction_id: str) -> bool:
    """True if every card has answered: what declined may then go another way."""
    attempts = attempts_of(work.connection, transaction_id)
    return all(a.state in ("approved", "declined") for a in attempts)


def not_settled() -> Conflict:
    """What stands in the way while a card refund on a receipt has no end."""
    return Conflict(
        "A card refund on this receipt is not settled yet.",
        code="refund.card_under_way",
        remedy="Settle that one first.",
    )


def under_way(
    work: Work,
    transaction_id: str,
    holds: str,
    conflict: Callable[[], Conflict] = not_settled,
) -> Pending | None:
    """The stored request of this refund, if its card refunds are under way.

    `holds` is what stands still meanwhile: its receipt, held already, or whom else it concerns.
    Raises that `Conflict` while something else that a card was asked for holds it; the task
    compares the stored request with what is asked now.
    """
    known = work.standing(holds)
    if known and not known.attempts:
        return None
    live = live_attempts_on(work.connection, holds)
    if any(attempt.transaction_id != transaction_id for attempt in live):
        raise conflict()
    return resume(work, transaction_id)


def check_settled(work: Work, transaction_id: str) -> None:
    """Raise `Conflict` while what cards were asked for this has no end.

    What another one on the same receipt waits for stands in nobody's way who moves no money.
    """
    if pending_of(work, transaction_id) is not None:
        raise not_settled()


def changed_under_way() -> Conflict:
    """What a task raises when its request is not the one whose card refund was asked for."""
    return Conflict(
        "The card refund was asked for already, so nothing can be changed now.",
        code="refund.card_under_way",
        remedy="Finish it as it was, or settle the card refund first.",
    )


def ask_on_record(work: Work, request: RefundRequest, processor: CardProcessor | Terminals) -> None:
    """Write what will be asked of the processor; the caller commits before anything is sent."""
    known = {
        a.receipt_tender_id: a
        for a in attempts_of(work.connection, request.transaction_id)
        if a.state != "declined" and a.direction == OUT
    }
    for part in card_parts(request.plan):
        before = known.get(part.refund.receipt_tender_id)
        if before is not None:
            assert before.amount == part.refund.amount
            continue
        refund = part.refund
        put_on_record(
            work,
            request,
            terminal_of(processor, refund.tender),
            refund.tender,
            refund.amount,
            about=refund.receipt_tender_id,
            holds=request.holds,
        )
    keep(work, request)


def settle(
    station: Station,
    transaction_id: str,
    payments: tuple[ReceiptTender, ...],
    processor: CardProcessor | Terminals,
    codes: Mapping[int, str],
) -> None:
    """Get an answer to every attempt of a refund; raises `Refused` unless all are approved.

    `payments` are the receipt's. `codes` are approval codes typed from a stand-alone terminal, by
    the payment's number on the receipt.
    """
    with station.look() as work:
        attempts = attempts_of(work.connection, transaction_id)
    for attempt in attempts:
        if attempt.state in ("pending", "unknown") and attempt.direction == OUT:
            original = next(t for t in payments if t.id == attempt.receipt_tender_id)
            request = CardRefund(
                attempt.request_id,
                attempt.amount.minor,
                (original.reference or original.authorization)[:64],
                attempt.tender,
            )
            terminal = terminal_of(processor, Tender(attempt.tender))
            answer = ask_card(terminal, request, attempt.state, codes.get(original.number))
            store_answer(station, attempt, answer)
            check_refunded(station, attempt, answer, original.masked)


def resolve(
    request_id: str,
    task: str,
    station: Station,
    outcome: Approved | Declined | None = None,
    *,
    processor: CardProcessor | Terminals | None = None,
) -> str | None:
    """Settle a task's card refund by asking the processor again, or by what a person found out.

    A person needs the permission payments.resolve, except to say that the terminal declined what
    is still waiting for its code. Gives the id of the transaction that can be posted now, else
    None. Raises `NotFound`, `Conflict` or `Refused`.
    """
    with station.look() as work:
        operator = work.operator(station.operator_id)
        attempt = attempt_by_id(work.connection, request_id)
        if attempt is None or attempt.task != task:
            raise NotFound("No card refund is waiting under this number.", code="attempt_unknown")
        posted = work.journal.is_posted(attempt.transaction_id)
        all_approved = codes_of(work, attempt.transaction_id) is not None
    if attempt.state == "approved" and not posted and all_approved:
        return attempt.transaction_id
    if attempt.state == "approved" and not posted:
        raise not_settled()  # another card of it has not answered
    if attempt.state not in ("pending", "unknown"):
        raise Conflict("This card refund is settled already.", code="attempt_settled")
    if outcome is None:
        terminal = terminal_of(processor or ManualProcessor(), Tender(attempt.tender))
        found = terminal.query(request_id)
    else:
        waiting = attempt.state == "pending" and isinstance(outcome, Declined)
        if not waiting:
            check_may_settle(operator)
        found = outcome
    state = store_answer(station, attempt, found, resolved_by=operator.id)
    with station.open_work() as work:
        note_resolved(work, attempt, operator, state)
        work.commit()
        ready = state == "approved" and codes_of(work, attempt.transaction_id) is not None
    return attempt.transaction_id if ready else None


def check_may_settle(operator: Operator) -> None:
    """Raise `Refused` for who may not say how a payment ended."""
    if not operator.may("payments.resolve"):
        raise Refused(
            said("{operator} may not settle card refunds.", operator=operator.short_name),
            code="not_permitted",
            remedy="Ask a manager to sign on.",
        )


def note_resolved(work: Work, attempt: PaymentAttempt, operator: Operator, state: str) -> None:
    """Keep who settled by hand what a card was asked for, and how."""
    note_event(
        work.connection,
        station=work.station,
        event="payment_resolved",
        at=work.now(),
        operator_id=operator.id,
        transaction_id=attempt.transaction_id,
        state=state,
    )


def ask_card(
    processor: CardProcessor, request: CardRequest, state: str, code: str | None
) -> CardAnswer:
    """Ask what became of a request; send it only if nobody can have seen it.

    `code` is the approval code typed from a stand-alone terminal.
    """
    if isinstance(processor, ManualProcessor):
        send(processor, request)
        if code:
            return processor.approve(request.request_id, code)
        return processor.query(request.request_id)
    answer = processor.query(request.request_id)
    if isinstance(answer, NeverSeen) and state == "pending":
        return send(processor, request)
    return answer


def waiting_for_code(station: Station, transaction_id: str) -> tuple[PaymentAttempt, ...]:
    """What a transaction asked of a stand-alone terminal that shows no code for it yet."""
    with station.look() as work:
        attempts = attempts_of(work.connection, transaction_id)
    return tuple(a for a in attempts if a.state == "pending")


def waiting_card(transaction_id: str, station: Station) -> PaymentAttempt | None:
    """The first of these, None if none waits."""
    return next(iter(waiting_for_code(station, transaction_id)), None)


def store_answer(
    station: Station,
    attempt: PaymentAttempt,
    answer: CardAnswer,
    *,
    resolved_by: int | None = None,
) -> str:
    """Keep how an attempt ended and give its state; nothing is left pending when all declined."""
    state, code, detail = _settled(answer)
    with station.open_work() as work:
        settle_attempt(
            work.connection,
            attempt.request_id,
            state,
            code=code,
            detail=detail,
            at=work.now(),
            resolved_by=resolved_by,
        )
        alive = [a for a in attempts_of(work.connection, attempt.transaction_id) if _alive(a)]
        if not alive:
            give_up(work, attempt.transaction_id)
        work.commit()
    return state


def codes_of(work: Work, transaction_id: str) -> dict[str, str] | None:
    """Approval codes by the id of the receipt's payment; None while an attempt is unsettled."""
    attempts = [a for a in attempts_of(work.connection, transaction_id) if a.state != "declined"]
    if any(a.state != "approved" for a in attempts):
        return None
    return {a.receipt_tender_id or "": a.code for a in attempts if a.direction == OUT}


def with_codes(
    tenders: tuple[RefundTender, ...], codes: Mapping[str, str]
) -> tuple[RefundTender, ...]:
    """The tenders as the transaction records them: card refunds with their approval codes."""
    return tuple(_with_code(t, codes) for t in tenders)


def _with_code(tender: RefundTender, codes: Mapping[str, str]) -> RefundTender:
    code = codes.get(tender.receipt_tender_id or "")
    if not code or tender.tender not in ELECTRONIC:
        return tender
    return replace(tender, reference=f"{tender.reference} {code}".strip()[:60])


def _settled(answer: CardAnswer) -> tuple[str, str, str]:
    """State, code and detail of an answer."""
    match answer:
        case Approved(code=code, reference=reference):
            return "approved", code, reference
        case Declined(reason=reason):
            return "declined", "", reason
        case TimedOut():
            return "unknown", "", "No answer in time."
        case NeedsEntry():
            return "pending", "", ""
        case NeverSeen():
            return "declined", "", "The processor never got the request."
        case _:
            assert_never(answer)


def card_name(attempt: PaymentAttempt) -> str:
    """What a refusal calls the card."""
    return "the card" if attempt.tender == Tender.CARD.value else "the EBT card"


def check_refunded(
    station: Station,
    attempt: PaymentAttempt,
    answer: CardAnswer,
    masked: str = "",
    tells: CardSentences = REFUND,
) -> None:
    """Raise `Refused` with what a card said to a refund, unless it said yes."""
    amount = amount_text(attempt.amount, station.store.currency)
    name = card_name(attempt)
    card = f"{name} •••• {masked}" if masked else name
    raise_unless_approved(answer, tells, amount, card)


def _alive(attempt: PaymentAttempt) -> bool:
    return attempt.state in ("pending", "unknown", "approved")
