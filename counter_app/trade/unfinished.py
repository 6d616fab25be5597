"""Unfinished work of any task: kept as it changes, parked, taken up here or at another desk.

One desk holds a piece of work at a time; what another one took up is refused with a `Conflict`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from counter_app.core.errors import NotFound, Refused
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.text import clean_text
from counter_app.records import drafts as records
from counter_app.records.audit import note_event
from counter_app.records.customers import find_customer
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refund_request, refunding

MAX_PARK_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Unfinished:
    """One piece of it: how a list shows it, and `content`, the task's own JSON text."""

    task: str
    title: str
    amount: Money
    content: str


def save(
    draft_id: str, station: Station, piece: Callable[[Work], Unfinished], *, park: bool
) -> None:
    """Keep it as this operator's open work here, or parked for everybody; nothing that is posted.

    Raises `Conflict` if somebody else has taken it up meanwhile.
    """
    with station.open_work() as work:
        if work.journal.is_posted(draft_id):
            return
        records.check_holder(work.connection, draft_id, station.name, station.operator_id)
        kept = piece(work)
        records.save_draft(
            work.connection,
            work.keys,
            records.StoredDraft(
                id=draft_id,
                task=kept.task,
                station=station.name,
                operator_id=station.operator_id,
                state="parked" if park else "open",
                title=kept.title,
                amount=kept.amount,
                content=kept.content,
                changed_at=work.now(),
            ),
        )
        work.commit()


def title_of(work: Work, number: str, customer_id: str | None, name: str) -> str:
    """How it is told apart: the receipt's number, and the name it was given or the customer's."""
    customer = find_customer(work.connection, customer_id or "")
    told = clean_text(name, MAX_PARK_NAME) or (customer.name if customer else "")
    return " · ".join(part for part in (number, told) if part)


def give_up(draft_id: str, station: Station, remember: Callable[[Work], None] | None) -> None:
    """End it, and `remember` what it would have been.

    Raises `Conflict` while a card refund of it is not settled.
    """
    with station.open_work() as work:
        refunding.check_settled(work, draft_id)
        if remember is not None:
            remember(work)
        records.end_draft(work.connection, draft_id, station.name, station.operator_id)
        work.commit()


def take_up(work: Work, draft_id: str, operator: Operator) -> None:
    """From now on it is this operator's open work here; who took it from whom is noted.

    Two desks that ask at the same instant: one gets it. Raises `NotFound`, `Refused`, `Conflict`.
    """
    before = records.draft_by_id(work.connection, work.keys, draft_id)
    here, now = work.station, work.now()
    records.take_up(
        work.connection, work.keys, draft_id, station=here, operator_id=operator.id, at=now
    )
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


def content_of(work: Work, draft_id: str, task: str, operator_id: int) -> str:
    """What was kept; open work of others is theirs. Raises `NotFound` or `Refused`."""
    found = records.draft_by_id(work.connection, work.keys, draft_id)
    if found is None or found.task != task or found.state == refund_request.PENDING:
        raise NotFound("This draft is gone.", code="draft_unknown")
    if found.state != "parked" and found.operator_id != operator_id:
        raise Refused("This draft belongs to someone else.", code="draft_of_other")
    return str(found.content)
