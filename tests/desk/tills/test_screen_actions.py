"""Every movement of the cash room at the desk by keys: swaps, changes, advances, loans, papers."""

from __future__ import annotations

import pytest

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.movement_draft import ReceiveDraft
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.screen_action import Action, allowed
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import TillClosed, close_till, open_till, till_state
from counter_app.records.cash_movements import pending_movements
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import held, other_desk, slip
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, CLERK_2, LEAD, MANAGER, PINS
from tests.ui.widgets import look_checks


@pytest.fixture
def desk(clerk: Person, station: Station) -> Person:
    """Maria at her open till with 431.89 in it."""
    open_till(OpenDraft(new_id(), 7, Money(43189)), station)
    clerk.press("F8")
    assert clerk.mode() is Mode.OVERVIEW
    return clerk


def as_manager(person: Person) -> Person:
    person.scan(BADGES[MANAGER])
    person.press("Esc", "F8")
    return person


def last_paper(station: Station, place: int = 1) -> str:
    with station.look() as work:
        job = work.print_jobs.waiting()[-1]
    return slip(station, job.transaction_id, place)


def test_a_check_is_taken_and_cash_given_for_it(desk: Person, station: Station) -> None:
    desk.press("6", "1")
    desk.write("5000")
    desk.press("Return")
    desk.write("1046")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    assert held(station, "till:7") == Money(38189)
    assert held(station, "till:7", Tender.CHECK) == Money(5000)
    paper = last_paper(station)
    assert "TENDERS SWAPPED" in paper
    assert "1046" in paper


def test_large_notes_are_changed_into_small_ones_by_two_people(
    desk: Person, station: Station
) -> None:
    desk.press("5")
    assert desk.mode() is Mode.CHANGE
    desk.write("1")
    desk.press("F12")
    assert desk.mode() is Mode.CHANGE, "what goes out is not typed yet"
    assert "$100.00 must still go out." in everything_said(desk.shell)
    desk.press(*["Return"] * 10)
    desk.press("Return", "Return")
    desk.write("5")
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    desk.scan(BADGES[CLERK_2])
    assert desk.mode() is Mode.OVERVIEW
    assert held(station, "till:7") == Money(43189)
    assert "CHANGE OF MONEY" in last_paper(station)


def test_a_counterfeit_note_is_kept_with_its_number(desk: Person, station: Station) -> None:
    desk.press("7", "3")
    assert "$20.00" in everything_said(desk.shell), "the block says how much is kept"
    desk.write("MK 01")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    assert held(station, "losses:counterfeit") == Money(2000)
    assert held(station, "till:7") == Money(41189)
    assert "MK 01" in last_paper(station)


def test_an_advance_is_open_until_receipt_and_change_are_back(
    desk: Person, station: Station
) -> None:
    as_manager(desk)
    desk.press("8")
    desk.write("2000")
    desk.press("Return")
    desk.write("Ana Reyes")
    desk.press("F12")
    assert held(station, "advances:petty_cash") == Money(2000)
    assert "Ana Reyes" in everything_said(desk.shell)
    desk.press("9", "1")
    desk.write("1460")
    desk.press("Return")
    desk.write("540")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    assert held(station, "advances:petty_cash") == ZERO
    assert held(station, "till:7") == Money(43189 - 1460)
    paper = last_paper(station)
    assert "PETTY CASH SETTLED" in paper
    assert "14.60" in paper


def test_of_several_advances_one_is_chosen(desk: Person, station: Station) -> None:
    as_manager(desk)
    for cents in ("2000", "700"):
        desk.press("8")
        desk.write(cents)
        desk.press("F12")
    desk.press("9")
    assert desk.mode() is Mode.LIST
    desk.press("2", "1")
    desk.write("700")
    desk.press("F12")
    assert held(station, "advances:petty_cash") == Money(2000)


def test_a_loan_is_asked_for_and_a_manager_sends_it(desk: Person, station: Station) -> None:
    desk.press("L")
    desk.write("5000")
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    assert held(station, "transit:till:7") == ZERO
    as_manager(desk)
    desk.press("W", "1")
    assert desk.mode() is Mode.MOVE
    desk.press("F12")
    assert held(station, "transit:till:7") == Money(5000)
    with station.look() as work:
        (loan,) = pending_movements(work.connection)
    assert (loan.kind, loan.state) == (MovementKind.LOAN, MovementState.SENT)


def test_a_bag_that_is_short_waits_for_a_manager_who_decides(
    desk: Person, station: Station
) -> None:
    desk.press("3")
    desk.write("20000")
    desk.press("F12")
    with station.look() as work:
        (drop,) = pending_movements(work.connection)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    receive(ReceiveDraft(new_id(), drop.id, {Tender.CASH: Money(19000)}, note="short"), station)
    as_manager(desk)
    assert "in dispute" in everything_said(desk.shell)
    desk.press("W", "1", "1", "F12")
    assert desk.mode() is Mode.MOVE, "it needs a few words"
    desk.write("Found in the drawer")
    desk.press("F12")
    assert held(station, "till:7") == Money(43189 - 19000)
    assert held(station, "transit:safe") == ZERO


def test_an_x_is_seen_and_printed_without_an_amount(desk: Person, station: Station) -> None:
    desk.scan(BADGES[LEAD])
    desk.press("Esc", "F8", "X")
    assert desk.mode() is Mode.PAPER
    shown = everything_said(desk.shell)
    assert "X REPORT" in shown
    assert tells(shown, Money(43189)) == []
    desk.press("F12")
    assert desk.mode() is Mode.OVERVIEW
    paper = last_paper(station)
    assert "X REPORT" in paper
    assert tells(paper, Money(43189)) == []


def test_any_past_z_is_found_in_the_list_and_printed_again(clerk: Person, station: Station) -> None:
    for cents in range(100, 1200, 100):
        session = open_till(OpenDraft(new_id(), 7, Money(cents)), station).session_id
        closed = close_till(CountDraft(new_id(), session, total_only=Money(cents)), station)
        assert isinstance(closed, TillClosed)
    clerk.scan(BADGES[LEAD])
    clerk.press("F8", "Alt+Z")
    assert clerk.mode() is Mode.LIST
    clerk.press("PgDown", "2")
    assert clerk.mode() is Mode.PAPER
    assert "Z REPORT 0001" in everything_said(clerk.shell)
    clerk.press("F12")
    with station.look() as work:
        again = [j for j in work.print_jobs.waiting() if j.copy_number]
    assert "Z REPORT 0001" in slip(station, again[0].transaction_id, again[0].document)


def test_a_till_is_prepared_sealed_and_opened_by_somebody_else(
    clerk: Person, station: Station
) -> None:
    clerk.scan(BADGES[MANAGER])
    clerk.press("F8", "Alt+D", "2")
    clerk.write("15000")
    clerk.press("Return")
    clerk.write("T8")
    clerk.press("Return")
    clerk.write("S 771")
    clerk.press("F12")
    assert held(station, "transit:till:8") == Money(15000)
    assert "S 771" in last_paper(station)
    state = next(t for t in till_state(station).tills if t.id == 8)
    assert state.state == SessionState.PREPARED


def test_a_manager_closes_a_till_without_its_operator_and_says_why(
    clerk: Person, station: Station
) -> None:
    with other_desk(station) as there:
        there.sign_on_with_pin(CLERK_2, PINS[CLERK_2])
        open_till(OpenDraft(new_id(), 8, Money(10000)), there)
    clerk.scan(BADGES[MANAGER])
    clerk.press("F8", "Alt+F", "1", "F12")
    assert clerk.mode() is Mode.MOVE
    clerk.write("Went home ill")
    clerk.press("F12")
    state = next(t for t in till_state(station).tills if t.id == 8)
    assert state.state == SessionState.FORCE_CLOSED


def test_only_what_a_person_may_do_has_a_key_and_the_key_is_always_the_same(
    desk: Person, station: Station
) -> None:
    assert station.operator is not None
    clerks = allowed(station.operator)
    assert Action.FORCE_CLOSE not in clerks
    desk.press("F", "A", "P", "8", "9")
    assert desk.mode() is Mode.OVERVIEW
    as_manager(desk)
    assert station.operator is not None
    managers = allowed(station.operator)
    assert set(clerks) < set(managers)
    assert len({a.key for a in managers}) == len(managers)


def test_escape_leads_back_from_every_form_and_list(desk: Person) -> None:
    as_manager(desk)
    for key in ("1", "5", "6", "7", "8", "9", "L", "P", "B", "X", "Z", "D", "F", "W"):
        desk.press(key)
        assert desk.mode() is not Mode.OVERVIEW, key
        desk.press("Esc")
        assert desk.mode() is Mode.OVERVIEW, key


def test_long_choices_stay_whole_in_a_window_that_was_made_smaller(desk: Person) -> None:
    desk.press("6")
    desk.shell.resize(1024, 768)
    desk.rest()
    told = [text.text for text in look_checks.painted(desk.shell)]
    assert "Take checks, give cash" in told
    assert not [words for words in told if words.startswith(("Take", "Give")) and "…" in words]
