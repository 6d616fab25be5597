"""Cash: open a till with a float, move money, count it blind and close it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.codes.receipt_codes import Scanned
from counter_app.core.errors import CounterError
from counter_app.core.intent import Intent
from counter_app.desk.tills.draft import Occasion
from counter_app.desk.tills.screen_closing import Closing
from counter_app.desk.tills.screen_lists import Lists
from counter_app.desk.tills.screen_moving import Moving
from counter_app.desk.tills.screen_opening import Opening
from counter_app.desk.tills.screen_pages import TillPages
from counter_app.desk.tills.screen_room_words import scan_prompt
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.screen_ticking import BagTicking, Ticking
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.service import (
    TillState,
    keep_count,
    stored_count,
    till_state,
)
from counter_app.desk.tills.task import AUDIT, BOARD, COUNT
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
        self._opening_another = False
        self._about: str | None = None
        """The session of another till that was opened from the board or a lane."""
        self.opening = Opening(self)
        self.closing = Closing(self)
        self.ticking = Ticking(self, self.pages.count_page.slips)
        self.bagging = BagTicking(self, self.pages.move_page.slips)
        self.moving = Moving(self)
        self.lists = Lists(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        pages = self.pages
        pages.panel.block.button.setProperty(SINGLE_PRESS, True)
        pages.panel.block.pressed.connect(self.primary)
        for button in (pages.open_page.board, pages.overview_page.board):
            button.clicked.connect(self._board)
        pages.open_page.tills.picked.connect(self.opening.pick_till)
        pages.open_page.changed.connect(self.opening.float_typed)
        pages.overview_page.count.clicked.connect(self.closing.begin_closing)
        pages.overview_page.tills.picked.connect(self.closing.begin_closing)
        pages.overview_page.todo.picked.connect(self.moving.begin)
        pages.overview_page.waiting.picked.connect(self.lists.receive_next)
        pages.overview_page.waiting.more.connect(self.lists.waiting)
        pages.open_page.todo.picked.connect(self.moving.begin)
        pages.open_page.waiting.clicked.connect(self.lists.waiting)
        pages.overview_page.another.clicked.connect(self._another)
        pages.move_page.changed.connect(self.moving.typed)
        pages.move_page.turned.connect(self.moving.turn)
        pages.move_page.picker.picked.connect(self.moving.pick_reason)
        pages.change_page.changed.connect(self.moving.changed)
        pages.change_page.row_entered.connect(self.moving.changed)
        pages.list_page.picked.connect(self.lists.pick)
        pages.list_page.turned.connect(self.lists.turn)
        pages.count_page.changed.connect(self.closing.typed)
        pages.count_page.turned.connect(self.closing.turned)
        pages.open_page.pieces.clicked.connect(self.opening.by_pieces)
        pages.count_page.row_entered.connect(self.closing.row_entered)
        pages.count_page.total_only.clicked.connect(pages.count_page.toggle_total)
        pages.count_page.park.clicked.connect(self.park)
        pages.reason_page.picker.picked.connect(self.closing.pick_reason)
        pages.reason_page.dispute.clicked.connect(self.closing.dispute)
        pages.done_page.again.clicked.connect(self.closing.print_again)
        self.show_draft(self.work)

    # ------------------------------------------------------------------ what the shell calls

    def start(self, intent: Intent) -> None:
        """Look at the till; with a draft, go on counting it; by the door, begin to count.

        The intent's case is the session of another till than this desk's own.
        """
        self.desk.scan_prompt(scan_prompt())
        same, self._about = intent.case_id == self._about, intent.case_id
        if intent.door == COUNT and same and self.work.mode in (Mode.COUNT, Mode.REASON):
            return  # what is being counted stays
        if intent.door == COUNT:
            self.ask_state(self._count_at_once)
        elif intent.door == AUDIT:
            self.ask_state(self._audit_at_once)
        elif intent.door:
            self.leave()
            self.ask_state(partial(self._begin_at_once, intent.door))
        elif intent.draft_id is not None:
            self.desk.runner.run(stored_count, intent.draft_id, done=self.closing.resume)
        else:
            self.look()

    def panel(self) -> QWidget:
        return self.pages.panel

    def set_grid(self, grid: Grid) -> None:
        self.pages.set_grid(grid)
        self.show_draft(self.work)

    def take_scan(self, scanned: Scanned) -> bool:
        return self.ticking.scanned(scanned.text) or self.bagging.scanned(scanned.text)

    def take_key(self, key: str) -> bool:
        mode = self.work.mode
        if key == "Alt+B" and mode in (Mode.OVERVIEW, Mode.OPEN):
            self._board()
            return True
        if mode is Mode.OVERVIEW:
            return self._overview_key(key)
        if mode is Mode.OPEN:
            return self.opening.take_key(key)
        if mode in (Mode.MOVE, Mode.CHANGE):
            return self.moving.take_key(key)
        if mode is Mode.LIST:
            return self.pages.list_page.press(key)
        if mode is Mode.COUNT:
            return self.closing.take_key(key)
        if mode is Mode.REASON and key == "Alt+N":
            self.closing.dispute()
            return True
        if mode is Mode.REASON and len(key) == 1 and key in "123456789":
            return self.pages.reason_page.picker.pick_digit(int(key))
        if mode is Mode.DONE and key == "Ctrl+P":
            self.closing.print_again()
            return True
        return False

    def primary(self) -> None:
        """F12: open the till, start the count, finish it, or go on to the next till."""
        work = self.work
        if not self.pages.panel.block.button.isEnabled():
            return
        if work.mode is Mode.OPEN:
            self.opening.finish()
        elif work.mode is Mode.OVERVIEW:
            self.closing.begin()
        elif work.mode in (Mode.COUNT, Mode.REASON):
            self.closing.finish()
        elif work.mode in (Mode.MOVE, Mode.CHANGE):
            self.moving.finish()
        elif work.mode is Mode.PAPER:
            self.lists.print_paper()
        elif work.mode is Mode.DONE:
            self.look()

    def escape(self) -> bool:
        """From the count back to the till, from a chosen till back to the choice."""
        work = self.work
        if work.mode is Mode.REASON and work.opens:
            self.opening.count_again()
            return True
        if work.mode in (Mode.COUNT, Mode.MOVE, Mode.CHANGE, Mode.LIST, Mode.PAPER):
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
        self.pages.show_work(draft, operator)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self.work)
        super().changeEvent(event)

    # ------------------------------------------------------------------ opening

    def ask_state(self, done: Callable[[TillState], None]) -> None:
        """Read the till at this desk, or the other one that was asked for."""
        self.desk.runner.run(partial(till_state, session_id=self._about), done=done)

    def back_to_own(self) -> None:
        """What was asked about another till is done."""
        self._about = None

    def look(self) -> None:
        self.ask_state(self.looked)

    def looked(self, state: TillState) -> None:
        before = self.work
        if state.session is not None and not self._opening_another:
            self.show_draft(TillWork(Mode.OVERVIEW, state))
            self.hands_off()
            return
        self._opening_another = False
        work = TillWork(Mode.OPEN, state)
        free = work.free_tills
        kept = before.till_id if before.mode is Mode.OPEN and before.till_id in free else None
        chosen = free[0] if len(free) == 1 else kept
        typed = before.opening_float if before.mode is Mode.OPEN else None
        self.show_draft(replace(work, till_id=chosen, opening_float=typed))
        if chosen is not None:
            self.pages.open_page.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _count_at_once(self, state: TillState) -> None:
        self.looked(state)
        self.closing.begin()

    def _audit_at_once(self, state: TillState) -> None:
        self.looked(state)
        self.closing.begin(Occasion.AUDIT)

    def _begin_at_once(self, action: str, state: TillState) -> None:
        self.looked(state)
        self.moving.begin(action)

    def look_and_say(self, words: str) -> None:
        """Look at the till again, then say what was done."""

        def looked(state: TillState) -> None:
            self.looked(state)
            self.desk.banner(words)

        self.ask_state(looked)

    def _board(self) -> None:
        self.desk.open(Intent("tills", door=BOARD))

    def _another(self) -> None:
        """A closed till waits for its count: open another one meanwhile."""
        self._opening_another = True
        self.back_to_own()
        self.look()

    def _overview_key(self, key: str) -> bool:
        page = self.pages.overview_page
        if key == "Alt+R":
            self.lists.receive_next()
        elif key in ("w", "W", "Alt+W"):
            self.lists.waiting()
        elif key == "Alt+O" and self.work.state.closed:
            self._another()
        else:
            return page.todo.press(key)
        return True

    def refused(self, error: CounterError) -> None:
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
        """Open the drawer once, for a person to put money in or count it; no till elsewhere."""
        operator, session = self.desk.station.operator, self.work.state.session
        here = session is None or session.station == self.desk.station.name
        if operator is not None and here:
            self.desk.kick_drawer(Kick(operator.id, reason, transaction_id))
