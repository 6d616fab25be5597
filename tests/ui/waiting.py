"""Waiting for what a window does: each event may be the one, so each is followed by a look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

_LOOK_MS: Final = 25  # for what no event announces
_ALL: Final = (
    QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
)


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    """Let the window work until this holds; fails when the time is over."""
    if holds():
        return
    loop, end, look = QEventLoop(), QDeadlineTimer(int(seconds * 1000)), QTimer()
    look.start(_LOOK_MS)
    while not holds():
        assert not end.hasExpired(), f"not so within {seconds} s"
        loop.processEvents(_ALL)
