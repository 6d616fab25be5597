"""The desk's real window on a test store, with hands that scan, type and touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.app import discover_tasks
from counter_app.core.intent import Intent
from counter_app.core.receipt import Receipt
from counter_app.desk.returns.screen import ReturnsScreen
from counter_app.desk.returns.screen_case import Shown
from counter_app.settings import DisplaySettings
from counter_app.station import Station
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from tests.stores import BADGES, CLERK
from tests.ui.opened import opened_shell
from tests.ui.waiting import until


class DeskWindow:
    """A signed-on desk; every action ends when the desk is at rest."""

    def __init__(self, qtbot: QtBot, station: Station, shell: Shell) -> None:
        self.qtbot = qtbot
        self.station = station
        self.shell = shell
        self.hands = Hands(shell)
        self.rest()

    @property
    def screen(self) -> ReturnsScreen:
        """The return's screen, in front or not."""
        assert isinstance(self.shell.front, ReturnsScreen), self.shell.place
        return self.shell.front

    @property
    def shown(self) -> Shown:
        """The return on view."""
        shown = self.screen.shown
        assert shown is not None
        return shown

    def rest(self) -> None:
        """Wait until nothing runs on the worker and no key is held back; none follows."""
        self.shell.wedge.fall_silent()
        for _ in range(2):
            QApplication.processEvents()
            self.wait(self._at_rest)

    def _at_rest(self) -> bool:
        waits_for_manager = self.shell.overlays.asking  # the card is not made for the question
        idle = self.shell.jobs.pending == 0 and (waits_for_manager or self.shell.settled)
        return idle and not self.shell.wedge._held

    def wait(self, what: Callable[[], bool]) -> None:
        """Wait for something, up to ten seconds."""
        until(what)

    def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            self.hands.press(key)
            self.rest()

    def write(self, text: str) -> None:
        """Type a text."""
        self.hands.write(text)
        self.rest()

    def scan(self, *codes: str) -> None:
        """Scan codes one after the other."""
        for code in codes:
            self.hands.scan(code)
            self.rest()

    def scan_receipt(self, receipt: Receipt) -> None:
        """Scan the receipt's key as its paper carries it."""
        self.scan(str(receipt.key))

    def open_returns(self) -> ReturnsScreen:
        """Bring the return's screen to the front."""
        self.shell.open(Intent("returns"))
        self.rest()
        return self.screen


@contextmanager
def desk_window(
    qtbot: QtBot, station: Station, *, badge: str = BADGES[CLERK], language: str = "en"
) -> Iterator[DeskWindow]:
    """The window, shown, with a clerk signed on by badge; closed at the end."""
    display = DisplaySettings(language=language)
    with opened_shell(station, discover_tasks(), display) as shell:
        window = DeskWindow(qtbot, station, shell)
        if badge:
            window.scan(badge)
        yield window
