"""A name that asks for a file: the return's pages show it as it stands and open nothing."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from counter_app.station import Station
from tests.desk.returns.desk import sell, working
from tests.desk.returns.goods import line
from tests.desk.returns.window import DeskWindow, desk_window
from tests.ui.widgets import look_checks

IN_OPEN = 0x20
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")


class Watched:
    """A picture that tells whether anybody opened it: the kernel says so, for Qt's own code, too.

    Python's audit events would not see what Qt opens.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "p.png"
        picture = QImage(300, 200, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.red)
        assert picture.save(str(self.path))
        libc = ctypes.CDLL(None, use_errno=True)
        self._events = libc.inotify_init1(os.O_NONBLOCK)
        assert self._events >= 0
        assert libc.inotify_add_watch(self._events, os.fsencode(self.path), IN_OPEN) >= 0

    def opened(self) -> bool:
        """True if it was opened since this was asked last."""
        try:
            return bool(os.read(self._events, 65_536))
        except BlockingIOError:
            return False

    def close(self) -> None:
        """Watch no longer."""
        os.close(self._events)


@pytest.fixture
def watched(qapp: QApplication, tmp_path: Path) -> Iterator[Watched]:
    """A picture to name."""
    picture = Watched(tmp_path)
    yield picture
    picture.close()


@pytest.fixture
def desk(qtbot: QtBot, station: Station) -> Iterator[DeskWindow]:
    working(station)
    with desk_window(qtbot, station) as window:
        window.shell.resize(1920, 1080)
        window.rest()
        yield window


def hover_everywhere(window: QWidget) -> list[str]:
    """Ask every visible widget for its tooltip, at three places each; gives what was shown."""
    shown = []
    for widget in (w for w in window.findChildren(QWidget) if w.isVisible()):
        for part in (1, 2, 3):
            place = widget.rect().center()
            place.setY(widget.height() * part // 4)
            globally = widget.mapToGlobal(place)
            QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, globally))
            QApplication.processEvents()
            shown.append(QToolTip.text())
            QToolTip.hideText()
    return [words for words in shown if words]


def test_b2_53_a_picture_in_a_name_is_never_opened(
    qtbot: QtBot, desk: DeskWindow, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(watched.path.parent)  # a short name, that no column cuts off
    name = "<img src=p.png>"
    careless = QLabel(name)
    qtbot.addWidget(careless)
    careless.show()
    QApplication.processEvents()
    assert watched.opened(), "a label that guesses opens it, so the watch is awake"

    late = line(1, 15_000, description=name)
    desk.scan_receipt(sell(desk.station, late, line(2, 500), on=date(2026, 5, 2)))
    desk.scan("4001")
    desk.press("2")
    assert name in text_of(desk.screen), "the grid"
    assert name in text_of(desk.screen.panel()), "the panel"
    assert any(name in f.text for f in desk.shown.assessment.verdict.findings), "a finding"
    desk.scan("4001")
    assert name in desk.shell.frame.banner.accessibleName()
    assert name in text_of(desk.shell.frame.banner)
    assert not any(name in words for words in hover_everywhere(desk.shell))
    desk.press("F12")
    assert not desk.shell.card.isHidden()
    assert name in text_of(desk.shell.card), "the manager's card"
    desk.press("Alt+D")
    assert not watched.opened()


def text_of(widget: QWidget) -> str:
    """What is painted, in one line however it is wrapped."""
    return " ".join(p.text for p in look_checks.painted(widget))
