"""Closing a till on the screen: the blind count, a second one, its reason, and the settlement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from counter_app.core.errors import ApprovalRequired, BadInput, CounterError, Refused
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import (
    CountDraft,
    Occasion,
    put_bulk,
    put_pieces,
    put_total,
)
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.screen_count import is_bulk, type_into
from counter_app.desk.tills.screen_parts import CASH, LEAVE
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.service import (
    CountAgain,
    Settled,
    TillAudited,
    TillClosed,
    TillState,
    audit_till,
    close_till,
    print_again,
    settled_till,
    unfinished_count,
)
from counter_app.desk.tills.task import SAFE, TASK
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.tills.screen import TillsScreen


class Closing(QObject):
    """What the screen does from the start of a count to the settled till."""

    def __init__(self, screen: TillsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._pages = screen.pages
        self._desk = screen.desk
        self._settled_id = ""

    def begin_closing(self, _pressed: object = None) -> None:
        self.begin()

    def begin(self, occasion: Occasion = Occasion.CLOSING) -> None:
        session = self._screen.work.state.session
        if self._screen.work.mode is not Mode.OVERVIEW or session is None:
            return
        if occasion is Occasion.CLOSING:
            self._desk.runner.run(unfinished_count, session.id, done=self.resume)
        else:
            self._count(
                self._screen.work.state, CountDraft(new_id(), session.id, occasion=occasion)
            )

    def resume(self, stored: CountDraft | SafeDraft | None) -> None:
        """Go on with a count that was stored; one of the safe is that screen's."""
        if isinstance(stored, SafeDraft):
            self._desk.open(Intent(TASK.key, door=SAFE, draft_id=stored.id))
            return

        def looked(state: TillState) -> None:
            if state.session is None:
                self._desk.banner(self.tr("This till is settled already."), Tone.INFORM)
                self._screen.looked(state)
            elif state.final is not None:
                self._stand(state)
            else:
                self._count(state, stored)

        self._screen.ask_state(looked)

    def _count(self, state: TillState, stored: CountDraft | None, *, again: bool = False) -> None:
        assert state.session is not None
        fresh = stored is None or stored.session_id != state.session.id
        draft = CountDraft(new_id(), state.session.id) if fresh or stored is None else stored
        self._pages.count_page.clear()
        self._screen.show_draft(TillWork(Mode.COUNT, state, count=draft, again=again))
        self._pages.count_page.start()
        first = not state.earlier_counts and not again
        if (fresh or draft.occasion is Occasion.AUDIT) and first:
            self._screen.kick("till_count", None)

    def _stand(self, state: TillState) -> None:
        """A second count was kept: its figures stand, only the reason can be chosen."""
        session, final = state.session, state.final
        assert session is not None
        assert final is not None
        before = self._screen.work.count
        others = {tender.value: slips for tender, slips in final.slips.items() if slips}
        bulk = {tender.value: papers for tender, papers in final.bulk.items()}
        draft = CountDraft(new_id(), session.id, dict(final.pieces), others=others, bulk=bulk)
        if not final.pieces:
            draft = put_total(draft, final.counted)
        draft = replace(draft, leave=min(state.stays, draft.counted))
        if before is not None and before.session_id == session.id:
            draft = replace(draft, reason=before.reason, dispute=before.dispute)
        self._screen.show_draft(
            TillWork(Mode.REASON, state, count=draft, finding=self._screen.work.finding)
        )
        self._screen.hands_off()

    def typed(self) -> None:
        work, page = self._screen.work, self._pages.count_page
        if work.mode is not Mode.COUNT or work.count is None:
            return
        draft = work.count
        try:
            if page.part == LEAVE:
                draft = replace(draft, leave=Money(page.leave.edit.minor() or 0))
            elif is_bulk(page.part):
                many, minor = page.bulk.many.minor() or 0, page.bulk.sum.minor() or 0
                draft = put_bulk(draft, Tender(page.part), many, minor)
            else:
                draft = self._cash_typed(draft)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self._screen.show_draft(replace(work, count=draft))

    def _cash_typed(self, draft: CountDraft) -> CountDraft:
        page = self._pages.count_page
        draft = replace(draft, pieces={}, total_only=None, rolls={})
        if page.by_total:
            minor = page.total.minor()
            return draft if minor is None else put_total(draft, Money(minor))
        for key, count in page.pieces().items():
            draft = put_pieces(draft, key, count)
        return replace(draft, rolls=page.cash.rolls())

    def turned(self) -> None:
        """Another part of the count is on view."""
        if self._screen.work.mode is Mode.COUNT:
            self._screen.show_draft(self._screen.work)

    def row_entered(self) -> None:
        if self._screen.work.mode is Mode.COUNT:
            self._pages.show_row()
            self._screen.leave()

    def take_key(self, key: str) -> bool:
        page = self._pages.count_page
        if key == "Alt+T":
            page.total_only.click()
        elif key == "Alt+C":
            page.cash.show_seldom()
        elif key == "Alt+U":
            page.cash.show_rolls()
        elif page.tabs.press(key):
            return True
        elif key == "Return":
            page.walk_on()
        elif key in ("Up", "Down"):
            if page.part in (CASH, LEAVE) or is_bulk(page.part):
                return False
            page.slips.step(-1 if key == "Up" else 1)
        else:
            return type_into(page.edit(), key)
        return True

    def pick_reason(self, code: str) -> None:
        if self._screen.work.count is not None:
            self._screen.show_draft(
                replace(self._screen.work, count=replace(self._screen.work.count, reason=code))
            )

    def dispute(self) -> None:
        """Alt+N: the difference is left to a manager, or it gets a reason after all."""
        work = self._screen.work
        if work.mode is Mode.REASON and work.count is not None and not work.opens:
            count = replace(work.count, dispute=not work.count.dispute, reason="")
            self._screen.show_draft(replace(work, count=count))

    def finish(self) -> None:
        count = self._screen.work.count
        if count is not None and self._screen.work.opens:
            self._screen.opening.open_counted(count)
        elif count is not None:
            self._desk.runner.run(
                close_till if count.occasion is Occasion.CLOSING else audit_till,
                count,
                done=self._closed,
                failed=self._refused,
                busy=self._pages.panel.block,
                context=self._context,
            )

    def _context(self, _asked: ApprovalRequired) -> ApprovalContext:
        work = self._screen.work
        assert work.count is not None
        codes = {r.code: r.label for r in work.state.reasons}
        return self._screen.words.asked(work.count, work.state, codes.get(work.count.reason, ""))

    def _closed(self, answer: TillClosed | TillAudited | CountAgain) -> None:
        if isinstance(answer, TillAudited):
            off = self._screen.words.variance(answer.difference)
            words = self.tr("Spot count kept. Variance: {0}. The till stays open.")
            self._screen.look_and_say(words.format(off))
            return
        if isinstance(answer, TillClosed):
            self._settled_id = answer.transaction_ids[0]
            self._desk.refresh()
            self._desk.runner.run(settled_till, self._settled_id, done=self._settled)
            return
        count = self._screen.work.count
        audit = count is not None and count.occasion is Occasion.AUDIT
        draft = None
        if count is not None and audit:
            draft = CountDraft(new_id(), count.session_id, occasion=Occasion.AUDIT)
        self._pages.count_page.clear()
        self._screen.ask_state(lambda state: self._count(state, draft, again=audit))

    def _settled(self, settled: Settled) -> None:
        self._screen.back_to_own()
        self._screen.show_draft(TillWork(Mode.DONE, settled=settled))
        self._screen.hands_off()

    def _refused(self, error: CounterError) -> None:
        verdict = error.verdict if isinstance(error, Refused) else None
        if verdict is not None and self._screen.work.mode in (Mode.COUNT, Mode.REASON):
            self._screen.work = replace(self._screen.work, finding=verdict.worst_first()[0])
        if error.code not in ("tills.reason_missing", "tills.count_final"):
            self._desk.banner(self._screen.words.refusal(error), Tone.DENY)
        if self._screen.work.mode in (Mode.COUNT, Mode.REASON):
            self._screen.ask_state(self._after_refusal)

    def _after_refusal(self, state: TillState) -> None:
        if state.session is None:
            self._screen.looked(state)
        elif state.final is not None:
            self._stand(state)
        else:
            self._screen.show_draft(replace(self._screen.work, state=state))

    def print_again(self) -> None:
        def done(_nothing: None) -> None:
            self._desk.banner(self.tr("The slip prints again, marked as a duplicate."))

        if self._settled_id:
            self._desk.runner.run(print_again, self._settled_id, done=done)
