"""The desk with its devices: slips print behind the window, scans reach it, all of it ends."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.errors import Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.scan import ScanCode
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.equipment import Equipment
from counter_app.settings import PrinterSettings, ScannerSettings, Settings
from counter_app.station import Station
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from counter_app.ui.start import begin, desk_with_equipment, end, open_desk
from tests.devices.pretend import Fault, PretendPrinter
from tests.stores import BADGES, CLERK, PINS


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[tuple[Shell, Equipment]]:
    shell, equipment = desk_with_equipment(station, discover_tasks(), Settings())
    qtbot.addWidget(shell)
    shell.show()
    begin(shell, equipment)
    qtbot.waitUntil(lambda: shell.settled, timeout=10_000)
    yield shell, equipment
    shell.close()
    assert end(equipment)


def test_a_slip_prints_behind_the_window_and_its_state_is_shown(
    qtbot: QtBot, station: Station, desk: tuple[Shell, Equipment]
) -> None:
    shell, _ = desk
    station.sign_on_with_pin(CLERK, PINS[CLERK])
    open_till(OpenDraft(new_id(), 7, Money(20000)), station)
    shell.watch.wake_printer()
    slip = station.home / "slips" / "00001.txt"
    qtbot.waitUntil(lambda: slip.exists() and shell.settled, timeout=10_000)
    assert "TILL OPENED" in slip.read_text("utf-8")


def test_a_badge_on_a_serial_scanner_signs_on_like_one_on_the_wedge(
    qtbot: QtBot, station: Station, desk: tuple[Shell, Equipment]
) -> None:
    shell, _ = desk
    scan = ScanCode(BADGES[CLERK], None, "serial")
    reader = threading.Thread(target=shell.scan_arrived, args=(scan,))
    reader.start()
    reader.join()
    qtbot.waitUntil(lambda: shell.place == "home", timeout=10_000)
    assert station.operator is not None
    assert station.operator.number == CLERK


def test_the_days_numbers_are_of_work_with_customers(
    qtbot: QtBot, desk: tuple[Shell, Equipment]
) -> None:
    shell, _ = desk
    Hands(shell).scan(BADGES[CLERK])
    qtbot.waitUntil(lambda: shell.place == "home" and shell.settled, timeout=10_000)
    home = shell.front
    assert home is not None
    panel = home.panel()
    assert panel is not None
    said = {label.text() for label in panel.findChildren(QLabel)}
    assert "Return" in said
    assert not {"Morning Book", "Patterns"} & said


def test_the_scanner_of_the_settings_signs_on(qtbot: QtBot, station: Station) -> None:
    settings = replace(Settings(), scanner=ScannerSettings(prefix="~", suffix="none"))
    shell, equipment = desk_with_equipment(station, discover_tasks(), settings)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: shell.settled, timeout=10_000)
    Hands(shell).scan("~" + BADGES[CLERK])
    qtbot.waitUntil(lambda: shell.place == "home", timeout=10_000)
    shell.close()
    assert end(equipment)


def test_the_desk_opens_and_everything_ends_with_its_window(qtbot: QtBot, station: Station) -> None:
    hook, threads = sys.excepthook, set(threading.enumerate())
    handlers = list(logging.getLogger().handlers)
    station.claim("desk")
    with PretendPrinter(Fault.BLACKHOLE) as printer:
        settings = replace(
            Settings(),
            printer=PrinterSettings(transport="tcp", host="127.0.0.1", port=printer.port),
        )
        watch = QTimer()
        watch.timeout.connect(lambda: _close_when_begun(station))
        watch.start(20)
        assert open_desk(station, discover_tasks(), settings) == 0
        watch.stop()
    assert set(threading.enumerate()) - threads == set()
    assert logging.getLogger().handlers == handlers
    assert sys.excepthook is hook
    with pytest.raises(Refused):
        _ = station.operator_id


def _close_when_begun(station: Station) -> None:
    """Close the window once the logs, and with them the devices, have begun."""
    if (station.home / "logs").exists():
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Shell):
                window.close()
