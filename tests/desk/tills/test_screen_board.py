"""The board by keys and touch: every till's state, what waits for whom, closing by force."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from counter_app.core.cash import MovementKind
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.store import SessionState
from counter_app.desk.tills.draft import CountDraft, OpenDraft
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.screen import TillsScreen
from counter_app.desk.tills.screen_board import BoardScreen
from counter_app.desk.tills.screen_open import TillKey
from counter_app.desk.tills.screen_safe import SafeScreen
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.service import close_till, open_till
from counter_app.desk.tills.standing import close_uncounted
from counter_app.records.tills import session_by_id
from counter_app.station import Station
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import draft, held, kept_policy, moved, opened, other_desk, signed
from tests.desk.tills.test_screen_blind import everything_said, tells
from tests.stores import BADGES, CLERK_2, LEAD, MANAGER


def board(person: Person, badge: str = "") -> BoardScreen:
    """Somebody at the board, read anew."""
    if badge:
        person.scan(badge)
    person.shell.go_home()
    person.rest()
    person.press("Ctrl+F8")
    front = person.shell.front
    assert isinstance(front, BoardScreen)
    QApplication.processEvents()  # new cards show themselves a moment later
    return front


def at_the_till(person: Person) -> TillWork:
    front = person.shell.front
    assert isinstance(front, TillsScreen)
    return front.work


def card(person: Person, name: str) -> QAbstractButton:
    shown = [b for b in person.shell.findChildren(TillKey) if b.isVisible()]
    return next(b for b in shown if b.accessibleName().startswith(name))


@pytest.fixture
def elsewhere(station: Station) -> str:
    """Sam's till 8, open at desk 2 with 431.89."""
    with other_desk(station) as there:
        signed(there, CLERK_2)
        return open_till(OpenDraft(new_id(), 8, Money(43189)), there).session_id


def test_the_board_shows_all_tills_and_no_balance(clerk: Person, elsewhere: str) -> None:
    board(clerk, BADGES[MANAGER])
    shown = everything_said(clerk.shell)
    assert "Desk 2" in shown
    assert "Sam Boone" in shown
    assert "of 2 open" in shown
    assert tells(shown, Money(43189)) == []


def test_a_manager_closes_a_till_by_force_and_counts_it(
    clerk: Person, station: Station, elsewhere: str
) -> None:
    board(clerk, BADGES[MANAGER])
    clerk.touch(card(clerk, "Till 8"))
    clerk.press("2")
    front = clerk.shell.front
    assert isinstance(front, BoardScreen)
    assert not front.side.block.button.isEnabled()
    clerk.write("Sam went home ill")
    clerk.press("F12")
    with station.look() as work:
        assert session_by_id(work.connection, elsewhere).state == SessionState.FORCE_CLOSED
    assert "waits for its count" in clerk.said
    clerk.press("Esc")
    assert "To settle" in everything_said(clerk.shell)
    clerk.press("1")
    assert at_the_till(clerk).mode is Mode.COUNT
    clerk.press("Alt+T")
    clerk.write("43189")
    clerk.press("F12")
    if not clerk.shell.card.isHidden():
        clerk.scan(BADGES[LEAD])
    with station.look() as work:
        assert session_by_id(work.connection, elsewhere).state == SessionState.SETTLED


def test_a_manager_opens_anothers_till_from_the_board(
    clerk: Person, station: Station, elsewhere: str
) -> None:
    board(clerk, BADGES[MANAGER])
    clerk.touch(card(clerk, "Till 8"))
    clerk.press("1")
    session = at_the_till(clerk).state.session
    assert session is not None
    assert session.id == elsewhere
    clerk.shell.go_home()
    clerk.press("F8")
    assert at_the_till(clerk).mode is Mode.OPEN


def test_who_may_not_finds_nothing_to_do_with_anothers_till(clerk: Person, elsewhere: str) -> None:
    screen = board(clerk)
    clerk.touch(card(clerk, "Till 8"))
    assert not screen.side.block.button.isEnabled()
    clerk.press("1", "2")
    assert isinstance(clerk.shell.front, BoardScreen)
    assert screen.job is None


def test_what_waits_comes_with_a_digit_and_the_most_urgent_on_f12(
    clerk: Person, station: Station
) -> None:
    session = opened(station, 40000)
    move(draft(MovementKind.DROP, session, 10011, bag="B77"), station)
    board(clerk, BADGES[MANAGER])
    shown = everything_said(clerk.shell)
    assert "Safe drop" in shown
    assert "bag B77" in shown
    clerk.press("F12")
    front = clerk.shell.front
    assert isinstance(front, SafeScreen)
    assert front.job is not None
    assert tells(everything_said(front), Money(10011)) == []
    clerk.press("Alt+T")
    clerk.write("10011")
    clerk.press("F12", "F12")
    assert held(station, "transit:safe") == Money(0)


def test_bags_on_their_way_tell_what_they_should_hold_to_who_settles_disputes(
    clerk: Person, station: Station
) -> None:
    session = opened(station, 40000)
    for minor, bag in ((10011, "B77"), (20022, "B78")):
        move(draft(MovementKind.DROP, session, minor, bag=bag), station)
    board(clerk, BADGES[LEAD])
    shown = everything_said(clerk.shell)
    assert "B77 · Till 7" in shown
    assert tells(shown, Money(10011), Money(20022), Money(30033)) == []
    board(clerk, BADGES[MANAGER])
    shown = everything_said(clerk.shell)
    assert len(tells(shown, Money(10011), Money(20022))) == 2
    assert "$300.33 sealed" in shown


def test_a_large_window_shows_more_of_what_waits(clerk: Person, station: Station) -> None:
    session = opened(station, 40000)
    for number in range(5):
        move(draft(MovementKind.DROP, session, 1000, bag=f"B{number}"), station)
    clerk.shell.resize(1280, 800)
    screen = board(clerk, BADGES[MANAGER])
    assert len(bags_to_receive(screen)) == 4
    clerk.shell.resize(1920, 1080)
    clerk.rest()
    assert len(bags_to_receive(screen)) == 5
    clerk.press("5")
    assert clerk.shell.place == "tills:safe"


def bags_to_receive(screen: BoardScreen) -> list[QAbstractButton]:
    shown = [b for b in screen.panel().findChildren(QAbstractButton) if not b.isHidden()]
    return [b for b in shown if b.accessibleName().startswith("Receive:")]


def test_the_board_says_when_the_carrier_comes_next(clerk: Person, station: Station) -> None:
    kept_policy(station, "days = []     ", 'days = ["Mon", "Thu"] ')
    board(clerk, BADGES[MANAGER])
    assert "Mon 8:30 AM" in everything_said(clerk.shell)


def test_a_till_over_its_limit_asks_for_a_pickup(clerk: Person, station: Station) -> None:
    session = opened(station, 40000)
    moved(station, session, 200000)
    board(clerk, BADGES[MANAGER])
    shown = everything_said(clerk.shell)
    assert "Till 7, over limit" in shown


def test_a_disputed_till_shows_its_difference_and_is_accepted(
    clerk: Person, station: Station
) -> None:
    session = opened(station, 40000)
    first = CountDraft(new_id(), session, total_only=Money(38000))
    close_till(first, station)
    last = CountDraft(
        new_id(), session, total_only=Money(38000), reason="unexplained", dispute=True
    )
    signed(station, MANAGER)
    close_till(last, station)
    screen = board(clerk, BADGES[MANAGER])
    assert "Short $20.00, not settled" in everything_said(clerk.shell)
    clerk.press("1", "1")
    assert screen.job is not None
    clerk.press("2", "F12")
    with station.look() as work:
        assert session_by_id(work.connection, session).state == SessionState.SETTLED
    assert held(station, "disputed_variance") == Money(0)


def test_a_clerk_sees_their_own_closed_till_waiting(clerk: Person, station: Station) -> None:
    session = opened(station, 40000)
    close_uncounted(session, new_id(), station)
    board(clerk)
    assert "To settle" in everything_said(clerk.shell)


def test_from_the_board_to_the_safe_and_the_lanes(clerk: Person) -> None:
    board(clerk, BADGES[MANAGER])
    clerk.press("Alt+S")
    assert clerk.shell.place == "tills:safe"
    clerk.press("Alt+L")
    assert clerk.shell.place == "tills:lanes"
    clerk.press("Alt+B")
    assert clerk.shell.place == "tills:board"
    assert clerk.shell.frame.rail.item("tills").isChecked()


def test_the_board_is_known_by_its_intent(clerk: Person) -> None:
    clerk.shell.open(Intent("tills", door="board"))
    clerk.rest()
    assert isinstance(clerk.shell.front, BoardScreen)
