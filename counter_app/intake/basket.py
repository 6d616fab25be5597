"""A receipt while it is being read: lines, discounts, taxes and payments as the file gave them.

POSLog and CSV readers both fill a `Basket`; `settle.py` turns it into a receipt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.receipt import Direction, DiscountKind, LineLink, ReceiptKey
from counter_app.core.transaction import Tender
from counter_app.intake.outcome import Note


@dataclass(slots=True)
class ReadTax:
    """One tax as written: `included` is None where the file does not say."""

    authority: str
    name: str
    rate_ppm: int
    amount: Money
    taxable: Money | None = None
    included: bool | None = None
    tax_id: str = ""


@dataclass(slots=True)
class ReadDiscount:
    """One discount as written, for the lines with these positions (empty: the whole basket)."""

    kind: DiscountKind
    amount: Money
    code: str = ""
    description: str = ""
    targets: tuple[int, ...] = ()
    basket_wide: bool = False


@dataclass(slots=True)
class ReadLine:
    """One line as written; amounts are magnitudes, `direction` says which way the goods went.

    `discounts` lower `gross`; where it is unclear whether `gross` is already lowered by
    `modifiers`, the receipt's total decides (`settle.py`).
    """

    gross: Money
    quantity: Quantity = ONE
    item_code: str = ""
    description: str = ""
    direction: Direction = Direction.SOLD
    unit: str = "EA"
    weighed: bool = False
    unit_price: Money = ZERO
    department: str = ""
    food_stampable: bool = False
    serial: str = ""
    sequence: int | None = None
    link: LineLink | None = None
    reason: str = ""
    discounts: list[ReadDiscount] = field(default_factory=list)
    modifiers: list[ReadDiscount] = field(default_factory=list)
    modifiers_in_gross: bool | None = None
    taxes: list[ReadTax] = field(default_factory=list)
    taxable: bool | None = None
    tax_ids: tuple[str, ...] = ()
    operator_sequence: str = ""
    negative: bool = False

    @property
    def sign(self) -> int:
        return 1 if self.direction is Direction.SOLD else -1

    @property
    def discounted(self) -> Money:
        """The price after the line's discounts (magnitude)."""
        return self.gross - total(d.amount for d in self.discounts)


@dataclass(slots=True)
class ReadTender:
    """One payment as written: positive = from the customer; `change` and `cash_back` went back."""

    tender: Tender
    amount: Money
    change: Money = ZERO
    cash_back: Money = ZERO
    refund: bool = False
    masked: str = ""
    card_type: str = ""
    authorization: str = ""
    reference: str = ""
    source_type: str = ""


@dataclass(slots=True)
class Basket:
    """Everything one receipt said, before anything is allocated or checked."""

    key: ReceiptKey
    ended_at: datetime
    currency: str
    source: str
    source_digest: str
    receipt_number: str = ""
    barcode: str = ""
    operator: str = ""
    customer_ref: str = ""
    status: str = "finished"
    lines: list[ReadLine] = field(default_factory=list)
    discounts: list[ReadDiscount] = field(default_factory=list)
    taxes: list[ReadTax] = field(default_factory=list)
    tenders: list[ReadTender] = field(default_factory=list)
    change: Money = ZERO
    rounding: Money = ZERO
    grand_total: Money | None = None
    tax_total: Money | None = None
    is_return: bool = False
    notes: list[Note] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def note(self, note: Note) -> None:
        """Record a leniency once."""
        if note not in self.notes:
            self.notes.append(note)

    def sold_positions(self) -> list[int]:
        """Positions of the lines a whole-basket discount is for: sold ones, else returned ones."""
        sold = [i for i, x in enumerate(self.lines) if x.direction is Direction.SOLD]
        return sold or list(range(len(self.lines)))
