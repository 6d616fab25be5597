"""The Book's tills: every one listed, expected from the journal, counted from the last count."""

from __future__ import annotations

from datetime import date

from counter_app.core.book import Book, Evidence, EvidenceKind, Section, Tone
from counter_app.core.book_json import from_json, to_json
from counter_app.core.money import Money
from counter_app.core.store import TillSession
from counter_app.records.day_ledger import balances
from counter_app.records.tills import session_by_id
from counter_app.report.assemble import book_of
from counter_app.station import Station
from tests.records.books import post_return
from tests.report.desk_day import closed, opened

TODAY = date(2026, 11, 21)


def book(station: Station) -> Book:
    with station.look() as work:
        return book_of(work, TODAY, ())


def tills(station: Station) -> Section:
    found = book(station).section("tills")
    assert found is not None
    return found


def session_of(station: Station, session_id: str) -> TillSession:
    with station.look() as work:
        return session_by_id(work.connection, session_id)


def test_every_till_is_listed_settled_open_or_never_opened(either_station: Station) -> None:
    session = opened(either_station, 7)
    post_return(either_station, session_of(either_station, session))
    rows = tills(either_station).rows
    assert [r.cells[0] for r in rows] == ["Till 7", "Till 8"]
    assert rows[0].cells[2:] == (
        Money(200_00), None, Money(-5_18), None, None, Money(194_82), None, None, "Still open",
    )  # fmt: skip
    assert rows[0].tone is Tone.ALERT
    assert rows[0].evidence == Evidence(EvidenceKind.TILL_SESSION, session)
    assert rows[1].cells[1:] == ("No drawer", *[None] * 8, "Not opened")


def test_a_settled_till_shows_expected_counted_and_the_difference(station: Station) -> None:
    session = opened(station, 7)
    post_return(station, session_of(station, session))
    closed(station, session, 174_82)
    found = tills(station)
    assert found.rows[0].cells[7:] == (Money(194_82), Money(174_82), Money(-20_00), "Settled")
    assert found.totals is not None
    assert found.totals[7:10] == (Money(194_82), Money(174_82), Money(-20_00))
    (odd,) = book(station).oddities
    assert (odd.code, odd.amount) == ("tills.variance", Money(-20_00))
    assert odd.title == "Till 7 is $20.00 short"
    with station.look() as work:
        left = balances(work.connection)
    assert sum(m.minor for m in left.values()) == 0


def test_a_book_comes_back_from_its_text_unchanged(station: Station) -> None:
    session = opened(station, 7)
    closed(station, session, 201_00)
    made = book(station)
    assert from_json(to_json(made)) == made
