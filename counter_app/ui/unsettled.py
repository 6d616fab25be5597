"""Card refunds and payments whose end is not in the books yet: found at sign-on, ended by asking.

How one ends is the affair of its task (`Task.settle`); loads no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from counter_app.core.money import ZERO, Money
from counter_app.core.task import resolve
from counter_app.core.transaction import Tender
from counter_app.devices.card_processor import (
    Approved,
    CardProcessor,
    Declined,
    ManualProcessor,
    Terminals,
    approval_code,
)
from counter_app.records.drafts import draft_by_id
from counter_app.records.operators import all_operators
from counter_app.records.payments import IN, unposted_attempts
from counter_app.station import Station
from counter_app.trade import voided_cards

MAX_SHOWN = 9
"""One for each digit; the next ones show when these have ended."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One request for money to a card, or from it; `title` is its receipt, if that is known."""

    request_id: str
    transaction_id: str
    task: str
    processor: str
    state: str
    amount: Money
    title: str
    owner_id: int
    owner: str
    since: datetime
    paid_in: bool = False
    """A card paid for new goods or a gift card, instead of getting money back."""
    called_back: bool = False
    """What a card got back is to come from it again: its return was voided."""
    has_draft: bool = False
    """What asked for it is still open and can be gone on with there; a void never is."""

    tender: Tender = Tender.CARD
    other_open: Money = ZERO
    """What another card of the same void has not said yes to."""

    def askable(self, cards: CardProcessor | Terminals) -> bool:
        """True if this desk's processor got the request and can say what became of it."""
        one = cards.of(self.tender) if isinstance(cards, Terminals) else cards
        asked_here = self.processor == type(one).__name__
        return self.state == "approved" or (asked_here and not isinstance(one, ManualProcessor))


def find_unsettled(station: Station) -> tuple[Unsettled, ...]:
    """This station's card refunds that are unsettled or not posted yet, oldest first."""
    with station.look() as work:
        names = {row.id: row.name for row in all_operators(work.connection)}
        found = []
        for attempt in unposted_attempts(work.connection, station.name)[:MAX_SHOWN]:
            draft = draft_by_id(work.connection, work.keys, attempt.transaction_id)
            found.append(
                Unsettled(
                    request_id=attempt.request_id,
                    transaction_id=attempt.transaction_id,
                    task=attempt.task,
                    processor=attempt.processor,
                    state=attempt.state,
                    amount=attempt.amount,
                    title=draft.title if draft is not None else "",
                    owner_id=attempt.operator_id,
                    owner=names.get(attempt.operator_id, ""),
                    since=attempt.created_at,
                    paid_in=attempt.direction == IN,
                    called_back=attempt.direction == IN and attempt.receipt_tender_id is not None,
                    has_draft=draft is not None,
                    tender=Tender(attempt.tender),
                    other_open=voided_cards.still_open(work, attempt.transaction_id)
                    if attempt.state == "approved"
                    else ZERO,
                )
            )
        return tuple(found)


def ask_again(
    place: str, request_id: str, cards: CardProcessor | Terminals, station: Station
) -> bool:
    """Ask the processor what became of a request; True if its return is posted now."""
    return _settle(place)(request_id, station, processor=cards) is not None


def went_through(place: str, request_id: str, code: str, station: Station) -> bool:
    """A person found out that the money went back, under this approval code."""
    return _settle(place)(request_id, station, Approved(approval_code(code), "")) is not None


def was_declined(place: str, request_id: str, station: Station) -> bool:
    """A person found out that no money moved."""
    return (
        _settle(place)(request_id, station, Declined("Declined, a person found out.")) is not None
    )


def _settle(place: str) -> Callable[..., object]:
    settle: Callable[..., object] = resolve(place)
    return settle
