"""What the screen does with an open till besides counting it: movements, no-sales, suspending."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import Occasion
from counter_app.desk.tills.movement_draft import MovementDraft, NoSaleDraft, ReceiveDraft
from counter_app.desk.tills.moving import Moved, move, open_drawer
from counter_app.desk.tills.receiving import receive
from counter_app.desk.tills.screen_closing import type_into
from counter_app.desk.tills.screen_move import Action, MoveInput
from counter_app.desk.tills.screen_move_words import MoveWords
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.standing import Stood, close_uncounted, resume_till, suspend_till
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen

_KICKS = (Action.PAID_OUT, Action.PAID_IN, Action.DROP, Action.PICKUP, Action.NO_SALE)


class Moving(QObject):
    """From the choice of an action to its slip; the draft's id stays until it is on record."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._page = screen.pages.move_page
        self._words = MoveWords(screen.words)
        self._id = new_id()

    def begin(self, key: str) -> None:
        """An action was chosen by its key or its digit."""
        action, state = Action(key), self._screen.work.state
        if state.session is None and action is not Action.RECEIVE:
            return
        if action is Action.AUDIT:
            self._screen.closing.begin(Occasion.AUDIT)
        elif action is Action.SUSPEND:
            self._stand(suspend_till, self.tr("The till is suspended. It can be resumed anywhere."))
        elif action is Action.CLOSE_LATER:
            self._stand(close_uncounted, self.tr("The till is closed. It is counted later."))
        else:
            self._open(MoveInput(action))

    def receive_next(self, movement_id: str = "") -> None:
        """Open the movement named, or the oldest that waits to be received."""
        waiting = [p for p in self._screen.work.state.pending if not p.disputed]
        found = next((p for p in waiting if movement_id in ("", p.id)), None)
        if found is None:
            self._desk.banner(self.tr("Nothing waits to be received."), Tone.INFORM)
            return
        self._open(MoveInput(Action.RECEIVE, movement_id=found.id))

    def resume(self, session_id: str) -> None:
        """Open a suspended till at this desk."""

        def done(stood: Stood) -> None:
            self._desk.refresh()
            self._desk.banner(self.tr("Till {0} goes on here.").format(stood.session.till_id))
            self._screen.look()

        self._desk.runner.run(
            resume_till, session_id, new_id(), done=done, failed=self._screen.refused
        )

    def pick_reason(self, key: str) -> None:
        """A reason was chosen; the amount comes next."""
        moving = self._screen.work.moving
        if moving is not None:
            self._show(replace(moving, reason=key))
            self._page.go_on(moving.action, key)

    def typed(self) -> None:
        """Something changed on the page."""
        moving = self._screen.work.moving
        if self._screen.work.mode is Mode.MOVE and moving is not None:
            minor = self._page.edit.minor()
            amount = None if minor is None else Money(minor)
            self._show(replace(moving, amount=amount, texts=self._page.texts()))

    def take_key(self, key: str) -> bool:
        """Digits choose the reason first, then fill the amount; Return walks on."""
        moving = self._screen.work.moving
        if moving is None:
            return False
        if key == "Return":
            self._page.walk_on()
            return True
        needs_reason = bool(moving.action.reasons) and not moving.reason
        if needs_reason and len(key) == 1 and key in "123456789":
            return self._page.picker.pick_digit(int(key))
        if moving.action is Action.NO_SALE:
            return False
        return type_into(self._page.edit, key)

    def finish(self) -> None:
        """F12: send it."""
        moving = self._screen.work.moving
        if moving is None or not moving.complete:
            return
        block = self._screen.pages.panel.block
        runner = self._desk.runner
        if moving.action is Action.RECEIVE:
            runner.run(
                receive,
                self._received(moving),
                done=self._done,
                failed=self._refused,
                busy=block,
                context=self._context,
            )
        elif moving.action is Action.NO_SALE:
            runner.run(
                open_drawer,
                self._no_sale(moving),
                done=self._opened,
                failed=self._refused,
                busy=block,
                context=self._context,
            )
        else:
            runner.run(
                move,
                self._draft(moving),
                done=self._done,
                failed=self._refused,
                busy=block,
                context=self._context,
            )

    def _draft(self, moving: MoveInput) -> MovementDraft:
        session = self._screen.work.state.session
        kind = moving.action.kind
        assert session is not None
        assert kind is not None
        texts = moving.texts
        return MovementDraft(
            self._id,
            kind,
            session.id,
            {Tender.CASH: moving.amount or ZERO},
            reason=moving.reason,
            note=texts.get("note", ""),
            party=texts.get("party", ""),
            bag=texts.get("bag", ""),
            seal=texts.get("seal", ""),
        )

    def _received(self, moving: MoveInput) -> ReceiveDraft:
        amount = {Tender.CASH: moving.amount or ZERO}
        note = moving.texts.get("note", "")
        return ReceiveDraft(self._id, moving.movement_id, amount, note=note)

    def _no_sale(self, moving: MoveInput) -> NoSaleDraft:
        session = self._screen.work.state.session
        assert session is not None
        return NoSaleDraft(self._id, session.id, moving.reason, moving.texts.get("note", ""))

    def _open(self, moving: MoveInput) -> None:
        self._id = new_id()
        self._screen.hands_off()
        self._show(moving)
        self._page.start(moving.action)

    def _show(self, moving: MoveInput) -> None:
        work = self._screen.work
        self._screen.show_draft(TillWork(Mode.MOVE, work.state, moving=moving))

    def _opened(self, transaction_id: str) -> None:
        self._after(transaction_id)

    def _done(self, moved: Moved) -> None:
        self._after(moved.transaction_id)

    def _after(self, transaction_id: str) -> None:
        moving = self._screen.work.moving
        assert moving is not None
        to_till = moving.action is Action.RECEIVE and self._goes_to_till(moving)
        if moving.action in _KICKS or to_till:
            self._screen.kick(moving.action.value, transaction_id)
        said = self._words.done(moving)
        self._desk.refresh()
        self._screen.look_and_say(said)
        self._page.clear()

    def _goes_to_till(self, moving: MoveInput) -> bool:
        pending = self._screen.work.state.pending
        return any(p.id == moving.movement_id and p.to_till for p in pending)

    def _refused(self, error: CounterError) -> None:
        self._desk.banner(self._screen.words.refusal(error), Tone.DENY)

    def _context(self, _asked: ApprovalRequired) -> ApprovalContext:
        work = self._screen.work
        assert work.moving is not None
        session = work.state.session
        reasons = work.state.reasons_of(work.moving.action.reasons)
        label = next((r.label for r in reasons if r.code == work.moving.reason), "")
        return self._words.asked(work.moving, label, session.till_id if session else None)

    def _stand(self, change: object, words: str) -> None:
        session = self._screen.work.state.session
        assert session is not None
        assert callable(change)

        def done(stood: Stood) -> None:
            said = words
            if stood.parked:
                said += " " + self.tr("Parked work stays parked.")
            self._desk.refresh()
            self._screen.look_and_say(said)

        self._desk.runner.run(change, session.id, new_id(), done=done, failed=self._screen.refused)
