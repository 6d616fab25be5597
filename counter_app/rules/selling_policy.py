"""The `[selling]` section of the policy: what this desk sells, and how it may be paid here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.item import ItemRow
from counter_app.core.transaction import Tender
from counter_app.rules.policy_text import Table

CAN_TAKE: Final = (Tender.CASH, Tender.CARD, Tender.GIFT_CARD, Tender.STORE_CREDIT)
"""Payments the program knows how to take."""


@dataclass(frozen=True, slots=True)
class NotSold:
    """Goods of a department that this desk does not sell, and why, in a few words."""

    department: str
    why: str


@dataclass(frozen=True, slots=True)
class SellingPolicy:
    """What the desk takes and sells.

    `food_benefit_classes` are tax classes of food that SNAP may pay (7 CFR 271.2: food for the
    home), less the departments of hot and prepared food.
    """

    takes: tuple[Tender, ...] = CAN_TAKE
    not_sold: tuple[NotSold, ...] = ()
    food_benefit_classes: frozenset[str] = frozenset()
    food_benefit_not_departments: frozenset[str] = frozenset()

    def barred(self, department: str) -> NotSold | None:
        """Why goods of a department are not sold here, if they are not."""
        return next((n for n in self.not_sold if n.department == department), None)

    def food_benefits_may_pay(self, item: ItemRow) -> bool:
        """True if SNAP may pay for an item."""
        return (
            item.tax.strip().casefold() in self.food_benefit_classes
            and item.department not in self.food_benefit_not_departments
        )


def parse_selling(table: Table) -> SellingPolicy:
    """Read `[selling]`; raises `BadInput` with the line. An absent section sells everything."""
    known = {t.value: t for t in CAN_TAKE}
    takes = []
    for name in table.names("takes", tuple(known)):
        if name not in known:
            raise table.wrong("takes", f"names {name}; it may hold {', '.join(known)}")
        takes.append(known[name])
    policy = SellingPolicy(
        takes=tuple(takes),
        not_sold=tuple(_not_sold(row) for row in table.tables("not_sold")),
        food_benefit_classes=frozenset(
            c.casefold() for c in table.texts("food_benefit_classes", ())
        ),
        food_benefit_not_departments=frozenset(table.texts("food_benefit_not_departments", ())),
    )
    table.done()
    return policy


def _not_sold(row: Table) -> NotSold:
    found = NotSold(row.text("department", max_length=60), row.text("why", max_length=80))
    row.done()
    return found
