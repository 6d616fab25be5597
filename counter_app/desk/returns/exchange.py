"""The sums of an exchange: what new goods cost today, what the old ones give to them, and the rest.

New goods carry today's taxes, old ones give back what was paid. The same item again costs what it
cost then, if policy says so and it has become dearer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from counter_app.core.item import same_item
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import DiscountKind, DiscountShare, ReceiptLine
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import next_share
from counter_app.rules.carry import Carried, Value, after_carrying, carry_over
from counter_app.rules.refund_plan import Payments
from counter_app.trade.basket import food_to_pay, offers_on, price_lines, to_pay
from counter_app.trade.payments import Settlement, fit, settle
from counter_app.trade.sale_slip import SAME_ITEM


@dataclass(frozen=True, slots=True)
class Exchange:
    """New goods priced, what is carried over into them, and how the difference is paid."""

    lines: tuple[ReceiptLine, ...]
    carried: tuple[Carried, ...]
    settlement: Settlement

    @property
    def price(self) -> Money:
        """What the new goods cost, taxes included."""
        return to_pay(self.lines)

    @property
    def value(self) -> Money:
        """What the old goods give to them."""
        return total(c.amount for c in self.carried)

    @property
    def due(self) -> Money:
        """What the customer pays."""
        return self.settlement.due

    @property
    def food(self) -> Money:
        """What of the carried value food benefits had paid."""
        return total(c.amount for c in self.carried if c.tender is Tender.EBT_FOOD)

    def payments(self, before: Payments) -> Payments:
        """How the receipt was paid, with what was carried over counted as given back."""
        return after_carrying(before, self.carried)


def exchange(
    draft: ReturnDraft,
    terms: Terms,
    back: tuple[TransactionLine, ...],
    amount: Money,
    food: Money,
) -> Exchange | None:
    """The exchange of a draft whose lines `back` give `amount`, `food` of it for food.

    None if nothing new is taken.
    """
    if not draft.new:
        return None
    policy = terms.today
    basket, day = draft.new.basket, draft.as_of
    discounts = offers_on(basket, policy.promotions)
    lines = price_lines(basket, day, policy.tax, policy.selling, discounts)
    if terms.now.same_item_at_price_paid:
        discounts |= _same_again(draft, lines, back)
        lines = price_lines(basket, day, policy.tax, policy.selling, discounts)
    value = Value(amount, food, to_pay(lines), food_to_pay(lines), _identical(terms, lines, back))
    carried = carry_over(draft.payments, terms.tenders, value, draft.tender)
    due = value.price - total(c.amount for c in carried)
    otherwise = next(iter(policy.selling.takes), Tender.CASH)
    offers, rounding = fit(due, draft.new.offers, otherwise), policy.refund_tenders.rounding
    return Exchange(lines, carried, settle(due, offers, rounding.round))


def _same_again(
    draft: ReturnDraft, lines: Iterable[ReceiptLine], back: Iterable[TransactionLine]
) -> dict[int, tuple[DiscountShare, ...]]:
    """What comes off new lines of an item that comes back, so that it costs what was paid then.

    Where today's price has tax inside, what was paid then is compared with its tax, too.
    """

    def worth(old: TransactionLine, new: ReceiptLine) -> Money:
        if not any(tax.included for tax in new.taxes):
            return old.net
        taxes = draft.line(old.number).taxes
        inside = {(t.authority, t.name, t.rate_ppm) for t in taxes if t.included}
        return old.net + total(
            t.amount for t in old.taxes if not inside or (t.authority, t.name, t.rate_ppm) in inside
        )

    found = {}
    for line, paid, much in _pairs(lines, back, worth):
        price = line.net + total(t.amount for t in line.taxes if t.included)
        today = next_share(price, NONE, much, line.quantity)
        if today > paid:
            share = DiscountShare(DiscountKind.LINE, today - paid, SAME_ITEM)
            found[line.number] = (*line.discounts, share)
    return found


def _identical(
    terms: Terms, lines: Iterable[ReceiptLine], back: Iterable[TransactionLine]
) -> Money:
    """What new goods cost that are the same as faulty ones that come back."""
    faulty = [x for x in back if x.reason in terms.now.identical_reasons]
    return total(
        next_share(line.paid, NONE, much, line.quantity)
        for line, _, much in _pairs(lines, faulty, lambda old, _: old.net)
    )


def _pairs(
    lines: Iterable[ReceiptLine],
    back: Iterable[TransactionLine],
    worth: Callable[[TransactionLine, ReceiptLine], Money],
) -> list[tuple[ReceiptLine, Money, Quantity]]:
    """New lines of items that come back: what that much of the old ones is worth, and how much."""
    open_lines = list(back)
    used: dict[int, Quantity] = {}
    found = []
    for line in lines:
        paid, much = ZERO, NONE
        for old in open_lines:
            done = used.get(old.number, NONE)
            part = min(line.quantity - much, old.quantity - done)
            if part > NONE and same_item(old.item_code, line.item_code):
                paid += next_share(worth(old, line), done, part, old.quantity)
                used[old.number], much = done + part, much + part
        if much > NONE:
            found.append((line, paid, much))
    return found
