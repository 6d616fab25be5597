"""Cash: open a till with a float, see that it is open, count it blind and close it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.screen_closing import Closing, type_into
from counter_app.desk.tills.screen_pages import TillPages
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.service import (
    TillOpened,
    TillState,
    keep_count,
    open_till,
    stored_count,
    till_state,
)
from counter_app.spool import Kick
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.pill import Tone


class TillsScreen(Screen):
    """Holds what is being done as one value; every change of it is shown by `show_draft`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.words = TillWords(desk)
        self.pages = TillPages(self.words)
        self.work = TillWork()
        self._open_id = new_id()
        self._closing = Closing(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        pages = self.pages
        pages.panel.block.button.setProperty(SINGLE_PRESS, True)
        pages.panel.block.pressed.connect(self.primary)
        pages.open_page.tills.picked.connect(self._pick_till)
        pages.open_page.changed.connect(self._float_typed)
        pages.overview_page.count.clicked.connect(self._closing.begin)
        pages.overview_page.tills.picked.connect(lambda _: self._closing.begin())
        pages.count_page.changed.connect(self._closing.typed)
        pages.count_page.row_entered.connect(self._closing.row_entered)
        pages.count_page.total_only.clicked.connect(pages.count_page.toggle_total)
        pages.count_page.park.clicked.connect(self.park)
        pages.reason_page.picker.picked.connect(self._closing.pick_reason)
        pages.done_page.again.clicked.connect(self._closing.print_again)
        self.show_draft(self.work)

    # ------------------------------------------------------------------ what the shell calls

    def start(self, intent: Intent) -> None:
        """Look at the till; with a draft, go on counting it."""
        self.desk.scan_prompt(self.tr("Scan a badge, or a receipt for the next customer"))
        if intent.draft_id is not None:
            self.desk.runner.run(stored_count, intent.draft_id, done=self._closing.resume)
        else:
            self.look()

    def panel(self) -> QWidget:
        return self.pages.panel

    def set_grid(self, grid: Grid) -> None:
        self.pages.set_grid(grid)

    def take_key(self, key: str) -> bool:
        mode = self.work.mode
        if key == "Shift+F8" and mode is Mode.OVERVIEW:
            self._closing.begin()
        elif mode is Mode.OPEN:
            return self._open_key(key)
        elif mode is Mode.COUNT:
            return self._closing.take_key(key)
        elif mode is Mode.REASON and len(key) == 1 and key in "123456789":
            return self.pages.reason_page.picker.pick_digit(int(key))
        elif mode is Mode.DONE and key == "Ctrl+P":
            self._closing.print_again()
        else:
            return False
        return True

    def primary(self) -> None:
        """F12: open the till, start the count, finish it, or go on to the next till."""
        work = self.work
        if not self.pages.panel.block.button.isEnabled():
            return
        if work.mode is Mode.OPEN:
            self._open_till()
        elif work.mode is Mode.OVERVIEW:
            self._closing.begin()
        elif work.mode in (Mode.COUNT, Mode.REASON):
            self._closing.finish()
        elif work.mode is Mode.DONE:
            self.look()

    def escape(self) -> bool:
        """From the count back to the till, from a chosen till back to the choice."""
        work = self.work
        if work.mode is Mode.COUNT:
            self.leave()
            self.look()
            return True
        if work.mode is Mode.OPEN and work.till_id is not None and len(work.free_tills) > 1:
            self.show_draft(replace(work, till_id=None))
            self.hands_off()
            return True
        return False

    def has_work(self) -> bool:
        return self.work.mode is Mode.COUNT and self.work.has_figures

    def park(self) -> None:
        """Put the count aside; it opens again from the list, or by counting the till again."""
        if self.has_work():
            self.desk.runner.run(keep_count, self.work.count, True, done=self._parked)

    def leave(self) -> None:
        """Store what was counted so far."""
        if self.has_work():
            self.desk.runner.background(keep_count, self.work.count, False)

    def show_draft(self, draft: TillWork) -> None:
        """Write every widget from what is being done now."""
        self.work = draft
        operator = self.desk.station.operator
        self.pages.show_work(draft, None if operator is None else operator.id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self.work)
        super().changeEvent(event)

    # ------------------------------------------------------------------ opening

    def look(self) -> None:
        self.desk.runner.run(till_state, done=self.looked)

    def looked(self, state: TillState) -> None:
        before = self.work
        if state.session is not None:
            self.show_draft(TillWork(Mode.OVERVIEW, state))
            self.hands_off()
            return
        work = TillWork(Mode.OPEN, state)
        free = work.free_tills
        kept = before.till_id if before.mode is Mode.OPEN and before.till_id in free else None
        chosen = free[0] if len(free) == 1 else kept
        typed = before.opening_float if before.mode is Mode.OPEN else None
        self.show_draft(replace(work, till_id=chosen, opening_float=typed))
        if chosen is not None:
            self.pages.open_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _pick_till(self, till_id: int) -> None:
        self.show_draft(replace(self.work, till_id=till_id))
        self.pages.open_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _float_typed(self, minor: int | None) -> None:
        if self.work.mode is Mode.OPEN:
            amount = None if minor is None else Money(minor)
            self.show_draft(replace(self.work, opening_float=amount))

    def _open_key(self, key: str) -> bool:
        page = self.pages.open_page
        if self.work.till_id is None:
            return page.tills.press(key)
        if key == "Return":
            page.take_suggestion()
            return True
        return type_into(page.edit, key)

    def _open_till(self) -> None:
        work = self.work
        if work.till_id is not None and work.opening_float is not None:
            draft = OpenDraft(self._open_id, work.till_id, work.opening_float)
            block = self.pages.panel.block
            self.desk.runner.run(
                open_till, draft, done=self._opened, failed=self._refused, busy=block
            )

    def _opened(self, opened: TillOpened) -> None:
        till = self.work.till_id
        self._open_id = new_id()
        self.kick("till_opened", opened.transaction_id)
        self.desk.refresh()
        words = self.tr("Till {0} is open. Its slip prints now.").format(till)

        def looked(state: TillState) -> None:
            self.looked(state)
            self.desk.banner(words)

        self.desk.runner.run(till_state, done=looked)

    def _refused(self, error: CounterError) -> None:
        self.desk.banner(self.words.refusal(error), Tone.DENY)
        self.look()

    def _parked(self, _nothing: None) -> None:
        self.work = TillWork()
        self.desk.refresh()
        self.desk.go_home()
        self.desk.banner(self.tr("The count is parked. F9 brings it back."))

    def hands_off(self) -> None:
        """Let go of any field, so that digits choose again."""
        focused = self.window().focusWidget()
        if focused is not None:
            focused.clearFocus()

    def kick(self, reason: str, transaction_id: str | None) -> None:
        """Open the drawer once, for a person to put money in or count it."""
        operator = self.desk.station.operator
        if operator is not None:
            self.desk.kick_drawer(Kick(operator.id, reason, transaction_id))
