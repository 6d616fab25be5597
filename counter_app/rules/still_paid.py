"""What a line still has paid after returns and price corrections, and the share of the next one.

A correction lowers the price of the units the customer keeps, so a return after it gives back
shares of what is then left. Over any order of both, a line never gives back more than was paid,
and gives back exactly that once all of it has come back.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.rules.allocation import next_share, share


@dataclass(frozen=True, slots=True)
class StillPaid:
    """One amount of a line (its net price, or one of its taxes) and what it has given back.

    `returned` went back with goods, `corrected` because the price was wrong.
    """

    paid: Money
    returned: Money = ZERO
    corrected: Money = ZERO

    @property
    def left(self) -> Money:
        """What is still paid; never below zero."""
        return max(self.paid - self.returned - self.corrected, ZERO)


def returned_share(amount: StillPaid, done: Quantity, now: Quantity, sold: Quantity) -> Money:
    """What the next `now` units give back after `done` of `sold` came back.

    The cumulative share of what was paid, with what rounding left open before; once a correction
    was made, the share of what is left that falls on these of the units still kept.
    """
    if not amount.corrected:
        due = next_share(amount.paid, done, now, sold) + left_by_rounding(amount, done, sold)
        return max(min(due, amount.left), ZERO)
    kept = sold - done
    if kept <= NONE:
        return ZERO
    return share(amount.left, min(now, kept).milli, kept.milli)


def left_by_rounding(amount: StillPaid, done: Quantity, sold: Quantity) -> Money:
    """By how much what came back lies off its cumulative share, where that is rounding alone.

    So it is once one of several returns was voided, or a register rounded each piece for itself:
    each may be off by less than a minor unit a piece. Whatever is more was meant.
    """
    off = share(amount.paid, min(done, sold).milli, sold.milli) - amount.returned
    pieces = -(-done.milli // ONE.milli)
    return off if abs(off).minor <= pieces else ZERO


def corrected_share(tax: StillPaid, price: StillPaid, correction: Money) -> Money:
    """The tax that goes back with `correction` of the net price of the units still kept.

    Cumulative, so that several corrections give back what one of the same sum would.
    """
    base = price.paid - price.returned
    if base <= ZERO or not correction:
        return ZERO
    reached = min(price.corrected + correction, base)
    due = share(max(tax.paid - tax.returned, ZERO), reached.minor, base.minor)
    return max(min(due - tax.corrected, tax.left), ZERO)
