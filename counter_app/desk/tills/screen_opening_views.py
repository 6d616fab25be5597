"""Writes the page on which a till is opened."""

from __future__ import annotations

from PySide6.QtCore import QObject

from counter_app.core.money import ZERO
from counter_app.core.store import SessionState
from counter_app.desk.tills.screen_open import OpenPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_state import TillWork
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.amount_block import Amount


class OpeningViews(QObject):
    """Writes the page and the panel, and gives what the amount block shows."""

    def __init__(
        self, words: TillWords, views: TillViews, panel: TillPanel, page: OpenPage
    ) -> None:
        super().__init__()
        self._words = words
        self._views = views
        self._panel = panel
        self._page = page

    def show_open(self, work: TillWork) -> Amount:
        """The tills, and the float of the one that is chosen."""
        page, words, state = self._page, self._words, work.state
        several = len(work.free_tills) > 1
        found = self._found(work)
        page.retranslate(several=several, found=found, chosen=work.chosen is not None)
        tills = sorted(state.tills, key=lambda till: not till.free)  # what can be opened first
        views = [(till.id, self._views.till_view(till), till.free) for till in tills]
        page.tills.show_tills(views, digits=several)
        page.tills.mark(work.till_id)
        minor = None if work.opening_float is None else work.opening_float.minor
        suggested = ZERO if found else state.suggested_float
        page.show_float(minor, suggested.minor, words.money(suggested))
        till = work.chosen
        self._panel.show_sections((words.free_section(till, suggested),))
        self._panel.show_parts(mirror=False, keypad=True, walk=False)
        self._panel.keypad.type_into(page.edit)
        if till is not None and till.state == SessionState.SUSPENDED:
            return Amount(
                self.tr("Suspended"),
                till.name,
                self.tr("Go on here"),
                note=self.tr("Its float and its money come with it."),
                money=False,
            )
        ready = till is not None and work.opening_float is not None
        return Amount(
            self.tr("Float"),
            words.money(work.opening_float or ZERO),
            self.tr("Open till") if till is None else self.tr("Open till {0}").format(till.id),
            note=self._open_note(work),
            enabled=ready,
        )

    def _open_note(self, work: TillWork) -> str:
        if not work.free_tills:
            return self.tr("Every till is in use.")
        if work.till_id is None:
            return self.tr("Choose a till first.")
        if work.opening_float is None:
            return self.tr("Type what goes into it.")
        if self._found(work):
            return self.tr("It is compared with what should be there.")
        return self.tr("It comes from the safe.")

    def _found(self, work: TillWork) -> str:
        """What is said of a float that lies in the drawer already, "" if it comes from the safe."""
        till = work.chosen
        if till is None:
            return ""
        if till.state == SessionState.PREPARED:
            return self.tr("The drawer was prepared and sealed. Check the seal, then count it.")
        if till.kept:
            return self.tr("A float stayed in this till. It is compared with the last close.")
        return ""
