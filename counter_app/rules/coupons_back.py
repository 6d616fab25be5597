"""What manufacturers' coupons took off goods that come back, where policy gives that back, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counter_app.core.money import ZERO, total
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import DiscountKind, Receipt
from counter_app.rules.allocation import share
from counter_app.rules.earlier_returns import CouponPart, EarlierReturn, came_back
from counter_app.rules.refund_plan import coupon_tender
from counter_app.rules.tender_policy import TenderTerms


def coupon_parts(
    receipt: Receipt,
    earlier: Sequence[EarlierReturn],
    now: Mapping[int, Quantity],
    terms: TenderTerms,
) -> tuple[CouponPart, ...] | None:
    """What each coupon was on, and its part of the goods that come back now, by line number.

    The claim is given up for it. None where the store keeps its claims.
    """
    if coupon_tender(terms, None) is None:
        return None
    return tuple(_parts(receipt, [e for e in earlier if e.coupons is not None], now))


def _parts(
    receipt: Receipt, before: Sequence[EarlierReturn], now: Mapping[int, Quantity]
) -> Iterator[CouponPart]:
    """By cumulative shares like the price, less what returns that stand gave back of it."""
    for sold in receipt.sold:
        if not now.get(sold.number):
            continue
        back = min(came_back(before, sold.number) + now[sold.number], sold.quantity)
        for place, coupon in enumerate(sold.discounts):
            if coupon.kind is not DiscountKind.MANUFACTURER_COUPON:
                continue
            given = total(
                part.amount
                for e in before
                for part in e.coupons or ()
                if (part.line, part.place) == (sold.number, place)
            )
            part = share(coupon.amount, back.milli, sold.quantity.milli) - given
            name = coupon.description or sold.description
            yield CouponPart(sold.number, place, max(part, ZERO), name)
