"""How a refund leaves: back to the tenders it was paid with, as the matrix allows, cash last.

Never more to a tender than it paid less what it got back. What cannot be placed is part of the
plan, for the rules to explain; nothing here refuses or crashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.rules.tender_policy import TenderTerms


class How(StrEnum):
    """On what footing a part of the refund leaves by its tender."""

    FREE = "free"
    APPROVAL = "approval"
    HELD = "held"
    FALLBACK = "fallback"


class Block(StrEnum):
    """Why a part of the refund cannot leave."""

    NEVER = "never"
    NOT_HANDLED = "not_handled"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True, slots=True)
class Part:
    """One payment out: to which tender, how much, and which payment of the receipt it gives back.

    `original` is None for what no payment on the receipt covers.
    """

    refund: RefundTender
    original: ReceiptTender | None
    how: How


@dataclass(frozen=True, slots=True)
class Blocked:
    """Money that cannot be given back here, with the tender it was paid with, if any."""

    amount: Money
    original: Tender | None
    why: Block


@dataclass(frozen=True, slots=True)
class TenderPlan:
    """All parts, cash last, and what is blocked; together they are the whole refund."""

    parts: tuple[Part, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    wish: Tender | None = None

    @property
    def tenders(self) -> tuple[RefundTender, ...]:
        """What the transaction records, in the order of paying out."""
        return tuple(part.refund for part in self.parts)

    def paid_in(self, tender: Tender) -> Money:
        """How much leaves by one tender."""
        return total(p.refund.amount for p in self.parts if p.refund.tender is tender)

    @property
    def by_tender(self) -> dict[Tender, Money]:
        """How much leaves by each tender, in the order of paying out."""
        return {t: self.paid_in(t) for t in dict.fromkeys(p.refund.tender for p in self.parts)}


@dataclass(frozen=True, slots=True)
class Payments:
    """How a sale was paid, and what its tenders (by number) got back before `as_of`."""

    tenders: tuple[ReceiptTender, ...]
    sold_on: date
    as_of: date
    refunded: Mapping[int, Money] = field(default_factory=dict)

    @property
    def paid(self) -> tuple[ReceiptTender, ...]:
        """The payments in; what was handed out (for an exchange) is none."""
        return tuple(t for t in self.tenders if t.amount > ZERO)

    def left(self, number: int) -> Money:
        """What a tender of the receipt paid and has not got back yet (never below zero)."""
        paid = next((t.amount for t in self.tenders if t.number == number), ZERO)
        return max(paid - self.refunded.get(number, ZERO), ZERO)


def plan_refund(
    payments: Payments, terms: TenderTerms, amount: Money, food: Money, wish: Tender | None = None
) -> TenderPlan:
    """The plan for `amount`, of which `food` is for goods that food benefits may have paid.

    `wish` is the tender the customer would like, None for as it was paid.
    """
    parts: list[Part] = []
    blocked: list[Blocked] = []
    left = amount
    never: list[tuple[Tender, Money]] = []
    for original in in_order(payments, terms, wish):
        room = payments.left(original.number)
        if original.tender is Tender.EBT_FOOD:
            room = min(room, max(food, ZERO))
            food -= min(room, left)
        target = _target(payments, terms, original, wish)
        if target is None and not terms.row(original.tender).to:
            never.append((original.tender, room))
            continue
        part = min(left, room)
        if not part:
            continue
        left -= part
        if target is None:
            blocked.append(Blocked(part, original.tender, Block.NOT_HANDLED))
        else:
            parts.append(_part(part, original, *target))
    for tender, room in never:
        part = min(left, room)
        if part:
            left -= part
            blocked.append(Blocked(part, tender, Block.NEVER))
    if left:
        _place_rest(terms, left, wish, parts, blocked)
    parts.sort(key=lambda p: p.refund.tender is Tender.CASH)
    return TenderPlan(tuple(parts), tuple(blocked), wish)


def _place_rest(
    terms: TenderTerms,
    left: Money,
    wish: Tender | None,
    parts: list[Part],
    blocked: list[Blocked],
) -> None:
    """What no payment on the receipt covers goes to a fallback tender, with approval."""
    allowed = [t for t in terms.today.fallback if t in terms.today.pays_out]
    if not allowed:
        blocked.append(Blocked(left, None, Block.NOTHING_LEFT))
        return
    tender = wish if wish in allowed and wish is not None else allowed[0]
    parts.append(Part(RefundTender(tender, left), None, How.FALLBACK))


def in_order(payments: Payments, terms: TenderTerms, wish: Tender | None) -> list[ReceiptTender]:
    """Payments of the receipt in the order of giving back: the wished tender's own ones first.

    Food benefits are always first: what they paid goes back to them whatever is wished.
    """
    order = terms.today.order

    def rank(payment: ReceiptTender) -> tuple[bool, bool, int, int]:
        wished = wish is not None and wish in terms.row(payment.tender).to
        place = order.index(payment.tender) if payment.tender in order else len(order)
        return (payment.tender is not Tender.EBT_FOOD, not wished, place, payment.number)

    return sorted(payments.paid, key=rank)


def _target(
    payments: Payments, terms: TenderTerms, original: ReceiptTender, wish: Tender | None
) -> tuple[Tender, How] | None:
    """By which tender a payment is given back, and on what footing; None if by none."""
    row = terms.row(original.tender)
    out = terms.today.pays_out
    held = row.holding_business_days > 0 and payments.as_of < terms.held_until(
        original.tender, payments.sold_on
    )
    free = [t for t in (row.while_held if held else row.to) if t in out]
    asked = [t for t in row.with_approval if t in out]
    if wish is not None:
        if wish in free:
            return wish, How.FREE
        if wish in asked and not _wish_met_elsewhere(payments, terms, wish):
            return wish, How.APPROVAL
    if free:
        return free[0], How.FREE
    if held and (waiting := [t for t in row.to if t in out]):
        return waiting[0], How.HELD
    if asked:
        return asked[0], How.APPROVAL
    return None


def _wish_met_elsewhere(payments: Payments, terms: TenderTerms, wish: Tender) -> bool:
    """True if some payment of the receipt goes back by the wished tender without being asked."""
    return any(wish in terms.row(t.tender).to and payments.left(t.number) for t in payments.paid)


def _part(amount: Money, original: ReceiptTender, tender: Tender, how: How) -> Part:
    refund = RefundTender(
        tender,
        amount,
        receipt_tender_id=original.id or str(original.number),
        reference=original.masked if tender is original.tender else "",
    )
    return Part(refund, original, how)
