"""The database itself refuses to change the books, whatever SQL is tried."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from counter_app.core.errors import StorageError
from counter_app.core.money import Money
from counter_app.core.quantity import ONE
from counter_app.records.morning_books import SealedBook, add_book
from counter_app.records.price_corrections import CorrectedLine, add_corrections, keep_picture
from counter_app.station import Station
from counter_app.storage.guards import (
    APPEND_ONLY,
    JOURNAL,
    expected_triggers,
    install_triggers,
    present_triggers,
    trigger_faults,
)
from tests.records.books import TODAY, open_till, post_full_return
from tests.stores import NOON


@pytest.fixture
def books(either_station: Station) -> Station:
    posted = post_full_return(either_station, open_till(either_station), 1)
    with either_station.open_work() as work:
        book = SealedBook(1, TODAY, 1, "", "{}", either_station.name, NOON, "", "", posted.id)
        add_book(work.connection, book)
        corrected = CorrectedLine(1, "4011", "wrong_price", Money(299), Money(249), ONE, content={})
        add_corrections(work.connection, posted.id, [corrected])
        keep_picture(work.connection, "tag.png", b"\x89PNG\r\n\x1a\n", work.now())
        work.commit()
    return either_station


def refused(station: Station, sql: str) -> None:
    with pytest.raises(StorageError) as refusal, station.open_work() as work:
        work.connection.execute(text(sql))
    assert refusal.value.code == "append_only"


@pytest.mark.parametrize("table", [*JOURNAL, "morning_books"])
def test_rows_are_neither_changed_nor_removed(books: Station, table: str) -> None:
    with books.look() as work:
        row = work.connection.execute(text(f"SELECT * FROM {table}")).mappings().first()
        assert row is not None
        column = next(iter(row))
    refused(books, f"UPDATE {table} SET {column} = {column}")
    refused(books, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", [*JOURNAL, "morning_books"])
def test_rows_are_not_replaced_by_the_side_door(books: Station, table: str) -> None:
    if books.database.is_sqlite:
        refused(books, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        refused(books, f"REPLACE INTO {table} SELECT * FROM {table}")
    else:
        refused(books, f"TRUNCATE {table} CASCADE")
        key = "id" if table in ("transactions", "overrides", "till_counts") else "number"
        keys = "id" if key == "id" else "transaction_id, number"
        if table == "morning_books":
            keys = "number"
        if table == "transaction_line_taxes":
            keys = "transaction_id, line, number"
        if table == "transaction_price_changes":
            key, keys = "line", "transaction_id, line"
        if table == "price_corrections":
            key, keys = "line", "transaction_id, line"
        if table == "price_evidence":
            key = keys = "digest"
        refused(
            books,
            f"INSERT INTO {table} SELECT * FROM {table} "
            f"ON CONFLICT ({keys}) DO UPDATE SET {key} = excluded.{key}",
        )


def test_exactly_the_expected_guards_are_there_and_come_back(either_station: Station) -> None:
    is_sqlite = either_station.database.is_sqlite
    with either_station.database.write() as connection:
        assert present_triggers(connection) == expected_triggers(is_sqlite)
        assert len(expected_triggers(is_sqlite)) == 2 * len(APPEND_ONLY)
        name = min(expected_triggers(is_sqlite))
        table = name.removeprefix("append_only_").rpartition("_")[0]
        on = "" if is_sqlite else f" ON {table}"
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")
        assert trigger_faults(connection) == [f"The guard {name} is missing."]
        install_triggers(connection)
        assert trigger_faults(connection) == []
