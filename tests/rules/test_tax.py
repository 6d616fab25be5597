"""Taxes on a sale: by class and day, on top or inside, rounded line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, Money, total
from counter_app.rules.policy_text import read_source
from counter_app.rules.tax import TaxRate, TaxTable, charge, parse_tax

DAY = date(2026, 11, 21)
DEFAULT = Path("resources/policy/default.toml").read_text("utf-8")


TWO_DAYS = """
[[tax.rates]]
authority = "s"
name = "S"
percent = "1"
classes = ["a"]
from = 2026-02-01
until = 2026-01-01
"""


def rate(ppm: int, *, included: bool = False, authority: str = "state") -> TaxRate:
    return TaxRate(authority, authority.title(), ppm, frozenset({"general"}), included=included)


def parse(text: str) -> TaxTable:
    return parse_tax(read_source(text, USD).table("tax"))


@pytest.mark.parametrize(
    ("price", "ppm", "tax"),
    [(499, 88_750, 44), (1497, 88_750, 133), (2390, 200_000, 478), (8, 62_500, 1), (7, 62_500, 0)],
)
def test_a_tax_on_top_is_rounded_half_up_on_its_line(price: int, ppm: int, tax: int) -> None:
    (share,) = charge(Money(price), [rate(ppm)])
    assert (share.amount, share.taxable, share.included) == (Money(tax), Money(price), False)


def test_two_taxes_are_rounded_each_on_its_own() -> None:
    shares = charge(Money(1999), [rate(62_500), rate(20_000, authority="city")])
    assert [(s.authority, s.amount.minor) for s in shares] == [("state", 125), ("city", 40)]


def test_t02_an_included_tax_is_taken_out_of_the_price() -> None:
    (share,) = charge(Money(17_925), [rate(200_000, included=True)])
    assert (share.amount, share.taxable) == (Money(2988), Money(14_937))


@given(
    price=st.integers(0, 10_000_000),
    rates=st.lists(st.integers(0, 400_000), min_size=1, max_size=4),
)
def test_included_taxes_and_the_rest_are_the_price(price: int, rates: list[int]) -> None:
    shares = charge(Money(price), [rate(ppm, included=True) for ppm in rates])
    taxable = shares[0].taxable
    assert taxable is not None
    assert taxable + total(s.amount for s in shares) == Money(price)
    assert all(s.amount >= Money(0) for s in shares)


def test_t09_the_rate_of_the_day_applies() -> None:
    table = parse(
        """
        [[tax.rates]]
        authority = "state"
        name = "State tax"
        percent = "6.25"
        classes = ["general"]
        until = 2026-11-20
        [[tax.rates]]
        authority = "state"
        name = "State tax"
        percent = "7"
        classes = ["general"]
        from = 2026-11-21
        """
    )
    assert [r.rate_ppm for r in table.on("general", date(2026, 11, 20))] == [62_500]
    assert [r.rate_ppm for r in table.on("General ", date(2026, 11, 21))] == [70_000]


def test_the_default_policy_taxes_its_demo_goods() -> None:
    table = parse_tax(read_source(DEFAULT, USD).table("tax"))
    assert [(r.authority, r.rate_ppm) for r in table.on("soda", DAY)] == [
        ("state", 62_500),
        ("city", 20_000),
    ]
    assert table.on("food", DAY) == ()
    assert table.class_of("food") == "food"
    assert table.class_of("fireworks") is None
    assert table.class_of("") is None


def test_a_policy_without_taxes_still_loads_and_knows_no_class() -> None:
    assert parse("name = 'old'").class_of("general") is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[tax]\ndefault_class = 'x'", "neither taxed nor exempt"),
        (
            "[tax]\nexempt=['a']\n[[tax.rates]]\nauthority='s'\nname='S'\npercent='1'\nclasses=['A']",
            "which S falls on",
        ),
        ("[[tax.rates]]\nauthority='s'\nname='S'\npercent='1'\nclasses=[]", "at least one"),
        (
            TWO_DAYS,
            "must not be before",
        ),
        ("[tax]\nrate = '1'", "not a setting"),
    ],
)
def test_what_is_doubtful_is_refused_with_its_line(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as no:
        parse(text)
    assert no.value.text.startswith("Line ")
    assert reason in no.value.text
