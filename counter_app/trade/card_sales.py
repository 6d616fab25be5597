"""Taking a payment from a card: on record first, never asked for twice, posted after success.

The same attempts and answers as for a refund (`refunding`), in the other direction.
"""

from __future__ import annotations

from typing import Final

from counter_app.core.errors import Conflict
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.core.words import amount_text
from counter_app.devices.card_processor import (
    CardProcessor,
    CardSale,
)
from counter_app.records.payments import IN, PaymentAttempt, attempts_of
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.card_answers import CardSentences, raise_unless_approved
from counter_app.trade.refund_request import Pending, RefundRequest, keep, put_on_record, resume
from counter_app.trade.refunding import ask_card, store_answer
from counter_app.trade.selling import CardPaid

_SALE: Final = CardSentences(
    kind="sale",
    declined="The payment of {amount} by card was declined: {reason}",
    instead="No money moved. Try another card, or take another payment.",
    unknown="Nobody knows yet whether {amount} was taken from the card.",
    entry="Take {amount} from the card on the terminal.",
    never_seen="The request to take {amount} never arrived; no money moved.",
)


def ask_payment_on_record(
    work: Work,
    request: RefundRequest,
    amount: Money,
    processor: CardProcessor,
    holds: str | None = None,
) -> None:
    """Keep a request and write what will be asked of the processor; the caller commits first.

    `holds` is what stands still until this is settled: of an exchange what its goods came on.
    """
    keep(work, request)
    if payment_of(work, request.transaction_id) is not None:
        return
    put_on_record(work, request, processor, Tender.CARD, amount, direction=IN, holds=holds)


def asked_before(work: Work, transaction_id: str, content: str) -> Pending | None:
    """The stored request of a sale whose card was asked; `Conflict` if it was changed since."""
    pending = resume(work, transaction_id)
    if pending is not None and pending.content != content:
        raise Conflict(
            "The card was asked for this sale already, so nothing can be changed now.",
            code="sale.card_under_way",
            remedy="Finish it as it was, or settle the card payment first.",
        )
    return pending


def payment_of(work: Work, transaction_id: str) -> PaymentAttempt | None:
    """The card payment of a transaction that was not declined, if one was asked for."""
    found = attempts_of(work.connection, transaction_id)
    return next((a for a in found if a.direction == IN and a.state != "declined"), None)


def card_paid(work: Work, transaction_id: str) -> CardPaid | None:
    """How the card payment was approved; None if none was asked for."""
    attempt = payment_of(work, transaction_id)
    if attempt is None:
        return None
    assert attempt.state == "approved"
    return CardPaid(attempt.code, attempt.detail)


def settle_payment(
    station: Station, transaction_id: str, processor: CardProcessor, code: str | None
) -> None:
    """Get an answer to the card payment of a transaction; `Refused` unless it is approved.

    `code` is the approval code typed from a stand-alone terminal.
    """
    with station.look() as work:
        attempt = payment_of(work, transaction_id)
    if attempt is None or attempt.state not in ("pending", "unknown"):
        return
    request = CardSale(attempt.request_id, attempt.amount.minor)
    answer = ask_card(processor, request, attempt.state, code)
    store_answer(station, attempt, answer)
    raise_unless_approved(answer, _SALE, amount_text(attempt.amount, station.store.currency))
