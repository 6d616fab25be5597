"""Cyclic garbage is collected on the GUI thread alone, for a widget destroyed elsewhere crashes.

Python collects on whichever thread allocates next; with a desk worker, a printer and a scanner
thread that would sooner or later be one of theirs. So the automatic collection rests while the
window lives, and a timer does the same work by Python's own thresholds. What a start has loaded is
no garbage: it is spared, so that no collection stops the window to look through it.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 1000


def collect_due() -> None:
    """Collect the oldest generation that is due."""
    counts, due = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > due[generation]:
            gc.collect(generation)
            return


class Collector(QObject):
    """Takes garbage collection over from Python, or from whoever has; `end` gives it back."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._from_python: Final = gc.isenabled()
        gc.disable()
        self.spare()
        self._timer = QTimer(self)
        self._timer.timeout.connect(collect_due)
        self._timer.start(LOOK_MS)

    def spare(self) -> None:
        """What is there now is not looked through before the end."""
        gc.freeze()

    def end(self) -> None:
        """Collect what is left and let Python do it again; if it did not before, do neither."""
        if self._timer.isActive():
            self._timer.stop()
            if self._from_python:
                gc.unfreeze()
                gc.collect()
                gc.enable()
