"""Checks of a count, one by one: typed by their amount, touched, or scanned by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.core.errors import BadInput
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import drop_slip, put_slip, tick_slip
from counter_app.desk.tills.screen_parts import CASH, LEAVE
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.slips_on_hand import FoundSlip, look_up_slip, match_slip

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Ticking(QObject):
    """What is in hand becomes part of the count; no amount is known before."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._pages = screen.pages
        self._desk = screen.desk

    def added(self, minor: int) -> None:
        """The amount of a check was typed: the listed one of that amount is ticked."""
        count = self._screen.work.count
        if count is not None:
            tender = Tender(self._pages.count_page.part)
            ticked = frozenset(count.ticks)
            self._desk.runner.run(
                match_slip, count.session_id, tender, minor, ticked,
                done=lambda found: self._put_slip(tender, found),
            )  # fmt: skip

    def toggled(self, key: str) -> None:
        """A row was touched: the check is in hand, or it is not after all."""
        work, tender = self._screen.work, Tender(self._pages.count_page.part)
        count = work.count
        if count is None:
            return
        if key.startswith("+"):
            draft = drop_slip(count, tender, int(key[1:]))
            self._screen.show_draft(replace(work, count=draft))
        elif key in count.ticks:
            self._put_slip(tender, FoundSlip(key, count.ticks[key]))
        else:
            self._desk.runner.run(
                look_up_slip, count.session_id, tender, key,
                done=lambda found: self._put_slip(tender, found),
            )  # fmt: skip

    def scanned(self, text: str) -> bool:
        """A check's number was scanned while the list is on view: it is ticked."""
        work, part = self._screen.work, self._pages.count_page.part
        if work.mode is not Mode.COUNT or work.count is None or part in (CASH, LEAVE):
            return False
        listed = work.state.slips.get(Tender(part), ())
        found = next((s for s in listed if s.reference and s.reference == text.strip()), None)
        if found is None or found.id in work.count.ticks:
            return False
        self.toggled(found.id)
        return True

    def _put_slip(self, tender: Tender, found: FoundSlip) -> None:
        work = self._screen.work
        if work.mode is not Mode.COUNT or work.count is None:
            return
        try:
            if found.id:
                draft = tick_slip(work.count, tender, found.id, found.minor)
            else:
                draft = put_slip(work.count, tender, found.minor)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self._screen.show_draft(replace(work, count=draft))
        self._screen.leave()
