"""Our own slips and badges: what is printed reads back, what is mistyped is seen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.codes.own_code import (
    MAX_SEQUENCE,
    RETURN_SLIP,
    OwnCode,
    build_badge,
    check_digits,
    parse_badge,
    parse_own,
)
from counter_app.core.errors import BadInput

SLIP = OwnCode(RETURN_SLIP, store=12, station=7, business_date=date(2026, 11, 21), sequence=46)

codes = st.builds(
    OwnCode,
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2),
    st.integers(0, 9999),
    st.integers(0, 99),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(0, MAX_SEQUENCE),
)


def test_the_slip_reads_as_it_is_printed() -> None:
    assert SLIP.grouped == "RT 0012 07 261121 0046 32"
    assert SLIP.text == "RT001207261121004632"
    assert parse_own("rt 0012 07 261121 0046 32") == SLIP


def test_check_digits_follow_the_standard() -> None:
    # ISO 7064 MOD 97-10 as every bank account number uses it: GB82 WEST 1234 5698 7654 32.
    assert check_digits("WEST12345698765432GB") == "82"


@given(codes)
def test_every_code_reads_back(code: OwnCode) -> None:
    assert parse_own(code.text) == code
    assert parse_own(code.grouped) == code


@given(codes, st.integers(2, 19), st.integers(1, 9))
def test_every_single_wrong_digit_is_seen(code: OwnCode, place: int, change: int) -> None:
    text = code.text
    wrong = text[:place] + str((int(text[place]) + change) % 10) + text[place + 1 :]
    with pytest.raises(BadInput):
        parse_own(wrong)


@given(codes, st.integers(2, 18))
def test_every_swap_of_neighbours_is_seen(code: OwnCode, place: int) -> None:
    text = code.text
    assume(text[place] != text[place + 1])
    with pytest.raises(BadInput):
        parse_own(text[:place] + text[place + 1] + text[place] + text[place + 2 :])


@pytest.mark.parametrize("text", ["", "RT", "0012", "RT" + "9" * 100, "4006381333931", "RT 00 1"])
def test_other_texts_are_not_ours(text: str) -> None:
    assert parse_own(text) is None


def test_a_day_that_does_not_exist_is_refused() -> None:
    body = "RT00120726023000" + "46"
    with pytest.raises(BadInput):
        parse_own(body + check_digits(body))


@pytest.mark.parametrize(
    ("kind", "store", "station", "year", "sequence"),
    [
        ("R", 1, 1, 2026, 1),
        ("RT", 10_000, 1, 2026, 1),
        ("RT", 1, 100, 2026, 1),
        ("RT", 1, 1, 2100, 1),
        ("RT", 1, 1, 2026, -1),
        ("RT", 1, 1, 2026, MAX_SEQUENCE + 1),
    ],
)
def test_what_does_not_fit_is_refused(
    kind: str, store: int, station: int, year: int, sequence: int
) -> None:
    with pytest.raises(BadInput):
        OwnCode(kind, store, station, date(year, 1, 1), sequence)


@given(st.integers(0, 10**12 - 1))
def test_badges_read_back(number: int) -> None:
    badge = build_badge(f"{number:04d}")
    assert parse_badge(badge) == f"{number:04d}"
    assert parse_badge(badge, "ZZ") is None
    with pytest.raises(BadInput):
        parse_badge(badge[:-1] + str((int(badge[-1]) + 1) % 10))


@pytest.mark.parametrize("number", ["", "123", "1" * 13, "12a4", "١٢٣٤"])
def test_a_badge_number_has_four_to_twelve_digits(number: str) -> None:
    with pytest.raises(BadInput):
        build_badge(number)
