"""Drafts from the records: the receipt, what came back before, and the policies that judge it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.core.errors import Conflict
from counter_app.core.operator import Operator
from counter_app.core.quantity import plain
from counter_app.core.receipt import Receipt
from counter_app.core.said import said
from counter_app.desk.returns import stored_draft, unreceipted
from counter_app.desk.returns.case import Situation
from counter_app.desk.returns.draft import ReturnDraft, same_request
from counter_app.desk.returns.history import LineHistory
from counter_app.records.customers import find_customer
from counter_app.records.desk_returns import earlier_returns, refunded_by
from counter_app.records.recalls import notices_on
from counter_app.records.returned import Returned, by_tax, returned_so_far
from counter_app.records.work import Work
from counter_app.trade import refunding
from counter_app.trade.paying_out import cash_so_far
from counter_app.trade.situation import situation_of


def read_draft(
    work: Work,
    receipt_id: str,
    draft_id: str,
    operator_id: int,
    *,
    as_of: date | None = None,
    reprint: bool = False,
) -> ReturnDraft:
    """A fresh draft of a stored receipt with all that came back so far; `NotFound`."""
    receipt, _ = work.receipt(receipt_id)
    customer = find_customer(work.connection, receipt.customer_ref)
    blank = ReturnDraft(
        id=draft_id,
        receipt=receipt,
        as_of=as_of or work.today(),
        customer_id=customer.id if customer else None,
        reprint=reprint,
    )
    return reread(work, blank, operator_id, as_of)


def reread(
    work: Work, draft: ReturnDraft, operator_id: int, as_of: date | None = None
) -> ReturnDraft:
    """The same choices on what the records say now."""
    if draft.without is not None:
        if as_of is not None:
            return draft  # what a card was asked for stands, whatever prices say now
        fresh = unreceipted.rebuild(work, draft, operator_id)
        return replace(draft, receipt=fresh.receipt, as_of=fresh.as_of, without=fresh.without)
    receipt, version = work.receipt(draft.receipt.id)
    day = as_of or work.today()
    known = work.standing(receipt.id)
    so_far = returned_so_far(work.connection, receipt, known)
    if draft.moved or draft.declined or draft.fixed:
        draft = with_answers(work, draft)
    return _renewed(
        draft,
        receipt=receipt,
        as_of=day,
        history=line_history(receipt, so_far),
        earlier=earlier_returns(work.connection, receipt) if so_far.at_desk else (),
        tender_refunded={
            t.number: so_far.tenders[t.id] for t in receipt.tenders if t.id in so_far.tenders
        },
        paid_today=(
            refunded_by(work.connection, receipt.id, operator_id, day) if so_far.at_desk else {}
        ),
        version_seen=version,
        recalls=notices_on(work.connection, receipt) if not known or known.recalls else {},
        cash_before=cash_so_far(work, receipt.id),
    )


def _renewed(draft: ReturnDraft, **read: Any) -> ReturnDraft:
    """The draft with what was read; the very same one if it says that already."""
    for name, value in read.items():
        if getattr(draft, name) != value:
            return replace(draft, **read)
    return draft


def fresh_of(
    work: Work, text: str, draft_id: str, operator_id: int, as_of: date | None = None
) -> ReturnDraft:
    """What a stored draft is about, read afresh; its choices are put on by `stored_draft`."""
    sketch = stored_draft.sketch_of(text)
    if sketch is not None:
        return unreceipted.rebuild(work, replace(sketch, id=draft_id), operator_id)
    receipt_id = stored_draft.receipt_of(text)
    return read_draft(work, receipt_id, draft_id, operator_id, as_of=as_of)


def with_answers(work: Work, draft: ReturnDraft) -> ReturnDraft:
    """The draft with what cards have already said to its refund."""
    answers = refunding.answers_of(work, draft.id, draft.receipt.tenders)
    return replace(draft, declined=answers.declined, fixed=answers.fixed)


def check_unchanged(draft: ReturnDraft, fresh: ReturnDraft) -> None:
    """Raise `Conflict` if what the person saw is no longer so; says what is left."""
    if draft is fresh or draft == fresh:
        return
    if draft.version_seen == fresh.version_seen and same_request(draft, fresh):
        return
    for choice in draft.choices:
        line = next((x for x in fresh.receipt.lines if x.number == choice.line_number), None)
        if line is not None and fresh.returnable(line.number) < choice.quantity:
            left = plain(fresh.returnable(line.number))
            raise Conflict(
                said(
                    "Part of this receipt came back meanwhile: {left} of {item} is left.",
                    left=left,
                    item=line.description,
                ),
                code="returns.changed",
                remedy="Look at the receipt again.",
            )
    raise Conflict(
        "This receipt or the business day changed while you worked on it.",
        code="returns.changed",
        remedy="Look at the amounts again, then confirm.",
    )


def situation(work: Work, receipt: Receipt, operator: Operator, as_of: date) -> Situation:
    """Who asks, and the policies of the sale and of the day."""
    return situation_of(Situation, work, receipt, operator, as_of)


def line_history(receipt: Receipt, so_far: Returned) -> dict[int, LineHistory]:
    """What came back, by line number, with taxes in the order of the line's own taxes."""
    return {
        line.number: LineHistory(
            found.quantity,
            found.net,
            taxes := by_tax(line, found.taxes),
            found.corrected,
            by_tax(line, found.corrected_taxes, taxes),
        )
        for line in receipt.lines
        if (found := so_far.lines.get(line.id)) is not None
    }
