"""Turning round what cards got and paid for what is voided: on record first, posted after.

What a card got back is called back before another one gets anything; one card is asked at a time.
Meanwhile what was sold or came back stands still.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import amount_text
from counter_app.devices.card_processor import (
    CardProcessor,
    CardRefund,
    CardRequest,
    RefundVoid,
    Terminals,
    terminal_of,
)
from counter_app.records.payments import (
    IN,
    OPEN_STATES,
    OUT,
    PaymentAttempt,
    attempts_of,
    live_attempts_on,
)
from counter_app.records.work import Work
from counter_app.rules.refund_plan import TenderPlan
from counter_app.station import Station
from counter_app.trade import refund_request, refunding
from counter_app.trade.card_answers import CardSentences, raise_unless_approved

Turned: TypeAlias = tuple[tuple[PaymentAttempt, PaymentAttempt], ...]
"""What was asked of cards then, each with how it was turned round now."""


_CALLED_BACK: Final = CardSentences(
    kind="refund",
    declined="The refund of {amount} could not be called back from {card}: {reason}",
    instead="No money moved. Try again, or sell the goods again at a register.",
    unknown="Nobody knows yet whether {amount} was called back from {card}.",
    entry="Void the refund of {amount} to {card} on the terminal.",
    never_seen="The request to call {amount} back from {card} never arrived; no money moved.",
)
_THE_OTHER: Final = replace(
    _CALLED_BACK,
    instead="Another card is done already. Void it again: only this one is asked. If it never says "
    "yes, a manager undoes the other one, where card refunds are settled.",
)
_GIVEN_BACK: Final = replace(refunding.REFUND, instead="No money moved to it. Try again.")


@dataclass(frozen=True, slots=True)
class CardVoid:
    """A void that waits for cards; `transaction_id` is the void's.

    `cards` is what they got and paid, `holds` the receipt or the gift card's sale that stands
    still; `reverses`, `reason` and `note` are what was asked for, `earlier` what the person voided
    before.
    """

    transaction_id: str
    task: str
    operator_id: int
    cards: tuple[PaymentAttempt, ...]
    holds: str
    reverses: str
    reason: str
    note: str = ""
    earlier: Money = ZERO
    title: str = ""

    @property
    def asked(self) -> dict[str, Any]:
        """What tells this void from another."""
        return {"void": self.reverses, "reason": self.reason, "note": self.note}


def cards_of(work: Work, transaction_id: str) -> tuple[PaymentAttempt, ...]:
    """What cards got back for a transaction, and then what they paid for it.

    `transaction_id` is the one it was asked for: of an exchange that of its return.
    """
    found = [a for a in attempts_of(work.connection, transaction_id) if a.state == "approved"]
    return tuple(sorted(found, key=lambda a: a.direction == IN))


def under_way(work: Work, void: CardVoid) -> refund_request.Pending | None:
    """The stored request of this void, if a card was asked already.

    Raises `Conflict` while another refund of the same sale is unsettled, or for changed wishes.
    """
    pending = refunding.under_way(work, void.transaction_id, void.holds)
    if pending is not None and any(
        void_asked(pending)[name] != value for name, value in void.asked.items()
    ):
        raise refunding.changed_under_way()
    return pending


def half_done(work: Work, holds: str, reverses: str) -> Mapping[str, Any]:
    """The void of this transaction, begun here, of which one card said yes and another no.

    Gives its `id` and what was asked; nothing if there is none.
    """
    for attempt in live_attempts_on(work.connection, holds):
        if attempt.station != work.station:
            continue
        pending = refund_request.pending_of(work, attempt.transaction_id)
        asked = {} if pending is None else void_asked(pending)
        if asked.get("void") == reverses and refunding.may_reroute(work, attempt.transaction_id):
            return {"id": attempt.transaction_id, **asked}
    return {}


def keep(work: Work, void: CardVoid, approval: Approval | None) -> None:
    """Keep what is asked for, with its yes, until every card has answered."""
    request = refund_request.RefundRequest(
        transaction_id=void.transaction_id,
        task=void.task,
        operator_id=void.operator_id,
        title=void.title,
        total=total(card.amount for card in void.cards),
        plan=TenderPlan(),
        content=json.dumps(void.asked | {"earlier": void.earlier.minor}, sort_keys=True),
        as_of=work.today(),
        approval=approval,
        holds=void.holds,
    )
    refund_request.keep(work, request)


def ask_next(work: Work, void: CardVoid, processor: CardProcessor | Terminals) -> bool:
    """Put the next card on record, unless one waits already; False once all have said yes.

    The caller commits before anything is sent.
    """
    attempts = attempts_of(work.connection, void.transaction_id)
    if any(a.state in OPEN_STATES for a in attempts):
        return True
    done = {a.receipt_tender_id for a in attempts if a.state == "approved"}
    then = next((card for card in void.cards if card.request_id not in done), None)
    if then is None:
        return False
    tender = Tender(then.tender)
    refund_request.put_on_record(
        work,
        void,
        terminal_of(processor, tender),
        tender,
        then.amount,
        direction=OUT if then.direction == IN else IN,
        about=then.request_id,
        holds=void.holds,
    )
    return True


def settle(
    station: Station,
    void: CardVoid,
    processor: CardProcessor | Terminals,
    code: str | None = None,
) -> None:
    """Get the answer of the card that waits; raises `Refused` unless it is a yes.

    `code` is the approval code typed from a stand-alone terminal.
    """
    with station.look() as work:
        attempts = attempts_of(work.connection, void.transaction_id)
    waiting = next((a for a in attempts if a.state in OPEN_STATES), None)
    if waiting is None:
        return
    then = next(card for card in void.cards if card.request_id == waiting.receipt_tender_id)
    id_, minor = waiting.request_id, waiting.amount.minor
    reference, account = (then.detail or then.code)[:64], waiting.tender
    request: CardRequest = RefundVoid(id_, minor, reference, account)
    if waiting.direction == OUT:
        request = CardRefund(id_, minor, reference, account)
    terminal = terminal_of(processor, Tender(waiting.tender))
    answer = refunding.ask_card(terminal, request, waiting.state, code)
    refunding.store_answer(station, waiting, answer)
    half = any(a.state == "approved" for a in attempts)
    if waiting.direction == OUT:
        tells = replace(_GIVEN_BACK, instead=_THE_OTHER.instead) if half else _GIVEN_BACK
        refunding.check_refunded(station, waiting, answer, tells=tells)
    else:
        amount = amount_text(waiting.amount, station.store.currency)
        card = refunding.card_name(waiting)
        raise_unless_approved(answer, _THE_OTHER if half else _CALLED_BACK, amount, card)


def turned_round(work: Work, void: CardVoid) -> Turned:
    """Each card's yes beside what it got or paid then."""
    now = {
        a.receipt_tender_id: a
        for a in attempts_of(work.connection, void.transaction_id)
        if a.state == "approved"
    }
    return tuple((then, now[then.request_id]) for then in void.cards)


def still_open(work: Work, void_id: str) -> Money:
    """What other cards have not said yes to of a void that one has; zero where that is nothing.

    `void_id` is of what waits for cards; zero also where that is no void.
    """
    pending = refund_request.pending_of(work, void_id)
    asked = {} if pending is None else void_asked(pending)
    if not asked:
        return ZERO
    done = {
        a.receipt_tender_id for a in attempts_of(work.connection, void_id) if a.state == "approved"
    }
    found = [card for card in cards_of(work, asked["void"]) if card.request_id not in done]
    return total(card.amount for card in found) if done else ZERO


def void_asked(pending: refund_request.Pending) -> Mapping[str, Any]:
    """What a stored request wants voided: `void`, `reason`, `note`, `earlier` in minor units.

    Empty for a stored request that is no void.
    """
    content: Mapping[str, Any] = json.loads(pending.content)
    return content if "void" in content else {}


def is_void(station: Station, transaction_id: str) -> bool:
    """True if what waits for a card under this id is a void."""
    with station.look() as work:
        pending = refund_request.pending_of(work, transaction_id)
        return pending is not None and bool(void_asked(pending))


def still_asked(verdict: Verdict) -> Verdict:
    """The verdict on a void whose cards have said yes: what came up since stops nothing."""
    kept = tuple(f for f in verdict.findings if f.severity is not Severity.FORBID)
    return Verdict(verdict.request_digest, kept, verdict.amount)
