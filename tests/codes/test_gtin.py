"""Item numbers."""

from __future__ import annotations

import pytest
from biip import ParseError
from biip.gtin import Gtin
from hypothesis import given
from hypothesis import strategies as st

from counter_app.codes.gtin import (
    EmbeddedRule,
    check_digit,
    is_gtin,
    is_plu,
    normalise,
    parse_item,
)
from counter_app.core.errors import BadInput
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity

PRICE = EmbeddedRule("02", item_digits=5, skip_digits=1, value_digits=4, holds="price")
WEIGHT = EmbeddedRule("21", item_digits=5, value_digits=5, holds="weight")


def complete(body: str) -> str:
    return body + check_digit(body)


@given(st.sampled_from((7, 8, 12, 13, 14, 15)), st.data())
def test_another_reader_agrees_which_numbers_are_gtins(length: int, data: st.DataObject) -> None:
    body = data.draw(st.text("0123456789", min_size=length - 1, max_size=length - 1))
    text = body + data.draw(
        st.sampled_from(("0123456789", check_digit(body))).flatmap(st.sampled_from)
    )
    try:
        Gtin.parse(text)
        agreed = True
    except ParseError:
        agreed = False
    assert is_gtin(text) is agreed


@pytest.mark.parametrize(
    "text", ["96385074", "036000291452", "4006381333931", "10012345678902", "629104150021" + "3"]
)
def test_published_numbers_have_right_check_digits(text: str) -> None:
    assert is_gtin(text)
    assert normalise(text) == text.rjust(14, "0")


@pytest.mark.parametrize(
    "text",
    ["036000291453", "4006381333932", "", "12345", "4006381333931\n", "40063８1333931", "x" * 99],
)
def test_b2_35_wrong_numbers_are_refused(text: str) -> None:
    assert not is_gtin(text)
    with pytest.raises(BadInput):
        normalise(text)


@given(st.integers(0, 10**13 - 1), st.integers(0, 13), st.integers(1, 9))
def test_every_single_wrong_digit_is_seen(body: int, place: int, change: int) -> None:
    code = complete(f"{body:013d}")
    wrong = str((int(code[place]) + change) % 10)
    assert is_gtin(code)
    assert not is_gtin(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize(
    ("text", "plu"),
    [("4012", True), ("94012", True), ("84012", True), ("0183", False), ("54012", False)],
)
def test_plu_numbers(text: str, plu: bool) -> None:
    assert is_plu(text) is plu
    if plu:
        assert parse_item(text).is_plu


@given(st.integers(0, 99999), st.integers(0, 9), st.integers(0, 9999))
def test_a_price_comes_out_and_every_package_has_the_same_code(
    item: int, verifier: int, cents: int
) -> None:
    code = parse_item(complete(f"02{item:05d}{verifier}{cents:04d}"), [WEIGHT, PRICE])
    assert code.price == Money(cents)
    assert code.code == parse_item(complete(f"02{item:05d}00000"), [PRICE]).code
    assert is_gtin(code.code)


@given(st.integers(0, 99999), st.integers(0, 99999))
def test_a_weight_comes_out(item: int, thousandths: int) -> None:
    code = parse_item(complete(f"21{item:05d}{thousandths:05d}"), [PRICE, WEIGHT])
    assert code.weight == Quantity(thousandths)
    assert code.price is None


def test_a_upc_of_number_system_two_carries_its_price() -> None:
    assert parse_item(complete("21234500499"), [PRICE]).price == Money(499)


@pytest.mark.parametrize(("prefix", "digits"), [("40", 5), ("02", 9), ("x2", 5)])
def test_an_embedded_rule_must_fit(prefix: str, digits: int) -> None:
    with pytest.raises(BadInput):
        EmbeddedRule(prefix, item_digits=digits, value_digits=5, holds="price")
