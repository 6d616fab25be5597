"""Codes of credits: drawn at random, checked by key, read however they are typed."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.codes.credit_code import (
    GIFT_CARD,
    RANDOM_BYTES,
    STORE_CREDIT,
    CreditCode,
    credit_shape,
    make_code,
    parse_credit,
)
from counter_app.codes.own_code import parse_own
from counter_app.codes.receipt_codes import ScanRules, classify
from counter_app.core.errors import BadInput
from counter_app.core.scan import ScanCode, ScanKind

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


def code_of(random: bytes = b"0123456789", kind: str = STORE_CREDIT) -> CreditCode:
    made = make_code(kind, random, KEY)
    assert made is not None
    return made


@given(st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES), st.sampled_from(["SC", "GC"]))
def test_every_code_reads_back_and_is_told_from_slips(random: bytes, kind: str) -> None:
    made = make_code(kind, random, KEY)
    if made is None:
        return
    assert parse_credit(made.text, KEY) == made
    assert parse_credit(made.grouped.lower().replace(" ", "-"), KEY) == made
    assert parse_own(made.text) is None
    assert classify(ScanCode(made.text, "]C0"), ScanRules()).kind is ScanKind.CREDIT
    assert len(made.text) == 22


def test_the_random_part_has_eighty_bits() -> None:
    assert RANDOM_BYTES * 8 == 80
    drawn = {code_of(secrets.token_bytes(RANDOM_BYTES)).body for _ in range(200)}
    assert len(drawn) == 200
    assert len({c for body in drawn for c in body}) == 32
    assert code_of(b"\x00" * 9 + b"\x01").body != code_of(b"\x01" + b"\x00" * 9).body


def test_every_single_wrong_character_and_swap_is_refused() -> None:
    text = code_of().text
    for place in range(2, len(text)):
        for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if other != text[place]:
                with pytest.raises(BadInput) as no:
                    parse_credit(text[:place] + other + text[place + 1 :], KEY)
                assert no.value.code == "credit.bad_check"
    for place in range(2, len(text) - 1):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        if swapped != text:
            with pytest.raises(BadInput):
                parse_credit(swapped, KEY)


def test_another_stores_key_and_another_kind_do_not_fit() -> None:
    made = code_of()
    with pytest.raises(BadInput):
        parse_credit(made.text, OTHER_KEY)
    with pytest.raises(BadInput):
        parse_credit(GIFT_CARD + made.text[2:], KEY)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("sc oil0 1234 5678 9abc defg", "SC0110123456789ABCDEFG"),
        ("SC-7K2M-9QXT-4VBN-P3HZ-J8W5", "SC7K2M9QXT4VBNP3HZJ8W5"),
        ("SC12345678901234567890", None),
        ("RT7K2M9QXT4VBNP3HZJ8W5", None),
        ("SC7K2M9QXT4VBNP3HZJ8W", None),
        ("SC7K2M9QXT4VBNP3HZJ8WU", None),
        ("SC" + " " * 60 + "7K2M9QXT4VBNP3HZJ8W5", None),
        ("SC7K2M9QXT4VBNP3HZJ8Ẅ5", None),
    ],
)
def test_what_looks_like_a_code(typed: str, read: str | None) -> None:
    assert credit_shape(typed) == read


def test_anything_else_is_no_code() -> None:
    with pytest.raises(BadInput) as no:
        parse_credit("04119691011", KEY)
    assert no.value.code == "credit.not_a_code"
