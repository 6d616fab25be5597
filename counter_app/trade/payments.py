"""How a sale is paid: what each tender pays, change, and the rounding of cash. Pure.

Cash is settled last, and rounded only where the exact change cannot be given in the store's coins:
the lines and the other tenders stay exact to the minor unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender

MAX_OFFERS: Final = 10

RoundCash: TypeAlias = Callable[[Money], Money]
"""The cash a store takes for an exact amount (nearest nickel, say)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One tender a customer offers: cash as it was handed over, others as much as they shall pay.

    No amount means all that is left. `code` names the gift card or store credit and is never kept;
    `credit_id` is which one of ours that is, once it was looked up.
    """

    tender: Tender
    amount: Money | None = None
    code: str = ""
    credit_id: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """What one tender pays of the exact sum; of cash also what was handed over."""

    tender: Tender
    amount: Money
    given: Money | None = None
    code: str = ""
    credit_id: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """A sum to pay and how it is met. `rounding` is cash taken above (+) or below (−) the exact.

    `missing` is what is not paid yet: once cash was counted, the cash that is still to come.
    """

    due: Money
    payments: tuple[Payment, ...] = ()
    change: Money = ZERO
    rounding: Money = ZERO
    missing: Money = ZERO

    @property
    def paid(self) -> Money:
        """What the customer pays in all, cash as it is rounded, and what is missing of it."""
        given = total(p.amount if p.given is None else p.given for p in self.payments)
        return given + self.missing - self.change

    @property
    def cash_in(self) -> Money:
        """What stays in the till: the cash part as it was rounded."""
        return total(p.amount for p in self.payments if p.tender is Tender.CASH) + self.rounding

    def paid_in(self, tender: Tender) -> Money:
        """How much of the exact sum one tender pays."""
        return total(p.amount for p in self.payments if p.tender is tender)


def exact(amount: Money) -> Money:
    """No rounding: every coin is at hand."""
    return amount


def as_posted(rounding: Money) -> RoundCash:
    """The rounding of a sale that was posted, whatever the policy says by now."""
    return lambda amount: amount + rounding


def settle(due: Money, offers: tuple[Offer, ...], round_cash: RoundCash = exact) -> Settlement:
    """How offers meet a sum; cash pays what the others leave, and change comes back of it alone.

    Raises `BadInput` for an offer of nothing, more than is due by anything but cash, or two of
    cash.
    """
    if len(offers) > MAX_OFFERS:
        raise BadInput("A sale is paid by at most 10 tenders.", code="sale.too_many_tenders")
    if len([o for o in offers if o.tender is Tender.CASH]) > 1:
        raise BadInput("Count all cash together.", code="sale.cash_twice")
    left = due
    payments: list[Payment] = []
    for offer in offers:
        if offer.tender is Tender.CASH:
            continue
        amount = left if offer.amount is None else offer.amount
        if amount <= ZERO:
            raise BadInput("There is nothing left to pay with this.", code="sale.nothing_due")
        if amount > left:
            raise BadInput(
                "This is more than what is due. Change is given for cash only.",
                code="sale.too_much",
            )
        payments.append(Payment(offer.tender, amount, code=offer.code, credit_id=offer.credit_id))
        left -= amount
    cash = next((o for o in offers if o.tender is Tender.CASH), None)
    if cash is None:
        return Settlement(due, tuple(payments), missing=left)
    return _with_cash(due, tuple(payments), left, cash.amount, round_cash)


def fit(due: Money, offers: tuple[Offer, ...], otherwise: Tender) -> tuple[Offer, ...]:
    """The offers as far as they fit a sum, the rest of it by `otherwise`; none for nothing.

    Cash that was counted stays as it was handed over, too little as well.
    """
    left = due
    found: list[Offer] = []
    cash: Offer | None = None
    for offer in offers:
        if offer.tender is Tender.CASH:
            cash = offer
            continue
        amount = left if offer.amount is None else min(offer.amount, left)
        if amount > ZERO:
            found.append(replace(offer, amount=amount))
            left -= amount
    if left > ZERO:
        found.append(cash or Offer(otherwise))
    return tuple(found)


def _with_cash(
    due: Money,
    payments: tuple[Payment, ...],
    left: Money,
    given: Money | None,
    round_cash: RoundCash,
) -> Settlement:
    if left <= ZERO:
        raise BadInput("There is nothing left to pay with this.", code="sale.nothing_due")
    if given is not None and given < ZERO:
        raise BadInput("Cash cannot be less than nothing.", code="bad_amount")
    taken = _taken(left, given, round_cash)
    handed = taken if given is None else given
    if handed < taken:
        part = Payment(Tender.CASH, min(handed, left), handed)
        return Settlement(due, (*payments, part) if handed else payments, missing=taken - handed)
    cash = Payment(Tender.CASH, left, handed)
    return Settlement(due, (*payments, cash), handed - taken, taken - left)


def _taken(left: Money, given: Money | None, round_cash: RoundCash) -> Money:
    """The exact sum if its change can be given in the store's coins, else the rounded one."""
    rounded = round_cash(left)
    if given is None or given < left:
        return rounded
    change = given - left
    return left if round_cash(change) == change else rounded
