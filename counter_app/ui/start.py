"""Opens the desk with its devices: where the window meets printer, drawer and scanner."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app.ui.desk_window import open_window, report_bugs_to
from counter_app.ui.later import load_the_rest

if TYPE_CHECKING:
    from counter_app.core.task import Task
    from counter_app.equipment import Equipment
    from counter_app.settings import Settings
    from counter_app.station import Station
    from counter_app.ui.shell import Shell

FIRST_PICTURE_MS: Final = 200
"""Until then nothing takes processor time from the first picture."""


def open_desk(station: Station, tasks: tuple[Task, ...], settings: Settings) -> int:
    """Show the desk of a claimed station until its window closes; gives 0.

    Printing and listening begin after the first picture and end before this returns; the station
    stays the caller's to close.
    """
    shell = open_window(station, tasks, settings.display, settings.scanner)
    devices: list[Equipment] = []
    hook = sys.excepthook
    report_bugs_to(shell)
    shell.watch.expect_devices()
    shell.show()
    attached = partial(_attach_and_begin, shell, settings, devices)
    QTimer.singleShot(FIRST_PICTURE_MS, shell, partial(load_the_rest, shell, attached))
    try:
        QApplication.exec()
    finally:
        for equipment in devices:
            end(equipment)
        sys.excepthook = hook
    del shell, devices, attached
    gc.collect()  # the window goes here, on its own thread
    return 0


def desk_with_equipment(
    station: Station, tasks: tuple[Task, ...], settings: Settings
) -> tuple[Shell, Equipment]:
    """The window and the devices, tied together; nothing is shown or started yet."""
    shell = open_window(station, tasks, settings.display, settings.scanner)
    return shell, attach(shell, settings)


def attach(shell: Shell, settings: Settings) -> Equipment:
    """The devices, tied to the window; nothing is started yet."""
    from counter_app.equipment import Told, equip

    told = Told(shell.watch.spool_news, shell.scan_arrived, lambda _found: None)
    equipment = equip(shell.station, settings, told)
    shell.watch.attach_spool(equipment.spool)
    shell.desk.cards = equipment.cards
    return equipment


def begin(shell: Shell, equipment: Equipment) -> None:
    """Start logs, printing and listening on the desk's worker, behind the first picture."""
    shell.runner.background(_start, equipment)


def end(equipment: Equipment) -> bool:
    """Finish the slip at hand and stop everything `begin` started; True if it all ended."""
    from counter_app.logs import close_logs

    ended = equipment.close()
    close_logs()
    return ended


def _attach_and_begin(shell: Shell, settings: Settings, devices: list[Equipment]) -> None:
    devices.append(attach(shell, settings))
    begin(shell, devices[-1])


def _start(equipment: Equipment, station: Station) -> None:
    from counter_app.logs import configure_logs

    configure_logs(station.home)
    equipment.start()
