"""Somebody at a desk with the cash task: real keys and touches, a real store, a guarded thread."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.store import SessionKind
from counter_app.desk.tills.draft import CountDraft
from counter_app.desk.tills.screen import TillsScreen
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.task import TASK
from counter_app.records.tills import add_till
from counter_app.station import Station
from counter_app.ui.hands import Hands
from counter_app.ui.shell import Shell
from tests.desk.tills.hands import signed
from tests.stores import BADGES, CLERK, MANAGER
from tests.ui.conftest import gui_thread_guard
from tests.ui.opened import opened_shell
from tests.ui.waiting import until

__all__ = ["gui_thread_guard"]


class Person:
    """Presses, writes, scans and touches, and waits until the desk has come to rest."""

    def __init__(self, shell: Shell, qtbot: QtBot) -> None:
        self.shell = shell
        self._hands = Hands(shell)

    def press(self, *keys: str) -> None:
        for key in keys:
            self._hands.press(key)
            self.rest()

    def write(self, text: str) -> None:
        self._hands.write(text)
        self.rest()

    def scan(self, code: str) -> None:
        self._hands.scan(code)
        self.rest()

    def touch(self, widget: QWidget, *, double: bool = False) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        self._hands.click(widget, double=double)
        self.rest()

    def touch_words(self, words: str) -> None:
        self.touch(self.button(words))

    def button(self, words: str) -> QAbstractButton:
        shown = [b for b in self.shell.findChildren(QAbstractButton) if b.isVisible()]
        return next(b for b in shown if b.accessibleName().startswith(words))

    def rest(self) -> None:
        self.shell.wedge.fall_silent()
        until(lambda: self.shell.settled and not self.shell.wedge._held)
        until(lambda: self.shell.settled and not self.shell.wedge._held)

    @property
    def screen(self) -> TillsScreen:
        assert isinstance(self.shell.front, TillsScreen)
        return self.shell.front

    def work(self) -> TillWork:
        return self.screen.work

    def count(self) -> CountDraft:
        count = self.screen.work.count
        assert count is not None
        return count

    def mode(self) -> Mode:
        return self.screen.work.mode

    @property
    def said(self) -> str:
        """The banner's sentence."""
        return self.shell.frame.banner.accessibleName()


@pytest.fixture
def shell(station: Station, qtbot: QtBot) -> Iterator[Shell]:
    """The desk of station D01 with the cash task, locked, at 1280 by 800."""
    with opened_shell(station, (TASK,)) as opened:
        yield opened


@pytest.fixture
def clerk(shell: Shell, qtbot: QtBot) -> Person:
    """Maria, signed on by badge."""
    person = Person(shell, qtbot)
    person.scan(BADGES[CLERK])
    return person


@pytest.fixture
def office(either_station: Station) -> Station:
    """A manager in the cash room of a store with lane 1, on each engine."""
    with either_station.open_work() as work:
        add_till(work.connection, 1, "Lane 1", SessionKind.LANE, "R01")
        work.commit()
    signed(either_station, MANAGER)
    return either_station
