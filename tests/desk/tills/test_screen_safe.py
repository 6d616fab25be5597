"""The safe's screen by keys: counted by two, change ordered and delivered, deposits, keys, bags."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import ZERO, Money
from counter_app.core.store import SAFE_ID
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.safe_kept import tries_before
from counter_app.desk.tills.screen_safe import SafeScreen
from counter_app.desk.tills.screen_steps import Job
from counter_app.desk.tills.service import close_till, open_till
from counter_app.records.cash_movements import movement_by_id, pending_movements
from counter_app.records.tills import unsettled_session
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import draft, held, signed
from tests.desk.tills.test_safe import counted
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, CLERK, LEAD, MANAGER

SAFE = Intent("tills", door="safe")


@pytest.fixture
def safe(clerk: Person, station: Station) -> Person:
    """Ken at the safe with 5,000.00 in it."""
    counted(station, SafeDraft(new_id(), {"note:10000": 50}, reason="unexplained"))
    station.sign_off()
    clerk.scan(BADGES[MANAGER])
    at_the_safe(clerk)
    return clerk


def at_the_safe(person: Person) -> SafeScreen:
    person.shell.go_home()
    person.rest()
    person.shell.open(SAFE)
    person.rest()
    front = person.shell.front
    assert isinstance(front, SafeScreen)
    return front


def job(person: Person) -> Job | None:
    """What is being done with the safe."""
    front = person.shell.front
    assert isinstance(front, SafeScreen)
    return front.job


def signs(person: Person, badge: str) -> None:
    """Somebody else signs on the card."""
    assert not person.shell.card.isHidden()
    person.scan(badge)


def test_the_safe_goes_from_hand_to_hand_counted_blind(safe: Person, station: Station) -> None:
    safe.press("1")
    assert tells(everything_said(safe.shell), Money(500000)) == []
    for pieces in ("50", "", "", "", "", "", "", "", "", ""):
        if pieces:
            safe.write(pieces)
        safe.press("Return")
    safe.press("F12")
    signs(safe, BADGES[LEAD])
    assert "Variance: None" in safe.said
    with station.look() as work:
        custody = unsettled_session(work.connection, SAFE_ID)
        assert custody is not None
        lead = work.operator(custody.operator_id or 0)
    assert lead.number == LEAD
    assert "Lea Novak" in everything_said(safe.shell)


def test_a_count_that_is_off_needs_a_reason_and_cannot_be_tried_again(
    safe: Person, station: Station
) -> None:
    safe.press("1", "Alt+T")
    safe.write("490000")
    safe.press("F12")
    assert held(station, "safe") == Money(500000)
    shown = everything_said(safe.shell)
    assert "does not match" in shown
    assert tells(shown, Money(500000), Money(10000)) == []
    safe.press("2", "F12")
    signs(safe, BADGES[LEAD])
    assert "Short $100.00" in safe.said
    assert held(station, "safe") == Money(490000)


def test_escape_from_a_count_that_is_off_leaves_it_on_record(
    safe: Person, station: Station
) -> None:
    safe.press("1", "Alt+T")
    safe.write("490000")
    safe.press("F12", "Esc")
    assert job(safe) is None
    assert held(station, "safe") == Money(500000)
    with station.look() as work:
        assert [k.counted for k in tries_before(work)] == [Money(490000)]
    safe.press("1")
    again = job(safe)
    assert again is not None
    assert again.worth("safe") == Money(490000), "it comes back with its figure"


def test_change_is_ordered_as_the_par_levels_say_and_counted_when_it_comes(
    safe: Person, station: Station
) -> None:
    safe.press("2")
    front = safe.shell.front
    assert isinstance(front, SafeScreen)
    assert front.job is not None
    assert front.job.pieces["order"]["coin:25"] == 400
    safe.press("F12")
    with station.look() as work:
        (order,) = pending_movements(work.connection)
    assert (order.kind, order.state) == (MovementKind.CHANGE_ORDER, MovementState.ASKED)
    asked = order.amount
    safe.press("7")
    assert tells(everything_said(safe.shell), asked) == []
    safe.write("3")
    safe.press("F12")
    safe.write("Brink, J.")
    safe.press("F12")
    assert "This is not what was ordered" in safe.said
    safe.press("Return")
    safe.write("Only three hundreds")
    safe.press("F12")
    assert "in dispute" in safe.said
    assert held(station, "safe") == Money(530000)
    safe.press("7", "1")
    safe.write("The bank credits it")
    safe.press("F12")
    assert held(station, "transit:safe") == ZERO
    assert held(station, "bank") == Money(-30000)


def test_a_deposit_goes_out_sealed_and_the_bank_counts_it(safe: Person, station: Station) -> None:
    safe.press("3")
    safe.write("300000")
    safe.press("Return", "Return")
    for words in ("D-7", "9911", "Brink, J."):
        safe.write(words)
        safe.press("Return")
    safe.press("F12")
    assert held(station, "transit:bank") == Money(300000)
    with station.look() as work:
        (sent,) = pending_movements(work.connection)
    assert (sent.bag, sent.seal, sent.party) == ("D-7", "9911", "Brink, J.")
    safe.press("7")
    safe.write("299000")
    safe.press("Return")
    safe.write("Bank found 10 less")
    safe.press("F12")
    if not safe.shell.card.isHidden():
        signs(safe, BADGES[LEAD])
    assert held(station, "bank") == Money(299000)
    with station.look() as work:
        assert movement_by_id(work.connection, sent.id).state is MovementState.DISPUTED


def test_a_key_is_handed_over_and_its_holder_shown(safe: Person) -> None:
    safe.press("4")
    safe.write("Safe key 1")
    safe.press("F12")
    signs(safe, BADGES[CLERK])
    assert "Safe key 1" in everything_said(safe.shell)
    safe.press("4")
    front = safe.shell.front
    assert isinstance(front, SafeScreen)
    assert not front.side.block.button.isEnabled()
    safe.press("1", "F12")
    signs(safe, BADGES[LEAD])
    assert "Lea Novak" in everything_said(safe.shell)


def test_a_bag_is_received_blind(safe: Person, station: Station) -> None:
    signed(station, CLERK)
    session = open_till(OpenDraft(new_id(), 7, Money(40000)), station).session_id
    papers = {Tender.CHECK: Money(5077), Tender.GIFT_CARD: Money(2533)}
    for tender, worth in papers.items():
        swap = draft(MovementKind.EXCHANGE, session, worth.minor)
        move(replace(swap, into=tender), station)
    bag = draft(MovementKind.DROP, session, 20011, bag="B77")
    move(replace(bag, tenders={**bag.tenders, **papers}), station)
    station.sign_off()
    safe.press("Esc")
    safe.scan(BADGES[CLERK])
    safe.scan(BADGES[MANAGER])
    at_the_safe(safe)
    assert "bag B77" in everything_said(safe.shell)
    safe.press("7", "Alt+T")
    assert tells(everything_said(safe.shell), Money(20011), *papers.values()) == []
    safe.write("20011")
    safe.press("F12")
    assert tells(everything_said(safe.shell), *papers.values()) == []
    safe.write("5077")
    safe.press("Return", "Return", "Return")
    safe.write("2533")
    assert "$276.21" in everything_said(safe.shell), "cash and papers together"
    safe.press("F12")
    assert held(station, "transit:safe") == ZERO
    assert {t: held(station, "safe", t) for t in papers} == papers
    assert "The bag is in the safe" in safe.said


def test_petty_cash_is_open_until_receipt_and_change_are_back(
    safe: Person, station: Station
) -> None:
    safe.press("5")
    safe.write("5000")
    safe.press("Return")
    safe.write("Ana Reyes")
    safe.press("F12")
    assert held(station, "advances:petty_cash") == Money(5000)
    safe.press("7", "2")
    safe.write("4200")
    safe.press("Return")
    safe.write("800")
    safe.press("F12")
    assert held(station, "advances:petty_cash") == ZERO
    assert held(station, "safe") == Money(500000 - 4200)


def test_a_false_note_of_the_safe_is_kept_with_its_number(safe: Person, station: Station) -> None:
    safe.press("6")
    safe.write("10000")
    safe.press("Return")
    safe.write("KB 4621 7790 C")
    safe.press("F12")
    assert held(station, "losses:counterfeit") == Money(10000)
    assert "KB 4621 7790 C" in everything_said(safe.shell)


def test_a_clerk_sees_the_safe_and_can_do_nothing_with_it(clerk: Person) -> None:
    screen = at_the_safe(clerk)
    assert not screen.side.block.button.isEnabled()
    clerk.press("1")
    assert screen.job is None


def test_the_safe_says_what_it_holds_nowhere_before_it_is_counted(
    safe: Person, station: Station
) -> None:
    signed(station, CLERK)
    session = open_till(OpenDraft(new_id(), 7, Money(12345)), station).session_id
    close_till(CountDraft(new_id(), session, total_only=Money(12345)), station)
    assert tells(everything_said(safe.shell), Money(500000), Money(487655)) == []
