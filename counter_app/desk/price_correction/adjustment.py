"""What a customer would get back if today's lower price had held when they bought.

After an own-price adjustment the goods cost what they cost today: the base is the price that was
paid, after coupons (facts P7), so nothing comes back where a coupon made it cheaper already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction.amounts import calculate
from counter_app.desk.price_correction.draft import Correction, CorrectionDraft, Sort
from counter_app.desk.price_correction.policy import PricePolicy
from counter_app.rules.price_accuracy.claim import extended
from counter_app.rules.tender_policy import TenderTerms


def adjustment(
    draft: CorrectionDraft, policy: PricePolicy, terms: TenderTerms, today: Mapping[int, Money]
) -> Money:
    """The difference with its tax over all lines whose price of `today`, by line, is lower."""
    made = tuple(
        Correction(number, Sort.MISSED_OFFER, amount=above)
        for number, price in sorted(today.items())
        if (above := _above(draft, number, price)) > ZERO
    )
    amounts = calculate(replace(draft, corrections=made), policy, terms)
    return ZERO if amounts.plan.blocked else amounts.back


def _above(draft: CorrectionDraft, number: int, price: Money) -> Money:
    """How much more is still paid for what is kept of a line than it costs today."""
    line, kept, state = draft.line(number), draft.kept(number), draft.state(number)
    if kept <= NONE or (line.food_stampable and _paid_by_wic(draft)):
        return ZERO
    taxes = zip(line.taxes, state.taxes, strict=True)
    paid = state.price.left + total(left.left for tax, left in taxes if tax.included)
    return max(paid - extended(price, kept), ZERO)


def _paid_by_wic(draft: CorrectionDraft) -> bool:
    return any(t.tender is Tender.WIC and t.amount > ZERO for t in draft.receipt.tenders)
