"""What a price correction can do for a customer who would otherwise return something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.desk.price_correction.adjustment import adjustment
from counter_app.desk.price_correction.draft import CorrectionDraft
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.reading import read_draft, situation
from counter_app.desk.price_correction.wording import WORDS
from counter_app.records.items import find_item
from counter_app.records.work import Work
from counter_app.trade.offers import Offer

ADJUSTMENT, GOODWILL = "offer.price_adjustment", "offer.goodwill"
TODAY = "offer.price_today"


def price_offers(work: Work, receipt_id: str, operator_id: int) -> Sequence[Offer]:
    """The difference to a lower price instead of a return, and goodwill within the own limit."""
    operator = work.operator(operator_id)
    if not operator.may("prices.correct"):
        return ()
    found = list(_adjustment(work, receipt_id, operator))
    limit = operator.limits.get("goodwill", ZERO)
    if limit:
        found.append(
            Offer(GOODWILL, WORDS[GOODWILL], amount=limit, icon="heart-handshake", on_slip=False)
        )
    return found


def _adjustment(work: Work, receipt_id: str, operator: Operator) -> Sequence[Offer]:
    """With its amount where the item file knows a price today; else a lower one can be shown."""
    draft = read_draft(work, receipt_id, "", operator.id)
    prices = work.policy().section(SECTION, PricePolicy)
    today = _prices_today(work, draft)
    late = (draft.as_of - draft.receipt.key.business_date).days > prices.window_days
    made = Offer(ADJUSTMENT, WORDS[ADJUSTMENT], icon="badge-percent", manager=late)
    if not today:
        return (made,)
    terms = situation(work, draft.receipt, operator, draft.as_of).terms
    amount = adjustment(draft, prices, terms, today)
    return (replace(made, template=WORDS[TODAY], amount=amount),) if amount else ()


def _prices_today(work: Work, draft: CorrectionDraft) -> dict[int, Money]:
    """The item file's prices by line; goods sold by another unit than then are not compared."""
    found = {}
    for line in draft.receipt.sold:
        item = find_item(work.connection, line.item_code)
        if item is not None and item.weighed == line.weighed:
            found[line.number] = item.price
    return found
