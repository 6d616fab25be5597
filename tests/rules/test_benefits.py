"""What SNAP and WIC paid leaves as nothing else, whatever is wished, moved or sold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.rules.benefits import BENEFITS, leaking
from counter_app.rules.refund_plan import Payments, plan_refund
from counter_app.rules.tender_policy import HANDED_OUT, TenderPolicy, TenderRow, TenderTerms

DAY = date(2026, 11, 21)
ANYTHING = (Tender.CASH, Tender.STORE_CREDIT, Tender.GIFT_CARD, Tender.CARD)
OPEN = TenderPolicy(
    rows={
        **{t: TenderRow(to=(t, *ANYTHING), declined_to=ANYTHING) for t in HANDED_OUT},
        Tender.EBT_FOOD: TenderRow(to=(Tender.EBT_FOOD,)),
        Tender.WIC: TenderRow(),
    },
    pays_out=HANDED_OUT,
    hard_ceiling=Money(10_000_000),
    fallback=(Tender.CASH, Tender.STORE_CREDIT),
)
"""The most generous policy that can be read."""
TERMS = TenderTerms(OPEN, OPEN)


@dataclass(frozen=True)
class Step:
    """One refund: how much of what is left, how much of it food, which wish, what is moved."""

    share: int
    food_share: int
    wish: Tender | None
    moved: Tender | None


paid_by = st.lists(
    st.tuples(
        st.sampled_from([*ANYTHING, Tender.EBT_FOOD, Tender.EBT_CASH, Tender.WIC]),
        st.integers(1, 20_000),
    ),
    min_size=1,
    max_size=6,
)
steps = st.lists(
    st.builds(
        Step,
        st.integers(0, 100),
        st.integers(0, 100),
        st.sampled_from([None, *Tender]),
        st.sampled_from([None, *Tender]),
    ),
    min_size=1,
    max_size=6,
)


@given(paid_by, steps, st.integers(0, 300))
def test_no_sequence_of_refunds_turns_benefits_into_anything_else(
    paid: list[tuple[Tender, int]], refunds: list[Step], unpaid: int
) -> None:
    """Even where the goods cost more than was paid, and wherever anybody wishes it to go."""
    tenders = tuple(ReceiptTender(n, t, Money(a), id=f"t{n}") for n, (t, a) in enumerate(paid, 1))
    other = total(t.amount for t in tenders if t.tender not in BENEFITS)
    snap = total(t.amount for t in tenders if t.tender is Tender.EBT_FOOD)
    goods = total(t.amount for t in tenders) + Money(unpaid)
    refunded: dict[int, Money] = {}
    by_other = by_snap = ZERO
    for step in refunds:
        amount = Money(goods.minor * step.share // 100)
        food = Money(amount.minor * step.food_share // 100)
        moved = {} if step.moved is None else dict.fromkeys(range(1, len(tenders) + 1), step.moved)
        payments = Payments(tenders, DAY, DAY, refunded, declined=frozenset(moved))
        plan = plan_refund(payments, TERMS, amount, food, step.wish, moved)
        assert leaking(tenders, payments.left, plan.tenders) == ZERO
        placed = total(t.amount for t in plan.tenders)
        assert placed + total(b.amount for b in plan.blocked) + plan.kept == amount
        for part in plan.parts:
            if part.original is not None:
                number = part.original.number
                refunded[number] = refunded.get(number, ZERO) + part.refund.amount
                assert refunded[number] <= part.original.amount
            if part.refund.tender is Tender.EBT_FOOD:
                by_snap += part.refund.amount
            else:
                by_other += part.refund.amount
        assert by_snap <= snap
        held = snap - by_snap + total(t.amount for t in tenders if t.tender is Tender.WIC)
        assert by_other <= other or held == ZERO
        goods -= placed


SNAP = (
    ReceiptTender(1, Tender.EBT_FOOD, Money(1000), id="a"),
    ReceiptTender(2, Tender.CASH, Money(500), id="b"),
    ReceiptTender(3, Tender.WIC, Money(300), id="c"),
)


def refund(tender: Tender, cents: int, to: str | None) -> RefundTender:
    return RefundTender(tender, Money(cents), to)


@pytest.mark.parametrize(
    ("refunds", "leak"),
    [
        ((refund(Tender.EBT_FOOD, 1000, "a"), refund(Tender.CASH, 500, "b")), 0),
        ((refund(Tender.CASH, 1, "a"),), 1),
        ((refund(Tender.STORE_CREDIT, 1000, "a"),), 1000),
        ((refund(Tender.GIFT_CARD, 200, "a"), refund(Tender.CASH, 500, "b")), 200),
        ((refund(Tender.CASH, 501, "b"),), 1),
        ((refund(Tender.CASH, 250, "b"), refund(Tender.CASH, 251, "b")), 1),
        ((refund(Tender.CASH, 40, None),), 40),
        ((refund(Tender.CASH, 2000, None),), 1300),
        ((refund(Tender.STORE_CREDIT, 100, "c"),), 100),
        ((refund(Tender.WIC, 100, "c"),), 100),
        ((refund(Tender.EBT_FOOD, 1000, "a"), refund(Tender.CASH, 300, None)), 300),
    ],
)
def test_the_last_look_sees_every_leak(refunds: tuple[RefundTender, ...], leak: int) -> None:
    payments = Payments(SNAP, DAY, DAY)
    assert leaking(SNAP, payments.left, refunds) == Money(leak)


def test_money_no_payment_covers_may_leave_once_all_benefits_went_back() -> None:
    only_snap = SNAP[:2]
    back = Payments(only_snap, DAY, DAY, {1: Money(1000)})
    assert leaking(only_snap, back.left, (refund(Tender.CASH, 40, None),)) == ZERO
    open_still = replace(back, refunded={1: Money(990)})
    assert leaking(only_snap, open_still.left, (refund(Tender.CASH, 40, None),)) == Money(10)
