"""One line put right, and the transaction's line of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import LineTax, TransactionLine
from counter_app.desk.price_correction.draft import Correction
from counter_app.rules.price_accuracy.claim import Award
from counter_app.rules.price_accuracy.pack import Edition, Pack


@dataclass(frozen=True, slots=True)
class Put:
    """One line put right. `line` is what is given back of it: net, taxes, quantity.

    `difference`, `off` and `goodwill` are the parts of its net; `bonus` is paid beyond it, and so
    is `coupon`, what manufacturers' coupons took off goods that never came. `delivery`: the line is
    a delivery fee, of which the share of such goods goes back.
    `limited`: the claim came to more than the line still has paid.
    """

    correction: Correction
    line: TransactionLine
    charged: Money
    difference: Money = ZERO
    off: Money = ZERO
    goodwill: Money = ZERO
    bonus: Money = ZERO
    coupon: Money = ZERO
    delivery: bool = False
    limited: bool = False
    award: Award | None = None
    pack: Pack | None = None
    edition: Edition | None = None

    @property
    def back(self) -> Money:
        """What comes back of what was paid, tax included."""
        return self.line.net + self.line.tax

    @property
    def amount(self) -> Money:
        """All the customer gets for this line."""
        return self.back + self.coupon + self.bonus


def line_of(
    line: ReceiptLine,
    correction: Correction,
    quantity: Quantity,
    net: Money = ZERO,
    taxes: tuple[Money, ...] | None = None,
) -> TransactionLine:
    """The transaction's line of a correction, with nothing given back unless it is said."""
    empty = TransactionLine(
        number=line.number,
        description=line.description,
        quantity=quantity,
        net=net,
        item_code=line.item_code,
        receipt_line_id=line.id or f"{line.number}",
        reason=correction.sort.value,
        condition=correction.reason or correction.evidence.source,
        note=correction.evidence.note,
    )
    return with_amounts(empty, line, net, taxes or tuple(ZERO for _ in line.taxes))


def with_amounts(
    made: TransactionLine, line: ReceiptLine, net: Money, taxes: tuple[Money, ...]
) -> TransactionLine:
    """The same line with these amounts, its taxes named as on the receipt."""
    return replace(
        made,
        net=net,
        taxes=tuple(
            LineTax(tax.authority, tax.name, tax.rate_ppm, amount)
            for tax, amount in zip(line.taxes, taxes, strict=True)
        ),
    )
