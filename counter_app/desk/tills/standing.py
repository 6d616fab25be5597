"""What happens to a till between opening and counting: suspended, resumed, closed uncounted.

Each step is a control transaction of the journal, so that it is numbered and chained.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select

from counter_app.core.approval import Verdict, digest
from counter_app.core.cash import DISPUTED_VARIANCE
from counter_app.core.errors import BadInput, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SessionState, TillSession
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Kind, Posting
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.drafts import parked_drafts
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.till_states import move_session, open_session
from counter_app.records.tills import session_by_id
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class Stood:
    """A till that was suspended, resumed or closed, and the transaction that says so.

    `parked` is how much parked work its operators have: it stays parked, nothing of it is lost.
    """

    session: TillSession
    transaction_id: str
    parked: int = 0


def suspend_till(session_id: str, request_id: str, station: Station) -> Stood:
    """Take a till out of its station, contents and all; it is resumed here or elsewhere."""

    def change(work: Work, session: TillSession, operator: Operator, now: datetime) -> TillSession:
        _mine(session, operator)
        return move_session(work.connection, session.id, SessionState.SUSPENDED, now)

    return _control(session_id, request_id, "till_suspended", "", station, change)


def resume_till(session_id: str, request_id: str, station: Station) -> Stood:
    """Open a suspended till at this station; `Conflict` if it has no free drawer."""

    def change(work: Work, session: TillSession, operator: Operator, now: datetime) -> TillSession:
        _mine(session, operator)
        if session.business_date < work.store.calendar.business_date(now):
            raise Refused(
                said(
                    "This till was opened on {day}. Count it first.",
                    day=session.business_date.isoformat(),
                ),
                code="till_of_yesterday",
                remedy="Then open it for today.",
            )
        drawers = work.policy().till.drawers
        return open_session(work.connection, session, work.station, now, drawers)

    return _control(session_id, request_id, "till_resumed", "", station, change)


def close_uncounted(session_id: str, request_id: str, station: Station) -> Stood:
    """Close a till without a count, so that the desk is free; it is counted later, still blind."""

    def change(work: Work, session: TillSession, operator: Operator, now: datetime) -> TillSession:
        if not operator.may("tills.close"):
            raise may_not(operator)
        _mine(session, operator)
        return move_session(
            work.connection,
            session.id,
            SessionState.BLIND_CLOSED,
            now,
            closed_by=operator.id,
            closed_at=now,
        )

    return _control(session_id, request_id, "till_closed_blind", "", station, change)


def force_close(session_id: str, request_id: str, why: str, station: Station) -> Stood:
    """Close somebody else's till without them; it stays in the Morning Book until it is settled."""
    note = clean_text(why, MAX_NOTE)
    if not note:
        raise BadInput("Say why this till is closed without its operator.", code="tills.why")

    def change(work: Work, session: TillSession, operator: Operator, now: datetime) -> TillSession:
        if not operator.may("tills.force_close"):
            raise may_not(operator)
        return move_session(
            work.connection,
            session.id,
            SessionState.FORCE_CLOSED,
            now,
            closed_by=operator.id,
            closed_at=now,
        )

    return _control(session_id, request_id, "till_force_closed", note, station, change)


def resolve_dispute(
    session_id: str, request_id: str, reason: str, note: str, station: Station
) -> Stood:
    """Accept the difference of a disputed till as over or short, with a reason; `Refused` else."""
    told = clean_text(note, MAX_NOTE)
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("tills.reconcile"):
            raise may_not(operator)
        session = session_by_id(work.connection, session_id)
        if work.policy().reason("over_short", reason) is None:
            raise BadInput(said("{reason} is not a reason for a difference.", reason=reason[:40]))
        verdict = Verdict(digest(["tills.resolve", request_id, session_id, reason, told]))
        answered = work.journal.answered(request_id, verdict.request_digest)
        if answered is not None:
            return Stood(session, answered.id)
        if session.state != SessionState.DISPUTED:
            raise Refused("This till is not disputed.", code="till_state")
        amount = disputed_amount(work, session_id)
        made = transaction_of(work, request_id, Kind.COUNT, operator, session, work.now())
        made = replace(made, reason=reason, note=told)
        if amount:
            moved = (Posting(DISPUTED_VARIANCE, -amount), Posting("over_short", amount))
            made = replace(made, postings=moved)
        # When and by whom it was closed stays: a lane's next drawer takes in the sales since then.
        move_session(work.connection, session_id, SessionState.SETTLED, work.now())
        posted = work.journal.post(made, verdict)
        work.commit()
        return Stood(session_by_id(work.connection, session_id), posted.id)


def disputed_amount(work: Work, session_id: str) -> Money:
    """What of a session's difference nobody has accepted yet (positive: the till was short)."""
    p, t = postings.c, transactions.c
    found = work.connection.execute(
        select(func.sum(p.amount))
        .join_from(postings, transactions, t.id == p.transaction_id)
        .where(p.account == DISPUTED_VARIANCE, t.till_session_id == session_id)
    ).scalar()
    return found if isinstance(found, Money) else ZERO


def _mine(session: TillSession, operator: Operator) -> None:
    """Whose own till it is, or who may close other people's, may touch it."""
    owner = session.operator_id
    if owner is not None and owner != operator.id and not operator.may("tills.close_other"):
        raise Refused("This till belongs to somebody else.", code="tills.not_yours")
    if not operator.may("tills.close"):
        raise may_not(operator)


def _control(
    session_id: str,
    request_id: str,
    reason: str,
    note: str,
    station: Station,
    change: Callable[[Work, TillSession, Operator, datetime], TillSession],
) -> Stood:
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        session = session_by_id(work.connection, session_id)
        verdict = Verdict(digest([f"tills.{reason}", request_id, session_id, note]))
        answered = work.journal.answered(request_id, verdict.request_digest)
        if answered is not None:
            return Stood(session, answered.id)
        now = work.now()
        changed = change(work, session, operator, now)
        made = transaction_of(work, request_id, Kind.CONTROL, operator, changed, now)
        posted = work.journal.post(replace(made, reason=reason, note=note), verdict)
        parked = [d for d in parked_drafts(work.connection, work.keys) if d.station == station.name]
        work.commit()
    return Stood(changed, posted.id, len(parked))
