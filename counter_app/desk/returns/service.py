"""Returns with a receipt: start, judge, complete, settle card refunds, park.

Each use case is a plain function; money moves in exactly one database transaction, and an answer
once given is given again for the same request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from counter_app.core.approval import Approval
from counter_app.core.errors import Conflict
from counter_app.core.ids import new_id
from counter_app.core.operator import check_may
from counter_app.desk.returns import posting_sale, stored_draft, unreceipted
from counter_app.desk.returns.ahead import Ahead
from counter_app.desk.returns.asked_without import as_asked, as_it_was
from counter_app.desk.returns.draft import ReturnDraft, request_digest
from counter_app.desk.returns.keyed import KeyedLine, KeyedReceipt, KeyedTender, key_provisional
from counter_app.desk.returns.parking import (
    abandon,
    load,
    save,
    take_up,
)
from counter_app.desk.returns.posting import (
    TASK,
    Judged,
    build,
    judge,
    post,
    refusal,
    stored_answer,
)
from counter_app.desk.returns.quote import quote
from counter_app.desk.returns.reading import (
    fresh_of,
    read_draft,
    reread,
    situation,
    with_answers,
)
from counter_app.desk.returns.routing import same_goods
from counter_app.desk.returns.rules import Assessment
from counter_app.desk.returns.rules import assess as assess_draft
from counter_app.desk.returns.view import receipt_view
from counter_app.desk.returns.voids import (
    finish_void,
    reprint,
    todays_returns,
    void,
)
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
    Terminals,
    card_terminal,
)
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import card_sales, refund_request, refunding
from counter_app.trade.answers import Completed
from counter_app.trade.payments import Offer
from counter_app.trade.posting import decided, keep_refusal, request_of
from counter_app.trade.receipt_lookup import find_receipt, find_slip, the_one
from counter_app.trade.selling import Credits
from counter_app.trade.settling import Settling
from counter_app.trade.stored_basket import offer_values

__all__ = [
    "Completed",
    "KeyedLine",
    "KeyedReceipt",
    "KeyedTender",
    "abandon",
    "assess",
    "complete",
    "find_receipt",
    "find_slip",
    "key_provisional",
    "load",
    "quote",
    "receipt_view",
    "refresh",
    "reprint",
    "resolve_attempt",
    "save",
    "situation",
    "start",
    "take_up",
    "the_one",
    "todays_returns",
    "void",
]


def start(
    station: Station, receipt_id: str, *, reprint: bool = False, draft_id: str | None = None
) -> ReturnDraft:
    """A fresh return of a receipt; `reprint` if the paper says it is a duplicate.

    Raises `Refused` for who may not open returns and `NotFound` for an unknown receipt.
    """
    with station.look() as work:
        operator = work.operator(station.operator_id)
        check_may(operator, "returns.open", "{operator} may not open returns.")
        return read_draft(work, receipt_id, draft_id or new_id(), operator.id, reprint=reprint)


def refresh(draft: ReturnDraft, station: Station) -> ReturnDraft:
    """The same choices on what the records say now."""
    with station.look() as work:
        return with_answers(work, reread(work, draft, station.operator_id))


def assess(draft: ReturnDraft, station: Station) -> Assessment:
    """Judge a draft as it stands, by the policies of the sale and of its day; posts nothing."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        return assess_draft(draft, situation(work, draft.receipt, operator, draft.as_of))


def complete(
    draft: ReturnDraft,
    station: Station,
    approval: Approval | None = None,
    *,
    processor: CardProcessor | Terminals | None = None,
    card_codes: Mapping[int, str] | None = None,
    payment_code: str | None = None,
    credits_desk: Credits = posting_sale.OUR_CREDITS,
    ahead: Ahead | None = None,
) -> Completed:
    """Post a return or an exchange, or raise and move no money.

    `card_codes` are approval codes from a stand-alone terminal by the number of the receipt's
    payment, `payment_code` the one of a payment for new goods (`processor` None is such a
    terminal); `ahead` is how the person saw the draft judged, and what was made of that.
    Raises `Refused` (also for a card that is declined, unknown or waiting for its code),
    `ApprovalRequired`, or `Conflict` when the receipt changed meanwhile or the draft's id was used
    for something else.
    """
    operator_id = station.operator_id
    with station.open_work() as work:
        answer = stored_answer(work, draft)
        if answer is not None:
            return answer
        pending, unchanged, draft = _under_way(work, draft)
        yes = pending.approval if pending and unchanged else approval
        since = pending.since if pending and unchanged else work.now()
        seen = None if pending or draft.moved else ahead
        judged = judge(work, draft, operator_id, pending.as_of if pending else None, seen)
        built, refused = decided(
            judged.verdict,
            partial(build, work, judged, since),
            partial(refusal, work, judged, approval=yes),
        )
        paying = posting_sale.by_card(judged.refund.exchange)
        to_card = paying or refunding.card_parts(judged.refund.plan)
        if built and refused is None and not to_card:
            return post(work, station, judged, built, yes, credits_desk)
        terminal = processor or ManualProcessor()
        if refused is None:
            _put_on_record(work, judged, yes, terminal)
            work.commit()
    if refused is not None:
        keep_refusal(station, judged, approval)
        raise refused
    if paying:
        card_sales.settle_payment(station, draft.id, card_terminal(terminal), payment_code)
    codes = card_codes or {}
    return _finish(station, draft.id, terminal, codes, draft.new.offers, credits_desk)


def _under_way(
    work: Work, draft: ReturnDraft
) -> tuple[refund_request.Pending | None, bool, ReturnDraft]:
    """The stored request of this return, whether it still is the same, and the draft of it now.

    Raises `Conflict` if more was changed since than may be.

    Once every card has answered, what declined may go another way; goods and yeses stay.
    """
    pending = refunding.under_way(work, draft.id, draft.holds, _waits(draft))
    if pending is None:
        return None, False, draft
    asked = _asked(work, pending)
    draft = as_it_was(draft, asked)
    unchanged = request_digest(asked) == request_digest(draft)
    if not unchanged and not (refunding.may_reroute(work, draft.id) and same_goods(asked, draft)):
        raise refunding.changed_under_way()
    told = replace(draft, acknowledged=draft.acknowledged | asked.acknowledged)
    return pending, unchanged, with_answers(work, told)


def _waits(draft: ReturnDraft) -> Callable[[], Conflict]:
    """What stands in the way while something else waits for a card: of it, or of theirs."""
    return refunding.not_settled if draft.without is None else unreceipted.waits_for_a_card


def _asked(work: Work, pending: refund_request.Pending) -> ReturnDraft:
    """The return as it was when its card refund was asked for."""
    text = pending.content
    fresh = fresh_of(work, text, stored_draft.id_of(text), pending.operator_id, as_of=pending.as_of)
    found = stored_draft.from_json(text, fresh, lambda _: None)
    return with_answers(work, as_asked(found, stored_draft.asked_of(text), pending.as_of))


def _put_on_record(
    work: Work, judged: Judged, approval: Approval | None, terminal: CardProcessor | Terminals
) -> None:
    """Write what will be asked of cards: first a payment, and refunds once that went through."""
    request = request_of(judged, approval)
    paying = posting_sale.by_card(judged.refund.exchange)
    paid = card_sales.payment_of(work, judged.draft.id)
    if not paying or (paid is not None and paid.state == "approved"):
        refunding.ask_on_record(work, request, terminal)
        return
    card_sales.ask_payment_on_record(
        work, request, paying, card_terminal(terminal), judged.draft.holds
    )


def _finish(
    station: Station,
    draft_id: str,
    terminal: CardProcessor | Terminals,
    card_codes: Mapping[int, str] | None = None,
    offers: tuple[Offer, ...] = (),
    credits_desk: Credits = posting_sale.OUR_CREDITS,
) -> Completed:
    """Post what was asked for once every card said yes; refunds not asked for yet are asked now.

    `offers` bring back the codes of gift cards and store credit, which are never stored.
    """
    with station.open_work() as work:
        pending = refund_request.resume(work, draft_id)
        assert pending is not None
        asked = _asked(work, pending)
        if offer_values(offers) == offer_values(asked.new.offers):
            asked = replace(asked, new=replace(asked.new, offers=offers))
        answer = stored_answer(work, asked)
        if answer is not None:
            return answer
        judged = judge(work, asked, pending.operator_id, pending.as_of)
        _check_paid(work, judged)
        codes = refunding.codes_of(work, draft_id)
        wanted = {p.refund.receipt_tender_id for p in refunding.card_parts(judged.refund.plan)}
        if codes is not None and wanted <= codes.keys():
            built = build(work, judged, pending.since, codes)
            refund_request.forget(work, draft_id)
            return post(work, station, judged, built, pending.approval, credits_desk)
        refunding.ask_on_record(work, request_of(judged, pending.approval), terminal)
        work.commit()
    refunding.settle(station, draft_id, asked.receipt.tenders, terminal, card_codes or {})
    return _finish(station, draft_id, terminal, card_codes, offers, credits_desk)


def _check_paid(work: Work, judged: Judged) -> None:
    """Raise `Conflict` where what new goods cost is no longer what their card has paid."""
    paid = card_sales.payment_of(work, judged.draft.id)
    if paid is not None and paid.amount != posting_sale.by_card(judged.refund.exchange):
        raise Conflict(
            "The card paid another amount than this comes to now.",
            code="returns.changed",
            remedy="Undo it at the terminal, say so where cards are settled, and start again.",
        )


_SETTLING: Final = Settling(TASK, _finish, finish_void)
resolve_attempt = _SETTLING.resolve
card_declined = _SETTLING.declined
