"""Card refunds of a return: asked for on record first, never sent twice, posted after success.

What was asked for is kept beside the attempts until it is posted, with its approval: the yes was
given before the request left, however long the answer takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, assert_never

from counter_app.core.approval import Approval
from counter_app.core.errors import Conflict, Refused
from counter_app.core.ids import derived_id, new_id
from counter_app.core.transaction import Tender
from counter_app.desk.returns import stored_draft
from counter_app.desk.returns.draft import ReturnDraft, request_digest
from counter_app.desk.returns.posting import TASK, Judged
from counter_app.desk.returns.reading import read_draft
from counter_app.desk.returns.tender_plan import Part
from counter_app.desk.returns.wording import amount_text
from counter_app.devices.card_processor import (
    Approved,
    CardAnswer,
    CardProcessor,
    CardRefund,
    Declined,
    ManualProcessor,
    NeedsEntry,
    NeverSeen,
    TimedOut,
)
from counter_app.records.drafts import StoredDraft, draft_by_id, drop_draft, save_draft
from counter_app.records.payments import (
    PaymentAttempt,
    add_attempt,
    attempts_of,
    live_attempts_on,
    settle_attempt,
)
from counter_app.records.work import Work
from counter_app.station import Station

PENDING: Final = "card"
"""State of the stored request while its card refunds are under way."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A return whose card refunds are under way: what was asked, by whom, when, who agreed."""

    draft: ReturnDraft
    operator_id: int
    as_of: date
    since: datetime
    approval: Approval | None


def card_parts(judged: Judged) -> tuple[Part, ...]:
    """The parts of the refund that go to cards."""
    return tuple(p for p in judged.refund.plan.parts if p.refund.tender is Tender.CARD)


def pending_of(work: Work, draft_id: str) -> Pending | None:
    """The stored request of a return with card refunds under way."""
    found = draft_by_id(work.connection, derived_id(draft_id, PENDING))
    if found is None:
        return None
    content: Mapping[str, Any] = found.content
    as_of = date.fromisoformat(content["as_of"])
    text = content["draft"]
    receipt_id = stored_draft.receipt_of(text)
    fresh = read_draft(work, receipt_id, draft_id, found.operator_id, as_of=as_of)
    draft = stored_draft.from_json(text, fresh, lambda _: None)
    since = datetime.fromisoformat(content["since"])
    return Pending(draft, found.operator_id, as_of, since, _approval(content["approval"]))


def under_way(work: Work, draft: ReturnDraft) -> Pending | None:
    """The stored request of this return, if its card refunds are under way.

    Raises `Conflict` while another return's card refund on this receipt is unsettled, and if this
    return was changed after its own card refund was asked for.
    """
    live = live_attempts_on(work.connection, draft.receipt.id)
    if any(attempt.transaction_id != draft.id for attempt in live):
        raise Conflict(
            "A card refund on this receipt is not settled yet.",
            code="returns.card_under_way",
            remedy="Settle that one first.",
        )
    pending = pending_of(work, draft.id) if live else None
    if pending is not None and request_digest(pending.draft) != request_digest(draft):
        raise Conflict(
            "A card refund of this return was asked for already, so it cannot be changed.",
            code="returns.card_under_way",
            remedy="Finish it as it was, or settle the card refund first.",
        )
    return pending


def ask_on_record(
    work: Work, judged: Judged, approval: Approval | None, processor: CardProcessor
) -> None:
    """Write what will be asked of the processor; the caller commits before anything is sent."""
    draft = judged.draft
    known = {
        a.receipt_tender_id: a
        for a in attempts_of(work.connection, draft.id)
        if a.state != "declined"
    }
    for part in card_parts(judged):
        before = known.get(part.refund.receipt_tender_id)
        if before is not None:
            assert before.amount == part.refund.amount
            continue
        add_attempt(
            work.connection,
            PaymentAttempt(
                request_id=new_id(),
                transaction_id=draft.id,
                task=TASK,
                station=work.station,
                operator_id=judged.operator.id,
                processor=type(processor).__name__,
                tender=Tender.CARD.value,
                amount=part.refund.amount,
                receipt_tender_id=part.refund.receipt_tender_id,
                state="pending",
                code="",
                detail="",
                created_at=work.now(),
            ),
        )
    if draft_by_id(work.connection, derived_id(draft.id, PENDING)) is None:
        save_draft(work.connection, _stored(work, judged, approval))


def settle(
    station: Station,
    draft: ReturnDraft,
    processor: CardProcessor,
    codes: Mapping[int, str],
) -> None:
    """Get an answer to every attempt of a draft; raises `Refused` unless all are approved.

    `codes` are approval codes typed from a stand-alone terminal, by the payment's number on the
    receipt.
    """
    with station.look() as work:
        attempts = attempts_of(work.connection, draft.id)
    for attempt in attempts:
        if attempt.state in ("pending", "unknown"):
            original = next(t for t in draft.receipt.tenders if t.id == attempt.receipt_tender_id)
            request = CardRefund(
                attempt.request_id,
                attempt.amount.minor,
                (original.reference or original.authorization)[:64],
            )
            answer = _answer(processor, request, attempt.state, codes.get(original.number))
            store_answer(station, attempt, answer)
            _raise_unless_approved(station, attempt, answer, original.masked)


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
            drop_draft(work.connection, derived_id(attempt.transaction_id, PENDING))
        work.commit()
    return state


def codes_of(work: Work, draft_id: str) -> dict[str, str] | None:
    """Approval codes by the id of the receipt's payment; None while an attempt is unsettled."""
    attempts = [a for a in attempts_of(work.connection, draft_id) if a.state != "declined"]
    if any(a.state != "approved" for a in attempts):
        return None
    return {a.receipt_tender_id or "": a.code for a in attempts}


def forget(work: Work, draft_id: str) -> None:
    """The return is posted: its stored request is needed no more."""
    drop_draft(work.connection, derived_id(draft_id, PENDING))


def _answer(
    processor: CardProcessor, request: CardRefund, state: str, code: str | None
) -> CardAnswer:
    """Ask what became of a request; send it only if nobody can have seen it."""
    if isinstance(processor, ManualProcessor):
        processor.refund(request)
        if code:
            return processor.approve(request.request_id, code)
        return processor.query(request.request_id)
    answer = processor.query(request.request_id)
    if isinstance(answer, NeverSeen) and state == "pending":
        return processor.refund(request)
    return answer


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


def _raise_unless_approved(
    station: Station, attempt: PaymentAttempt, answer: CardAnswer, masked: str
) -> None:
    amount = amount_text(attempt.amount, station.store.currency)
    card = f"the card {masked}" if masked else "the card"
    match answer:
        case Approved():
            return
        case Declined(reason=reason):
            raise Refused(
                f"The refund of {amount} to {card} was declined: {reason}",
                code="returns.card_declined",
                remedy="No money moved. Try again, or refund another way with approval.",
            )
        case TimedOut():
            raise Refused(
                f"Nobody knows yet whether {amount} went back to {card}.",
                code="returns.card_unknown",
                remedy="Ask the processor again, or let a manager settle it.",
            )
        case NeedsEntry():
            raise Refused(
                f"Refund {amount} to {card} on the terminal.",
                code="returns.card_entry",
                remedy="Then type the approval code it shows.",
            )
        case NeverSeen():
            raise Refused(
                f"The request to refund {amount} to {card} never arrived; no money moved.",
                code="returns.card_declined",
                remedy="Confirm again to send it.",
            )
        case _:
            assert_never(answer)


def _alive(attempt: PaymentAttempt) -> bool:
    return attempt.state in ("pending", "unknown", "approved")


def _stored(work: Work, judged: Judged, approval: Approval | None) -> StoredDraft:
    draft = judged.draft
    return StoredDraft(
        id=derived_id(draft.id, PENDING),
        task=TASK,
        station=work.station,
        operator_id=judged.operator.id,
        state=PENDING,
        title=draft.receipt.receipt_number,
        amount=judged.refund.total,
        content={
            "draft": stored_draft.to_json(draft),
            "as_of": draft.as_of.isoformat(),
            "since": work.now().isoformat(),
            "approval": None if approval is None else _approval_values(approval),
        },
        changed_at=work.now(),
    )


def _approval_values(approval: Approval) -> dict[str, Any]:
    return {
        "id": approval.id,
        "approver_id": approval.approver_id,
        "requester_id": approval.requester_id,
        "station": approval.station,
        "request_digest": approval.request_digest,
        "codes": sorted(approval.codes),
        "granted_at": approval.granted_at.isoformat(),
        "method": approval.method,
        "reason": approval.reason,
    }


def _approval(values: Mapping[str, Any] | None) -> Approval | None:
    if values is None:
        return None
    return Approval(
        id=values["id"],
        approver_id=values["approver_id"],
        requester_id=values["requester_id"],
        station=values["station"],
        request_digest=values["request_digest"],
        codes=frozenset(values["codes"]),
        granted_at=datetime.fromisoformat(values["granted_at"]),
        method=values["method"],
        reason=values["reason"],
    )
