"""The desk's one worker thread: use cases run there, first come first served, answers come back.

A job runs on the worker and gives back what is to be done with its answer on the GUI thread.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.ui.collector import Collector

Job: TypeAlias = Callable[[], Callable[[], None]]
"""Must not raise: whoever makes it (the runner) turns every outcome into an answer."""

MAX_WAITING: Final = 200


class Jobs(QObject):
    """A queue and a thread. `close` must be called; it waits for the job that is running."""

    idle = Signal()
    """Every answer has been handed over."""
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.Queue[Job | None] = queue.Queue(MAX_WAITING + 1)
        self._pending = 0
        self._closed = False
        self.collector = Collector(self)
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="desk-worker", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """Jobs whose answer has not been handed over yet."""
        return self._pending

    def submit(self, job: Job) -> bool:
        """Queue a job from the GUI thread; False if it cannot be taken (too many, or closed)."""
        if self._closed or self._pending >= MAX_WAITING:
            return False
        self._pending += 1
        self._waiting.put_nowait(job)
        return True

    def close(self, timeout_s: float = 10.0) -> bool:
        """Take no more jobs and wait for those taken; False if they do not end in time."""
        if not self._closed:
            self._closed = True
            self._waiting.put(None)
        self._thread.join(timeout_s)
        self.collector.end()
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._answered.emit(job())

    def _hand_over(self, answer: Callable[[], None]) -> None:
        self._pending -= 1
        try:
            answer()
        finally:
            if self._pending == 0:
                self.idle.emit()
