"""Gift cards and store credit that a request names by their codes, looked up before they pay."""

from __future__ import annotations

from dataclasses import replace

from counter_app.station import Station
from counter_app.trade.credits import look_up
from counter_app.trade.payments import Offer


def with_credits(station: Station, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """Offers whose codes were looked up: of the credit's kind, and for all that is left on it.

    Raises `NotFound`, `BadInput` or `Refused`.
    """
    found = []
    for offer in offers:
        if not offer.code:
            found.append(offer)
            continue
        state = look_up(station, offer.code)
        amount = state.balance if offer.amount is None else offer.amount
        found.append(replace(offer, tender=state.credit.kind, amount=amount))
    return tuple(found)
