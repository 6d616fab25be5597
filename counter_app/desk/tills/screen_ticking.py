"""Checks of a count, one by one: typed by their amount, touched, or scanned by their number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.core.errors import BadInput
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import CountDraft, drop_slip, put_slip, tick_slip
from counter_app.desk.tills.screen_action import Action
from counter_app.desk.tills.screen_count_words import Slips
from counter_app.desk.tills.screen_parts import CASH, LEAVE
from counter_app.desk.tills.screen_slips import SlipsPage
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.slips_on_hand import FoundSlip, look_up_slip, match_slip

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Ticking(QObject):
    """What is in hand becomes part of the count; no amount is known before."""

    def __init__(self, screen: TillsScreen, page: SlipsPage) -> None:
        super().__init__(screen)
        page.added.connect(self.added)
        page.toggled.connect(self.toggled)
        self._screen = screen
        self._pages = screen.pages
        self._desk = screen.desk

    def draft(self) -> CountDraft | None:
        """What is being put together, None if nothing is."""
        work = self._screen.work
        return work.count if work.mode is Mode.COUNT else None

    def part(self) -> str:
        """The tender on view."""
        return self._pages.count_page.part

    def listed(self) -> Slips:
        """The checks that can be ticked."""
        return self._screen.work.state.slips

    def keep(self, draft: CountDraft) -> None:
        """What is in hand now."""
        self._screen.show_draft(replace(self._screen.work, count=draft))
        self._screen.leave()

    def added(self, minor: int) -> None:
        """The amount of a check was typed: the listed one of that amount is ticked."""
        count = self.draft()
        if count is None:
            return
        tender = Tender(self.part())
        if not self.listed():
            self._put_slip(tender, FoundSlip("", minor))
        else:
            ticked = frozenset(count.ticks)
            self._desk.runner.run(
                match_slip, count.session_id, tender, minor, ticked,
                done=lambda found: self._put_slip(tender, found),
            )  # fmt: skip

    def toggled(self, key: str) -> None:
        """A row was touched: the check is in hand, or it is not after all."""
        count = self.draft()
        if count is None:
            return
        tender = Tender(self.part())
        if key.startswith("+"):
            self.keep(drop_slip(count, tender, int(key[1:])))
        elif key in count.ticks:
            self._put_slip(tender, FoundSlip(key, count.ticks[key]))
        else:
            self._desk.runner.run(
                look_up_slip, count.session_id, tender, key,
                done=lambda found: self._put_slip(tender, found),
            )  # fmt: skip

    def scanned(self, text: str) -> bool:
        """A check's number was scanned while the list is on view: it is ticked."""
        count, part = self.draft(), self.part()
        if count is None or part in (CASH, LEAVE):
            return False
        listed = self.listed().get(Tender(part), ())
        found = next((s for s in listed if s.reference and s.reference == text.strip()), None)
        if found is None or found.id in count.ticks:
            return False
        self.toggled(found.id)
        return True

    def _put_slip(self, tender: Tender, found: FoundSlip) -> None:
        count = self.draft()
        if count is None:
            return
        try:
            if found.id:
                draft = tick_slip(count, tender, found.id, found.minor)
            else:
                draft = put_slip(count, tender, found.minor)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self.keep(draft)


class BagTicking(Ticking):
    """The checks that go into a bag, or that arrive in one: those are in no list."""

    def draft(self) -> CountDraft | None:
        work = self._screen.work
        return work.moving.papers if work.mode is Mode.MOVE and work.moving else None

    def part(self) -> str:
        return self._pages.move_page.part

    def listed(self) -> Slips:
        moving = self._screen.work.moving
        arrives = moving is not None and moving.action is Action.RECEIVE
        return {} if arrives else self._screen.work.state.slips

    def keep(self, draft: CountDraft) -> None:
        work = self._screen.work
        if work.moving is not None:
            self._screen.show_draft(replace(work, moving=replace(work.moving, papers=draft)))
