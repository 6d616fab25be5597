"""What can be done once money has moved: look at the slips, print again, void."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from counter_app.core.errors import BadInput, CounterError
from counter_app.core.ids import new_id
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
from counter_app.records.payments import OUT, PaymentAttempt
from counter_app.spool import Kick
from counter_app.trade import refunding
from counter_app.trade.answers import Completed, SaleHalf
from counter_app.trade.reprinting import Reprinted
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.pill import Tone
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
        self._request = ""
        self._reason = ""
        self._waiting: PaymentAttempt | None = None
        self._note = ""
        self._foot.print_again.clicked.connect(self.print_again)
        self._foot.void.clicked.connect(self.ask_void)
        self._foot.void_picked.connect(self.void)
        self._foot.note_typed.connect(self._noted)
        self._foot.code_typed.connect(self._void_with)
        self._foot.code_declined.connect(self._declined)

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
        if self._foot.asks_code and self._waiting is not None:
            amount, to_card = self._say_waiting(self._waiting)
            self._foot.say_code(amount, to_card=to_card)
        elif self._foot.asks_note:
            self._say_note()

    def retranslate(self) -> None:
        self._page.retranslate()
        self.refresh()

    def forget(self) -> None:
        """The next customer."""
        self.done = None
        self._sale = None

    def take_key(self, key: str) -> bool:
        """Print again, void, and the numbers of the void's reasons."""
        match key:
            case "Ctrl+P":
                self.print_again()
            case "Alt+V":
                self.ask_void()
            case "Alt+D" if self._foot.asks_code:
                self._declined()
            case _ if self._foot.asks_reason and len(key) == 1 and key in "123456789":
                return self._foot.reasons.pick_digit(int(key))
            case _:
                return False
        return True

    @property
    def asking(self) -> bool:
        """True while a question about a void stands there."""
        return self._foot.asks_reason or self._foot.asks_note or self._foot.asks_code

    def primary(self, next_customer: Callable[[], None]) -> None:
        """F12: a code or a note, where one is awaited, else on to the next customer."""
        if self._foot.asks_code:
            self._foot.take_code()
        elif self._foot.asks_note:
            self._foot.take_note()
        else:
            next_customer()

    def escape(self) -> bool:
        """Away from the reasons of a void; a card that was asked must answer first."""
        if self._foot.asks_code:
            words = self.tr("The card was asked: finish it, or let a manager settle it.")
            self._desk.banner(words, Tone.WARN, icon="credit-card")
            return True
        if not self.asking:
            return False
        self._foot.show_buttons()
        self.refresh()
        return True

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
        if self._foot.asks_code:
            return
        shown = self._show(done)
        self._foot.ask_reason(offered(done.void_reasons, shown.said))

    def void(self, reason: str) -> None:
        """Take the return back, with a note where the reason needs one; a manager may be asked."""
        done = self.done
        self._request, self._reason, self._note = new_id(), reason, ""
        if done is not None and any(r.code == reason and r.needs_note for r in done.void_reasons):
            self._foot.ask_note()
            self._say_note()
        else:
            self._void_with(None)

    def _say_note(self) -> None:
        """Write into the block which reason waits for its words."""
        if self.done is not None:
            word, action = self.tr("Void this return"), self.tr("Void")
            label = self._label(self.done, self._show(self.done))
            self._panel.block.show_amount(Amount(word, label, action, money=False))

    def _label(self, done: Done, shown: Shown) -> str:
        """The chosen reason in the clerk's words."""
        label = next((r.label for r in done.void_reasons if r.code == self._reason), self._reason)
        return shown.said.term(label)

    def _noted(self, text: str) -> None:
        self._note = text
        self._void_with(None)

    def _void_with(self, code: str | None) -> None:
        """The same void again, now with what the terminal showed."""
        done = self.done
        if done is None:
            return
        shown = self._show(done)
        label = self._label(done, shown)
        self._desk.runner.run(
            partial(
                service.void,
                note=self._note,
                request_id=self._request,
                processor=self._desk.cards,
                card_code=code,
            ),
            done.transaction.id,
            self._reason,
            done=self._voided,
            failed=self._failed,
            context=lambda _: void_context(done, shown, label, self._note),
        )

    def _failed(self, error: CounterError) -> None:
        """A card says no, waits for its code, or is not heard of."""
        match error.code:
            case "refund.card_entry":
                self._desk.runner.background(
                    refunding.waiting_card, self._request, done=self._ask_code
                )
            case "refund.card_unknown":
                self._desk.banner(
                    f"{error.text} {error.remedy}",
                    Tone.WARN,
                    icon="credit-card",
                    action=self.tr("Ask again"),
                    then=partial(self._void_with, None),
                    fault=True,
                )
            case _ if isinstance(error, BadInput) and self._foot.asks_code:
                self._foot.refuse_code(error.text)
            case _:
                self._foot.show_buttons()
                self.refresh()
                self._desk.refusal(error)

    def _ask_code(self, waiting: PaymentAttempt | None) -> None:
        """The terminal turns round what the card got or paid, and the block finishes the void."""
        self._waiting = waiting
        if waiting is not None and self.done is not None:
            amount, to_card = self._say_waiting(waiting)
            self._foot.ask_code(amount, to_card=to_card)

    def _say_waiting(self, waiting: PaymentAttempt) -> tuple[str, bool]:
        """Write into the block what the terminal moves; gives how much, and whether to the card."""
        amount, to_card = self._desk.words.money(waiting.amount), waiting.direction == OUT
        word = self.tr("Back to the card") if to_card else self.tr("Back from the card")
        self._panel.block.show_amount(Amount(word, amount, self.tr("Finish the void")))
        return amount, to_card

    def _declined(self) -> None:
        """The terminal said no: nothing moved, and all stays as it is."""
        self._desk.runner.run(service.card_declined, self._request, done=self._stays)

    def _stays(self, _: None) -> None:
        self._foot.show_buttons()
        self.refresh()
        words = self.tr("The terminal said no. No money moved on that card.")
        self._desk.banner(words, Tone.WARN, icon="credit-card")

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
