"""What a price correction can do for a customer who would otherwise return something."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.core.money import ZERO
from counter_app.desk.price_correction.wording import WORDS
from counter_app.records.work import Work
from counter_app.trade.offers import Offer

ADJUSTMENT, GOODWILL = "offer.price_adjustment", "offer.goodwill"


def price_offers(work: Work, _receipt_id: str, operator_id: int) -> Sequence[Offer]:
    """The difference to a lower price instead of a return, and goodwill within the own limit."""
    operator = work.operator(operator_id)
    if not operator.may("prices.correct"):
        return ()
    found = [Offer(ADJUSTMENT, WORDS[ADJUSTMENT], icon="badge-percent")]
    limit = operator.limits.get("goodwill", ZERO)
    if limit:
        found.append(
            Offer(GOODWILL, WORDS[GOODWILL], amount=limit, icon="heart-handshake", on_slip=False)
        )
    return found
