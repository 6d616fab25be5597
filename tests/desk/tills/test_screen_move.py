"""Moving money at the desk by keys: reasons, limits, bags that are received, suspended tills."""

from __future__ import annotations

import pytest

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import SessionState
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till, till_state
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, LEAD, MANAGER


@pytest.fixture
def desk(clerk: Person, station: Station) -> Person:
    """Maria at her open till with 431.89 in it."""
    open_till(OpenDraft(new_id(), 7, Money(43189)), station)
    clerk.press("F8")
    assert clerk.mode() is Mode.OVERVIEW
    return clerk


def test_a_paid_out_asks_for_its_reason_first(desk: Person, station: Station) -> None:
    desk.press("1")
    assert desk.mode() is Mode.MOVE
    desk.press("F12")
    assert desk.mode() is Mode.MOVE
    desk.press("2")
    desk.write("1234")
    desk.press("F12")
    assert held(station, "paid_out:postage") == Money(1234)
    assert desk.mode() is Mode.OVERVIEW


def test_above_the_clerks_limit_a_manager_agrees(desk: Person, station: Station) -> None:
    desk.press("1", "4")
    desk.write("15000")
    desk.press("Return")
    desk.write("Ana Reyes")
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    desk.scan(BADGES[MANAGER])
    assert held(station, "paid_out:lottery") == Money(15000)


def test_a_refused_movement_keeps_what_was_typed(desk: Person, station: Station) -> None:
    desk.press("1", "4")
    desk.write("4500")
    desk.press("F12")
    assert desk.mode() is Mode.MOVE
    assert "Type who is paid" in desk.said
    assert desk.work().moving is not None
    assert held(station, "till:7") == Money(43189)


def test_a_drop_is_received_by_a_manager(desk: Person, station: Station) -> None:
    desk.press("3")
    desk.write("20000")
    desk.press("Return")
    desk.write("B77")
    desk.press("F12")
    assert held(station, "transit:safe") == Money(20000)
    shown = everything_said(desk.shell)
    assert "bag B77" in shown
    desk.scan(BADGES[MANAGER])
    desk.press("Esc", "F8", "Alt+R")
    assert desk.mode() is Mode.MOVE
    desk.write("20000")
    desk.press("F12")
    assert held(station, "safe") == Money(20000 - 43189)
    assert held(station, "transit:safe") == Money(0)


def test_what_was_sent_is_not_shown_to_who_receives(desk: Person, station: Station) -> None:
    desk.press("3")
    desk.write("20011")
    desk.press("F12")
    desk.shell.frame.banner.dismiss()
    desk.scan(BADGES[MANAGER])
    desk.press("Esc", "F8", "Alt+R")
    desk.write("19000")
    desk.press("F12")
    assert desk.mode() is Mode.MOVE
    assert tells(everything_said(desk.shell), Money(20011), Money(23178), Money(1011)) == []


def test_no_sale_is_approved_and_opens_the_drawer(desk: Person, station: Station) -> None:
    desk.press("4", "1", "F12")
    assert not desk.shell.card.isHidden()
    desk.scan(BADGES[LEAD])
    assert desk.mode() is Mode.OVERVIEW
    assert "drawer is open" in desk.said


def test_a_till_is_suspended_and_goes_on(desk: Person, station: Station) -> None:
    desk.press("S")
    assert desk.mode() is Mode.OPEN
    desk.press("1")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    state = till_state(station)
    assert state.session is not None
    assert state.session.state == SessionState.OPEN


def test_a_till_closed_uncounted_leaves_room_for_another(desk: Person, station: Station) -> None:
    desk.press("C")
    assert desk.mode() is Mode.OVERVIEW
    assert till_state(station).closed
    desk.press("Alt+O")
    assert desk.mode() is Mode.OPEN
    desk.press("Return", "F12")
    state = till_state(station)
    assert state.session is not None
    assert state.session.till_id == 8


def test_a_lead_counts_an_open_till_on_the_spot(desk: Person, station: Station) -> None:
    desk.scan(BADGES[LEAD])
    desk.press("Esc", "F8", "A")
    assert desk.mode() is Mode.COUNT
    desk.press("Alt+T")
    desk.write("43089")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    assert "Short $1.00" in desk.said
    assert held(station, "till:7") == Money(43089)


def test_nothing_on_the_overview_or_a_movement_tells_the_balance(desk: Person) -> None:
    assert tells(everything_said(desk.shell), Money(43189)) == []
    for key in ("1", "3", "4"):
        desk.press(key)
        assert tells(everything_said(desk.shell), Money(43189)) == []
        desk.press("Esc")
