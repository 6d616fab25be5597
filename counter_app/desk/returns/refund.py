"""Exact amounts of a return: what each line gives back, fees, the total, and why it is so much.

Price and each tax are given back by cumulative shares of what was paid, never computed anew, so
that any sequence of partial returns ends at exactly what was paid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import LineTax, Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnChoice, ReturnDraft
from counter_app.desk.returns.exchange import Exchange, exchange
from counter_app.desk.returns.gift import gift_terms, is_gift
from counter_app.desk.returns.online import online_terms, substitute, with_delivery
from counter_app.desk.returns.policy_flow import QUARANTINE
from counter_app.desk.returns.requalify import going, promoted
from counter_app.desk.returns.terms import Terms
from counter_app.desk.returns.unproven import redeemed, unproven
from counter_app.desk.returns.why import WhyKind, WhyRow, fee_rows, new_rows, tax_rows
from counter_app.desk.returns.without import notice_of, recalled
from counter_app.rules.allocation import share
from counter_app.rules.benefits import food_test
from counter_app.rules.coupons_back import coupon_parts
from counter_app.rules.delivery import delivery_shares
from counter_app.rules.earlier_returns import CouponPart, beside
from counter_app.rules.points_back import NO_POINTS, PointsBack, points_back
from counter_app.rules.policy_text import ONE_MILLION
from counter_app.rules.promoted import LineShare, Promoted, TwoWays
from counter_app.rules.refund_options import Option, plan_options
from counter_app.rules.refund_plan import (
    Payments,
    TenderPlan,
    plan_refund,
    with_coupons,
)
from counter_app.rules.still_paid import returned_share
from counter_app.rules.unproven_plan import plan_unproven

ShareOf: TypeAlias = Callable[[ReturnDraft, ReceiptLine, Quantity], LineShare]
"""How a part of a line is priced. `requalify` (pricing anew the basket that is kept) is another."""


@dataclass(frozen=True, slots=True)
class Due:
    """What leaves as money: against which payments, how much, and how much of it for food."""

    payments: Payments
    amount: Money
    food: Money
    coupons: Money = ZERO


@dataclass(frozen=True, slots=True)
class Refund:
    """The whole answer about money: lines, sums, breakdown and tender plan.

    `deposits` is the part of the net that was container deposits; `due_now` is what is planned.
    """

    lines: tuple[TransactionLine, ...]
    why: tuple[WhyRow, ...]
    plan: TenderPlan
    deposits: Money = ZERO
    exchange: Exchange | None = None
    due_now: Due | None = None
    ways: tuple[TwoWays, ...] = ()
    points: PointsBack = NO_POINTS
    rounding: Money = ZERO
    """By how much the cash that is handed over is above (+) or below (−) the exact sum."""
    coupon_parts: tuple[CouponPart, ...] | None = None
    """What manufacturers' coupons took off the goods, where policy gives that back, too."""
    delivery: frozenset[int] = frozenset()
    """The lines whose goods take their share of a delivery fee with them."""
    net: Money = field(init=False)
    """Prices without tax."""
    tax: Money = field(init=False)
    """All taxes given back."""
    fee: Money = field(init=False)
    """Fees kept by the store."""
    total: Money = field(init=False)
    """What the goods that come back are worth to the customer, in money or in new goods; not what
    coupons paid, on which the store keeps its claim."""
    coupons: Money = field(init=False)
    """What coupons took off the goods and is given back."""

    def __post_init__(self) -> None:
        net, tax = total(x.net for x in self.lines), total(x.tax for x in self.lines)
        fee = total(x.fee for x in self.lines)
        coupons = total(part.amount for part in self.coupon_parts or ())
        worth = net + tax - fee - self.plan.kept + coupons
        sums = {"net": net, "tax": tax, "fee": fee, "total": worth, "coupons": coupons}
        for name, amount in sums.items():
            object.__setattr__(self, name, amount)

    @property
    def beside(self) -> dict[str, object]:
        """What the decision keeps, so that later returns know it."""
        return beside(self.points.as_json(), self.coupon_parts, self.delivery)

    @property
    def claims(self) -> Money:
        """Claims on coupons that the store gives up, since it pays their value out."""
        return self.coupons + self.plan.coupons_paid_out

    @property
    def paid_out(self) -> Money:
        """What of it leaves as money."""
        return self.total - (self.exchange.value if self.exchange else ZERO)

    @property
    def handed(self) -> Money:
        """The same with its cash as it is rounded."""
        return self.paid_out + self.rounding

    @property
    def due(self) -> Money:
        """What the customer pays for new goods."""
        return self.exchange.due if self.exchange else ZERO

    @property
    def to_pay(self) -> Money:
        """The same with its cash as it is rounded."""
        return self.exchange.settlement.paid if self.exchange else ZERO


def calculate(draft: ReturnDraft, terms: Terms, share_of: ShareOf | None = None) -> Refund:
    """The refund of a draft. Quantities beyond what is returnable count as what is returnable.

    Refund lines carry the number of the receipt line they give back. Nothing here says whether
    the refund is allowed; `rules.judge` does.
    """
    pricing, by_promotion = share_of or proportional, promoted(draft, terms)
    if draft.without is not None:
        pricing = unproven(terms.now.without)
    lines: list[TransactionLine] = []
    why: list[WhyRow] = []
    food, deposits = ZERO, ZERO
    is_food = food_test(draft.receipt)
    for choice in sorted(draft.choices, key=lambda c: c.line_number):
        sold = draft.line(choice.line_number)
        now = min(choice.quantity, draft.returnable(sold.number))
        if now <= NONE or not is_sound(sold):
            continue
        priced = by_promotion.shares.get(sold.number) or pricing(draft, sold, now)
        line = _refund_line(draft, sold, choice, priced, now, terms)
        lines.append(line)
        much = (now, sold.quantity, 0, sold.weight_unit)
        why.append(WhyRow(WhyKind.ITEM, sold.description, line.net, *much))
        deposit = terms.deposit(sold)
        if deposit is not None:
            deposits += line.net
        if is_food(sold):
            part = line.net - line.fee
            food += part if deposit is None else deposit.food_part(part, now)
    for line in _held_back(draft, by_promotion, terms):
        lines.append(line)
        why.append(WhyRow(WhyKind.HELD_BACK, line.description, line.net))
        food += line.net if is_food(draft.line(line.number)) else ZERO
    delivery = with_delivery(draft, lines, terms)
    for line in _delivery(draft, lines, delivery, terms):
        lines.append(line)
        why.append(WhyRow(WhyKind.DELIVERY, line.description, line.net))
    why.extend(tax_rows(lines, WhyKind.TAX if draft.without is None else WhyKind.TAX_TODAY))
    why.extend(fee_rows(draft, lines, terms))
    amount = total(line.net + line.tax - line.fee for line in lines)
    new = exchange(draft, terms, tuple(lines), amount, food)
    parts: tuple[CouponPart, ...] | None = None
    if new is None:
        parts = _coupons(draft, lines, terms)
        why.extend(WhyRow(WhyKind.COUPON, part.name, part.amount) for part in parts or ())
        due = Due(draft.payments, amount, food, total(part.amount for part in parts or ()))
    else:
        why.extend(new_rows(new))
        due = Due(new.payments(draft.payments), amount - new.value, food - new.food)
    plan = _plan(draft, terms, due)
    why += [WhyRow(WhyKind.COUPON_KEPT, "Paid by coupon", -plan.kept)] if plan.kept else []
    points, rounding = _points(draft, lines, plan), cash_rounding(draft, terms, plan)
    difference = rounding - (new.settlement.paid - new.due if new else ZERO)
    if difference:
        why.append(WhyRow(WhyKind.ROUNDING, "Cash rounding", difference))
    return Refund(
        tuple(lines),
        tuple(why),
        plan,
        deposits,
        new,
        due,
        by_promotion.ways,
        points,
        rounding,
        parts,
        delivery,
    )


def cash_rounding(draft: ReturnDraft, terms: Terms, plan: TenderPlan) -> Money:
    """By how much the cash of a plan is above (+) or below (−) its exact sum.

    It is rounded together with what the receipt got in cash before.
    """
    rounding = terms.today.refund_tenders.rounding
    return rounding.difference(draft.cash_before, plan.paid_in(Tender.CASH))


def handed_parts(plan: TenderPlan, rounding: Money) -> tuple[Money, ...]:
    """What each part of a plan gives; the largest one in cash bears what was rounded."""
    amounts = [part.refund.amount for part in plan.parts]
    cash = [n for n, part in enumerate(plan.parts) if part.refund.tender is Tender.CASH]
    if cash:
        amounts[max(cash, key=amounts.__getitem__)] += rounding
    return tuple(amounts)


def _held_back(draft: ReturnDraft, found: Promoted, terms: Terms) -> Iterator[TransactionLine]:
    """What pricing anew held back of goods that came back before and is due now."""
    for number, part in found.shares.items():
        if draft.choice(number) is None and (part.net or any(part.taxes)):
            sold = draft.line(number)
            choice = ReturnChoice(number, NONE)
            line = _refund_line(draft, sold, choice, part, NONE, terms)
            yield replace(line, fee=ZERO)


def _delivery(
    draft: ReturnDraft, lines: Sequence[TransactionLine], counted: frozenset[int], terms: Terms
) -> tuple[TransactionLine, ...]:
    """What of the delivery fees goes back with these goods."""
    if not counted:
        return ()
    now = _by_line(x for x in lines if x.number in counted)
    found = delivery_shares(going(draft, terms), now, draft.earlier, terms.now.online)
    return tuple(
        _refund_line(draft, fee, ReturnChoice(fee.number, quantity), part, quantity, terms)
        for fee, quantity, part in found
    )


def _coupons(
    draft: ReturnDraft, lines: Sequence[TransactionLine], terms: Terms
) -> tuple[CouponPart, ...] | None:
    """What coupons took off these goods, None where the store keeps its claims: a gift's, too."""
    if draft.without is not None or is_gift(draft):
        return None
    return coupon_parts(draft.receipt, draft.earlier, _by_line(lines), terms.tenders)


def _points(draft: ReturnDraft, lines: Sequence[TransactionLine], plan: TenderPlan) -> PointsBack:
    """The points that these lines move; none for a gift, whose buyer hears nothing."""
    if draft.without is not None or is_gift(draft):
        return NO_POINTS
    in_points = plan.paid_in(Tender.LOYALTY)
    return points_back(draft.receipt, draft.earlier, _by_line(lines), in_points)


def _by_line(lines: Iterable[TransactionLine]) -> dict[int, Quantity]:
    return {x.number: x.quantity for x in lines}


def refund_options(draft: ReturnDraft, refund: Refund, terms: Terms) -> tuple[Option, ...]:
    """The plans by which this refund could leave, the suggested one first."""
    due = refund.due_now
    if due is None:
        return ()

    def planned(wish: Tender | None, moved: Mapping[int, Tender]) -> TenderPlan:
        return _plan(replace(draft, tender=wish, moved=moved), terms, due)

    return plan_options(due.payments, online_terms(draft, terms), planned)


def _plan(draft: ReturnDraft, terms: Terms, due: Due) -> TenderPlan:
    """By what the money leaves: as the receipt was paid, or as policy says where there is none."""
    if is_gift(draft):
        return plan_refund(due.payments, gift_terms(terms.tenders), due.amount, due.food)
    if draft.without is None:
        matrix = online_terms(draft, terms)
        plan = plan_refund(due.payments, matrix, due.amount, due.food, draft.tender, draft.moved)
        return with_coupons(plan, due.coupons, matrix, draft.tender)
    ours, out = terms.now.without, terms.tenders.today.pays_out
    free, asked = ours.tenders, ours.with_approval
    if recalled(draft) is not None:
        free, asked = (*free, *(t for t in asked if t not in free)), ()
    if (deposit := redeemed(draft, terms)) is not None:
        free, asked = deposit.tenders, ()
    return plan_unproven(due.amount, free, asked, out, draft.tender)


def proportional(draft: ReturnDraft, line: ReceiptLine, now: Quantity) -> LineShare:
    """Cumulative shares of what was paid, never more than is left of the price and of each tax."""
    before = draft.returned(line.number)
    done = min(before.quantity, line.quantity)
    return LineShare(
        returned_share(before.price_of(line), done, now, line.quantity),
        tuple(
            returned_share(before.tax_of(line, i), done, now, line.quantity)
            for i in range(len(line.taxes))
        ),
    )


def is_sound(line: ReceiptLine) -> bool:
    """True if a line's quantity, price and taxes are such that parts of them can be given back."""
    return line.quantity > NONE and line.net >= ZERO and all(t.amount >= ZERO for t in line.taxes)


def _refund_line(
    draft: ReturnDraft,
    sold: ReceiptLine,
    choice: ReturnChoice,
    part: LineShare,
    now: Quantity,
    terms: Terms,
) -> TransactionLine:
    ppm = 0
    free = substitute(draft, sold.number) or notice_of(draft, sold.number) is not None
    if terms.deposit(sold) is None and not free:
        ppm = terms.fee_ppm(sold, choice.condition, choice.reason)
    return TransactionLine(
        number=sold.number,
        description=sold.description,
        quantity=now,
        net=part.net,
        taxes=tuple(
            LineTax(tax.authority, tax.name, tax.rate_ppm, amount)
            for tax, amount in zip(sold.taxes, part.taxes, strict=True)
            if amount or draft.without is None
        ),
        fee=share(part.net, ppm, ONE_MILLION),
        item_code=sold.item_code,
        receipt_line_id=_sold_as(draft, sold),
        reason=choice.reason,
        condition=choice.condition,
        disposition=_goes_to(draft, sold, choice, terms),
        note=choice.note,
    )


def _goes_to(draft: ReturnDraft, sold: ReceiptLine, choice: ReturnChoice, terms: Terms) -> str:
    """Recalled goods are put aside; food, formula and drugs are never sold again."""
    if notice_of(draft, sold.number) is not None:
        return QUARANTINE
    return terms.now.goes.goes_to(sold, choice.disposition)


def _sold_as(draft: ReturnDraft, sold: ReceiptLine) -> str | None:
    """The line of a stored receipt; goods without a receipt are nobody's line."""
    if draft.without is not None:
        return None
    return sold.id or f"{draft.receipt.key}#{sold.number}"
