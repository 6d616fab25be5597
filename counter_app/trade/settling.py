"""Ends what a card was asked for: posts the transaction that waited for it, or its void."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from counter_app.devices.card_processor import (
    Approved,
    CardProcessor,
    Declined,
    ManualProcessor,
    Terminals,
)
from counter_app.station import Station
from counter_app.trade import refunding, voided_cards
from counter_app.trade.undone import post_or_undo, undo_half

Done = TypeVar("Done")
Finish: TypeAlias = Callable[[Station, str, CardProcessor | Terminals], Done]
"""Posts what waits under this id, once its cards have all said yes."""


@dataclass(frozen=True, slots=True)
class Settling(Generic[Done]):
    """How one task ends what it asked of cards; None for `finish_void` if nothing is voided."""

    task: str
    finish: Finish[Done]
    finish_void: Finish[Done] | None = None

    def resolve(
        self,
        request_id: str,
        station: Station,
        outcome: Approved | Declined | None = None,
        *,
        processor: CardProcessor | Terminals | None = None,
    ) -> Done | None:
        """Settle one request (see `refunding.resolve`).

        Gives what is posted once nothing is open, else None. Where the books can no longer follow a
        card's yes, `Declined` says that the terminal undid it (see `post_or_undo`); likewise where
        another card of the same void never says yes (see `undo_half`).
        """
        ready = refunding.resolve(request_id, self.task, station, outcome, processor=processor)
        if ready is None:
            return None
        void = self.finish_void is not None and voided_cards.is_void(station, ready)
        declined = isinstance(outcome, Declined)
        if void and declined and undo_half(request_id, ready, station):
            return None
        end = self.finish_void if void and self.finish_void is not None else self.finish
        terminal = processor or ManualProcessor()
        return post_or_undo(request_id, station, outcome, partial(end, station, ready, terminal))

    def declined(self, transaction_id: str, station: Station) -> None:
        """The terminal said no to what waits for its code; no money moved on that card."""
        for attempt in refunding.waiting_for_code(station, transaction_id):
            self.resolve(attempt.request_id, station, Declined("Declined"))
