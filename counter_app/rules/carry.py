"""What returned goods give to new ones in an exchange, taken from the payments that paid for them.

What food benefits paid goes only into food they may pay for, and the rest of it back to them; what
is never refunded is carried over only into the identical goods (WIC, 7 CFR 246.12(h)). Of all other
payments the one that would be given back last goes first, so that little has to be paid out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.rules.refund_plan import Payments, in_order
from counter_app.rules.tender_policy import TenderTerms


@dataclass(frozen=True, slots=True)
class Carried:
    """Value of one payment that goes into new goods; no payment for what none of them covers."""

    amount: Money
    original: ReceiptTender | None

    @property
    def tender(self) -> Tender:
        """As what it counts on the new receipt; what nobody paid for counts as store credit."""
        return Tender.STORE_CREDIT if self.original is None else self.original.tender

    def as_record(self) -> RefundTender:
        """As the return's transaction keeps it."""
        if self.original is None:
            return RefundTender(self.tender, self.amount)
        number = self.original.id or str(self.original.number)
        return RefundTender(self.tender, self.amount, number, self.original.masked)

    def as_payment(self) -> ReceiptTender:
        """As a payment of the new receipt, so that a later return goes back where it came from."""
        if self.original is None:
            return ReceiptTender(0, self.tender, self.amount)
        return replace(self.original, id="", amount=self.amount)


@dataclass(frozen=True, slots=True)
class Value:
    """What comes back, and what the new goods cost.

    `food` is for goods that food benefits may have paid, `food_price` for new ones they may pay;
    `identical` is the price of new goods that are the same as faulty ones that come back.
    """

    amount: Money
    food: Money
    price: Money
    food_price: Money
    identical: Money = ZERO


def carry_over(
    payments: Payments, terms: TenderTerms, value: Value, wish: Tender | None = None
) -> tuple[Carried, ...]:
    """The parts of the returned value that go into the new goods, never more than these cost."""
    order = in_order(payments, terms, wish)
    found: list[Carried] = []
    left, price, food, eligible = value.amount, value.price, value.food, value.food_price
    for payment in (t for t in order if t.tender is Tender.EBT_FOOD):
        part = min(payments.left(payment.number), food, left)
        into = min(part, eligible, price)
        food, left = food - part, left - part
        eligible, price = eligible - into, price - into
        found.append(Carried(into, payment))
    identical = value.identical
    for payment in (t for t in order if t.tender is Tender.WIC):
        into = min(payments.left(payment.number), identical, left, price)
        identical, left, price = identical - into, left - into, price - into
        found.append(Carried(into, payment))
    others = [t for t in order if terms.row(t.tender).to and t.tender is not Tender.EBT_FOOD]
    theirs = min(left, total(payments.left(t.number) for t in others))
    left -= theirs
    for payment in reversed(others):
        into = min(payments.left(payment.number), theirs, price)
        theirs, price = theirs - into, price - into
        found.append(Carried(into, payment))
    given = {c.original.number: c.amount for c in found if c.original is not None}
    never = [t for t in order if not terms.row(t.tender).to]
    left -= min(left, total(payments.left(t.number) - given.get(t.number, ZERO) for t in never))
    found.append(Carried(min(left, price), None))
    return tuple(c for c in found if c.amount > ZERO)


def after_carrying(payments: Payments, carried: Sequence[Carried]) -> Payments:
    """The payments with what was carried over counted as given back."""
    given: Mapping[int, Money] = {c.original.number: c.amount for c in carried if c.original}
    numbers = dict.fromkeys((*payments.refunded, *given))
    return replace(
        payments,
        refunded={n: payments.refunded.get(n, ZERO) + given.get(n, ZERO) for n in numbers},
    )
