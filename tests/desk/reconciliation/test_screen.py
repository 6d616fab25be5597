"""The Morning Book at the desk: made, opened, turned, and asked why a till differs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import Refused
from counter_app.desk.reconciliation.screen import BookScreen
from counter_app.desk.reconciliation.service import likely_causes, pdf_of, shelf
from counter_app.records.tills import session_by_id
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.desk_window import open_window
from counter_app.ui.i18n import set_language
from counter_app.ui.shell import Shell
from tests.desk.tills.conftest import Person
from tests.records.books import post_return
from tests.report.desk_day import closed, opened
from tests.stores import BADGES, CLERK, MANAGER, NOON, PINS
from tests.ui.conftest import gui_thread_guard
from tests.ui.widgets import look_checks

__all__ = ["gui_thread_guard"]


def trade(station: Station, clock: FrozenClock) -> str:
    """A till that ends 20.00 short, and the next morning."""
    session = opened(station, 7)
    with station.look() as work:
        till = session_by_id(work.connection, session)
    for number in range(1, 4):
        post_return(station, till, number)
    closed(station, session, 20_000 - 3 * 518 - 2_000)
    station.sign_off()
    clock.set(NOON + timedelta(hours=20))
    return session


@pytest.fixture
def shell(
    station: Station, clock: FrozenClock, qtbot: QtBot, qapp: QApplication
) -> Iterator[Shell]:
    """The desk with all tasks on the morning after."""
    trade(station, clock)
    window = open_window(station, discover_tasks())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: window.watch.state is not None)
    yield window
    window.close()
    assert window.jobs.close()
    qapp.removeEventFilter(window.wedge)
    window.deleteLater()
    set_language(qapp, "en")
    theme.apply_theme(qapp, dark=False)


@pytest.fixture
def manager(shell: Shell, qtbot: QtBot) -> Person:
    person = Person(shell, qtbot)
    person.scan(BADGES[MANAGER])
    return person


def screen(person: Person) -> BookScreen:
    front = person.shell.front
    assert isinstance(front, BookScreen)
    return front


def words_of(person: Person) -> str:
    QApplication.processEvents()
    middle = " ".join(t.text for t in look_checks.painted(screen(person)))
    return f"{middle} {' '.join(t.text for t in look_checks.painted(screen(person).panel()))}"


def test_a_missing_book_is_made_read_and_asked(manager: Person, station: Station) -> None:
    manager.press("F10", "B")
    assert "Nov 21, 2026" in words_of(manager)
    assert "not made yet" in words_of(manager)
    manager.press("F12")
    assert screen(manager)._opened is not None
    assert "Till 7 is $20.00 short" in words_of(manager)
    manager.press("PgDown")
    assert screen(manager)._view.number == 1
    manager.press("PgUp", "PgUp")
    assert screen(manager)._view.number == 0
    manager.press("1")
    assert screen(manager)._view.number > 0
    assert "Likeliest cause" in words_of(manager)
    manager.press("Esc")
    assert screen(manager)._opened is None
    assert "not made yet" not in words_of(manager)


def test_a_clerk_may_not_read_it(shell: Shell, qtbot: QtBot) -> None:
    person = Person(shell, qtbot)
    person.scan(BADGES[CLERK])
    person.press("F10", "B")
    words = words_of(person)
    assert "Leads and managers read the Morning Book" in words
    assert "Ask a lead" in words


@pytest.mark.parametrize(
    ("width", "height", "dark", "language"),
    [(1280, 800, False, "en"), (1024, 768, False, "es"), (1920, 1080, True, "en")],
)
def test_every_page_keeps_to_the_look(
    manager: Person, qapp: QApplication, width: int, height: int, dark: bool, language: str
) -> None:
    theme.apply_theme(qapp, dark)
    manager.shell.resize(width, height)
    if language == "es":
        manager.shell.switch_language()
    manager.press("F10", "B")
    _check(manager, "shelf")
    manager.press("F12")
    manager.shell.frame.banner.dismiss()
    _check(manager, "book")
    manager.press("1")
    _check(manager, "likely")


def _check(person: Person, page: str) -> None:
    person.rest()
    QApplication.processEvents()
    panel = screen(person).panel()
    assert look_checks.elided(panel) == [], page
    for widget in (screen(person), panel):
        assert look_checks.clipped_labels(widget) == [], page
        assert look_checks.small_controls(widget) == [], page
        assert look_checks.nameless(widget) == [], page


def test_the_detective_waits_for_the_last_count(station: Station) -> None:
    session = opened(station, 7)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(Refused, match="not counted to the end"):
        likely_causes(session, (), station)


def test_the_pdf_of_a_book_is_the_one_of_the_night(station: Station, clock: FrozenClock) -> None:
    trade(station, clock)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    from counter_app.desk.reconciliation.service import make_book

    day = shelf(station).missing[0]
    number = make_book(day, (), station)
    path: Path = station.home / "books" / "morning-book-2026-11-21.pdf"
    night = path.read_bytes()
    path.unlink()
    assert pdf_of(number, station) == path
    assert path.read_bytes() == night
