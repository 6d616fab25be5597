"""Sales from CSV: the presets, the own format, and files that are not what they should be."""

from __future__ import annotations

import io
import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.money import Money
from counter_app.core.order import order_of
from counter_app.core.points import ReceiptPoints, points_of
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import Direction, DiscountKind
from counter_app.core.transaction import Tender
from counter_app.intake.csv_sales import check_sales_csv, read_sales_csv
from counter_app.intake.limits import Limits
from counter_app.intake.mapping import (
    ITEM_FIELDS,
    PRESETS,
    SALES_FIELDS,
    Mapping,
    load_mapping,
    mapping_from,
)
from counter_app.intake.memory_sink import MemorySink
from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Note, Outcome, Parsed, Reject, Skipped
from counter_app.intake.run import import_sales
from tests.intake.conftest import OPTIONS, only_receipt

HEAD = "store,workstation,business_date,sequence,ended_at,kind,item,description,quantity,amount,"
HEAD += "discount,tax,tax_name,tax_rate,tender,card,grand_total,original\n"


def read(content: bytes, mapping: Mapping | None = None) -> list[Outcome]:
    chosen = mapping or load_mapping("counter")
    split = check_sales_csv(io.BytesIO(content), chosen, OPTIONS)
    source = MeteredStream(io.BytesIO(content), OPTIONS.limits)
    return list(read_sales_csv(source, chosen, OPTIONS, split))


def own(*rows: str) -> bytes:
    return (HEAD + "".join(f"001,R1,2026-11-02,5,,{row}\n" for row in rows)).encode()


SALE = "sale,A1,Shirt,2,20.00,1.00,1.57,CITY,8.25,,,,"
PAID = "tender,,,,20.57,,,,,Visa,************1234,20.57,"


def test_own_format_with_discount_tax_and_card() -> None:
    parsed = only_receipt(read(own(SALE, PAID)))
    receipt = parsed.receipt
    (line,) = receipt.lines
    assert (line.quantity, line.gross, line.net, line.tax) == (
        Quantity(2000),
        Money(2000),
        Money(1900),
        Money(157),
    )
    assert line.taxes[0].rate_ppm == 82_500
    (tender,) = receipt.tenders
    assert (tender.tender, tender.amount, tender.masked) == (Tender.CARD, Money(2057), "1234")
    assert receipt.flags == ()
    assert str(receipt.key) == "001/R1/2026-11-02/5"


def test_own_format_return_discount_and_coupon() -> None:
    rows = (
        "return,A1,Shirt,1,10.00,,,,,,,,001/R1/2026-10-01/77",
        "sale,B,Soap,1,30.00,,,,,,,,",
        "coupon,,,,5.00,,,,,,,,",
        "tender,,,,15.00,,,,,cash,,15.00,",
    )
    receipt = only_receipt(read(own(*rows))).receipt
    assert [x.direction for x in receipt.lines] == [Direction.RETURNED, Direction.SOLD]
    assert receipt.lines[0].link is not None
    assert str(receipt.lines[0].link.key) == "001/R1/2026-10-01/77"
    assert receipt.lines[1].discounts[0].kind is DiscountKind.STORE_COUPON
    assert receipt.flags == ()


def test_negative_quantity_is_a_return() -> None:
    parsed = only_receipt(
        read(own("sale,A1,Shirt,-1,10.00,,,,,,,,", "tender,,,,-10.00,,,,,cash,,,"))
    )
    assert parsed.receipt.total_paid == Money(-1000)
    assert Note.NEGATIVE_LINE in parsed.notes


def test_shopify_orders() -> None:
    content = (
        "Name,Email,Financial Status,Created at,Currency,Subtotal,Shipping,Taxes,Total,"
        "Discount Code,Discount Amount,Lineitem quantity,Lineitem name,Lineitem price,"
        "Lineitem sku,Lineitem taxable,Payment Method,Refunded Amount\n"
        "#1001,a@example.org,paid,2026-11-03 01:33:10 -0500,USD,25.00,5.00,2.25,32.25,"
        "TENOFF,3.00,2,Mug,9.00,MUG-1,true,Shopify Payments,0.00\n"
        "#1001,a@example.org,,2026-11-03 01:33:10 -0500,,,,,,,,1,Card,10.00,CARD-1,false,,\n"
        "#1002,,voided,2026-11-02 15:00:00 -0500,USD,1.00,0,0,1.00,,,1,Pen,1.00,PEN,true,,\n"
        "#1003,,paid,2026-11-02 15:00:00 -0500,USD,1.00,0,0,1.00,,,1,Pen,1.00,PEN,true,manual,1.00\n"
    )
    first, second, third = read(content.encode(), load_mapping("shopify"))
    assert isinstance(first, Parsed)
    assert first.receipt.key.sequence == 1001
    assert first.receipt.key.business_date == date(2026, 11, 2)  # on the store's own wall clock
    assert first.receipt.total_paid == Money(3225)
    assert [x.description for x in first.receipt.lines] == ["Mug", "Card", "Shipping"]
    assert [x.tax.minor for x in first.receipt.lines] == [225, 0, 0]
    assert first.receipt.flags == ()
    assert second == Skipped("voided", "line 4: #1002")
    assert isinstance(third, Parsed)
    assert "refunded_before" in third.receipt.flags


def test_square_items() -> None:
    content = (
        "Date,Time,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,"
        "Payment ID,Event Type\n"
        '11/02/2026,14:33:10,Food,Latte,2,L1,"$1,009.00",-$1.00,"$1,008.00",$0.80,AbC9,x,Payment\n'
        "11/02/2026,15:00:00,Food,Latte,-1,L1,-$4.50,$0.00,-$4.50,-$0.40,AbD0,y,Refund\n"
    )
    first, second = read(content.encode(), load_mapping("square"))
    assert isinstance(first, Parsed)
    assert isinstance(second, Parsed)
    assert first.receipt.total_paid == Money(100_880)
    assert second.receipt.total_paid == Money(-490)
    assert first.receipt.key.sequence != second.receipt.key.sequence
    assert first.receipt.receipt_number == "AbC9"
    assert set(first.receipt.flags) == {"no_tenders"}
    assert Note.SEQUENCE_DERIVED in first.notes


def test_decimal_comma_and_semicolons() -> None:
    mapping = mapping_from(
        {
            "decimal": "comma",
            "delimiter": ";",
            "encoding": "cp1252",
            "group_by": ["sequence"],
            "date_formats": ["%d.%m.%Y"],
            "defaults": {"store": "1", "workstation": "1"},
            "columns": {
                "business_date": "Datum",
                "sequence": "Bon",
                "description": "Text",
                "quantity": "Menge",
                "amount": "Betrag",
            },
        }
    )
    content = "Datum;Bon;Text;Menge;Betrag\n02.11.2026;9;Käse;0,420;1.234,50\n".encode("cp1252")
    line = only_receipt(read(content, mapping)).receipt.lines[0]
    assert (line.description, line.quantity, line.gross) == ("Käse", Quantity(420), Money(123_450))


def test_b2_71_formulas_are_text() -> None:
    row = "sale,=1+1,=cmd|' /C calc'!A0,1,5.00,,,,,,,,"
    line = only_receipt(read(own(row))).receipt.lines[0]
    assert (line.item_code, line.description) == ("=1+1", "=cmd|' /C calc'!A0")


def test_a_receipt_whose_rows_are_apart_is_rejected_in_both_places() -> None:
    other = "001,R1,2026-11-02,6,,sale,B,Soap,1,1.00,,,,,,,,\n"
    content = own(SALE) + other.encode() + own(PAID)[len(HEAD) :]
    first, second, third = read(content)
    assert isinstance(first, Reject)
    assert isinstance(second, Parsed)
    assert isinstance(third, Reject)
    assert "not together" in first.reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("sale,A,x,0,5.00,,,,,,,,", "zero"),
        ("sale,A,x,1,NaN,,,,,,,,", "not a number"),
        ("sale,A,x,1,1e2,,,,,,,,", "not a number"),
        ("sale,A,x,1,--5,,,,,,,,", "not a number"),
        ('sale,A,x,1,"1,50",,,,,,,,', "not a number"),
        ("sale,A,x,1,5.005,,,,,,,,", "more decimals"),
        ("sale,A,x,1,,,,,,,,,", "no amount"),
        ("sale,A,x,1,5.00,6.00,,,,,,,", "larger than its line"),
        ("gift,A,x,1,5.00,,,,,,,,", "not a kind"),
        ("tender,,,,5.00,,,,,barter,,,", "not a known payment"),
        ("return,A,x,1,5.00,,,,,,,,nonsense", "original receipt"),
        ("sale,A,x,1,5.00", "cells instead of"),
        ("sale,A,x,1,5.00,,,,,,,,,,,,,", "cells instead of"),
    ],
)
def test_a_bad_row_rejects_its_receipt_alone(row: str, reason: str) -> None:
    good = "001,R1,2026-11-02,6,,sale,B,Soap,1,1.00,,,,,,,,\n"
    first, second = read(own(row) + good.encode())
    assert isinstance(first, Reject)
    assert reason in first.reason
    assert isinstance(second, Parsed)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"a,b\n1,2\n", "bad_header"),
        (HEAD.replace("amount,", "store,").encode(), "bad_header"),
        (own("sale,A\x00,x,1,5.00,,,,,,,,"), "nul"),
        (HEAD.encode() + b"001,R1,2026-11-02,5,,sale,A,caf\xe9,1,5.00,,,,,,,,\n", "bad_encoding"),
        (own('sale,A,"never closed,1,5.00,,,,,,,,'), "bad_csv"),
        ((",".join(f"c{n}" for n in range(1_000)) + "\n").encode(), "too_many_columns"),
        ((",".join("c" for _ in range(1_000_000)) + "\n").encode(), "line_too_long"),
        (HEAD.encode() + b"x" * 3_000_000, "line_too_long"),
    ],
    ids=["empty", "other", "twice", "nul", "latin", "quote", "columns", "million", "long"],
)  # fmt: skip
def test_b2_72_a_file_that_is_no_sound_csv_is_refused_whole(content: bytes, code: str) -> None:
    with pytest.raises(ImportRejected) as caught:
        read(content)
    assert caught.value.code == code


def test_limits_on_rows_and_lines() -> None:
    many = own(*[SALE] * 30)
    few = replace(OPTIONS, limits=Limits(rows=10))
    with pytest.raises(ImportRejected, match="too many rows"):
        check_sales_csv(io.BytesIO(many), load_mapping("counter"), few)
    short = replace(OPTIONS, limits=Limits(lines_per_receipt=10))
    source = MeteredStream(io.BytesIO(many), short.limits)
    (outcome,) = read_sales_csv(source, load_mapping("counter"), short, frozenset())
    assert isinstance(outcome, Reject)
    assert "too many lines" in outcome.reason


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_loads(name: str) -> None:
    assert load_mapping(name).name == name


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("= 1", "cannot be read"),
        ("columns = {}", "no columns"),
        ("[columns]\nprice_of_tea = 'x'", "unknown field"),
        ("surprise = 1\n[columns]\nstore = 'x'", "unknown entry"),
        ("decimal = 'dot'\n[columns]\nstore = 'x'", "decimal is"),
        ("delimiter = 'ab'\n[columns]\nstore = 'x'", "delimiter is"),
        ("encoding = 'utf-7'\n[columns]\nstore = 'x'", "encoding is"),
        ("date_formats = 1\ngroup_by = ['store']\n[columns]\nstore = 'x'", "list of texts"),
        ("group_by = ['sequence']\n[columns]\nstore = 'x'", "groups by"),
        ("[columns]\nstore = 1", "holds texts"),
    ],
)
def test_a_bad_mapping_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "mapping.toml"
    path.write_text(text)
    with pytest.raises(BadInput, match=reason):
        load_mapping(str(path))


def test_a_missing_mapping_names_the_presets() -> None:
    with pytest.raises(BadInput, match="counter, shopify, square"):
        load_mapping("lightspeed")


def test_a_csv_file_goes_through_the_whole_import(tmp_path: Path) -> None:
    path = tmp_path / "sales.csv"
    path.write_bytes(own(SALE, PAID))
    sink = MemorySink()
    report = import_sales([tmp_path], None, sink, options=OPTIONS)
    assert (report.new, report.rejected) == (1, 0)
    again = import_sales([path], load_mapping("counter"), sink, options=OPTIONS)
    assert again.unchanged == 1


ORDER = (
    "store,workstation,business_date,sequence,receipt_number,kind,item,description,quantity,"
    "amount,tender,channel,order,delivered,ordered,packed,instead_of,shipping,refunded\n"
    "001,WEB,2026-11-02,5,,sale,A1,Milk,3,9.00,,Web,W-77,2026-11-04,3,2,,5.00,4.00\n"
    "001,WEB,2026-11-02,5,,sale,A2,Oats,1,4.00,,Web,W-77,,1,1,Rye flakes,,\n"
    "001,WEB,2026-11-02,5,,tender,,,,18.00,card,Web,W-77,,,,,,\n"
)


def test_an_online_order_says_what_was_packed_and_what_the_channel_gave_back() -> None:
    found = order_of(only_receipt(read(ORDER.encode())).receipt)
    assert found is not None
    assert (found.channel, found.number, found.given_back) == ("web", "W-77", Money(400))
    assert found.delivered is not None
    assert found.delivered.isoformat() == "2026-11-04"
    assert found.line(1).packed == Quantity(2000)
    assert found.line(2).instead_of == "Rye flakes"


def test_delivery_is_a_line_of_its_own_kind() -> None:
    fee = only_receipt(read(ORDER.encode())).receipt.lines[-1]
    assert (fee.department, fee.paid) == ("Shipping", Money(500))


def test_a_sale_at_the_stores_own_register_is_no_online_order() -> None:
    assert order_of(only_receipt(read(ORDER.replace("Web", "pos").encode())).receipt) is None


POINTS = (
    "store,workstation,business_date,sequence,receipt_number,kind,item,description,quantity,"
    "amount,tender,points,points_earned,points_spent,points_account\n"
    "001,R1,2026-11-02,5,,sale,A1,Milk,3,9.00,,7,{earned},500,M-9\n"
    "001,R1,2026-11-02,5,,tender,,,,9.00,cash,,,,\n"
)


def test_points_of_a_sale_and_of_its_lines_are_kept() -> None:
    found = points_of(only_receipt(read(POINTS.format(earned="9").encode())).receipt)
    assert found == ReceiptPoints("M-9", 9, 500, {1: 7})


def test_half_a_point_is_no_number_of_points() -> None:
    (outcome,) = read(POINTS.format(earned="9.5").encode())
    assert isinstance(outcome, Reject)
    assert outcome.reason == "“9.5” is no number of points."


def test_the_documentation_names_every_field_and_its_mapping_reads() -> None:
    text = (Path(__file__).parents[2] / "docs" / "sales-files.md").read_text("utf-8")
    words = set(re.findall(r"`([a-z_]+)`", text))
    assert SALES_FIELDS | ITEM_FIELDS | set(PRESETS) <= words
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    mapping = mapping_from(tomllib.loads(block))
    content = (
        "Datum;Kasse;Bon;Art;Artikel;Text;Menge;Betrag;Zahlart\n"
        "02.11.2026;3;7;V;A;Tuch;1;1.012,50;\n02.11.2026;3;7;Z;;;;1.012,50;BAR\n"
    )
    receipt = only_receipt(read(content.encode("cp1252"), mapping)).receipt
    assert str(receipt.key) == "12/3/2026-11-02/7"
    assert (receipt.total_paid, receipt.tenders[0].tender) == (Money(101_250), Tender.CASH)
