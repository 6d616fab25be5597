"""What came back of a receipt before: sums by line, and the returns that stand. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import (
    NEVER_HAD,
    Kind,
    ProofKind,
    Tender,
    Transaction,
    TransactionLine,
)
from counter_app.rules.still_paid import StillPaid


@dataclass(frozen=True, slots=True)
class LineHistory:
    """What has come back of one line so far, at this desk and at registers.

    `corrected` and `corrected_taxes` went back without goods, because the price was wrong. Taxes
    run parallel to the line's own taxes; missing ones count as zero.
    """

    quantity: Quantity = NONE
    net: Money = ZERO
    taxes: tuple[Money, ...] = ()
    corrected: Money = ZERO
    corrected_taxes: tuple[Money, ...] = ()

    @property
    def given(self) -> Money:
        """What goods of the line have given back, tax included."""
        return self.net + total(self.taxes)

    def price_of(self, line: ReceiptLine) -> StillPaid:
        """The line's net price and what it has given back."""
        return StillPaid(line.net, self.net, self.corrected)

    def tax_of(self, line: ReceiptLine, index: int) -> StillPaid:
        """The line's tax number `index` and what it has given back."""
        return StillPaid(
            line.taxes[index].amount, self.tax(index), _at(self.corrected_taxes, index)
        )

    def tax(self, index: int) -> Money:
        """What has come back with goods of the line's tax number `index`."""
        return _at(self.taxes, index)


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

    A price correction is one of the goods that the customer never had, with their share of the
    delivery fee still to come; points that it gave back count like all others.

    `in_points` left as points that had paid. `coupons` is None where the store kept its claims.
    `delivery` are the lines whose goods had a share of the delivery fee given back.
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

    The books of older versions keep less.
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


def _at(amounts: tuple[Money, ...], index: int) -> Money:
    return amounts[index] if index < len(amounts) else ZERO
