"""A desk goes on while another process looks at its books: that is no fault, and stops nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import Connection, event

from counter_app.app import open_station
from counter_app.records.anchor import read_anchor
from counter_app.records.verify import verify_store
from counter_app.station import Station
from tests.records.books import open_till, post_return


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
