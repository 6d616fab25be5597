"""Drafts from the records: the receipt, what its lines gave back, and what was claimed before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counter_app.core.errors import Conflict
from counter_app.core.money import ZERO
from counter_app.core.operator import Operator
from counter_app.core.receipt import Receipt
from counter_app.desk.price_correction.case import Situation
from counter_app.desk.price_correction.draft import (
    CorrectionDraft,
    CustomerDay,
    Earlier,
    LineState,
    OfferedCredit,
    Sort,
    request_digest,
)
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.records.customers import find_customer
from counter_app.records.desk_returns import corrected_by, earlier_returns, refunded_by
from counter_app.records.overcharge_offers import offers_on
from counter_app.records.price_corrections import (
    CorrectedLine,
    claimed_since,
    corrections_of,
    goodwill_today,
    matched_today,
)
from counter_app.records.returned import Returned, ReturnedLine, by_tax, returned_so_far
from counter_app.records.work import Work
from counter_app.rules.still_paid import StillPaid
from counter_app.trade.paying_out import cash_so_far
from counter_app.trade.situation import situation_of


def read_draft(
    work: Work,
    receipt_id: str,
    draft_id: str,
    operator_id: int,
    *,
    as_of: date | None = None,
    customer_id: str | None = None,
) -> CorrectionDraft:
    """A fresh draft of a stored receipt with all that it gave back so far; `NotFound`."""
    receipt, version = work.receipt(receipt_id)
    day = as_of or work.today()
    so_far = returned_so_far(work.connection, receipt, work.standing(receipt.id))
    if customer_id is None:
        known = find_customer(work.connection, receipt.customer_ref)
        customer_id = known.id if known else None
    return CorrectionDraft(
        id=draft_id,
        receipt=receipt,
        as_of=day,
        notified_on=day,
        states=line_states(receipt, so_far),
        earlier=_earlier(receipt, corrections_of(work.connection, receipt.id)),
        offers=_offers(work, receipt),
        tender_refunded={
            t.number: so_far.tenders[t.id] for t in receipt.tenders if t.id in so_far.tenders
        },
        paid_today=(
            refunded_by(work.connection, receipt.id, operator_id, day) if so_far.at_desk else {}
        ),
        corrected_today=(
            corrected_by(work.connection, receipt.id, operator_id, day) if so_far.at_desk else ZERO
        ),
        customer_day=_customer_day(work, customer_id, operator_id, day),
        customer_id=customer_id,
        version_seen=version,
        cash_before=cash_so_far(work, receipt.id),
        standing=earlier_returns(work.connection, receipt) if so_far.at_desk else (),
    )


def reread(
    work: Work, draft: CorrectionDraft, operator_id: int, as_of: date | None = None
) -> CorrectionDraft:
    """The same claims on what the records say now.

    `as_of` is the day on which a card was asked for them: what counted of the customer's day then
    stands.
    """
    fresh = read_draft(
        work,
        draft.receipt.id,
        draft.id,
        operator_id,
        as_of=as_of,
        customer_id=draft.customer_id,
    )
    return replace(
        fresh,
        notified_on=draft.notified_on,
        corrections=draft.corrections,
        tender=draft.tender,
        case_id=draft.case_id,
        acknowledged=draft.acknowledged,
        customer_day=fresh.customer_day if as_of is None else draft.customer_day,
    )


def check_unchanged(draft: CorrectionDraft, fresh: CorrectionDraft) -> None:
    """Raise `Conflict` if what the person saw is no longer so."""
    if request_digest(draft) != request_digest(fresh) or draft.version_seen != fresh.version_seen:
        raise Conflict(
            "This receipt or the business day changed while you worked on it.",
            code="price.changed",
            remedy="Look at the amounts again, then confirm.",
        )


def situation(work: Work, receipt: Receipt, operator: Operator, as_of: date) -> Situation:
    """Who asks, and the policies of the sale and of the day."""
    return situation_of(Situation, work, receipt, operator, as_of)


def line_states(receipt: Receipt, so_far: Returned) -> dict[int, LineState]:
    """What each line has given back, its taxes in the order of the line's own."""
    return {
        line.number: LineState(
            found.quantity,
            StillPaid(line.net, found.net, found.corrected),
            tuple(
                StillPaid(tax.amount, returned, corrected)
                for tax, returned, corrected in zip(
                    line.taxes,
                    taxes,
                    by_tax(line, found.corrected_taxes, taxes),
                    strict=True,
                )
            ),
        )
        for line in receipt.lines
        for found in (so_far.lines.get(line.id, ReturnedLine()),)
        for taxes in (by_tax(line, found.taxes),)
    }


def _earlier(receipt: Receipt, corrected: tuple[CorrectedLine, ...]) -> tuple[Earlier, ...]:
    numbers = {line.id: line.number for line in receipt.lines}
    return tuple(
        Earlier(
            numbers[x.receipt_line_id],
            x.item_code,
            Sort(x.sort),
            x.quantity,
            compensated=bool(x.off or x.bonus),
        )
        for x in corrected
        if x.receipt_line_id in numbers
    )


def _offers(work: Work, receipt: Receipt) -> tuple[OfferedCredit, ...]:
    """What the radar offered on this receipt, by line."""
    numbers = {line.id: line.number for line in receipt.lines}
    return tuple(
        OfferedCredit(numbers[o.receipt_line_id], o.right, o.amount)
        for o in offers_on(work.connection, receipt.id)
        if o.receipt_line_id in numbers
    )


def _customer_day(work: Work, customer_id: str | None, operator_id: int, day: date) -> CustomerDay:
    prices = work.policy(day).section(SECTION, PricePolicy)
    given = goodwill_today(work.connection, operator_id, day)
    if customer_id is None:
        return CustomerDay(goodwill_given=given)
    chosen = [prices.pack, *(prices.packs[k] for k in prices.pack_by_department.values())]
    hours = max(pack.on(day).repeat_hours for pack in chosen)
    claimed: frozenset[str] = frozenset()
    if hours:
        since = work.now() - timedelta(hours=hours)
        claimed = claimed_since(work.connection, customer_id, since)
    return CustomerDay(matched_today(work.connection, customer_id, day), given, claimed)
