"""Unfinished returns: kept as they change, parked under a name, taken up here or at another desk.

One desk holds a return at a time; what another one took up is refused with a `Conflict`.
"""

from __future__ import annotations

from typing import Final

from counter_app.core.errors import Conflict, NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.desk.returns import stored_draft
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.posting import TASK, judge, keep_decision
from counter_app.desk.returns.reading import fresh_of, reread, situation
from counter_app.desk.returns.rules import assess
from counter_app.records import drafts as records
from counter_app.records.audit import note_event
from counter_app.records.customers import find_customer
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refund_request, refunding
from counter_app.trade.papers import words_for

MAX_PARK_NAME: Final = 40


def save(draft: ReturnDraft, station: Station, *, park: bool = False, name: str = "") -> None:
    """Keep unfinished work: as it changes, or parked under a name; nothing of what is posted.

    Raises `Conflict` if somebody else has taken it up meanwhile.
    """
    with station.open_work() as work:
        if work.journal.is_posted(draft.id):
            return
        records.check_holder(work.connection, draft.id, station.name, station.operator_id)
        records.save_draft(
            work.connection,
            records.StoredDraft(
                id=draft.id,
                task=TASK,
                station=station.name,
                operator_id=station.operator_id,
                state="parked" if park else "open",
                title=_title(work, draft, clean_text(name, MAX_PARK_NAME)),
                amount=Money(0) if not draft.choices else _amount(work, draft, station),
                content=stored_draft.to_json(draft),
                changed_at=work.now(),
            ),
        )
        work.commit()


def take_up(draft_id: str, station: Station) -> ReturnDraft:
    """Go on with parked work, or with what was left open at another desk, here and as one's own.

    Two desks that ask at the same instant: one gets it. Raises `NotFound`, `Refused`, `Conflict`.
    """
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("returns.open"):
            raise Refused(
                said("{operator} may not open returns.", operator=operator.short_name),
                code="not_permitted",
            )
        before = records.draft_by_id(work.connection, draft_id)
        here, now = station.name, work.now()
        records.take_up(work.connection, draft_id, station=here, operator_id=operator.id, at=now)
        if before is not None and (before.operator_id, before.station) != (operator.id, here):
            note_event(
                work.connection,
                station=here,
                event="draft_taken_up",
                at=now,
                operator_id=operator.id,
                draft=draft_id,
                from_operator=before.operator_id,
                from_station=before.station,
            )
        work.commit()
    return load(draft_id, station)


def load(draft_id: str, station: Station) -> ReturnDraft:
    """Unfinished work again, on what the records say now; open work of others is theirs.

    Raises `NotFound`, `Refused` or `Conflict`.
    """
    with station.look() as work:
        found = records.draft_by_id(work.connection, draft_id)
        if found is None or found.task != TASK or found.state == refund_request.PENDING:
            raise NotFound("This draft is gone.", code="draft_unknown")
        if found.state != "parked" and found.operator_id != station.operator_id:
            raise Refused("This draft belongs to someone else.", code="draft_of_other")
        text = str(found.content)
        fresh = fresh_of(work, text, draft_id, station.operator_id)
        policy = work.policy()
        return stored_draft.from_json(text, fresh, lambda code: policy.reason("return", code))


def parked(station: Station) -> tuple[records.StoredDraft, ...]:
    """Everybody's parked returns, oldest first."""
    with station.look() as work:
        return tuple(d for d in records.parked_drafts(work.connection) if d.task == TASK)


def open_drafts(station: Station) -> tuple[records.StoredDraft, ...]:
    """This operator's own unfinished returns, newest first: for coming back after a crash."""
    with station.look() as work:
        mine = records.drafts_of(work.connection, station.operator_id, "open")
    return tuple(d for d in mine if d.task == TASK)


def abandon(draft: ReturnDraft, station: Station) -> None:
    """Give a return up; if anything was chosen, what it would have been is remembered.

    Raises `Conflict` while a card refund of it is not settled.
    """
    with station.open_work() as work:
        if refunding.under_way(work, draft.id, draft.receipt.id) is not None:
            raise Conflict(
                "A card refund of this return is not settled yet.", code="refund.card_under_way"
            )
        if draft.choices:
            fresh = reread(work, draft, station.operator_id)
            keep_decision(work, judge(work, fresh, station.operator_id), "abandoned")
        records.end_draft(work.connection, draft.id, station.name, station.operator_id)
        work.commit()


def _title(work: Work, draft: ReturnDraft, name: str) -> str:
    """How parked work is told apart: the receipt's number, and the given or customer's name."""
    customer = find_customer(work.connection, draft.customer_id or "")
    told = name or (customer.name if customer else "")
    number = draft.receipt.receipt_number
    if draft.without is not None:
        first = next((x.description for x in draft.receipt.lines), "")
        number = words_for(work, draft.customer_id).term("No receipt")
        number = f"{number} · {first[:40]}" if first else number
    return f"{number} · {told}" if told else number


def _amount(work: Work, draft: ReturnDraft, station: Station) -> Money:
    operator = work.operator(station.operator_id)
    return assess(draft, situation(work, draft.receipt, operator, draft.as_of)).refund.total
