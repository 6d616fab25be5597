"""The accounts a return touches: goods, deposits, taxes, fees, and whatever its money leaves by."""

from __future__ import annotations

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import COUPONS_KEPT, Posting
from counter_app.desk.returns import posting_sale
from counter_app.desk.returns.refund import Refund
from counter_app.trade.paying_out import Payout


def postings(refund: Refund, payout: Payout) -> tuple[Posting, ...]:
    """Goods and taxes come in (+), fee and money go out (−); nothing of zero is posted.

    What coupons paid stays with the store: its claim on them is not taken back. Where policy pays
    it out all the same, the goods are worth so much more and the claim is given up.
    """
    taxes: dict[str, Money] = {}
    for line in refund.lines:
        for tax in line.taxes:
            taxes[tax.authority] = taxes.get(tax.authority, ZERO) + tax.amount
    rows = [
        Posting("returns", refund.net - refund.deposits + refund.coupons),
        Posting("deposits:bottle", refund.deposits),
    ]
    rows += [Posting(f"tax:{authority}", amount) for authority, amount in taxes.items()]
    rows.append(Posting("income:restocking_fees", -refund.fee))
    rows.append(Posting(COUPONS_KEPT, -refund.plan.kept))
    rows.append(Posting("coupons_given_back", refund.claims))
    rows.append(Posting("coupon_claims", -refund.claims))
    rows += payout.postings
    rows += posting_sale.clearing(refund.exchange)
    return tuple(row for row in rows if row.amount)
