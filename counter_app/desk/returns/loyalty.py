"""Loyalty points of a receipt: what it earned is taken back, what it spent is given back, once.

Pure. Points are shared over the lines and then over the units of a line like money: cumulatively,
less what returns that stand have moved already, so that any order of partial returns and of voids
ends at exactly the points of the receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from counter_app.core.money import Money, total
from counter_app.core.points import ReceiptPoints, points_of
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import DiscountKind, ReceiptLine
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.history import came_back
from counter_app.rules.allocation import allocate, share
from counter_app.rules.points_payment import points_back_for
from counter_app.rules.refund_plan import TenderPlan


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
    draft: ReturnDraft, lines: Sequence[TransactionLine], plan: TenderPlan
) -> PointsBack:
    """The points that these lines take and give back; none for a gift, whose buyer hears nothing.

    Points that were a payment go back as far as the plan refunds that payment.
    """
    if draft.without is not None or is_gift(draft):
        return NO_POINTS
    known = points_of(draft.receipt)
    if known is None:
        return NO_POINTS
    before = [e for e in draft.earlier if not e.gift]
    now = {x.number: x.quantity for x in lines}
    back = {
        x.number: min(came_back(before, x.number) + now.get(x.number, NONE), x.quantity)
        for x in draft.receipt.sold
        if x.quantity > NONE
    }
    taken = _reached(draft, _earned(draft, known), back)
    in_points = total(e.in_points for e in before) + plan.paid_in(Tender.LOYALTY)
    given = _reached(draft, _spent(draft, known), back) + points_back_for(draft.receipt, in_points)
    return PointsBack(
        known.account,
        max(taken - sum(e.points_taken for e in before), 0),
        max(given - sum(e.points_given for e in before), 0),
    )


def _reached(draft: ReturnDraft, shares: Mapping[int, Money], back: Mapping[int, Quantity]) -> int:
    """The points of all that is back, by the cumulative share of each line."""
    return sum(
        share(points, back[number].milli, draft.line(number).quantity.milli).minor
        for number, points in shares.items()
        if number in back
    )


def _earned(draft: ReturnDraft, known: ReceiptPoints) -> Mapping[int, Money]:
    """The points that each line earned: as the register says, else by what was paid for it."""
    told = {n: points for n, points in known.lines.items() if points > 0}
    if told:
        return {n: Money(points) for n, points in told.items()}
    return _shared(known.earned, draft.receipt.sold, lambda line: line.net)


def _spent(draft: ReturnDraft, known: ReceiptPoints) -> Mapping[int, Money]:
    """The points that each line was bought with, by its loyalty discount."""
    if any(t.tender is Tender.LOYALTY for t in draft.receipt.tenders):
        return {}
    return _shared(known.spent, draft.receipt.sold, _rewarded)


def _rewarded(line: ReceiptLine) -> Money:
    return total(d.amount for d in line.discounts if d.kind is DiscountKind.LOYALTY)


def _shared(points: int, sold: Sequence[ReceiptLine], worth: Worth) -> Mapping[int, Money]:
    weights = [max(worth(line).minor, 0) for line in sold]
    if points <= 0 or not sum(weights):
        return {}
    shares = allocate(Money(points), weights)
    return {line.number: share for line, share in zip(sold, shares, strict=True)}
