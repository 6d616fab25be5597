"""`verify` finds every altered value, every missing row and every replaced database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, inspect, select, text

from counter_app.app import open_database, open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import StorageError
from counter_app.core.ids import new_id
from counter_app.records.anchor import anchor_path
from counter_app.records.chain import RAW_PARTS
from counter_app.records.chain_check import PAGE
from counter_app.records.drafts import drafts
from counter_app.records.journal import Posted
from counter_app.records.journal_tables import transactions
from counter_app.records.verify import Problem, Report, verify_store
from counter_app.station import Station
from counter_app.storage.guards import JOURNAL
from tests.records.books import (
    CLEAN,
    open_till,
    operator_id,
    post_full_return,
    post_return,
    void_of,
)
from tests.records.tampering import run, tamper

PARTS = tuple(name for name, _ in RAW_PARTS)
CHAINED = ("transactions", *PARTS)
"""The tables whose rows the chain itself covers; what seals the others is tested with them."""


def report_of(station: Station) -> Report:
    return verify_store(station.database, station.home, station.keys)


def _books(station: Station, returns: int) -> Station:
    """The float, returns with everything, the void of the last one."""
    session = open_till(station)
    posted = [post_full_return(station, session, n) for n in range(1, returns + 1)]
    with station.open_work() as work:
        work.journal.post(void_of(posted[-1], session, operator_id(work)), CLEAN)
        work.commit()
    station.settle_anchor()
    return station


@pytest.fixture
def books(either_station: Station) -> Station:
    """Four transactions."""
    return _books(either_station, 2)


@pytest.fixture
def thin_books(either_station: Station) -> Station:
    """The same with one return, for what alters them value by value."""
    return _books(either_station, 1)


def test_untouched_books_are_clean(books: Station) -> None:
    report = report_of(books)
    assert report.problems == ()
    assert report.notes == ()
    assert report.counts["transactions"] == 4
    assert report.counts["documents"] == 4


def _other(value: Any) -> Any:
    if value is None:
        return 4711
    if isinstance(value, int):
        return value + 1000  # never the number of another row
    return value[:-1] + ("x" if value[-1:] != "x" else "y") if value else "x"


def _cells(station: Station) -> Iterator[tuple[str, Column[Any], dict[str, Any], Any]]:
    """Every stored value of every journal table: table, column, its row's key, the value."""
    found = MetaData()
    with station.database.read() as connection:
        found.reflect(connection, only=list(CHAINED))
        for name in CHAINED:
            table = found.tables[name]
            keys = [c.name for c in table.primary_key]
            for row in connection.execute(select(table)).mappings():
                for column in table.columns:
                    yield name, column, {k: row[k] for k in keys}, row[column.name]


def _put(
    table: str, column: Column[Any], key: dict[str, Any], value: Any
) -> Callable[[Connection], None]:
    kind = "TEXT" if "CHAR" in str(column.type) else str(column.type)

    def change(connection: Connection) -> None:
        where = " AND ".join(f"{k} = :key_{k}" for k in key)
        changed = connection.execute(
            text(f"UPDATE {table} SET {column.name} = CAST(:value AS {kind}) WHERE {where}"),
            {"value": value, **{f"key_{k}": v for k, v in key.items()}},
        )
        assert changed.rowcount == 1

    return change


def test_every_value_of_every_journal_row_is_covered(thin_books: Station) -> None:
    missed = []
    for table, column, key, value in list(_cells(thin_books)):
        other = _other(value)
        tamper(thin_books, _put(table, column, key, other))
        if report_of(thin_books).clean:
            missed.append(f"{table}.{column.name}: {value!r} became {other!r}")
        changed_key = key | ({column.name: other} if column.name in key else {})
        tamper(thin_books, _put(table, column, changed_key, value))
    assert missed == []
    assert report_of(thin_books).clean


@pytest.mark.parametrize("table", CHAINED)
def test_a_removed_row_is_missed(books: Station, table: str) -> None:
    def change(connection: Connection) -> None:
        rows = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().all()
        key = "id" if "id" in rows[0] else "transaction_id"
        connection.execute(text(f"DELETE FROM {table} WHERE {key} = :key"), {"key": rows[1][key]})

    tamper(books, change)
    assert not report_of(books).clean


@pytest.mark.parametrize("table", PARTS)
def test_an_added_row_is_seen(books: Station, table: str) -> None:
    def change(connection: Connection) -> None:
        row = dict(connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().first() or {})
        place = next(name for name in ("number", "line", "id") if name in row)
        row[place] = "added" if place == "id" else 99
        if "id" in row:
            row["id"] = "added"
        if table == "overrides":
            used = select(transactions.c.id).order_by(transactions.c.chain_position)
            row["transaction_id"] = connection.execute(used).scalars().first()
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)

    tamper(books, change)
    assert not report_of(books).clean


def test_the_first_broken_record_is_named(books: Station) -> None:
    def change(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE transactions SET note = 'later' WHERE number >= 3")

    tamper(books, change)
    first = report_of(books).problems[0]
    assert first == Problem(
        "altered", "This record was altered: D01 2026-11-21 no. 3.", "D01 2026-11-21 no. 3"
    )


def _delete_last(connection: Connection) -> None:
    last = connection.exec_driver_sql(
        "SELECT id FROM transactions ORDER BY chain_position DESC LIMIT 1"
    ).scalar_one()
    for table in ("print_jobs", *PARTS):
        connection.execute(text(f"DELETE FROM {table} WHERE transaction_id = :id"), {"id": last})
    connection.execute(text("DELETE FROM transactions WHERE id = :id"), {"id": last})
    connection.exec_driver_sql("UPDATE sequences SET last = last - 1")
    head = connection.exec_driver_sql(
        "SELECT chain_position, mac FROM transactions ORDER BY chain_position DESC LIMIT 1"
    ).one()
    connection.execute(
        text("UPDATE stations SET chain_count = :n, chain_head = :h WHERE name = 'D01'"),
        {"n": head[0], "h": head[1]},
    )


def test_rows_cut_off_the_end_are_missed_by_the_anchor_alone(books: Station) -> None:
    tamper(books, _delete_last)
    assert [p.code for p in report_of(books).problems] == ["anchor"]


def test_a_chain_begun_anew_under_another_key_is_found(books: Station) -> None:
    def change(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE transactions SET mac = request_digest WHERE number = 4")

    tamper(books, change)
    assert {p.code for p in report_of(books).problems} >= {"altered", "chain_end", "anchor"}


def test_a_record_cut_out_of_the_middle_is_named(books: Station) -> None:
    def change(connection: Connection) -> None:
        connection.exec_driver_sql("DELETE FROM transactions WHERE number = 2")

    tamper(books, change)
    codes = {p.code for p in report_of(books).problems}
    assert codes >= {"chain_gap", "chain_link", "number_gap", "stray", "link"}


def test_two_records_swapped_are_found(books: Station) -> None:
    def change(connection: Connection) -> None:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.exec_driver_sql(
                f"UPDATE transactions SET chain_position = {new} WHERE chain_position = {old}"
            )

    tamper(books, change)
    assert not report_of(books).clean


def test_a_guard_taken_away_or_hollowed_out_is_found(books: Station) -> None:
    is_sqlite = books.database.is_sqlite
    with books.database.engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("DROP TRIGGER append_only_postings_update")
        else:
            connection.exec_driver_sql("DROP TRIGGER append_only_postings_change ON postings")
        connection.commit()
    assert [p.code for p in report_of(books).problems] == ["guard"]
    with books.database.engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql(
                "CREATE TRIGGER append_only_postings_update BEFORE UPDATE ON postings "
                "BEGIN SELECT 1; END"
            )
        else:
            connection.exec_driver_sql(
                "CREATE OR REPLACE FUNCTION counter_append_only() RETURNS trigger "
                "LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"
            )
        connection.commit()
    problems = report_of(books).problems
    assert any("was changed" in p.text for p in problems)


def test_counters_that_disagree_with_the_numbers_are_found(books: Station) -> None:
    tamper(books, run("UPDATE sequences SET last = last + 1"))
    assert [p.code for p in report_of(books).problems] == ["number_counter"]


def test_an_altered_policy_text_is_found(books: Station) -> None:
    tamper(books, run("UPDATE policy_versions SET content = content || ' '"))
    assert [p.code for p in report_of(books).problems] == ["policy"]


def test_an_older_copy_put_in_place_by_hand_is_found_and_not_gone_on_with(
    store_folder: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        session = open_till(station)
        post_return(station, session, 1)
    older = shutil.copy(store_folder / "store.db", tmp_path / "older.db")
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        post_return(station, session, 2)
    shutil.copy(older, store_folder / "store.db")
    with closing(open_database(store_folder)) as database:
        report = verify_store(database, store_folder, station.keys)
        assert [p.code for p in report.problems] == ["anchor"]
    with pytest.raises(StorageError) as refusal:
        open_station(store_folder, store_folder, "D01", clock)
    assert refusal.value.code == "books_replaced"


def test_a_lost_or_altered_anchor_is_told(books: Station) -> None:
    path = anchor_path(books.home, "D01")
    kept = path.read_bytes()
    path.write_bytes(kept.replace(b'"count": 4', b'"count": 3'))
    assert [p.code for p in report_of(books).problems] == ["anchor_changed"]
    path.write_bytes(b"{")
    assert [p.code for p in report_of(books).problems] == ["anchor_damaged"]
    path.unlink()
    assert [p.code for p in report_of(books).problems] == ["anchor_missing"]


def test_a_crash_between_commit_and_anchor_is_no_fault(books: Station) -> None:
    path = anchor_path(books.home, "D01")
    before = path.read_bytes()
    session = open_till_again(books)
    post_return(books, session, 9)
    books.settle_anchor()
    path.write_bytes(before)
    report = report_of(books)
    assert report.problems == ()
    assert report.notes == ("Station D01 has 1 records newer than its anchor.",)
    books.check_anchor()
    assert report_of(books).notes == ()


def open_till_again(station: Station) -> Any:
    with station.look() as work:
        session = work.till_session()
    assert session is not None
    return session


def test_checks_of_the_tasks_take_part(books: Station) -> None:
    def check(connection: Connection) -> list[Problem]:
        assert connection.execute(select(transactions.c.id)).all()
        return [Problem("returns.over", "More came back than was sold.", "R03-00001")]

    report = verify_store(books.database, books.home, books.keys, [check])
    assert report.problems == (
        Problem("returns.over", "More came back than was sold.", "R03-00001"),
    )


def test_what_no_program_wrote_is_named_and_hides_nothing_else(books: Station) -> None:
    """The chain is told first, and the checks behind the one that fails go on."""
    with books.look() as work:
        author = operator_id(work)

    def change(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE transactions SET note = 'later' WHERE number = 3")
        connection.execute(
            text(
                "INSERT INTO drafts (id, task, station, operator_id, state, title, content,"
                " changed_at) VALUES ('d', 'returns', 'D01', :author, 'open', 'x', '[', 0)"
            ),
            {"author": author},
        )

    def check(connection: Connection) -> list[Problem]:
        connection.execute(select(drafts.c.content)).all()
        return []

    tamper(books, change)
    problems = verify_store(books.database, books.home, books.keys, [check]).problems
    assert [(p.code, p.where) for p in problems] == [
        ("altered", "D01 2026-11-21 no. 3"),
        ("unreadable", "unfinished work"),
        ("unreadable", "records"),
    ]


def test_keys_of_another_store_are_refused(station: Station) -> None:
    foreign = replace(station.keys, store_id="another")
    with pytest.raises(StorageError, match="another store"):
        verify_store(station.database, station.home, foreign)


def test_books_of_several_pages_are_read_to_the_end(station: Station) -> None:
    session = open_till(station)
    with station.open_work() as work:
        clerk = operator_id(work)
        for n in range(PAGE):
            made = void_of(Posted("x", 0, 0, ""), session, clerk)
            work.journal.post(replace(made, id=new_id(), reverses=None, note=str(n)), CLEAN)
        work.commit()
    post_full_return(station, session, 1)
    report = report_of(station)
    assert report.clean
    assert report.counts["transactions"] == PAGE + 2
    tamper(station, run("UPDATE transaction_lines SET net = net + 1"))
    assert [p.where for p in report_of(station).problems] == [f"D01 2026-11-21 no. {PAGE + 2}"]


def test_table_names_of_the_books_are_real(station: Station) -> None:
    with station.database.read() as connection:
        names = set(inspect(connection).get_table_names())
    assert set(JOURNAL) <= names
    assert isinstance(transactions, Table)
