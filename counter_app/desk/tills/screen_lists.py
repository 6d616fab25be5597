"""Lists on the cash screen and what choosing a row of them does; papers to look at and print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.core.cash import MovementState
from counter_app.core.document import Document
from counter_app.core.ids import new_id
from counter_app.core.store import SessionState
from counter_app.desk.tills.board import Pending
from counter_app.desk.tills.reports import PastZ, past_zs, print_x, print_z, stored_z, x_report
from counter_app.desk.tills.screen_action import Action, MoveInput
from counter_app.desk.tills.screen_list import Listing
from counter_app.desk.tills.screen_list_words import WAITING, ListWords
from counter_app.desk.tills.screen_paper import Paper
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Lists(QObject):
    """From an action that needs a choice to its form, or to its paper."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._words = ListWords(screen.words)
        self._zs: dict[str, PastZ] = {}

    def begin(self, action: Action) -> bool:
        """Show the list or paper of an action; False if it has none."""
        state = self._screen.work.state
        if action is Action.X_REPORT:
            self._x()
        elif action is Action.Z_REPORT:
            self._desk.runner.run(past_zs, done=self._show_zs)
        elif action is Action.SETTLE_ADVANCE:
            found = [p for p in state.pending if p.advance]
            if len(found) == 1:
                self._act(found[0])
            else:
                self._show(self._words.advances(found))
        elif action is Action.PREPARE:
            free = [t for t in state.tills if t.desk and not t.session_id and not t.kept]
            self._show(self._words.tills(action, free))
        elif action is Action.FORCE_CLOSE:
            closable = (SessionState.OPEN, SessionState.SUSPENDED)
            self._show(self._words.tills(action, [t for t in state.tills if t.state in closable]))
        else:
            return False
        return True

    def waiting(self) -> None:
        """Everything that somebody must still act on."""
        self._show(self._words.waiting(self._screen.work.state.pending))

    def receive_next(self, movement_id: str = "") -> None:
        """Act on the movement named, or receive the oldest that waits for it."""
        pending = self._screen.work.state.pending
        if movement_id:
            found = next((p for p in pending if p.id == movement_id), None)
        else:
            found = next((p for p in pending if p.to_receive), None)
        if found is None:
            self._desk.banner(self.tr("Nothing waits to be received."), Tone.INFORM)
            return
        self._act(found)

    def pick(self, key: str) -> None:
        """A row was chosen."""
        listing = self._screen.work.listing
        if listing is None:
            return
        if listing.purpose == Action.Z_REPORT.value:
            z = self._zs[key]
            self._desk.runner.run(stored_z, key, done=lambda slip: self._show_z(slip, z))
        elif listing.purpose in (WAITING, Action.SETTLE_ADVANCE.value):
            self.receive_next(key)
        else:
            row = next(r for r in listing.rows if r.key == key)
            action = Action(listing.purpose)
            self._screen.moving.open(MoveInput(action, subject=key, title=row.words))

    def turn(self, by: int) -> None:
        """Older or newer rows."""
        listing = self._screen.work.listing
        if listing is not None:
            page = min(max(0, listing.page + by), listing.pages - 1)
            self._show(replace(listing, page=page))

    def print_paper(self) -> None:
        """F12: print what is looked at."""
        paper = self._screen.work.paper
        if paper is None:
            return
        block = self._screen.pages.panel.block
        if paper.z_number:
            self._desk.runner.run(
                print_z, paper.till_id, paper.z_number, done=self._printed_z, busy=block
            )
        else:
            self._desk.runner.run(
                print_x, paper.session_id, new_id(), done=self._printed_x, busy=block
            )

    def _act(self, pending: Pending) -> None:
        title = self._words.subject(pending)
        if pending.advance:
            action = Action.SETTLE_ADVANCE
        elif pending.disputed:
            action = Action.DECIDE
        elif pending.state is MovementState.ASKED:
            action = Action.LOAN
        else:
            action = Action.RECEIVE
        made = MoveInput(action, subject=pending.id, title=title)
        if action is Action.LOAN:
            made = replace(made, amount=pending.amount)
        self._screen.moving.open(made)

    def _x(self) -> None:
        session = self._screen.work.state.session
        if session is None:
            return

        def shown(slip: Document) -> None:
            self._show_paper(self._words.x_paper(slip, session))

        self._desk.runner.run(x_report, session.id, done=shown)

    def _show_zs(self, found: Sequence[PastZ]) -> None:
        self._zs = {z.transaction_id: z for z in found}
        self._show(self._words.zs(found))

    def _show_z(self, slip: Document, z: PastZ) -> None:
        self._show_paper(self._words.z_paper(slip, z))

    def _show(self, listing: Listing) -> None:
        self._screen.hands_off()
        state = self._screen.work.state
        self._screen.show_draft(TillWork(Mode.LIST, state, listing=listing))

    def _show_paper(self, paper: Paper) -> None:
        self._screen.hands_off()
        state = self._screen.work.state
        self._screen.show_draft(TillWork(Mode.PAPER, state, paper=paper))

    def _printed_z(self, _transaction: str) -> None:
        self._screen.look_and_say(self.tr("The Z prints again, marked as a duplicate."))

    def _printed_x(self, _transaction: str) -> None:
        self._screen.look_and_say(self.tr("The X prints now."))
