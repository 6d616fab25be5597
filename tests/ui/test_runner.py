"""Actions run once, on the worker, and every outcome is told in place."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from counter_app.core.errors import CounterError
from counter_app.core.money import Money
from counter_app.records.audit import audit_events
from counter_app.ui.hands import Hands
from counter_app.ui.jobs import Jobs
from counter_app.ui.runner import Runner
from counter_app.ui.shell import Shell
from tests.stores import BADGES, CLERK, MANAGER
from tests.ui.probe import Probe, ProbeScreen

Settle = Callable[[], None]


def at_the_probe(shell: Shell, hands: Hands, settle: Settle, amount: int = 500) -> ProbeScreen:
    hands.scan(BADGES[CLERK])
    settle()
    hands.press("F2")
    settle()
    screen = shell.front
    assert isinstance(screen, ProbeScreen)
    screen.amount = Money(amount)
    screen.show_draft(())
    return screen


def paid_rows(shell: Shell) -> int:
    """Audit rows of the probe, read on another thread as the guard demands."""
    found: list[int] = []

    def look() -> None:
        with shell.station.look() as work:
            rows = select(func.count()).where(audit_events.c.event == "probe_paid")
            found.append(int(work.connection.execute(rows).scalar_one()))

    reader = threading.Thread(target=look)
    reader.start()
    reader.join()
    return found[0]


def test_f12_pays_once_on_the_worker_and_the_window_says_so(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    at_the_probe(shell, hands, settle)
    hands.press("F12")
    settle()
    assert probe.paid == [Money(500)]
    assert threading.get_ident() not in probe.threads
    assert shell.frame.banner.accessibleName() == "Paid $5.00."
    assert paid_rows(shell) == 1


def test_keys_in_a_hurry_pay_once(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe, qtbot: QtBot
) -> None:
    screen = at_the_probe(shell, hands, settle)
    probe.waits = True
    hands.press("F12")
    hands.press("F12")
    hands.click(screen.block.button)
    hands.press("Return")
    assert not screen.block.button.isEnabled()
    probe.go_on.set()
    settle()
    assert probe.paid == [Money(500)]
    assert screen.block.button.isEnabled()


def test_f12_held_down_and_a_double_click_pay_once(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    screen = at_the_probe(shell, hands, settle)
    hands.press("F12")
    settle()
    for turn in range(10):
        held = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier, "", True
        )
        held.setTimestamp(90_000 + turn)
        QCoreApplication.sendEvent(shell.frame.scan.edit, held)
        settle()
    assert len(probe.paid) == 1
    hands.click(screen.block.button, double=True)
    settle()
    assert len(probe.paid) == 2


def test_return_never_pays(shell: Shell, hands: Hands, settle: Settle, probe: Probe) -> None:
    screen = at_the_probe(shell, hands, settle)
    hands.press("Return")
    screen.block.button.setFocus()
    hands.press("Return")
    settle()
    assert probe.paid == []
    assert screen.keys.count("Return") == 2


def test_an_expected_no_stands_in_place_with_what_would_help(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    at_the_probe(shell, hands, settle, 666)
    hands.press("F12")
    settle()
    assert shell.frame.banner.isVisible()
    assert shell.frame.banner.accessibleName() == "This cannot be paid here. Ask at the office."
    assert paid_rows(shell) == 0
    assert shell.overlays.crash.isHidden()


def test_a_bug_is_logged_without_data_rolled_back_and_the_desk_goes_on(
    shell: Shell,
    hands: Hands,
    settle: Settle,
    probe: Probe,
    caplog: pytest.LogCaptureFixture,
) -> None:
    screen = at_the_probe(shell, hands, settle)
    probe.breaks = True
    with caplog.at_level(logging.ERROR):
        hands.press("F12")
        settle()
    assert shell.overlays.crash.isVisible()
    assert paid_rows(shell) == 0
    assert len(caplog.records) == 1
    hands.press("F12")  # the card keeps every key from the work
    assert probe.paid == []
    hands.press("Esc")
    assert shell.overlays.crash.isHidden()
    probe.breaks = False
    hands.press("F12")
    settle()
    assert probe.paid == [Money(500)]
    assert screen is shell.front


def test_o01_a_managers_badge_lets_the_same_use_case_run_again(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    at_the_probe(shell, hands, settle, 11_526)
    hands.press("F12")
    settle()
    assert shell.card.isVisible()
    assert probe.paid == []
    hands.scan(BADGES[MANAGER])
    settle()
    assert shell.card.isHidden()
    assert probe.paid == [Money(11_526)]
    (approval,) = probe.approvals
    assert approval.codes == {"probe.limit"}
    assert approval.approver_id != approval.requester_id
    assert shell.station.operator is not None
    assert shell.station.operator.number == CLERK
    assert paid_rows(shell) == 1


def test_a_scan_during_an_action_waits_for_its_turn(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe, qtbot: QtBot
) -> None:
    screen = at_the_probe(shell, hands, settle)
    probe.waits = True
    hands.press("F12")
    hands.scan("4006381333931")
    qtbot.waitUntil(lambda: shell.inputs.waiting == 1)
    assert not screen.has_work()
    probe.go_on.set()
    settle()
    assert screen.lines == ("4006381333931",)


def test_a_worker_that_was_closed_takes_nothing_more(shell: Shell, qtbot: QtBot) -> None:
    refused: list[CounterError] = []
    jobs = Jobs()
    runner = Runner(shell.station, jobs, lambda _asked: None, refused.append)
    assert jobs.close()
    assert not runner.run(lambda _station: None, done=lambda _answer: None)
    assert not runner.busy
    assert [error.code for error in refused] == ["conflict"]


def test_the_second_press_of_a_double_click_pays_nothing_that_comes_after(
    shell: Shell, hands: Hands, settle: Settle, probe: Probe
) -> None:
    button = at_the_probe(shell, hands, settle).block.button
    hands.click(button)
    settle()
    hands.click_again(button)
    settle()
    assert probe.paid == [Money(500)]
    hands.click(button)
    settle()
    assert probe.paid == [Money(500), Money(500)]
