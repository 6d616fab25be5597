"""Whose identity card was seen at the desk: hashed at once, remembered as policy allows.

The number on a card goes no further than this: not into a draft, a decision or a log.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counter_app.codes.aamva import MAX_NUMBER, Licence, plain_number
from counter_app.core.errors import BadInput
from counter_app.records.persons import Person, forget_persons, identity_mac, remember_person
from counter_app.records.work import Work
from counter_app.rules.identity_policy import IdentityPolicy

LICENCE: Final = "licence"


@dataclass(frozen=True, slots=True)
class Card:
    """An identity card as it was scanned or typed; lives as long as one call."""

    jurisdiction: str
    number: str
    document: str = LICENCE
    expires: date | None = None
    typed: bool = False

    def __repr__(self) -> str:
        return f"Card({self.jurisdiction}, …)"


def card_of(licence: Licence) -> Card:
    """What a scanned licence says about whose it is."""
    if not licence.jurisdiction:
        raise BadInput(
            "The card does not say which state issued it.",
            code="licence_no_state",
            remedy="Type the state and the number.",
        )
    return Card(licence.jurisdiction, licence.number, expires=licence.expires)


def remember_card(work: Work, card: Card, policy: IdentityPolicy) -> Person | None:
    """Remember whose card it is by its keyed hash; None where nothing may be kept of it.

    Raises `BadInput` for a number that no card has.
    """
    number = plain_number(card.number)
    if not 4 <= len(number) <= MAX_NUMBER:
        raise BadInput("The number of a card has 4 to 25 letters and digits.", code="bad_identity")
    today = work.today()
    forget_persons(work.connection, today)
    if not policy.keeps(card.jurisdiction):
        return None
    until = today + timedelta(days=policy.keep_days)
    person = Person("", card.document, card.jurisdiction, number[-4:], until)
    mac = identity_mac(work.keys, card.document, card.jurisdiction, number)
    return remember_person(work.connection, person, mac, work.now())
