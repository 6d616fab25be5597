"""Tills that are used twice a day or over the turn of the day: each difference is told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.book import Book, Cell
from counter_app.core.cash import MovementKind
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionKind
from counter_app.desk.tills.advances import AdvanceDraft, close_advance
from counter_app.desk.tills.draft import CountDraft, Occasion, OpenDraft
from counter_app.desk.tills.lanes import rescue_late_sales
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.opening import open_till
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.safe import count_safe
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.service import TillAudited, TillClosed, audit_till, close_till
from counter_app.desk.tills.standing import resolve_dispute, suspend_till
from counter_app.export.entries import day_entries
from counter_app.records.tills import add_till
from counter_app.report.assemble import book_of
from counter_app.report.variance_evidence import case_of
from counter_app.rules.variance.detective import explain
from counter_app.station import Station
from tests.desk.tills.hands import draft, got, moved, signed
from tests.desk.tills.test_lanes import issued, sale
from tests.report.desk_day import WITNESS, closed, opened
from tests.stores import MANAGER, MANAGER_2, NOON

TODAY = date(2026, 11, 21)
NEXT = TODAY + timedelta(days=1)
OVER_SHORT = 9


def book(station: Station, day: date = TODAY) -> Book:
    with station.look() as work:
        return book_of(work, day, ())


def rows(station: Station, day: date = TODAY) -> list[tuple[Cell, ...]]:
    section = book(station, day).section("tills")
    assert section is not None
    assert section.totals is not None
    found = [r.cells for r in section.rows if r.cells[-1] != "Not opened"]
    off = [c for r in found if isinstance(c := r[OVER_SHORT], Money)]
    assert section.totals[OVER_SHORT] == sum(off, ZERO)
    return found


def odd(station: Station, day: date = TODAY) -> list[tuple[str, Money | None]]:
    return [(o.title, o.amount) for o in book(station, day).oddities]


def left(station: Station, session: str, counted: int, leave: int) -> TillClosed:
    """Settled with so much staying in the drawer."""
    signed(station, MANAGER)
    made = CountDraft(new_id(), session, total_only=Money(counted), leave=Money(leave))
    answer = close_till(made, station)
    assert isinstance(answer, TillClosed)
    return answer


def causes(station: Station, session: str) -> tuple[Money, list[str]]:
    with station.look() as work:
        case = case_of(work, session)
    return case.off, [e.cause.value for e in explain(case) if e.score >= 600]


def spot(station: Station, session: str, counted: int) -> None:
    """A spot count, made again before a witness if it is off."""
    signed(station, MANAGER)
    made = CountDraft(
        new_id(), session, total_only=Money(counted), reason="unexplained", occasion=Occasion.AUDIT
    )
    if isinstance(audit_till(made, station), TillAudited):
        return
    made = replace(made, id=new_id())
    with pytest.raises(ApprovalRequired) as asked:
        audit_till(made, station)
    assert asked.value.verdict is not None
    audit_till(made, station, station.approve_with_pin(asked.value.verdict, *WITNESS))


def test_a_second_session_begins_with_what_the_first_left(
    station: Station, clock: FrozenClock
) -> None:
    first = opened(station, 7)
    moved(station, first, 5000)
    assert left(station, first, 25000, 10000).difference == ZERO
    clock.advance(timedelta(minutes=1))
    second = opened(station, 7, 10000)
    moved(station, second, 3000)
    assert left(station, second, 13000, 0).difference == ZERO
    assert [(r[2], r[7], r[8], r[9]) for r in rows(station)] == [
        (Money(20000), Money(25000), Money(25000), ZERO),
        (Money(10000), Money(13000), Money(13000), ZERO),
    ]
    assert odd(station) == []
    assert causes(station, second) == (ZERO, [])


def test_what_stayed_overnight_is_the_first_sessions_alone(
    station: Station, clock: FrozenClock
) -> None:
    left(station, opened(station, 7), 20000, 10000)
    clock.advance(timedelta(days=1))
    left(station, opened(station, 7, 10000), 10000, 0)
    clock.advance(timedelta(minutes=1))
    second = opened(station, 7)
    left(station, second, 20000, 0)
    assert [r[2] for r in rows(station, NEXT)] == [Money(10000), Money(20000)]
    assert odd(station, NEXT) == []
    assert causes(station, second) == (ZERO, [])


def test_a_till_left_open_is_told_by_the_book_of_the_day_it_is_counted(
    station: Station, clock: FrozenClock
) -> None:
    session = opened(station, 7)
    moved(station, session, 5000)
    signed(station, MANAGER)
    suspend_till(session, new_id(), station)
    before = book(station)
    clock.advance(timedelta(hours=44))
    closed(station, session, 15000)
    assert book(station) == before, "a day that is over stays as it was"
    (today,) = rows(station)
    assert (today[7:], odd(station)) == (
        (Money(25000), None, None, "Suspended"),
        [("Till 7 is not settled", Money(25000))],
    )
    (between,) = rows(station, NEXT)
    assert (between[2], between[7:]) == (Money(25000), (Money(25000), None, None, "Suspended"))
    (counted,) = rows(station, NEXT + timedelta(days=1))
    assert counted[2:] == (
        Money(25000), None, None, None, None,
        Money(25000), Money(15000), Money(-10000), "Settled",
    )  # fmt: skip
    assert odd(station, NEXT + timedelta(days=1))[0] == ("Till 7 is $100.00 short", Money(-10000))
    assert rows(station, NEXT + timedelta(days=2)) == []


def test_every_posting_of_a_till_is_exported_whenever_it_was_settled(
    station: Station, clock: FrozenClock
) -> None:
    session = opened(station, 7)
    with station.look() as work:
        assert day_entries(work, TODAY).left_out == ("Till 7 (open)",)
    clock.advance(timedelta(days=1))
    signed(station, MANAGER)
    for _ in range(2):
        close_till(CountDraft(new_id(), session, total_only=Money(19000), dispute=True), station)
    clock.advance(timedelta(days=1))
    resolve_dispute(session, new_id(), "unexplained", "", station)
    held: dict[str, int] = {}
    with station.look() as work:
        for day in (TODAY, NEXT, NEXT + timedelta(days=1)):
            for entry in day_entries(work, day).entries:
                for account, amount in entry.lines:
                    held[account.plain] = held.get(account.plain, 0) + amount.minor
    assert {a: m for a, m in held.items() if m} == {"Safe:Cash": -1000, "Over and short": 1000}


def test_a_dispute_stands_in_the_book_of_its_day_also_after_it_is_settled(
    station: Station, clock: FrozenClock
) -> None:
    session = opened(station, 7)
    signed(station, MANAGER)
    for _ in range(2):
        close_till(CountDraft(new_id(), session, total_only=Money(19000), dispute=True), station)
    before = book(station)
    assert rows(station)[0][-1] == "Disputed"
    clock.advance(timedelta(days=1))
    resolve_dispute(session, new_id(), "unexplained", "", station)
    assert book(station) == before
    assert rows(station, NEXT) == []


def test_what_goes_back_from_a_dispute_is_nobodys_difference(station: Station) -> None:
    session = opened(station, 7)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.PICKUP, session, 5000, bag="B1"), station)
    signed(station, MANAGER_2)
    receive(got(sent.movement_id, 3000, "Less was in it"), station)
    resolve_movement(sent.movement_id, new_id(), "back", "It lay in the drawer", station)
    assert closed(station, session, 17000).difference == ZERO
    assert [(r[6], r[7], r[9]) for r in rows(station)] == [(Money(-3000), Money(17000), ZERO)]
    assert odd(station) == []
    assert causes(station, session) == (ZERO, [])


def test_what_goes_back_to_the_safe_is_no_count_of_it(station: Station) -> None:
    session = opened(station, 7)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.LOAN, session, 5000), station)
    signed(station, MANAGER_2)
    receive(got(sent.movement_id, 3000, "Less was in it"), station)
    resolve_movement(sent.movement_id, new_id(), "back", "It lay beside the safe", station)
    closed(station, session, 23000)
    assert odd(station) == []


def test_what_was_lost_on_its_way_is_told(station: Station) -> None:
    session = opened(station, 7)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.PICKUP, session, 5000, bag="B1"), station)
    signed(station, MANAGER_2)
    receive(got(sent.movement_id, 3000, "Less was in it"), station)
    resolve_movement(sent.movement_id, new_id(), "accept", "Nobody knows", station)
    advance = move(draft(MovementKind.ADVANCE, session, 4000, party="Jo"), station)
    spent, change = Money(2000), Money(1000)
    made = AdvanceDraft(new_id(), advance.movement_id, spent, change, "supplies", note="Lost")
    close_advance(made, station)
    closed(station, session, 12000)
    assert odd(station) == [
        ("$20.00 was lost on its way", Money(-2000)),
        ("Petty cash came back $10.00 short", Money(-1000)),
    ]
    assert not dict(book(station).trends[0].days)[TODAY], "the chart is of the tills alone"


def test_a_rescue_is_short_by_its_own_sales(station: Station, clock: FrozenClock) -> None:
    with station.open_work() as work:
        add_till(work.connection, 1, "Lane 1", SessionKind.LANE, "R01")
        work.commit()
    signed(station, MANAGER)
    lane = issued(station, cashier="501")
    clock.advance(timedelta(minutes=10))
    closed(station, lane, 15000)
    sale(station, 1, 5000, at=NOON + timedelta(minutes=5))
    clock.advance(timedelta(minutes=10))
    rescue = rescue_late_sales(lane, station)
    assert rescue is not None
    closed(station, rescue, 0)
    assert [(r[3], r[9]) for r in rows(station)] == [
        (None, Money(5000)),
        (Money(5000), Money(-5000)),
    ]


def test_a_prepared_till_alarms_nobody(station: Station, clock: FrozenClock) -> None:
    signed(station, MANAGER)
    prepare_till(PrepareDraft(new_id(), 7, Money(20000), tag="T7"), station)
    (row,) = rows(station)
    assert (row[-1], odd(station)) == ("Prepared", [])
    assert "".join(r.text for r in book(station).headline) == "No till was counted."
    clock.advance(timedelta(hours=20))
    session = opened(station, 7)
    closed(station, session, 20000)
    assert [r[-1] for r in rows(station)] == ["Prepared"]
    assert [(r[2], r[9], r[-1]) for r in rows(station, NEXT)] == [(Money(20000), ZERO, "Settled")]
    assert odd(station) == odd(station, NEXT) == []


def test_the_first_sessions_bag_is_no_cause_of_the_seconds_difference(
    station: Station, clock: FrozenClock
) -> None:
    first = opened(station, 7)
    signed(station, MANAGER)
    sent = move(draft(MovementKind.PICKUP, first, 5000, bag="B1"), station)
    signed(station, MANAGER_2)
    receive(got(sent.movement_id, 5000), station)
    closed(station, first, 15000)
    clock.advance(timedelta(minutes=90))
    second = opened(station, 7)
    closed(station, second, 15000)
    assert causes(station, second) == (Money(-5000), [])


def test_what_a_count_has_seen_explains_nothing_afterwards(
    station: Station, clock: FrozenClock
) -> None:
    session = opened(station, 7)
    signed(station, MANAGER)
    move(draft(MovementKind.PAID_OUT, session, 2500, reason="postage", party="Post"), station)
    clock.advance(timedelta(minutes=10))
    spot(station, session, 17500)
    clock.advance(timedelta(minutes=10))
    closed(station, session, 22500)
    assert causes(station, session) == (Money(5000), [])


def test_what_was_off_at_opening_is_not_laid_to_what_came_later(
    station: Station, clock: FrozenClock
) -> None:
    left(station, opened(station, 7), 20000, 20000)
    signed(station, MANAGER)
    made = OpenDraft(new_id(), 7, Money(15000), reason="unexplained")
    session = open_till(made, station).session_id
    clock.advance(timedelta(minutes=10))
    move(draft(MovementKind.PAID_OUT, session, 2500, reason="postage", party="Post"), station)
    clock.advance(timedelta(minutes=10))
    closed(station, session, 12500)
    assert causes(station, session) == (Money(-5000), [])
    (variance,) = book(station).oddities
    assert variance.why == "It was off when it was opened."


def test_a_float_made_ready_is_exported_with_the_safe_the_same_whenever(
    station: Station, clock: FrozenClock
) -> None:
    signed(station, MANAGER)
    prepare_till(PrepareDraft(new_id(), 7, Money(20000), tag="T7"), station)

    def entries(day: date) -> dict[str, list[tuple[str, int]]]:
        with station.look() as work:
            found = day_entries(work, day)
        assert found.left_out == ()
        return {e.number: [(a.plain, m.minor) for a, m in e.lines] for e in found.entries}

    evening = entries(TODAY)
    assert evening == {
        "20261121-STORE": [("Money on its way:Till:7:Cash", 20000), ("Safe:Cash", -20000)]
    }
    clock.advance(timedelta(hours=20))
    closed(station, opened(station, 7), 20000)
    assert entries(TODAY) == evening
    assert entries(NEXT) == {
        "20261122-T7-1": [("Safe:Cash", 20000), ("Money on its way:Till:7:Cash", -20000)]
    }


def test_what_a_count_of_the_safe_found_is_exported_with_its_date(station: Station) -> None:
    signed(station, MANAGER)
    made = SafeDraft(new_id(), total_only=Money(5000), reason="unexplained")
    with pytest.raises(ApprovalRequired) as asked:
        count_safe(made, station)
    assert asked.value.verdict is not None
    count_safe(made, station, station.approve_with_pin(asked.value.verdict, *WITNESS))
    with station.look() as work:
        found = day_entries(work, TODAY)
    assert found.left_out == ()
    assert [e.number for e in found.entries] == ["20261121-STORE"]
    assert [(a.plain, m.minor) for a, m in found.entries[0].lines] == [
        ("Safe:Cash", 5000), ("Over and short", -5000),
    ]  # fmt: skip


def test_a_float_made_ready_by_a_clock_set_back_stops_no_book(
    station: Station, clock: FrozenClock
) -> None:
    clock.advance(timedelta(days=1))
    closed(station, opened(station, 7), 20000)
    clock.advance(timedelta(days=-1))
    signed(station, MANAGER)
    prepare_till(PrepareDraft(new_id(), 7, Money(20000), tag="T7"), station)
    assert odd(station) == []
