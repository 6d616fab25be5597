"""What manufacturers' coupons took off goods that come back, where policy gives that back, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counter_app.core.money import Money
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import next_share
from counter_app.rules.refund_plan import coupon_tender


def coupon_parts(
    draft: ReturnDraft, lines: Iterable[TransactionLine], terms: Terms
) -> Iterator[tuple[str, Money]]:
    """What each coupon was on, and its part of what comes back now; the claim is given up for it.

    By cumulative shares like the price, so that each piece's part is given back once.
    """
    if draft.without is not None or coupon_tender(terms.tenders, None) is None:
        return
    for line in lines:
        sold = draft.line(line.number)
        done = min(draft.returned(sold.number).quantity, sold.quantity - line.quantity)
        for coupon in sold.discounts:
            if coupon.kind is DiscountKind.MANUFACTURER_COUPON and line.quantity:
                part = next_share(coupon.amount, done, line.quantity, sold.quantity)
                yield coupon.description or sold.description, part
