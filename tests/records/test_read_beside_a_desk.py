"""What stations wrote down outside the database: a desk that goes on is no fault, an emptied book is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import Connection, event, inspect

from counter_app.app import open_station
from counter_app.records.anchor import read_anchor
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.records.books import open_till, post_return
from tests.records.tampering import tamper
from tests.records.test_verify import PARTS


@contextmanager
def goes_on(desk: Station, looking: Station) -> Iterator[list[str]]:
    """One more return is posted, anchor and all, right after the other's first look at the books."""
    posted: list[str] = []
    session = open_till(desk)
    post_return(desk, session, 1)
    desk.settle_anchor()

    def first_look(connection: Connection, *_: object) -> None:
        if not posted:
            posted.append("one more")
            post_return(desk, session, 2)
            desk.settle_anchor()

    engine = looking.database._reader
    event.listen(engine, "after_cursor_execute", first_look)
    yield posted
    event.remove(engine, "after_cursor_execute", first_look)


@pytest.fixture
def reader(either_station: Station) -> Iterator[Station]:
    """The same store as another process has it open."""
    desk = either_station
    where = desk.database.location
    folder = where if isinstance(where, str) else where.parent
    with closing(open_station(folder, desk.home, desk.name, desk.clock)) as opened:
        yield opened


def test_verify_beside_a_desk_that_posts_finds_nothing_cut_off(
    either_station: Station, reader: Station
) -> None:
    with goes_on(either_station, reader) as posted:
        report = verify_store(reader.database, reader.home, reader.keys)
    assert posted
    assert report.problems == ()


def test_a_command_beside_a_desk_that_posts_opens_the_store(
    either_station: Station, reader: Station
) -> None:
    with goes_on(either_station, reader) as posted:
        reader.check_anchor()
    assert posted
    anchor = read_anchor(either_station.home, either_station.keys, "D01")
    assert anchor is not None
    assert anchor.count == 3, "the desk's own newer anchor stays"
    assert verify_store(either_station.database, either_station.home, either_station.keys).clean


def test_books_emptied_to_the_last_record_are_missed_by_the_anchor(
    either_station: Station,
) -> None:
    """A station without records is checked, too, where it wrote down that it had some."""
    open_till(either_station)
    either_station.settle_anchor()

    def empty(connection: Connection) -> None:
        tables = [*PARTS, "till_sessions", "transactions"]
        for table in (*tables, "ledger_counters", "number_counters"):
            if inspect(connection).has_table(table):
                connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("UPDATE stations SET chain_count = 0, chain_head = ''")

    tamper(either_station, empty)
    found = verify_store(either_station.database, either_station.home, either_station.keys)
    assert [p.code for p in found.problems if p.code.startswith("anchor")] == ["anchor"]
