"""Loyalty points of a receipt: what it earned is taken back, what it spent is given back, once.

Pure. Points are shared over the lines and then over the units of a line like money: cumulatively,
so that any sequence of partial returns ends at exactly the points of the receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from counter_app.core.money import ZERO, Money, total
from counter_app.core.points import ReceiptPoints, points_of
from counter_app.core.quantity import NONE
from counter_app.core.receipt import DiscountKind, ReceiptLine
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.gift import is_gift
from counter_app.rules.allocation import allocate, next_share, share
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
    earned, spent = _earned(draft, known), _spent(draft, known)
    taken = given = 0
    for line in lines:
        sold = draft.line(line.number)
        if line.quantity > NONE and sold.quantity > NONE:
            done = min(draft.returned(sold.number).quantity, sold.quantity)
            now = min(line.quantity, sold.quantity - done)
            taken += next_share(earned.get(sold.number, ZERO), done, now, sold.quantity).minor
            given += next_share(spent.get(sold.number, ZERO), done, now, sold.quantity).minor
    given += _as_payment(draft, known, plan)
    return PointsBack(known.account, taken, given)


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


def _as_payment(draft: ReturnDraft, known: ReceiptPoints, plan: TenderPlan) -> int:
    """The points of a payment that is refunded in points now, after what was before."""
    paid = [t for t in draft.receipt.tenders if t.tender is Tender.LOYALTY and t.amount > ZERO]
    everything = total(t.amount for t in paid)
    if not paid or not known.spent:
        return 0
    before = min(total(draft.tender_refunded.get(t.number, ZERO) for t in paid), everything)
    until = min(before + plan.paid_in(Tender.LOYALTY), everything)
    points = Money(known.spent)
    return (
        share(points, until.minor, everything.minor) - share(points, before.minor, everything.minor)
    ).minor


def _rewarded(line: ReceiptLine) -> Money:
    return total(d.amount for d in line.discounts if d.kind is DiscountKind.LOYALTY)


def _shared(points: int, sold: Sequence[ReceiptLine], worth: Worth) -> Mapping[int, Money]:
    weights = [max(worth(line).minor, 0) for line in sold]
    if points <= 0 or not sum(weights):
        return {}
    shares = allocate(Money(points), weights)
    return {line.number: share for line, share in zip(sold, shares, strict=True)}
