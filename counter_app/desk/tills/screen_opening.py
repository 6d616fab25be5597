"""Opening a till on the screen: which one, with how much, and what the slip says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.store import SessionState
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_closing import type_into
from counter_app.desk.tills.screen_state import Mode
from counter_app.desk.tills.service import TillOpened, open_till

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
            draft = OpenDraft(self._open_id, work.till_id, work.opening_float)
            block = self._pages.panel.block
            self._desk.runner.run(
                open_till, draft, done=self._opened, failed=self._screen.refused, busy=block
            )

    def _opened(self, opened: TillOpened) -> None:
        till = self._screen.work.till_id
        self._open_id = new_id()
        self._screen.kick("till_opened", opened.transaction_id)
        self._desk.refresh()
        self._screen.look_and_say(self.tr("Till {0} is open. Its slip prints now.").format(till))
