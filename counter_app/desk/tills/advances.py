"""Petty cash comes back: an advance is closed with its receipt and the change."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter_app.core.approval import Verdict, digest
from counter_app.core.cash import ADVANCES, SAFE, MovementKind, MovementState
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import TillSession
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.movement_posting import account_words
from counter_app.desk.tills.movement_slip import MovementPaper, advance_slip
from counter_app.desk.tills.moving import Moved, arriving_session
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.cash_movements import CashMovement, change_movement, movement_by_id
from counter_app.records.journal import NumberedDocument
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import words_of


@dataclass(frozen=True, slots=True)
class AdvanceDraft:
    """What came back of a petty-cash advance: the receipt's amount, its number, and the change."""

    id: str
    movement_id: str
    spent: Money
    change: Money
    reason: str
    reference: str = ""
    note: str = ""


def close_advance(draft: AdvanceDraft, station: Station) -> Moved:
    """Close a petty-cash advance with its receipt and the change that came back."""
    if draft.spent < ZERO or draft.change < ZERO:
        raise BadInput("An amount cannot be negative.", code="tills.no_amount")
    told = clean_text(draft.note, MAX_NOTE)
    verdict = Verdict(
        digest(
            [
                "tills.close_advance",
                draft.id,
                draft.movement_id,
                draft.spent.minor,
                draft.change.minor,
                draft.reason,
                draft.reference,
                told,
            ]
        )
    )
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, verdict.request_digest)
        if answered is not None:
            return Moved(draft.movement_id, answered.id, answered.number, in_transit=False)
        operator = work.operator(station.operator_id)
        movement = movement_by_id(work.connection, draft.movement_id)
        if movement.kind is not MovementKind.ADVANCE or movement.state is not MovementState.SENT:
            raise Refused("This advance is not open.", code="movement_done")
        if not operator.may("safe.advance"):
            raise may_not(operator)
        if work.policy().reason("paid_out", draft.reason) is None:
            raise BadInput(said("{reason} is not a reason to pay out.", reason=draft.reason[:40]))
        missing = movement.amount - draft.spent - draft.change
        if missing and not told:
            raise BadInput("Receipt and change do not meet the advance. Say why.", code="tills.why")
        session = _source_session(work, movement)
        now = work.now()
        made = replace(
            transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now),
            reason=draft.reason,
            note=told,
            postings=_postings(movement, draft, missing),
        )
        number = work.journal.next_number(made)
        slip = _slip(work, station, movement, replace(draft, note=told), operator, number)
        document = NumberedDocument("slip", slip)
        posted = work.journal.post(made, verdict, documents=(document,), number=number)
        work.print_jobs.add(posted.id, 1, operator.id, now)
        change_movement(
            work.connection,
            movement.id,
            MovementState.SENT,
            state=MovementState.RECEIVED.value,
            received_by=operator.id,
            received_at=now,
            received_transaction=posted.id,
            received=draft.spent + draft.change,
            reference=draft.reference[:60],
        )
        work.commit()
    return Moved(draft.movement_id, posted.id, posted.number, in_transit=False)


def _postings(movement: CashMovement, draft: AdvanceDraft, missing: Money) -> tuple[Posting, ...]:
    """The advance is over; what was spent, what came back, and what neither explains."""
    postings = (
        Posting(ADVANCES, -movement.amount),
        Posting(f"paid_out:{draft.reason}"[:60], draft.spent),
        Posting(movement.source, draft.change, Tender.CASH),
        Posting("over_short", missing),
    )
    return tuple(p for p in postings if p.amount)


def _slip(
    work: Work,
    station: Station,
    movement: CashMovement,
    draft: AdvanceDraft,
    operator: Operator,
    number: int,
) -> Document:
    words = words_of(work, operator)
    reason = work.policy().reason("paid_out", draft.reason)
    paper = MovementPaper(
        MovementKind.ADVANCE,
        station.title,
        operator,
        number,
        work.now(),
        account_words(ADVANCES, words),
        account_words(movement.source, words),
        {Tender.CASH: movement.amount},
        reason="" if reason is None else reason.label,
        note=draft.note,
        party=movement.party,
        reference=draft.reference,
    )
    return advance_slip(work.store, paper, draft.spent, draft.change, words)


def _source_session(work: Work, movement: CashMovement) -> TillSession | None:
    """The till that change comes back to; None if it came from the safe."""
    if movement.source == SAFE or movement.session_id is None:
        return None
    return arriving_session(work, movement.session_id)
