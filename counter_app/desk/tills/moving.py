"""Moves money without a sale: loans, pickups, drops, paid in and out, exchanges, no-sales.

What goes from one repository to another is sent by one side and received by the other; between
the two it lies in an account of its own, and its till cannot close.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NoReturn

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.cash import SAFE, MovementKind, MovementState
from counter_app.core.errors import ApprovalRequired, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.reason import Reason
from counter_app.core.store import SessionKind, SessionState, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.movement_draft import (
    MovementDraft,
    NoSaleDraft,
    check_movement,
    movement_asked,
    movement_digest,
    no_sale_asked,
    no_sale_digest,
)
from counter_app.desk.tills.movement_posting import (
    TWO_SIDED,
    account_words,
    keep_movement,
    movement_documents,
    movement_postings,
    sides,
)
from counter_app.desk.tills.movement_rules import (
    APPROVER_NEEDS,
    LIMIT,
    beyond_limit,
    judge_movement,
    judge_no_sale,
)
from counter_app.desk.tills.movement_slip import MovementPaper, no_sale_slip
from counter_app.desk.tills.transactions import TASK, transaction_of
from counter_app.records.audit import note_event
from counter_app.records.cash_movements import (
    CashMovement,
    add_movement,
    asked_before,
    moved_before,
    movement_by_id,
)
from counter_app.records.decisions import add_decision
from counter_app.records.journal import NumberedDocument
from counter_app.records.till_figures import expectation
from counter_app.records.tills import session_by_id
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.approvers import check_needs, not_an_approver, who_agreed
from counter_app.trade.papers import words_of

NO_SALE: Final = "no_sale"
_NOT_COUNTED: Final = frozenset({SessionState.BLIND_CLOSED, SessionState.FORCE_CLOSED})
_REASONED: Final = frozenset({MovementKind.PAID_IN, MovementKind.PAID_OUT})


@dataclass(frozen=True, slots=True)
class Moved:
    """A movement that is on record: its transaction, and whether somebody must still receive it."""

    movement_id: str
    transaction_id: str
    number: int
    in_transit: bool


def move(draft: MovementDraft, station: Station, approval: Approval | None = None) -> Moved:
    """Send, pay or change money as the draft says.

    Raises `Refused`, `ApprovalRequired`, or `BadInput` for a movement that cannot be.
    """
    check_movement(draft, station.store.currency)
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, movement_digest(draft))
        if answered is not None:
            found = movement_by_id(work.connection, draft.asked or draft.id)
            sent = found.state is MovementState.SENT
            return Moved(found.id, answered.id, answered.number, sent)
        operator = work.operator(station.operator_id)
        session = None if draft.session_id is None else open_session(work, draft.session_id)
        reason = _reason(work, draft)
        source, _ = sides(draft, session)
        holds = None if session is None else expectation(work.connection, session)
        verdict = judge_movement(
            draft,
            operator,
            work.policy().till,
            reason=reason,
            held=_held_at(draft, source, session, holds),
            drawer_cash=ZERO if holds is None else holds[Tender.CASH],
            earlier=(earlier := _earlier(work, draft, operator, session)),
        )
        check_approver(work, verdict, approval, draft, earlier)
        if verdict.worst >= Severity.APPROVE and approval is None:
            refuse(work, station, draft.id, movement_asked(draft), verdict)
        moved = _post(work, station, draft, operator, session, reason, verdict, approval)
        work.commit()
    return moved


def _earlier(
    work: Work, draft: MovementDraft, operator: Operator, session: TillSession | None
) -> Money:
    """What the operator paid to the same person for the same reason today already."""
    if draft.kind not in LIMIT or not draft.party:
        return ZERO
    day = work.date_in(session)
    return moved_before(work.connection, draft.kind, operator.id, day, draft.reason, draft.party)


def open_drawer(draft: NoSaleDraft, station: Station, approval: Approval | None = None) -> str:
    """Open the drawer without a sale: reasoned, logged, on paper; gives the transaction.

    The kick itself is the caller's, once this is on record.
    """
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, no_sale_digest(draft))
        if answered is not None:
            return answered.id
        operator = work.operator(station.operator_id)
        session = open_session(work, draft.session_id)
        reason = work.policy().reason(NO_SALE, draft.reason)
        verdict = judge_no_sale(draft, operator, reason)
        check_approver(work, verdict, approval)
        if verdict.worst >= Severity.APPROVE and approval is None:
            refuse(work, station, draft.id, no_sale_asked(draft), verdict)
        now = work.now()
        made = replace(
            transaction_of(work, draft.id, Kind.CONTROL, operator, session, now),
            reason=f"{NO_SALE}:{draft.reason}"[:60],
            note=draft.note,
        )
        number = work.journal.next_number(made)
        words = words_of(work, operator)
        paper = MovementPaper(
            MovementKind.EXCHANGE, station.title, operator, number, now, "", "", {},
            reason="" if reason is None else reason.label,
            note=draft.note,
            approver=approver_name(work, verdict, approval),
        )  # fmt: skip
        slip = no_sale_slip(work.store, paper, words)
        used = approval if verdict.to_cover() else None
        document = NumberedDocument("slip", slip)
        posted = work.journal.post(made, verdict, used, (document,), number=number)
        note_event(
            work.connection,
            station=station.name,
            event=NO_SALE,
            at=now,
            operator_id=operator.id,
            transaction_id=posted.id,
            reason=draft.reason,
        )
        work.print_jobs.add(posted.id, 1, operator.id, now)
        work.commit()
    return posted.id


def ask_for_loan(draft: MovementDraft, station: Station) -> str:
    """Ask the safe for a loan (by pieces, if certain ones run low); no money moves yet."""
    assert draft.kind is MovementKind.LOAN
    assert draft.session_id is not None
    check_movement(draft, station.store.currency)
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        session = open_session(work, draft.session_id)
        if not operator.may("tills.open"):
            verdict = judge_movement(draft, operator, work.policy().till)
            refuse(work, station, draft.id, movement_asked(draft), verdict)
        movement = CashMovement(
            id=draft.id,
            kind=draft.kind,
            state=MovementState.ASKED,
            source=SAFE,
            target=session.account,
            session_id=session.id,
            business_date=work.date_in(session),
            tenders=draft.tenders,
            sent_by=operator.id,
            sent_at=work.now(),
            pieces=draft.pieces,
            note=draft.note,
        )
        if not asked_before(work.connection, movement):
            add_movement(work.connection, movement)
        work.commit()
    return draft.id


def refuse(
    work: Work, station: Station, request_id: str, asked: Sequence[object], verdict: Verdict
) -> NoReturn:
    """Keep what was refused (or waits for an approval), and raise `Refused` or `ApprovalRequired`.

    `asked` is all that decides it, as plain values.
    """
    add_decision(
        work.connection,
        task=TASK,
        station=station.name,
        operator_id=station.operator_id,
        request_id=request_id,
        verdict=verdict,
        status="refused",
        request={"asked": list(asked)},
        policy_version=work.policy().version,
        at=work.now(),
    )
    work.commit()
    worst = verdict.worst_first()[0]
    if verdict.worst is Severity.FORBID:
        raise Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=verdict)
    raise ApprovalRequired(worst.text, remedy=worst.remedy, verdict=verdict)


def check_approver(
    work: Work,
    verdict: Verdict,
    approval: Approval | None,
    draft: MovementDraft | None = None,
    earlier: Money = ZERO,
) -> None:
    """Raise `Refused` if the approver may not do, or not up to that amount, what they agree to."""
    check_needs(work, verdict, approval, APPROVER_NEEDS)
    approver = who_agreed(work, verdict, approval)
    over = draft is not None and "tills.over_limit" in verdict.to_cover()
    if approver is None or draft is None or not over:
        return
    if beyond_limit(draft, approver, earlier):
        raise not_an_approver(approver, verdict)


def approver_name(work: Work, verdict: Verdict, approval: Approval | None) -> str:
    """Who agreed, as a slip says it; nobody where nothing had to be agreed to."""
    if approval is None or not verdict.to_cover():
        return ""
    return work.operator(approval.approver_id).short_name


def open_session(work: Work, session_id: str) -> TillSession:
    """A till's session that money may move in; raises `Refused` once it is counted."""
    session = session_by_id(work.connection, session_id)
    if session.state != SessionState.OPEN:
        raise Refused("Open a till first; no money moves without one.", code="till_not_open")
    return session


def arriving_session(work: Work, session_id: str) -> TillSession:
    """A till's session that money on its way still reaches: any that nobody has counted.

    Its count waits for that money, also where it was closed without one. Raises `Refused`.
    """
    session = session_by_id(work.connection, session_id)
    if session.state in _NOT_COUNTED:
        return session
    return open_session(work, session_id)


def _reason(work: Work, draft: MovementDraft) -> Reason | None:
    return work.policy().reason(draft.kind.value, draft.reason) if draft.reason else None


def _held_at(
    draft: MovementDraft,
    source: str,
    session: TillSession | None,
    holds: Mapping[Tender, Money] | None,
) -> Mapping[Tender, Money] | None:
    """What the books say is at the source; a safe that was never filled is not compared.

    Of a lane only the cash is: what else it took comes later, with its sales.
    """
    if session is None or holds is None or source != session.account:
        return None
    if session.kind == SessionKind.DESK:
        return holds
    return {**draft.tenders, Tender.CASH: holds[Tender.CASH]}


def _post(
    work: Work,
    station: Station,
    draft: MovementDraft,
    operator: Operator,
    session: TillSession | None,
    reason: Reason | None,
    verdict: Verdict,
    approval: Approval | None,
) -> Moved:
    now = work.now()
    used = approval if verdict.to_cover() else None
    made = replace(
        transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now),
        postings=movement_postings(draft, session),
        reason=draft.reason if draft.kind in _REASONED else draft.kind.value,
        note=draft.note,
        witness_id=None if used is None else used.approver_id,
    )
    number = work.journal.next_number(made)
    paper = _paper(work, station, draft, operator, session, number, now)
    paper = replace(
        paper,
        reason="" if reason is None else reason.label,
        approver=approver_name(work, verdict, approval),
    )
    documents = movement_documents(work, draft, paper, words_of(work, operator))
    posted = work.journal.post(made, verdict, used, documents, number=number)
    keep_movement(work, draft, operator, session, made)
    for place in range(1, len(documents) + 1):
        work.print_jobs.add(posted.id, place, operator.id, now)
    two_sided = draft.kind in TWO_SIDED or draft.kind is MovementKind.ADVANCE
    return Moved(draft.asked or draft.id, posted.id, posted.number, two_sided)


def _paper(
    work: Work,
    station: Station,
    draft: MovementDraft,
    operator: Operator,
    session: TillSession | None,
    number: int,
    now: datetime,
) -> MovementPaper:
    words = words_of(work, operator)
    source, target = sides(draft, session)
    tenders = dict(draft.tenders)
    return MovementPaper(
        kind=draft.kind,
        station=station.title,
        operator=operator,
        number=number,
        at=now,
        source=account_words(source, words),
        target=account_words(target, words),
        tenders=tenders,
        into=draft.into if draft.kind is MovementKind.EXCHANGE else None,
        pieces=draft.pieces,
        pieces_back=draft.pieces_back,
        note=draft.note,
        party=draft.party,
        reference=draft.reference,
        bag=draft.bag,
        seal=draft.seal,
    )
