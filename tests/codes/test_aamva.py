"""Licences as scanners send them: every edition, every damage that was seen, and hostile text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.codes.aamva import MAX_TEXT, is_licence, parse_licence, plain_number
from counter_app.codes.jurisdictions import ISSUERS, JURISDICTIONS, country_of
from counter_app.codes.receipt_codes import ScanRules, classify
from counter_app.core.errors import BadInput
from counter_app.core.scan import ScanCode, ScanKind
from tests.codes.cards import NUMBER, card


def test_the_edition_of_2020_is_read_whole() -> None:
    found = parse_licence(card())
    assert (found.number, found.jurisdiction, found.country) == (NUMBER, "VA", "USA")
    assert (found.family_name, found.first_name, found.middle_name) == ("SAMPLE", "ADAM", "JAMES")
    assert (found.street, found.city, found.postal) == (
        "2300 WEST BROAD STREET",
        "RICHMOND",
        "23269",
    )
    assert (found.born, found.issued, found.expires) == (
        date(1986, 1, 6),
        date(2019, 1, 15),
        date(2027, 1, 6),
    )
    assert (found.version, found.is_id_card, found.name_cut, found.limited_term) == (
        10,
        False,
        False,
        False,
    )
    assert found.last_four == "5789"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(card(head="@\r\n\r\n\x1e\r\r"), id="doubled_line_ends"),
        pytest.param(card(separator="\r\n"), id="cr_lf"),
        pytest.param(card(separator="\n\n"), id="doubled"),
        pytest.param(card(separator="\r", head="@"), id="cr_only"),
        pytest.param(card(separator="|", head="@||"), id="bars"),
        pytest.param(card(separator="\x1e"), id="record_separators"),
        pytest.param(card(separator="\u2193"), id="arrows"),
        pytest.param(card(head="@\n\r"), id="record_separator_lost"),
        pytest.param(card(head="   @\n\x1e\r"), id="leading_spaces"),
        pytest.param(card(head=""), id="no_head"),
        pytest.param("]L0" + card(), id="aim"),
        pytest.param(card().replace("ANSI ", "ANSI"), id="space_lost"),
        pytest.param(card().replace("\n", "\x85\n"), id="c1_controls"),
        pytest.param(card().replace("DL00410278", "DL00000278"), id="ontario_offset"),
        pytest.param(card().replace("DL00410278", "DLabac0278"), id="alberta_offset"),
        pytest.param(card(separator="\n  "), id="indented"),
    ],
)
def test_what_scanners_do_to_the_text_changes_nothing(text: str) -> None:
    found = parse_licence(text)
    assert (found.number, found.jurisdiction, found.first_name) == (NUMBER, "VA", "ADAM")
    assert found.born == date(1986, 1, 6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            card(version=1, state="GA", DCS="", DAC="", DAD="", DAA="DOE,JANE,ANN,JR"),
            ("DOE", "JANE", "ANN", "JR"),
            id="v1_whole_name",
        ),
        pytest.param(
            card(version=1, state="GA", DCS="", DAC="", DAD="", DAA="DOE JANE ANN"),
            ("DOE", "JANE", "ANN", ""),
            id="v1_spaces",
        ),
        pytest.param(
            card(version=1, state="NC", DCS="", DAC="", DAD="", DAA="DOE$JANE"),
            ("DOE", "JANE", "", ""),
            id="v1_dollars",
        ),
        pytest.param(
            card(version=3, DAC="", DAD="", DCT="JANE,ANN MARIE"),
            ("SAMPLE", "JANE", "ANN MARIE", ""),
            id="v3_given_names",
        ),
        pytest.param(
            card(version=2, DAC="", DAD="", DCT="JANE", DCU="SR"),
            ("SAMPLE", "JANE", "", "SR"),
            id="v2_one_given_name",
        ),
        pytest.param(card(DAD="NONE"), ("SAMPLE", "ADAM", "", ""), id="none_is_nothing"),
        pytest.param(card(DAD="unavl"), ("SAMPLE", "ADAM", "", ""), id="unavailable"),
    ],
)
def test_names_of_every_edition(text: str, expected: tuple[str, str, str, str]) -> None:
    found = parse_licence(text)
    assert (found.family_name, found.first_name, found.middle_name, found.suffix) == expected


@pytest.mark.parametrize(
    ("text", "born"),
    [
        pytest.param(card(DBB="01061986"), date(1986, 1, 6), id="us"),
        pytest.param(card(DBB="19860106"), date(1986, 1, 6), id="wyoming_the_wrong_way_round"),
        pytest.param(card(DBB="01061986NH"), date(1986, 1, 6), id="new_hampshire_letters"),
        pytest.param(card(state="ON", DCG="CAN"), date(1986, 1, 6), id="canada"),
        pytest.param(card(state="ON", DCG=""), date(1986, 1, 6), id="canada_by_issuer"),
        pytest.param(card(version=1, DBB="19860106"), date(1986, 1, 6), id="v1"),
        pytest.param(card(DBB="13131986"), None, id="no_such_month"),
        pytest.param(card(DBB="00000000"), None, id="zeros"),
        pytest.param(card(DBB=""), None, id="empty"),
        pytest.param(card(DBB="\u0660\u0661\u0660\u0661\u0661\u0669\u0668\u0666"), None, id="arab"),
    ],
)
def test_dates_are_tried_both_ways(text: str, born: date | None) -> None:
    assert parse_licence(text).born == born


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("232690000  ", "23269"),
        ("78701-1234", "78701-1234"),
        ("K1A 0B1    ", "K1A0B1"),
        ("78701", "78701"),
    ],
)
def test_postal_codes(printed: str, expected: str) -> None:
    assert parse_licence(card(DAK=printed)).postal == expected


def test_who_issued_it_goes_before_where_the_person_lives() -> None:
    assert parse_licence(card(state="NY", DAJ="NJ")).jurisdiction == "NY"
    unknown = card(state="NY", DAJ="NJ").replace("636001", "636999")
    assert parse_licence(unknown).jurisdiction == "NJ"


def test_what_the_card_says_besides() -> None:
    found = parse_licence(card(kind="ID", DDE="T", DDD="1"))
    assert (found.is_id_card, found.name_cut, found.limited_term) == (True, True, True)
    assert parse_licence(card(version=1, DAQ="", DBJ="X-12 34")).number == "X1234"


def test_the_stripe_of_a_card_is_read_as_well() -> None:
    text = "%MIDETROIT^DOE$JANE$ANN^12 MAIN ST^?\n;6360320123456789012=28121986010634?"
    found = parse_licence(text)
    assert (found.number, found.jurisdiction) == ("012345678901234", "MI")
    assert (found.family_name, found.first_name, found.city) == ("DOE", "JANE", "DETROIT")
    assert (found.born, found.expires) == (date(1986, 1, 6), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param(card(separator=""), "licence_stripped", id="stripped"),
        pytest.param(card(separator=" "), "licence_stripped", id="spaces"),
        pytest.param(
            card().replace(f"{NUMBER}\nDCSSAMPLE", f"{NUMBER}DCSSAMPLE"),
            "licence_stripped",
            id="one_separator_lost_behind_the_number",
        ),
        pytest.param(card(number=""), "licence_no_number", id="no_number"),
        pytest.param(card(number="A" * 26), "licence_no_number", id="number_too_long"),
        pytest.param(card(number="00000000"), "licence_no_number", id="number_of_zeros"),
        pytest.param(card(number="UNAVL"), "licence_no_number", id="number_unavailable"),
        pytest.param("@\n\x1e\rANSI 636000100002DL", "licence_unreadable", id="cut"),
        pytest.param("hello", "licence_unreadable", id="something_else"),
        pytest.param("", "licence_unreadable", id="nothing"),
        pytest.param(card() + "X" * MAX_TEXT, "licence_unreadable", id="too_long"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_without_quoting_it(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_licence(text)
    assert refused.value.code == code
    assert NUMBER not in str(refused.value) + refused.value.remedy


@pytest.mark.parametrize("cut", range(60, len(card()), 7))
def test_a_card_cut_off_anywhere_never_gives_half_a_number(cut: int) -> None:
    try:
        found = parse_licence(card()[:cut])
    except BadInput:
        return
    assert found.number == NUMBER


def test_nothing_personal_is_in_the_repr() -> None:
    shown = repr(parse_licence(card()))
    assert not any(word in shown for word in (NUMBER, "5789", "SAMPLE", "ADAM", "BROAD", "1986"))


def test_a_scan_of_a_licence_is_one_and_keeps_no_text() -> None:
    scanned = classify(ScanCode(card()), ScanRules())
    assert (scanned.kind, scanned.text) == (ScanKind.LICENCE, "")
    assert scanned.licence == parse_licence(card())
    with pytest.raises(BadInput):
        classify(ScanCode(card(separator="")), ScanRules())


def test_every_jurisdiction_has_a_country_and_one_issuer() -> None:
    assert {country_of(code) for code in JURISDICTIONS} == {"USA", "CAN"}
    assert set(ISSUERS.values()) <= JURISDICTIONS
    assert (country_of("TX"), country_of("ON"), country_of("ZZ")) == ("USA", "CAN", "")


SAYS_NOTHING = ("NONE", "UNAVL", "UNAVAIL", "00000000")
NUMBERS = st.text(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=4, max_size=MAX_TEXT // 200
).filter(lambda number: number not in SAYS_NOTHING)


@given(NUMBERS, st.sampled_from(sorted(set(ISSUERS.values()))), st.sampled_from("\n\r\x1e|"))
def test_what_was_written_is_read_again(number: str, state: str, separator: str) -> None:
    text = card(number, state, separator=separator)
    found = parse_licence(text)
    assert (found.number, found.jurisdiction) == (plain_number(number), state)


@given(st.text(max_size=600))
def test_any_text_is_a_licence_or_refused(text: str) -> None:
    is_licence(text)
    for hostile in (text, "@\n\x1e\rANSI 636000100002DL00410278DLDAQ" + text):
        try:
            found = parse_licence(hostile)
        except BadInput:
            continue
        assert 1 <= len(found.number) <= 25
        assert found.number.isalnum()


@given(st.integers(0, 400), st.integers(0, 400), st.text(max_size=20))
def test_a_damaged_card_is_a_licence_or_refused(start: int, end: int, put: str) -> None:
    text = card()
    damaged = text[: min(start, end)] + put + text[max(start, end) :]
    try:
        found = parse_licence(damaged)
    except BadInput:
        return
    assert len(found.number) <= 25
