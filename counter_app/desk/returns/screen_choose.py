"""Choosing what comes back: every edit makes a new draft, is judged at once and stored soon after.

Keys and buttons end in the same few methods; `show_draft` alone writes the widgets.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.core.errors import BadInput
from counter_app.core.reason import Reason
from counter_app.core.words import Words as Sentences
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft, set_answer
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_customer import view_of
from counter_app.desk.returns.screen_edits import (
    Undo,
    answer,
    give_condition,
    give_reason,
    show_duplicate,
    show_gift,
    step,
)
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_pay import Pay
from counter_app.desk.returns.screen_reads import Opened
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import YES, WorkPage
from counter_app.desk.returns.service import Completed
from counter_app.trade.offers import Offer
from counter_app.ui.refusals import spoken
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone

SAVE_MS: Final = 250  # after the last edit, so that a burst of scans is one write


class Choosing(QObject):
    """Owns the work page, the draft on it, and the way back through its edits."""

    plans_asked = Signal()
    code_asked = Signal()
    deny_asked = Signal()
    park_asked = Signal()
    card_typed = Signal(str)

    def __init__(
        self,
        desk: Desk,
        panel: ReturnPanel,
        page: WorkPage,
        sentences: Callable[[], Sentences],
        completed: Callable[[Completed, int], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._page = page
        self._sentences = sentences
        self._opened: Opened | None = None
        self.shown: Shown | None = None
        self._undo = Undo()
        self._noting: Reason | None = None
        self._kept = False
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_MS)
        self._save.timeout.connect(self.store)
        self.pay = Pay(
            desk, panel, page.strip, completed, self._show_again, self._take_afresh, self
        )
        self._connect()

    def open(self, opened: Opened) -> None:
        """Show a return from its start, or where it was left."""
        self.forget()
        self._opened = opened
        self._kept = bool(opened.draft.choices)
        self.show_draft(opened.draft)

    def take_offers(self, offers: tuple[Offer, ...]) -> None:
        if self._opened is not None and self.shown is not None:
            self._opened = replace(self._opened, offers=offers)
            self.show_draft(self.shown.draft)

    def forget(self) -> None:
        """Nothing is open any more."""
        self._save.stop()
        self._page.strip.edit.clearFocus()  # else Qt gives the focus to a button
        self._opened, self.shown, self._noting, self._kept = None, None, None, False
        self._undo = Undo()
        self._desk.customer.show_view(None)
        self.pay.forget()

    def store(self) -> None:
        """Store the draft behind whatever runs, if there is anything in it."""
        self._save.stop()
        if self.shown is not None and (self._kept or self.shown.draft.choices):
            self._kept = True
            self._desk.runner.background(service.save, self.shown.draft)

    @property
    def worth_keeping(self) -> bool:
        """True once anything was chosen on it."""
        return self.shown is not None and (self._kept or bool(self.shown.draft.choices))

    def hold(self) -> None:
        """No storing by itself from here on: the draft is being paid, parked or given up."""
        self._save.stop()

    def show_draft(self, draft: ReturnDraft) -> None:
        """Judge a draft and write every widget of the work page from it."""
        assert self._opened is not None
        self.shown = Shown.judge(self._opened, draft, self._desk.words, self._sentences())
        self._page.show_return(self.shown, terminal=self.pay.waits_for_code)
        self._ask()
        self._panel.show_return(self.shown, self._page.line(), self.pay.typed_code)
        self._desk.customer.show_view(view_of(self.shown))

    def came_back(self, number: int, draft: ReturnDraft) -> None:
        """A scan brought a line back: it is the current one, and no question is asked of others."""
        self._noting = None
        self._page.table.set_current(str(number))
        self.edit(draft)
        self._page.table.flash(str(number))

    def escape(self) -> bool:
        """Away from a question to the reasons; False when none is asked."""
        if self.pay.waits_for_code or not self._page.strip.holds():
            return False
        if self._page.strip.asking is Ask.QUESTION and self.shown is not None:
            self._page.ask_reason(self.shown)
            return True
        self.leave_question()
        return True

    def undo(self) -> None:
        """Ctrl+Z: the draft as it was before the last edit."""
        if self.paying():
            return
        before = self._undo.back()
        if before is None:
            self._desk.banner(self.tr("Nothing to undo."), Tone.WARN)
            return
        self.leave_question()
        self.show_draft(before)
        self._save.start()

    def refresh(self) -> None:
        """Write everything again, in another language."""
        self._page.retranslate()
        if self.shown is not None:
            self.show_draft(self.shown.draft)

    def edit(self, draft: ReturnDraft) -> None:
        """Another draft takes the place of this one; Ctrl+Z brings it back."""
        shown = self.shown
        if shown is None or self.paying():
            return
        if draft != shown.draft:
            self._undo.remember(shown.draft)
            self._save.start()
        self.show_draft(draft)

    def paying(self) -> bool:
        """True, and said, while a card refund is under way: it must end before anything changes."""
        if not self.pay.waits_for_code:
            return False
        words = self.tr("The terminal is waiting. Type its code, or say that it declined.")
        self._desk.banner(words, Tone.WARN, icon="credit-card")
        self._page.strip.edit.setFocus()
        return True

    def _show_again(self) -> None:
        if self.shown is not None:
            self.show_draft(self.shown.draft)
            self.code_asked.emit()

    def _take_afresh(self, opened: Opened) -> None:
        if self.shown is not None and opened.draft.id == self.shown.draft.id:
            self._opened = opened
            self._page.strip.asking = Ask.REASON
            self.show_draft(opened.draft)
            if opened.draft.declined:
                self.plans_asked.emit()

    def _ask(self) -> None:
        """Put the question that belongs to the current line into the strip."""
        shown, strip = self.shown, self._page.strip
        if shown is None or self.pay.waits_for_code:
            return
        if strip.asking is Ask.CONDITION and self._page.ask_condition(shown):
            return
        typing = (Ask.NOTE, Ask.QUANTITY, Ask.SERIAL, Ask.PARK, Ask.IDENTITY, Ask.PRICE)
        if strip.asking in typing and strip.edit.hasFocus():
            return
        self._page.ask_next(shown)

    def leave_question(self) -> None:
        """Back to the reasons."""
        self._noting = None
        if self._page.strip.is_typing():
            self._page.strip.edit.clearFocus()
        self._page.strip.asking = Ask.REASON
        self._ask()

    def _walked(self) -> None:
        if self.shown is not None:
            if self._page.strip.asking is not Ask.CODE:
                self._noting = None
                self._page.strip.asking = Ask.REASON
            self._page.show_findings(self.shown, terminal=self.pay.waits_for_code)
            self._ask()
            self._panel.show_return(self.shown, self._page.line(), self.pay.typed_code)

    def stepped(self, key: str, by: int) -> None:
        if self.shown is not None and key:
            self.edit(step(self.shown.draft, int(key), by))

    def _picked(self, code: str) -> None:
        shown, number = self.shown, self._page.line()
        if shown is None or number is None:
            return
        if self._page.strip.asking is Ask.CONDITION:
            self._page.strip.asking = Ask.REASON
            self.edit(give_condition(shown, number, code))
            return
        question = shown.question(number) if self._page.strip.asking is Ask.QUESTION else None
        if question is not None:
            self.edit(set_answer(shown.draft, number, question.code, code == YES))
            return
        reason = shown.terms.reason(code)
        if reason is None:
            return
        if reason.needs_note:
            if not self.paying():
                self._noting = reason
                self._page.ask_note(shown, reason.label)
            return
        self.edit(give_reason(shown.draft, number, reason))

    def _typed(self, text: str) -> None:
        shown, number, strip = self.shown, self._page.line(), self._page.strip
        if strip.asking is Ask.PARK:
            self.park_asked.emit()
        elif strip.asking is Ask.IDENTITY:
            self.card_typed.emit(text)
        elif shown is not None and number is not None:
            try:
                draft = answer(shown.draft, number, strip.asking, text, self._noting)
            except BadInput as bad:
                strip.set_fault(spoken(bad.text, shown.words.language))
                return
            if draft is not None:
                self.leave_question()
                self.edit(draft)

    def ask_quantity(self) -> None:
        if self.shown is not None and not self.paying():
            self._page.ask_quantity(self.shown)

    def pay_pressed(self) -> None:
        self._panel.block.pressed.emit()

    def paper_is(self, key: str = "Alt+R") -> None:
        if (shown := self.shown) is not None:
            self._page.show_paper(shown)  # a refused edit leaves it
            self.edit(show_gift(shown.draft) if key == "Alt+T" else show_duplicate(shown.draft))

    def change_tender(self) -> None:
        if not self.paying():
            self.plans_asked.emit()

    def _code_edited(self) -> None:
        if self.shown is not None and self.pay.waits_for_code:
            self._panel.show_return(self.shown, self._page.line(), self.pay.typed_code)

    def _strip_back(self) -> None:
        if self.pay.waits_for_code:
            self.pay.declined()
        else:
            self.leave_question()

    def _connect(self) -> None:
        page, strip = self._page, self._page.strip
        page.paper.said.connect(self.paper_is)
        page.table.stepped.connect(self.stepped)
        page.table.current_changed.connect(self._walked)
        strip.picked.connect(self._picked)
        strip.typed.connect(self._typed)
        strip.edited.connect(self._code_edited)
        strip.left_back.connect(self._strip_back)
        self._panel.block.tender_pressed.connect(self.change_tender)
