"""Stored counts of a till that are not settled yet, whoever typed them."""

from __future__ import annotations

from counter_app.core.money import ZERO, Money
from counter_app.desk.tills.draft import Occasion
from counter_app.desk.tills.stored_count import from_content
from counter_app.desk.tills.transactions import TASK
from counter_app.records.drafts import StoredDraft, drop_draft, unfinished
from counter_app.records.work import Work


def counts_kept(work: Work, session_id: str) -> tuple[StoredDraft, ...]:
    """What is stored of counts of this session, oldest first."""
    found = unfinished(work.connection, work.keys)
    return tuple(d for d in found if d.task == TASK and d.content.get("session") == session_id)


def what_stays(work: Work, session_id: str) -> Money:
    """What was to stay in the till by the newest stored count that closes it; else nothing."""
    for stored in reversed(counts_kept(work, session_id)):
        count = from_content(stored.id, stored.content, work.store.currency)
        if count.occasion is Occasion.CLOSING:
            return count.leave
    return ZERO


def forget_counts(work: Work, session_id: str) -> None:
    """Drop what is stored of counts of a session that is settled."""
    for stored in counts_kept(work, session_id):
        drop_draft(work.connection, stored.id)
