"""Opens a till with a float, closes it with a blind count; each step one database transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.errors import ApprovalRequired, NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.board import (
    Settled,
    TillChoice,
    TillState,
    settled_till,
    till_state,
)
from counter_app.desk.tills.counting import (
    FINAL_AFTER,
    TASK,
    Counting,
    transaction_of,
    words_of,
)
from counter_app.desk.tills.draft import (
    CountDraft,
    OpenDraft,
    check_count,
    check_float,
    count_digest,
    open_digest,
)
from counter_app.desk.tills.rules import judge_opening
from counter_app.desk.tills.slip import opening_slip
from counter_app.desk.tills.stored_count import from_content, to_content
from counter_app.records.audit import note_event
from counter_app.records.decisions import add_decision
from counter_app.records.drafts import (
    StoredDraft,
    draft_by_id,
    drafts_of,
    drop_draft,
    save_draft,
)
from counter_app.records.journal import NumberedDocument
from counter_app.records.tills import (
    session_by_id,
    start_session,
    till_counts,
    till_ids,
)
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station

__all__ = [
    "CountAgain",
    "Settled",
    "TillChoice",
    "TillClosed",
    "TillOpened",
    "TillState",
    "close_till",
    "keep_count",
    "open_till",
    "print_again",
    "settled_till",
    "stored_count",
    "till_state",
    "unfinished_count",
]


@dataclass(frozen=True, slots=True)
class TillOpened:
    """A till is open: its session and the transaction that brought the float."""

    session_id: str
    transaction_id: str
    number: int


@dataclass(frozen=True, slots=True)
class CountAgain:
    """The first count was kept but does not match; nothing was closed."""

    session_id: str
    transaction_id: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TillClosed:
    """The till is settled. `difference` is counted minus expected, known only now."""

    session_id: str
    transaction_ids: tuple[str, ...]
    counted: Money
    difference: Money


def open_till(draft: OpenDraft, station: Station, approval: Approval | None = None) -> TillOpened:
    """Open a till at this station; the float comes from the safe."""
    check_float(draft)
    session_id = derived_id(draft.id, "session")
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, open_digest(draft))
        if answered is not None:
            return TillOpened(session_id, answered.id, answered.number)
        operator = work.operator(station.operator_id)
        if draft.till_id not in till_ids(work.connection):
            raise NotFound(f"This store has no till {draft.till_id}.", code="tills.unknown")
        verdict = judge_opening(draft, operator)
        now = work.now()
        day = work.store.calendar.business_date(now)
        session = TillSession(
            session_id, draft.till_id, station.name, day, "open", operator.id, now
        )
        if verdict.worst < Severity.APPROVE:
            start_session(work.connection, session)
        transaction = transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now)
        amount = draft.opening_float
        if amount:
            transaction = replace(
                transaction,
                postings=(
                    Posting("safe", -amount, Tender.CASH),
                    Posting(session.account, amount, Tender.CASH),
                ),
                reason="opening_float",
            )
        number = work.journal.next_number(transaction)
        words = words_of(work, operator)
        slip = opening_slip(
            work.store, station.title, operator, session, amount, number, now, words
        )
        posted = work.journal.post(
            transaction, verdict, approval, (NumberedDocument("slip", slip),), number=number
        )
        work.print_jobs.add(posted.id, 1, operator.id, now)
        work.commit()
    return TillOpened(session_id, posted.id, posted.number)


def close_till(
    draft: CountDraft, station: Station, approval: Approval | None = None
) -> TillClosed | CountAgain:
    """Count and settle the till; a first count that is off is kept and must be repeated.

    The second count is kept, too, and final: from then on only its reason can change. Raises
    `Refused`, `ApprovalRequired`, or `BadInput` for a count that cannot be.
    """
    with station.open_work() as work:
        check_count(draft, work.store.currency)
        answered = work.journal.answered(draft.id, count_digest(draft))
        if answered is not None:
            return _stored_answer(work, draft)
        session = session_by_id(work.connection, draft.session_id)
        if session.station != station.name or session.state != "open":
            raise Refused("This till is already closed.", code="till_closed")
        operator = work.operator(station.operator_id)
        counting = Counting(work, draft, session, operator, station.title)
        verdict = counting.verdict()
        again = next((f for f in verdict.findings if f.code == "tills.count_again"), None)
        if again is not None:
            counting.keep(draft.id)
            drop_draft(work.connection, draft.id)
            work.commit()
            return CountAgain(session.id, draft.id, again.text, again.remedy)
        if verdict.worst < Severity.APPROVE or (
            verdict.worst is Severity.APPROVE and approval is not None
        ):
            counting.check_approver(verdict, approval)
            ids = counting.settle(verdict, approval)
            work.commit()
            return TillClosed(session.id, ids, draft.counted, counting.difference)
        off = {"tills.reason_missing", "tills.variance"} & {f.code for f in verdict.findings}
        if off and counting.earlier < FINAL_AFTER:
            counting.keep(derived_id(draft.id, "final"))
        _keep_decision(work, station, draft, verdict)
        work.commit()
    worst = verdict.worst_first()[0]
    if verdict.worst is Severity.FORBID:
        raise Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=verdict)
    raise ApprovalRequired(worst.text, remedy=worst.remedy, verdict=verdict)


def keep_count(draft: CountDraft, parked: bool, station: Station) -> None:
    """Store an unfinished count under its operator; one that nobody began is not kept."""
    with station.open_work() as work:
        session = session_by_id(work.connection, draft.session_id)
        if session.state != "open" or work.journal.answered(draft.id, count_digest(draft)):
            return
        stored = draft_by_id(work.connection, draft.id)
        owner = station.operator_id if stored is None else stored.operator_id
        words = words_of(work, work.operator(owner))
        save_draft(
            work.connection,
            StoredDraft(
                id=draft.id,
                task=TASK,
                station=station.name,
                operator_id=owner,
                state="parked" if parked else "open",
                title=words.say("Count of till {till}", till=session.till_id),
                amount=None,
                content=to_content(draft),
                changed_at=work.now(),
            ),
        )
        work.commit()


def stored_count(draft_id: str, station: Station) -> CountDraft | None:
    """A count that was stored; None if it is gone or its till was settled meanwhile."""
    with station.look() as work:
        stored = draft_by_id(work.connection, draft_id)
        if stored is None or stored.task != TASK:
            return None
        return _still_open(work, stored)


def unfinished_count(session_id: str, station: Station) -> CountDraft | None:
    """What the operator had counted of a till before they went elsewhere; None if nothing."""
    with station.look() as work:
        for state in ("open", "parked"):
            for stored in drafts_of(work.connection, station.operator_id, state):
                draft = _still_open(work, stored) if stored.task == TASK else None
                if draft is not None and draft.session_id == session_id:
                    return draft
    return None


def print_again(transaction_id: str, station: Station) -> None:
    """Print a settlement's slip once more, marked as a duplicate."""
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        stored = read_transaction(work.connection, transaction_id)
        if stored is None or stored.transaction.task != TASK or not stored.documents:
            raise NotFound("This settlement is not known.", code="unknown_settlement")
        work.print_jobs.add(transaction_id, 1, operator.id, work.now(), duplicate=True)
        note_event(
            work.connection,
            station=station.name,
            event="reprint",
            at=work.now(),
            operator_id=operator.id,
            transaction_id=transaction_id,
        )
        work.commit()


def _still_open(work: Work, stored: StoredDraft) -> CountDraft | None:
    draft = from_content(stored.id, stored.content, work.store.currency)
    session = session_by_id(work.connection, draft.session_id)
    return draft if session.state == "open" and session.station == work.station else None


def _stored_answer(work: Work, draft: CountDraft) -> TillClosed | CountAgain:
    """The answer given before to this very count."""
    session = session_by_id(work.connection, draft.session_id)
    row = work.connection.execute(
        select(till_counts).where(till_counts.c.id == derived_id(draft.id, "count"))
    ).one()
    later = select(func.count()).where(
        till_counts.c.session_id == session.id, till_counts.c.number > row.number
    )
    kept_only = session.state == "open" or work.connection.execute(later).scalar_one()
    if kept_only:
        return CountAgain(session.id, row.transaction_id, "This count was kept.", "Count again.")
    pickup = derived_id(draft.id, "pickup")
    ids = (row.transaction_id, pickup) if row.counted else (row.transaction_id,)
    return TillClosed(session.id, ids, row.counted, _difference(work, row.transaction_id))


def _difference(work: Work, transaction_id: str) -> Money:
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    over_short = (p for p in stored.transaction.postings if p.account == "over_short")
    return -next(over_short, Posting("over_short", ZERO)).amount


def _keep_decision(work: Work, station: Station, draft: CountDraft, verdict: Verdict) -> None:
    add_decision(
        work.connection,
        task=TASK,
        station=station.name,
        operator_id=station.operator_id,
        request_id=draft.id,
        verdict=verdict,
        status="refused",
        request={"session": draft.session_id},
        policy_version=work.policy().version,
        at=work.now(),
    )
