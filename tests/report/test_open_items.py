"""What the Book lists of unfinished work, of money on its way, and of managers who were alone."""

from __future__ import annotations

from datetime import date

import pytest

from counter_app import granting
from counter_app.core.book import Book, Row, Section, Tone
from counter_app.core.cash import MovementKind
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.returns import service
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.safe import count_safe
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.records.cash_movements import movements_open_at
from counter_app.records.drafts import StoredDraft, save_draft
from counter_app.report.assemble import book_of
from counter_app.report.context import day_span
from counter_app.station import Station
from tests.desk.returns.desk import coming_back, sell, working
from tests.desk.returns.goods import line
from tests.desk.tills.hands import draft, got, signed
from tests.desk.tills.test_safe import counted
from tests.records.books import operator_id
from tests.report.desk_day import closed, opened
from tests.stores import CLERK, MANAGER, NOON
from tests.test_approving import verdict_of
from tests.test_granting import alone, make_owner

TODAY = date(2026, 11, 21)


def book(station: Station) -> Book:
    with station.look() as work:
        return book_of(work, TODAY, ())


def section(station: Station, key: str) -> Section:
    found = book(station).section(key)
    assert found is not None
    return found


def parked(station: Station, title: str) -> None:
    with station.open_work() as work:
        made = StoredDraft(
            new_id(), "returns", "D01", operator_id(work), "parked", title, Money(6899), {}, NOON
        )
        save_draft(work.connection, work.keys, made)
        work.commit()


def cells(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    return [(r.cells[0], r.cells[1], r.cells[2], r.cells[4]) for r in rows]


def test_s16_parked_work_is_listed_and_its_name_stays_out_of_the_book(
    either_station: Station,
) -> None:
    parked(either_station, "Blue coat of Mrs. Weber")
    found = section(either_station, "open_items")
    assert cells(found.rows) == [
        ("Return, parked", "Maria Alvarez", "Desk 1", Money(6899)),
    ]
    assert "Weber" not in repr(found)
    assert [o.code for o in book(either_station).oddities] == ["work.parked"]


def test_a_bag_is_open_until_it_is_received(either_station: Station) -> None:
    session = opened(either_station, 7, 400_00)
    sent = move(draft(MovementKind.DROP, session, 10000, bag="B1"), either_station)
    assert cells(section(either_station, "open_items").rows) == [
        ("Safe drop", "Maria Alvarez", "Till 7", Money(10000)),
    ]
    signed(either_station, MANAGER)
    receive(got(sent.movement_id, 9000, "One short"), either_station)
    assert cells(section(either_station, "open_items").rows) == [
        ("Safe drop, in dispute", "Maria Alvarez", "Till 7", Money(1000)),
    ]


def test_what_was_received_is_open_no_more(station: Station) -> None:
    session = opened(station, 7, 400_00)
    sent = move(draft(MovementKind.DROP, session, 10000), station)
    signed(station, MANAGER)
    receive(got(sent.movement_id, 10000), station)
    with station.look() as work:
        assert movements_open_at(work.connection, day_span(work, date(2026, 11, 22))) == ()
    found = section(station, "open_items")
    assert (found.rows, found.empty) == ((), "Nothing was left open.")


def test_a_manager_who_was_alone_is_listed_for_review(station: Station) -> None:
    make_owner(working(station))
    alone(station)
    made = coming_back(station, sell(station, line(paid=5_000)), {1: 1}, reprint=True)
    service.complete(made, station, granting.lone_approval(verdict_of(made, station), station))
    found = section(station, "alone")
    assert [(r.cells[2], r.cells[3]) for r in found.rows] == [("Return", "Ken Osei")]
    assert found.rows[0].evidence is not None
    assert "approvals.alone" in [o.code for o in book(station).oddities]


def test_where_nobody_was_alone_there_is_no_such_list(station: Station) -> None:
    signed(station, CLERK)
    assert book(station).section("alone") is None


def test_a_count_of_the_safe_that_was_given_up_stands_in_the_book(station: Station) -> None:
    counted(station, SafeDraft(new_id(), total_only=Money(500000), reason="unexplained"))
    for figure in (490000, 499000):
        with pytest.raises(Refused):
            count_safe(SafeDraft(new_id(), total_only=Money(figure)), station)
    counted(station, SafeDraft(new_id(), total_only=Money(499000), reason="unexplained"))
    rows = section(station, "safe_counts").rows
    assert [(r.cells[1], r.cells[3], r.tone) for r in rows] == [
        ("Signed for", Money(500000), Tone.PLAIN),
        ("Not signed for", Money(490000), Tone.ALERT),
        ("Signed for", Money(499000), Tone.PLAIN),
    ]


def test_a_safe_in_somebodys_hands_is_no_till_that_is_not_settled(station: Station) -> None:
    closed(station, opened(station, 7), 200_00)
    counted(station, SafeDraft(new_id(), total_only=Money(0)))
    assert "".join(run.text for run in book(station).headline) == "Cash came out even."
