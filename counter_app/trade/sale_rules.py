"""Judges a sale at the desk: goods it may sell, prices it may change, and payment in full. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import USD, ZERO, Currency, Money
from counter_app.core.operator import Operator
from counter_app.core.quantity import NONE
from counter_app.core.receipt import ReceiptLine
from counter_app.core.words import tender_name
from counter_app.rules.policy import Policy
from counter_app.trade.basket import Basket
from counter_app.trade.payments import Settlement
from counter_app.trade.wording import say

REASON_GROUP: Final = "price_change"
LIMIT: Final = "price_change"
PERMISSION: Final = "sales.sell"


@dataclass(frozen=True, slots=True)
class SaleCase:
    """One basket with its lines priced, its payments, who sells, and under which policy."""

    basket: Basket
    lines: tuple[ReceiptLine, ...]
    settlement: Settlement
    operator: Operator
    policy: Policy
    currency: Currency = USD


Rule: TypeAlias = Callable[[SaleCase], Iterator[Finding]]


def permission(case: SaleCase) -> Iterator[Finding]:
    """The operator's role must be allowed to sell, and there must be something to sell."""
    if not case.operator.may(PERMISSION):
        yield say(
            "sale.not_permitted",
            Severity.FORBID,
            case.currency,
            operator=case.operator.short_name,
        )
    if not case.basket.lines:
        yield say("sale.nothing", Severity.FORBID, case.currency)


def goods(case: SaleCase) -> Iterator[Finding]:
    """Some departments are not sold at this desk."""
    for line in case.basket.lines:
        barred = case.policy.selling.barred(line.item.department)
        if barred is not None:
            yield say(
                "sale.not_sold_here",
                Severity.FORBID,
                case.currency,
                line.number,
                item=line.item.description,
                why=barred.why,
            )


def taxes(case: SaleCase) -> Iterator[Finding]:
    """Nothing is sold whose tax nobody knows."""
    for line in case.basket.lines:
        if case.policy.tax.class_of(line.item.tax) is None:
            yield say(
                "sale.tax_unknown",
                Severity.FORBID,
                case.currency,
                line.number,
                item=line.item.description,
                tax=line.item.tax or "–",
            )


def amounts(case: SaleCase) -> Iterator[Finding]:
    """A line costs nothing or more, whatever discounts meet on it."""
    for line in case.lines:
        if line.net < ZERO or line.quantity <= NONE:
            yield say(
                "sale.below_zero",
                Severity.FORBID,
                case.currency,
                line.number,
                item=line.description,
            )


def price_changes(case: SaleCase) -> Iterator[Finding]:
    """A changed price needs a reason, and beyond the operator's limit a manager."""
    limit = case.operator.limits.get(LIMIT, ZERO)
    for line in case.basket.lines:
        if line.change is None:
            continue
        known = case.policy.reason(REASON_GROUP, line.change.reason)
        item = line.item.description
        if known is None:
            yield _about(case, "sale.price_reason_missing", line.number, item=item)
            continue
        if known.needs_note and not line.change.note:
            yield _about(
                case, "sale.price_note_missing", line.number, item=item, reason=known.label
            )
        if line.changed_by > limit:
            yield say(
                "sale.price_change",
                Severity.APPROVE,
                case.currency,
                line.number,
                item=item,
                old=line.change.old,
                new=line.change.new,
                amount=line.changed_by,
                operator=case.operator.short_name,
                limit=limit,
            )


def payments(case: SaleCase) -> Iterator[Finding]:
    """Everything is paid, by tenders this desk takes."""
    for tender in dict.fromkeys(p.tender for p in case.settlement.payments):
        if tender not in case.policy.selling.takes:
            yield say(
                "sale.tender_not_taken",
                Severity.FORBID,
                case.currency,
                tender=tender_name(tender),
            )
    if case.settlement.missing:
        yield say(
            "sale.still_due",
            Severity.FORBID,
            case.currency,
            amount=case.settlement.missing,
        )


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("permission", permission),
    ("goods", goods),
    ("taxes", taxes),
    ("amounts", amounts),
    ("price_changes", price_changes),
    ("payments", payments),
)
"""The chain in the order in which it is asked and recorded."""


def judge_sale(case: SaleCase) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
    """What each rule says about a sale."""
    return tuple((name, tuple(rule(case))) for name, rule in RULES)


def beyond_price_limit(basket: Basket, approver: Operator) -> Money | None:
    """A changed amount that is above an approver's own limit, None if there is none."""
    limit = approver.limits.get(LIMIT, ZERO)
    return next((x.changed_by for x in basket.lines if x.changed_by > limit), None)


def _about(case: SaleCase, code: str, line: int, **values: str | Money) -> Finding:
    return say(code, Severity.FORBID, case.currency, line, **values)
