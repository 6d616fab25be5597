"""What a unit of a line sold for: the store's own reductions count, a customer's own do not.

Coupons, loyalty and employee discounts and what was taken off the whole basket belong to who
bought, so they are no part of the price that everybody paid.
"""

from __future__ import annotations

from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE
from counter_app.core.receipt import Direction, DiscountKind, ReceiptLine

OPEN_TO_ALL: Final = frozenset({DiscountKind.LINE, DiscountKind.PROMOTION})


def selling_price(line: ReceiptLine) -> Money | None:
    """The price of one unit as the shelf or a promotion had it, rounded down; None if it has none.

    Taxes that the price contains stay in it.
    """
    if line.direction is not Direction.SOLD or line.quantity <= NONE:
        return None
    reductions = total(
        d.amount for d in line.discounts if d.kind in OPEN_TO_ALL and not d.basket_wide
    )
    price = Money(unit_minor(line.gross.minor - reductions.minor, line.quantity.milli))
    return price if price > ZERO else None


def unit_minor(reduced: int, milli: int) -> int:
    """Minor units for one unit, rounded down, of what so many thousandths cost."""
    return reduced * 1000 // milli
