"""Item files: each row becomes an item or is given back with its reason."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from counter_app.core.errors import ImportRejected
from counter_app.core.item import ItemRow
from counter_app.core.money import Money
from counter_app.intake.csv_items import ItemReject, check_items_csv, items_in, read_items_csv
from counter_app.intake.mapping import ITEM_FIELDS, load_mapping
from counter_app.intake.metered import MeteredStream
from tests.intake.conftest import OPTIONS

MAPPING = load_mapping("items", ITEM_FIELDS)
HEAD = "code,description,price,department,category,unit,weighed,returnable,tax\n"


def read(*rows: str) -> list[ItemRow | ItemReject]:
    content = (HEAD + "".join(row + "\n" for row in rows)).encode()
    source = MeteredStream(io.BytesIO(content), OPTIONS.limits)
    return list(read_items_csv(source, MAPPING, OPTIONS))


def test_items() -> None:
    assert read(
        "0001,Soap,2.50,Home,Bath,EA,no,yes,general", "0002,Apples,1.99,Produce,,LB,yes,no,"
    ) == [
        ItemRow("0001", "Soap", Money(250), "Home", "Bath", "EA", False, True, "general"),
        ItemRow("0002", "Apples", Money(199), "Produce", "", "LB", True, False, ""),
    ]


def test_a_drink_names_the_deposit_of_its_container() -> None:
    content = b"code,description,price,deposit_item\n1,Cola,1.29,073410558508\n2,Soap,2,\n"
    source = MeteredStream(io.BytesIO(content), OPTIONS.limits)
    links = [row.deposit_item for row in read_items_csv(source, MAPPING, OPTIONS)
             if isinstance(row, ItemRow)]  # fmt: skip
    assert links == ["073410558508", ""]


def test_missing_columns_have_plain_defaults() -> None:
    source = MeteredStream(io.BytesIO(b"code,description,price\n1,Soap,2\n"), OPTIONS.limits)
    assert list(read_items_csv(source, MAPPING, OPTIONS)) == [ItemRow("1", "Soap", Money(200))]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",Soap,2.50,,,,,,", "no code"),
        ("1,,2.50,,,,,,", "no description"),
        ("1,Soap,,,,,,,", "not a number"),
        ("1,Soap,-1.00,,,,,,", "negative"),
        ("1,Soap,1.005,,,,,,", "more decimals"),
        ("1,Soap,1.00,,,,maybe,,", "neither yes nor no"),
        ("1,Soap,1.00", "cells instead of"),
        ("1" * 50 + ",Soap,1.00,,,,,,", "too long"),
    ],
)
def test_a_bad_item_is_given_back(row: str, reason: str) -> None:
    good = "2,Towel,5.00,,,,,,"
    first, second = read(row, good)
    assert isinstance(first, ItemReject)
    assert first.line == 2
    assert reason in first.reason
    assert isinstance(second, ItemRow)


def test_a_file_without_codes_is_refused_whole() -> None:
    with pytest.raises(ImportRejected, match="“code” is missing"):
        check_items_csv(io.BytesIO(b"name,price\nSoap,1\n"), MAPPING, OPTIONS)
    assert (
        check_items_csv(io.BytesIO((HEAD + "1,Soap,1.00,,,,,,\n").encode()), MAPPING, OPTIONS) == 1
    )


def test_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text(HEAD + "1,Soap,1.00,,,,,,\n")
    assert list(items_in(path, OPTIONS)) == [ItemRow("1", "Soap", Money(100))]
    with pytest.raises(ImportRejected, match="no such file"):
        list(items_in(tmp_path / "none.csv", OPTIONS))
    path.write_text(HEAD + '1,"Soap,1.00,,,,,,\n')
    with pytest.raises(ImportRejected, match="not sound CSV"):
        next(items_in(path, OPTIONS))
