"""Points that were a payment: how many of them are back once so much of that payment is. Pure."""

from __future__ import annotations

from counter_app.core.money import ZERO, Money, total
from counter_app.core.points import points_of
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Tender
from counter_app.rules.allocation import share


def points_back_for(receipt: Receipt, in_points: Money) -> int:
    """The points of `in_points`, all that ever went back of a receipt's payment in points."""
    known = points_of(receipt)
    paid = [t.amount for t in receipt.tenders if t.tender is Tender.LOYALTY and t.amount > ZERO]
    if known is None or not known.spent or not paid:
        return 0
    everything = total(paid)
    return share(Money(known.spent), min(in_points, everything).minor, everything.minor).minor
