"""One row of the item file, as intake reads it and records keep it."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import Money


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a code is called, costs today and may do; `tax` names the store's tax class.

    `deposit_item` is the code of the deposit that its container carries, as registers link a
    drink with its deposit; "" for none.
    """

    code: str
    description: str
    price: Money
    department: str = ""
    category: str = ""
    unit: str = "EA"
    weighed: bool = False
    returnable: bool = True
    tax: str = ""
    deposit_item: str = ""


def same_item(ours: str, scanned: str) -> bool:
    """True for the same number, whatever zeros or check digit a register left out."""
    if ours == scanned:
        return True
    left, right = ours.lstrip("0"), scanned.lstrip("0")
    if not (left.isascii() and left.isdigit() and right.isascii() and right.isdigit()):
        return False
    return left == right or (len(left) >= 7 and left == right[:-1])
