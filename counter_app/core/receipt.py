"""An original receipt as plain data: what intake reads, records store, and rules judge.

Amounts are magnitudes in minor units; a line's direction says sold or returned. Every discount
has been given to lines already, so `net` is exactly what the customer paid for the line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from counter_app.core.approval import digest
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import Quantity
from counter_app.core.transaction import Tender

PROVISIONAL_DIFFERS: Final = "provisional_differs"
"""The flag of a receipt that was keyed from paper otherwise than the register then sent it."""


TOTALS_DIFFER: Final = "totals_differ"
"""The flag of a receipt whose lines, payments and printed total do not agree."""


class Direction(StrEnum):
    """Whether goods left the store or came back."""

    SOLD = "sold"
    RETURNED = "returned"


class DiscountKind(StrEnum):
    """Where a discount came from; coupons that the store redeems stay claims of the store."""

    LINE = "line"
    BASKET = "basket"
    PROMOTION = "promotion"
    STORE_COUPON = "store_coupon"
    MANUFACTURER_COUPON = "manufacturer_coupon"
    LOYALTY = "loyalty"
    EMPLOYEE = "employee"


DESK: Final = "desk."
"""What the workstation of a receipt that a desk wrote begins with; its station follows."""


@dataclass(frozen=True, slots=True)
class ReceiptKey:
    """What makes a receipt one: store, workstation, business date, sequence number."""

    store: str
    workstation: str
    business_date: date
    sequence: int

    def __str__(self) -> str:
        return f"{self.store}/{self.workstation}/{self.business_date.isoformat()}/{self.sequence}"


@dataclass(frozen=True, slots=True)
class TaxShare:
    """One tax on one line: authority, printed name, rate in parts per million, amount charged.

    `included` means the price already contains it (VAT); then line net excludes it.
    """

    authority: str
    name: str
    rate_ppm: int
    amount: Money
    taxable: Money | None = None
    included: bool = False


@dataclass(frozen=True, slots=True)
class DiscountShare:
    """The part of one discount or coupon that this line carries (positive = taken off)."""

    kind: DiscountKind
    amount: Money
    code: str = ""
    description: str = ""
    basket_wide: bool = False


@dataclass(frozen=True, slots=True)
class LineLink:
    """For a line that came back at a register: the original receipt and line, if it was told."""

    key: ReceiptKey | None
    line_sequence: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line, numbered from 1 within its receipt.

    gross = before discounts; net = gross − discounts (without tax unless `included` taxes are
    subtracted, see `TaxShare`); paid = net + all taxes.
    """

    number: int
    item_code: str
    description: str
    quantity: Quantity
    gross: Money
    discounts: tuple[DiscountShare, ...] = ()
    taxes: tuple[TaxShare, ...] = ()
    direction: Direction = Direction.SOLD
    unit: str = "EA"
    weighed: bool = False
    unit_price: Money = ZERO
    department: str = ""
    food_stampable: bool = False
    serial: str = ""
    source_sequence: int | None = None
    link: LineLink | None = None
    reason: str = ""
    id: str = ""

    @property
    def net(self) -> Money:
        """Price paid without any tax (minor units)."""
        included = total(t.amount for t in self.taxes if t.included)
        return self.gross - total(d.amount for d in self.discounts) - included

    @property
    def tax(self) -> Money:
        """All taxes charged on the line."""
        return total(t.amount for t in self.taxes)

    @property
    def weight_unit(self) -> str:
        """``lb`` where goods are weighed, "" for pieces."""
        return self.unit.lower() if self.weighed else ""

    @property
    def paid(self) -> Money:
        """What the customer paid for the line, tax included."""
        return self.net + self.tax


@dataclass(frozen=True, slots=True)
class ReceiptTender:
    """One payment, after change: what the tender really paid (negative = paid out to customer).

    `masked` is at most the last four digits; full account numbers are never kept.
    """

    number: int
    tender: Tender
    amount: Money
    masked: str = ""
    card_type: str = ""
    authorization: str = ""
    reference: str = ""
    source_type: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A whole receipt. `flags` are leniencies or doubts the desk should see ("no_tenders" …)."""

    key: ReceiptKey
    receipt_number: str
    ended_at: datetime
    lines: tuple[ReceiptLine, ...]
    tenders: tuple[ReceiptTender, ...]
    barcode: str = ""
    operator: str = ""
    customer_ref: str = ""
    currency: str = "USD"
    status: str = "finished"
    provisional: bool = False
    training: bool = False
    source: str = ""
    source_digest: str = ""
    flags: tuple[str, ...] = ()
    id: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    _digest: str = field(default="", init=False, repr=False, compare=False)
    _paid: Money | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def sold(self) -> tuple[ReceiptLine, ...]:
        """Lines that left the store."""
        return tuple(x for x in self.lines if x.direction is Direction.SOLD)

    @property
    def total_paid(self) -> Money:
        """Sold minus returned, tax included: the receipt's grand total."""
        if self._paid is None:
            sold = total(x.paid for x in self.lines if x.direction is Direction.SOLD)
            back = total(x.paid for x in self.lines if x.direction is Direction.RETURNED)
            object.__setattr__(self, "_paid", sold - back)
            return sold - back
        return self._paid

    def content_digest(self) -> str:
        """SHA-256 over everything that matters, to tell "unchanged" from "changed" on re-import."""
        if not self._digest:
            object.__setattr__(self, "_digest", self._content_digest())  # asked for again and again
        return self._digest

    def _content_digest(self) -> str:
        return content_digest_of(
            [str(self.key), self.receipt_number, self.currency, self.status],
            [_line_content(x) for x in self.lines],
            [[t.tender.value, t.amount.minor, t.masked] for t in self.tenders],
        )


def content_digest_of(
    head: list[object], lines: list[list[object]], tenders: list[list[object]]
) -> str:
    """SHA-256 of plain values, lines and payments in the order of their numbers.

    Head: key, printed number, currency, status. Lines: number, direction, item, description,
    thousandths, gross, discounts, taxes, serial. Payments: tender, amount, masked number.
    """
    return digest([*head, lines, tenders])


def _line_content(line: ReceiptLine) -> list[object]:
    return [
        line.number,
        line.direction.value,
        line.item_code,
        line.description,
        line.quantity.milli,
        line.gross.minor,
        [[d.kind.value, d.amount.minor, d.code] for d in line.discounts],
        [[t.authority, t.rate_ppm, t.amount.minor, t.included] for t in line.taxes],
        line.serial,
    ]
