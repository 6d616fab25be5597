"""Bags of every tender by keys: checks ticked one by one, coupons by their sum, both sides blind."""

from __future__ import annotations

import pytest

from counter_app.core.cash import MovementState
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till, till_state
from counter_app.records.cash_movements import pending_movements
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held, slip
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.desk.tills.test_screen_tenders import rows, taken
from tests.stores import BADGES, MANAGER

CHECKS = (("1046", 5011), ("CK2210A", 7617), ("", 12513))


@pytest.fixture
def desk(clerk: Person, station: Station) -> Person:
    """Maria at her till with 348.59 in cash, three checks and a coupon."""
    session = open_till(OpenDraft(new_id(), 7, Money(60000)), station).session_id
    for number, minor in CHECKS:
        taken(station, session, Tender.CHECK, number, minor)
    taken(station, session, Tender.COUPON, "", 150)
    clerk.press("F8")
    return clerk


def dropped(desk: Person) -> None:
    """100.00, two of the three checks and the coupon, in bag B77."""
    desk.press("3")
    desk.write("10000")
    desk.press("Alt+2")
    desk.write("5011")
    desk.press("Return")
    desk.scan("CK2210A")
    assert [r.isChecked() for r in rows(desk)] == [True, True, False]
    desk.press("Return")
    desk.write("150")
    desk.press("Return")
    desk.write("B77")
    desk.press("F12")
    assert "227.78" in desk.said


def test_a_drop_takes_checks_and_coupons_and_the_safe_receives_each(
    desk: Person, station: Station
) -> None:
    dropped(desk)
    with station.look() as work:
        (bag,) = pending_movements(work.connection)
    assert dict(bag.tenders) == {
        Tender.CASH: Money(10000), Tender.CHECK: Money(12628), Tender.COUPON: Money(150)
    }  # fmt: skip
    assert bag.sent_transaction is not None
    assert "126.28" in slip(station, bag.sent_transaction)
    left = till_state(station).slips[Tender.CHECK]
    assert len(left) == 1, "a check that left in a bag is not asked for at the count"
    desk.shell.frame.banner.dismiss()
    desk.scan(BADGES[MANAGER])
    desk.press("Esc", "F8", "Alt+R")
    desk.write("10000")
    desk.press("Alt+2")
    assert rows(desk) == [], "who receives sees no list"
    assert tells(everything_said(desk.shell), Money(5011), Money(7617), Money(12628)) == []
    for minor in (5011, 7617):
        desk.write(str(minor))
        desk.press("Return")
    desk.press("Alt+3")
    desk.write("150")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    for tender, minor in ((Tender.CHECK, 12628), (Tender.COUPON, 150)):
        assert held(station, "safe", tender) == Money(minor)
        assert held(station, "transit:safe", tender) == ZERO


def test_a_check_missing_from_the_bag_is_in_dispute_in_its_own_tender(
    desk: Person, station: Station
) -> None:
    dropped(desk)
    desk.scan(BADGES[MANAGER])
    desk.press("Esc", "F8", "Alt+R")
    desk.write("10000")
    desk.press("Alt+2")
    desk.write("5011")
    desk.press("Return", "Alt+3")
    desk.write("150")
    desk.press("F12")
    assert desk.mode() is Mode.MOVE, "what differs needs a note"
    desk.press("Return")
    desk.write("One check is missing")
    desk.press("F12")
    with station.look() as work:
        (bag,) = pending_movements(work.connection)
    assert bag.state is MovementState.DISPUTED
    assert held(station, "transit:safe", Tender.CHECK) == Money(7617)
    assert held(station, "transit:safe") == ZERO


def test_what_was_typed_of_a_tender_is_kept_while_another_is_on_view(desk: Person) -> None:
    desk.press("3")
    desk.write("10000")
    desk.press("Alt+3")
    desk.write("150")
    desk.press("Alt+2")
    desk.touch(rows(desk)[2])
    desk.press("Alt+1")
    moving = desk.work().moving
    assert moving is not None
    assert moving.tenders == {
        Tender.CASH: Money(10000), Tender.CHECK: Money(12513), Tender.COUPON: Money(150)
    }  # fmt: skip
    assert desk.screen.pages.move_page.edit.minor() == 10000
    desk.press("Alt+3")
    assert desk.screen.pages.move_page.edit.minor() == 150
    assert "$226.63" in everything_said(desk.shell)
