"""Unfinished returns: kept as they change, parked under a name, taken up here or at another desk.

One desk holds a return at a time; what another one took up is refused with a `Conflict`.
"""

from __future__ import annotations

from counter_app.core.money import ZERO, Money
from counter_app.core.operator import check_may
from counter_app.core.said import said
from counter_app.desk.returns import stored_draft
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.posting import TASK, judge
from counter_app.desk.returns.reading import fresh_of, reread, situation
from counter_app.desk.returns.rules import assess
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import unfinished
from counter_app.trade.posting import keep_decision


def save(draft: ReturnDraft, station: Station, *, park: bool = False, name: str = "") -> None:
    """Keep unfinished work: as it changes, or parked under a name; nothing of what is posted.

    Raises `Conflict` if somebody else has taken it up meanwhile.
    """

    def piece(work: Work) -> unfinished.Unfinished:
        return unfinished.Unfinished(
            TASK,
            _title(work, draft, name),
            _amount(work, draft, station) if draft.choices else ZERO,
            stored_draft.to_json(draft),
        )

    unfinished.save(draft.id, station, piece, park=park)


def take_up(draft_id: str, station: Station) -> ReturnDraft:
    """Go on with parked work, or with what was left open at another desk, here and as one's own.

    Two desks that ask at the same instant: one gets it. Raises `NotFound`, `Refused`, `Conflict`.
    """
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "returns.open", "{operator} may not open returns.")
        unfinished.take_up(work, draft_id, operator)
        work.commit()
    return load(draft_id, station)


def load(draft_id: str, station: Station) -> ReturnDraft:
    """Unfinished work again, on what the records say now; open work of others is theirs.

    Raises `NotFound`, `Refused` or `Conflict`.
    """
    with station.look() as work:
        text = unfinished.content_of(work, draft_id, TASK, station.operator_id)
        fresh = fresh_of(work, text, draft_id, station.operator_id)
        policy = work.policy()
        return stored_draft.from_json(text, fresh, lambda code: policy.reason("return", code))


def abandon(draft: ReturnDraft, station: Station) -> None:
    """Give a return up; if anything was chosen, what it would have been is remembered.

    Raises `Conflict` while a card refund of it is not settled.
    """

    def remember(work: Work) -> None:
        fresh = reread(work, draft, station.operator_id)
        keep_decision(work, judge(work, fresh, station.operator_id), "abandoned")

    unfinished.give_up(draft.id, station, remember if draft.choices else None)


def _title(work: Work, draft: ReturnDraft, name: str) -> str:
    """How parked work is told apart: the receipt's number, and the given or customer's name.

    Without a receipt it says so, in the language of whoever reads it.
    """
    if draft.without is None:
        return unfinished.title_of(work, draft.receipt.receipt_number, draft.customer_id, name)
    first = next((x.description for x in draft.receipt.lines), "")
    told = unfinished.title_of(work, first[:40], draft.customer_id, name)
    return said("No receipt · {what}", what=told) if told else said("No receipt")


def _amount(work: Work, draft: ReturnDraft, station: Station) -> Money:
    operator = work.operator(station.operator_id)
    return assess(draft, situation(work, draft.receipt, operator, draft.as_of)).refund.total
