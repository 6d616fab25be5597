"""Money to and from cards: one small interface to whatever the store's processor is.

The caller commits the request before asking. A request id is answered once: asking again with the
same id never moves money twice, and TimedOut is settled by `query` or by a person.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias, assert_never

from counter_app.core.clean import clean
from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.core.transaction import Tender

MAX_REMEMBERED = 1_000  # requests; the journal's record of attempts is the lasting one
_CODE = re.compile(r"[A-Z0-9]{4,12}")


@dataclass(frozen=True, slots=True)
class CardRefund:
    """A refund to ask for; `original_reference` is the processor's number of the sale.

    `account` says what of: "card", or "ebt_food" and "ebt_cash" of a benefits card.
    """

    request_id: str
    amount_cents: int
    original_reference: str
    account: str = "card"

    def __post_init__(self) -> None:
        if self.amount_cents <= 0:
            raise BadInput("A card refund must be more than nothing.")
        if not 0 < len(self.request_id) <= 64 or len(self.original_reference) > 64:
            raise BadInput("A card refund needs a request id of at most 64 characters.")


@dataclass(frozen=True, slots=True)
class CardSale:
    """A payment to ask for: the customer presents the card at the processor's terminal."""

    request_id: str
    amount_cents: int

    def __post_init__(self) -> None:
        if self.amount_cents <= 0:
            raise BadInput("A card payment must be more than nothing.")
        if not 0 < len(self.request_id) <= 64:
            raise BadInput("A card payment needs a request id of at most 64 characters.")


@dataclass(frozen=True, slots=True)
class RefundVoid:
    """A refund of today to call back; `refund_reference` is the processor's number of it."""

    request_id: str
    amount_cents: int
    refund_reference: str
    account: str = "card"

    def __post_init__(self) -> None:
        if self.amount_cents <= 0:
            raise BadInput("A card refund must be more than nothing.")
        if not 0 < len(self.request_id) <= 64 or len(self.refund_reference) > 64:
            raise BadInput("A card refund needs a request id of at most 64 characters.")


CardRequest: TypeAlias = CardRefund | CardSale | RefundVoid


@dataclass(frozen=True, slots=True)
class Approved:
    """The money moves; `code` is the approval code, `reference` the processor's number."""

    code: str
    reference: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The processor says no and no money moves."""

    reason: str


@dataclass(frozen=True, slots=True)
class TimedOut:
    """Nobody knows whether money moved; ask `query` before anything else."""


@dataclass(frozen=True, slots=True)
class NeedsEntry:
    """The clerk uses the stand-alone terminal and types the approval code it shows."""


@dataclass(frozen=True, slots=True)
class NeverSeen:
    """The processor knows no such request, so no money moved and it may be sent."""


CardAnswer: TypeAlias = Approved | Declined | TimedOut | NeedsEntry | NeverSeen


class CardProcessor(Protocol):
    """What the desk asks of a processor; no method raises for a lost connection."""

    def refund(self, request: CardRefund) -> CardAnswer: ...

    def sale(self, request: CardSale) -> CardAnswer: ...

    def void(self, request: RefundVoid) -> CardAnswer: ...

    def query(self, request_id: str) -> CardAnswer:
        """Say what became of an earlier request."""


@dataclass(frozen=True, slots=True)
class Terminals:
    """Who gives money back: to bank cards, and to benefits accounts (often another terminal)."""

    cards: CardProcessor
    benefits: CardProcessor

    def of(self, tender: Tender) -> CardProcessor:
        """The one that a tender goes back through."""
        return self.cards if tender is Tender.CARD else self.benefits


def terminal_of(processor: CardProcessor | Terminals, tender: Tender) -> CardProcessor:
    """The one that a tender goes through."""
    return processor.of(tender) if isinstance(processor, Terminals) else processor


def send(processor: CardProcessor, request: CardRequest) -> CardAnswer:
    """Ask what a request is for."""
    match request:
        case CardRefund():
            return processor.refund(request)
        case CardSale():
            return processor.sale(request)
        case RefundVoid():
            return processor.void(request)
        case _:
            assert_never(request)


def card_terminal(processor: CardProcessor | Terminals) -> CardProcessor:
    """The one for bank cards."""
    return terminal_of(processor, Tender.CARD)


class _Requests:
    """The latest requests by id and their answers."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[CardRequest, CardAnswer]] = OrderedDict()

    def answer(self, request: CardRequest) -> CardAnswer | None:
        known = self._known.get(request.request_id)
        if known is None:
            return None
        if known[0] != request:
            raise Conflict("This was asked of the card before with another amount or sale.")
        return known[1]

    def find(self, request_id: str) -> CardAnswer:
        known = self._known.get(request_id)
        return known[1] if known else NeverSeen()

    def settle(self, request_id: str, answer: CardAnswer) -> None:
        known = self._known.get(request_id)
        if known is None:
            raise NotFound("No card refund is waiting under this number.")
        self._known[request_id] = (known[0], answer)

    def keep(self, request: CardRequest, answer: CardAnswer) -> None:
        self._known[request.request_id] = (request, answer)
        while len(self._known) > MAX_REMEMBERED:
            self._known.popitem(last=False)


class ManualProcessor:
    """A stand-alone terminal: the answer is what the clerk reads from it and types."""

    def __init__(self) -> None:
        self._requests = _Requests()

    def refund(self, request: CardRefund) -> CardAnswer:
        return self._ask(request)

    def sale(self, request: CardSale) -> CardAnswer:
        return self._ask(request)

    def void(self, request: RefundVoid) -> CardAnswer:
        return self._ask(request)

    def _ask(self, request: CardRequest) -> CardAnswer:
        answer = self._requests.answer(request)
        if answer is None:
            answer = NeedsEntry()
            self._requests.keep(request, answer)
        return answer

    def query(self, request_id: str) -> CardAnswer:
        return self._requests.find(request_id)

    def approve(self, request_id: str, code: str, reference: str = "") -> Approved:
        """Complete a waiting request; raises BadInput, Conflict or NotFound."""
        approved = Approved(approval_code(code), clean(reference, 64))
        before = self._requests.find(request_id)
        if before != approved and not isinstance(before, NeedsEntry | NeverSeen):
            raise Conflict("This card refund has been answered already.")
        self._requests.settle(request_id, approved)
        return approved

    def decline(self, request_id: str, reason: str) -> Declined:
        """Record that the terminal said no; raises BadInput, Conflict or NotFound."""
        declined = Declined(clean(reason, 200))
        if isinstance(self._requests.find(request_id), Approved):
            raise Conflict("This card refund has been approved already.")
        self._requests.settle(request_id, declined)
        return declined


def approval_code(typed: str) -> str:
    """Return the approval code in capitals; BadInput unless 4 to 12 letters and digits."""
    code = typed.strip().upper()
    if not _CODE.fullmatch(code):
        raise BadInput("An approval code is 4 to 12 letters and digits; read it from the terminal.")
    return code


class Step(StrEnum):
    """What the simulated processor does with the next new request."""

    APPROVE = "approve"
    DECLINE = "decline"
    LOSE_REQUEST = "lose_request"  # times out; the processor never saw it
    LOSE_ANSWER = "lose_answer"  # times out; the money has moved


class SimulatedProcessor:
    """Answers by script, for practice, the demo and tests; afterwards it approves."""

    def __init__(self, script: Sequence[Step] = ()) -> None:
        self._script = list(script)
        self._requests = _Requests()
        self.moved_cents = 0
        self.taken_cents = 0

    def refund(self, request: CardRefund) -> CardAnswer:
        return self._ask(request, "The card's bank does not take refunds to this card.")

    def sale(self, request: CardSale) -> CardAnswer:
        return self._ask(request, "The card's bank says no.")

    def void(self, request: RefundVoid) -> CardAnswer:
        return self._ask(request, "The card's bank does not give this refund back.")

    def _ask(self, request: CardRequest, no: str) -> CardAnswer:
        answer = self._requests.answer(request)
        if answer is not None:
            return answer
        step = self._script.pop(0) if self._script else Step.APPROVE
        if step is Step.LOSE_REQUEST:
            return TimedOut()
        answer = Declined(no) if step is Step.DECLINE else self._approve(request)
        self._requests.keep(request, answer)
        return TimedOut() if step is Step.LOSE_ANSWER else answer

    def query(self, request_id: str) -> CardAnswer:
        return self._requests.find(request_id)

    def _approve(self, request: CardRequest) -> Approved:
        match request:
            case CardRefund():
                self.moved_cents += request.amount_cents
            case CardSale():
                self.taken_cents += request.amount_cents
            case RefundVoid():
                self.moved_cents -= request.amount_cents
            case _:
                assert_never(request)
        number = sum(request.request_id.encode()) * 7919 % 1_000_000
        return Approved(f"{number:06}", f"SIM{number:06}")
