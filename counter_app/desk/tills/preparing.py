"""Drawers made ready before somebody opens them: the float leaves the safe, sealed and tagged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.core.approval import Verdict
from counter_app.core.cash import SAFE, MovementKind, MovementState
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SessionState, TillSession, account_of
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.draft import OpenDraft, check_pieces, open_digest
from counter_app.desk.tills.opening import (
    TillOpened,
    float_received,
    opening_day,
    prepared_float,
)
from counter_app.desk.tills.slip import Opening, opening_slip
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.cash_movements import CashMovement, add_movement
from counter_app.records.journal import NumberedDocument, Posted, balance
from counter_app.records.till_states import end_session, start_session
from counter_app.records.tills import session_by_id, till_ids
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import words_of

TO_SAFE: Final = "float_returned"
"""The reason of the movement that brings an unused prepared float back."""


@dataclass(frozen=True, slots=True)
class PrepareDraft:
    """A drawer made ready for somebody to open: its float leaves the safe, sealed."""

    id: str
    till_id: int
    amount: Money
    pieces: Mapping[str, int] = field(default_factory=dict)
    tag: str = ""
    seal: str = ""


def prepare_till(draft: PrepareDraft, station: Station) -> TillOpened:
    """Make a drawer ready: its float leaves the safe and waits, sealed, for who opens the till."""
    check_pieces(draft.pieces, station.store.currency)
    if draft.amount <= ZERO:
        raise BadInput("Put a float into the drawer first.", code="tills.bad_float")
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("tills.prepare"):
            raise may_not(operator)
        if draft.till_id not in till_ids(work.connection):
            unknown = said("This store has no till {till_id}.", till_id=draft.till_id)
            raise NotFound(unknown, code="tills.unknown")
        if balance(work.connection, account_of(draft.till_id), Tender.CASH):
            raise Refused("This till still holds what stayed in it.", code="tills.not_empty")
        now = work.now()
        session = TillSession(
            derived_id(draft.id, "session"),
            draft.till_id,
            station.name,
            opening_day(work, draft.till_id, now),
            SessionState.PREPARED,
            operator.id,
            now,
            tag=draft.tag,
            seal=draft.seal,
        )
        answered = work.journal.answered(draft.id, _verdict(draft).request_digest)
        if answered is not None:
            return TillOpened(session.id, answered.id, answered.number)
        start_session(work.connection, session)
        posted = _post_float(work, station.title, draft, operator, session)
        work.commit()
    return TillOpened(session.id, posted.id, posted.number)


def _post_float(
    work: Work, title: str, draft: PrepareDraft, operator: Operator, session: TillSession
) -> Posted:
    """The float leaves the safe for the drawer, with its slip, and waits there to be received."""
    verdict = _verdict(draft)
    made = transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, session.opened_at)
    transaction = replace(
        made,
        reason="float_prepared",
        postings=(
            Posting(SAFE, -draft.amount, Tender.CASH),
            Posting(session.transit, draft.amount, Tender.CASH),
        ),
    )
    words = words_of(work, operator)
    number = work.journal.next_number(transaction)
    opening = Opening(
        title,
        operator,
        session,
        draft.amount,
        number,
        session.opened_at,
        words.say("This float waits, sealed, until the till is opened."),
        pieces=draft.pieces,
        tag=draft.tag,
        seal=draft.seal,
    )
    document = NumberedDocument("slip", opening_slip(work.store, opening, words))
    posted = work.journal.post(transaction, verdict, documents=(document,), number=number)
    add_movement(
        work.connection,
        CashMovement(
            id=draft.id,
            kind=MovementKind.FLOAT,
            state=MovementState.SENT,
            source=SAFE,
            target=session.account,
            session_id=session.id,
            business_date=transaction.business_date,
            tenders={Tender.CASH: draft.amount},
            sent_by=operator.id,
            sent_at=session.opened_at,
            pieces=draft.pieces,
            bag=draft.tag,
            seal=draft.seal,
            sent_transaction=posted.id,
        ),
    )
    work.print_jobs.add(posted.id, 1, operator.id, session.opened_at)
    return posted


def _verdict(draft: PrepareDraft) -> Verdict:
    """Nothing speaks against it: who may prepare drawers asks nobody."""
    return Verdict(open_digest(OpenDraft(draft.id, draft.till_id, draft.amount)))


def return_prepared(session_id: str, request_id: str, station: Station) -> str:
    """Put the float of a prepared drawer that nobody opened back into the safe."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("tills.prepare"):
            raise may_not(operator)
        session = session_by_id(work.connection, session_id)
        if session.state != SessionState.PREPARED:
            raise Refused("This drawer is not waiting any more.", code="till_state")
        movement = prepared_float(work, session)
        now = work.now()
        transaction = replace(
            transaction_of(work, request_id, Kind.CASH_MOVEMENT, operator, session, now),
            reason=TO_SAFE,
            postings=(
                Posting(session.transit, -movement.amount, Tender.CASH),
                Posting(SAFE, movement.amount, Tender.CASH),
            ),
        )
        verdict = Verdict(open_digest(OpenDraft(request_id, session.till_id, movement.amount)))
        posted = work.journal.post(transaction, verdict)
        float_received(work, movement, posted.id, operator, now, movement.amount)
        end_session(work.connection, session.id, SessionState.SETTLED, operator.id, now)
        work.commit()
    return posted.id
