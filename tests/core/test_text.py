"""Typed text: invisible characters go, damage and mischief are refused."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.errors import BadInput
from counter_app.core.text import clean_text, shown


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Dana\x00Whitfield", id="b2_24_nul"),
        pytest.param("Dana\ud800", id="b2_25_lone_surrogate"),
        pytest.param("x" * 10_000_000, id="b2_26_ten_megabytes"),
        pytest.param("x" * 256, id="b2_26_one_too_many"),
        pytest.param("\x1bp0", id="escape_sequence"),
        pytest.param("a\x9bb", id="c1_control"),
        pytest.param("\ufdd0", id="no_character"),
    ],
)
def test_b2_text_that_cannot_be_kept_is_refused(raw: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadInput) as refusal:
        clean_text(raw)
    assert time.perf_counter() - start < 0.05
    assert refusal.value.text.isprintable()


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        pytest.param("abc\u202edef", "abcdef", id="b2_27_bidi_override"),
        pytest.param("Zoe\u0308", "Zoë", id="b2_29_two_spellings"),
        pytest.param("SA\u200bVE\ufeff5", "SAVE5", id="b2_30_zero_width"),
        pytest.param("50%_off", "50%_off", id="b2_31_wildcards"),
        pytest.param("' OR 1=1 --", "' OR 1=1 --", id="b2_32_quotes"),
        pytest.param('"; DROP TABLE x', '"; DROP TABLE x', id="b2_33_statement"),
        pytest.param("0412\t\r\n", "0412", id="b2_34_wedge_enter"),
        pytest.param("torn\r\nADMIN ok", "torn ADMIN ok", id="b2_38_second_line"),
        pytest.param("  two   words ", "two words", id="spaces"),
    ],
)
def test_b2_other_text_is_kept_as_it_is_meant(raw: str, kept: str) -> None:
    assert clean_text(raw) == kept


def test_b2_28_a_cyrillic_letter_stays_another_letter() -> None:
    assert clean_text("m\u0430ria") != clean_text("maria")


@given(st.text(max_size=300))
def test_kept_text_is_one_visible_line_and_stays_the_same(raw: str) -> None:
    try:
        kept = clean_text(raw, 200)
    except BadInput:
        return
    assert len(kept) <= 200
    assert not any(unicodedata.category(c)[0] == "C" for c in kept)
    assert clean_text(kept, 200) == kept


def test_text_shown_in_a_message_is_cut_and_harmless() -> None:
    assert shown("a\x1b[2Jb" + "x" * 100) == "“a\ufffd[2Jb" + "x" * 34 + "…”"
