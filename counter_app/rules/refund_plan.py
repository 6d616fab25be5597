"""How a refund leaves: back to the tenders it was paid with, as the matrix allows, cash last.

Never more to a tender than it paid less what it got back. What cannot be placed is part of the
plan, for the rules to explain; nothing here refuses or crashes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import channel_of
from counter_app.core.receipt import Receipt, ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.rules.tender_policy import TenderRow, TenderTerms

CHANNEL_PAYS: Final = (Tender.CARD, Tender.EBT_FOOD, Tender.EBT_CASH)
"""What a web channel is paid with and gives back itself."""


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
    """All parts, cash last, what is blocked, and what is kept; together the whole amount.

    `kept` is what coupons paid: the store keeps its claim on them and pays nothing out. `channel`
    is the web channel that gives back what it was paid by card; no terminal here is asked.
    """

    parts: tuple[Part, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    wish: Tender | None = None
    kept: Money = ZERO
    channel: str = ""

    @property
    def coupons_paid_out(self) -> Money:
        """What coupons paid as a tender and leaves all the same: their claims are given up."""
        coupons = (p for p in self.parts if p.original and p.original.tender is Tender.COUPON)
        return total(p.refund.amount for p in coupons)

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
    """How a sale was paid, and what its tenders (by number) got back before `as_of`.

    `lines_total` is what the goods cost: cash differs from it by what the register rounded.
    `declined` are payments whose card said no to this refund; `fixed` is what other cards have
    already said yes to, which nothing changes any more. `channel` is who took them, "" for us.
    """

    tenders: tuple[ReceiptTender, ...]
    sold_on: date
    as_of: date
    refunded: Mapping[int, Money] = field(default_factory=dict)
    lines_total: Money | None = None
    declined: frozenset[int] = frozenset()
    fixed: Mapping[int, RefundTender] = field(default_factory=dict)
    channel: str = ""

    @classmethod
    def of(
        cls,
        receipt: Receipt,
        as_of: date,
        refunded: Mapping[int, Money],
        declined: frozenset[int] = frozenset(),
        fixed: Mapping[int, RefundTender] = MappingProxyType({}),
    ) -> Payments:
        """How a receipt was paid, what its tenders got back, and what cards have said."""
        return cls(
            receipt.tenders,
            receipt.key.business_date,
            as_of,
            refunded,
            receipt.total_paid,
            declined,
            fixed,
            channel_of(receipt),
        )

    @property
    def paid(self) -> tuple[ReceiptTender, ...]:
        """The payments in; what was handed out (for an exchange) is none."""
        return tuple(t for t in self.tenders if t.amount > ZERO)

    def left(self, number: int, step: Money = ZERO) -> Money:
        """What a tender of the receipt paid and has not got back yet (never below zero).

        `step` is the store's rounding of cash: a difference between goods and payments below it
        belongs to the last cash.
        """
        paid = next((t.amount for t in self.tenders if t.number == number), ZERO)
        return max(paid + self._rounded(number, step) - self.refunded.get(number, ZERO), ZERO)

    def _rounded(self, number: int, step: Money) -> Money:
        cash = [t.number for t in self.paid if t.tender is Tender.CASH]
        if not step or self.lines_total is None or not cash or cash[-1] != number:
            return ZERO
        gap = self.lines_total - total(t.amount for t in self.tenders)
        return gap if abs(gap) < step else ZERO


def plan_refund(
    payments: Payments,
    terms: TenderTerms,
    amount: Money,
    food: Money,
    wish: Tender | None = None,
    moved: Mapping[int, Tender] | None = None,
) -> TenderPlan:
    """The plan for `amount`, of which `food` is for goods that food benefits may have paid.

    `wish` is the tender the customer would like, None for as it was paid; `moved` says by payment
    number to what a payment goes instead, once its card has declined.
    """
    step = max(terms.today.rounding.step, terms.at_sale.rounding.step)
    plan = _Planning(payments, terms, wish, moved or {}, amount, food, step)
    plan.place_fixed()
    for original in in_order(payments, terms, wish):
        plan.place(original)
    plan.place_never()
    plan.place_rest()
    plan.parts.sort(key=lambda p: p.refund.tender is Tender.CASH)
    return TenderPlan(tuple(plan.parts), tuple(plan.blocked), wish, plan.kept, payments.channel)


def coupon_tender(terms: TenderTerms, wish: Tender | None) -> Tender | None:
    """By what a coupon's value is given back, None where the store keeps its claim instead."""
    free = [t for t in terms.row(Tender.COUPON).to if t in terms.today.pays_out]
    return wish if wish in free else next(iter(free), None)


def with_coupons(
    plan: TenderPlan, amount: Money, terms: TenderTerms, wish: Tender | None
) -> TenderPlan:
    """The plan, and what manufacturers' coupons took off the goods, which no payment covers."""
    tender = coupon_tender(terms, wish)
    if tender is None or not amount:
        return plan
    parts = [*plan.parts, Part(RefundTender(tender, amount), None, How.FREE)]
    parts.sort(key=lambda p: p.refund.tender is Tender.CASH)
    return replace(plan, parts=tuple(parts))


@dataclass(slots=True)
class _Planning:
    """A plan in the making: what is left to place, and where it went so far."""

    payments: Payments
    terms: TenderTerms
    wish: Tender | None
    moved: Mapping[int, Tender]
    left: Money
    food: Money
    step: Money
    parts: list[Part] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)
    never: list[tuple[Tender, Money]] = field(default_factory=list)
    kept: Money = ZERO

    def place_fixed(self) -> None:
        """What cards have said yes to stays where it is, on the footing it was asked for."""
        for original in self.payments.paid:
            fixed = self.payments.fixed.get(original.number)
            amount = min(fixed.amount, self.left) if fixed else ZERO
            if fixed and amount:
                how = How.FREE
                if fixed.tender is not original.tender:
                    target = self._target(original, amount)
                    how = target[1] if target and target[0] is fixed.tender else how
                self._add(original, amount, fixed.tender, how)
                if original.tender is Tender.EBT_FOOD:
                    self.food -= amount

    def place(self, original: ReceiptTender) -> None:
        """As much as one payment may get back goes back by its tender, or is kept for later."""
        if original.number in self.payments.fixed:
            return
        room = self._room(original)
        if original.tender is Tender.EBT_FOOD:
            room = min(room, max(self.food, ZERO))
            self.food -= min(room, self.left)
        part = min(self.left, room)
        target = self._target(original, part)
        if target is None and not self.terms.row(original.tender).to:
            self.never.append((original.tender, room))
        elif part and target is None:
            self.left -= part
            self.blocked.append(Blocked(part, original.tender, Block.NOT_HANDLED))
        elif part and target is not None:
            self._add(original, part, *target)

    def place_never(self) -> None:
        """What only tenders without a refund are left for: kept for coupons, else blocked."""
        for tender, room in self.never:
            part = min(self.left, room)
            self.left -= part
            if tender is Tender.COUPON:
                self.kept += part
            elif part:
                self.blocked.append(Blocked(part, tender, Block.NEVER))

    def place_rest(self) -> None:
        """What no payment covers: to food benefits while they have room, else to a fallback."""
        for original in self.payments.paid:
            if original.tender is Tender.EBT_FOOD:
                part = min(self.left, self._room(original))
                if part and Tender.EBT_FOOD in self.terms.today.pays_out:
                    self._add(original, part, Tender.EBT_FOOD, How.FALLBACK)
                elif part:
                    self.left -= part
                    self.blocked.append(Blocked(part, Tender.EBT_FOOD, Block.NOT_HANDLED))
        if not self.left:
            return
        allowed = [t for t in self.terms.today.fallback if t in self.terms.today.pays_out]
        if not allowed or self._holds_wic():
            self.blocked.append(Blocked(self.left, None, Block.NOTHING_LEFT))
            return
        wish = self.wish
        tender = wish if wish is not None and wish in allowed else allowed[0]
        self.parts.append(Part(RefundTender(tender, self.left), None, How.FALLBACK))

    def _room(self, original: ReceiptTender) -> Money:
        given = total(
            p.refund.amount
            for p in self.parts
            if p.original is not None and p.original.number == original.number
        )
        return max(self.payments.left(original.number, self.step) - given, ZERO)

    def _add(self, original: ReceiptTender, amount: Money, tender: Tender, how: How) -> None:
        self.left -= amount
        same = [
            i
            for i, p in enumerate(self.parts)
            if p.original is original and p.refund.tender is tender
        ]
        if same:
            before = self.parts.pop(same[0])
            amount += before.refund.amount
        self.parts.append(_part(amount, original, tender, how))

    def _holds_wic(self) -> bool:
        return any(t.tender is Tender.WIC and self._room(t) for t in self.payments.paid)

    def _target(self, original: ReceiptTender, part: Money) -> tuple[Tender, How] | None:
        """By which tender a payment is given back, and on what footing; None if by none."""
        payments, terms, wish = self.payments, self.terms, self.wish
        row = terms.row(original.tender)
        out = terms.today.pays_out
        held = row.holding_business_days > 0 and payments.as_of < terms.held_until(
            original.tender, payments.sold_on
        )
        everything = part + payments.refunded.get(original.number, ZERO)
        free = [t for t in row.free(everything, held=held) if t in out]
        asked = [t for t in row.asked(everything, held=held) if t in out]
        if original.number in self.moved:
            return self._moved(original.number, row, free, asked)
        if wish is not None:
            if wish in free:
                return wish, How.FREE
            if held and wish in row.to and wish in out:
                return wish, How.HELD
            if wish in asked and not _wish_met_elsewhere(payments, terms, wish, original.number):
                return wish, How.APPROVAL
        if free:
            return free[0], How.FREE
        if held and (waiting := [t for t in row.to if t in out]):
            return waiting[0], How.HELD
        if asked:
            return asked[0], How.APPROVAL
        return None

    def _moved(
        self, number: int, row: TenderRow, free: list[Tender], asked: list[Tender]
    ) -> tuple[Tender, How] | None:
        """Where a payment goes whose card declined: freely only if that is on record."""
        tender = self.moved[number]
        instead = [t for t in row.declined_to if t in self.terms.today.pays_out]
        if tender in free or (tender in instead and number in self.payments.declined):
            return tender, How.FREE
        if tender in asked or tender in instead:
            return tender, How.APPROVAL
        return None


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


def _wish_met_elsewhere(payments: Payments, terms: TenderTerms, wish: Tender, number: int) -> bool:
    """True if another payment of the receipt goes back by the wished tender without being asked."""
    return any(
        wish in terms.row(t.tender).to and payments.left(t.number)
        for t in payments.paid
        if t.number != number
    )


def _part(amount: Money, original: ReceiptTender, tender: Tender, how: How) -> Part:
    refund = RefundTender(
        tender,
        amount,
        receipt_tender_id=original.id or str(original.number),
        reference=original.masked if tender is original.tender else "",
    )
    return Part(refund, original, how)
