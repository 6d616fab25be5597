"""The accounts a return touches: goods, deposits, taxes, fees, and whatever its money leaves by."""

from __future__ import annotations

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import COUPONS_KEPT, Posting
from counter_app.desk.returns import posting_sale
from counter_app.desk.returns.policy_goods import DEPOSITS
from counter_app.desk.returns.refund import Refund
from counter_app.trade.paying_out import Payout


def postings(
    refund: Refund, payout: Payout, goods: tuple[Posting, ...] | None = None
) -> tuple[Posting, ...]:
    """All that a return posts; `goods` is its own side, where that was worked out before."""
    new = tuple(row for row in posting_sale.clearing(refund.exchange) if row.amount)
    return (*(own_side(refund) if goods is None else goods), *payout.postings, *new)


def own_side(refund: Refund) -> tuple[Posting, ...]:
    """Goods and taxes come in (+), the fee goes out (−), whatever the money leaves by; no zeros.

    What coupons paid stays with the store: its claim on them is not taken back. Where policy pays
    it out all the same, the goods are worth so much more and the claim is given up.
    """
    taxes: dict[str, Money] = {}
    for line in refund.lines:
        for tax in line.taxes:
            taxes[tax.authority] = taxes.get(tax.authority, ZERO) + tax.amount
    claims = refund.claims
    own = (
        ("returns", refund.net - refund.deposits + refund.coupons),
        (DEPOSITS, refund.deposits),
        *((f"tax:{authority}", amount) for authority, amount in taxes.items()),
        ("income:restocking_fees", -refund.fee),
        (COUPONS_KEPT, -refund.plan.kept),
        ("coupons_given_back", claims),
        ("coupon_claims", -claims),
    )
    return tuple(Posting(account, amount) for account, amount in own if amount)
