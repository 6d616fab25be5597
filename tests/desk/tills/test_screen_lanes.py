"""The lanes' screen by keys: drawers by tag, bags, change, spot counts, blind counts, late sales."""

from __future__ import annotations

import pytest

from counter_app.core.intent import Intent
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionKind, SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.screen import TillsScreen
from counter_app.desk.tills.screen_lanes import LanesScreen
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.records.cash_movements import pending_movements
from counter_app.records.tills import add_till, unsettled_session, unsettled_sessions
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held
from tests.desk.tills.test_lanes import sale
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, CLERK, LEAD, MANAGER

LANES = Intent("tills", door="lanes")


@pytest.fixture
def lanes(clerk: Person, station: Station) -> Person:
    """Ken at the lanes of a store with lane 1."""
    with station.open_work() as work:
        add_till(work.connection, 1, "Lane 1", SessionKind.LANE, "R01")
        work.commit()
    clerk.scan(BADGES[MANAGER])
    at_the_lanes(clerk)
    return clerk


def at_the_lanes(person: Person) -> LanesScreen:
    person.shell.go_home()
    person.rest()
    person.shell.open(LANES)
    person.rest()
    front = person.shell.front
    assert isinstance(front, LanesScreen)
    return front


def at_the_till(person: Person) -> TillWork:
    front = person.shell.front
    assert isinstance(front, TillsScreen)
    return front.work


def issued(person: Person, tag: str = "T9") -> None:
    """Lane 1's drawer goes out with 200.00."""
    person.press("1", "1")
    person.press("Return")
    person.write(tag)
    person.press("F12")


def test_a_drawer_goes_out_and_comes_back_by_its_tag(lanes: Person, station: Station) -> None:
    issued(lanes)
    assert held(station, "till:1") == Money(20000)
    assert "is out" in lanes.said
    lanes.press("1")
    lanes.write("T8")
    lanes.press("F12")
    assert "another drawer" in lanes.said
    for _ in range(2):
        lanes.press("Backspace")
    lanes.write("T9")
    lanes.press("F12")
    with station.look() as work:
        session = unsettled_session(work.connection, 1)
    assert session is not None
    assert session.state == SessionState.BLIND_CLOSED


def test_a_lane_is_counted_blind_against_its_sales(lanes: Person, station: Station) -> None:
    issued(lanes)
    sale(station, 1, 10000, -2500)
    at_the_lanes(lanes)
    assert tells(everything_said(lanes.shell), Money(27500), Money(7500)) == []
    lanes.press("6")
    assert at_the_till(lanes).mode is Mode.COUNT
    assert tells(everything_said(lanes.shell), Money(27500), Money(7500)) == []
    lanes.press("Alt+T")
    lanes.write("27400")
    lanes.press("F12")
    work = at_the_till(lanes)
    assert work.mode is Mode.DONE
    assert work.settled is not None
    assert work.settled.difference == Money(-100)
    at_the_lanes(lanes)
    assert "Variance by cashier" in everything_said(lanes.shell)


def test_a_spot_count_leaves_the_drawer_out(lanes: Person, station: Station) -> None:
    issued(lanes)
    lanes.press("5")
    assert at_the_till(lanes).mode is Mode.COUNT
    lanes.press("Alt+T")
    lanes.write("20000")
    lanes.press("F12")
    assert "Spot count kept" in lanes.said
    with station.look() as work:
        session = unsettled_session(work.connection, 1)
    assert session is not None
    assert session.state == SessionState.OPEN


def test_a_pickup_bag_goes_to_the_safe_and_a_loan_comes_back(
    lanes: Person, station: Station
) -> None:
    issued(lanes)
    lanes.press("2")
    lanes.write("15000")
    lanes.press("Return")
    lanes.write("B-12")
    lanes.press("Return", "Return")
    lanes.write("2500")
    lanes.press("F12")
    assert held(station, "transit:safe") == Money(15000)
    assert held(station, "transit:safe", Tender.CHECK) == Money(2500)
    lanes.press("3")
    lanes.write("5000")
    lanes.press("F12")
    assert held(station, "transit:till:1") == Money(5000)
    lanes.press("7", "Alt+T")
    assert tells(everything_said(lanes.shell), Money(5000)) == []
    lanes.write("5000")
    lanes.press("F12", "F12")
    lanes.scan(BADGES[LEAD])  # who sent it does not receive it alone
    assert held(station, "till:1") == Money(10000)


def test_a_change_bag_brings_as_much_as_it_takes_and_two_people_sign(
    lanes: Person, station: Station
) -> None:
    issued(lanes)
    front = lanes.shell.front
    assert isinstance(front, LanesScreen)
    lanes.press("4")
    for pieces in ("", "", "2"):  # two 20s in
        if pieces:
            lanes.write(pieces)
        else:
            lanes.press("Return")
    lanes.press("F12")
    lanes.press("Return", "Return", "Return", "Return")
    lanes.write("7")  # seven 5s are not enough
    assert not front.side.block.button.isEnabled()
    lanes.press("Backspace")
    lanes.write("8")
    lanes.press("F12")
    lanes.write("C-3")
    lanes.press("F12")
    assert not lanes.shell.card.isHidden()
    lanes.scan(BADGES[CLERK])
    assert "has its change" in lanes.said
    assert held(station, "till:1") == Money(20000)


def test_late_sales_get_a_count_of_their_own(lanes: Person, station: Station) -> None:
    issued(lanes)
    lanes.press("6", "Alt+T")
    lanes.write("20000")
    lanes.press("F12")
    sale(station, 2, 100)
    screen = at_the_lanes(lanes)
    if not screen._chosen:
        lanes.press("1")
    lanes.press("2", "F12")
    assert "count of their own" in lanes.said
    with station.look() as work:
        (rescue,) = unsettled_sessions(work.connection, SessionKind.RESCUE)
    assert rescue.state == SessionState.BLIND_CLOSED
    lanes.press("Esc", "2", "Alt+T")
    lanes.write("0")
    lanes.press("F12")
    assert held(station, "rescue:1") == ZERO


def test_a_clerk_can_do_nothing_with_lanes(clerk: Person, station: Station) -> None:
    with station.open_work() as work:
        add_till(work.connection, 1, "Lane 1", SessionKind.LANE, "R01")
        work.commit()
    screen = at_the_lanes(clerk)
    clerk.press("1")
    assert screen._chosen == 0
    assert not screen.side.block.button.isEnabled()
    with station.look() as work:
        assert pending_movements(work.connection) == ()
