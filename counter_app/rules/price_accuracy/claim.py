"""What a price accuracy rule is told about one wrong price, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.rules.allocation import share


@dataclass(frozen=True, slots=True)
class PriceClaim:
    """One item rung at a wrong price. Prices are for one unit of sale, before tax.

    `right` is the lowest price that was shown. `sold_on`, `notified_on` and `as_of` are store
    calendar days. `exemption` is a code of the pack, empty if none applies. `compensated`: an
    identical item of this purchase had its compensation already; `repeat`: this customer claimed
    the same item shortly before; `intended`: the low price was meant lately (None: nobody said).
    """

    charged: Money
    right: Money
    sold_on: date
    notified_on: date
    as_of: date
    quantity: Quantity = ONE
    weighed: bool = False
    exemption: str = ""
    before_completion: bool = False
    compensated: bool = False
    repeat: bool = False
    tampered: bool = False
    intended: bool | None = None
    asked: bool = True

    @property
    def unit_charged(self) -> Money:
        """What one unit cost; of goods sold by weight the package is the unit."""
        return extended(self.charged, self.quantity) if self.weighed else self.charged

    @property
    def unit_right(self) -> Money:
        """What one unit should have cost."""
        return extended(self.right, self.quantity) if self.weighed else self.right

    @property
    def each(self) -> Money:
        """How much too much one unit cost."""
        return self.unit_charged - self.unit_right

    @property
    def difference(self) -> Money:
        """How much too much all units cost, each total rounded half up as a register does."""
        return extended(self.charged, self.quantity) - extended(self.right, self.quantity)


class Why(StrEnum):
    """What decided about the compensation; the words for each are the desk's."""

    OWED = "owed"
    NOT_IN_PACK = "not_in_pack"
    EXEMPT = "exempt"
    BEFORE_COMPLETION = "before_completion"
    LATE = "late"
    ONE_FOR_ALL = "one_for_all"
    REPEAT = "repeat"
    TAMPERED = "tampered"
    GROSS_ERROR = "gross_error"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Award:
    """What the customer gets, without tax, and why.

    `difference` is the overcharge on all units; `off` is taken off one unit on top of it, because
    the law gives that unit free or cheaper; `bonus` is paid beyond the price. Both first ones are
    limited by what was paid, the bonus is not. `owed` False: the law asks for nothing, not even
    the difference, so the store decides.
    """

    difference: Money
    off: Money = ZERO
    bonus: Money = ZERO
    why: Why = Why.NOT_IN_PACK
    owed: bool = True
    values: Mapping[str, Money | date | str] = field(default_factory=dict)

    @property
    def compensation(self) -> Money:
        """What the law adds to the difference."""
        return self.off + self.bonus


def extended(price: Money, quantity: Quantity) -> Money:
    """Price × quantity, rounded half up to the minor unit (price and quantity ≥ 0)."""
    assert quantity.milli >= 0
    if not quantity:
        return ZERO
    whole, part = divmod(quantity.milli, 1000)
    return price * whole + share(price, part, 1000)
