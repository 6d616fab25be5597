"""What a scan is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.codes.gtin import EmbeddedRule
from counter_app.codes.own_code import OwnCode, build_badge
from counter_app.codes.receipt_codes import (
    ReceiptPattern,
    ReceiptReference,
    Scanned,
    ScanRules,
    classify,
    read_receipt,
)
from counter_app.core.errors import BadInput
from counter_app.core.scan import ScanCode, ScanKind

BARCODE = ReceiptPattern(
    "barcode",
    "(?P<store>[0-9]{4})(?P<workstation>[0-9]{3})(?P<date>[0-9]{6})(?P<sequence>[0-9]{5})",
)
NUMBER = ReceiptPattern("number", "(?P<number>[0-9]{1,10})", typed_only=True)
RULES = ScanRules(
    (BARCODE, NUMBER), (EmbeddedRule("02", 5, 4, "price", skip_digits=1),), badge_prefix="OP"
)
SLIP = OwnCode("RT", 12, 7, date(2026, 11, 21), 46)


def scan(text: str, symbology: str | None = None) -> Scanned:
    return classify(ScanCode(text, symbology), RULES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("0012/4/2026-11-07/183", ScanKind.RECEIPT),
        ("001200426110700183", ScanKind.RECEIPT),
        ("0183", ScanKind.RECEIPT),
        ("4006381333931", ScanKind.ITEM),
        ("]E04006381333931\r\n", ScanKind.ITEM),
        ("]C10104006381333931\x1d10LOT", ScanKind.ITEM),
        ("4012", ScanKind.ITEM),
        (SLIP.text, ScanKind.SLIP),
        (SLIP.grouped, ScanKind.SLIP),
        (build_badge("482913"), ScanKind.BADGE),
        ("]C0" + build_badge("482913") + "\t", ScanKind.BADGE),
        ("811010041570000752310011020096000", ScanKind.UNKNOWN),
        ("4006381333932", ScanKind.UNKNOWN),
        ("hello", ScanKind.UNKNOWN),
        ("", ScanKind.UNKNOWN),
        ("\x1bp0", ScanKind.UNKNOWN),
        ("9" * 5000, ScanKind.UNKNOWN),
    ],
)
def test_each_kind_of_scan(text: str, kind: ScanKind) -> None:
    assert scan(text).kind is kind


def test_a_receipt_barcode_gives_its_parts() -> None:
    assert scan("001200426110700183").receipt == ReceiptReference(
        "001200426110700183", "12", "4", date(2026, 11, 7), 183
    )


def test_the_text_form_keeps_store_and_workstation_as_written() -> None:
    assert read_receipt("0012/04/2026-11-07/183", ()) == ReceiptReference(
        "0012/04/2026-11-07/183", "0012", "04", date(2026, 11, 7), 183
    )


def test_a_printed_number_is_only_a_number() -> None:
    found = scan("0183").receipt
    assert found is not None
    assert (found.number, found.sequence) == ("0183", None)


def test_coupons_are_known_as_such_and_left_alone() -> None:
    assert scan("]e0811010041570000752310011020096000").is_coupon


def test_a_date_that_is_none_does_not_match() -> None:
    assert scan("001200426130700183").kind is ScanKind.UNKNOWN


def test_b2_35_a_mistyped_slip_is_refused() -> None:
    with pytest.raises(BadInput):
        scan("RT 0012 07 261121 0046 33")


@pytest.mark.parametrize(
    "pattern",
    [
        "([0-9]+)+(?P<number>x)",
        "(?P<number>(a*)*)",
        "(a|aa)+(?P<number>x)",
        "(?P<number>[0-9]",
        "(?P<total>[0-9]+)",
        "[0-9]+",
        "(?P<number>" + "x" * 300 + ")",
    ],
)
def test_bad_patterns_are_refused(pattern: str) -> None:
    with pytest.raises(BadInput):
        ReceiptPattern("bad", pattern)


@given(st.text(max_size=80))
def test_any_scan_has_a_kind_or_a_plain_refusal(text: str) -> None:
    try:
        found = scan(text)
    except BadInput:
        return
    fields = [found.receipt, found.slip, found.item, found.badge]
    assert sum(f is not None for f in fields) == (found.kind is not ScanKind.UNKNOWN)
