"""Which tender may carry a refund: the matrix original tender → refund tenders, and its limits.

SNAP benefits go back to the SNAP account only, WIC is never refunded: 7 CFR 274.7 and 246.12, so a
policy that says otherwise is refused when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.rules.cash_rounding import CashRounding, parse_rounding
from counter_app.rules.policy_text import Table

MAX_HOLDING_DAYS: Final = 60
HANDED_OUT: Final = (
    Tender.CASH,
    Tender.CARD,
    Tender.STORE_CREDIT,
    Tender.GIFT_CARD,
    Tender.EBT_FOOD,
    Tender.EBT_CASH,
    Tender.LOYALTY,
)
"""What a desk can give money back by at all."""
CREDITS: Final = frozenset({Tender.STORE_CREDIT, Tender.GIFT_CARD})


@dataclass(frozen=True, slots=True)
class TenderRow:
    """What one original tender may be refunded to, best first.

    `with_approval` needs a manager; for `holding_business_days` after the sale only `while_held`
    is allowed (a check must clear before it turns into cash). `above` a sum only `above_to` is
    free and `to` needs a manager. `declined_to` is free once a card's refund was declined.
    """

    to: tuple[Tender, ...] = ()
    with_approval: tuple[Tender, ...] = ()
    holding_business_days: int = 0
    while_held: tuple[Tender, ...] = ()
    above: Money | None = None
    above_to: tuple[Tender, ...] = ()
    declined_to: tuple[Tender, ...] = ()

    def free(self, amount: Money, *, held: bool) -> tuple[Tender, ...]:
        """To what a payment goes back without a manager; `amount` is all that it gets back."""
        if held:
            return self.while_held
        if self.above is not None and amount > self.above:
            return self.above_to
        return self.to

    def asked(self, amount: Money, *, held: bool) -> tuple[Tender, ...]:
        """To what a payment goes back with a manager's yes."""
        if not held and self.above is not None and amount > self.above:
            return _union(self.with_approval, tuple(t for t in self.to if t not in self.above_to))
        return self.with_approval


@dataclass(frozen=True, slots=True)
class TenderPolicy:
    """The matrix; `order` says which original tender is given back first, cash last.

    `pays_out` are the tenders this desk can hand out at all; `hard_ceiling` (one refund) and
    `ceilings` (one tender of a refund) cannot be overridden by anyone.
    """

    rows: Mapping[Tender, TenderRow] = field(default_factory=dict)
    order: tuple[Tender, ...] = tuple(Tender)
    pays_out: tuple[Tender, ...] = (Tender.CASH, Tender.CARD)
    hard_ceiling: Money = ZERO
    ceilings: Mapping[Tender, Money] = field(default_factory=dict)
    fallback: tuple[Tender, ...] = (Tender.CASH,)
    bank_holidays: frozenset[date] = frozenset()
    rounding: CashRounding = field(default_factory=CashRounding)

    def row(self, original: Tender) -> TenderRow:
        """The row of an original tender; one that is not listed may be refunded to nothing."""
        return self.rows.get(original, TenderRow())

    def ceiling(self, tender: Tender) -> Money:
        """The most one refund may put on a tender."""
        return min(self.ceilings.get(tender, self.hard_ceiling), self.hard_ceiling)

    def held_until(self, original: Tender, sold_on: date) -> date:
        """The first day on which the original tender counts as good."""
        return add_business_days(
            sold_on, self.row(original).holding_business_days, self.bank_holidays
        )


@dataclass(frozen=True, slots=True)
class TenderTerms:
    """Today's matrix and the one at the sale joined: all that either allows; limits are today's."""

    today: TenderPolicy
    at_sale: TenderPolicy

    def row(self, original: Tender) -> TenderRow:
        """What an original tender may be refunded to: all that either policy allows."""
        now, then = self.today.row(original), self.at_sale.row(original)
        to = _union(now.to, then.to)
        approval = tuple(t for t in _union(now.with_approval, then.with_approval) if t not in to)
        return TenderRow(
            to=to,
            with_approval=approval,
            holding_business_days=min(now.holding_business_days, then.holding_business_days),
            while_held=_union(now.while_held, then.while_held),
            above=None if None in (now.above, then.above) else max(_sums(now.above, then.above)),
            above_to=_union(now.above_to, then.above_to),
            declined_to=_union(now.declined_to, then.declined_to),
        )

    def held_until(self, original: Tender, sold_on: date) -> date:
        """The first day on which an original tender counts as good."""
        return min(
            self.today.held_until(original, sold_on), self.at_sale.held_until(original, sold_on)
        )


def add_business_days(start: date, count: int, holidays: frozenset[date]) -> date:
    """The day `count` business days (Monday to Friday, no bank holiday) after `start`."""
    assert 0 <= count <= MAX_HOLDING_DAYS
    day = start
    while count:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            count -= 1
    return day


def parse_tenders(table: Table) -> TenderPolicy:
    """Read `[refund_tenders]`; raises `BadInput` with the line."""
    hard_ceiling = table.money("hard_ceiling")
    ceilings_table = table.table("ceilings")
    ceilings = {
        _tender(ceilings_table, k): ceilings_table.money(k) for k in ceilings_table.entries()
    }
    from_table = table.table("from")
    rows = {_tender(from_table, key): _row(from_table, key) for key in from_table.entries()}
    policy = TenderPolicy(
        rows=rows,
        order=_tenders(table, "order"),
        pays_out=_tenders(table, "pays_out"),
        hard_ceiling=hard_ceiling,
        ceilings=ceilings,
        fallback=_tenders(table, "fallback"),
        bank_holidays=table.days("bank_holidays"),
        rounding=parse_rounding(table.table("cash_rounding")),
    )
    if strange := [t for t in policy.pays_out if t not in HANDED_OUT]:
        raise table.wrong("pays_out", f"names {strange[0].value}, which no desk can hand out")
    if missing := [t for t in rows if t not in policy.order]:
        raise table.wrong("order", f"does not name {missing[0].value}")
    table.done()
    return policy


def _row(parent: Table, key: str) -> TenderRow:
    table = parent.table(key)
    row = TenderRow(
        to=_tenders(table, "to"),
        with_approval=_tenders(table, "with_approval"),
        holding_business_days=table.whole("holding_business_days", 0, MAX_HOLDING_DAYS, 0),
        while_held=_tenders(table, "while_held"),
        above=table.money("above") if "above" in table else None,
        above_to=_tenders(table, "above_to"),
        declined_to=_tenders(table, "declined_to"),
    )
    everything = {*row.to, *row.with_approval, *row.while_held, *row.above_to, *row.declined_to}
    if key == Tender.EBT_FOOD.value and everything - {Tender.EBT_FOOD}:
        raise table.wrong("to", "may hold ebt_food only: food benefits go back to the food account")
    if key == Tender.WIC.value and everything:
        raise table.wrong("to", "must be empty: WIC benefits are never refunded")
    if key == Tender.COUPON.value and everything - {Tender.CASH, *CREDITS}:
        raise table.wrong("to", "may hold cash, store_credit and gift_card only")
    if not row.holding_business_days and row.while_held:
        raise table.wrong("while_held", "needs holding_business_days")
    if (row.above is None) != (not row.above_to):
        raise table.wrong("above", "and above_to belong together")
    table.done()
    return row


def _sums(*amounts: Money | None) -> list[Money]:
    return [amount for amount in amounts if amount is not None]


def _union(first: tuple[Tender, ...], second: tuple[Tender, ...]) -> tuple[Tender, ...]:
    return (*first, *(t for t in second if t not in first))


def _tenders(table: Table, key: str) -> tuple[Tender, ...]:
    known = {t.value: t for t in Tender}
    found = []
    for name in table.names(key, ()):
        if name not in known:
            raise table.wrong(key, f"names {name}, which is not a tender")
        found.append(known[name])
    return tuple(found)


def _tender(table: Table, key: str) -> Tender:
    try:
        return Tender(key)
    except ValueError:
        raise table.wrong(key, "is not a tender") from None
