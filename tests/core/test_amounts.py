"""Amounts and quantities as they are typed: what is exact is read, everything else is refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core import money, quantity
from counter_app.core.errors import BadInput
from counter_app.core.money import MAX_MINOR, USD, Currency, Money, parse_money, total
from counter_app.core.quantity import Quantity, parse_quantity

JPY = Currency("JPY", 0)
BHD = Currency("BHD", 3)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("12.50", 1250),
        ("12,50", 1250),
        ("12", 1200),
        ("0.05", 5),
        ("1,234.50", 123450),
        ("22041.88000", 2204188),
        ("-5.00", -500),
        ("\u22125.00", -500),
        (" 7.10 ", 710),
        ("-0", 0),
        ("-0.00", 0),
    ],
)
def test_b2_exact_amounts_are_read(text: str, minor: int) -> None:
    assert parse_money(text) == Money(minor)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("NaN", id="b2_01_nan"),
        pytest.param("sNaN", id="b2_02_snan"),
        pytest.param("Infinity", id="b2_03_infinity"),
        pytest.param("-inf", id="b2_03_inf"),
        pytest.param("1e2", id="b2_05_exponent"),
        pytest.param("1E+2", id="b2_05_exponent_plus"),
        pytest.param("1e400", id="b2_06_huge_exponent"),
        pytest.param("1_000", id="b2_07_underscore"),
        pytest.param("١٢", id="b2_08_arabic"),
        pytest.param("５", id="b2_08_fullwidth"),
        pytest.param("²", id="b2_09_superscript"),
        pytest.param("1,234", id="b2_10_two_readings"),
        pytest.param("1.234", id="b2_10_point"),
        pytest.param("1.2.3", id="b2_10_two_points"),
        pytest.param("12.345", id="b2_11_too_exact"),
        pytest.param("9" * 5000, id="b2_13_endless"),
        pytest.param("9223372036854775808", id="b2_18_beyond_64_bits"),
        pytest.param("", id="empty"),
        pytest.param(" ", id="blank"),
        pytest.param("--5", id="two_signs"),
        pytest.param("$5", id="sign_of_currency"),
        pytest.param("5\x00", id="nul"),
        pytest.param("5\n", id="newline"),
        pytest.param("0x10", id="hexadecimal"),
    ],
)
def test_b2_other_amounts_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        parse_money(text)
    assert refusal.value.text.endswith(".")
    assert len(refusal.value.text) < 120


def test_b2_06_refusing_is_quick() -> None:
    start = time.perf_counter()
    for text in ("1e400", "9" * 1_000_000, "1" + ",000" * 100_000):
        with pytest.raises(BadInput):
            parse_money(text)
    assert time.perf_counter() - start < 0.05


def test_b2_04_minus_zero_prints_as_zero() -> None:
    assert money.plain(parse_money("-0")) == "0.00"


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("105", JPY, 105), ("10.500", BHD, 10500), ("10.5", BHD, 10500), ("105.00", JPY, 105)],
)
def test_b2_12_the_currency_says_how_many_decimals(
    text: str, currency: Currency, minor: int
) -> None:
    assert parse_money(text, currency) == Money(minor)


@pytest.mark.parametrize(("text", "currency"), [("10.5", JPY), ("1.2345", BHD), ("0.001", USD)])
def test_b2_12_more_decimals_than_the_currency_has(text: str, currency: Currency) -> None:
    with pytest.raises(BadInput):
        parse_money(text, currency)


@pytest.mark.parametrize("text", ["1.000", "12.500", "1.234"])
def test_a_point_may_set_thousands_apart_where_there_are_no_decimals(text: str) -> None:
    """Chile writes a thousand pesos 1.000; it was read as one."""
    with pytest.raises(BadInput) as no:
        parse_money(text, JPY)
    assert no.value.code == "ambiguous_amount"


def test_b2_19_sums_near_the_limit_are_refused_not_wrapped() -> None:
    with pytest.raises(BadInput):
        total([Money(MAX_MINOR)] * 5)


@pytest.mark.parametrize("value", [0.1, 1.0, "1", None, True])
def test_b2_20_money_takes_whole_minor_units_only(value: object) -> None:
    with pytest.raises(TypeError):
        Money(value)  # type: ignore[arg-type]


def test_s22_a_thousand_half_cent_discounts_leave_nothing_behind() -> None:
    assert total(Money(5) for _ in range(1000)) - Money(5) * 1000 == Money(0)


@given(st.integers(-(10**12), 10**12), st.sampled_from([USD, JPY, BHD]))
def test_what_is_printed_reads_back_as_the_same_amount(minor: int, currency: Currency) -> None:
    assert parse_money(money.plain(Money(minor), currency), currency) == Money(minor)


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_plain_refusal(text: str) -> None:
    try:
        amount = parse_money(text)
    except BadInput:
        return
    assert abs(amount.minor) <= MAX_MINOR


@pytest.mark.parametrize(
    ("text", "milli"), [("2", 2000), ("0.42", 420), ("2,345", 2345), ("1.500000", 1500), ("0", 0)]
)
def test_quantities_are_read_to_a_thousandth(text: str, milli: int) -> None:
    assert parse_quantity(text) == Quantity(milli)


@pytest.mark.parametrize("text", ["1e3", "1_0", "٢", "0.0001", "NaN", "", "1/2", "9" * 40, "2\t"])
def test_b2_other_quantities_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_quantity(text)


@given(st.integers(-(10**9), 10**9))
def test_printed_quantities_read_back(milli: int) -> None:
    assert parse_quantity(quantity.plain(Quantity(milli))) == Quantity(milli)
