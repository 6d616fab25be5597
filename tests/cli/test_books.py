"""Imports, receipts, quotes, verify, backup and restore as commands."""

from __future__ import annotations

import json
import os
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlcipher3 import dbapi2

from counter_app.app import open_station
from counter_app.core.clock import SystemClock
from counter_app.records.journal_tables import transactions
from counter_app.storage.engine import Database
from tests.cli.conftest import Counter
from tests.stores import CLERK, PINS

POSLOG = Path(__file__).parents[1] / "data" / "poslog"
HEAD = (
    "store,workstation,business_date,sequence,receipt_number,ended_at,currency,kind,item,"
    "description,quantity,amount,tax,tax_name,tender\n"
)
SALE = (
    "0012,4,2026-11-07,{0},{0:04d},2026-11-07T15:20:00,USD,sale,041196910117,Kettle,1,30.00,2.48,"
    "SALES TAX,\n"
    "0012,4,2026-11-07,{0},{0:04d},2026-11-07T15:20:00,USD,sale,073410558201,Towel,3,24.00,1.98,"
    "SALES TAX,\n"
    "0012,4,2026-11-07,{0},{0:04d},2026-11-07T15:20:00,USD,tender,,,,58.46,,,cash\n"
)
OPEN = {
    "station": "D01",
    "operator": CLERK,
    "pin": PINS[CLERK],
    "at": "2026-11-21T12:00:00-06:00",
    "task": "tills",
    "do": {"action": "open", "till": 7, "float_cents": 20000},
}
GIVE_BACK = {
    "station": "D01",
    "operator": CLERK,
    "task": "returns",
    "do": {
        "action": "return",
        "receipt": "0183",
        "lines": [{"line": 2, "quantity_milli": 1000, "reason": "not_wanted"}],
    },
}


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    file = tmp_path / "sales.csv"
    file.write_text(HEAD + SALE.format(183) + SALE.format(184), encoding="utf-8")
    return file


@pytest.fixture
def stocked(shop: Counter, sales: Path) -> Counter:
    """The store with two receipts in it."""
    assert shop("import", "sales", sales).code == 0
    return shop


def worked(shop: Counter) -> None:
    """A till is opened and one towel comes back."""
    script = "\n".join(json.dumps(one) for one in (OPEN, GIVE_BACK))
    assert shop("play", "-", stdin=script).code == 0


def test_sales_come_in_once(shop: Counter, sales: Path) -> None:
    first = shop("import", "sales", sales, "--json")
    assert first.code == 0
    assert first.json["receipts"] == {"new": 2, "unchanged": 0, "changed": 0, "rejected": 0}
    assert set(first.json) == {"receipts", "normalisations", "rejects"}
    again = shop("import", "sales", sales, "--json").json
    assert again["receipts"] == {"new": 0, "unchanged": 2, "changed": 0, "rejected": 0}


def test_a_dry_run_changes_nothing(shop: Counter, sales: Path) -> None:
    told = shop("import", "sales", sales, "--dry-run", "--json")
    assert told.json["receipts"]["new"] == 2
    assert shop("receipts", "show", "0183").code == 2


def test_a_bad_receipt_is_named_and_the_rest_comes_in(shop: Counter, tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    bad = SALE.format(185).replace("30.00", "thirty")
    file.write_text(HEAD + SALE.format(183) + bad, encoding="utf-8")
    told = shop("import", "sales", file, "--json")
    assert told.code == 3
    assert told.json["receipts"] == {"new": 1, "unchanged": 0, "changed": 0, "rejected": 1}
    (reject,) = told.json["rejects"]
    assert reject["file"] == str(file)
    assert "185" in reject["receipt"]
    assert reject["reason"]


def test_a_folder_of_poslog_files_comes_in(shop: Counter) -> None:
    told = shop("import", "sales", POSLOG / "ncr_acs_kjbreil", "--json")
    assert told.code == 0
    assert told.json["receipts"]["new"] == 43
    assert told.json["normalisations"]


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_whose_name_is_no_text_is_rejected_by_a_readable_name(
    shop: Counter, tmp_path: Path
) -> None:
    folder = tmp_path / "sales"
    folder.mkdir()
    (Path(os.fsdecode(bytes(folder) + b"/\xff.csv"))).write_bytes(b"nonsense\n")
    told = shop("import", "sales", folder, "--json")
    assert told.code == 3
    assert told.json["rejects"][0]["file"].endswith("\\xff.csv")


def test_two_imports_of_the_same_receipts_at_once_tell_the_second_what_to_do(
    shop: Counter, store_folder: Path, sales: Path
) -> None:
    """What another import wrote meanwhile is played by a trigger on the first receipt."""
    with closing(dbapi2.connect(str(store_folder / "store.db"))) as books:
        books.execute(
            "CREATE TRIGGER meanwhile BEFORE INSERT ON receipts WHEN NEW.sequence = 183 BEGIN "
            "SELECT RAISE(ABORT, 'UNIQUE constraint failed: receipts'); END"
        )
        books.commit()
    told = shop("import", "sales", sales)
    assert told.code == 2
    assert "Another import" in told.err
    assert "again" in told.err


def test_items_come_in_and_rejects_are_named(shop: Counter, tmp_path: Path) -> None:
    file = tmp_path / "items.csv"
    file.write_text("code,description,price\n4011,Bananas,0.59\n4012,Oranges,x\n", encoding="utf-8")
    told = shop("import", "items", file, "--json")
    assert told.code == 3
    assert told.json["items"] == {"new": 1, "unchanged": 0, "changed": 0, "rejected": 1}
    assert told.json["rejects"][0]["line"] == 3
    file.write_text("code,description,price\n4011,Bananas,0.69\n", encoding="utf-8")
    assert shop("import", "items", file, "--dry-run", "--json").json["items"]["changed"] == 1
    assert shop("import", "items", file, "--json").json["items"]["changed"] == 1
    assert shop("import", "items", file, "--json").json["items"]["unchanged"] == 1


def test_a_receipt_is_shown_by_any_of_its_names(stocked: Counter) -> None:
    shown = stocked("receipts", "show", "0183", "--json").json
    assert shown["key"] == "0012/4/2026-11-07/183"
    assert shown["total_cents"] == 5846
    assert shown["ended_at"] == "2026-11-07T15:20:00-06:00"
    line = shown["lines"][1]
    assert (line["line"], line["sold_milli"], line["returnable_milli"]) == (2, 3000, 3000)
    assert (line["paid_cents"], line["taxes"][0]["amount_cents"]) == (2598, 198)
    assert shown["tenders"][0]["refundable_cents"] == 5846
    for name in ("0012/4/2026-11-07/183", shown["id"]):
        assert stocked("receipts", "show", name, "--json").json == shown
    told = stocked("receipts", "show", "0183")
    assert "Kettle" in told.out
    assert "58.46" in told.out


def test_a_receipt_shows_price_every_discount_and_every_tax(shop: Counter, tmp_path: Path) -> None:
    """A price that does not divide is not made up; no number stands where none is known."""
    file = tmp_path / "sales.csv"
    file.write_text(
        "store,workstation,business_date,sequence,ended_at,currency,kind,item,description,quantity,"
        "amount,discount_code,tax,tax_name,tax_rate,tender\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,sale,77,Mug,3,10.00,,0.60,STATE,6.25,\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,sale,78,Jug,2,9.00,,,,,\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,coupon,,Spring,,1.90,C5,,,,\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,tender,,,,17.70,,,,,cash\n",
        encoding="utf-8",
    )
    assert shop("import", "sales", file).code == 0
    told = [" ".join(row.split()) for row in shop("receipts", "show", "9").out.splitlines()]
    assert told[3] == "# Item Description Price Sold Returned Returnable Net Tax Paid"
    assert told[5:10] == [
        "1 77 Mug 3 0 3 9.00 0.60 9.60",
        "C5 store coupon Spring -1.00",
        "STATE 6.25 % 0.60",
        "2 78 Jug 4.50 2 0 2 8.10 0.00 8.10",
        "C5 store coupon Spring -0.90",
    ]
    mug, jug = shop("receipts", "show", "9", "--json").json["lines"]
    assert (mug["unit_price_cents"], mug["gross_cents"]) == (None, 1000)
    assert jug["unit_price_cents"] == 450


def test_what_came_back_shows_on_the_receipt(stocked: Counter) -> None:
    worked(stocked)
    line = stocked("receipts", "show", "0183", "--json").json["lines"][1]
    assert (line["returned_milli"], line["returnable_milli"]) == (1000, 2000)
    assert line["refunded_cents"] == 866


def test_p01_change_that_was_given_is_not_paid_back(shop: Counter, tmp_path: Path) -> None:
    """25.84 paid with 26.00: 0.16 of it went back over the counter at once."""
    file = tmp_path / "sales.csv"
    file.write_text(
        "store,workstation,business_date,sequence,ended_at,currency,kind,item,description,amount,"
        "change,tender\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,sale,77,Mug,25.84,,\n"
        "0012,4,2026-11-07,9,2026-11-07T15:20:00,USD,tender,,,26.00,0.16,cash\n",
        encoding="utf-8",
    )
    assert shop("import", "sales", file).code == 0
    quote = shop("quote", "return", "9", "--line", "1=1", "--json").json
    assert quote["refund_cents"] == 2584
    assert [(t["tender"], t["amount_cents"]) for t in quote["tenders"]] == [("cash", 2584)]


def test_a_quote_decides_everything_and_posts_nothing(stocked: Counter, store_folder: Path) -> None:
    told = stocked("quote", "return", "0183", "--line", "2=2", "--line", "1=1", "--reason",
                   "not_wanted", "--reason", "1=faulty", "--as-of", "2026-11-21", "--json")  # fmt: skip
    assert told.code == 0
    quote = told.json
    assert quote["outcome"] == "approved"
    assert quote["refund_cents"] == 3248 + 1732
    assert [(t["tender"], t["amount_cents"]) for t in quote["tenders"]] == [("cash", 4980)]
    assert {x["line"] for x in quote["lines"]} == {1, 2}
    database = Database(store_folder / "store.db")
    with database.read() as connection:
        assert connection.execute(select(transactions.c.id)).first() is None
    database.close()


def test_a_quote_that_says_no_exits_0(stocked: Counter) -> None:
    told = stocked("quote", "return", "0183", "--line", "1=1", "--reason", "not_wanted",
                   "--as-of", "2028-06-01", "--json")  # fmt: skip
    assert told.code == 0
    assert told.json["outcome"] != "approved"
    finding = told.json["findings"][0]
    assert set(finding) == {"code", "severity", "text", "remedy"}


@pytest.mark.parametrize(
    "options",
    [
        ("--line", "9=1"),
        ("--line", "1=0"),
        ("--line", "1=-1"),
        ("--line", "1=1e3"),
        ("--line", "1=1", "--line", "1=1"),
        ("--line", "1=1", "--reason", "boredom"),
        ("--line", "1=1", "--reason", "2=faulty"),
        ("--line", "1=1", "--reason", "faulty", "--reason", "faulty"),
        ("--line", "1=1", "--tender", "gold"),
        ("--line", "1=1", "--as-of", "2026-02-30"),
    ],
)
def test_a_quote_about_what_cannot_be_exits_2(stocked: Counter, options: tuple[str, ...]) -> None:
    told = stocked("quote", "return", "0183", *options)
    assert told.code in (2, 3)
    assert told.err


def test_verify_is_clean_after_work_and_counts_it(stocked: Counter) -> None:
    worked(stocked)
    told = stocked("verify", "--json")
    assert told.code == 0
    assert told.json["clean"] is True
    assert told.json["problems"] == []
    assert told.json["counts"]["transactions"] == 2
    assert stocked("verify").out.startswith("Clean: 2 stations, 2 transactions, ")


def test_verify_exits_1_and_names_the_record_that_was_changed(
    stocked: Counter, store_folder: Path
) -> None:
    worked(stocked)
    database = Database(store_folder / "store.db")
    with database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER append_only_postings_update")
        connection.exec_driver_sql("UPDATE postings SET amount=amount+1 WHERE account='returns'")
        connection.commit()
    database.close()
    told = stocked("verify", "--json")
    assert told.code == 1
    problems = told.json["problems"]
    assert any("D01" in p["where"] and p["code"] == "altered" for p in problems), problems
    assert all(p["severity"] == "forbid" and "counter restore" in p["remedy"] for p in problems)
    plain = stocked("verify")
    assert plain.code == 1
    assert "problems" in plain.out
    (where,) = (p["where"] for p in problems if p["code"] == "altered")
    assert plain.out.startswith(f"This record was altered: {where}.\n")


def test_verify_exits_1_for_a_file_that_is_no_database(shop: Counter, store_folder: Path) -> None:
    for rest in ("store.db-wal", "store.db-shm"):
        (store_folder / rest).unlink(missing_ok=True)
    (store_folder / "store.db").write_bytes(b"not a database at all" * 1000)
    assert shop("verify").code == 1


def test_verify_exits_1_for_a_database_that_was_emptied_or_taken_away(
    shop: Counter, store_folder: Path
) -> None:
    for rest in ("", "-wal", "-shm"):
        (store_folder / f"store.db{rest}").unlink(missing_ok=True)
    (store_folder / "store.db").touch()
    for _ in ("empty", "gone"):
        told = shop("verify")
        assert told.code == 1
        assert "gone or empty" in told.out
        (store_folder / "store.db").unlink(missing_ok=True)


def test_a_backup_comes_back_and_says_so(
    stocked: Counter, store_folder: Path, tmp_path: Path
) -> None:
    worked(stocked)
    copy = tmp_path / "store.backup"
    made = stocked("backup", copy, "--json")
    assert made.code == 0
    assert made.json["transactions"] == {"D01": 2, "D02": 0}
    assert made.json["created_at"].endswith("-06:00")
    assert stocked("backup", copy).code == 2
    restored = stocked("restore", copy, "--json")
    assert restored.code == 0, restored.err
    assert Path(restored.json["replaced"]).exists()
    verified = stocked("verify", "--json")
    assert verified.code == 0, verified.out
    assert verified.json["notes"]


def test_a_damaged_backup_leaves_the_store_alone(
    stocked: Counter, store_folder: Path, tmp_path: Path
) -> None:
    worked(stocked)
    copy = tmp_path / "store.backup"
    stocked("backup", copy)
    whole = copy.read_bytes()
    before = stocked("verify", "--json").json
    for damaged in (
        whole[:-100],
        whole[:1000],
        b"",
        whole[:5000] + b"!" + whole[5001:],
        b"{}\n" + whole,
    ):
        copy.write_bytes(damaged)
        assert stocked("restore", copy).code == 2
    assert stocked("verify", "--json").json == before
    assert not list(store_folder.glob("*replaced*"))


def test_a_restore_waits_for_an_open_desk(
    stocked: Counter, store_folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "store.backup"
    stocked("backup", copy)
    station = open_station(store_folder, store_folder, "D01", SystemClock())
    try:
        station.claim("a desk")
        assert stocked("restore", copy).code == 2
    finally:
        station.close()
