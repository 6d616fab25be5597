"""What came back of a receipt's lines before, as sums. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.rules.still_paid import StillPaid


@dataclass(frozen=True, slots=True)
class LineHistory:
    """What has come back of one line so far, at this desk and at registers.

    `corrected` and `corrected_taxes` went back without goods, because the price was wrong. Taxes
    run parallel to the line's own taxes; missing ones count as zero.
    """

    quantity: Quantity = NONE
    net: Money = ZERO
    taxes: tuple[Money, ...] = ()
    corrected: Money = ZERO
    corrected_taxes: tuple[Money, ...] = ()

    @property
    def given(self) -> Money:
        """What goods of the line have given back, tax included."""
        return self.net + total(self.taxes)

    def price_of(self, line: ReceiptLine) -> StillPaid:
        """The line's net price and what it has given back."""
        return StillPaid(line.net, self.net, self.corrected)

    def tax_of(self, line: ReceiptLine, index: int) -> StillPaid:
        """The line's tax number `index` and what it has given back."""
        return StillPaid(
            line.taxes[index].amount, self.tax(index), _at(self.corrected_taxes, index)
        )

    def tax(self, index: int) -> Money:
        """What has come back with goods of the line's tax number `index`."""
        return _at(self.taxes, index)


def _at(amounts: tuple[Money, ...], index: int) -> Money:
    return amounts[index] if index < len(amounts) else ZERO
