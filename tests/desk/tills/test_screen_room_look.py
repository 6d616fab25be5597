"""Safe, lanes and board at three sizes, in two themes and two languages: nothing cut or faint."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.core.cash import MovementKind
from counter_app.core.clock import FrozenClock
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.store import SessionKind
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.lanes import IssueDraft, issue_drawer, return_drawer
from counter_app.desk.tills.moving import move
from counter_app.desk.tills.safe import order_change
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.service import close_till
from counter_app.records.tills import add_till
from counter_app.station import Station
from counter_app.ui import theme
from tests.desk.tills.conftest import Person
from tests.desk.tills.hands import draft, moved, opened, signed
from tests.desk.tills.test_lanes import sale
from tests.desk.tills.test_safe import counted
from tests.desk.tills.test_screen_look import VIEWS
from tests.stores import BADGES, MANAGER
from tests.ui.widgets import look_checks


@pytest.fixture
def busy(clerk: Person, station: Station, clock: FrozenClock) -> Person:
    """Ken in a store with three lanes, bags on their way, one of them late, and an order."""
    pieces = {"note:10000": 50, "note:100": 250, "coin:25": 350}
    counted(station, SafeDraft(new_id(), pieces, reason="unexplained"))
    with station.open_work() as work:
        for n in (1, 2, 3):
            add_till(work.connection, n, f"Lane {n}", SessionKind.LANE, f"R0{n}")
        work.commit()
    signed(station, MANAGER)
    out = issue_drawer(IssueDraft(new_id(), 1, Money(20000), "T1", "S1", "501"), station)
    back = issue_drawer(IssueDraft(new_id(), 2, Money(20000), "T2", "S2", ""), station)
    return_drawer(back, new_id(), "T2", station)
    done = issue_drawer(IssueDraft(new_id(), 3, Money(20000), "T3", "", "502"), station)
    sale(station, 1, 4000, cashier="502")
    close_till(CountDraft(new_id(), done, total_only=Money(19900)), station)
    session = opened(station, 40000)
    move(draft(MovementKind.DROP, session, 10011, bag="5521-08"), station)
    moved(station, session, 120000)
    clock.advance(timedelta(minutes=47))
    signed(station, MANAGER)
    move(draft(MovementKind.PICKUP, out, 5000, bag="5521-09"), station)
    order_change(new_id(), {"coin:25": 400}, station)
    station.sign_off()
    clerk.scan(BADGES[MANAGER])
    return clerk


def check(person: Person, page: str) -> None:
    """Nothing cut off, too small, nameless or too faint in the middle and the panel."""
    person.rest()
    person.shell.frame.banner.dismiss()
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()
    front = person.shell.front
    assert front is not None
    for widget in (front, front.panel()):
        assert look_checks.elided(widget) == [], page
        assert look_checks.clipped_labels(widget) == [], page
        assert look_checks.small_controls(widget) == [], page
        assert look_checks.nameless(widget) == [], page
        assert look_checks.faint(widget) == [], page


@pytest.mark.parametrize(("width", "height", "dark", "language"), VIEWS)
def test_every_page_keeps_to_the_look(
    busy: Person, qapp: QApplication, width: int, height: int, dark: bool, language: str
) -> None:
    theme.apply_theme(qapp, dark)
    busy.shell.resize(width, height)
    if language == "es":
        busy.shell.switch_language()
    busy.press("Ctrl+F8")
    check(busy, "board")
    busy.press("3")
    check(busy, "a till on the board")
    busy.press("2")
    check(busy, "closed by force")
    busy.press("Esc", "Esc", "Alt+S")
    check(busy, "safe")
    for digit in "12345678":
        busy.press(digit)
        check(busy, f"safe, {digit}")
        busy.press("F12")
        check(busy, f"safe, {digit}, second")
        busy.shell.open(Intent("home"))
        busy.press("Ctrl+F8", "Alt+S")
        while busy.shell.front is not None and busy.shell.front.escape():
            busy.rest()
    busy.press("Alt+L")
    check(busy, "lanes")
    busy.press("1")
    check(busy, "a lane")
    for digit in "1234":
        busy.press(digit)
        check(busy, f"lane, {digit}")
        busy.press("Esc")
    busy.press("Esc", "3", "1")
    check(busy, "a drawer to issue")
