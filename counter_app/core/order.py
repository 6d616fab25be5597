"""What a receipt says of the online order it is: channel, number, what was packed, what went back.

Read from and written to the receipt's `extra`, which holds texts only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Receipt, ReceiptLine

CHANNEL: Final = "channel"
ORDER: Final = "order"
DELIVERED: Final = "delivered"
GIVEN_BACK: Final = "given_back_minor"
TOLD_AT: Final = "told_at"
COUNTER: Final = frozenset(
    {"pos", "store", "instore", "in-store", "in_store", "register", "retail"}
)
"""Channels that are the store's own counter, whatever a file calls it."""


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One line as it was ordered and packed; None where the channel does not say."""

    ordered: Quantity | None = None
    packed: Quantity | None = None
    instead_of: str = ""
    """The item that was ordered, if this one was sent in its place."""


@dataclass(frozen=True, slots=True)
class OnlineOrder:
    """An order of a web channel. `given_back` is what the channel itself has refunded so far."""

    channel: str
    number: str = ""
    delivered: date | None = None
    given_back: Money = ZERO
    told_at: datetime | None = None
    lines: Mapping[int, OrderedLine] = field(default_factory=dict)

    def line(self, number: int) -> OrderedLine:
        """What the order says of one line."""
        return self.lines.get(number, OrderedLine())

    def missing(self, line: ReceiptLine) -> Quantity:
        """How much of a line was charged and, by the order itself, not packed."""
        packed = self.line(line.number).packed
        return Quantity(0) if packed is None else max(line.quantity - packed, Quantity(0))


def order_of(receipt: Receipt) -> OnlineOrder | None:
    """The online order a receipt is, None for a sale at the counter."""
    extra = receipt.extra
    channel = extra.get(CHANNEL, "")
    if not channel:
        return None
    told, delivered = extra.get(TOLD_AT, ""), extra.get(DELIVERED, "")
    return OnlineOrder(
        channel,
        extra.get(ORDER, "") or receipt.receipt_number,
        date.fromisoformat(delivered) if delivered else None,
        Money(int(extra.get(GIVEN_BACK, "0"))),
        datetime.fromisoformat(told) if told else None,
        {x.number: found for x in receipt.lines if (found := _line(extra, x.number)) is not None},
    )


def channel_of(receipt: Receipt) -> str:
    """The web channel a receipt was sold by, "" for the counter."""
    return receipt.extra.get(CHANNEL, "")


def counted_from(receipt: Receipt) -> date:
    """The day from which return windows count: the delivery's if it is known, else the sale's."""
    delivered = receipt.extra.get(DELIVERED, "") if channel_of(receipt) else ""
    sold_on = receipt.key.business_date
    return max(date.fromisoformat(delivered), sold_on) if delivered else sold_on


def line_facts(number: int, line: OrderedLine) -> dict[str, str]:
    """The texts that keep what an order says of one line."""
    found: dict[str, str] = {}
    if line.ordered is not None:
        found[f"line.{number}.ordered"] = str(line.ordered.milli)
    if line.packed is not None:
        found[f"line.{number}.packed"] = str(line.packed.milli)
    if line.instead_of:
        found[f"line.{number}.instead_of"] = line.instead_of
    return found


def dated(extra: Mapping[str, str], at: datetime) -> dict[str, str]:
    """The texts as they are stored: what a channel gave back stands with when we heard of it."""
    if GIVEN_BACK in extra and TOLD_AT not in extra:
        return {**extra, TOLD_AT: at.isoformat()}
    return dict(extra)


def newer_facts(stored: Mapping[str, str], seen: Mapping[str, str]) -> dict[str, str] | None:
    """The stored texts with what the channel tells anew; None if it tells nothing new.

    What was given back only grows: an older file read again takes nothing back.
    """
    if not stored.get(CHANNEL) or stored.get(CHANNEL) != seen.get(CHANNEL):
        return None
    told = dict(stored)
    if seen.get(DELIVERED):
        told[DELIVERED] = seen[DELIVERED]
    if int(seen.get(GIVEN_BACK, "0")) > int(stored.get(GIVEN_BACK, "0")):
        told[GIVEN_BACK], told[TOLD_AT] = seen[GIVEN_BACK], seen.get(TOLD_AT, "")
    return told if told != dict(stored) else None


def _line(extra: Mapping[str, str], number: int) -> OrderedLine | None:
    ordered = extra.get(f"line.{number}.ordered", "")
    packed = extra.get(f"line.{number}.packed", "")
    instead = extra.get(f"line.{number}.instead_of", "")
    if not (ordered or packed or instead):
        return None
    return OrderedLine(
        Quantity(int(ordered)) if ordered else None,
        Quantity(int(packed)) if packed else None,
        instead,
    )
