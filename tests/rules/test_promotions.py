"""Promotions: what they take off, and what comes back of a part of them in both modes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, Money, total
from counter_app.rules.policy_text import read_source
from counter_app.rules.promotions import (
    Goods,
    Promotion,
    PromotionKind,
    Sold,
    give_back,
    parse_promotions,
    taken_off,
)

BUY_2_GET_1 = Promotion("M3", "3 for 2", PromotionKind.BUY_GET, buy=2, get=1)
TWENTY = Promotion("B20", "20% off", PromotionKind.PERCENT, ppm=200_000)
THRESHOLD = Promotion(
    "T70", "70 off 500", PromotionKind.AMOUNT, amount=Money(7000), from_total=Money(50_000)
)
FIVE_AT_3 = Promotion(
    "Q5", "3.00 each from 5", PromotionKind.QUANTITY_PRICE, buy=5, amount=Money(300)
)
GIFT = Promotion(
    "G", "Bag with 100", PromotionKind.GIFT, from_total=Money(10_000), gifts=frozenset({"bag"})
)


def sold(promotion: Promotion, *goods: tuple[str, int, int]) -> list[Sold]:
    """Lines (code, pieces, cents before the promotion) with what it took off them."""
    before = [
        Goods(n, code, "", pieces * 1000, Money(cents))
        for n, (code, pieces, cents) in enumerate(goods, 1)
    ]
    off = taken_off(promotion, before)
    return [
        Sold(
            g.number,
            g.item_code,
            "",
            g.milli,
            g.value,
            {promotion.code: off[g.number]} if g.number in off else {},
        )
        for g in before
    ]


def back(
    promotion: Promotion, lines: list[Sold], number: int, pieces: int = 1, *, requalify: bool
) -> tuple[int, list[Sold]]:
    """Bring some pieces back: the cents that go out, and the lines afterwards."""
    now = [replace(x, now=pieces * 1000 if x.number == number else 0) for x in lines]
    parts = give_back([promotion], now, requalify=requalify)
    assert parts is not None
    assert all(part >= Money(0) for part in parts.values())
    after = [
        replace(x, done=x.done + x.now, now=0, returned=x.returned + parts.get(x.number, Money(0)))
        for x in now
    ]
    assert all(x.returned <= x.paid for x in after)
    return total(parts.values()).minor, after


def sequence(
    promotion: Promotion, lines: list[Sold], *numbers: int, requalify: bool = True
) -> list[int]:
    found = []
    for number in numbers:
        amount, lines = back(promotion, lines, number, requalify=requalify)
        found.append(amount)
    return found


@pytest.mark.parametrize(
    ("requalify", "amounts"), [(False, [667, 666, 667]), (True, [0, 1000, 1000])]
)
def test_d11_buy_two_get_one_returned_one_by_one(requalify: bool, amounts: list[int]) -> None:
    lines = sold(BUY_2_GET_1, ("a", 3, 3000))
    assert sequence(BUY_2_GET_1, lines, 1, 1, 1, requalify=requalify) == amounts


def test_req08_who_returns_the_paid_item_does_not_keep_the_free_one() -> None:
    bogo = Promotion("BOGO", "Buy one get one", PromotionKind.BUY_GET, buy=1, get=1)
    lines = sold(bogo, ("dear", 1, 3000), ("cheap", 1, 2000))
    assert [x.paid.minor for x in lines] == [3000, 0]
    assert sequence(bogo, lines, 1, 2) == [1000, 2000]
    assert sequence(bogo, lines, 2, 1) == [0, 3000]
    assert sequence(bogo, lines, 1, 2, requalify=False) == [3000, 0]


@pytest.mark.parametrize(("requalify", "amount"), [(False, 1200), (True, 1000)])
def test_d12_quantity_price_four_of_five(requalify: bool, amount: int) -> None:
    lines = sold(FIVE_AT_3, ("a", 5, 2500))
    assert total(x.paid for x in lines) == Money(1500)
    first, lines = back(FIVE_AT_3, lines, 1, 4, requalify=requalify)
    rest, _ = back(FIVE_AT_3, lines, 1, 1, requalify=requalify)
    assert (first, rest) == (amount, 1500 - amount)


@pytest.mark.parametrize("requalify", [False, True])
def test_d05_a_percentage_comes_back_alike_in_both_modes(requalify: bool) -> None:
    lines = sold(TWENTY, ("a", 1, 15_000), ("b", 1, 6000))
    assert sequence(TWENTY, lines, 1, 2, requalify=requalify) == [12_000, 4800]


def test_d08_what_a_threshold_gave_is_taken_back_once_it_is_not_reached() -> None:
    lines = sold(THRESHOLD, ("a", 1, 25_000), ("b", 1, 20_000), ("c", 1, 10_000))
    assert [x.off["T70"].minor for x in lines] == [3182, 2545, 1273]
    by_share = sequence(THRESHOLD, lines, 1, 2, 3, requalify=False)
    assert by_share == [21_818, 17_455, 8727]
    anew = sequence(THRESHOLD, lines, 3, 2, 1)
    assert anew == [3000, 20_000, 25_000]
    assert sum(anew) == sum(by_share) == 48_000


def test_a_gift_that_is_kept_is_deducted_and_paid_when_it_comes_back() -> None:
    lines = sold(GIFT, ("coat", 1, 10_000), ("bag", 1, 2000))
    assert sequence(GIFT, lines, 1, 2) == [8000, 2000]
    assert sequence(GIFT, lines, 2, 1) == [0, 10_000]


def test_d18_what_cost_nothing_comes_back_for_nothing() -> None:
    free = Promotion("F", "Free", PromotionKind.PERCENT)
    assert sequence(free, sold(free, ("a", 2, 2000)), 1, 1) == [0, 0]


def test_modes_may_change_between_two_returns() -> None:
    lines = sold(BUY_2_GET_1, ("a", 3, 3000))
    held, lines = back(BUY_2_GET_1, lines, 1, requalify=True)
    share, lines = back(BUY_2_GET_1, lines, 1, requalify=False)
    rest, _ = back(BUY_2_GET_1, lines, 1, requalify=True)
    assert (held, share, rest) == (0, 1333, 667)


def test_a_promotion_that_policy_does_not_explain_is_not_priced_anew() -> None:
    lines = [replace(x, off={"M3": Money(10)}) for x in sold(BUY_2_GET_1, ("a", 2, 2000))]
    assert give_back([BUY_2_GET_1], [replace(x, now=1000) for x in lines], requalify=True) is None


@given(
    data=st.data(),
    promotion=st.sampled_from([BUY_2_GET_1, TWENTY, THRESHOLD, FIVE_AT_3, GIFT]),
    goods=st.lists(
        st.tuples(st.sampled_from(["a", "b", "bag"]), st.integers(1, 6), st.integers(0, 40_000)),
        min_size=1,
        max_size=5,
    ),
)
def test_everything_returned_is_everything_paid_in_any_order_and_mode(
    data: Any, promotion: Promotion, goods: list[tuple[str, int, int]]
) -> None:
    lines = sold(promotion, *goods)
    paid = total(x.paid for x in lines)
    pieces = data.draw(st.permutations([x.number for x in lines for _ in range(x.milli // 1000)]))
    given_back = 0
    for number in pieces:
        amount, lines = back(promotion, lines, number, requalify=data.draw(st.booleans()))
        given_back += amount
        assert given_back <= paid.minor
    assert given_back == paid.minor


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kind='buy_get'", "must both be above"),
        ("kind='quantity_price'\nbuy=1", "at least 2"),
        ("kind='gift'", "at least one item"),
        ("kind='amount'", "above zero"),
        ("kind='magic'", "must be one of"),
        ("kind='percent'\nrefund='never'", "must be"),
        ("kind='percent'\n[[promotions]]\ncode='A'\nname='B'\nkind='percent'", "second time"),
    ],
)
def test_a_doubtful_promotion_is_refused(text: str, reason: str) -> None:
    source = read_source("[[promotions]]\ncode='A'\nname='A'\n" + text, USD)
    with pytest.raises(BadInput) as no:
        parse_promotions(source.tables("promotions"))
    assert reason in no.value.text
