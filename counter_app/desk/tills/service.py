"""Counts tills, blind: to close them, or in the middle of the day; each count one transaction.

Opening is `opening`, what lies between is `standing`; all of it can be had from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.cash import DISPUTED_VARIANCE
from counter_app.core.errors import ApprovalRequired, NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import Money, total
from counter_app.core.said import said
from counter_app.core.store import TO_COUNT, SessionKind, SessionState, TillSession
from counter_app.desk.tills import safe_draft
from counter_app.desk.tills.board import (
    Settled,
    TillChoice,
    TillState,
    settled_till,
    till_state,
)
from counter_app.desk.tills.counting import Counting
from counter_app.desk.tills.draft import (
    CountDraft,
    Occasion,
    check_count,
    count_asked,
    count_digest,
)
from counter_app.desk.tills.opening import TillOpened, open_till
from counter_app.desk.tills.rules import APPROVER_NEEDS
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.safe_kept import is_safe_count
from counter_app.desk.tills.stored_count import from_content, to_content
from counter_app.desk.tills.transactions import TASK
from counter_app.records.decisions import add_decision
from counter_app.records.drafts import (
    StoredDraft,
    draft_by_id,
    drafts_of,
    drop_draft,
    save_draft,
)
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.approvers import check_needs
from counter_app.trade.reprinting import queue_copy

__all__ = [
    "CountAgain",
    "Settled",
    "TillAudited",
    "TillChoice",
    "TillClosed",
    "TillOpened",
    "TillState",
    "audit_till",
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
class CountAgain:
    """The first count was kept but does not match; nothing was closed."""

    session_id: str
    transaction_id: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TillAudited:
    """A spot count is on record, its difference (counted minus expected) posted."""

    session_id: str
    transaction_id: str
    counted: Money
    difference: Money


@dataclass(frozen=True, slots=True)
class TillClosed:
    """The till is settled. `difference` is counted minus expected, known only now."""

    session_id: str
    transaction_ids: tuple[str, ...]
    counted: Money
    difference: Money


def close_till(
    draft: CountDraft, station: Station, approval: Approval | None = None
) -> TillClosed | CountAgain:
    """Count and settle the till; a first count that is off is kept and must be repeated.

    The second count is kept, too, and final: from then on only its reason can change, or somebody
    else who may counts again. Raises `Refused`, `ApprovalRequired`, or `BadInput`.
    """
    assert draft.occasion is Occasion.CLOSING
    answer = _count(draft, station, approval)
    assert not isinstance(answer, TillAudited)
    return answer


def audit_till(
    draft: CountDraft, station: Station, approval: Approval | None = None
) -> TillAudited | CountAgain:
    """Count an open till without closing it; what is off is posted when it is found."""
    assert draft.occasion is Occasion.AUDIT
    answer = _count(draft, station, approval)
    assert not isinstance(answer, TillClosed)
    return answer


def _count(
    draft: CountDraft, station: Station, approval: Approval | None
) -> TillClosed | TillAudited | CountAgain:
    with station.open_work() as work:
        check_count(draft, work.store.currency)
        answered = work.journal.answered(draft.id, count_digest(draft))
        if answered is not None:
            return _stored_answer(work, draft)
        session = session_by_id(work.connection, draft.session_id, hold=True)
        _check_here(session, station, draft)
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
            check_needs(work, verdict, approval, APPROVER_NEEDS)
            if draft.occasion is Occasion.AUDIT:
                audited = counting.audit(verdict, approval)
                work.commit()
                return TillAudited(session.id, audited, draft.counted, counting.difference)
            ids = counting.settle(verdict, approval)
            work.commit()
            return TillClosed(session.id, ids, draft.counted, counting.difference)
        off = {"tills.reason_missing", "tills.variance", "tills.witness"}
        if off & {f.code for f in verdict.findings} and counting.is_new:
            counting.keep(derived_id(draft.id, "final"))
            if draft.occasion is Occasion.CLOSING:
                _store(work, station, draft, session)
        _keep_decision(work, station, draft, verdict)
        work.commit()
    worst = verdict.worst_first()[0]
    if verdict.worst is Severity.FORBID:
        raise Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=verdict)
    raise ApprovalRequired(worst.text, remedy=worst.remedy, verdict=verdict)


def _check_here(session: TillSession, station: Station, draft: CountDraft) -> None:
    """An open till is counted where it is; a closed one anywhere, by its own tag."""
    if session.kind == SessionKind.SAFE:
        raise Refused("The safe is counted on its own page.", code="tills.is_safe")
    if session.state in TO_COUNT and draft.occasion is Occasion.CLOSING:
        return
    if session.state == SessionState.SUSPENDED and draft.occasion is Occasion.CLOSING:
        return
    if session.state != SessionState.OPEN:
        raise Refused("This till is already closed.", code="till_closed")
    if session.station != station.name and session.kind == SessionKind.DESK:
        raise Refused(
            said("This till is open at {station}.", station=session.station),
            code="tills.elsewhere",
            remedy="Close it there, or close it from the board; then count it here.",
        )


def keep_count(draft: CountDraft, parked: bool, station: Station) -> None:
    """Store an unfinished count under its operator; one that nobody began is not kept."""
    with station.open_work() as work:
        session = session_by_id(work.connection, draft.session_id)
        done = session.state != SessionState.OPEN and session.state not in TO_COUNT
        if done or work.journal.answered(draft.id, count_digest(draft)):
            return
        _store(work, station, draft, session, "parked" if parked else "open")
        work.commit()


def _store(
    work: Work, station: Station, draft: CountDraft, session: TillSession, state: str = "open"
) -> None:
    stored = draft_by_id(work.connection, work.keys, draft.id)
    owner = station.operator_id if stored is None else stored.operator_id
    save_draft(
        work.connection,
        work.keys,
        StoredDraft(
            id=draft.id,
            task=TASK,
            station=station.name,
            operator_id=owner,
            state=state,
            title=said("Count of till {till}", till=session.till_id),
            amount=None,
            content=to_content(draft),
            changed_at=work.now(),
        ),
    )


def stored_count(draft_id: str, station: Station) -> CountDraft | SafeDraft | None:
    """A count that was stored; None if it is gone or its till was settled meanwhile."""
    with station.look() as work:
        stored = draft_by_id(work.connection, work.keys, draft_id)
        if stored is None or stored.task != TASK:
            return None
        if is_safe_count(stored):
            return safe_draft.from_content(stored.id, stored.content, work.store.currency)
        return _still_open(work, stored)


def unfinished_count(session_id: str, station: Station) -> CountDraft | None:
    """What the operator had counted of a till before they went elsewhere; None if nothing."""
    with station.look() as work:
        for state in ("open", "parked"):
            for stored in drafts_of(work.connection, work.keys, station.operator_id, state):
                of_till = stored.task == TASK and not is_safe_count(stored)
                draft = _still_open(work, stored) if of_till else None
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
        queue_copy(work, operator, transaction_id, 1)
        work.commit()


def _still_open(work: Work, stored: StoredDraft) -> CountDraft | None:
    draft = from_content(stored.id, stored.content, work.store.currency)
    session = session_by_id(work.connection, draft.session_id)
    if session.state in TO_COUNT:
        return draft
    here = session.state == SessionState.OPEN and session.station == work.station
    return draft if here else None


def _stored_answer(work: Work, draft: CountDraft) -> TillClosed | TillAudited | CountAgain:
    """The answer given before to this very count."""
    session = session_by_id(work.connection, draft.session_id)
    stored = read_transaction(work.connection, draft.id)
    assert stored is not None, "an answered count is in the books"
    difference = _difference(work, draft.id)
    if not stored.documents:  # a count that was kept only, and made again
        return CountAgain(session.id, draft.id, "This count was kept.", "Count again.")
    if draft.occasion is Occasion.AUDIT:
        return TillAudited(session.id, draft.id, draft.counted, difference)
    pickup = derived_id(draft.id, "pickup")
    moved = read_transaction(work.connection, pickup) is not None
    ids = (draft.id, pickup) if moved else (draft.id,)
    return TillClosed(session.id, ids, draft.counted, difference)


def _difference(work: Work, transaction_id: str) -> Money:
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    against = ("over_short", DISPUTED_VARIANCE)
    return -total(p.amount for p in stored.transaction.postings if p.account in against)


def _keep_decision(work: Work, station: Station, draft: CountDraft, verdict: Verdict) -> None:
    add_decision(
        work.connection,
        task=TASK,
        station=station.name,
        operator_id=station.operator_id,
        request_id=draft.id,
        verdict=verdict,
        status="refused",
        request={"asked": count_asked(draft)},
        policy_version=work.policy().version,
        at=work.now(),
    )
