"""Unfinished price corrections: kept as they change, parked, taken up here or at another desk."""

from __future__ import annotations

from counter_app.core.errors import Conflict
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import check_may
from counter_app.desk.price_correction import stored_draft
from counter_app.desk.price_correction.draft import CorrectionDraft
from counter_app.desk.price_correction.posting import TASK, judge
from counter_app.desk.price_correction.reading import read_draft, reread, situation
from counter_app.desk.price_correction.rules import assess
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import unfinished
from counter_app.trade.posting import keep_decision


def save(draft: CorrectionDraft, station: Station, *, park: bool = False, name: str = "") -> None:
    """Keep unfinished work: as it changes, or parked under a name; nothing of what is posted.

    Raises `Conflict` if somebody else has taken it up meanwhile.
    """

    def piece(work: Work) -> unfinished.Unfinished:
        return unfinished.Unfinished(
            TASK,
            _title(work, draft, name),
            _amount(work, draft, station) if draft.corrections else ZERO,
            stored_draft.to_json(draft),
        )

    unfinished.save(draft.id, station, piece, park=park)


def take_up(draft_id: str, station: Station) -> CorrectionDraft:
    """Go on with parked work, or with what was left open at another desk, here and as one's own.

    Two desks that ask at the same instant: one gets it. Raises `NotFound`, `Refused`, `Conflict`.
    """
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "prices.open", "{operator} may not open price corrections.")
        unfinished.take_up(work, draft_id, operator)
        work.commit()
    return load(draft_id, station)


def load(draft_id: str, station: Station) -> CorrectionDraft:
    """Unfinished work again, on what the records say now; open work of others is theirs.

    Raises `NotFound`, `Refused`, `Conflict`, or `BadInput` for a damaged draft.
    """
    with station.look() as work:
        text = unfinished.content_of(work, draft_id, TASK, station.operator_id)
        fresh = read_draft(
            work,
            stored_draft.receipt_of(text),
            draft_id,
            station.operator_id,
            customer_id=stored_draft.customer_of(text),
        )
    if stored_draft.receipt_digest_of(text) != fresh.receipt.content_digest():
        raise Conflict(
            "The receipt of this draft has changed. Start the correction again.",
            code="price.receipt_changed",
        )
    return stored_draft.from_json(text, fresh)


def abandon(draft: CorrectionDraft, station: Station) -> None:
    """Give a correction up; if anything was claimed, what it would have been is remembered.

    Raises `Conflict` while a card refund of it is not settled.
    """

    def remember(work: Work) -> None:
        fresh = reread(work, draft, station.operator_id)
        keep_decision(work, judge(work, fresh, station.operator_id), "abandoned")

    unfinished.give_up(draft.id, station, remember if draft.corrections else None)


def _title(work: Work, draft: CorrectionDraft, name: str) -> str:
    """How parked work is told apart: the receipt's number, and the given or customer's name."""
    return unfinished.title_of(work, draft.receipt.receipt_number, draft.customer_id, name)


def _amount(work: Work, draft: CorrectionDraft, station: Station) -> Money:
    operator = work.operator(station.operator_id)
    where = situation(work, draft.receipt, operator, draft.as_of)
    return assess(draft, where).amounts.total
