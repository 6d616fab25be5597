"""Ctrl+K: opens the search over everything, asks the worker, and opens what was chosen.

The card is made when it is first wanted. Actions are found at once; records are read on the worker.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counter_app.core.errors import CounterError
from counter_app.paths import resources

if TYPE_CHECKING:
    from counter_app.core.search import Hit
    from counter_app.ui.search_card import SearchCard
    from counter_app.ui.shell import Shell

PAUSE_MS: Final = 120
"""So long nothing is typed before the records are asked."""

_LEAVING: Final = frozenset({"Ctrl+L", "Shift+F8", *(f"F{n}" for n in range(1, 12))})
"""Keys that lead elsewhere; F12 does not: nothing is paid under a card."""


class Searching(QObject):
    """The shell's search: at most one card, over whatever is in front."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._card: SearchCard | None = None
        self._back_to: QWidget | None = None
        self._asked = 0
        self._looking = False
        self._hurried = False
        self._found: tuple[Hit, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    @property
    def card(self) -> SearchCard:
        """The card; made here when it is first wanted."""
        if self._card is None:
            from counter_app.ui.search_card import SearchCard

            self._card = SearchCard(self._shell)
            self._card.typed.connect(self._typed)
            self._card.picked.connect(self._open)
            self._card.hurried.connect(self._hurry)
            self._card.left.connect(self.close)
        return self._card

    @property
    def shown(self) -> bool:
        """Whether the card lies over the work."""
        return self._card is not None and not self._card.isHidden()

    @property
    def at_rest(self) -> bool:
        """True while nothing is being looked for."""
        return not self._pause.isActive()

    def open(self) -> None:
        """Show the card with the first things that can be done."""
        shell = self._shell
        if shell.station.operator is None or self.shown:
            return
        self._back_to = shell.focusWidget()
        self._forget()
        self.card.begin()
        self._show()
        self.card.open_over(shell.frame.work_area())

    def close(self, *, focus: bool = True) -> None:
        """Take it away; the focus goes back to where it was."""
        if not self.shown:
            return
        self._forget()
        self.card.hide()
        before, self._back_to = self._back_to, None
        if not focus:
            return
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self._shell.frame.scan.setFocus()

    def take_key(self, key: str) -> bool | None:
        """A key while the card is shown; None for one that leaves it and acts as it always does."""
        if key in _LEAVING:
            self.close(focus=False)
            return None
        return self.card.take_key(key)

    def set_area(self, area: QRect) -> None:
        """The window has another size."""
        if self.shown:
            self.card.open_over(area)

    def _typed(self, text: str) -> None:
        self._asked += 1
        self._found, self._hurried = (), False
        self._looking = bool(text.strip())
        if self._looking:
            self._pause.start()
        else:
            self._pause.stop()
        self._show()

    def _look(self) -> None:
        from counter_app.core.search import Query
        from counter_app.core.words import Words
        from counter_app.trade.search import look_up

        shell = self._shell
        words = Words.load(shell.runner.language, shell.station.store.currency, resources("i18n"))
        query = Query(self.card.edit.text().strip(), words)
        this = self._asked
        shell.runner.background(
            look_up,
            query,
            shell.tasks,
            done=partial(self._answered, this),
            failed=partial(self._refused, this),
        )

    def _answered(self, asked: int, found: tuple[Hit, ...]) -> None:
        if asked == self._asked and self.shown:
            self._found, self._looking = found, False
            self._show()
            if self._hurried and self.card.rows:
                self._open(self.card.rows[0].hit)
            self._hurried = False

    def _refused(self, asked: int, _: CounterError) -> None:
        """What cannot be read now is not found; typing on asks again."""
        self._answered(asked, ())

    def _show(self) -> None:
        from counter_app.core.search import ranked
        from counter_app.ui.search_actions import actions

        shell = self._shell
        operator = shell.station.operator
        if operator is None:
            return
        typed = self.card.edit.text()
        hits = ranked((*actions(typed, shell.tasks, operator), *self._found))
        self.card.show_hits(hits, shell.desk.words, looking=self._looking)

    def _open(self, hit: Hit) -> None:
        shell = self._shell
        if shell.runner.busy:
            return
        self.close()
        if hit.code and (hit.intent is None or self._front_takes()):
            shell.inputs.take_typed(hit.code)
        elif hit.intent is not None:
            shell.open(hit.intent)
            if hit.code:
                shell.inputs.take_typed(hit.code)
        else:
            shell.inputs.take_key(hit.key)

    def _front_takes(self) -> bool:
        """Whether the work in front goes on with an item."""
        from counter_app.core.scan import ScanKind

        shell = self._shell
        task = next((t for t in shell.tasks if t.key == shell.place.partition(":")[0]), None)
        busy = shell.front is not None and shell.front.has_work()
        return busy and task is not None and ScanKind.ITEM in task.scans

    def _hurry(self) -> None:
        """The first that is found opens: somebody was faster than the records."""
        self._hurried = self._looking

    def _forget(self) -> None:
        self._pause.stop()
        self._asked += 1
        self._found, self._looking, self._hurried = (), False, False
