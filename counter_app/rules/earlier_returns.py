"""What stands of a receipt when more of it comes back: its goods, and what went with them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import (
    NEVER_HAD,
    Kind,
    ProofKind,
    Tender,
    Transaction,
    TransactionLine,
)


@dataclass(frozen=True, slots=True)
class CouponPart:
    """What one coupon of a line (its `place` among the line's discounts) gave back with goods."""

    line: int
    place: int
    amount: Money
    name: str = ""


@dataclass(frozen=True, slots=True)
class EarlierReturn:
    """A return at a desk that was not voided: its goods, and what it did beside their price.

    A price correction is one of the goods that the customer never had.

    `in_points` left as points that had paid. `coupons` is None where the store kept its claims.
    `delivery` are the lines whose goods have their share of the delivery fee given back, with them
    or with what comes next.
    """

    lines: tuple[TransactionLine, ...]
    gift: bool = False
    points_taken: int = 0
    points_given: int = 0
    in_points: Money = ZERO
    coupons: tuple[CouponPart, ...] | None = None
    delivery: frozenset[int] = frozenset()

    @property
    def content(self) -> list[object]:
        """All that amounts of a later return depend on."""
        parts = [[p.line, p.place, p.amount.minor] for p in self.coupons or ()]
        return [
            [[x.number, x.quantity.milli, x.net.minor] for x in self.lines],
            [self.gift, self.points_taken, self.points_given, self.in_points.minor],
            parts if self.coupons is not None else None,
            sorted(self.delivery),
        ]


def beside(
    points: Mapping[str, object],
    coupons: tuple[CouponPart, ...] | None,
    delivery: Iterable[int],
) -> dict[str, object]:
    """What the decision about a return keeps, so that later ones know it (`earlier_return`)."""
    told: dict[str, object] = {"points": dict(points)}
    if coupons is not None:
        told["coupons"] = [[p.line, p.place, p.amount.minor] for p in coupons]
    if numbers := sorted(delivery):
        told["delivery"] = numbers
    return told


def earlier_return(posted: Transaction, told: Mapping[str, Any]) -> EarlierReturn:
    """A posted return, or price correction, with what its decision kept.

    The books of older versions keep less. Their corrections gave no delivery for what never came,
    so it is due with what comes next; newer ones gave it, and their fee's line says how much.
    """
    points, coupons = told.get("points") or {}, told.get("coupons")
    lines, delivery = posted.lines, frozenset(told.get("delivery", ()))
    if posted.kind is not Kind.RETURN:
        lines = tuple(x for x in lines if x.disposition == NEVER_HAD)
        delivery = frozenset(x.number for x in lines)
    return EarlierReturn(
        lines,
        posted.proof is not None and posted.proof.kind is ProofKind.GIFT,
        int(points.get("taken_back", 0)),
        int(points.get("given_back", 0)),
        total(t.amount for t in posted.tenders if t.tender is Tender.LOYALTY),
        None
        if coupons is None
        else tuple(CouponPart(line, place, Money(minor)) for line, place, minor in coupons),
        delivery,
    )


def came_back(earlier: Iterable[EarlierReturn], number: int) -> Quantity:
    """How much of a line came back with these returns."""
    found = [x for e in earlier for x in e.lines if x.number == number]
    return Quantity(sum(x.quantity.milli for x in found))
