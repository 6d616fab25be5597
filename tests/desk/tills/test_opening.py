"""Floats: chained to the last close, compared at opening; business dates that clocks cannot bend."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counter_app.core.clock import FrozenClock
from counter_app.core.errors import ApprovalRequired, BadInput, Conflict, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.opening import open_till
from counter_app.desk.tills.service import TillClosed, close_till
from counter_app.desk.tills.standing import (
    suspend_till,
)
from counter_app.documents.text import render_text
from counter_app.records.till_counts import count_sets
from counter_app.records.till_figures import expectation, till_cash
from counter_app.records.tills import open_session_at, session_by_id
from counter_app.records.transaction_reader import read_transaction, stored_document
from counter_app.station import Station
from tests.desk.tills.hands import count, held, kept_policy, moved, opened, signed
from tests.stores import CLERK, CLERK_2, LEAD, MANAGER, NOON, PINS


def test_s04_what_is_missing_at_opening_shows_there_and_not_at_closing(
    either_station: Station,
) -> None:
    """Closed with 100, opened with 80, no sale, closed with 80."""
    station = either_station
    first = opened(station, 10000)
    close_till(count(first, 10000, leave=10000), station)
    signed(station, MANAGER)
    second = open_till(OpenDraft(new_id(), 7, Money(8000), reason="unexplained"), station)
    slip = _slip(station, second.transaction_id)
    assert "-20.00" in slip
    closed = close_till(count(second.session_id, 8000), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    assert held(station, "over_short") == Money(2000)


def test_s05_an_emptied_till_shows_at_the_opening_of_the_next_day(
    either_station: Station, clock: FrozenClock
) -> None:
    """Day 1 closes with 500 left in it; day 2 opens with nothing, sells and closes with 1000."""
    station = either_station
    first = opened(station, 50000)
    close_till(count(first, 50000, leave=50000), station)
    clock.advance(timedelta(days=1))
    signed(station, MANAGER)
    second = open_till(OpenDraft(new_id(), 7, ZERO, reason="unexplained"), station).session_id
    assert held(station, "over_short") == Money(50000)
    assert held(station, "till:7") == ZERO
    moved(station, second, 100000)
    closed = close_till(count(second, 100000), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO
    assert held(station, "over_short") == Money(50000)


def test_what_stays_in_a_till_is_what_the_next_session_expects(
    station: Station, clock: FrozenClock
) -> None:
    first = opened(station, 20000)
    moved(station, first, 5000)
    close_till(count(first, 25000, leave=15000), station)
    assert held(station, "till:7") == Money(15000)
    clock.advance(timedelta(days=1))
    second = opened(station, 15000)
    assert held(station, "safe") == Money(-20000 + 10000)
    with station.look() as work:
        session = session_by_id(work.connection, second)
        assert session.carried == Money(15000)
        assert till_cash(work.connection, session) == Money(15000)
    moved(station, second, -2500)
    with station.look() as work:
        assert till_cash(work.connection, session) == Money(12500)
        assert expectation(work.connection, session) == {Tender.CASH: Money(12500)}
    with pytest.raises(BadInput):
        close_till(count(second, 100, leave=200), station)


def test_a_float_far_off_needs_a_reason_and_then_a_manager(station: Station) -> None:
    first = opened(station, 10000)
    close_till(count(first, 10000, leave=10000), station)
    with pytest.raises(Refused) as refusal:
        open_till(OpenDraft(new_id(), 7, Money(8000)), station)
    assert refusal.value.code == "tills.opening_reason"
    assert "100" not in refusal.value.text
    draft = OpenDraft(new_id(), 7, Money(8000), reason="miscount")
    with pytest.raises(ApprovalRequired) as asked:
        open_till(draft, station)
    assert asked.value.verdict is not None
    approval = station.approve_with_pin(asked.value.verdict, MANAGER, PINS[MANAGER])
    open_till(draft, station, approval)
    assert held(station, "till:7") == Money(8000)


def test_a_predefined_float_is_what_the_safe_gave(station: Station) -> None:
    kept_policy(station, 'float_mode = "prompt" ', 'float_mode = "predefined" ')
    opened(station, 19850)
    assert held(station, "safe") == Money(-20000)
    assert held(station, "till:7") == Money(19850)
    assert held(station, "over_short") == Money(150)


def test_pieces_of_a_float_must_add_up(station: Station) -> None:
    signed(station, CLERK)
    good = OpenDraft(new_id(), 7, Money(10000), {"note:2000": 5})
    with pytest.raises(BadInput):
        open_till(OpenDraft(new_id(), 7, Money(10001), {"note:2000": 5}), station)
    session = open_till(good, station).session_id
    with station.look() as work:
        (first,) = count_sets(work.connection, session)
    assert (first.occasion, first.counted, dict(first.pieces)) == (
        "opening",
        Money(10000),
        {"note:2000": 5},
    )


def test_two_drawers_at_one_desk_and_whose_is_whose(station: Station) -> None:
    kept_policy(station, "drawers = 1 ", "drawers = 2 ")
    kept_policy(station, "own_tills = false ", "own_tills = true ")
    first = opened(station, till=7)
    second = opened(station, till=8, who=CLERK_2)
    with station.look() as work:
        maria = session_by_id(work.connection, first)
        sam = session_by_id(work.connection, second)
        assert (maria.drawer, sam.drawer) == (1, 2)
        for mine in (maria, sam):
            assert open_session_at(work.connection, "D01", mine.operator_id) == mine
        assert open_session_at(work.connection, "D01", 999) is None
    signed(station, LEAD)
    with pytest.raises(Conflict):
        open_till(OpenDraft(new_id(), 7, Money(1)), station)
    with pytest.raises(Refused):
        suspend_till(first, new_id(), station)


def test_r13_an_opening_sent_twice_is_one(station: Station) -> None:
    signed(station, CLERK)
    draft = OpenDraft(new_id(), 7, Money(20000))
    assert open_till(draft, station) == open_till(draft, station)


def test_a_till_of_yesterday_is_counted_before_money_moves(
    either_station: Station, clock: FrozenClock
) -> None:
    station = either_station
    session = opened(station)
    clock.advance(timedelta(hours=20))
    signed(station, CLERK)
    with pytest.raises(Refused) as refusal:
        moved(station, session, -100)
    assert refusal.value.code == "till_of_yesterday"
    closed = close_till(count(session, 20000), station)
    assert isinstance(closed, TillClosed)
    with station.look() as work:
        settled = read_transaction(work.connection, closed.transaction_ids[0])
    assert settled is not None
    assert settled.transaction.business_date.isoformat() == "2026-11-22"


def test_s23_the_night_the_clocks_change_belongs_to_one_business_date(
    station: Station, clock: FrozenClock
) -> None:
    """2026-11-01, 02:00 in Chicago: the hour from 1 to 2 comes twice, the day goes on to 4."""
    clock.set(datetime(2026, 10, 31, 23, 0, tzinfo=UTC))
    session = opened(station)
    for stamp in (6, 7, 8, 9):  # 01:00 summer time, 01:00 winter time, 02:00, 03:00
        clock.set(datetime(2026, 11, 1, stamp, 30, tzinfo=UTC))
        signed(station, CLERK)
        moved(station, session, -100)
    closed = close_till(count(session, 19600), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def test_a_clock_set_back_opens_no_earlier_day(station: Station, clock: FrozenClock) -> None:
    first = opened(station)
    close_till(count(first, 20000), station)
    clock.set(NOON - timedelta(days=2))
    second = opened(station)
    with station.look() as work:
        assert session_by_id(work.connection, second).business_date.isoformat() == "2026-11-21"
    moved(station, second, -100)
    closed = close_till(count(second, 19900), station)
    assert isinstance(closed, TillClosed)
    assert closed.difference == ZERO


def _slip(station: Station, transaction_id: str) -> str:
    with station.look() as work:
        slip = stored_document(work.connection, transaction_id, 1)
    assert slip is not None
    return render_text(slip, 48)
