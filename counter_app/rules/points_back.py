"""Loyalty points of a receipt: what it earned is taken back, what it spent is given back, once.

Pure. Points are shared over the lines and then over the units of a line like money: cumulatively,
less what returns that stand have moved already, so that any order of partial returns and of voids
ends at exactly the points of the receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from counter_app.core.money import ZERO, Money, total
from counter_app.core.points import ReceiptPoints, points_of
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import DiscountKind, Receipt, ReceiptLine
from counter_app.core.transaction import Tender
from counter_app.rules.allocation import allocate, share
from counter_app.rules.earlier_returns import EarlierReturn, came_back


@dataclass(frozen=True, slots=True)
class PointsBack:
    """What a return does to the customer's points; `account` is whose they are."""

    account: str = ""
    taken_back: int = 0
    given_back: int = 0

    def __bool__(self) -> bool:
        return bool(self.taken_back or self.given_back)

    def as_json(self) -> dict[str, object]:
        """What is kept with the decision and exported."""
        return {
            "account": self.account,
            "taken_back": self.taken_back,
            "given_back": self.given_back,
        }


NO_POINTS: Final = PointsBack()
Worth: TypeAlias = Callable[[ReceiptLine], Money]


def points_back(
    receipt: Receipt,
    earlier: Sequence[EarlierReturn],
    now: Mapping[int, Quantity],
    in_points: Money,
) -> PointsBack:
    """The points that these goods, by line number, take and give back.

    Points that were a payment go back as far as that payment does: `in_points` of it now. What
    came back as a gift moved none.
    """
    known = points_of(receipt)
    if known is None:
        return NO_POINTS
    before = [e for e in earlier if not e.gift]
    back = {
        x.number: min(came_back(before, x.number) + now.get(x.number, NONE), x.quantity)
        for x in receipt.sold
        if x.quantity > NONE
    }
    taken = _reached(receipt, _earned(receipt, known), back)
    paid = total(e.in_points for e in before) + in_points
    given = _reached(receipt, _spent(receipt, known), back) + _for_payment(receipt, known, paid)
    return PointsBack(
        known.account,
        max(taken - sum(e.points_taken for e in before), 0),
        max(given - sum(e.points_given for e in before), 0),
    )


def _for_payment(receipt: Receipt, known: ReceiptPoints, in_points: Money) -> int:
    """The points of `in_points`, all that ever went back of a receipt's payment in points."""
    paid = [t.amount for t in receipt.tenders if t.tender is Tender.LOYALTY and t.amount > ZERO]
    if not known.spent or not paid:
        return 0
    everything = total(paid)
    return share(Money(known.spent), min(in_points, everything).minor, everything.minor).minor


def _reached(receipt: Receipt, shares: Mapping[int, Money], back: Mapping[int, Quantity]) -> int:
    """The points of all that is back, by the cumulative share of each line."""
    return sum(
        share(shares[x.number], back[x.number].milli, x.quantity.milli).minor
        for x in receipt.sold
        if x.number in shares and x.number in back
    )


def _earned(receipt: Receipt, known: ReceiptPoints) -> Mapping[int, Money]:
    """The points that each line earned: as the register says, else by what was paid for it."""
    told = {n: points for n, points in known.lines.items() if points > 0}
    if told:
        return {n: Money(points) for n, points in told.items()}
    return _shared(known.earned, receipt.sold, lambda line: line.net)


def _spent(receipt: Receipt, known: ReceiptPoints) -> Mapping[int, Money]:
    """The points that each line was bought with, by its loyalty discount."""
    if any(t.tender is Tender.LOYALTY for t in receipt.tenders):
        return {}
    return _shared(known.spent, receipt.sold, _rewarded)


def _rewarded(line: ReceiptLine) -> Money:
    return total(d.amount for d in line.discounts if d.kind is DiscountKind.LOYALTY)


def _shared(points: int, sold: Sequence[ReceiptLine], worth: Worth) -> Mapping[int, Money]:
    weights = [max(worth(line).minor, 0) for line in sold]
    if points <= 0 or not sum(weights):
        return {}
    shares = allocate(Money(points), weights)
    return {line.number: share for line, share in zip(sold, shares, strict=True)}
