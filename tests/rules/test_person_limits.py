"""Limits per person: windows, soft and hard, and returns that keep just under them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, Money
from counter_app.core.quantity import Quantity
from counter_app.rules.person_limits import (
    DEFAULT_LIMITS,
    PastReturn,
    PersonLimit,
    Reach,
    just_under,
    parse_limits,
    pieces_of,
    split_today,
    usages,
)
from counter_app.rules.policy_text import read_source

TODAY = date(2026, 11, 21)
PIECES, AMOUNT = DEFAULT_LIMITS


def past(days_ago: int, cents: int = 1000, pieces: int = 1) -> PastReturn:
    return PastReturn(TODAY - timedelta(days=days_ago), Money(cents), pieces)


@pytest.mark.parametrize(
    ("before", "now", "reach"),
    [
        ((), 1, Reach.WITHIN),
        ((past(1), past(2)), 1, Reach.NEAR),
        ((past(1), past(2), past(3)), 1, Reach.BEYOND),
        ((past(44), past(44), past(44)), 1, Reach.BEYOND),
        ((past(45), past(45), past(45)), 1, Reach.WITHIN),
        ((past(0, pieces=3),), 3, Reach.BEYOND),
        ((past(0, pieces=3),), 4, Reach.STOPPED),
        ((), 5, Reach.BEYOND),
        ((), 7, Reach.STOPPED),
    ],
)
def test_r15_pieces_in_45_days(before: tuple[PastReturn, ...], now: int, reach: Reach) -> None:
    (found,) = usages((PIECES,), before, TODAY, Money(500), now)
    assert found.reach is reach


@pytest.mark.parametrize(
    ("before", "now", "reach"),
    [
        ((past(364, 119_99),), 0, Reach.WITHIN),
        ((past(364, 100_00),), 20_00, Reach.NEAR),
        ((past(364, 100_00),), 50_00, Reach.NEAR),
        ((past(364, 100_00),), 50_01, Reach.BEYOND),
        ((past(365, 100_00),), 50_01, Reach.WITHIN),
        ((past(1, 290_00),), 10_01, Reach.STOPPED),
    ],
)
def test_money_in_365_days(before: tuple[PastReturn, ...], now: int, reach: Reach) -> None:
    (found,) = usages((AMOUNT,), before, TODAY, Money(now), 1)
    assert found.reach is reach


def test_what_lies_ahead_does_not_count() -> None:
    """The clock of another desk may be ahead; such a return counts from its own day on."""
    (found,) = usages((PIECES,), (past(-1),), TODAY, Money(1), 1)
    assert (found.before, found.now) == (0, 1)


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20_000), st.integers(0, 5))),
    st.integers(1, 400),
    st.integers(0, 20_000),
)
def test_a_window_is_the_sum_of_what_lies_in_it(
    rows: list[tuple[int, int, int]], days: int, amount: int
) -> None:
    limit = PersonLimit(days, money=True, warn=100, limit=200, stop=300)
    (found,) = usages((limit,), (past(*r) for r in rows), TODAY, Money(amount), 1)
    assert found.before == sum(cents for ago, cents, _ in rows if ago < days)
    assert found.now == found.before + amount
    assert (found.reach is Reach.STOPPED) == (found.now > 300)


@pytest.mark.parametrize(
    ("earlier", "amount", "expected"),
    [
        ((23_00, 24_50), 24_99, (Money(25_00), 3)),
        ((23_00,), 24_99, None),
        ((22_00, 21_00), 24_99, None),
        ((23_00, 24_50), 25_01, None),
        ((23_00, 24_50), 25_00, (Money(25_00), 3)),
        ((9_50, 9_99), 9_01, (Money(10_00), 3)),
        ((23_00, 24_50), 10, None),
    ],
)
def test_returns_that_keep_just_under_a_limit_are_noticed(
    earlier: tuple[int, ...], amount: int, expected: tuple[Money, int] | None
) -> None:
    found = just_under(
        [past(5, c) for c in earlier],
        TODAY,
        Money(amount),
        (Money(25_00), Money(10_00)),
        days=45,
        percent=10,
        times=3,
    )
    assert found == expected


@pytest.mark.parametrize(
    ("earlier", "amount", "expected"),
    [
        ((), 2400, None),
        ((past(0, 2000),), 600, Money(2600)),
        ((past(0, 2000),), 500, None),
        ((past(1, 2000),), 600, None),
        ((past(0, 2600),), 600, None),
        ((past(0, 2000),), 2600, None),
    ],
)
def test_one_return_split_over_a_day_is_noticed(
    earlier: tuple[PastReturn, ...], amount: int, expected: Money | None
) -> None:
    assert split_today(earlier, TODAY, Money(amount), Money(2500)) == expected


@pytest.mark.parametrize(("milli", "pieces"), [(1000, 1), (3000, 3), (420, 1), (2345, 3), (0, 0)])
def test_pieces_of_goods(milli: int, pieces: int) -> None:
    assert pieces_of(Quantity(milli)) == pieces


def test_limits_are_read_from_policy() -> None:
    text = """
    [[limits]]
    days = 30
    pieces = 2
    [[limits]]
    days = 90
    amount = "50.00"
    stop = "75.00"
    """
    assert parse_limits(read_source(text, USD), "limits") == (
        PersonLimit(30, money=False, warn=2, limit=2, stop=4),
        PersonLimit(90, money=True, warn=40_00, limit=50_00, stop=75_00),
    )
    assert parse_limits(read_source("", USD), "limits") == DEFAULT_LIMITS


@pytest.mark.parametrize(
    "row",
    [
        "days = 0\npieces = 1",
        "days = 30",
        'days = 30\npieces = 1\namount = "1.00"',
        'days = 30\namount = "10.00"\nstop = "9.00"',
        "days = 30\npieces = 3\nwarn = 4",
        "days = 30\npieces = 3\nother = 4",
    ],
)
def test_limits_that_make_no_sense_are_refused(row: str) -> None:
    with pytest.raises(BadInput):
        parse_limits(read_source(f"[[limits]]\n{row}", USD), "limits")
