"""Opens the desk with its devices: where the window meets printer, drawer and scanner."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app.core.task import Task
from counter_app.equipment import Equipment, Told, equip
from counter_app.logs import close_logs, configure_logs
from counter_app.settings import Settings
from counter_app.station import Station
from counter_app.ui.desk_window import open_window, report_bugs_to
from counter_app.ui.shell import Shell

FIRST_PICTURE_MS: Final = 200
"""Until then nothing takes processor time from the first picture."""


def open_desk(station: Station, tasks: tuple[Task, ...], settings: Settings) -> int:
    """Show the desk of a claimed station until its window closes; gives 0.

    Printing and listening begin after the first picture and end before this returns; the station
    stays the caller's to close.
    """
    shell, equipment = desk_with_equipment(station, tasks, settings)
    hook = sys.excepthook
    report_bugs_to(shell)
    shell.show()
    QTimer.singleShot(FIRST_PICTURE_MS, shell, partial(begin, shell, equipment))
    try:
        QApplication.exec()
    finally:
        end(equipment)
        sys.excepthook = hook
    del shell, equipment
    gc.collect()  # the window goes here, on its own thread
    return 0


def desk_with_equipment(
    station: Station, tasks: tuple[Task, ...], settings: Settings
) -> tuple[Shell, Equipment]:
    """The window and the devices, tied together; nothing is shown or started yet."""
    shell = open_window(station, tasks, settings.display, settings.scanner)
    told = Told(shell.watch.spool_news, shell.scan_arrived, lambda _found: None)
    equipment = equip(station, settings, told)
    shell.watch.attach_spool(equipment.spool)
    shell.desk.cards = equipment.cards
    return shell, equipment


def begin(shell: Shell, equipment: Equipment) -> None:
    """Start logs, printing and listening on the desk's worker, behind the first picture."""
    shell.runner.background(_start, equipment)


def end(equipment: Equipment) -> bool:
    """Finish the slip at hand and stop everything `begin` started; True if it all ended."""
    ended = equipment.close()
    close_logs()
    return ended


def _start(equipment: Equipment, station: Station) -> None:
    configure_logs(station.home)
    equipment.start()
