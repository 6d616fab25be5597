"""What somebody with the database and without the keys could steal by is named by `verify`."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused, StorageError
from counter_app.records.anchor import anchor_path
from counter_app.records.operators import set_active
from counter_app.station import Station
from counter_app.storage.keys import load_keys
from tests.days.everything import EveryKind
from tests.days.trading import FIRST
from tests.records.books import open_till, operator_id, post_full_return
from tests.records.tampering import changed, run, tamper
from tests.records.test_verify import report_of
from tests.stores import BADGES, CLERK, CLERK_2, PINS

THEFTS = (
    # A receipt is made worth more before goods of it come back.
    ("receipt_lines", "SET gross = gross + 100, net = net + 100", "receipt_changed"),
    ("receipt_lines", "SET quantity = quantity + 1000", "receipt_changed"),
    ("receipt_lines", "SET net = net + 1", "receipt_changed"),
    ("receipt_lines", "SET selling_price = selling_price + 100", "receipt_changed"),
    ("receipt_lines", "SET sold_on = '2026-11-23'", "receipt_changed"),
    ("receipt_taxes", "SET amount = amount + 1", "receipt_changed"),
    ("receipt_tenders", "SET tender = 'cash' WHERE tender <> 'cash'", "receipt_changed"),
    ("receipt_tenders", "SET amount = amount + 1", "receipt_changed"),
    ("receipts", "SET business_date = '2026-11-23'", "receipt_changed"),
    ("receipts", "SET total_paid = total_paid + 1", "receipt_changed"),
    ("receipts", "SET content_digest = source_digest", "receipt_changed"),
    # What was returned, paid and counted is made less.
    ("transaction_lines", "SET quantity = quantity - 1", "altered"),
    ("postings", "SET amount = amount + 1", "altered"),
    ("till_counts", "SET counted = counted - 100", "altered"),
    ("credits", "SET kind = 'store_credit'", "credit_changed"),
    ("credits", "SET expires_on = '2030-01-01'", "credit_changed"),
    # Somebody becomes somebody else, or may do more.
    ("operators", f"SET role = 'manager' WHERE number = '{CLERK}'", "operator_changed"),
    ("operators", f"SET active = NOT active WHERE number = '{CLERK}'", "operator_changed"),
    ("operators", "SET badge_mac = NULL WHERE badge_mac IS NOT NULL", "operator_changed"),
    ("operators", "SET seal = NULL", "operator_changed"),
    (
        "operators",
        f"SET pin_hash = (SELECT pin_hash FROM operators WHERE number = '{CLERK}') WHERE role = 'lead'",
        "operator_changed",
    ),
    ("policy_versions", "SET content = content || ' '", "policy"),
    ("policy_versions", "SET effective_from = '2025-01-01'", "policy"),
    ("policy_versions", "SET seal = digest", "policy"),
    # Who said yes, and to what, is told otherwise.
    ("decisions", "SET approver_id = operator_id WHERE status = 'posted'", "decision_changed"),
    ("decisions", "SET operator_id = operator_id + 1 WHERE status = 'posted'", "decision_changed"),
    ("decisions", "SET policy_version = 2 WHERE status = 'posted'", "decision_changed"),
    # Money on its way, and the till it was in.
    ("cash_movements", "SET amount = amount + 1", "movement_changed"),
    ("cash_movements", "SET tenders = '{\"cash\":1}'", "movement_changed"),
    ("cash_movements", "SET sent_by = sent_by + 1", "movement_changed"),
    ("cash_movements", "SET received_by = 1", "movement_changed"),
    ("cash_movements", "SET sent_transaction = NULL", "movement_unsent"),
    ("cash_movements", "SET source = 'bank' WHERE kind = 'paid_out'", "movement_changed"),
    ("till_sessions", "SET till_id = 8 WHERE till_id = 7", "till_changed"),
    ("till_sessions", "SET z_number = 3 WHERE z_number = 1", "z_gap"),
)


@pytest.fixture
def traded(either_station: Station, clock: FrozenClock) -> Station:
    """A day on which everything is done that moves money."""
    trading = EveryKind(either_station, clock, 1)
    trading.everything(FIRST)
    trading.settle_anchors()
    return either_station


def test_each_way_to_steal_by_the_database_is_named(traded: Station) -> None:
    missed, unclear = [], []
    for table, sets, code in THEFTS:
        with changed(traded, table, run(f"UPDATE {table} {sets}")) as report:
            codes = [p.code for p in report.problems]
            if code not in codes:
                missed.append((table, sets, codes[:3]))
            unclear += [p for p in report.problems if not p.text.endswith(".")]
    assert missed == []
    assert unclear == []
    assert report_of(traded).clean


def test_a_row_that_is_gone_is_missed(traded: Station) -> None:
    unseen = []
    for table, code in (
        ("receipt_lines", "receipt_changed"),
        ("receipt_taxes", "receipt_changed"),
        ("receipt_discounts", "receipt_changed"),
        ("receipt_tenders", "receipt_changed"),
        ("cash_movements", "movement_missing"),
        ("credits", "credit_missing"),
    ):
        with changed(traded, table, run(f"DELETE FROM {table}")) as report:
            codes = {p.code for p in report.problems}
        if code not in codes:
            unseen.append((table, codes))
    assert unseen == []


STRANGE = (
    ("stores", "currency", "'x'"),
    ("stores", "address", "'5'"),
    ("transactions", "business_date", "'x'"),
    ("postings", "amount", "9223372036854775807"),
    ("transaction_carried", "amount", "9223372036854775807"),
    ("receipts", "extra", "'[5'"),
    ("receipt_lines", "quantity", "9223372036854775807"),
    ("cash_movements", "kind", "'x'"),
    ("cash_movements", "tenders", "'5'"),
    ("credits", "issued_on", "''"),
    ("price_corrections", "content", "'5'"),
)
"""Values that both engines keep and no program of ours writes."""
ON_SQLITE = (
    ("stations", "chain_count", "'x'"),
    ("sequences", "station", "x'ff00'"),
    ("transactions", "note", "CAST(x'ff' AS TEXT)"),
    ("credits", "mac", "x'ff00'"),
    ("cash_movements", "amount", "0.5"),
    ("receipt_lines", "net", "'1'"),
    ("receipts", "status", "x'ff00'"),
)


def test_no_value_in_any_row_ends_the_check(traded: Station) -> None:
    cases = (*STRANGE, *(ON_SQLITE if traded.database.is_sqlite else ()))
    for table, column, value in cases:
        with changed(traded, table, run(f"UPDATE {table} SET {column} = {value}")) as report:
            assert not report.clean, (table, column, value)
            for problem in report.problems:
                problem.text.encode()  # whatever stood there, it can be said


def refused(station: Station, who: str) -> str:
    """The code with which a sign-on by PIN is refused."""
    with pytest.raises(Refused) as no:
        station.sign_on_with_pin(who, PINS[who])
    return no.value.code


def test_who_was_changed_by_hand_cannot_sign_on_whatever_is_done_after(station: Station) -> None:
    tamper(station, run(f"UPDATE operators SET role = 'manager' WHERE number = '{CLERK}'"))
    assert refused(station, CLERK) == "operator_changed"
    with pytest.raises(Refused, match="outside the program"):
        station.sign_on_with_badge(BADGES[CLERK])
    with station.open_work() as work:
        for active in (False, True):
            set_active(work.connection, work.keys, operator_id(work), active)
        work.commit()
    assert refused(station, CLERK) == "operator_changed"
    assert station.sign_on_with_pin(CLERK_2, PINS[CLERK_2]).number == CLERK_2


def test_a_hash_that_is_none_is_a_wrong_pin(station: Station) -> None:
    tamper(station, run("UPDATE operators SET pin_hash = 'x'"))
    assert refused(station, CLERK) == "wrong_pin"


def test_a_changed_store_row_is_no_other_store(traded: Station) -> None:
    with changed(traded, "stores", run("UPDATE stores SET id = 'another'")) as report:
        assert "store" in {p.code for p in report.problems}


@pytest.mark.parametrize(
    "content",
    [
        b"[1]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"station":"D01","count":1e999,"head":"y","mac":"z"}',
        b'{"station":"D01","count":"x","head":"y","mac":"z"}',
        None,
    ],
)
def test_an_anchor_that_is_none_is_a_problem_and_no_fault_of_the_program(
    station: Station, content: bytes | None
) -> None:
    post_full_return(station, open_till(station), 1)
    station.settle_anchor()
    path = anchor_path(station.home, "D01")
    kept = path.rename(path.with_suffix(".kept"))
    if content is None:
        path.mkdir()
    else:
        path.write_bytes(content)
    assert [p.code for p in report_of(station).problems] == ["anchor_damaged"]
    if content is None:
        path.rmdir()
    kept.replace(path)


def test_an_anchor_with_a_seal_that_is_no_hex_was_changed_by_hand(station: Station) -> None:
    post_full_return(station, open_till(station), 1)
    station.settle_anchor()
    path = anchor_path(station.home, "D01")
    kept = path.read_bytes()
    path.write_text('{"station":"D01","count":2,"head":"y","mac":"\\u00e9\\ud800"}', "utf-8")
    assert [p.code for p in report_of(station).problems] == ["anchor_changed"]
    path.write_bytes(kept)


def test_keys_nested_without_end_are_damaged(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_bytes(b"[" * 100_000)
    with pytest.raises(StorageError) as damaged:
        load_keys(tmp_path)
    assert damaged.value.code == "keys_damaged"
