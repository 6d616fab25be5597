"""Random baskets with random tenders, promotions, partial returns and voids: to the cent.

Before cash rounding never a cent more than paid per line, tax and tender; everything returned is
everything paid back; cash is rounded once for all refunds of a receipt. A sample runs with the
tests, all 10,000 with `make faults`. Two baskets of three have promotions, refunded by shares or by
pricing anew what is kept, and some of which a policy of today would take off otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random
from typing import Final

import pytest

from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import NONE, Quantity, units
from counter_app.core.receipt import (
    DiscountKind,
    DiscountShare,
    Receipt,
    ReceiptLine,
    ReceiptTender,
)
from counter_app.core.transaction import Tender
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.refund import Refund, calculate
from counter_app.desk.returns.terms import Terms
from counter_app.rules.benefits import leaking
from counter_app.rules.cash_rounding import CashRounding, Direction
from counter_app.rules.policy_text import ONE_MILLION
from counter_app.rules.promotions import (
    Goods,
    PartialRefund,
    Promotion,
    PromotionKind,
    less,
    taken_off,
)
from counter_app.rules.refund_plan import How
from tests.desk.returns.goods import draft, line, policy, posted, receipt, returning

SAMPLE: Final = 150
ALL: Final = 10_000
WISHES: Final = (None, None, Tender.CASH, Tender.STORE_CREDIT, Tender.CARD)
PAYS: Final = (
    Tender.CASH,
    Tender.CARD,
    Tender.GIFT_CARD,
    Tender.STORE_CREDIT,
    Tender.CHECK,
    Tender.EBT_FOOD,
    Tender.EBT_CASH,
)


Basket = tuple[tuple[ReceiptLine, ...], tuple[Promotion, ...]]


def plain_basket(random: Random) -> Basket:
    """Up to five lines with discounts, one or two taxes, pieces or weight."""
    lines = []
    for number in range(1, random.randint(1, 5) + 1):
        paid = random.choice([0, 1, 7, random.randint(2, 99), random.randint(100, 9_999)])
        weighed = random.random() < 0.2
        sold = Quantity(random.randint(1, 5_000)) if weighed else units(random.randint(1, 7))
        food = random.random() < 0.4  # and what SNAP may pay carries no tax
        taxes = tuple(random.randint(0, 300) for _ in range(0 if food else random.randint(0, 2)))
        lines.append(
            line(
                number,
                paid,
                sold,
                taxes=taxes,
                off=random.choice([0, 0, random.randint(1, 500)]),
                kind=random.choice([DiscountKind.LINE, DiscountKind.PROMOTION]),
                weighed=weighed,
                food_stampable=food,
            )
        )
    return tuple(lines), ()


def offer(random: Random, code: str, lines: Sequence[ReceiptLine]) -> Promotion:
    """Any promotion there is, on all goods or on some, refunded in either way."""
    kind = random.choice(list(PromotionKind))
    items = [x.item_code for x in lines]
    some_items = frozenset(random.sample(items, random.randint(1, len(items))))
    gifts = frozenset(random.sample(items, 1)) if kind is PromotionKind.GIFT else frozenset()
    return Promotion(
        code,
        "An offer",
        kind,
        refund=random.choice([None, *PartialRefund]),
        items=(some_items if random.random() < 0.5 else frozenset()) - gifts,
        buy=random.randint(2, 4),
        get=random.randint(1, 2),
        ppm=random.choice([ONE_MILLION, 500_000, 333_333]),
        amount=Money(random.randint(1, 900)),
        from_total=Money(random.choice([0, 0, random.randint(1, 9_000)])),
        gifts=gifts,
    )


def promoted_basket(random: Random) -> Basket:
    """A plain basket off which one or two promotions took what they take."""
    lines, _ = plain_basket(random)
    goods = [Goods(x.number, x.item_code, "Grocery", x.quantity.milli, x.net) for x in lines]
    offers = tuple(offer(random, f"O{n}", lines) for n in range(random.randint(1, 2)))
    for one in offers:
        off = taken_off(one, goods)
        goods = less(goods, off)
        lines = tuple(
            replace(
                x,
                discounts=(
                    *x.discounts,
                    DiscountShare(DiscountKind.PROMOTION, off[x.number], one.code, one.name),
                ),
            )
            if off.get(x.number)
            else x
            for x in lines
        )
    return lines, offers


def changed_offers(random: Random) -> Basket:
    """The register took something off by promotions that policy words otherwise today."""
    lines, offers = promoted_basket(random)
    return lines, tuple(replace(offer(random, o.code, lines), code=o.code) for o in offers)


BASKETS: Final[tuple[Callable[[Random], Basket], ...]] = (
    plain_basket,
    promoted_basket,
    changed_offers,
)


def random_receipt(random: Random) -> tuple[Receipt, tuple[Promotion, ...]]:
    """A basket paid by up to four tenders; food benefits pay for food only."""
    lines, offers = random.choice(BASKETS)(random)
    left = sum(x.paid.minor for x in lines)
    food = sum(x.paid.minor for x in lines if x.food_stampable)
    tenders = []
    kinds = random.sample(PAYS, random.randint(1, 4))
    for place, kind in enumerate(kinds):
        last = place == len(kinds) - 1
        if kind is Tender.EBT_FOOD:
            amount = random.randint(0, min(food, left))
        else:
            amount = left if last else random.randint(0, left)
        if amount:
            tenders.append((kind, amount))
            left -= amount
    if left:
        tenders.append((Tender.CASH, left))
    made = tuple(
        ReceiptTender(n, kind, Money(amount), id=f"tender-{n}")
        for n, (kind, amount) in enumerate(tenders, 1)
    )
    return replace(receipt(*lines), tenders=made), offers


def some(random: Random, base: ReturnDraft) -> ReturnDraft:
    """A part of what is left comes back, by a random wish."""
    wanted: dict[int, Quantity | int] = {}
    for sold in base.receipt.sold:
        left = base.returnable(sold.number)
        if left > NONE and random.random() < 0.6:
            if sold.weighed:
                wanted[sold.number] = Quantity(random.randint(1, left.milli))
            else:
                wanted[sold.number] = random.randint(1, left.milli // 1000)
    return replace(returning(base, wanted), tender=random.choice(WISHES))


def the_rest(base: ReturnDraft) -> ReturnDraft:
    """Everything that is left comes back, as it was paid."""
    left = {x.number: base.returnable(x.number) for x in base.receipt.sold}
    wanted: dict[int, Quantity | int] = {n: much for n, much in left.items() if much > NONE}
    return replace(returning(base, wanted), tender=None)


def never_too_much(base: ReturnDraft) -> None:
    """Per line, per tax and per tender at most what was paid."""
    for sold in base.receipt.sold:
        back = base.returned(sold.number)
        assert back.quantity <= sold.quantity
        assert ZERO <= back.net <= sold.net
        for n, tax in enumerate(sold.taxes):
            assert ZERO <= back.tax(n) <= tax.amount
    for tender in base.receipt.tenders:
        assert base.tender_refunded.get(tender.number, ZERO) <= tender.amount


def run(seed: int) -> None:
    """One basket from its sale to its last piece."""
    random = Random(seed)
    bought, offers = random_receipt(random)
    rounding = CashRounding(Money(random.choice([0, 5, 10, 100])), random.choice(list(Direction)))
    rules = replace(policy(), promotions=offers)
    terms = Terms(rules, rules)
    base = draft(bought)
    cash = handed = ZERO
    given = ZERO
    steps = random.randint(0, 4)
    for step in range(steps + 1):
        now = some(random, base) if step < steps else the_rest(base)
        refund: Refund = calculate(now, terms)
        assert not refund.plan.blocked
        assert total(t.amount for t in refund.plan.tenders) == refund.total
        assert not leaking(bought.tenders, now.payments.left, refund.plan.tenders)
        assert all(p.how is not How.FALLBACK for p in refund.plan.parts)
        if step < steps and random.random() < 0.2:
            continue  # voided: the books are as before
        base = posted(now, refund)
        given += refund.total
        exact = refund.plan.paid_in(Tender.CASH)
        handed += rounding.next_cash(cash, handed, exact)
        cash += exact
        assert handed == rounding.round(cash)
        never_too_much(base)
    assert given == total(x.paid for x in bought.sold)
    assert total(base.tender_refunded.values()) == total(t.amount for t in bought.tenders)
    for sold in bought.sold:
        back = base.returned(sold.number)
        assert (back.quantity, back.net) == (sold.quantity, sold.net)
        assert [back.tax(n) for n in range(len(sold.taxes))] == [t.amount for t in sold.taxes]


@pytest.mark.parametrize("part", range(3))
def test_a_sample_of_baskets_comes_back_to_the_cent(part: int) -> None:
    for seed in range(part * SAMPLE // 3, (part + 1) * SAMPLE // 3):
        run(seed)


@pytest.mark.faults
def test_ten_thousand_baskets_come_back_to_the_cent() -> None:
    for seed in range(ALL):
        run(seed)
