"""Exact division: the parts always add up to the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.money import Money, total
from counter_app.core.quantity import NONE, Quantity, units
from counter_app.rules.allocation import allocate, next_share, share


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_parts_add_up_to_the_whole_and_stay_within_a_cent(amount: int, weights: list[int]) -> None:
    weights[0] += 1
    parts = allocate(Money(amount), weights)
    assert total(parts) == Money(amount)
    for part, weight in zip(parts, weights, strict=True):
        assert 0 <= part.minor * sum(weights) - amount * weight + sum(weights) <= 2 * sum(weights)


def test_d08_seventy_off_three_lines() -> None:
    parts = allocate(Money(7000), [25000, 20000, 10000])
    assert parts == (Money(3182), Money(2545), Money(1273))


def test_ties_go_to_the_earlier_line() -> None:
    assert allocate(Money(5), [1, 1]) == (Money(3), Money(2))


def test_b2_21_a_third_of_a_tax_on_three_lines() -> None:
    assert total(allocate(Money(100), [1, 1, 1])) == Money(100)


@given(
    st.integers(0, 10**9),
    st.lists(st.integers(1, 10**5), min_size=1, max_size=12),
)
def test_any_sequence_of_parts_gives_back_exactly_the_amount(
    amount: int, pieces: list[int]
) -> None:
    whole, done, given_back = Quantity(sum(pieces)), NONE, Money(0)
    for piece in pieces:
        part = next_share(Money(amount), done, Quantity(piece), whole)
        assert part >= Money(0)
        given_back, done = given_back + part, done + Quantity(piece)
        assert given_back == share(Money(amount), done.milli, whole.milli)
    assert given_back == Money(amount)


@pytest.mark.parametrize(
    ("amount", "sold", "cents"),
    [
        pytest.param(2000, 3, [667, 666, 667], id="d11_buy_two_get_one"),
        pytest.param(133, 3, [44, 45, 44], id="t03_tax"),
        pytest.param(1, 2, [1, 0], id="one_cent"),
    ],
)
def test_one_by_one(amount: int, sold: int, cents: list[int]) -> None:
    parts = [next_share(Money(amount), units(i), units(1), units(sold)) for i in range(sold)]
    assert parts == [Money(c) for c in cents]
