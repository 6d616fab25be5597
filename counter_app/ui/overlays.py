"""What can lie over the work: the approval card, the key map, the search, the card after a bug.

Each is made when it is first wanted: the first window waits for none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from counter_app.core.task import Task
    from counter_app.ui.approve import ApprovalCard
    from counter_app.ui.messages import CrashCard, KeyHelp, Overlay
    from counter_app.ui.runner import Runner
    from counter_app.ui.searching import Searching


class Overlays:
    """All of them over one window; asking which is open makes none."""

    def __init__(
        self,
        window: QWidget,
        runner: Runner,
        search: Searching,
        answered: Callable[[], None],
        tasks: tuple[Task, ...],
    ) -> None:
        """`answered` is called when the approval card has closed."""
        self._concerning = tuple(t.concerning for t in tasks if t.concerning)
        self._window = window
        self._search = search
        self._runner = runner
        self._answered = answered
        self._card: ApprovalCard | None = None
        self._help: KeyHelp | None = None
        self._crash: CrashCard | None = None

    @property
    def card(self) -> ApprovalCard:
        """The one approval card."""
        if self._card is None:
            from counter_app.ui.approve import ApprovalCard

            self._card = ApprovalCard(self._runner, self._window, self._concerning)
            self._card.closed.connect(self._answered)
        return self._card

    @property
    def help(self) -> KeyHelp:
        """The key map."""
        if self._help is None:
            from counter_app.ui.messages import KeyHelp

            self._help = KeyHelp(self._window)
        return self._help

    @property
    def crash(self) -> CrashCard:
        """What is shown after a bug."""
        if self._crash is None:
            from counter_app.ui.messages import CrashCard

            self._crash = CrashCard(self._window)
        return self._crash

    @property
    def asking(self) -> bool:
        """True while a manager is asked."""
        return self._card is not None and not self._card.isHidden()

    @property
    def crashed(self) -> bool:
        """True while the card after a bug is shown."""
        return self._crash is not None and not self._crash.isHidden()

    @property
    def open(self) -> Overlay | None:
        """The key map or the card after a bug, whichever takes the keys now."""
        both = (self._crash, self._help)
        return next((one for one in both if one is not None and not one.isHidden()), None)

    def back(self) -> None:
        """Close the search, and the approval card without an answer."""
        self._search.close(focus=False)
        if self._card is not None and self.asking:
            self._card.back()

    def show_help(self, keys: Sequence[tuple[str, str]], area: QRect) -> None:
        """The key map, over the work."""
        words = (
            QCoreApplication.translate("Shell", "Keys"),
            QCoreApplication.translate("Shell", "Everything works by touch, too."),
        )
        self.help.set_words(*words, QCoreApplication.translate("Shell", "Close"))
        self.help.show_keys(keys)
        self.help.open_over(area)

    def hide_help(self) -> None:
        """Take the key map and the search away."""
        self._search.close(focus=False)
        if self._help is not None:
            self._help.hide()

    def hide(self) -> None:
        """Take away what only says something."""
        self.hide_help()
        if self._crash is not None:
            self._crash.hide()

    def set_area(self, area: QRect) -> None:
        """The part of the window that may be covered has changed."""
        self._search.set_area(area)
        if self._card is not None:
            self._card.set_area(area)
        if self.open is not None:
            self.open.open_over(area)
