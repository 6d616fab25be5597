"""Price accuracy packs: worked legal examples, what a pack must say, and what holds for any price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.money import USD, ZERO, Money
from counter_app.core.quantity import ONE, Quantity, units
from counter_app.core.words import Words
from counter_app.paths import resources
from counter_app.rules.policy_text import read_source
from counter_app.rules.price_accuracy.claim import PriceClaim, Why, extended
from counter_app.rules.price_accuracy.compute import NAMED, award
from counter_app.rules.price_accuracy.pack import RULES, Pack, PackStanding, parse_pack
from counter_app.rules.price_accuracy.packs import NEUTRAL, shipped_packs
from tests.rules.legal_examples import EXAMPLES, FACTS, OWN, READING, STATUTE, Example

DAY = date(2026, 1, 2)
FOLDER = Path("resources/policy/price_accuracy")
PACKS = shipped_packs()
EXAMPLE_IDS = [f"{n:02d} {x.pack} {x.charged} for {x.right}" for n, x in enumerate(EXAMPLES, 1)]


@pytest.mark.parametrize("example", EXAMPLES, ids=EXAMPLE_IDS)
def test_the_law_gives(example: Example) -> None:
    claim = example.claim()
    found = award(claim, PACKS[example.pack])
    cents = (found.difference.minor, found.off.minor, found.bonus.minor)
    assert (cents, found.why, found.owed) == (example.expected, example.why, example.owed)


@pytest.mark.parametrize("example", EXAMPLES, ids=EXAMPLE_IDS)
def test_an_example_follows_words_of_the_pack(example: Example) -> None:
    edition = PACKS[example.pack].on(example.sold_on)
    texts = [edition.words["en"], *(x.words["en"] for x in edition.exemptions)]
    readings = edition.own_reading if example.basis == READING else ()
    assert any(example.text in text for text in (*texts, *readings)), example.text
    assert example.basis in (FACTS, OWN, STATUTE, READING)
    assert (example.basis != STATUTE) or edition.read_at


def test_there_are_enough_examples_and_each_pack_has_some() -> None:
    assert len(EXAMPLES) >= 60
    assert {x.pack for x in EXAMPLES} == set(PACKS)
    assert len({repr(x) for x in EXAMPLES}) == len(EXAMPLES)


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_a_pack_is_dated_sourced_and_in_both_languages(pack: Pack) -> None:
    for edition in pack.editions:
        assert edition.source
        assert edition.words["en"] != edition.words["es"]
        if pack.standing is PackStanding.LAW:
            assert edition.unknown, "what our sources do not tell must be said"
    assert pack.dated <= date(2026, 12, 31)


@pytest.mark.parametrize("pack", PACKS.values(), ids=list(PACKS))
def test_a_packs_name_and_source_are_said_in_spanish(pack: Pack) -> None:
    words = Words.load("es", USD, resources("i18n"))
    for text in (pack.name, *(edition.source for edition in pack.editions)):
        assert words.term(text) != text


def test_the_named_rules_are_the_ones_a_pack_may_name() -> None:
    assert set(NAMED) == set(RULES)
    assert PACKS[NEUTRAL].standing is PackStanding.STORE


def test_california_is_cited_with_the_places_where_it_was_read() -> None:
    (edition,) = PACKS["california"].editions
    assert "12024.2" in edition.source
    assert all(address.startswith("http") for address in edition.read_at)
    assert len(edition.read_at) == 3
    assert (edition.rule, edition.cap, edition.bonus_max) == ("difference_only", None, None)


def test_quebec_changed_on_the_seventh_of_may_2025() -> None:
    pack = PACKS["quebec"]
    assert pack.on(date(2025, 5, 6)).cap == Money(1000)
    assert pack.on(date(2025, 5, 7)).cap == Money(1500)


@pytest.mark.parametrize(
    ("charged", "right", "rounding"),
    [(300, 299, True), (300, 298, True), (300, 297, False), (299, 298, False), (300, 300, False)],
)
def test_rounding_to_five_cents_is_no_error_in_quebec(
    charged: int, right: int, rounding: bool
) -> None:
    """Facts 19.1: "5¢ rounding is not an error"."""
    edition = PACKS["quebec"].on(date(2026, 1, 1))
    assert edition.is_rounding(Money(charged), Money(right)) is rounding
    assert not PACKS["michigan"].on(date(2026, 1, 1)).is_rounding(Money(charged), Money(right))


@given(
    st.sampled_from(sorted(PACKS)),
    st.integers(1, 200_000),
    st.integers(0, 200_000),
    st.integers(1, 20),
    st.sampled_from(["", "milk", "small_item", "weighed"]),
    st.booleans(),
)
def test_any_wrong_price_gives_its_difference_and_no_unit_costs_less_than_nothing(
    key: str, right: int, more: int, count: int, exemption: str, early: bool
) -> None:
    claim = PriceClaim(
        Money(right + more + 1),
        Money(right),
        date(2026, 1, 2),
        date(2026, 1, 3),
        date(2026, 1, 3),
        units(count),
        exemption=exemption,
        before_completion=early,
    )
    found = award(claim, PACKS[key])
    assert found.difference == claim.each * count
    assert ZERO <= found.off <= claim.right
    assert found.bonus == ZERO or Money(100) <= found.bonus <= Money(500)
    assert (found.compensation > ZERO) == (found.why is Why.OWED)
    again = award(replace(claim, compensated=True), PACKS[key])
    assert again.compensation == ZERO


def test_a_weighed_package_is_its_own_unit() -> None:
    """1.230 lb at 4.99 for 3.99: the package costs 4.91 instead of 6.14 and is free in Quebec."""
    claim = PriceClaim(Money(499), Money(399), DAY, DAY, DAY, Quantity(1230), weighed=True)
    found = award(claim, PACKS["quebec"])
    assert (found.difference, found.off) == (Money(614 - 491), Money(491))


@pytest.mark.parametrize(
    ("price", "milli", "cents"), [(399, 2345, 936), (399, 0, 0), (100, 5, 1), (100, 4, 0)]
)
def test_price_times_quantity_rounds_half_up(price: int, milli: int, cents: int) -> None:
    assert extended(Money(price), Quantity(milli)) == Money(cents)
    assert extended(Money(price), ONE) == Money(price)


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("michigan", 'standing = "law"', 'standing = "custom"', "must be law, voluntary or store"),
        ("michigan", 'rule = "difference_and_bonus"', 'rule = "double"', "must be one of"),
        ("michigan", "factor = 10", "factors = 10", "factor is missing"),
        ("michigan", 'bonus_max = "5.00"', 'bonus_max = "0.50"', "must not be below bonus_min"),
        ("michigan", 'bonus_max = "5.00"', "bonus_max = 5.0", "in quotation marks"),
        ("michigan", "pay_days = 2", "pay_days = 2\npay_hours = 3", "not a setting"),
        ("connecticut", 'cap = "20.00"\n', "", "cap is missing"),
        ("quebec", "from = 2025-05-07\n", "", "must be later than the edition before"),
        ("quebec", 'rounding_step = "0.05"', 'rounding_step = "0"', "must be above zero"),
        ("massachusetts_grocery", 'below_percent = "50"', 'below_percent = "500"', "at most 100"),
        ("california", "dated = 2026-11-28", 'dated = "today"', "must be a date"),
        ("neutral", 'es = "La', 'fr = "La', "es is missing"),
    ],
)
def test_a_doubtful_pack_is_refused_with_its_line(
    name: str, old: str, new: str, reason: str
) -> None:
    text = (FOLDER / f"{name}.toml").read_text("utf-8")
    assert old in text
    with pytest.raises(BadInput, match=reason) as refused:
        parse_pack(read_source(text.replace(old, new, 1), USD))
    assert refused.value.text.startswith("Line ")


def test_a_pack_without_editions_is_refused() -> None:
    text = (FOLDER / "neutral.toml").read_text("utf-8").partition("[[editions]]")[0]
    with pytest.raises(BadInput, match="editions is missing"):
        parse_pack(read_source(text, USD))
