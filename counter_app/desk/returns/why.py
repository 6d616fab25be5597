"""Why a refund is so much: the rows of its breakdown. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from counter_app.core import quantity as q
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.transaction import TransactionLine
from counter_app.core.words import percent
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.exchange import Exchange
from counter_app.desk.returns.terms import Terms


class WhyKind(StrEnum):
    """What a row of "why this amount" is about."""

    ITEM = "item"
    TAX = "tax"
    TAX_TODAY = "tax_today"
    FEE = "fee"
    HELD_BACK = "held_back"
    DELIVERY = "delivery"
    COUPON = "coupon"
    COUPON_KEPT = "coupon_kept"
    NEW = "new"
    NEW_TAX = "new_tax"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One row of the breakdown; the rows add up to the refund (fees and new goods are negative).

    ITEM: name, `quantity` of `sold`, and the `unit` of weighed goods; NEW: the same without `sold`.
    COUPON: what it was on. TAX (as paid), TAX_TODAY (goods without a receipt), NEW_TAX (today's)
    and FEE: name and `rate_ppm`.
    """

    kind: WhyKind
    name: str
    amount: Money
    quantity: Quantity = NONE
    sold: Quantity = NONE
    rate_ppm: int = 0
    unit: str = ""

    @property
    def text(self) -> str:
        """The row's words in English."""
        if self.kind is WhyKind.ITEM:
            if self.quantity == self.sold:
                return q.counted(self.name, self.quantity, self.unit)
            return f"{self.name}, {q.plain(self.quantity)} of {q.measured(self.sold, self.unit)}"
        if self.kind is WhyKind.HELD_BACK:
            return f"{self.name}, held back before"
        if self.kind is WhyKind.DELIVERY:
            return f"{self.name}, its share"
        if self.kind is WhyKind.NEW:
            return f"New: {q.counted(self.name, self.quantity, self.unit)}"
        return f"{self.name}, {percent(self.rate_ppm)}" if self.rate_ppm else self.name


def tax_rows(lines: Sequence[TransactionLine], kind: WhyKind) -> list[WhyRow]:
    """The taxes that go back, by name and rate."""
    sums: dict[tuple[str, str, int], Money] = {}
    for line in lines:
        for tax in line.taxes:
            key = (tax.authority, tax.name, tax.rate_ppm)
            sums[key] = sums.get(key, ZERO) + tax.amount
    return [
        WhyRow(kind, name or authority, amount, rate_ppm=ppm)
        for (authority, name, ppm), amount in sums.items()
        if amount
    ]


def new_rows(new: Exchange) -> list[WhyRow]:
    """The new goods of an exchange and their taxes."""
    rows = [
        WhyRow(WhyKind.NEW, line.description, -line.net, line.quantity, unit=line.weight_unit)
        for line in new.lines
    ]
    taxes: dict[tuple[str, int], Money] = {}
    for line in new.lines:
        for tax in line.taxes:
            key = (tax.name or tax.authority, tax.rate_ppm)
            taxes[key] = taxes.get(key, ZERO) + tax.amount
    rows += [
        WhyRow(WhyKind.NEW_TAX, name, -amount, rate_ppm=ppm)
        for (name, ppm), amount in taxes.items()
        if amount
    ]
    return rows


def fee_rows(draft: ReturnDraft, lines: Sequence[TransactionLine], terms: Terms) -> list[WhyRow]:
    """The fees that the store keeps, by rate."""
    sums: dict[int, Money] = {}
    for line in lines:
        if line.fee:
            ppm = terms.fee_ppm(draft.line(line.number), line.condition, line.reason)
            sums[ppm] = sums.get(ppm, ZERO) + line.fee
    return [
        WhyRow(WhyKind.FEE, "Restocking fee", -amount, rate_ppm=ppm) for ppm, amount in sums.items()
    ]
