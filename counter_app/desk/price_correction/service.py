"""Price corrections with a receipt: start, judge, complete, settle card refunds.

Each use case is a plain function; money moves in exactly one database transaction, and an answer
once given is given again for the same request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from counter_app.core.approval import Approval
from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.core.ids import new_id
from counter_app.core.item import ItemRow
from counter_app.core.operator import check_may
from counter_app.desk.price_correction import parking, stored_draft
from counter_app.desk.price_correction.case import Situation
from counter_app.desk.price_correction.draft import CorrectionDraft, request_digest
from counter_app.desk.price_correction.posting import (
    TASK,
    Judged,
    build,
    judge,
    post,
    refusal,
    stored_answer,
)
from counter_app.desk.price_correction.reading import read_draft, reread, situation
from counter_app.desk.price_correction.rules import Assessment
from counter_app.desk.price_correction.rules import assess as assess_draft
from counter_app.desk.price_correction.voids import finish_void
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
    Terminals,
)
from counter_app.records.customers import find_customer
from counter_app.records.items import item_by_code
from counter_app.records.payments import attempts_of
from counter_app.records.price_corrections import MAX_PICTURE, keep_picture
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refund_request, refunding
from counter_app.trade.answers import Completed
from counter_app.trade.posting import decided, keep_refusal, request_of
from counter_app.trade.receipt_lookup import ReceiptChoice, find_receipt, the_one
from counter_app.trade.settling import Settling

__all__ = [
    "Completed",
    "assess",
    "complete",
    "find_receipt",
    "keep_evidence",
    "refresh",
    "resolve_attempt",
    "start",
    "the_one",
]


def start(station: Station, receipt_id: str, *, draft_id: str | None = None) -> CorrectionDraft:
    """A fresh correction of a receipt.

    Raises `Refused` for who may not open corrections and `NotFound` for an unknown receipt.
    """
    with station.look() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "prices.open", "{operator} may not open price corrections.")
        return read_draft(work, receipt_id, draft_id or new_id(), operator.id)


@dataclass(frozen=True, slots=True)
class Opened:
    """A fresh correction with what judges it, so that a screen can judge every edit at once."""

    draft: CorrectionDraft
    where: Situation
    customer: str = ""


def open_receipt(receipt_id: str, station: Station) -> Opened:
    """A fresh correction of a receipt and the situation it is judged in (see `start`)."""
    return opened(start(station, receipt_id), station)


def open_text(text: str, station: Station) -> Opened | tuple[ReceiptChoice, ...]:
    """The correction of the only receipt that fits, or the receipts to choose from; `NotFound`."""
    found = find_receipt(station, text)
    return found if len(found) > 1 else open_receipt(found[0].id, station)


def open_draft(draft_id: str, station: Station) -> Opened:
    """Unfinished or parked work again; from now on it is this operator's open work."""
    return opened(parking.take_up(draft_id, station), station)


def look_again(draft: CorrectionDraft, station: Station) -> Opened:
    """The same claims on what the records say now."""
    return opened(refresh(draft, station), station)


def opened(draft: CorrectionDraft, station: Station) -> Opened:
    """A draft with all that its screen needs to judge and show it."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        known = find_customer(work.connection, draft.customer_id or "")
        where = situation(work, draft.receipt, operator, draft.as_of)
    return Opened(draft, where, known.name if known else "")


def refresh(draft: CorrectionDraft, station: Station) -> CorrectionDraft:
    """The same claims on what the records say now."""
    with station.look() as work:
        return reread(work, draft, work.operator(station.operator_id).id)


def set_customer(
    draft: CorrectionDraft, customer_id: str | None, station: Station
) -> CorrectionDraft:
    """Whose correction it is; what this customer had today is read with it."""
    return refresh(replace(draft, customer_id=customer_id), station)


def name_customer(draft: CorrectionDraft, reference: str, station: Station) -> Opened:
    """Whose correction it is, by id or number; the receipt's own for an empty one; `NotFound`."""
    if not reference:
        return opened(set_customer(draft, None, station), station)
    with station.look() as work:
        found = find_customer(work.connection, reference)
    if found is None:
        raise NotFound("No customer has this number.", code="customer_unknown")
    return opened(set_customer(draft, found.id, station), station)


def item(code: str, station: Station) -> ItemRow:
    """An item of the file by a scanned code, whatever zeros it has; raises `NotFound`."""
    with station.look() as work:
        bare = code.lstrip("0")
        for text in dict.fromkeys((code, bare, *(bare.zfill(n) for n in (8, 12, 13, 14)))):
            found = item_by_code(work.connection, text)
            if found is not None:
                return found
    raise NotFound("This item is not in the item file.", code="item_unknown")


def assess(draft: CorrectionDraft, station: Station) -> Assessment:
    """Judge a draft as it stands; posts nothing."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        return assess_draft(draft, situation(work, draft.receipt, operator, draft.as_of))


def keep_evidence(path: Path, station: Station) -> tuple[str, str]:
    """Keep a picture of a tag or an ad; gives its name and SHA-256.

    Raises `BadInput` for a file that cannot be read, is too large, or is no picture.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PICTURE + 1)
    except OSError as error:
        raise BadInput("This file cannot be read.", code="evidence_unreadable") from error
    with station.open_work() as work:
        work.operator(station.operator_id)
        found = keep_picture(work.connection, path.name[:120], content, work.now())
        work.commit()
    return path.name[:120], found


def complete(
    draft: CorrectionDraft,
    station: Station,
    approval: Approval | None = None,
    *,
    processor: CardProcessor | Terminals | None = None,
    card_codes: Mapping[int, str] | None = None,
) -> Completed:
    """Post a correction, or raise and move no money.

    `card_codes` are approval codes from a stand-alone terminal by the number of the receipt's
    payment. Raises `Refused`, `ApprovalRequired`, or `Conflict` when the receipt changed meanwhile
    or the draft's id was used for something else.
    """
    operator_id = station.operator_id
    terminal = processor or ManualProcessor()
    with station.open_work() as work:
        acting = work.operator(operator_id).id
        answer = stored_answer(work, draft)
        if answer is not None:
            return answer
        pending, draft = _under_way(work, draft)
        yes = pending.approval if pending else approval
        since = pending.since if pending else work.now()
        judged = judge(work, draft, acting, pending.as_of if pending else None)
        built, refused = decided(
            judged.verdict,
            partial(build, work, judged, since),
            partial(refusal, work, judged, approval=yes),
        )
        if built and refused is None and not refunding.card_parts(judged.amounts.plan):
            return post(work, station, judged, built, yes)
        if refused is None:
            refunding.ask_on_record(work, request_of(judged, yes), terminal)
            work.commit()
    if refused is not None:
        keep_refusal(station, judged, approval)
        raise refused
    refunding.settle(station, draft.id, draft.receipt.tenders, terminal, card_codes or {})
    return _finish(station, draft.id)


def _under_way(
    work: Work, draft: CorrectionDraft
) -> tuple[refund_request.Pending | None, CorrectionDraft]:
    """The stored request of this correction and the draft of it; `Conflict` if it was changed."""
    pending = refunding.under_way(work, draft.id, draft.receipt.id)
    if pending is None:
        return None, draft
    asked = _asked(work, pending)
    draft = replace(draft, customer_day=asked.customer_day)
    if request_digest(asked) != request_digest(draft):
        raise refunding.changed_under_way()
    return pending, draft


def _asked(work: Work, pending: refund_request.Pending) -> CorrectionDraft:
    """The correction as it was when its card refund was asked for."""
    text = pending.content
    fresh = read_draft(
        work,
        stored_draft.receipt_of(text),
        stored_draft.id_of(text),
        pending.operator_id,
        as_of=pending.as_of,
        customer_id=stored_draft.customer_of(text),
    )
    return stored_draft.as_asked(text, fresh)


def _check_given(work: Work, judged: Judged) -> None:
    """Raise `Conflict` where cards got something else than this comes to now."""
    given = {
        a.receipt_tender_id: a.amount
        for a in attempts_of(work.connection, judged.draft.id)
        if a.state == "approved"
    }
    now = refunding.card_parts(judged.amounts.plan)
    if given != {p.refund.receipt_tender_id: p.refund.amount for p in now}:
        raise Conflict(
            "The card got another amount than this comes to now.",
            code="price.changed",
            remedy="Undo it at the terminal, say so where cards are settled, and start again.",
        )


def _finish(station: Station, draft_id: str) -> Completed:
    """Post a correction whose card refunds all went through."""
    with station.open_work() as work:
        pending = refund_request.resume(work, draft_id)
        codes = refunding.codes_of(work, draft_id)
        assert pending is not None
        assert codes is not None
        asked = _asked(work, pending)
        answer = stored_answer(work, asked)
        if answer is not None:
            return answer
        judged = judge(work, asked, pending.operator_id, pending.as_of)
        _check_given(work, judged)
        built = build(work, judged, pending.since, codes)
        refund_request.forget(work, draft_id)
        return post(work, station, judged, built, pending.approval)


_SETTLING: Final = Settling(TASK, lambda station, id_, _: _finish(station, id_), finish_void)
resolve_attempt = _SETTLING.resolve
card_declined = _SETTLING.declined
