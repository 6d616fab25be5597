"""Policy about returns without a receipt: price, tender, identity, limits per person and clerk.

Read from `[returns.no_receipt]`; everything has a default, so that older policies still load.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.rules.identity_policy import IdentityPolicy, parse_identity
from counter_app.rules.person_limits import DEFAULT_LIMITS, PersonLimit, parse_limits
from counter_app.rules.policy_text import Table

MAX_PRICE_DAYS: Final = 730
SMALL_AMOUNT: Final = Money(10_00)
SMALL_PER_DAY: Final = Money(50_00)
FOOD: Final = ("Grocery", "Produce", "Dairy", "Meat", "Seafood", "Bakery", "Deli", "Frozen")


class TaxBack(StrEnum):
    """When tax that is not part of the price goes back without proof that it was paid.

    `SAME_ITEM`: only for goods that go home again as the same item, so that a swap stays even.
    What goes back is today's tax of this store.
    """

    NEVER = "never"
    SAME_ITEM = "same_item"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class WithoutReceiptPolicy:
    """What the store does for goods whose receipt is not there.

    Up to `small_amount`, or for food that spoiled, nobody's identity is asked; one clerk gives at
    most `small_per_day` of that a day. `just_under_…` says what managers are told of.
    What was recalled follows `recall_tax` instead of `tax`.
    """

    price_days: int = 180
    tax: TaxBack = TaxBack.SAME_ITEM
    recall_tax: TaxBack = TaxBack.ALWAYS
    tenders: tuple[Tender, ...] = (Tender.STORE_CREDIT,)
    with_approval: tuple[Tender, ...] = (Tender.CASH,)
    small_amount: Money = SMALL_AMOUNT
    small_per_day: Money = SMALL_PER_DAY
    spoiled_reasons: frozenset[str] = frozenset({"spoiled"})
    food_departments: frozenset[str] = frozenset(FOOD)
    limits: tuple[PersonLimit, ...] = DEFAULT_LIMITS
    just_under_percent: int = 10
    just_under_times: int = 3
    identity: IdentityPolicy = field(default_factory=IdentityPolicy)

    @property
    def longest_window(self) -> int:
        """The days that the books are asked about."""
        return max((limit.days for limit in self.limits), default=1)


def parse_without(table: Table, reasons: frozenset[str]) -> WithoutReceiptPolicy:
    """Read `[returns.no_receipt]`; raises `BadInput` with the line."""
    plain = WithoutReceiptPolicy()
    policy = WithoutReceiptPolicy(
        price_days=table.whole("price_days", 1, MAX_PRICE_DAYS, plain.price_days),
        tax=_tax_back(table, "tax", plain.tax),
        recall_tax=_tax_back(table, "recall_tax", plain.recall_tax),
        tenders=_tenders(table, "tenders", plain.tenders),
        with_approval=_tenders(table, "tenders_with_approval", plain.with_approval),
        small_amount=table.money("small_amount", plain.small_amount),
        small_per_day=table.money("small_per_clerk_day", plain.small_per_day),
        spoiled_reasons=_spoiled(table, reasons),
        food_departments=frozenset(table.texts("food_departments", FOOD)),
        limits=parse_limits(table, "limits"),
        just_under_percent=table.whole("just_under_percent", 0, 50, plain.just_under_percent),
        just_under_times=table.whole("just_under_times", 2, 20, plain.just_under_times),
        identity=parse_identity(table.table("identity")),
    )
    if policy.identity.keep and policy.identity.keep_days < policy.longest_window:
        raise table.wrong("identity", "keep_days must not be shorter than the longest limit")
    table.done()
    return policy


def _tax_back(table: Table, key: str, plain: TaxBack) -> TaxBack:
    name = table.name(key, plain.value)
    if name not in [way.value for way in TaxBack]:
        raise table.wrong(key, "must be one of never, same_item, always")
    return TaxBack(name)


def _spoiled(table: Table, reasons: frozenset[str]) -> frozenset[str]:
    found = frozenset(table.names("spoiled_reasons", ("spoiled",)))
    if "spoiled_reasons" in table and (unknown := found - reasons):
        raise table.wrong("spoiled_reasons", f"names {min(unknown)}, which is no return reason")
    return found


def _tenders(table: Table, key: str, default: tuple[Tender, ...]) -> tuple[Tender, ...]:
    known = {t.value: t for t in Tender}
    never = (Tender.EBT_FOOD, Tender.EBT_CASH, Tender.WIC, Tender.CARD)
    found = []
    for name in table.names(key, tuple(t.value for t in default)):
        if name not in known or known[name] in never:
            raise table.wrong(key, f"names {name}, which cannot be given without a receipt")
        found.append(known[name])
    return tuple(found)
