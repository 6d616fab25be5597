"""The other side of a movement: money received, a difference settled, an advance closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from counter_app.core.approval import Approval, Severity, Verdict, digest
from counter_app.core.cash import (
    BANK,
    MOVEMENT_RESOLVED,
    SAFE,
    MovementKind,
    MovementState,
    transit_to,
)
from counter_app.core.errors import BadInput, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.store import SessionState, TillSession
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.movement_draft import (
    ReceiveDraft,
    check_received,
    receive_asked,
    receive_digest,
)
from counter_app.desk.tills.movement_posting import account_words
from counter_app.desk.tills.movement_rules import judge_received
from counter_app.desk.tills.movement_slip import MovementPaper, movement_slip
from counter_app.desk.tills.moving import Moved, approver_name, arriving_session, refuse
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.cash_movements import (
    CashMovement,
    change_movement,
    left_in_transit,
    movement_by_id,
)
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import session_by_id
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import words_of

BACK: Final = "back"
ACCEPT: Final = "accept"


def receive(draft: ReceiveDraft, station: Station, approval: Approval | None = None) -> Moved:
    """Say that a movement arrived, and what was in it; what differs waits for a manager.

    Raises `Refused` if it was received already, `ApprovalRequired`, or `BadInput`.
    """
    check_received(draft, station.store.currency)
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, receive_digest(draft))
        movement = movement_by_id(work.connection, draft.movement_id)
        if answered is not None:
            disputed = movement.state is MovementState.DISPUTED
            return Moved(movement.id, answered.id, answered.number, disputed)
        if movement.state is not MovementState.SENT or movement.kind is MovementKind.ADVANCE:
            raise Refused("This movement was already dealt with.", code="movement_done")
        operator = work.operator(station.operator_id)
        session = _target_session(work, movement)
        verdict = judge_received(
            draft,
            operator,
            work.policy().till,
            needed="tills.open" if movement.target.startswith("till:") else "tills.receive",
            sender_id=movement.sent_by,
            differs=_differs(movement, draft.tenders),
        )
        if verdict.worst >= Severity.APPROVE and approval is None:
            refuse(work, station, draft.id, receive_asked(draft), verdict)
        moved = _received(work, station, draft, movement, operator, session, verdict, approval)
        work.commit()
    return moved


def resolve_movement(
    movement_id: str, request_id: str, how: str, note: str, station: Station
) -> Moved:
    """Settle what a movement was off by: it goes `back` to its sender, or is `accept`ed as lost.

    Raises `Refused` for who may not, `BadInput` for another answer or no reason.
    """
    said = clean_text(note, MAX_NOTE)
    if how not in (BACK, ACCEPT):
        raise BadInput("Say whether it goes back or is accepted.")
    if not said:
        raise BadInput("Say what was found.", code="tills.why")
    verdict = Verdict(digest(["tills.settle_movement", request_id, movement_id, how, said]))
    with station.open_work() as work:
        answered = work.journal.answered(request_id, verdict.request_digest)
        if answered is not None:
            return Moved(movement_id, answered.id, answered.number, in_transit=False)
        operator = work.operator(station.operator_id)
        if not operator.may("tills.resolve"):
            raise may_not(operator)
        movement = movement_by_id(work.connection, movement_id)
        if movement.state is not MovementState.DISPUTED:
            raise Refused("This movement is not in dispute.", code="movement_done")
        session, account = _owner(work, movement, how)
        now = work.now()
        made = transaction_of(work, request_id, Kind.COUNT, operator, session, now)
        transit = transit_to(movement.target)
        moved: list[Posting] = []
        for tender, amount in left_in_transit(work.connection, movement).items():
            moved.append(Posting(transit, -amount, tender))
            countable = None if account == "over_short" else tender
            moved.append(Posting(account, amount, countable))
        made = replace(made, reason=MOVEMENT_RESOLVED, note=said, postings=tuple(moved))
        posted = work.journal.post(made, verdict)
        change_movement(
            work.connection,
            movement.id,
            MovementState.DISPUTED,
            state=MovementState.RESOLVED.value,
            resolved_by=operator.id,
            resolved_at=now,
            resolved_transaction=posted.id,
        )
        work.commit()
    return Moved(movement_id, posted.id, posted.number, in_transit=False)


def _received(
    work: Work,
    station: Station,
    draft: ReceiveDraft,
    movement: CashMovement,
    operator: Operator,
    session: TillSession | None,
    verdict: Verdict,
    approval: Approval | None,
) -> Moved:
    now = work.now()
    used = approval if verdict.to_cover() else None
    transit = transit_to(movement.target)
    found: list[Posting] = []
    for tender, amount in draft.tenders.items():
        if amount:
            found.append(Posting(transit, -amount, tender))
            found.append(Posting(movement.target, amount, tender))
    differs = _differs(movement, draft.tenders)
    made = replace(
        transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now),
        postings=tuple(found),
        reason=f"{movement.kind.value}_received",
        note=draft.note,
        witness_id=None if used is None else used.approver_id,
    )
    number = work.journal.next_number(made)
    words = words_of(work, operator)
    paper = MovementPaper(
        kind=movement.kind,
        station=station.title,
        operator=operator,
        number=number,
        at=now,
        source=account_words(movement.source, words),
        target=account_words(movement.target, words),
        tenders=draft.tenders,
        pieces=draft.pieces,
        note=draft.note,
        bag=movement.bag,
        seal=movement.seal,
        approver=approver_name(work, verdict, approval),
        received=True,
        differs=differs,
    )
    document = NumberedDocument("slip", movement_slip(work.store, paper, words))
    posted = work.journal.post(made, verdict, used, (document,), number=number)
    state = MovementState.DISPUTED if differs else MovementState.RECEIVED
    change_movement(
        work.connection,
        movement.id,
        MovementState.SENT,
        state=state.value,
        received_by=operator.id,
        received_at=now,
        received_transaction=posted.id,
        received=draft.amount,
        witness_id=made.witness_id or movement.witness_id,
    )
    work.print_jobs.add(posted.id, 1, operator.id, now)
    return Moved(movement.id, posted.id, posted.number, differs)


def _differs(movement: CashMovement, found: Mapping[Tender, Money]) -> bool:
    return any(
        movement.tenders.get(t, ZERO) != found.get(t, ZERO) for t in {*movement.tenders, *found}
    )


def _target_session(work: Work, movement: CashMovement) -> TillSession | None:
    """The till that money arrives in; None where it goes to the safe or the bank."""
    if not movement.target.startswith("till:") or movement.session_id is None:
        return None
    return arriving_session(work, movement.session_id)


def _owner(work: Work, movement: CashMovement, how: str) -> tuple[TillSession | None, str]:
    """Which account bears a difference: the sender's, or over/short."""
    session = None
    if movement.session_id is not None:
        session = session_by_id(work.connection, movement.session_id)
    if how == ACCEPT:
        return session, "over_short"
    if movement.source in (SAFE, BANK):
        return None, movement.source
    assert session is not None, "a till's movement has its session"
    if session.state == SessionState.SETTLED:
        raise Refused("That till is settled. Accept the difference.", code="till_closed")
    return session, movement.source
