"""What can be done once money has moved: look at the slips, print again, void."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from counter_app.core.errors import ApprovalRequired
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.screen_asked import void_context
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_customer import view_of_done
from counter_app.desk.returns.screen_done import DonePage, all_settled
from counter_app.desk.returns.screen_exchange import handed_over
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_panel_done import done_amount, done_sections
from counter_app.desk.returns.screen_reads import (
    Done,
    look_at_return,
)
from counter_app.records.payments import OUT
from counter_app.spool import Kick
from counter_app.trade.answers import Completed, SaleHalf
from counter_app.trade.reprinting import Reprinted
from counter_app.ui.asked import ApprovalContext
from counter_app.ui.screen import Desk
from counter_app.ui.void_questions import DECLINED, Question, Voiding, VoidQuestions
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.reason_picker import offered


class After(QObject):
    """Owns the done page; `judge` makes the picture of a receipt in today's words."""

    def __init__(
        self,
        desk: Desk,
        page: DonePage,
        panel: ReturnPanel,
        show: Callable[[Done], Shown],
        parent: QObject,
    ) -> None:
        """`show` brings the page to the front and gives the words to write it in."""
        super().__init__(parent)
        self._desk = desk
        self._page = page
        self._panel = panel
        self._show = show
        self.done: Done | None = None
        self._sale: SaleHalf | None = None
        self._foot = page.foot
        self._void: VoidQuestions[Completed] | None = None
        self._foot.print_again.clicked.connect(self.print_again)
        self._foot.void.clicked.connect(self.ask_void)
        self._foot.void_picked.connect(self._picked)
        self._foot.typed.connect(self._typed)
        self._foot.code_declined.connect(partial(self.take_key, DECLINED))

    def begin(self, completed: Completed, operator_id: int) -> None:
        """Money moved: open the drawer if cash did, then show what the books say.

        `operator_id` is who moved it: by now somebody may have locked the desk.
        """
        if completed.drawer_kick:
            reason = "void" if completed.kind is Kind.VOID else "return"
            self._desk.kick_drawer(Kick(operator_id, reason, completed.transaction_id))
        self._sale = completed.sale
        self._desk.refresh()
        self._desk.runner.background(look_at_return, completed.transaction_id, done=self.show_done)

    def show_done(self, done: Done) -> None:
        """Show a posted return."""
        if self.done is not None and self.done.transaction.id != done.transaction.id:
            self._void = None
        self.done = done
        shown = self._show(done)
        self._page.show_done(done, shown)
        self._panel.show_sections(done_sections(done, shown))
        amount = done_amount(done, shown)
        if self._sale is not None and not done.voided and not done.transaction.tenders:
            amount = handed_over(self._sale, shown)
        self._panel.block.show_amount(amount)
        self._desk.customer.show_view(view_of_done(done, shown))

    def refresh(self) -> None:
        """Write the page again, in another language or size; a question stays what it is."""
        if self.done is not None:
            self.show_done(self.done)
            self._say_question()

    def retranslate(self) -> None:
        self._page.retranslate()
        self.refresh()

    def forget(self) -> None:
        """The next customer."""
        self.done = self._sale = self._void = None

    def take_key(self, key: str) -> bool:
        """Print again, void, and what the questions of a void listen to."""
        if self._void is not None and self._void.take_key(key, self._foot.reasons.pick_digit):
            return True
        match key:
            case "Ctrl+P":
                self.print_again()
            case "Alt+V":
                self.ask_void()
            case _:
                return False
        return True

    @property
    def asking(self) -> bool:
        """True while a question about a void stands there."""
        return self._void is not None and self._void.asking

    def primary(self, next_customer: Callable[[], None]) -> None:
        """F12: a code or a note, where one is awaited, else on to the next customer."""
        if self._void is not None and self._void.question in (Question.NOTE, Question.CODE):
            self._foot.hand_over()
        else:
            next_customer()

    def escape(self) -> bool:
        """One question of a void back; a card that was asked must answer first."""
        return self._void is not None and self._void.back()

    def print_again(self) -> None:
        """Another slip, marked as a duplicate."""
        if self.done is not None:
            self._desk.runner.run(
                service.reprint, self.done.transaction.id, done=self._printed_again
            )

    def ask_void(self) -> None:
        """Why is it taken back? Nothing happens before that is said."""
        done = self.done
        if done is None or not self._foot.void.isEnabled() or self._foot.void.isHidden():
            return
        if self._void is not None and self._void.question is Question.CODE:
            return
        self._void = VoidQuestions(
            self._desk,
            Voiding(done.transaction.id, done.void_reasons, service.void, service.card_declined),
            self._show_question,
            self._voided,
            wrong=self._foot.refuse,
            context=partial(self._context, done),
        )
        self._void.ask()

    def _picked(self, reason: str) -> None:
        if self._void is not None:
            self._void.choose(reason)
            self._void.go_on()

    def _typed(self, text: str) -> None:
        if self._void is not None:
            self._void.typed(text)

    def _show_question(self) -> None:
        """Put the question in front that stands there now, or what can be done if none does."""
        if self._void is None:
            return
        match self._void.question:
            case Question.NOTHING:
                self._foot.show_buttons()
            case Question.NOTE:
                self._foot.ask_note()
            case Question.CODE:
                self._foot.ask_code()
            case Question.WHY:
                pass  # its words are written with the page
        self.refresh()

    def _say_question(self) -> None:
        """Write the reasons, and into the block what a note is for or what a terminal moves."""
        done, void = self.done, self._void
        if done is None or void is None:
            return
        said = self._show(done).said
        if void.question is Question.WHY:
            self._foot.ask_reason(offered(done.void_reasons, said))
        elif void.waiting is not None:
            amount = self._desk.words.money(void.waiting.amount)
            to_card = void.waiting.direction == OUT
            word = self.tr("Back to the card") if to_card else self.tr("Back from the card")
            self._panel.block.show_amount(Amount(word, amount, self.tr("Finish the void")))
            self._foot.say_code(amount, to_card=to_card)
        elif void.question is Question.NOTE and void.reason is not None:
            word, action = self.tr("Void this return"), self.tr("Void")
            label = said.term(void.reason.label)
            self._panel.block.show_amount(Amount(word, label, action, money=False))

    def _context(self, done: Done, _asked: ApprovalRequired) -> ApprovalContext:
        """The manager's card."""
        void, shown = self._void, self._show(done)
        assert void is not None, "its questions ask the manager"
        label = "" if void.reason is None else shown.said.term(void.reason.label)
        return void_context(done, shown, label, void.note)

    def _voided(self, completed: Completed) -> None:
        self._foot.show_buttons()
        words = self.tr("The return was taken back.")
        if any(p.tender is Tender.CASH for p in completed.postings):
            words = self.tr("The return was taken back. Put the cash into the drawer.")
        self._desk.banner(words)
        if self.done is not None:
            self.begin(completed, self.done.opened.situation.operator.id)

    def _printed_again(self, reprinted: Reprinted) -> None:
        words = self.tr("Copy {0} prints now, marked as a duplicate.")
        self._desk.banner(words.format(reprinted.copy_number), icon="printer")
        self._look()

    def look_again(self) -> None:
        """There are news of the desk: the paper that was waited for may be out."""
        if self.done is not None and not all_settled(self.done.jobs):
            self._look()

    def _look(self) -> None:
        if self.done is None:
            return
        wanted = self.done.transaction.id
        self._desk.runner.background(look_at_return, wanted, done=self._looked)

    def _looked(self, done: Done) -> None:
        same = self.done is not None and self.done.transaction.id == done.transaction.id
        if same and not self.asking:
            self.show_done(done)
