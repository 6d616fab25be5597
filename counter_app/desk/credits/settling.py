"""Ends what a card was asked for a gift card: its payment, or the refund of a void."""

from __future__ import annotations

from counter_app.desk.credits.facts import TASK
from counter_app.desk.credits.service import CreditDone, finish
from counter_app.desk.credits.voids import finish_void
from counter_app.devices.card_processor import (
    Approved,
    CardProcessor,
    Declined,
    ManualProcessor,
    Terminals,
)
from counter_app.station import Station
from counter_app.trade import refunding, voided_cards


def card_declined(transaction_id: str, station: Station) -> None:
    """The terminal said no to the sale or void that waits for its code; no money moved."""
    for request_id in refunding.waiting_for_code(station, transaction_id):
        resolve_attempt(request_id, station, Declined("Declined"))


def resolve_attempt(
    request_id: str,
    station: Station,
    outcome: Approved | Declined | None = None,
    *,
    processor: CardProcessor | Terminals | None = None,
) -> CreditDone | None:
    """See `refunding.resolve`; gives the sale, or its void, once it is posted."""
    ready = refunding.resolve(request_id, TASK, station, outcome, processor=processor)
    if ready is None:
        return None
    if voided_cards.is_void(station, ready):
        return finish_void(station, ready, processor or ManualProcessor())
    return finish(station, ready)
