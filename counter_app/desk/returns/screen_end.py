"""How an open return ends without money: it is parked, not accepted, or given up."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from counter_app.desk.returns import denials, service
from counter_app.desk.returns.denials import Denied, speaks_against
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone

translate = QCoreApplication.translate


class Ends:
    """Each of them goes home and says what was done."""

    def __init__(self, desk: Desk, choosing: Choosing, ended: Callable[[], None]) -> None:
        """`ended` clears the page."""
        self._desk = desk
        self._choosing = choosing
        self._ended = ended

    def deny(self) -> None:
        """Alt+N: the customer gets the reason on paper, with a ticket number."""
        shown = self._choosing.shown
        if shown is None or self._choosing.paying():
            return
        if not speaks_against(shown.assessment.verdict):
            words = translate("Returns", "Nothing speaks against this return.")
            self._desk.banner(words, Tone.WARN)
            return
        self._choosing.hold()
        deny = partial(denials.deny, offers=shown.opened.offers)
        self._desk.runner.run(deny, shown.draft, done=self._denied)

    def park(self, name: str) -> None:
        """Put it aside under a name, or the customer's."""
        shown = self._choosing.shown
        if shown is None:
            return

        def parked(_: None) -> None:
            words = translate("Returns", "Receipt {0} is parked.")
            number = shown.draft.receipt.receipt_number[:20]
            self._home(words.replace("{0}", number), "circle-pause")

        self._choosing.hold()
        use_case = partial(service.save, park=True, name=name)
        self._desk.runner.run(use_case, shown.draft, done=parked)

    def give_up(self) -> None:
        """Alt+G: nothing comes back after all; what it would have been is remembered."""
        shown = self._choosing.shown
        if shown is not None:
            self._choosing.hold()
            self._desk.runner.run(service.abandon, shown.draft, done=self._given_up)

    def _denied(self, denied: Denied) -> None:
        words = translate("Returns", "Not accepted. The reason prints, ticket {0}.")
        self._home(words.replace("{0}", denied.ticket), "octagon-x")

    def _given_up(self, _: None) -> None:
        words = translate("Returns", "The return was given up. Nothing was paid.")
        self._home(words, "trash-2")

    def _home(self, words: str, icon: str) -> None:
        self._ended()
        self._desk.refresh()
        self._desk.go_home()
        self._desk.banner(words, icon=icon)
