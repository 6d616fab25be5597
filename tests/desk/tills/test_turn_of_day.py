"""Tills over the turn of the day, and lanes whose sessions overlap: each amount belongs to one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.checks import verify_tills
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.lanes import rescue_late_sales
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till
from counter_app.desk.tills.service import CountAgain, TillClosed, close_till
from counter_app.desk.tills.slips_on_hand import slips_on_hand, tenders_of
from counter_app.desk.tills.standing import resolve_dispute
from counter_app.records.tills import session_by_id
from counter_app.station import Station
from tests.desk.tills.hands import held, moved, opened, signed
from tests.desk.tills.test_lanes import counted, issued, sale
from tests.stores import MANAGER, NOON

TODAY = date(2026, 11, 21)
NEXT = TODAY + timedelta(days=1)


def test_a_till_prepared_in_the_evening_trades_the_next_day(
    either_station: Station, clock: FrozenClock
) -> None:
    station = either_station
    signed(station, MANAGER)
    prepare_till(PrepareDraft(new_id(), 7, Money(20000), tag="T7"), station)
    clock.advance(timedelta(hours=20))
    session = opened(station)
    with station.look() as work:
        assert session_by_id(work.connection, session).business_date == NEXT
    moved(station, session, -500)
    signed(station, MANAGER)
    closed = close_till(CountDraft(new_id(), session, total_only=Money(19500)), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    with station.look() as work:
        assert verify_tills(work.connection) == []


def test_checks_of_a_till_left_open_are_not_missed_from_the_next_session(
    either_station: Station, clock: FrozenClock
) -> None:
    station = either_station
    first = opened(station)
    moved(station, first, 4510, Tender.CHECK)
    clock.advance(timedelta(hours=20))
    signed(station, MANAGER)
    made = CountDraft(new_id(), first, total_only=Money(20000), others={"check": (4510,)})
    assert isinstance(close_till(made, station), TillClosed)
    second = opened(station)
    moved(station, second, 300, Tender.CHECK)
    signed(station, MANAGER)
    made = CountDraft(new_id(), second, total_only=Money(20000), others={"check": (300,)})
    closed = close_till(made, station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def test_a_count_lists_the_checks_of_its_own_session(either_station: Station) -> None:
    station = either_station
    first = opened(station)
    moved(station, first, 4510, Tender.CHECK)
    moved(station, first, 200, Tender.LOYALTY)
    signed(station, MANAGER)
    made = CountDraft(
        new_id(), first, total_only=Money(20000), others={"check": (4510,), "loyalty": (200,)}
    )
    assert isinstance(close_till(made, station), TillClosed)
    second = opened(station)
    with station.look() as work:
        session = session_by_id(work.connection, second)
        assert slips_on_hand(work, session) == {}
        assert Tender.LOYALTY not in tenders_of(work, session)


def test_a_dispute_settled_later_takes_no_sales_from_the_next_drawer(
    office: Station, clock: FrozenClock
) -> None:
    first = issued(office)
    clock.advance(timedelta(minutes=10))
    said = [
        close_till(CountDraft(new_id(), first, total_only=Money(9000), dispute=True), office)
        for _ in range(2)
    ]
    assert isinstance(said[1], TillClosed)
    with office.look() as work:
        closed_at = session_by_id(work.connection, first).closed_at
    clock.advance(timedelta(minutes=10))
    second = issued(office)
    clock.advance(timedelta(minutes=10))
    sale(office, 1, 300, at=clock.now())
    clock.advance(timedelta(minutes=10))
    resolve_dispute(first, new_id(), "unexplained", "", office)
    with office.look() as work:
        settled = session_by_id(work.connection, first)
        assert (settled.state, settled.closed_at) == (SessionState.SETTLED, closed_at)
    found = counted(office, second, 10300)
    assert isinstance(found, TillClosed)
    assert found.difference == ZERO
    assert rescue_late_sales(first, office) is None


def test_counting_a_rescue_leaves_the_sales_of_the_next_drawer(
    office: Station, clock: FrozenClock
) -> None:
    first = issued(office)
    clock.advance(timedelta(minutes=10))
    counted(office, first, 10000)
    sale(office, 1, 100, at=NOON + timedelta(minutes=5))
    sale(office, 2, 500, at=NOON + timedelta(minutes=15))
    clock.advance(timedelta(minutes=10))
    rescue = rescue_late_sales(first, office)
    assert rescue is not None
    late = counted(office, rescue, 0)
    assert isinstance(late, TillClosed)
    assert late.difference == Money(-100)
    second = issued(office)
    found = counted(office, second, 10500)
    assert isinstance(found, TillClosed)
    assert found.difference == ZERO


def test_late_sales_wait_for_those_before_them(office: Station, clock: FrozenClock) -> None:
    sessions = []
    for cashier in ("501", "502"):
        sessions.append(issued(office, cashier=cashier))
        clock.advance(timedelta(minutes=10))
        assert isinstance(counted(office, sessions[-1], 10000), TillClosed)
        clock.advance(timedelta(minutes=10))
    sale(office, 1, 300, cashier="501", at=NOON + timedelta(minutes=5))
    sale(office, 2, 5000, cashier="502", at=NOON + timedelta(minutes=25))
    first = rescue_late_sales(sessions[0], office)
    assert first is not None
    with pytest.raises(Refused) as refusal:
        rescue_late_sales(sessions[1], office)
    assert refusal.value.code == "tills.rescue_waits"
    again = counted(office, first, 0)
    if isinstance(again, CountAgain):
        again = close_till(CountDraft(new_id(), first, total_only=ZERO, dispute=True), office)
    assert isinstance(again, TillClosed)
    assert again.difference == Money(-300)
    second = rescue_late_sales(sessions[1], office)
    assert second is not None
    assert held(office, "rescue:1") == Money(5000)
