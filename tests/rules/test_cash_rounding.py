"""Cash rounding: the catalogue's amounts, and several refunds of one receipt together (C01–C05)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, Money, total
from counter_app.rules.cash_rounding import CashRounding, Direction, parse_rounding
from counter_app.rules.policy_text import read_source

NICKEL = CashRounding(Money(5))


@pytest.mark.parametrize(
    ("exact", "step", "direction", "cash"),
    [
        (492, 5, "nearest", 490),  # C01
        (493, 5, "nearest", 495),
        (6, 5, "nearest", 5),  # C02
        (2, 5, "nearest", 0),
        (3, 5, "nearest", 5),
        (750, 100, "down", 700),  # C04
        (198, 5, "nearest", 200),  # C05
        (8300, 500, "nearest", 8500),
        (8300, 500, "down", 8000),  # C07
        (8001, 500, "up", 8500),
        (8000, 500, "up", 8000),
        (492, 0, "nearest", 492),
    ],
)
def test_c01_to_c07_a_sale_and_its_refund_are_rounded_alike(
    exact: int, step: int, direction: str, cash: int
) -> None:
    rounding = CashRounding(Money(step), Direction(direction))
    assert rounding.round(Money(exact)) == Money(cash)
    assert rounding.round(Money(-exact)) == Money(-cash)


@given(
    st.lists(st.integers(0, 5_000), max_size=12),
    st.sampled_from([0, 1, 5, 10, 100]),
    st.sampled_from(list(Direction)),
)
def test_parts_of_a_receipt_end_at_the_rounded_whole(
    parts: list[int], step: int, direction: Direction
) -> None:
    rounding = CashRounding(Money(step), direction)
    exact = handed = Money(0)
    for part in parts:
        now = rounding.next_cash(exact, handed, Money(part))
        assert now >= Money(0)
        exact, handed = exact + Money(part), handed + now
        assert handed == rounding.round(exact)
    assert exact == total(Money(p) for p in parts)


def test_what_another_rule_handed_out_too_much_is_not_taken_back() -> None:
    assert NICKEL.next_cash(Money(100), Money(107), Money(1)) == Money(0)


def test_the_policy_names_step_and_direction() -> None:
    table = read_source('step = "0.05"\ndirection = "up"\n', USD)
    assert parse_rounding(table) == CashRounding(Money(5), Direction.UP)
    assert parse_rounding(read_source("", USD)) == CashRounding()
    with pytest.raises(BadInput, match="must be one of nearest, down, up"):
        parse_rounding(read_source('direction = "sideways"\n', USD))
