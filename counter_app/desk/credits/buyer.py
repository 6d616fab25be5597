"""A buyer whom the books do not know, told from others by the identity card that was shown."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.errors import Refused
from counter_app.core.said import said
from counter_app.station import Station
from counter_app.trade.identity import Card, read_card, remember_card


@dataclass(frozen=True, slots=True)
class Shown:
    """Whose card was seen: an id for the day, and what may be said of it, like "TX ··4417"."""

    person_id: str
    words: str


def see_typed(text: str, station: Station) -> Shown:
    """The buyer's card as somebody typed it, like ``TX 12345678``; raises as `see_card` does."""
    with station.look() as work:
        home = work.policy().credits.identity.home
    return see_card(read_card(text, home), station)


def see_card(card: Card, station: Station) -> Shown:
    """Remember a buyer's card by its keyed hash for as long as the limit of a day needs it.

    Raises `BadInput` for a card that cannot be, `Refused` for one of which nothing may be kept, or
    that is out of date.
    """
    with station.open_work() as work:
        policy, today = work.policy().credits.identity, work.today()
        if card.expires is not None and card.expires < today:
            raise Refused(
                "This card is out of date.",
                code="credits.card_expired",
                remedy="Look the customer up instead.",
            )
        asks = card.jurisdiction in policy.ask_consent and not card.typed
        person = None if asks else remember_card(work, card, policy)
        work.commit()
    if person is None:
        raise Refused(
            said("Cards of {state} are not kept here.", state=card.jurisdiction),
            code="credits.card_not_kept",
            remedy="Look the customer up instead.",
        )
    return Shown(person.id, f"{person.jurisdiction} ··{person.last_four}")
