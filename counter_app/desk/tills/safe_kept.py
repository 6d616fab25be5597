"""Counts of the safe that are not its last: stored as they are typed, kept as they were made.

A count that is off is on record before anybody is asked for its reason or signature: one that is
given up, or made again with another figure, leaves it there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from counter_app.core.approval import Verdict
from counter_app.core.ids import derived_id
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SAFE_ID, SessionKind, SessionState, TillSession
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.tills.safe_draft import (
    SafeDraft,
    from_content,
    is_safe,
    safe_digest,
    to_content,
)
from counter_app.desk.tills.transactions import TASK, transaction_of
from counter_app.records.drafts import (
    StoredDraft,
    draft_by_id,
    drafts_of,
    drop_draft,
    save_draft,
    unfinished,
)
from counter_app.records.till_counts import SAFE_TRY, CountSet, count_sets
from counter_app.records.till_states import start_session
from counter_app.records.tills import (
    TillCount,
    last_session_id,
    session_by_id,
    unsettled_session,
)
from counter_app.records.work import Work
from counter_app.station import Station

KEPT: Final = "safe_count_kept"
"""The reason of the entry that keeps a count which is not the last."""


def keep_safe_count(draft: SafeDraft, station: Station) -> None:
    """Store an unfinished count under its operator; one that is on record is not stored again."""
    with station.open_work() as work:
        if work.journal.is_posted(draft.id):
            return
        store_draft(work, station, draft)
        work.commit()


def unfinished_safe_count(station: Station) -> SafeDraft | None:
    """What the operator had counted of the safe when the desk stopped; None if nothing."""
    with station.look() as work:
        own = drafts_of(work.connection, work.keys, station.operator_id, "open")
        for stored in own:
            if is_safe_count(stored):
                return from_content(stored.id, stored.content, work.store.currency)
    return None


def is_safe_count(stored: StoredDraft) -> bool:
    """Whether a stored draft is a count of the safe."""
    return stored.task == TASK and is_safe(stored.content)


def store_draft(work: Work, station: Station, draft: SafeDraft) -> None:
    """Write the draft as it stands, sealed, within the caller's database transaction."""
    before = draft_by_id(work.connection, work.keys, draft.id)
    owner = station.operator_id if before is None else before.operator_id
    title = said("Count of the safe")
    save_draft(
        work.connection,
        work.keys,
        StoredDraft(
            draft.id, TASK, station.name, owner, "open", title, None, to_content(draft), work.now()
        ),
    )


def forget_drafts(work: Work) -> None:
    """The safe was counted: what anybody had stored of an earlier count is of no use."""
    for stored in unfinished(work.connection, work.keys):
        if is_safe_count(stored):
            drop_draft(work.connection, stored.id)


def keep_try(work: Work, draft: SafeDraft, operator: Operator) -> None:
    """Put a count that is off on record, once for each figure in a row; no money is posted.

    A safe that nobody has counted before is from then on in the hands of who counted it.
    """
    custody = unsettled_session(work.connection, SAFE_ID)
    if custody is None:
        custody = begin_custody(work, derived_id(draft.id, "first"), operator.id)
    tries = count_sets(work.connection, custody.id)
    if tries and tries[-1].occasion == SAFE_TRY and _same(draft, tries[-1]):
        return
    number = max((t.number for t in tries), default=0) + 1
    made = transaction_of(
        work, derived_id(draft.id, f"try:{number}"), Kind.COUNT, operator, None, work.now()
    )
    count = count_row(draft, made.id, custody, operator.id, number, SAFE_TRY, work)
    verdict = Verdict(safe_digest(draft))
    work.journal.post(replace(made, reason=KEPT, note=draft.note), verdict, counts=(count,))


def tries_before(work: Work) -> tuple[CountSet, ...]:
    """The counts of this custody that were given up or made again, oldest first."""
    custody = unsettled_session(work.connection, SAFE_ID)
    return () if custody is None else count_sets(work.connection, custody.id, SAFE_TRY)


def begin_custody(work: Work, session_id: str, holder: int) -> TillSession:
    """The safe is in somebody's hands from now on."""
    now = work.now()
    last = last_session_id(work.connection, SAFE_ID)
    day = work.store.calendar.business_date(now)
    if last is not None:
        day = max(day, session_by_id(work.connection, last).business_date)
    session = TillSession(
        session_id,
        SAFE_ID,
        work.station,
        day,
        SessionState.OPEN,
        holder,
        now,
        kind=SessionKind.SAFE,
        operator_id=holder,
    )
    return start_session(work.connection, session)


def count_row(
    draft: SafeDraft,
    transaction_id: str,
    custody: TillSession,
    operator_id: int,
    number: int,
    occasion: str,
    work: Work,
) -> TillCount:
    """A count as the journal keeps it."""
    return TillCount(
        id=derived_id(transaction_id, "count"),
        session_id=custody.id,
        occasion=occasion,
        number=number,
        tender=Tender.CASH,
        counted=draft.counted,
        pieces=draft.found,
        operator_id=operator_id,
        counted_at=work.now(),
    )


def _same(draft: SafeDraft, kept: CountSet) -> bool:
    return kept.counted == draft.counted and dict(kept.pieces) == dict(draft.found)
