"""Stratified samples: sizes in proportion, every item with the same chance, the same seed again."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.rules.price_sampling import AuditCounts, draw, shares

SIZES = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 200), max_size=8)


@given(SIZES, st.integers(0, 400))
def test_shares_add_up_and_never_exceed_a_stratum(sizes: dict[str, int], size: int) -> None:
    found = shares(sizes, size)
    assert sum(found.values()) == min(size, sum(sizes.values()))
    assert all(0 <= found[name] <= sizes[name] for name in sizes)
    filled = [name for name in sizes if sizes[name]]
    if size >= len(filled):
        assert all(found[name] for name in filled)


def test_shares_are_in_proportion() -> None:
    assert shares({"a": 500, "b": 300, "c": 200}, 50) == {"a": 25, "b": 15, "c": 10}
    assert shares({"a": 990, "b": 10}, 50) == {"a": 49, "b": 1}
    assert shares({"a": 1000, "b": 1}, 50) == {"a": 49, "b": 1}


def test_the_same_seed_draws_the_same_and_another_one_another() -> None:
    strata = {"a": list(range(100)), "b": list(range(100, 150))}
    assert draw(strata, 20, "x") == draw(strata, 20, "x")
    assert draw(strata, 20, "x") != draw(strata, 20, "y")
    assert len({item for _, item in draw(strata, 60, "x")}) == 60


def test_every_item_has_the_same_chance() -> None:
    """2,000 samples of 10 of 40: each about 500 times (five standard deviations are 97)."""
    strata = {"a": list(range(40))}
    seen = Counter(item for n in range(2000) for _, item in draw(strata, 10, str(n)))
    assert set(seen) == set(range(40))
    assert all(403 <= count <= 597 for count in seen.values())


@pytest.mark.parametrize(
    ("checked", "wrong", "accuracy", "passes"),
    [(100, 2, 980_000, True), (100, 3, 970_000, False), (50, 1, 980_000, True), (0, 0, 0, False)],
)
def test_the_line_is_98_percent(checked: int, wrong: int, accuracy: int, passes: bool) -> None:
    """Facts 19.1: 98 percent is the accuracy standard cited by Massachusetts."""
    counts = AuditCounts(checked, over=wrong)
    assert counts.accuracy_ppm() == accuracy
    assert counts.passes(980_000) is passes


def test_a_hair_below_the_line_does_not_pass() -> None:
    counts = AuditCounts(9999, over=200)
    assert counts.accuracy_ppm() == 979_997
    assert not counts.passes(980_000)
