"""Everything policy allows this customer now, with amounts, and why not what it does not allow.

Pure: each way to give the money back is judged like the return itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from counter_app.core.approval import Finding, Severity
from counter_app.core.order import counted_from
from counter_app.core.transaction import Tender
from counter_app.core.words import date_text, tender_name, tender_way
from counter_app.desk.returns.case import Situation
from counter_app.desk.returns.draft import ReturnDraft, choose_tender
from counter_app.desk.returns.rules import INCOMPLETE, Assessment, assess
from counter_app.desk.returns.wording import WORDS, say
from counter_app.trade.offers import Offer

WAY, EXCHANGE, WARRANTY = "offer.refund", "offer.exchange", "offer.warranty"
WARRANTY_OVER: Final = "offer.warranty_over"
_ABOUT_MONEY: Final = (
    "returns.tender", "returns.blocked", "returns.no_tender", "returns.without_tender",
    "returns.food_not_cash", "refund.",
)  # fmt: skip
_ASKED_FOR: Final = (Tender.CASH, Tender.CARD)
"""What customers ask for, so that it is told why not."""
_ICONS: Final = {
    Tender.CASH: "banknote",
    Tender.CARD: "credit-card",
    Tender.STORE_CREDIT: "gift",
    Tender.GIFT_CARD: "gift",
}


def options(
    draft: ReturnDraft, situation: Situation, others: tuple[Offer, ...] = ()
) -> tuple[Offer, ...]:
    """Ways to give the money back, an exchange, the warranty, then what other tasks offer."""
    if not draft.choices:
        return ()
    found = [
        *_refunds(draft, situation),
        *_exchange(draft, situation),
        *_warranty(draft, situation),
    ]
    return (*found, *others)


def _refunds(draft: ReturnDraft, situation: Situation) -> Iterator[Offer]:
    paid = {t.tender for t in draft.receipt.tenders}
    for tender in situation.terms.tenders.today.pays_out:
        judged = assess(choose_tender(draft, tender), situation)
        amount = judged.refund.plan.paid_in(tender)
        against = _against(judged)
        worst = against[0] if against else None
        barred = worst is not None and worst.severity is Severity.FORBID
        if not amount and tender not in paid and tender not in _ASKED_FOR:
            continue
        handed = amount + judged.refund.rounding if tender is Tender.CASH else amount
        yield Offer(
            WAY,
            WORDS[WAY],
            {"tender": tender_name(tender), "way": tender_way(tender)},
            amount=handed if amount else judged.refund.total,
            allowed=bool(amount) and not barred,
            manager=worst is not None and not barred,
            why=worst,
            icon=_ICONS.get(tender, "file-text"),
        )


def _exchange(draft: ReturnDraft, situation: Situation) -> Iterator[Offer]:
    """Goods that may come back at all may be exchanged for others of the same value."""
    judged = assess(draft, situation)
    goods = [f for f in _against(judged) if not f.code.startswith(_ABOUT_MONEY)]
    worst = next((f for f in goods if f.line is not None or f.severity is Severity.FORBID), None)
    yield Offer(
        EXCHANGE,
        WORDS[EXCHANGE],
        amount=judged.refund.total,
        allowed=worst is None or worst.severity is not Severity.FORBID,
        manager=worst is not None and worst.severity is not Severity.FORBID,
        why=worst,
        icon="arrow-left-right",
    )


def _warranty(draft: ReturnDraft, situation: Situation) -> Iterator[Offer]:
    """What the warranty of faulty goods gives, each once and until when; or when it ended.

    Without a receipt nobody knows when it began.
    """
    if draft.without is not None:
        return
    bought = counted_from(draft.receipt)
    told: set[tuple[str, ...]] = set()
    for choice in draft.choices:
        line = draft.line(choice.line_number)
        found = situation.terms.warranty(line, choice.reason)
        if found is None:
            continue
        until = bought + timedelta(days=found.lasts_days)
        params = {
            "offer": found.offer,
            "until": date_text(until),
            "until_on": until.isoformat(),
            "contact": found.contact,
        }
        if tuple(params.values()) in told:
            continue
        told.add(tuple(params.values()))
        over = draft.as_of > until
        why = (
            say(
                "returns.warranty_over",
                Severity.INFORM,
                situation.currency,
                line.number,
                item=line.description,
                until=until,
            )
            if over
            else None
        )
        words = WORDS[WARRANTY_OVER if over else WARRANTY]
        yield Offer(WARRANTY, words, params, allowed=not over, why=why, icon="wrench")


def _against(judged: Assessment) -> tuple[Finding, ...]:
    """What stands in the way, worst first; what is merely missing or to be told does not."""
    return tuple(
        f
        for f in judged.verdict.worst_first()
        if f.severity >= Severity.APPROVE and f.code not in INCOMPLETE
    )
