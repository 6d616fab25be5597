"""Exact amounts of a correction: what each line gives back, its compensation, and how it leaves.

The overcharge and its tax are limited by what the line still has paid; a statutory bonus is paid
beyond it. Nothing here says whether it is allowed; `rules.assess` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import RefundTender, Tender, TransactionLine
from counter_app.desk.price_correction.draft import (
    BY_PRICE,
    BY_QUANTITY,
    Correction,
    CorrectionDraft,
    Sort,
    charged_price,
)
from counter_app.desk.price_correction.never_had import (
    by_promotions,
    delivery_of,
    held_back,
    never_had,
    of_promotion,
    units_never_had,
)
from counter_app.desk.price_correction.policy import PricePolicy
from counter_app.desk.price_correction.puts import Put, line_of, with_amounts
from counter_app.rules.allocation import share
from counter_app.rules.benefits import food_test
from counter_app.rules.coupons_back import coupon_parts
from counter_app.rules.earlier_returns import CouponPart, beside
from counter_app.rules.online_policy import ONLINE_DEFAULTS, OnlinePolicy
from counter_app.rules.points_back import NO_POINTS, PointsBack, points_back
from counter_app.rules.policy_text import ONE_MILLION
from counter_app.rules.price_accuracy.claim import PriceClaim
from counter_app.rules.price_accuracy.compute import award
from counter_app.rules.promotions import Promotion
from counter_app.rules.refund_plan import Payments, TenderPlan, plan_refund, with_coupons
from counter_app.rules.still_paid import StillPaid, corrected_share
from counter_app.rules.tender_policy import TenderTerms


@dataclass(frozen=True, slots=True)
class Amounts:
    """The whole answer about money. `bonus_tender` None: the bonus cannot be paid out here.

    `points` are those of goods that never came, and of what points had paid; `coupon_parts` what
    coupons took off such goods, None where the store keeps its claims.
    """

    puts: tuple[Put, ...]
    plan: TenderPlan
    bonus_tender: Tender | None = None
    points: PointsBack = NO_POINTS
    coupon_parts: tuple[CouponPart, ...] | None = None

    @property
    def back(self) -> Money:
        """What comes back of what was paid; of what coupons paid only where their claims go."""
        return total(p.back for p in self.puts) - self.plan.kept + self.coupons

    @property
    def coupons(self) -> Money:
        """What coupons took off the goods and is given back."""
        return total(p.coupon for p in self.puts)

    @property
    def claims(self) -> Money:
        """Claims on coupons that the store gives up, since it pays their value out."""
        return self.coupons + self.plan.coupons_paid_out

    @property
    def beside(self) -> dict[str, object]:
        """What the decision keeps, so that later returns know it."""
        return beside(self.points.as_json(), self.coupon_parts, ())

    @property
    def bonus(self) -> Money:
        """What the law adds beyond it."""
        return total(p.bonus for p in self.puts)

    @property
    def total(self) -> Money:
        """What the customer gets."""
        return self.back + self.bonus

    @property
    def goodwill(self) -> Money:
        """The part that is an apology."""
        return total(p.goodwill for p in self.puts)

    @property
    def lines(self) -> tuple[TransactionLine, ...]:
        """The lines of the transaction."""
        return tuple(p.line for p in self.puts)

    @property
    def tenders(self) -> tuple[RefundTender, ...]:
        """What leaves: the plan's parts, then the bonus; cash is last and one sum to count."""
        bonus: tuple[RefundTender, ...] = ()
        if self.bonus and self.bonus_tender is not None:
            bonus = (RefundTender(self.bonus_tender, self.bonus),)
        paid = (*self.plan.tenders, *bonus)
        return tuple(sorted(paid, key=lambda t: t.tender is Tender.CASH))

    @property
    def by_tender(self) -> dict[Tender, Money]:
        """How much leaves by each tender."""
        sums: dict[Tender, Money] = {}
        for tender in self.tenders:
            sums[tender.tender] = sums.get(tender.tender, ZERO) + tender.amount
        return sums


def calculate(
    draft: CorrectionDraft,
    policy: PricePolicy,
    terms: TenderTerms,
    promotions: Sequence[Promotion] = (),
    online: OnlinePolicy = ONLINE_DEFAULTS,
) -> Amounts:
    """What a draft comes to. A claim beyond what a line still has paid counts as that.

    `promotions` and `online` are policy's: with goods that never came go what a promotion held
    back, their share of the delivery, their points, and what coupons took off where that is paid.
    """
    puts: list[Put] = []
    gone = by_promotions(draft, promotions)
    is_food = food_test(draft.receipt)
    compensated = {e.item_code for e in draft.earlier if e.compensated}
    for correction in sorted(draft.corrections, key=lambda c: c.line_number):
        line = draft.line(correction.line_number)
        if not _sound(line):
            continue
        if correction.sort in BY_QUANTITY and line.number in gone.shares:
            put: Put | None = of_promotion(draft, line, correction, gone.shares[line.number])
        else:
            put = _put(draft, policy, line, correction, compensated=line.item_code in compensated)
        if put is None:
            continue
        if put.off or put.bonus:
            compensated.add(line.item_code)
        puts.append(put)
    puts += held_back(draft, puts, gone)
    puts += delivery_of(draft, puts, online)
    now = units_never_had(puts)
    parts = coupon_parts(draft.receipt, draft.standing, now, terms)
    puts = [_with_coupon(p, parts or ()) for p in puts]
    food = total(p.line.net for p in puts if is_food(draft.line(p.line.number)))
    put_right = total(p.back for p in puts)
    plan = plan_refund(payments_of(draft), terms, put_right, food, draft.tender)
    plan = with_coupons(plan, total(p.coupon for p in puts), terms, draft.tender)
    bonus = _bonus_tender(draft, policy, terms, tuple(puts))
    points = points_back(draft.receipt, draft.standing, now, plan.paid_in(Tender.LOYALTY))
    return Amounts(tuple(puts), plan, bonus, points, parts)


def _with_coupon(put: Put, parts: Sequence[CouponPart]) -> Put:
    """With what its coupons took off units that never came."""
    return replace(put, coupon=total(p.amount for p in parts if p.line == put.line.number))


def payments_of(draft: CorrectionDraft) -> Payments:
    """How the receipt was paid, and what its tenders got back before."""
    return Payments.of(draft.receipt, draft.as_of, draft.tender_refunded)


def settled(correction: Correction) -> bool:
    """True if a correction says enough for an amount."""
    if correction.sort in BY_PRICE:
        return correction.right is not None
    if correction.sort in (Sort.MISSED_OFFER, Sort.GOODWILL):
        return correction.amount is not None or correction.ppm is not None
    return True


def claim_of(
    draft: CorrectionDraft,
    policy: PricePolicy,
    line: ReceiptLine,
    correction: Correction,
    right: Money,
    *,
    compensated: bool,
) -> PriceClaim:
    """What the law is told about a wrong price."""
    return PriceClaim(
        charged=charged_price(line),
        right=right,
        sold_on=draft.receipt.key.business_date,
        notified_on=draft.notified_on,
        as_of=draft.as_of,
        quantity=draft.quantity(correction),
        weighed=line.weighed,
        exemption=policy.exemption_for(line, correction.exemption),
        compensated=compensated,
        repeat=line.item_code in draft.customer_day.claimed_items,
        tampered=correction.tampered,
        intended=correction.intended,
        asked=correction.asked,
    )


def _sound(line: ReceiptLine) -> bool:
    return line.quantity > NONE and line.net >= ZERO and all(t.amount >= ZERO for t in line.taxes)


def _put(
    draft: CorrectionDraft,
    policy: PricePolicy,
    line: ReceiptLine,
    correction: Correction,
    *,
    compensated: bool,
) -> Put | None:
    """One correction's amounts, None while it says too little for one."""
    quantity = min(draft.quantity(correction), draft.kept(line.number))
    if quantity <= NONE or not settled(correction):
        return None
    charged = charged_price(line)
    match correction.sort:
        case Sort.WRONG_PRICE | Sort.PRICE_MATCH | Sort.WRONG_ITEM:
            return _by_price(draft, policy, line, correction, quantity, compensated=compensated)
        case Sort.DOUBLE_SCAN | Sort.NEVER_RECEIVED:
            return never_had(draft, line, correction, quantity)
        case Sort.MISSED_OFFER:
            return _given(
                draft,
                line,
                Put(correction, line_of(line, correction, quantity), charged),
                _off_amount(draft.state(line.number).price.left, correction),
            )
        case Sort.TAX_EXEMPT:
            left = tuple(t.left for t in draft.state(line.number).taxes)
            return Put(
                correction,
                line_of(line, correction, quantity, taxes=left),
                charged,
            )
        case Sort.GOODWILL:
            return _apology(draft, line, correction, quantity)


def _apology(
    draft: CorrectionDraft, line: ReceiptLine, correction: Correction, quantity: Quantity
) -> Put:
    """An amount off what the line still has paid, its share of each tax inside it."""
    state = draft.state(line.number)
    left = state.price.left + total(t.left for t in state.taxes)
    wanted = _off_amount(left, correction)
    empty = Put(correction, line_of(line, correction, quantity), charged_price(line))
    made = _given(draft, line, empty, wanted, inside=range(len(line.taxes)))
    return replace(made, difference=ZERO, goodwill=made.line.net)


def _by_price(
    draft: CorrectionDraft,
    policy: PricePolicy,
    line: ReceiptLine,
    correction: Correction,
    quantity: Quantity,
    *,
    compensated: bool,
) -> Put | None:
    assert correction.right is not None
    charged = charged_price(line)
    if correction.right >= charged:
        return None
    fits = replace(correction, quantity=quantity)
    claim = claim_of(draft, policy, line, fits, correction.right, compensated=compensated)
    if correction.sort is not Sort.WRONG_PRICE:
        empty = Put(correction, line_of(line, correction, quantity), charged)
        return _given(draft, line, empty, claim.difference)
    pack = policy.pack_for(line)
    found = award(claim, pack)
    put = Put(
        correction,
        line_of(line, correction, quantity),
        charged,
        award=found,
        pack=pack,
        edition=pack.on(claim.sold_on),
        bonus=found.bonus,
    )
    return _given(draft, line, put, found.difference, found.off)


def _given(
    draft: CorrectionDraft,
    line: ReceiptLine,
    put: Put,
    difference: Money,
    off: Money = ZERO,
    inside: Sequence[int] | None = None,
) -> Put:
    """The amounts taken off a line's price, with their tax, as far as the line still has paid.

    A price with tax included is lowered as it stands on the tag; its tax is part of it. `inside`
    are the numbers of the taxes that the amounts include, None for those that the price does.
    """
    state = draft.state(line.number)
    if inside is None:
        inside = [i for i, tax in enumerate(line.taxes) if tax.included]
    price = _joined([state.price, *(state.taxes[i] for i in inside)])
    first = min(difference, price.left)
    second = min(off, price.left - first)
    shares = tuple(corrected_share(tax, price, first + second) for tax in state.taxes)
    within = total(shares[i] for i in inside)
    net = min(first + second - within, state.price.left)
    of_difference = share(within, first.minor, (first + second).minor) if first + second else ZERO
    return replace(
        put,
        line=with_amounts(put.line, line, net, shares),
        difference=max(min(first - of_difference, net), ZERO),
        off=net - max(min(first - of_difference, net), ZERO),
        limited=first + second < difference + off,
    )


def _off_amount(left: Money, correction: Correction) -> Money:
    if correction.ppm is not None:
        return share(left, correction.ppm, ONE_MILLION)
    return correction.amount or ZERO


def _joined(parts: list[StillPaid]) -> StillPaid:
    return StillPaid(
        total(p.paid for p in parts),
        total(p.returned for p in parts),
        total(p.corrected for p in parts),
    )


def _bonus_tender(
    draft: CorrectionDraft, policy: PricePolicy, terms: TenderTerms, puts: tuple[Put, ...]
) -> Tender | None:
    """How a bonus leaves: never in cash if benefits may have paid for one of the goods."""
    benefits = paid_with_benefits(draft)
    by_line: Mapping[int, ReceiptLine] = {x.number: x for x in draft.receipt.lines}
    touched = any(p.bonus and by_line[p.line.number].food_stampable for p in puts) and benefits
    allowed = [
        t
        for t in policy.compensation
        if t in terms.today.pays_out and not (touched and t is Tender.CASH)
    ]
    return allowed[0] if allowed else None


def paid_with_benefits(draft: CorrectionDraft) -> bool:
    """True if SNAP or WIC paid a part of the receipt."""
    return any(
        t.tender in (Tender.EBT_FOOD, Tender.WIC) and t.amount > ZERO for t in draft.receipt.tenders
    )
