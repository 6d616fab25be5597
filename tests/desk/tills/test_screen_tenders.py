"""Counts of every tender at the desk: checks one by one, coupons, rolls, what stays, the float."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.core.cash import MovementKind
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.movement_draft import MovementDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.preparing import PrepareDraft, prepare_till
from counter_app.desk.tills.screen_slips import _SlipRow
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till, till_state
from counter_app.records.drafts import parked_drafts
from counter_app.records.till_counts import count_sets
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held, slip
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, CLERK, CLERK_2, LEAD, MANAGER, PINS

CHECKS = (("1046", 5011), ("", 12513), ("CK2210A", 7617))


def taken(station: Station, session: str, tender: Tender, number: str, minor: int) -> None:
    """A paper that came in for cash."""
    made = MovementDraft(
        new_id(), MovementKind.EXCHANGE, session, {Tender.CASH: Money(minor)}, into=tender,
        reference=number,
    )  # fmt: skip
    move(made, station)


def test_a_busy_tills_checks_are_all_listed(station: Station) -> None:
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    session = open_till(OpenDraft(new_id(), 7, Money(60000)), station).session_id
    for number in range(60):
        taken(station, session, Tender.CHECK, str(1000 + number), 100 + number)
    listed = till_state(station, session).slips[Tender.CHECK]
    assert [one.reference for one in listed] == [str(1000 + n) for n in range(60)]


@pytest.fixture
def counter(clerk: Person, station: Station) -> Person:
    """Maria at the count of a till with 348.59 in cash, three checks and two coupons."""
    session = open_till(OpenDraft(new_id(), 7, Money(60000)), station).session_id
    for number, minor in CHECKS:
        taken(station, session, Tender.CHECK, number, minor)
    clerk.press("F8", "F12", "Alt+T")
    clerk.write(str(60000 - sum(minor for _, minor in CHECKS)))
    return clerk


def rows(person: Person) -> list[_SlipRow]:
    QApplication.processEvents()  # rows that were just made are shown then
    return [r for r in person.shell.findChildren(_SlipRow) if r.isVisible()]


def test_checks_are_ticked_by_amount_touch_and_number_and_the_till_settles(
    counter: Person, station: Station
) -> None:
    counter.press("Alt+2")
    counter.write("12513")
    counter.press("Return")
    assert [r.isChecked() for r in rows(counter)] == [False, True, False]
    counter.touch(rows(counter)[0])
    counter.scan("CK2210A")
    assert [r.isChecked() for r in rows(counter)] == [True, True, True]
    counter.press("F12")
    assert counter.mode() is Mode.DONE
    settled = counter.work().settled
    assert settled is not None
    assert settled.difference == ZERO
    assert settled.amounts[Tender.CHECK] == Money(25141)
    assert held(station, "safe", Tender.CHECK) == Money(25141)
    assert held(station, "till:7", Tender.CHECK) == ZERO


def test_the_list_names_checks_and_no_amount_until_one_is_in_hand(
    counter: Person, station: Station
) -> None:
    amounts = [Money(minor) for _, minor in CHECKS]
    counter.press("Alt+2")
    shown = everything_said(counter.shell)
    assert "No. 1046" in shown
    assert tells(shown, *amounts, Money(25141), Money(60000)) == []
    counter.touch(rows(counter)[2])
    assert tells(everything_said(counter.shell), *amounts, Money(25141)) == ["76.17"]
    counter.press("F9")
    with station.look() as work:
        (parked,) = parked_drafts(work.connection, work.keys)
    said = {k: v for k, v in parked.content.items() if k not in ("session", "ticks")}
    stored = json.dumps([said, list(parked.content["ticks"].values())])
    assert "7617" in stored, "what is in hand is kept, so the rest would be seen here"
    assert tells(stored, *amounts[:2], Money(25141), Money(60000)) == []


def test_a_check_that_is_in_no_list_is_added_and_taken_out_again(counter: Person) -> None:
    counter.press("Alt+2")
    counter.write("999")
    counter.press("Return")
    assert counter.count().others == {"check": (999,)}
    assert len(rows(counter)) == 4
    counter.touch(rows(counter)[3])
    assert counter.count().papers(Tender.CHECK) == 0
    counter.touch(rows(counter)[0])
    counter.touch(rows(counter)[0])
    assert counter.count().papers(Tender.CHECK) == 0


def test_a_missing_check_is_counted_again_and_needs_a_reason(
    counter: Person, station: Station
) -> None:
    for _ in range(2):
        if counter.count().total_only is None:
            counter.press("Alt+T")
            counter.write(str(60000 - 25141))
        counter.press("Alt+2")
        for minor in (5011, 12513):
            counter.write(str(minor))
            counter.press("Return")
        counter.press("F12")
    assert counter.mode() is Mode.REASON
    assert tells(everything_said(counter.shell), Money(25141), Money(7617), Money(60000)) == []
    counter.press("1", "F12")
    counter.scan(BADGES[MANAGER])
    assert counter.mode() is Mode.DONE
    settled = counter.work().settled
    assert settled is not None
    assert settled.off == {Tender.CHECK: Money(-7617)}
    assert "Short $76.17" in everything_said(counter.shell)


def test_coupons_are_counted_by_number_and_sum(clerk: Person, station: Station) -> None:
    session = open_till(OpenDraft(new_id(), 7, Money(10000)), station).session_id
    taken(station, session, Tender.COUPON, "", 150)
    taken(station, session, Tender.COUPON, "", 225)
    clerk.press("F8", "F12", "Alt+T")
    clerk.write("9625")
    clerk.press("Alt+3")
    clerk.write("2")
    clerk.press("Return")
    clerk.write("375")
    clerk.press("F12")
    assert clerk.mode() is Mode.DONE
    settled = clerk.work().settled
    assert settled is not None
    assert settled.difference == ZERO
    with station.look() as work:
        (kept,) = count_sets(work.connection, session, "closing")
    assert kept.bulk == {Tender.COUPON: (2, 375)}


def test_gift_card_slips_are_asked_for_when_the_till_took_any(
    clerk: Person, station: Station
) -> None:
    session = open_till(OpenDraft(new_id(), 7, Money(10000)), station).session_id
    clerk.press("F8", "F12")
    assert "Gift cards" not in everything_said(clerk.shell)
    clerk.press("Esc")
    taken(station, session, Tender.GIFT_CARD, "", 2500)
    clerk.press("Esc", "F8", "F12")
    assert "Gift cards" in everything_said(clerk.shell)


def test_a_float_stays_in_the_till_and_the_next_opening_is_compared_with_it(
    clerk: Person, station: Station
) -> None:
    open_till(OpenDraft(new_id(), 7, Money(33300)), station)
    clerk.press("F8", "F12", "Alt+T")
    clerk.write("33300")
    clerk.press("Alt+5")
    clerk.write("15000")
    clerk.press("F12")
    assert clerk.mode() is Mode.DONE
    assert (held(station, "till:7"), held(station, "safe")) == (Money(15000), Money(-15000))
    assert "$183.00" in everything_said(clerk.shell)
    clerk.scan(BADGES[CLERK_2])
    clerk.press("F8", "1")
    shown = everything_said(clerk.screen) + everything_said(clerk.screen.panel())
    assert "A float stayed in this till." in shown
    assert tells(shown, Money(15000)) == []
    clerk.write("14000")
    clerk.press("F12")
    assert clerk.mode() is Mode.REASON, "10.00 short of the last close"
    assert tells(everything_said(clerk.screen), Money(15000)) == []
    clerk.press("1", "F12")
    clerk.scan(BADGES[MANAGER])
    assert clerk.mode() is Mode.OVERVIEW
    assert "Short $10.00" in clerk.said
    assert held(station, "over_short") == Money(1000)
    assert held(station, "till:7") == Money(14000)


def test_escape_from_the_reason_counts_the_float_again(clerk: Person, station: Station) -> None:
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    prepare_till(PrepareDraft(new_id(), 8, Money(20000), tag="T8", seal="S1"), station)
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    clerk.press("F8", "2")
    assert "Check the seal" in everything_said(clerk.shell)
    clerk.write("2000")
    clerk.press("F12")
    assert clerk.mode() is Mode.REASON
    clerk.press("Esc")
    assert clerk.mode() is Mode.OPEN
    clerk.write("20000")
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert held(station, "till:8") == Money(20000)
    assert held(station, "over_short") == ZERO


def test_a_float_is_counted_by_pieces(clerk: Person, station: Station) -> None:
    clerk.press("F8", "1", "Alt+T")
    assert clerk.mode() is Mode.COUNT
    for pieces in ("", "", "7", "3", "4", "10"):
        if pieces:
            clerk.write(pieces)
        clerk.press("Return")
    clerk.press(*["Return"] * 4)
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert held(station, "till:7") == Money(20000)
    state = till_state(station)
    assert state.session is not None
    with station.look() as work:
        (counted,) = count_sets(work.connection, state.session.id, "opening")
    assert counted.pieces == {"note:2000": 7, "note:1000": 3, "note:500": 4, "note:100": 10}


def test_rolls_of_coins_count_their_pieces_and_come_back_from_a_park(
    clerk: Person, station: Station
) -> None:
    open_till(OpenDraft(new_id(), 7, Money(3050)), station)
    clerk.press("F8", "F12", "Alt+U")
    clerk.write("3")
    clerk.press("Up")
    clerk.press(*["Return"] * 6)
    assert clerk.count().pieces["coin:25"] == 120
    assert clerk.count().counted == Money(3000)
    clerk.press("F9", "F9", "1")
    assert clerk.mode() is Mode.COUNT
    assert clerk.count().rolls == {"coin:25": 3}
    page = clerk.screen.pages.count_page
    assert page.cash.rolls() == {"coin:25": 3}
    assert page.pieces()["coin:25"] == 120


def test_a_parked_count_keeps_its_checks_and_ticks(counter: Person) -> None:
    counter.press("Alt+2")
    counter.write("5011")
    counter.press("Return")
    counter.press("F9", "F9", "1")
    counter.press("Alt+2")
    assert [r.isChecked() for r in rows(counter)] == [True, False, False]


def test_a_difference_that_nobody_accepts_leaves_the_till_disputed(
    clerk: Person, station: Station
) -> None:
    session = open_till(OpenDraft(new_id(), 7, Money(20000)), station).session_id
    clerk.press("F8", "F12")
    for _ in range(2):
        clerk.press("Alt+T")
        clerk.write("15000")
        clerk.press("F12")
    assert clerk.mode() is Mode.REASON
    clerk.press("Alt+N", "F12")
    assert clerk.mode() is Mode.DONE
    assert held(station, "disputed_variance") == Money(5000)
    with station.look() as work:
        job = work.print_jobs.waiting()[-1]
    assert "TILL DISPUTED" in slip(station, job.transaction_id)
    state = next(t for t in till_state(station).tills if t.id == 7)
    assert state.state == SessionState.DISPUTED
    assert session


def test_a_spot_count_asks_for_every_tender_and_leaves_nothing(
    counter: Person, station: Station
) -> None:
    counter.scan(BADGES[LEAD])
    counter.press("Esc", "F8", "A")
    assert "Stays" not in [t.words for t in counter.screen.pages.count_page.tabs._parts]
    counter.press("Alt+T")
    counter.write(str(60000 - 25141))
    counter.press("Alt+2")
    for _, minor in CHECKS:
        counter.write(str(minor))
        counter.press("Return")
    counter.press("F12")
    assert counter.mode() is Mode.OVERVIEW
    assert "Variance: None" in counter.said


def test_a_spot_count_that_is_off_says_so_and_is_made_again(
    clerk: Person, station: Station
) -> None:
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)
    clerk.scan(BADGES[LEAD])
    clerk.press("F8", "A", "Alt+T")
    clerk.write("10000")
    clerk.press("F12")
    assert clerk.mode() is Mode.COUNT
    assert clerk.count().total_only is None
    bar = clerk.screen.pages.count_page.bar
    assert "did not match" in bar.accessibleName()
    clerk.press("Alt+T")
    clerk.write("20000")
    clerk.press("F12")
    assert clerk.mode() is Mode.OVERVIEW
    assert held(station, "over_short") == ZERO
