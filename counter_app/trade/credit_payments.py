"""Gift cards and store credit that a request names by their codes, looked up before they pay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from counter_app.core.money import Money
from counter_app.records.credits import Credit
from counter_app.station import Station
from counter_app.trade.credits import look_up, unfit
from counter_app.trade.payments import Offer

_LEAST: Final = Money(1)


@dataclass(frozen=True, slots=True)
class CreditOffer:
    """A gift card or store credit that can pay: which one, and what is left on it."""

    credit: Credit
    offer: Offer


def offer_credit(code: str, station: Station) -> CreditOffer:
    """What a scanned code can pay; raises `NotFound`, `BadInput` or `Refused` if nothing."""
    state = look_up(station, code)
    with station.look() as work:
        no = unfit(state, max(state.balance, _LEAST), work)
    if no is not None:
        raise no
    credit = state.credit
    return CreditOffer(credit, Offer(credit.kind, state.balance, code, credit.id))


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
        found.append(
            replace(offer, tender=state.credit.kind, amount=amount, credit_id=state.credit.id)
        )
    return tuple(found)
