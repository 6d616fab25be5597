"""Opens tills: with a float from the safe, with a prepared drawer, or with what was left in it.

Whatever the drawer holds otherwise than it should is its own posting, at opening.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.cash import SAFE, MovementKind, MovementState
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SessionState, TillSession, account_of
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.core.words import Words
from counter_app.desk.tills.draft import OpenDraft, check_float, open_digest
from counter_app.desk.tills.rules import APPROVER_NEEDS, judge_opening
from counter_app.desk.tills.slip import Opening, opening_slip
from counter_app.desk.tills.transactions import opening_count, transaction_of
from counter_app.records.cash_movements import (
    CashMovement,
    change_movement,
    movements_in_transit,
)
from counter_app.records.journal import NumberedDocument, balance
from counter_app.records.operators import operator_by_id
from counter_app.records.till_figures import cash_before
from counter_app.records.till_states import (
    not_free,
    open_session,
    start_session,
)
from counter_app.records.tills import (
    last_session_id,
    session_by_id,
    till_ids,
    unsettled_session,
)
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.rules.till_policy import FloatMode
from counter_app.station import Station
from counter_app.trade.approvers import check_needs
from counter_app.trade.papers import words_of


@dataclass(frozen=True, slots=True)
class TillOpened:
    """A till is open: its session and the transaction that brought the float."""

    session_id: str
    transaction_id: str
    number: int
    difference: Money = ZERO
    """Found minus what should have been in the drawer, booked at opening."""


@dataclass(frozen=True, slots=True)
class _Start:
    """What a drawer should hold when it is opened, and where that comes from."""

    session: TillSession
    expected: Money
    postings: tuple[Posting, ...]
    words: str
    prepared: CashMovement | None = None


def open_till(draft: OpenDraft, station: Station, approval: Approval | None = None) -> TillOpened:
    """Open a till at this station with what lies in its drawer.

    Raises `Refused`, `ApprovalRequired`, `Conflict` if the till is not free, or `BadInput`.
    """
    check_float(draft, station.store.currency)
    session_id = derived_id(draft.id, "session")
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, open_digest(draft))
        if answered is not None:
            stored = read_transaction(work.connection, answered.id)
            assert stored is not None, "an answered request is in the books"
            opened = stored.transaction.till_session_id or session_id
            off = _difference_of(work, draft.id)
            return TillOpened(opened, answered.id, answered.number, off)
        operator = work.operator(station.operator_id)
        if draft.till_id not in till_ids(work.connection):
            raise NotFound(
                said("This store has no till {till_id}.", till_id=draft.till_id),
                code="tills.unknown",
            )
        now = work.now()
        start = _start(work, draft, operator, session_id, now)
        difference = draft.opening_float - start.expected
        limits = work.policy().till
        verdict = judge_opening(draft, operator, off=abs(difference), limits=limits)
        check_needs(work, verdict, approval, APPROVER_NEEDS)
        session = start.session
        if verdict.worst < Severity.APPROVE or approval is not None:
            session = _begin(work, start, operator, now, limits.drawers)
        posted_number, posted_id = _post(
            work, draft, station.title, operator, replace(start, session=session), verdict, approval
        )
        work.commit()
    return TillOpened(session.id, posted_id, posted_number, difference)


def _start(
    work: Work, draft: OpenDraft, operator: Operator, session_id: str, now: datetime
) -> _Start:
    policy = work.policy().till
    words = words_of(work, operator)
    waiting = unsettled_session(work.connection, draft.till_id)
    owner = operator.id if policy.own_tills else None
    if waiting is not None and waiting.state == SessionState.PREPARED:
        day = opening_day(work, draft.till_id, now)
        return _prepared_start(work, replace(waiting, operator_id=owner, business_date=day), words)
    if waiting is not None:
        raise not_free(waiting)
    day = opening_day(work, draft.till_id, now)
    account = account_of(draft.till_id)
    session = TillSession(
        session_id,
        draft.till_id,
        work.station,
        day,
        SessionState.OPEN,
        operator.id,
        now,
        operator_id=owner,
        carried=cash_before(work.connection, account, day),
    )
    left = balance(work.connection, account, Tender.CASH)
    if left:
        said = words.say("This float stayed in the till when it was closed.")
        return _Start(session, left, (), said)
    brought = draft.opening_float
    if policy.float_mode is FloatMode.PREDEFINED:
        brought = policy.opening_float
    said = words.say("This float came from the safe and belongs to the till.")
    return _Start(session, brought, _moved(SAFE, account, brought), said)


def _prepared_start(work: Work, session: TillSession, words: Words) -> _Start:
    movement = prepared_float(work, session)
    sender = operator_by_id(work.connection, movement.sent_by).name
    said = words.say("This float was prepared by {name}.", name=sender)
    moved = _moved(session.transit, session.account, movement.amount)
    return _Start(session, movement.amount, moved, said, movement)


def prepared_float(work: Work, session: TillSession) -> CashMovement:
    """The float that waits in a prepared drawer."""
    moving = movements_in_transit(work.connection, session.id)
    found = next((m for m in moving if m.kind is MovementKind.FLOAT), None)
    assert found is not None, "a prepared drawer has its float on the way"
    return found


def _moved(source: str, target: str, amount: Money) -> tuple[Posting, ...]:
    if not amount:
        return ()
    return (Posting(source, -amount, Tender.CASH), Posting(target, amount, Tender.CASH))


def _begin(
    work: Work, start: _Start, operator: Operator, now: datetime, drawers: int
) -> TillSession:
    """The session in a free drawer of this station; a prepared one is opened where it is now.

    It trades on the date it is opened, also where it was made ready the evening before.
    """
    session = start.session
    if start.prepared is None:
        return start_session(work.connection, session, drawers)
    return open_session(
        work.connection,
        session,
        work.station,
        now,
        drawers,
        business_date=session.business_date,
        carried=cash_before(work.connection, session.account, session.business_date),
        operator_id=session.operator_id,
        opened_by=operator.id,
        opened_at=now,
    )


def _post(
    work: Work,
    draft: OpenDraft,
    title: str,
    operator: Operator,
    start: _Start,
    verdict: Verdict,
    approval: Approval | None,
) -> tuple[int, str]:
    """The float with its slip, and what it was off by as a posting of its own."""
    session, now = start.session, work.now()
    difference = draft.opening_float - start.expected
    transaction = replace(
        transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now),
        postings=start.postings,
        reason="opening_float" if start.postings else "",
    )
    number = work.journal.next_number(transaction)
    reason = work.policy().reason("over_short", draft.reason)
    if draft.reason and reason is None:
        raise BadInput(said("{reason} is not a reason for a difference.", reason=draft.reason[:40]))
    opening = Opening(
        title,
        operator,
        session,
        draft.opening_float,
        number,
        now,
        start.words,
        difference,
        draft.pieces,
        "" if reason is None else reason.label,
        "" if approval is None else work.operator(approval.approver_id).short_name,
        session.tag,
        session.seal,
    )
    slip = opening_slip(work.store, opening, words_of(work, operator))
    posted = work.journal.post(
        transaction,
        verdict,
        approval if verdict.to_cover() else None,
        (NumberedDocument("slip", slip),),
        number=number,
        counts=(
            opening_count(draft.id, session, draft.opening_float, draft.pieces, operator, now),
        ),
    )
    if start.prepared is not None:
        float_received(work, start.prepared, posted.id, operator, now, draft.opening_float)
    if difference:
        _post_difference(work, draft, operator, session, verdict, difference)
    work.print_jobs.add(posted.id, 1, operator.id, now)
    return posted.number, posted.id


def _post_difference(
    work: Work,
    draft: OpenDraft,
    operator: Operator,
    session: TillSession,
    verdict: Verdict,
    difference: Money,
) -> None:
    made: Transaction = transaction_of(
        work, derived_id(draft.id, "difference"), Kind.COUNT, operator, session, work.now()
    )
    off = replace(
        made,
        reason=draft.reason or "opening_difference",
        postings=(
            Posting(session.account, difference, Tender.CASH),
            Posting("over_short", -difference),
        ),
    )
    work.journal.post(off, Verdict(verdict.request_digest))


def _difference_of(work: Work, draft_id: str) -> Money:
    """The difference that was booked when this draft was answered first."""
    stored = read_transaction(work.connection, derived_id(draft_id, "difference"))
    if stored is None:
        return ZERO
    return -total(p.amount for p in stored.transaction.postings if p.account == "over_short")


def float_received(
    work: Work,
    movement: CashMovement,
    transaction_id: str,
    operator: Operator,
    now: datetime,
    amount: Money,
) -> None:
    """Say of a float on its way that it arrived, and how much of it did."""
    change_movement(
        work.connection,
        movement.id,
        movement.state,
        state=MovementState.RECEIVED.value,
        received_by=operator.id,
        received_at=now,
        received_transaction=transaction_id,
        received=amount,
    )


def opening_day(work: Work, till_id: int, now: datetime) -> date:
    """Today, but never before the till's last session: a clock set back opens no earlier day."""
    today = work.store.calendar.business_date(now)
    last = last_session_id(work.connection, till_id)
    if last is None:
        return today
    return max(today, session_by_id(work.connection, last).business_date)
