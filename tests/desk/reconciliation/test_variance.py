"""Slips that were found, put to the detective; and the trend view."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.cli.json_schema import check_value
from counter_app.core.clock import FrozenClock
from counter_app.core.errors import BadInput
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.desk.reconciliation.play import ACTIONS
from counter_app.desk.reconciliation.screen_trend import TrendScreen
from counter_app.desk.reconciliation.screen_variance import VarianceScreen
from counter_app.desk.reconciliation.service import FoundSlip, likely_causes, told_in
from counter_app.desk.reconciliation.trends import read_trends
from counter_app.play import PlayRequest
from counter_app.rules.variance.case import Cause, Explanation
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.shell import Shell
from tests.desk.reconciliation.test_screen import manager, shell, trade
from tests.desk.tills.conftest import Person
from tests.stores import MANAGER, PINS
from tests.ui.conftest import gui_thread_guard
from tests.ui.widgets import look_checks

__all__ = ["gui_thread_guard", "manager", "shell"]


def test_a_found_slip_of_the_missing_amount_is_the_likeliest_cause(
    station: Station, clock: FrozenClock
) -> None:
    session = trade(station, clock)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    slip = FoundSlip("PO-118", "paid_out", Money(2000))
    first = likely_causes(session, (slip,), station)[0]
    assert (first.cause, first.flow, first.amount) == (Cause.MISSING, "paid_out", Money(2000))
    assert first.references == ("PO-118",)
    other = likely_causes(session, (FoundSlip("PO-9", "paid_out", Money(700)),), station)
    assert all("PO-9" not in one.references for one in other)


@pytest.mark.parametrize(
    ("language", "title", "entry"),
    [
        (
            "en",
            "A paid-out of $20.00 was not entered",
            "Correcting entry: −$20.00 to the till, +$20.00 to paid-out.",
        ),
        (
            "es",
            "No se registró: pago de $20.00",
            "Asiento de corrección: −$20.00 a la caja, +$20.00 a pago.",
        ),
    ],
)
def test_a_cause_is_told_in_the_readers_language(
    station: Station, language: str, title: str, entry: str
) -> None:
    missing = Explanation(
        Cause.MISSING,
        Money(-2000),
        900,
        amount=Money(2000),
        flow="paid_out",
        account="paid_out",
        correction=Money(-2000),
    )
    told = told_in(language, (missing,), station.store)[0]
    assert (told.title, told.entry) == (title, entry)


@pytest.mark.parametrize("account", ["safe", "returns", "sales", "over_short", "till check"])
def test_the_other_side_of_an_entry_is_no_code(station: Station, account: str) -> None:
    one = Explanation(Cause.DENOMINATION, Money(1), 1, account=account, correction=Money(1))
    spanish = told_in("es", (one,), station.store)[0].entry
    assert account.replace("_", " ") not in spanish


def test_a_spanish_lead_reads_an_english_clerks_till(manager: Person) -> None:
    manager.press("F10", "B", "F12", "1", "Alt+F")
    assert "Entry" not in painted(manager)
    manager.shell.switch_language()
    manager.rest()
    shown = painted(manager)
    assert "Por qué" in shown
    for english in ("was not", "entered", "till show", "Slip", "Correcting"):
        assert english not in shown
    manager.press("Esc")
    manager.press("F12", "1")
    assert "Correcting" not in painted(manager)


@pytest.mark.parametrize(
    "slip",
    [
        FoundSlip("", "paid_out", Money(2000)),
        FoundSlip("PO-1", "paid_out", Money(0)),
        FoundSlip("PO-1", "gift", Money(2000)),
    ],
)
def test_a_slip_that_says_too_little_is_not_weighed(
    station: Station, clock: FrozenClock, slip: FoundSlip
) -> None:
    session = trade(station, clock)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    with pytest.raises(BadInput):
        likely_causes(session, (slip,), station)


def painted(person: Person) -> str:
    for _ in range(3):
        QApplication.processEvents()
    front = person.shell.front
    assert front is not None
    found = [*look_checks.painted(front), *look_checks.painted(front.panel())]
    return " ".join(t.text for t in found)


def test_from_the_book_to_the_slip_and_its_cause(manager: Person) -> None:
    manager.press("F10", "B", "F12", "1", "Alt+F")
    screen = manager.shell.front
    assert isinstance(screen, VarianceScreen)
    manager.press("1")
    manager.write("PO-118")
    manager.press("Return")
    manager.write("2000")
    manager.press("F12")
    shown = painted(manager)
    assert "A paid-out of $20.00 was not entered" in shown
    assert "Paid out PO-118" in shown
    manager.press("Esc")
    assert manager.shell.place == "reconciliation"


def test_trends_show_the_day_that_was_short(manager: Person, station: Station) -> None:
    manager.press("F10", "B", "Alt+T")
    screen = manager.shell.front
    assert isinstance(screen, TrendScreen)
    shown = painted(manager)
    assert "−$20.00" in shown
    assert "$15.54" in shown
    manager.press("Left")
    assert screen._chosen == 28
    trends = read_trends(station)
    assert (len(trends.days), trends.days[-1].over_short) == (30, Money(-2000))
    manager.press("Esc")
    assert manager.shell.place == "reconciliation"


@pytest.mark.parametrize(
    ("width", "height", "dark", "language"),
    [(1280, 800, False, "en"), (1024, 768, False, "es"), (1920, 1080, True, "en")],
)
def test_both_pages_keep_to_the_look(
    manager: Person,
    shell: Shell,
    qapp: QApplication,
    width: int,
    height: int,
    dark: bool,
    language: str,
) -> None:
    theme.apply_theme(qapp, dark)
    shell.resize(width, height)
    if language == "es":
        shell.switch_language()
    manager.press("F10", "B", "F12", "1", "Alt+F")
    _check(manager, "variance")
    shell.open(Intent("reconciliation", door="trend"))
    _check(manager, "trend")


def _check(person: Person, page: str) -> None:
    person.rest()
    for _ in range(3):
        QApplication.processEvents()
    front = person.shell.front
    assert front is not None
    for widget in (front, front.panel()):
        assert look_checks.elided(widget) == [], page
        assert look_checks.clipped_labels(widget) == [], page
        assert look_checks.small_controls(widget) == [], page
        assert look_checks.nameless(widget) == [], page
        assert look_checks.faint(widget) == [], page


def test_slips_that_were_found_are_weighed_by_a_script(
    station: Station, clock: FrozenClock
) -> None:
    session = trade(station, clock)
    station.sign_on_with_pin(MANAGER, PINS[MANAGER])
    explain = ACTIONS["explain"]
    slip = {"number": "PO-118", "flow": "paid_out", "amount_cents": 2000}
    do = {"session": session, "slips": [slip]}
    check_value(do, explain.schema, "do")
    data = explain.run(station, PlayRequest(new_id(), do)).data
    first = data["causes"][0]
    assert (first["cause"], first["flow"]) == ("missing_movement", "paid_out")
    assert first["amount_cents"] == 2000
    assert first["slips"] == ["PO-118"]
    without = explain.run(station, PlayRequest(new_id(), {"session": session})).data
    assert all(one["slips"] == [] for one in without["causes"])


@pytest.mark.parametrize(
    "slip",
    [
        {"number": "", "flow": "paid_out", "amount_cents": 2000},
        {"number": "PO-1", "flow": "gift", "amount_cents": 2000},
        {"number": "PO-1", "flow": "paid_out", "amount_cents": 0},
        {"number": "PO-1", "flow": "paid_out"},
        {"number": "PO-1", "flow": "paid_out", "amount_cents": 2000, "till": 7},
    ],
)
def test_a_slip_of_a_script_that_cannot_be_is_refused(slip: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        check_value({"session": new_id(), "slips": [slip]}, ACTIONS["explain"].schema, "do")
