"""A gift receipt: price and buyer stay hidden, and what comes back is credit for its bearer.

The buyer's payments are what the credit is counted against, so nothing is given back twice, and
points that paid come last, so that they come back as points as far as can be. Food benefits still
go back to their card alone, and what a coupon paid is no more paid out than else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from counter_app.core.transaction import ProofKind, Tender
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.rules.tender_policy import TenderPolicy, TenderRow, TenderTerms

_BENEFITS: Final = (Tender.EBT_FOOD, Tender.WIC)


def with_gift_receipt(draft: ReturnDraft, shown: bool) -> ReturnDraft:
    """The paper in the customer's hand is a gift receipt, or is not after all."""
    assert draft.without is None
    kind = ProofKind.GIFT if shown else ProofKind.RECEIPT
    return replace(draft, proof=kind, customer_id=None, tender=None)


def is_gift(draft: ReturnDraft) -> bool:
    """True if whoever brings the goods did not buy them."""
    return draft.proof is ProofKind.GIFT


def gift_terms(terms: TenderTerms) -> TenderTerms:
    """Whatever the buyer paid with becomes store credit, but for food benefits, WIC and coupons."""
    return TenderTerms(_as_credit(terms.today), _as_credit(terms.at_sale))


def _as_credit(policy: TenderPolicy) -> TenderPolicy:
    credit = TenderRow(to=(Tender.STORE_CREDIT,))
    rows = {t: policy.row(t) if t in _BENEFITS else credit for t in Tender}
    if not policy.row(Tender.COUPON).to:
        rows[Tender.COUPON] = TenderRow()  # the store keeps its claim, whoever brings the goods
    others = (*policy.order, *(t for t in Tender if t not in policy.order))
    order = (*(t for t in others if t is not Tender.LOYALTY), Tender.LOYALTY)
    return replace(policy, rows=rows, order=order, fallback=(Tender.STORE_CREDIT,))
