"""Whatever goods come back without a receipt: the same again is even, and no way gives more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.item import ItemRow
from counter_app.core.money import ZERO, Money, total
from counter_app.core.quantity import units
from counter_app.core.transaction import ProofKind
from counter_app.desk.returns.draft import ReturnDraft, set_quantity
from counter_app.desk.returns.new_goods import FIRST_NEW, NewGoods
from counter_app.desk.returns.policy_without import TaxBack, WithoutReceiptPolicy
from counter_app.desk.returns.unproven import unproven
from counter_app.desk.returns.without import (
    Goods,
    Prices,
    WithoutReceipt,
    add_goods,
    nothing_bought,
)
from counter_app.rules.tax import TaxRate, charge
from counter_app.trade.basket import Basket, add_item

TODAY = date(2026, 11, 21)
RATES = st.lists(
    st.builds(
        lambda n, ppm, included: TaxRate(f"t{n}", f"T{n}", ppm, frozenset("x"), included=included),
        st.integers(0, 3),
        st.integers(0, 250_000),
        st.booleans(),
    ),
    max_size=3,
).map(tuple)
LINES = st.lists(
    st.tuples(st.integers(1, 50_000), st.integers(1, 9), st.integers(0, 9), RATES),
    min_size=1,
    max_size=4,
)


def coming_back(lines: list[tuple[int, int, int, tuple[TaxRate, ...]]]) -> ReturnDraft:
    """So much of each item comes back, and so much of the same goes home."""
    receipt = nothing_bought("12", "USD", datetime(2026, 11, 21, tzinfo=UTC), TODAY)
    draft = ReturnDraft("1", receipt, TODAY, proof=ProofKind.NONE, without=WithoutReceipt())
    basket = Basket()
    for n, (price, back, home, rates) in enumerate(lines):
        code = f"{n + 4001}"
        prices = Prices(180, today=Money(price), taxes=rates)
        draft, number = add_goods(draft, Goods(code, "Thing", prices))
        draft = set_quantity(draft, number, units(back))
        if home:
            row = ItemRow(code, "Thing", Money(price), "Home")
            basket = add_item(basket, row, units(home), first=FIRST_NEW)
    return replace(draft, new=NewGoods(basket))


def taxes(draft: ReturnDraft, way: TaxBack) -> list[Money]:
    shares = [
        unproven(WithoutReceiptPolicy(tax=way))(draft, x, x.quantity) for x in draft.receipt.lines
    ]
    assert [s.net for s in shares] == [x.net for x in draft.receipt.lines]
    return [total(s.taxes) for s in shares]


@given(LINES)
def test_never_is_least_and_always_is_all_of_todays_tax(
    lines: list[tuple[int, int, int, tuple[TaxRate, ...]]],
) -> None:
    draft = coming_back(lines)
    never, same, always = (taxes(draft, way) for way in TaxBack)
    assert always == [x.tax for x in draft.receipt.lines]
    assert never == [total(t.amount for t in x.taxes if t.included) for x in draft.receipt.lines]
    assert all(ZERO <= a <= b <= c for a, b, c in zip(never, same, always, strict=True))


@given(LINES)
def test_the_same_again_gives_exactly_the_tax_that_it_costs(
    lines: list[tuple[int, int, int, tuple[TaxRate, ...]]],
) -> None:
    draft = coming_back([(price, back, back, rates) for price, back, _, rates in lines])
    cost = [total(t.amount for t in charge(Money(p * back), rates)) for p, back, _, rates in lines]
    assert taxes(draft, TaxBack.SAME_ITEM) == cost
