"""What is told of a card's answer that is no yes: one refusal for each, whatever was asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from counter_app.core.errors import Refused
from counter_app.core.said import said
from counter_app.devices.card_processor import (
    Approved,
    CardAnswer,
    Declined,
    NeedsEntry,
    NeverSeen,
    TimedOut,
)


@dataclass(frozen=True, slots=True)
class CardSentences:
    """The sentences of one kind of request, with `{amount}` and `{card}`, and `{reason}` of a no.

    `kind` begins the refusals' codes: `refund` or `sale`. `instead` is the way on after a no.
    """

    kind: str
    declined: str
    instead: str
    unknown: str
    entry: str
    never_seen: str


def raise_unless_approved(
    answer: CardAnswer, tells: CardSentences, amount: str, card: str = ""
) -> None:
    """Raise `Refused` with what a card said, unless it said yes."""
    match answer:
        case Approved():
            return
        case Declined(reason=reason):
            raise Refused(
                said(tells.declined, amount=amount, card=card, reason=reason),
                code=f"{tells.kind}.card_declined",
                remedy=tells.instead,
            )
        case TimedOut():
            raise Refused(
                said(tells.unknown, amount=amount, card=card),
                code=f"{tells.kind}.card_unknown",
                remedy="Ask the processor again, or let a manager settle it.",
            )
        case NeedsEntry():
            raise Refused(
                said(tells.entry, amount=amount, card=card),
                code=f"{tells.kind}.card_entry",
                remedy="Then type the approval code it shows.",
            )
        case NeverSeen():
            raise Refused(
                said(tells.never_seen, amount=amount, card=card),
                code=f"{tells.kind}.card_declined",
                remedy="Confirm again to send it.",
            )
        case _:
            assert_never(answer)
