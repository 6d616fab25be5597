"""Whose identity card was seen at the desk: hashed at once, remembered as policy allows.

The number on a card goes no further than this: not into a draft, a decision or a log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from counter_app.codes.aamva import MAX_NUMBER, MAX_TEXT, Licence, parse_licence, plain_number
from counter_app.codes.jurisdictions import JURISDICTIONS
from counter_app.core.errors import BadInput
from counter_app.records.persons import Person, forget_persons, identity_mac, remember_person
from counter_app.records.work import Work
from counter_app.rules.identity_policy import IdentityPolicy

LICENCE: Final = "licence"
MAX_TYPED: Final = 60
CARD_FIELDS: Final[Mapping[str, Any]] = MappingProxyType(
    {
        "licence": {
            "type": "object",
            "description": "Whose card was seen, as typed from it. Never stored as it is.",
            "properties": {
                "state": {"type": "string", "pattern": "^[A-Z]{2}$"},
                "number": {"type": "string", "minLength": 4, "maxLength": 30},
            },
            "required": ["state", "number"],
            "additionalProperties": False,
        },
        "licence_scan": {
            "type": "string",
            "maxLength": MAX_TEXT,
            "description": "The text of the card's barcode, with its line ends.",
        },
    }
)
"""What a script says about a card that was seen; `card_in` reads it."""


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


def read_card(text: str, home: str) -> Card:
    """``TX 12345678`` as somebody typed it; without a state it is the store's own."""
    words = text.strip()[:MAX_TYPED].upper().replace("-", " ").split()
    state = words[0] if words and words[0] in JURISDICTIONS else ""
    number = plain_number("".join(words[1:] if state else words))
    state = state or home
    if not state:
        raise BadInput(
            "Type the state first, then the number, like TX 12345678.", code="bad_identity"
        )
    if len(number) < 4 or not any(c.isdigit() for c in number):
        raise BadInput("Type the whole number of the card.", code="bad_identity")
    return Card(state, number, typed=True)


def card_in(do: Mapping[str, Any]) -> Card | None:
    """The card that a line of a script shows, None if it shows none; raises `BadInput`."""
    if "licence" in do and "licence_scan" in do:
        raise BadInput("Give the card typed or scanned, not both.", code="bad_identity")
    if "licence_scan" in do:
        return card_of(parse_licence(do["licence_scan"]))
    if "licence" not in do:
        return None
    if do["licence"]["state"] not in JURISDICTIONS:
        raise BadInput("This is no state or province.", code="bad_identity")
    return Card(do["licence"]["state"], do["licence"]["number"], typed=True)


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
