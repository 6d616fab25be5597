"""One confirmed error and every receipt it touched: since when, which lines, what is owed on each.

Works from the price history of receipts and of the item file; nothing is estimated. Money only
leaves through a correction of each receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.records.items import item_by_code, item_changed_at
from counter_app.records.overcharges import (
    SoldAbove,
    given_back,
    returned_at_registers,
    sold_above,
    wrong_since,
)
from counter_app.records.work import Work
from counter_app.rules.allocation import share
from counter_app.rules.price_accuracy.claim import extended


class Known(StrEnum):
    """What told since when the price is wrong."""

    TAG = "tag"
    ITEM_FILE = "item_file"
    LAST_RIGHT_SALE = "last_right_sale"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """An error that was confirmed: the item, both prices, and the sale it was confirmed on.

    `shown_since` is the date of the tag or ad, if it was noted.
    """

    item_code: str
    description: str
    charged: Money
    right: Money
    at: datetime
    sold_on: date
    department: str = ""
    shown_since: date | None = None
    transaction_id: str | None = None


class Overcharge(NamedTuple):
    """One overcharged line: what is still owed on it, tax included. Zero once it was put right."""

    sold: SoldAbove
    kept: Quantity
    owed: Money

    @property
    def open(self) -> bool:
        """True while something is owed."""
        return self.owed > ZERO


@dataclass(frozen=True, slots=True)
class Sweep:
    """All receipts an error touched since the price went wrong, in the order of sale."""

    confirmed: Confirmed
    since: datetime
    known: Known
    found: tuple[Overcharge, ...]
    customers: Mapping[str, str] = field(default_factory=dict)
    """Names of known customers by the receipts' customer reference."""

    @property
    def liability(self) -> Money:
        """What is still owed on all of them, tax included."""
        return total(x.owed for x in self.found)

    @property
    def receipts(self) -> int:
        """How many receipts still have something coming."""
        return len({x.sold.receipt_id for x in self.found if x.open})

    @property
    def to_known(self) -> tuple[Overcharge, ...]:
        """The open ones of customers we know."""
        return tuple(x for x in self.found if x.open and x.sold.customer_ref in self.customers)


def sweep(confirmed: Confirmed, work: Work) -> Sweep:
    """Find every line of the item that was charged above the right price since it went wrong."""
    prices = work.policy().section(SECTION, PricePolicy)
    today = work.today()
    first = min(today, confirmed.sold_on) - timedelta(days=prices.radar_days)
    since, known = _since(confirmed, work, first)
    lines = sold_above(
        work.connection,
        confirmed.item_code,
        confirmed.right,
        since,
        max(first, since.date() - timedelta(days=2)),
        max(today, confirmed.sold_on) + timedelta(days=1),
    )
    given = given_back(work.connection, confirmed.item_code)
    registers = returned_at_registers(work.connection, confirmed.item_code)
    found = _overcharges(lines, confirmed.right, given, registers)
    return Sweep(confirmed, since, known, found)


def _since(confirmed: Confirmed, work: Work, first: date) -> tuple[datetime, Known]:
    """Since when the price is wrong, and what tells so.

    The tag's date if it was noted; the item file's change if the file holds the right price now
    and was changed before the sale; else the moment after the last sale at the right price.
    """
    if confirmed.shown_since is not None:
        return _begin(work, confirmed.shown_since), Known.TAG
    last_right = wrong_since(
        work.connection,
        confirmed.item_code,
        confirmed.right,
        confirmed.at,
        first,
        confirmed.sold_on,
    )
    if last_right is not None:
        return last_right, Known.LAST_RIGHT_SALE
    item = item_by_code(work.connection, confirmed.item_code)
    changed = item_changed_at(work.connection, confirmed.item_code)
    if (
        item is not None
        and changed is not None
        and item.price <= confirmed.right
        and changed <= confirmed.at
        and changed.date() >= first
    ):
        return changed, Known.ITEM_FILE
    return _begin(work, first), Known.LIMIT


def _begin(work: Work, day: date) -> datetime:
    """The instant at which a business date begins."""
    calendar = work.store.calendar
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    local = calendar.local(noon)
    begin = local.replace(
        year=day.year, month=day.month, day=day.day, hour=calendar.roll_hour, minute=0, second=0
    )
    return begin.astimezone(UTC)


def _overcharges(
    lines: list[SoldAbove],
    right: Money,
    given: Mapping[str, tuple[Quantity, Money]],
    registers: Mapping[str, Quantity],
) -> tuple[Overcharge, ...]:
    """What is owed on each; lines like another one that gave nothing back owe the same."""
    alike: dict[tuple[int, int, int, int], Money] = {}
    found: list[Overcharge] = []
    for line in lines:
        if line.line_id in given or line.receipt_id in registers:
            found.append(_overcharge(line, right, given, registers))
            continue
        kind = (line.quantity.milli, line.net.minor, line.charged.minor, line.tax.minor)
        owed = alike.get(kind)
        if owed is None:
            owed = alike[kind] = _overcharge(line, right, given, registers).owed
        found.append(Overcharge(line, line.quantity, owed))
    return tuple(found)


def _overcharge(
    line: SoldAbove,
    right: Money,
    given: Mapping[str, tuple[Quantity, Money]],
    registers: Mapping[str, Quantity],
) -> Overcharge:
    """What is still owed on a line: only for units still kept, never more than is still paid."""
    back, corrected = given.get(line.line_id, (NONE, ZERO))
    back += registers.get(line.receipt_id, NONE)
    kept = max(line.quantity - back, NONE)
    if kept <= NONE:
        return Overcharge(line, NONE, ZERO)
    paid = share(max(line.net, ZERO), kept.milli, line.quantity.milli)
    wanted = extended(line.charged, kept) - extended(right, kept) - corrected
    net = max(min(wanted, paid - corrected), ZERO)
    tax = share(line.tax, min(net, line.net).minor, line.net.minor) if line.net else ZERO
    return Overcharge(line, kept, net + tax)
