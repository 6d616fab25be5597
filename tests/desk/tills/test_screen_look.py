"""Every page of the cash screen at three sizes, in two themes and two languages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.movement_draft import ReceiveDraft
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.service import open_till
from counter_app.records.cash_movements import pending_movements
from counter_app.station import Station
from counter_app.ui import theme
from tests.desk.tills.conftest import Person
from tests.stores import BADGES, CLERK, MANAGER
from tests.ui.widgets import look_checks

VIEWS = (
    (1280, 800, False, "en"),
    (1024, 768, False, "es"),
    (1920, 1080, True, "en"),
    (1280, 800, True, "es"),
)


def check(person: Person, page: str) -> None:
    """Nothing cut off, too small, nameless or too faint in the middle and the panel."""
    person.rest()
    person.shell.frame.banner.dismiss()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    for widget in (person.screen, person.screen.panel()):
        assert look_checks.elided(widget) == [], page
        assert look_checks.clipped_labels(widget) == [], page
        assert look_checks.small_controls(widget) == [], page
        assert look_checks.nameless(widget) == [], page
        assert look_checks.faint(widget) == [], page
    keys = person.screen.pages.panel.keypad
    assert keys.height() >= keys.minimumSizeHint().height() or not keys.isVisible(), page


@pytest.mark.parametrize(("width", "height", "dark", "language"), VIEWS)
def test_every_page_keeps_to_the_look(
    clerk: Person,
    station: Station,
    qapp: QApplication,
    width: int,
    height: int,
    dark: bool,
    language: str,
) -> None:
    theme.apply_theme(qapp, dark)
    clerk.shell.resize(width, height)
    if language == "es":
        clerk.shell.switch_language()
    clerk.press("F8")
    check(clerk, "choose")
    clerk.press("1")
    check(clerk, "float")
    clerk.press("Esc")
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)
    clerk.press("Esc", "F8")
    check(clerk, "overview")
    clerk.press("1")
    check(clerk, "paid out")
    clerk.press("2")
    clerk.write("123456")
    check(clerk, "paid out typed")
    clerk.press("Esc", "3")
    clerk.write("5000")
    clerk.press("F12")
    check(clerk, "overview with a bag")
    with station.look() as work:
        (drop,) = pending_movements(work.connection)
    clerk.press("Alt+R")
    check(clerk, "receive")
    clerk.press("Esc")
    station.sign_on_with_badge(BADGES[MANAGER])
    receive(ReceiveDraft(new_id(), drop.id, {Tender.CASH: Money(5000)}), station)
    station.sign_on_with_badge(BADGES[CLERK])
    clerk.press("Esc", "F8")
    clerk.press("F12", "9", "9", "Return", "3")
    check(clerk, "count")
    clerk.press("Alt+C")
    check(clerk, "seldom coins")
    clerk.press("Alt+T")
    clerk.write("1234567")
    check(clerk, "total")
    clerk.press("F12", "Alt+T")
    check(clerk, "second count")
    clerk.write("19000")
    clerk.press("F12", "2")
    check(clerk, "reason")
    clerk.press("F12")
    clerk.rest()
    assert not clerk.shell.card.isHidden()
    clerk.press("Alt+D")
