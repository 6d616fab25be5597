"""What can be done once money has moved: look at the slips, print again, void."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer

from counter_app.core.ids import new_id
from counter_app.core.transaction import Kind, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.posting_sale import SaleHalf
from counter_app.desk.returns.screen_asked import void_context
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_customer import view_of_done
from counter_app.desk.returns.screen_done import DonePage, all_settled
from counter_app.desk.returns.screen_exchange import handed_over
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_panel_done import done_amount, done_sections
from counter_app.desk.returns.screen_reads import Done, look_at_return
from counter_app.desk.returns.service import Completed, Reprinted
from counter_app.spool import Kick
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.reason_picker import Reason

LOOK_MS: Final = 600
SOON: Final = 50
SLOW_MS: Final = 5_000
"""After so many looks a slip waits for paper: it is looked at now and then until it expires."""


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
        self._looks = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        page.again.connect(self.print_again)
        page.void_asked.connect(self.ask_void)
        page.void_picked.connect(self.void)

    def begin(self, completed: Completed, operator_id: int) -> None:
        """Money moved: open the drawer if cash did, then show what the books say.

        `operator_id` is who moved it: by now somebody may have locked the desk.
        """
        if completed.drawer_kick:
            reason = "void" if completed.kind is Kind.VOID else "return"
            self._desk.kick_drawer(Kick(operator_id, reason, completed.transaction_id))
        self._looks = 0
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
        self._look_later(done)

    def refresh(self) -> None:
        """Write the page again, in another language or size."""
        if self.done is not None:
            self.show_done(self.done)

    def forget(self) -> None:
        """The next customer."""
        self.done = None
        self._sale = None
        self._timer.stop()

    def take_key(self, key: str) -> bool:
        """Print again, void, and the numbers of the void's reasons."""
        match key:
            case "Ctrl+P":
                self.print_again()
            case "Alt+V":
                self.ask_void()
            case _ if self._page.asking_void() and len(key) == 1 and key in "123456789":
                return self._page.reasons.pick_digit(int(key))
            case _:
                return False
        return True

    def escape(self) -> bool:
        """Away from the reasons of a void."""
        if not self._page.asking_void():
            return False
        self._page.ask_void(False)
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
        if done is None or not self._page.void.isEnabled() or self._page.void.isHidden():
            return
        shown = self._show(done)
        self._page.ask_void(
            True, [Reason(r.code, shown.said.term(r.label)) for r in done.void_reasons]
        )

    def void(self, reason: str) -> None:
        """Take the return back; a manager is asked where policy says so."""
        done = self.done
        if done is None:
            return
        label = next((r.label for r in done.void_reasons if r.code == reason), reason)
        shown = self._show(done)
        self._desk.runner.run(
            partial(service.void, request_id=new_id()),
            done.transaction.id,
            reason,
            done=self._voided,
            context=lambda _: void_context(done, shown, shown.said.term(label)),
        )

    def _voided(self, completed: Completed) -> None:
        cash = any(t.tender is Tender.CASH for t in completed.tenders)
        words = self.tr("The return was taken back.")
        if cash:
            words = self.tr("The return was taken back. Put the cash into the drawer.")
        self._desk.banner(words)
        if self.done is not None:
            self.begin(completed, self.done.opened.situation.operator.id)

    def _printed_again(self, reprinted: Reprinted) -> None:
        words = self.tr("Copy {0} prints now, marked as a duplicate.")
        self._desk.banner(words.format(reprinted.copy_number), icon="printer")
        self._looks = 0
        self._look()

    def _look(self) -> None:
        if self.done is None:
            return
        self._looks += 1
        wanted = self.done.transaction.id
        self._desk.runner.background(look_at_return, wanted, done=self._looked)

    def _looked(self, done: Done) -> None:
        asking = self._page.asking_void()
        if self.done is None or self.done.transaction.id != done.transaction.id:
            return
        if asking:
            self._look_later(done)
            return
        self.show_done(done)

    def _look_later(self, done: Done) -> None:
        if not all_settled(done.jobs):
            self._timer.start(LOOK_MS if self._looks < SOON else SLOW_MS)
