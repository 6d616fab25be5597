"""What the screen does with a till besides counting it: forms, no-sales, suspending, changing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from counter_app.core.errors import ApprovalRequired, CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.desk.tills.draft import CountDraft, Occasion
from counter_app.desk.tills.screen_action import OPENS_DRAWER, SPREADS, Action, MoveInput
from counter_app.desk.tills.screen_count import type_into
from counter_app.desk.tills.screen_move import SLIPS
from counter_app.desk.tills.screen_move_words import MoveWords
from counter_app.desk.tills.screen_orders import order_of
from counter_app.desk.tills.screen_parts import CASH
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.standing import Stood, close_uncounted, resume_till, suspend_till
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Moving(QObject):
    """From the choice of an action to its slip; the draft's id stays until it is on record."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._page = screen.pages.move_page
        self._change = screen.pages.change_page
        self._words = MoveWords(screen.words)
        self._id = new_id()

    def begin(self, key: str) -> None:
        """An action was chosen by its key or its row."""
        action, state = Action(key), self._screen.work.state
        if state.session is None and not action.without_till:
            return
        if self._screen.lists.begin(action):
            return
        if action is Action.AUDIT:
            self._screen.closing.begin(Occasion.AUDIT)
        elif action is Action.SUSPEND:
            self._stand(suspend_till, self.tr("The till is suspended. It can be resumed anywhere."))
        elif action is Action.CLOSE_LATER:
            self._stand(close_uncounted, self.tr("The till is closed. It is counted later."))
        else:
            self.open(MoveInput(action))

    def resume(self, session_id: str) -> None:
        """Open a suspended till at this desk."""

        def done(stood: Stood) -> None:
            self._desk.refresh()
            self._desk.banner(self.tr("Till {0} goes on here.").format(stood.session.till_id))
            self._screen.look()

        self._desk.runner.run(
            resume_till, session_id, new_id(), done=done, failed=self._screen.refused
        )

    def open(self, moving: MoveInput) -> None:
        """An empty form; an amount that was asked for stands in it."""
        self._id = new_id()
        self._screen.hands_off()
        if moving.action is Action.CHANGE:
            self._show(moving)
            self._change.start()
            return
        self._page.clear()
        if moving.action in SPREADS:
            session = self._screen.work.state.session
            papers = CountDraft(new_id(), "" if session is None else session.id)
            moving = replace(moving, papers=papers)
        self._page.show_part(moving.part, None)
        if moving.amount is not None:
            self._page.edit.set_minor(moving.amount.minor)
        self._show(moving)
        self._page.go_on(moving.action, "")

    def pick_reason(self, key: str) -> None:
        """A choice was made; what comes after it is next."""
        moving = self._screen.work.moving
        if moving is not None:
            self._show(replace(moving, reason=key))
            self._page.go_on(moving.action, key)

    def typed(self) -> None:
        """Something changed in the form."""
        moving = self._screen.work.moving
        if self._screen.work.mode is not Mode.MOVE or moving is None:
            return
        typed, second = (_money(edit.minor()) for edit in (self._page.edit, self._page.second))
        moving = replace(moving, second=second, texts=self._page.texts())
        if moving.part == CASH:
            moving = replace(moving, amount=typed)
        elif moving.part not in SLIPS:
            moving = replace(moving, sums={**moving.sums, moving.part: typed or ZERO})
        self._show(moving)

    def turn(self, part: str) -> None:
        """Another tender comes on view; what was typed of this one is kept."""
        moving = self._screen.work.moving
        if self._screen.work.mode is not Mode.MOVE or moving is None:
            return
        self._show(replace(moving, part=part))
        typed = moving.amount if part == CASH else moving.sums.get(part) or None
        self._page.show_part(part, None if typed is None else typed.minor)
        self._page.take_hands()

    def changed(self) -> None:
        """Pieces that are changed were typed."""
        moving = self._screen.work.moving
        if self._screen.work.mode is Mode.CHANGE and moving is not None:
            comes, goes = self._change.pieces()
            self._show(replace(moving, pieces=comes, pieces_back=goes))

    def take_key(self, key: str) -> bool:
        """Digits make the choice first, then fill the amount; Return walks on."""
        moving = self._screen.work.moving
        if moving is None:
            return False
        if moving.action is Action.CHANGE:
            return type_into(self._change.edit(), key)
        if key == "Return":
            self._page.walk_on()
            return True
        if self._page.tabs.press(key):
            return True
        if moving.part in SLIPS and key in ("Up", "Down"):
            self._page.slips.step(-1 if key == "Up" else 1)
            return True
        form = moving.action.form
        if form.choice and not moving.reason and len(key) == 1 and key in "123456789":
            return self._page.picker.pick_digit(int(key))
        return form.amount and type_into(self._page.typing(), key)

    def finish(self) -> None:
        """F12: do it."""
        work = self._screen.work
        if work.moving is None or not work.moving.complete:
            return
        use_case, arguments = order_of(self._id, work.moving, work.state)
        self._desk.runner.run(
            use_case,
            *arguments,
            done=self._done,
            failed=self._refused,
            busy=self._screen.pages.panel.block,
            context=self._context,
        )

    def _show(self, moving: MoveInput) -> None:
        mode = Mode.CHANGE if moving.action is Action.CHANGE else Mode.MOVE
        self._screen.show_draft(TillWork(mode, self._screen.work.state, moving=moving))

    def _done(self, answer: object) -> None:
        moving = self._screen.work.moving
        assert moving is not None
        to_till = moving.action is Action.RECEIVE and self._goes_to_till(moving)
        if moving.action in OPENS_DRAWER or to_till:
            transaction = getattr(answer, "transaction_id", answer)
            self._screen.kick(moving.action.value, str(transaction))
        said = self._words.done(moving)
        self._desk.refresh()
        self._screen.look_and_say(said)
        self._page.clear()

    def _goes_to_till(self, moving: MoveInput) -> bool:
        pending = self._screen.work.state.pending
        return any(p.id == moving.subject and p.to_till for p in pending)

    def _refused(self, error: CounterError) -> None:
        self._desk.banner(self._screen.words.refusal(error), Tone.DENY)

    def _context(self, _asked: ApprovalRequired) -> ApprovalContext:
        work = self._screen.work
        assert work.moving is not None
        session = work.state.session
        label = self._screen.pages.standing.chosen(work.moving, work)
        return self._words.asked(work.moving, label, session.till_id if session else None)

    def _stand(self, change: Callable[..., Any], words: str) -> None:
        session = self._screen.work.state.session
        assert session is not None

        def done(stood: Stood) -> None:
            said = words
            if stood.parked:
                said += " " + self.tr("Parked work stays parked.")
            self._desk.refresh()
            self._screen.look_and_say(said)

        self._desk.runner.run(change, session.id, new_id(), done=done, failed=self._screen.refused)


def _money(minor: int | None) -> Money | None:
    return None if minor is None else Money(minor)
