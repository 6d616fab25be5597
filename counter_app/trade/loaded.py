"""Credits that existed before and got money: how much was on them, and what a slip tells. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from counter_app.core.document import BOLD, Block, Text
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.core.words import Words
from counter_app.documents.standard import amount_row


@dataclass(frozen=True, slots=True)
class Loaded:
    """A credit, by the end of its code, with what was on it and what was put on it."""

    kind: Tender
    tail: str
    before: Money
    amount: Money
    expires_on: date | None = None


def loaded_rows(loaded: Iterable[Loaded], words: Words) -> Iterator[Block]:
    """The old and the new balance of each, and until when it is good."""
    for one in loaded:
        gift = one.kind is Tender.GIFT_CARD
        name = (
            words.say("On the gift card ending {tail}", tail=one.tail)
            if gift
            else words.say("On the store credit ending {tail}", tail=one.tail)
        )
        yield Text(name, style=BOLD)
        yield amount_row(words.say("Was on it"), words.figure(one.before))
        yield amount_row(words.say("Is on it now"), words.figure(one.before + one.amount), BOLD)
        if one.expires_on is not None:
            yield Text(words.say("Good until {day}", day=one.expires_on))
