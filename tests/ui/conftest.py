"""The desk's window on a real store, with hands at it and a guard over its GUI thread."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import argon2
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

from counter_app.paths import resources
from counter_app.station import Station
from counter_app.ui import theme
from counter_app.ui.hands import Hands
from counter_app.ui.i18n import set_language
from counter_app.ui.shell import Shell
from tests.ui.opened import opened_shell
from tests.ui.probe import TASKS, Probe
from tests.ui.waiting import until
from tests.ui.wizard_house import House


@pytest.fixture
def gui_thread_guard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fails the test if a query, hash, fsync or connection happened on the GUI thread."""
    seen: list[str] = []
    gui = threading.get_ident()

    def note(what: str) -> None:
        if threading.get_ident() == gui:
            seen.append(what)

    def query(*details: object) -> None:
        note(f"query {details[2]}")

    real_fsync, real_hash = os.fsync, argon2.PasswordHasher.verify
    real_connect = socket.socket.connect

    def fsync(fd: int) -> None:
        note("fsync")
        real_fsync(fd)

    def verify(hasher: argon2.PasswordHasher, stored: str, secret: str) -> bool:
        note("hash")
        return real_hash(hasher, stored, secret)

    def connect(self: socket.socket, address: tuple[str, int]) -> None:
        note("connect")
        real_connect(self, address)

    event.listen(Engine, "before_cursor_execute", query)
    monkeypatch.setattr("os.fsync", fsync)
    monkeypatch.setattr("argon2.PasswordHasher.verify", verify)
    monkeypatch.setattr("socket.socket.connect", connect)
    yield seen
    event.remove(Engine, "before_cursor_execute", query)
    assert not seen, seen


@pytest.fixture
def probe() -> Probe:
    """What the probe task's use cases were asked for, fresh for each test."""
    Probe.now = Probe()
    return Probe.now


@pytest.fixture
def shell(
    station: Station, qtbot: QtBot, probe: Probe, gui_thread_guard: list[str]
) -> Iterator[Shell]:
    """The desk of station D01 with the probe task, locked, at 1280 by 800."""
    with opened_shell(station, TASKS) as opened:
        yield opened


@pytest.fixture
def hands(shell: Shell) -> Hands:
    """Somebody at that desk."""
    return Hands(shell)


@pytest.fixture
def settle(shell: Shell, qapp: QApplication) -> Callable[[], None]:
    """Wait until the desk has taken all keys and finished all jobs."""

    def wait() -> None:
        shell.wedge.fall_silent()
        for _ in range(2):
            qapp.processEvents()
            until(lambda: shell.settled)
        qapp.processEvents()

    return wait


@pytest.fixture(scope="module")
def fonts(qapp: QApplication) -> None:
    theme.load_fonts(resources("fonts"))


@pytest.fixture
def app(qapp: QApplication, fonts: None) -> Iterator[QApplication]:
    theme.apply_theme(qapp, dark=False)
    yield qapp
    set_language(qapp, "en")
    theme.apply_theme(qapp, dark=False)


@pytest.fixture
def house(qtbot: QtBot, app: QApplication, tmp_path: Path) -> House:
    return House(qtbot, tmp_path)
