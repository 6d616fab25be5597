"""The engine: safe versions only, exact columns, errors as sentences, private files."""

from __future__ import annotations

import os
import threading
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Column,
    MetaData,
    Table,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.types import TypeDecorator

from counter_app import schema
from counter_app.app import open_station
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Conflict, StorageError
from counter_app.core.money import Money
from counter_app.records.stores import add_station, station_names
from counter_app.records.tills import add_till, tills
from counter_app.station import Station
from counter_app.storage.engine import Database, wal_is_safe
from counter_app.storage.types import DateType, JsonType, MoneyType, QuantityType, StampType
from tests.stores import NOON


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_only_engines_without_the_wal_bug_are_used(
    version: tuple[int, int, int], safe: bool
) -> None:
    assert wal_is_safe(version) is safe


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (MoneyType(), "much"),
        (QuantityType(), "1.5.1"),
        (StampType(), "noon"),
        (StampType(), 10**18),
        (DateType(), "yesterday"),
        (JsonType(), "["),
        (JsonType(), "[" * 100_000),
    ],
)
def test_what_no_program_wrote_is_damage_and_no_fault_of_the_program(
    station: Station, kind: TypeDecorator[Any], stored: str | int
) -> None:
    with station.look() as work, pytest.raises(StorageError) as told:
        work.connection.execute(text("SELECT :v AS v").columns(v=kind), {"v": stored}).all()
    assert told.value.code == "storage_damaged"


def test_nothing_is_kept_without_a_commit(either_station: Station) -> None:
    with either_station.open_work() as work:
        add_till(work.connection, 9, "Till 9")
    with suppress(RuntimeError), either_station.open_work() as work:
        add_till(work.connection, 9, "Till 9")
        raise RuntimeError
    with either_station.look() as work:
        assert work.connection.execute(select(tills).where(tills.c.id == 9)).first() is None


def test_a_look_cannot_write(either_station: Station) -> None:
    with pytest.raises((StorageError, DBAPIError)), either_station.look() as work:
        add_till(work.connection, 9, "Till 9")
    with either_station.look() as work:
        assert work.connection.execute(select(tills).where(tills.c.id == 9)).first() is None


def test_a_look_sees_one_moment(either_station: Station) -> None:
    with either_station.look() as look:
        before = station_names(look.connection)
        with either_station.open_work() as work:
            add_station(work.connection, "D03", "Desk 3", NOON)
            work.commit()
        assert station_names(look.connection) == before
    with either_station.look() as look:
        assert "D03" in station_names(look.connection)


def test_what_exists_already_is_a_conflict_and_no_driver_error(either_station: Station) -> None:
    with pytest.raises(Conflict) as refusal, either_station.open_work() as work:
        add_till(work.connection, 7, "Till 7 again")
    assert refusal.value.code == "not_first"


def test_a_broken_rule_of_ours_stays_a_bug(either_station: Station) -> None:
    with pytest.raises(IntegrityError), either_station.open_work() as work:
        work.connection.execute(text("INSERT INTO tills (id, name) VALUES (9, NULL)"))


def test_a_second_writer_waits_and_then_gets_a_sentence(station: Station) -> None:
    waiting = Database(station.database.location)
    with closing(waiting), station.database.write() as connection:
        add_till(connection, 9, "Till 9")
        raw = waiting.engine.raw_connection()
        raw.dbapi_connection.execute("PRAGMA busy_timeout=20")  # type: ignore[union-attr]
        raw.close()
        with pytest.raises(StorageError) as refusal, waiting.write():
            pass
    assert refusal.value.code == "storage_busy"


def test_a_file_that_is_no_database_is_told_plainly(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"not a database at all" * 200)
    with (
        closing(Database(path)) as database,
        pytest.raises(StorageError) as refusal,
        database.read() as connection,
    ):
        connection.exec_driver_sql("SELECT 1 FROM stores")
    assert refusal.value.code == "storage_damaged"


def test_a_server_that_does_not_answer_is_told_plainly() -> None:
    with (
        closing(Database("postgresql://nobody@127.0.0.1:1/none")) as database,
        pytest.raises(StorageError) as refusal,
        database.read(),
    ):
        pass
    assert refusal.value.code == "storage"
    with pytest.raises(StorageError, match="starts with postgresql"):
        Database("mysql://somewhere/store")


def test_odd_letters_in_a_folder_name_are_no_trouble(
    store_folder: Path, clock: FrozenClock
) -> None:
    odd = store_folder.rename(store_folder.with_name("Läden & 100% #1?"))
    with closing(open_station(odd, odd, "D01", clock)) as station, station.look() as work:
        assert work.store.name == "Northgate Market"


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_b2_78_files_others_could_read_are_taken_away_from_them(
    store_folder: Path, clock: FrozenClock
) -> None:
    store_folder.chmod(0o755)
    for name in ("store.db", "keys.json"):
        (store_folder / name).chmod(0o644)
    with closing(open_station(store_folder, store_folder, "D01", clock)) as station:
        with station.open_work() as work:
            add_till(work.connection, 9, "Till 9")
            work.commit()
        modes = {p.name: p.stat().st_mode & 0o777 for p in store_folder.iterdir() if p.is_file()}
    assert {name: oct(mode) for name, mode in modes.items() if mode != 0o600} == {}
    assert {"store.db", "store.db-wal", "keys.json"} <= set(modes)
    assert store_folder.stat().st_mode & 0o777 == 0o700


def _exact_columns() -> list[tuple[Table, Column[object]]]:
    return [
        (table, column)
        for table in schema.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, MoneyType | QuantityType)
    ]


@pytest.mark.parametrize("value", ["1.5", "'abc'", "9223372036854775808", "1e30", "x'31'"])
def test_b2_18_amount_columns_hold_whole_numbers_of_64_bits_only(
    station: Station, value: str
) -> None:
    found = _exact_columns()
    assert len(found) > 15
    with station.database.engine.connect() as connection:
        for table, column in found:
            others = [c for c in table.columns if c is not column and not c.nullable]
            kinds = ", ".join("1" if isinstance(c.type, BigInteger) else "'1'" for c in others)
            names = ", ".join(c.name for c in others)
            with pytest.raises(IntegrityError, match="whole"):
                connection.exec_driver_sql(
                    f"INSERT INTO {table.name} ({names}, {column.name}) VALUES ({kinds}, {value})"
                )
        connection.rollback()


def test_b2_18_a_server_refuses_them_too(postgres_store: tuple[str, Path]) -> None:
    with closing(Database(postgres_store[0])) as database, database.read() as connection:
        types = {
            (t.name, c["name"]): str(c["type"])
            for t in {table for table, _ in _exact_columns()}
            for c in inspect(connection).get_columns(t.name)
        }
    assert {types[t.name, c.name] for t, c in _exact_columns()} == {"BIGINT"}
    with closing(Database(postgres_store[0])) as database:
        with pytest.raises(StorageError) as refusal, database.write() as connection:
            connection.execute(text("SELECT CAST(:n AS bigint)"), {"n": "9223372036854775808"})
        assert refusal.value.code == "storage_value"


def test_a_text_too_long_for_the_server_is_a_sentence(postgres_store: tuple[str, Path]) -> None:
    with (
        closing(Database(postgres_store[0])) as database,
        pytest.raises(StorageError) as refusal,
        database.write() as connection,
    ):
        add_till(connection, 9, "x" * 41)
    assert refusal.value.code == "storage_value"


def test_a_connection_that_failed_is_not_used_again(either_station: Station) -> None:
    with pytest.raises(Conflict), either_station.open_work() as work:
        add_till(work.connection, 7, "Twice")
    with suppress(RuntimeError), either_station.open_work() as work:
        add_till(work.connection, 9, "Till 9")
        raise RuntimeError
    for number in (9, 10):
        with either_station.open_work() as work:
            ours = select(tills.c.id).where(tills.c.id > 0).order_by(tills.c.id)  # 0 is the safe
            assert work.connection.execute(ours).scalars().all() == [7, 8, *range(9, number)]
            add_till(work.connection, number, "Till")
            work.commit()


def test_two_threads_write_one_after_the_other(either_station: Station) -> None:
    numbers = list(range(20, 40))

    def add(part: list[int]) -> None:
        for number in part:
            with either_station.open_work() as work:
                add_till(work.connection, number, f"Till {number}")
                work.commit()

    threads = [threading.Thread(target=add, args=(numbers[i::2],)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with either_station.look() as work:
        found = work.connection.execute(select(tills.c.id).where(tills.c.id >= 20)).scalars().all()
    assert sorted(found) == numbers


def test_amounts_survive_the_way_to_the_database(either_station: Station) -> None:
    probe = Table("probe", MetaData(), Column("amount", MoneyType))
    with either_station.open_work() as work:
        work.connection.exec_driver_sql("CREATE TEMPORARY TABLE probe (amount BIGINT)")
        for minor in (0, -1, 999_999_999_999):
            work.connection.execute(insert(probe), {"amount": Money(minor)})
        found = work.connection.execute(select(probe.c.amount)).scalars().all()
    assert found == [Money(0), Money(-1), Money(999_999_999_999)]
