"""Requests of other desks at this one: looked for on the worker, told once in a quiet banner."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.approving import OpenRequest
    from counter_app.core.errors import CounterError
    from counter_app.ui.runner import Runner
    from counter_app.ui.screen import Desk

LOOK_MS: Final = 3_000
SHOW_KEY: Final = "Alt+W"


class Elsewhere(QObject):
    """What others ask for now; a new request is told, and opened by its key or from the list."""

    def __init__(
        self, runner: Runner, desk: Desk, show: Callable[[OpenRequest], None], parent: QObject
    ) -> None:
        """`show` opens the approval card for a request of another desk."""
        super().__init__(parent)
        self._runner = runner
        self._desk = desk
        self._show = show
        self._told: set[str] = set()
        self._looking = False
        self.requests: tuple[OpenRequest, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def stop(self) -> None:
        """No more looks; the window is closing."""
        self._timer.stop()

    def look(self) -> None:
        """Look behind whatever runs; a locked desk shows nothing."""
        if self._desk.station.operator is not None and not self._looking:
            from counter_app.approving import requests_for

            self._looking = self._runner.background(
                requests_for, done=self._looked, failed=self._failed
            )

    def open(self, request: OpenRequest) -> None:
        """Show the card of a request."""
        self._show(request)

    def _looked(self, found: tuple[OpenRequest, ...]) -> None:
        self._looking = False
        self.requests = found
        new = [r for r in found if r.id not in self._told]
        self._told = {r.id for r in found}
        if not new or self._desk.station.operator is None:
            return
        request = new[0]
        words = self.tr("{0} asks for a manager at {1}.")
        self._desk.banner(
            words.replace("{0}", request.clerk).replace("{1}", request.desk),
            Tone.INFORM,
            icon="shield-user",
            action=self.tr("Look"),
            key=SHOW_KEY,
            then=lambda: self._show(request),
        )

    def _failed(self, _: CounterError) -> None:
        self._looking = False
