"""How money leaves that no payment of a receipt stands behind: by what policy names, best first."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.core.money import Money
from counter_app.core.transaction import RefundTender, Tender
from counter_app.rules.refund_plan import Block, Blocked, How, Part, TenderPlan


def plan_unproven(
    amount: Money,
    free: Sequence[Tender],
    asked: Sequence[Tender],
    pays_out: Sequence[Tender],
    wish: Tender | None,
) -> TenderPlan:
    """The whole amount by one tender: the wished one if policy knows it, else the first free one.

    `asked` are tenders that a manager must agree to. What the desk cannot hand out is blocked.
    """
    if not amount:
        return TenderPlan(wish=wish)
    allowed = [(t, How.FREE) for t in free] + [(t, How.APPROVAL) for t in asked if t not in free]
    possible = [(t, how) for t, how in allowed if t in pays_out]
    if not possible:
        return TenderPlan((), (Blocked(amount, None, Block.NOTHING_LEFT),), wish)
    tender, how = next((x for x in possible if x[0] is wish), possible[0])
    return TenderPlan((Part(RefundTender(tender, amount), None, how),), (), wish)
