"""Counting blind, counting again, reasons, managers, and a count that was interrupted."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import SessionState
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import open_till
from counter_app.records.drafts import StoredDraft, drafts_of, parked_drafts, save_draft
from counter_app.records.journal import balance
from counter_app.records.tills import waiting_session
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.test_screen_blind import everything_said
from tests.stores import BADGES, CLERK, CLERK_2, MANAGER, NOON


@pytest.fixture
def counter(clerk: Person, station: Station) -> Person:
    """Maria at her open till with 231.17 in it, at the start of the count."""
    open_till(OpenDraft(new_id(), 7, Money(23117)), station)
    clerk.press("F8", "F12")
    assert clerk.mode() is Mode.COUNT
    return clerk


def count(person: Person, *pieces: str) -> None:
    """Type pieces down the denominations, Return after each; an empty text means none."""
    for text in pieces:
        if text:
            person.write(text)
        person.press("Return")


EXACT = ("2", "", "1", "1", "", "1", "", "1", "1", "2")
"""231.17: 2 × 100, 1 × 20, 1 × 10, 1 × 1, 1 dime, 1 nickel, 2 pennies."""


def posted(station: Station, account: str) -> Money:
    with station.look() as work:
        return balance(work.connection, account, Tender.CASH)


def over_short(station: Station) -> Money:
    with station.look() as work:
        return balance(work.connection, "over_short")


def test_s10_an_exact_count_settles_with_keys_alone(counter: Person, station: Station) -> None:
    count(counter, *EXACT)
    assert counter.count().counted == Money(23117)
    counter.press("F12")
    assert counter.mode() is Mode.DONE
    settled = counter.work().settled
    assert settled is not None
    assert (settled.counted, settled.difference) == (Money(23117), Money(0))
    assert posted(station, "till:7") == posted(station, "safe") == Money(0)
    with station.look() as work:
        assert work.till_session() is None
    counter.press("F12")
    assert counter.mode() is Mode.OPEN


def test_a_count_by_touch_alone(counter: Person, station: Station) -> None:
    panel = counter.screen.pages.panel
    for text in EXACT:
        for digit in text:
            counter.touch_words(digit)
        if panel.next.isEnabled():
            counter.touch(panel.next)
    counter.touch(panel.block.button)
    assert counter.mode() is Mode.DONE
    assert over_short(station) == Money(0)


def test_the_count_cannot_be_finished_before_every_row_was_seen(counter: Person) -> None:
    count(counter, "2", "", "1")
    counter.press("F12")
    assert counter.mode() is Mode.COUNT
    assert counter.count().pieces == {"note:10000": 2, "note:5000": 0, "note:2000": 1}


def test_the_second_count_starts_empty_and_is_final(counter: Person, station: Station) -> None:
    count(counter, "1", *EXACT[1:])
    counter.press("F12")
    assert counter.mode() is Mode.COUNT
    assert counter.shell.frame.banner.isHidden(), "the findings bar says it already"
    assert "did not match" in counter.screen.pages.count_page.bar.accessibleName()
    assert counter.count().pieces == {}
    assert counter.screen.pages.count_page.pieces() == {}
    count(counter, "1", *EXACT[1:])
    counter.press("F12")
    assert counter.mode() is Mode.REASON
    counter.press("F12")
    assert counter.mode() is Mode.REASON
    counter.press("2", "F12")
    assert not counter.shell.card.isHidden()
    counter.scan(BADGES[MANAGER])
    assert counter.mode() is Mode.DONE
    assert over_short(station) == Money(10000)
    settled = counter.work().settled
    assert settled is not None
    assert (settled.difference, settled.approver) == (Money(-10000), "Ken Osei")


def test_a_declined_count_stays_unsettled_with_its_figures(
    counter: Person, station: Station
) -> None:
    for _ in range(2):
        count(counter, "1", *EXACT[1:])
        counter.press("F12")
    counter.press("1", "F12", "Alt+D")
    assert counter.mode() is Mode.REASON
    assert counter.count().counted == Money(13117)
    with station.look() as work:
        assert work.till_session() is None
        waiting = waiting_session(work.connection, "D01")
    assert waiting is not None
    assert waiting.state == SessionState.RECOUNTED
    counter.press("Esc", "F8", "F12")
    assert counter.mode() is Mode.REASON


def test_a_total_can_be_typed_instead(counter: Person, station: Station) -> None:
    counter.press("Alt+T")
    counter.write("23117")
    counter.press("F12")
    assert counter.mode() is Mode.DONE
    assert posted(station, "till:7") == Money(0)


def test_pieces_survive_a_look_at_the_total(counter: Person) -> None:
    count(counter, "2", "3")
    counter.press("Alt+T", "Alt+T")
    assert counter.count().pieces == {"note:10000": 2, "note:5000": 3}


def test_b2_23_a_thousand_million_pieces_cannot_be_typed(counter: Person) -> None:
    counter.write("1000000000")
    assert counter.count().pieces == {"note:10000": 10000}
    counter.press("Backspace")
    assert counter.count().pieces == {"note:10000": 1000}


def test_dollar_coins_are_counted_when_asked_for(counter: Person) -> None:
    counter.press("Alt+C")
    counter.write("4")
    assert counter.count().pieces == {"coin:100": 4}


def test_a_count_survives_the_lock_and_a_switch_of_operators(
    counter: Person, station: Station
) -> None:
    count(counter, "2", "", "1")
    counter.press("Ctrl+L")
    counter.scan(BADGES[CLERK_2])
    assert counter.shell.place == "home"
    counter.scan(BADGES[CLERK])
    assert counter.mode() is Mode.COUNT
    assert counter.count().counted == Money(22000)
    with station.look() as work:
        assert station.operator is not None
        stored = drafts_of(work.connection, work.keys, station.operator.id, "open")
    assert [d.title for d in stored] == ["Count of till 7"]
    assert "23117" not in repr(stored)


def test_a_parked_count_comes_back(counter: Person, station: Station) -> None:
    count(counter, "2", "", "1")
    counter.press("F9")
    assert counter.shell.place == "home"
    with station.look() as work:
        parked = parked_drafts(work.connection, work.keys)
    assert [(d.title, d.amount) for d in parked] == [("Count of till 7", None)]
    counter.press("F9", "1")
    assert counter.mode() is Mode.COUNT
    assert counter.count().counted == Money(22000)


def test_escape_keeps_the_count(counter: Person) -> None:
    count(counter, "2")
    counter.press("Esc")
    assert counter.mode() is Mode.OVERVIEW
    counter.press("Shift+F8")
    assert counter.count().pieces == {"note:10000": 2}


def test_somebody_elses_till_asks_a_manager_at_the_end(counter: Person, station: Station) -> None:
    counter.scan(BADGES[CLERK_2])
    counter.press("F8", "F12")
    count(counter, *EXACT)
    counter.press("F12")
    assert not counter.shell.card.isHidden()
    counter.scan(BADGES[MANAGER])
    assert counter.mode() is Mode.DONE


def test_b2_58_a_double_touch_on_finish_settles_once(counter: Person, station: Station) -> None:
    count(counter, *EXACT)
    counter.touch(counter.screen.pages.panel.block.button, double=True)
    assert counter.mode() is Mode.DONE
    with station.look() as work:
        assert work.journal.chain()[0] == 3


def test_b2_59_a_scanners_enter_and_a_held_key_finish_nothing(
    counter: Person, station: Station
) -> None:
    count(counter, *EXACT)
    counter.press(*["Return"] * 12)
    assert counter.mode() is Mode.COUNT
    with station.look() as work:
        assert work.till_session() is not None


def test_the_slip_prints_again_as_a_duplicate(counter: Person, station: Station) -> None:
    count(counter, *EXACT)
    counter.press("F12", "Ctrl+P")
    with station.look() as work:
        jobs = work.print_jobs.waiting()
    assert max(job.copy_number for job in jobs) > 0


def test_keys_reach_the_rows_wherever_the_focus_is(counter: Person) -> None:
    focused = counter.shell.focusWidget()
    assert isinstance(focused, QLineEdit)
    counter.shell.frame.scan.setFocus()
    counter.write("12")
    assert counter.count().pieces == {"note:10000": 12}


def test_a_settled_till_lists_what_is_still_parked_and_keeps_it(
    counter: Person, station: Station
) -> None:
    titles = [f"Return {n}" for n in range(1, 6)]
    with station.open_work() as work:
        for title in titles:
            made = StoredDraft(
                new_id(), "returns", "D01", station.operator_id, "parked", title, None, {}, NOON
            )
            save_draft(work.connection, work.keys, made)
        work.commit()
    count(counter, *EXACT)
    counter.press("F12")
    assert counter.mode() is Mode.DONE
    shown = everything_said(counter.screen)
    assert "Still unfinished" in shown
    assert [title for title in titles if title in shown] == titles[:3]
    assert "and 2 more, behind F9" in shown
    with station.look() as work:
        assert len(parked_drafts(work.connection, work.keys)) == 5
