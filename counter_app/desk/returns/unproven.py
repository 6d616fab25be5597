"""What goods without a receipt are worth: their price, and tax as far as policy gives it back.

No receipt shows what tax was paid, nor where. What goes back is today's tax of this store; tax
that is part of the price goes back with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from counter_app.core.item import same_item
from counter_app.core.money import Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.policy_goods import Deposit
from counter_app.desk.returns.policy_without import TaxBack, WithoutReceiptPolicy
from counter_app.desk.returns.terms import Terms
from counter_app.desk.returns.without import notice_of
from counter_app.rules.allocation import next_share
from counter_app.rules.promoted import LineShare
from counter_app.rules.tax import charge


def unproven(
    policy: WithoutReceiptPolicy,
) -> Callable[[ReturnDraft, ReceiptLine, Quantity], LineShare]:
    """How whole lines without a receipt are priced; tax of recalled ones has a rule of its own."""

    def priced(draft: ReturnDraft, line: ReceiptLine, now: Quantity) -> LineShare:
        way = policy.tax if notice_of(draft, line.number) is None else policy.recall_tax
        match way:
            case TaxBack.ALWAYS:
                much = now
            case TaxBack.SAME_ITEM:
                much = home_again(draft).get(line.number, NONE)
            case TaxBack.NEVER:
                much = NONE
            case _:
                assert_never(way)
        return LineShare(line.net, _taxes(draft, line, much))

    return priced


def kept_tax(draft: ReturnDraft, given: Money) -> Money:
    """The tax on what comes back that does not go back, where `given` does."""
    return total(draft.line(c.line_number).tax for c in draft.choices) - given


def redeemed(draft: ReturnDraft, terms: Terms) -> Deposit | None:
    """By what rules empty containers are redeemed; None if anything else comes back with them."""
    if draft.without is None:
        return None
    found = [redeemable(draft.line(c.line_number), terms) for c in draft.choices]
    return found[0] if found and all(found) else None


def redeemable(line: ReceiptLine, terms: Terms) -> Deposit | None:
    """The deposit that this line's containers are redeemed for, None if they are not."""
    deposit = terms.now.goods.deposit(line)
    return deposit if deposit is not None and deposit.most else None


def home_again(draft: ReturnDraft) -> dict[int, Quantity]:
    """How much of each line goes home again as the same item, by line number."""
    left = {x.number: x.quantity for x in draft.new.basket.lines}
    found: dict[int, Quantity] = {}
    for choice in sorted(draft.choices, key=lambda c: c.line_number):
        wanted, code = choice.quantity, draft.line(choice.line_number).item_code
        for new in draft.new.basket.lines:
            part = min(wanted, left[new.number])
            if part > NONE and same_item(new.item.code, code):
                wanted, left[new.number] = wanted - part, left[new.number] - part
        if wanted < choice.quantity:
            found[choice.line_number] = choice.quantity - wanted
    return found


def _taxes(draft: ReturnDraft, line: ReceiptLine, much: Quantity) -> tuple[Money, ...]:
    """Today's taxes on so much of a line; what its price includes is always in it."""
    without = draft.without
    assert without is not None
    gross = next_share(line.gross, NONE, much, line.quantity)
    on_top = charge(gross, without.prices[line.number].taxes)
    return tuple(
        tax.amount if tax.included else part.amount
        for tax, part in zip(line.taxes, on_top, strict=True)
    )
