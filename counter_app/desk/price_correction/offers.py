"""What a price correction can do for a customer who would otherwise return something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.words import make_finding
from counter_app.desk.price_correction.adjustment import adjustment
from counter_app.desk.price_correction.draft import CorrectionDraft
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.reading import read_draft, situation
from counter_app.desk.price_correction.rules_money import GOODWILL as GOODWILL_ONE
from counter_app.desk.price_correction.rules_money import GOODWILL_DAY
from counter_app.desk.price_correction.wording import WORDS
from counter_app.records.items import find_item
from counter_app.records.work import Work
from counter_app.rules.policy_text import ONE_MILLION
from counter_app.trade.offers import Offer

ADJUSTMENT, GOODWILL = "offer.price_adjustment", "offer.goodwill"
TODAY, APOLOGY = "offer.price_today", "offer.goodwill_more"


def price_offers(work: Work, receipt_id: str, operator: Operator) -> Sequence[Offer]:
    """The difference to a lower price instead of a return, and goodwill within the own limits."""
    if not operator.may("prices.correct"):
        return ()
    draft = read_draft(work, receipt_id, "", operator.id)
    prices = work.policy().section(SECTION, PricePolicy)
    return (_adjustment(work, draft, prices, operator), *_goodwill(work, draft, prices, operator))


def _goodwill(
    work: Work, draft: CorrectionDraft, prices: PricePolicy, operator: Operator
) -> Sequence[Offer]:
    """As much as the own limits and the goods' price leave today; above it a manager gives it."""
    limit, day = (operator.limits.get(name, ZERO) for name in (GOODWILL_ONE, GOODWILL_DAY))
    if not limit:
        return ()
    share = draft.receipt.total_paid.minor * prices.goodwill_max_ppm // ONE_MILLION
    if not share:
        return ()
    left = min(limit, day - draft.customer_day.goodwill_given, Money(share))
    made = Offer(GOODWILL, WORDS[GOODWILL], amount=left, icon="heart-handshake", on_slip=False)
    if left > ZERO:
        return (made,)
    why = _because(work, "price.goodwill_given", limit=day)
    return (replace(made, template=WORDS[APOLOGY], amount=None, manager=True, why=why),)


def _adjustment(
    work: Work, draft: CorrectionDraft, prices: PricePolicy, operator: Operator
) -> Offer:
    """With its amount where the item file knows a price today; else a lower one can be shown."""
    today = _prices_today(work, draft)
    late = (draft.as_of - draft.receipt.key.business_date).days > prices.window_days
    made = Offer(ADJUSTMENT, WORDS[ADJUSTMENT], icon="badge-percent", manager=late)
    if late:
        made = replace(
            made, why=_because(work, "price.adjusted_late", days=str(prices.window_days))
        )
    if not today:
        return made
    terms = situation(work, draft.receipt, operator, draft.as_of).terms
    amount = adjustment(draft, prices, terms, today)
    if amount:
        return replace(made, template=WORDS[TODAY], amount=amount)
    why = _because(work, "price.not_lower_today")
    return Offer(TODAY, WORDS[TODAY], allowed=False, why=why, icon="badge-percent")


def _prices_today(work: Work, draft: CorrectionDraft) -> dict[int, Money]:
    """The item file's prices by line; goods sold by another unit than then are not compared."""
    found = {}
    for line in draft.receipt.sold:
        item = find_item(work.connection, line.item_code)
        if item is not None and item.weighed == line.weighed:
            found[line.number] = item.price
    return found


def _because(work: Work, code: str, *, limit: Money = ZERO, days: str = "") -> Finding:
    """Why something is not offered as it stands, and what would change it."""
    currency = work.store.currency
    return make_finding(WORDS, code, Severity.INFORM, currency, limit=limit, days=days)
