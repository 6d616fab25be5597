"""Opening a till on the screen: which one, with how much, and what the slip says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import SessionState
from counter_app.desk.tills.draft import CountDraft, Occasion, OpenDraft, put_total
from counter_app.desk.tills.screen_count import type_into
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.service import TillOpened, open_till
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Opening(QObject):
    """From the choice of a till to its float in the drawer."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._pages = screen.pages
        self._desk = screen.desk
        self._open_id = new_id()

    def pick_till(self, till_id: int) -> None:
        self._screen.show_draft(replace(self._screen.work, till_id=till_id))
        self._pages.open_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def float_typed(self, minor: int | None) -> None:
        if self._screen.work.mode is Mode.OPEN:
            amount = None if minor is None else Money(minor)
            self._screen.show_draft(replace(self._screen.work, opening_float=amount))

    def take_key(self, key: str) -> bool:
        page = self._pages.open_page
        if key == "Alt+R":
            self._screen.lists.receive_next()
            return True
        if key in ("w", "W", "Alt+W"):
            self._screen.lists.waiting()
            return True
        if key == "Alt+T":
            self.by_pieces()
            return True
        if not key.isdigit() and page.todo.press(key):
            return True
        if self._screen.work.till_id is None:
            return page.tills.press(key)
        if key == "Return":
            page.take_suggestion()
            return True
        return type_into(page.edit, key)

    def finish(self) -> None:
        work = self._screen.work
        chosen = work.chosen
        if chosen is not None and chosen.state == SessionState.SUSPENDED:
            self._screen.moving.resume(chosen.session_id)
        elif work.till_id is not None and work.opening_float is not None:
            self._open(put_total(self._counted(), work.opening_float))

    def by_pieces(self) -> None:
        """Alt+T: the float is counted by pieces instead of typed as a total."""
        work = self._screen.work
        if work.mode is not Mode.OPEN or work.till_id is None:
            return
        self._pages.count_page.clear()
        self._show(Mode.COUNT, self._counted())
        self._pages.count_page.start()

    def open_counted(self, counted: CountDraft) -> None:
        """F12 on the pieces, or on the reason."""
        self._open(counted)

    def count_again(self) -> None:
        """From the reason back to the float: typed as it was."""
        count, work = self._screen.work.count, self._screen.work
        assert count is not None
        if count.total_only is None:
            self._show(Mode.COUNT, replace(count, reason=""))
            self._pages.count_page.start()
            return
        back = TillWork(Mode.OPEN, work.state, till_id=work.till_id)
        self._screen.show_draft(replace(back, opening_float=count.total_only))
        self._pages.open_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _counted(self) -> CountDraft:
        return CountDraft(self._open_id, "", occasion=Occasion.OPENING)

    def _show(self, mode: Mode, count: CountDraft) -> None:
        work = self._screen.work
        self._screen.show_draft(TillWork(mode, work.state, till_id=work.till_id, count=count))

    def _open(self, counted: CountDraft) -> None:
        till_id = self._screen.work.till_id
        assert till_id is not None
        draft = OpenDraft(self._open_id, till_id, counted.counted, counted.pieces, counted.reason)
        self._desk.runner.run(
            open_till,
            draft,
            done=self._opened,
            failed=lambda error: self._refused(error, counted),
            busy=self._pages.panel.block,
            context=lambda _asked: self._context(counted),
        )

    def _refused(self, error: CounterError, counted: CountDraft) -> None:
        """A float that is off stays as it was counted, and needs a reason."""
        if error.code == "tills.opening_reason":
            self._show(Mode.REASON, counted)
            self._screen.hands_off()
        elif self._screen.work.mode is Mode.REASON:
            self._desk.banner(self._screen.words.refusal(error), Tone.DENY)
        else:
            self._screen.refused(error)

    def _context(self, counted: CountDraft) -> ApprovalContext:
        work = self._screen.work
        labels = {r.code: r.label for r in work.state.reasons}
        reason = labels.get(counted.reason, "")
        return self._screen.words.asked_to_open(counted, work.till_id or 0, reason)

    def _opened(self, opened: TillOpened) -> None:
        till = self._screen.work.till_id
        self._open_id = new_id()
        self._screen.kick("till_opened", opened.transaction_id)
        self._desk.refresh()
        said = self.tr("Till {0} is open. Its slip prints now.").format(till)
        if opened.difference:
            off = self._screen.words.variance(opened.difference)
            said += " " + self.tr("Variance booked at opening: {0}.").format(off)
        self._screen.look_and_say(said)
