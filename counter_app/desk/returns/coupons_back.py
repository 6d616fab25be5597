"""What manufacturers' coupons took off goods that come back, where policy gives that back, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counter_app.core.money import ZERO, total
from counter_app.core.receipt import DiscountKind
from counter_app.core.transaction import TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.history import CouponPart, came_back
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import share
from counter_app.rules.refund_plan import coupon_tender


def coupon_parts(
    draft: ReturnDraft, lines: Iterable[TransactionLine], terms: Terms
) -> tuple[CouponPart, ...] | None:
    """What each coupon was on, and its part of what comes back now; the claim is given up for it.

    None where the store keeps its claims: so policy says, or a gift comes back.
    """
    if draft.without is not None or is_gift(draft) or coupon_tender(terms.tenders, None) is None:
        return None
    return tuple(_parts(draft, lines))


def _parts(draft: ReturnDraft, lines: Iterable[TransactionLine]) -> Iterator[CouponPart]:
    """By cumulative shares like the price, less what returns that stand gave back of it."""
    before = [e for e in draft.earlier if e.coupons is not None]
    for line in lines:
        sold = draft.line(line.number)
        back = min(came_back(before, sold.number) + line.quantity, sold.quantity)
        for place, coupon in enumerate(sold.discounts):
            if coupon.kind is not DiscountKind.MANUFACTURER_COUPON or not line.quantity:
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
