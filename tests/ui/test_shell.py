"""The shell: signing on, switching, locking, going places, sharing out scans; by keys and touch."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.clock import FrozenClock
from counter_app.core.money import Money
from counter_app.records.drafts import StoredDraft, save_draft
from counter_app.spool import SpoolNews
from counter_app.station import Station
from counter_app.ui import retold, theme
from counter_app.ui.hands import Hands
from counter_app.ui.parked import ParkedRow
from counter_app.ui.screen import Grid
from counter_app.ui.shell import Shell
from counter_app.ui.widgets.scan_field import ScanState
from tests.stores import BADGES, CLERK, CLERK_2, PINS
from tests.ui.probe import ProbeScreen

Settle = Callable[[], None]
RECEIPT = "001200426112100183"


def on(shell: Shell, hands: Hands, settle: Settle, number: str = CLERK) -> None:
    hands.scan(BADGES[number])
    settle()


def texts(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(QLabel) if label.isVisible()}


def park(station: Station, operator_id: int, title: str) -> None:
    with station.open_work() as work:
        draft = StoredDraft(
            f"draft-{operator_id}",
            "probe",
            station.name,
            operator_id,
            "parked",
            title,
            Money(4_218),
            {},
            work.now() - timedelta(minutes=12),
        )
        save_draft(work.connection, work.keys, draft)
        work.commit()


def test_one_badge_scan_signs_on_and_shows_the_next_step(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    assert shell.place == "lock"
    on(shell, hands, settle)
    assert shell.place == "home"
    assert {"Ready for the next customer", "No till open"} <= texts(shell)
    assert "Maria Alvarez" in shell.frame.status.accessibleName()
    assert (shell.counter.keys, shell.counter.scans, shell.counter.clicks) == (0, 1, 0)


def test_number_and_pin_sign_on_by_keys_alone(shell: Shell, hands: Hands, settle: Settle) -> None:
    hands.write(CLERK)
    hands.press("Return")
    hands.write(PINS[CLERK])
    hands.press("Return")
    settle()
    assert shell.place == "home"
    assert shell.lock_screen.pin.text() == ""


def test_number_and_pin_sign_on_by_touch_alone(shell: Shell, hands: Hands, settle: Settle) -> None:
    buttons = {b.accessibleName(): b for b in shell.lock_screen.findChildren(QAbstractButton)}
    for field, digits in ((shell.lock_screen.number, CLERK), (shell.lock_screen.pin, PINS[CLERK])):
        field.setFocus()
        for digit in digits:
            hands.click(buttons[digit])
    hands.click(buttons["Sign on"])
    settle()
    assert shell.place == "home"


def test_a_wrong_pin_is_said_plainly_and_forgotten(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    hands.write(CLERK)
    hands.press("Return")
    hands.write("918273")
    hands.press("Return")
    settle()
    assert shell.place == "lock"
    assert "The number or the PIN is not right." in texts(shell)
    assert shell.lock_screen.pin.text() == ""
    assert shell.lock_screen.number.text() == CLERK


def test_a_receipt_scanned_at_the_lock_opens_nothing(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    shell.lock_screen.pin.setFocus()
    hands.scan(RECEIPT)
    settle()
    assert shell.place == "lock"
    assert "Sign on first" in texts(shell)
    assert all(edit.text() == "" for edit in shell.findChildren(QLineEdit))


def test_a_badge_switches_operators_and_drafts_stay_with_their_owner(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.scan(RECEIPT)
    settle()
    first = shell.front
    assert isinstance(first, ProbeScreen)
    assert first.lines == (RECEIPT,)
    on(shell, hands, settle, CLERK_2)
    assert (shell.place, first.left) == ("home", 1)
    hands.press("F2")
    settle()
    second = shell.front
    assert isinstance(second, ProbeScreen)
    assert (second is first, second.lines) == (False, ())
    on(shell, hands, settle, CLERK)
    assert shell.front is first
    assert first.lines == (RECEIPT,)


def test_locking_keeps_the_draft_and_the_badge_leads_straight_back(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.scan(RECEIPT)
    settle()
    screen = shell.front
    hands.press("Ctrl+L")
    settle()
    assert shell.place == "lock"
    assert shell.station.operator is None
    assert "Maria Alvarez" not in shell.frame.status.accessibleName()
    assert not any(RECEIPT in text for text in texts(shell))
    on(shell, hands, settle)
    assert shell.front is screen
    assert isinstance(screen, ProbeScreen)
    assert screen.lines == (RECEIPT,)


def test_b2_90_nobody_at_the_desk_locks_it(
    shell: Shell, hands: Hands, settle: Settle, qtbot: QtBot
) -> None:
    on(shell, hands, settle)
    assert shell.idle.isActive()
    assert shell.idle.interval() == 15 * 60_000
    shell.idle.start(0)
    qtbot.waitUntil(lambda: shell.place == "lock")
    settle()
    assert shell.station.operator is None


def test_a_key_puts_the_lock_off(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    shell.idle.stop()
    hands.press("F10")
    assert shell.idle.isActive()


def test_a_scan_goes_to_the_task_that_takes_it(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    hands.scan(RECEIPT)
    settle()
    assert shell.place == "probe"
    hands.scan("4006381333931")
    settle()
    assert isinstance(shell.front, ProbeScreen)
    assert shell.front.lines == (RECEIPT, "4006381333931")
    assert shell.frame.scan.edit.text() == ""


def test_an_unknown_code_is_marked_and_the_next_scan_clears_it(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.scan("HELLO-WORLD")
    settle()
    assert shell.frame.scan.state() is ScanState.UNKNOWN
    assert shell.frame.scan.edit.text() == "HELLO-WORLD"
    hands.scan(RECEIPT)
    settle()
    assert shell.frame.scan.state() is not ScanState.UNKNOWN


def test_wrong_check_digits_are_said(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    hands.scan(BADGES[CLERK_2][:-1] + ("1" if BADGES[CLERK_2][-1] != "1" else "2"))
    settle()
    assert "check digits" in shell.frame.banner.accessibleName()
    assert shell.place == "home"


def test_a_receipt_number_can_be_typed(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    hands.write("0183")
    hands.press("Return")
    settle()
    assert isinstance(shell.front, ProbeScreen)
    assert shell.front.lines == ("0183",)


def test_keys_reach_the_screen_only_while_nothing_is_typed(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.press("F2")
    hands.write("1")
    settle()
    assert isinstance(shell.front, ProbeScreen)
    assert shell.front.keys == ["1"]
    hands.write("91")
    settle()
    assert shell.frame.scan.edit.text() == "91"
    hands.press("Esc")
    settle()
    assert shell.frame.scan.edit.text() == ""
    assert shell.place == "probe"
    hands.press("Esc")
    settle()
    assert shell.place == "home"


def test_work_survives_a_walk_through_the_places(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.scan(RECEIPT)
    settle()
    for key, place in (("Esc", "home"), ("F10", "more"), ("F2", "probe")):
        hands.press(key)
        settle()
        assert shell.place == place
    assert isinstance(shell.front, ProbeScreen)
    assert shell.front.lines == (RECEIPT,)


def test_planned_tasks_are_not_shown(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    names = {b.accessibleName() for b in shell.frame.rail.findChildren(QAbstractButton)}
    assert names == {"Home", "Return", "Side door", "Parked", "More", "Lock"}
    hands.press("F3")
    settle()
    assert shell.place == "home"


def test_parked_work_opens_for_its_owner_only(
    shell: Shell, hands: Hands, settle: Settle, qtbot: QtBot
) -> None:
    run = shell.runner.background
    run(lambda station: park(station, 1, "Return, J. Okafor"))
    run(lambda station: park(station, 2, "Return, boots"))
    settle()
    on(shell, hands, settle)
    hands.press("F9")
    settle()
    assert shell.place == "parked"
    rows = {r.parked.owner: r for r in shell.findChildren(ParkedRow) if r.isVisible()}
    hands.click(rows["Sam Boone"])
    settle()
    assert shell.frame.banner.accessibleName().startswith("This is Sam’s work.")
    hands.click(rows["Maria Alvarez"])
    settle()
    assert shell.place == "probe"


def test_help_shows_the_keys_and_takes_none_of_them_to_the_work(
    shell: Shell, hands: Hands, settle: Settle
) -> None:
    on(shell, hands, settle)
    hands.press("F1")
    settle()
    assert shell.overlays.help.isVisible()
    assert {"Return", "Lock the desk", "Pay, approve, finish"} <= texts(shell.overlays.help)
    hands.press("F2")
    settle()
    assert shell.place == "home"
    hands.press("Esc")
    assert shell.overlays.help.isHidden()


def test_a_banner_key_acts_once(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    undone: list[bool] = []
    shell.desk.banner("Parked.", action="Undo", key="Ctrl+Z", then=lambda: undone.append(True))
    hands.press("Ctrl+Z")
    hands.press("Ctrl+Z")
    settle()
    assert undone == [True]
    assert shell.frame.banner.isHidden()


def test_theme_and_language_change_at_once(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    hands.press("F10")
    hands.write("D")
    settle()
    assert theme.is_dark()
    shell.desk.scan_prompt(retold.translate("Returns", "Scan what goes home new · F6 ends it"))
    hands.write("E")
    settle()
    assert shell.desk.words.language == "es"
    asked = shell.frame.scan.edit.placeholderText()
    assert asked.startswith("Escanee")
    hands.press("Esc")
    assert shell.frame.scan.edit.placeholderText().startswith("Escanee recibo")
    hands.press("F10")
    assert shell.frame.scan.edit.placeholderText() == asked != ""
    hands.press("Ctrl+L")
    settle()
    on(shell, hands, settle)
    assert shell.desk.words.language == "en"


def test_the_print_workers_news_reach_the_bar_from_any_thread(
    shell: Shell, hands: Hands, settle: Settle, qtbot: QtBot
) -> None:
    on(shell, hands, settle)
    news = SpoolNews("unknown", "no_answer")
    shell.runner.background(lambda _station: shell.watch.spool_news(news))
    qtbot.waitUntil(lambda: "Check the last slip" in shell.frame.status.accessibleName())
    assert shell.frame.banner.isVisible()
    shell.watch.spool_news(SpoolNews("printed"))
    qtbot.waitUntil(lambda: "Printer ready" in shell.frame.status.accessibleName())


def test_the_newest_receipt_and_the_clock_are_read_from_the_station(
    shell: Shell, hands: Hands, settle: Settle, clock: FrozenClock
) -> None:
    on(shell, hands, settle)
    clock.advance(timedelta(minutes=5))
    shell.watch.show_facts()
    bar = shell.frame.status.accessibleName()
    assert bar.endswith("12:05 PM")
    assert "No receipts yet" in bar


@pytest.mark.parametrize(
    ("size", "grid"),
    [((1024, 768), Grid.SMALL), ((1280, 800), Grid.MEDIUM), ((1920, 1080), Grid.LARGE)],
)
def test_three_sizes(
    shell: Shell, hands: Hands, settle: Settle, size: tuple[int, int], grid: Grid
) -> None:
    on(shell, hands, settle)
    shell.resize(*size)
    settle()
    assert shell.frame.grid is grid
    assert shell.frame.rail.width() == grid.rail
    assert shell.front is not None
    assert shell.front.panel().width() == grid.panel


@pytest.mark.parametrize("place", ["lock", "home", "parked", "more", "help"])
def test_every_control_has_a_name_and_can_be_touched(
    shell: Shell, hands: Hands, settle: Settle, place: str
) -> None:
    if place != "lock":
        on(shell, hands, settle)
    for key in {"parked": ("F9",), "more": ("F10",), "help": ("F1",)}.get(place, ()):
        hands.press(key)
    settle()
    shell.resize(1024, 768)
    settle()
    for widget in shell.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName(), widget
            least = min(widget.width(), widget.height())
            assert least >= theme.px(theme.TOUCH), (widget.accessibleName(), widget.size())


def test_closing_signs_off_and_stops_the_worker(shell: Shell, hands: Hands, settle: Settle) -> None:
    on(shell, hands, settle)
    hands.press("F2")
    settle()
    front = shell.front
    shell.close()
    assert isinstance(front, ProbeScreen)
    assert front.left == 1
    assert shell.station.operator is None
    assert not shell.jobs.submit(lambda: lambda: None)
