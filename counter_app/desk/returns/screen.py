"""The return's screen: find a receipt, choose what comes back, refund it, see that it is done.

Four pages in one place. Enter never moves money; F12 does, once.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.codes.aamva import Licence
from counter_app.codes.receipt_codes import Scanned
from counter_app.core.errors import BadInput
from counter_app.core.intent import Intent
from counter_app.core.scan import ScanKind
from counter_app.core.words import Words as Sentences
from counter_app.desk.returns import screen_reads as reads
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.screen_after import After
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_done import DonePage
from counter_app.desk.returns.screen_end import Ends
from counter_app.desk.returns.screen_keys import WorkKeys
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_plans import Plans
from counter_app.desk.returns.screen_reads import Done, Opened
from counter_app.desk.returns.screen_scans import Scans
from counter_app.desk.returns.screen_start import StartPages
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage
from counter_app.desk.returns.service import Completed
from counter_app.desk.returns.task import EXCHANGE
from counter_app.paths import resources
from counter_app.trade.identity import card_of
from counter_app.trade.offers import offers_of
from counter_app.ui.desk_state import DeskState
from counter_app.ui.screen import Desk, Grid, Screen, bring_page
from counter_app.ui.widgets.pages import Pages

NO_RECEIPT: Final = "no_receipt"
"""The door to returns without a receipt, and this task's name for the rail."""
RETURNS: Final = "returns"


class ReturnsScreen(Screen):
    """Says which page is in front, and hands keys and scans to it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._panel, self.work = ReturnPanel(), WorkPage()
        self._panel.told_beside = lambda: self.work.beside.tells_options
        self.done = DonePage()
        self._pages, self._gift = Pages(), False
        self._sentences = self._load_sentences()
        self.first = StartPages(
            desk, self._panel, lambda: self._sentences, self._show_opened, self._front, self
        )
        self.choosing = Choosing(
            desk, self._panel, self.work, lambda: self._sentences, self._completed, self
        )
        self._keys = WorkKeys(self.choosing, self.work)
        self._scans = Scans(desk, self.choosing, self.work)
        self.after = After(desk, self.done, self._panel, self._show_done, self)
        self.plans = Plans(lambda: self.shown, self.choosing.edit, self._front, self.work, self)
        self._pages.add(*self.first.pages, self.work, self.plans.page, self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.work.parked.connect(self.park)
        self.ends = Ends(desk, self.choosing, self._begin_again)
        self.work.given_up.connect(self.ends.give_up)
        self.choosing.deny_asked.connect(self.ends.deny)
        self.choosing.park_asked.connect(self.park)
        self.choosing.card_typed.connect(self._scans.type_card)
        self.choosing.plans_asked.connect(self.plans.open_page)
        self.choosing.pay.another_way.connect(self.plans.open_short)
        self.choosing.code_asked.connect(self.plans.close_page)
        self._panel.block.pressed.connect(self.primary)
        self.first.start()

    @property
    def shown(self) -> Shown | None:
        """The return on view with its judgement, None on the other pages."""
        return self.choosing.shown

    def start(self, intent: Intent) -> None:
        """Come to the front: a receipt, a stored draft, or a place to find one."""
        if intent.door == EXCHANGE and self.shown is not None:
            self._scans.switch()
        elif intent.draft_id is not None:
            self.desk.runner.run(reads.open_draft, intent.draft_id, done=self._show_opened)
        elif intent.receipt_id is not None:
            self.first.open_receipt(intent.receipt_id)
        elif intent.door == NO_RECEIPT:
            if self.shown is None or self.shown.draft.without is None:
                self._open_without()
        elif not self.has_work():
            self._begin_again(focus=True)

    def wants(self, scanned: Scanned) -> bool:
        """A gift card or a store credit pays what is due; a credit gets what leaves as money."""
        return scanned.kind is ScanKind.CREDIT and self._scans.wants_credit(scanned.text)

    def take_scan(self, scanned: Scanned) -> bool:
        """A receipt or one of our slips opens; an item, or the piece with a number, comes back."""
        if self.shown is not None and scanned.text and self._scans.take_serial(scanned.text):
            return True
        if scanned.kind is ScanKind.RECEIPT:
            self._gift = scanned.receipt is not None and scanned.receipt.gift
            self.first.look_for(scanned.text, typed=False)
        elif scanned.kind is ScanKind.SLIP:
            self.desk.runner.run(reads.open_slip, scanned.text, done=self._show_slip)
        elif scanned.licence is not None:
            if self.shown is None:
                self._open_without(scanned.licence)
            else:
                self._scans.take_card(scanned.licence)
        elif self.shown is None:
            return scanned.kind is not ScanKind.UNKNOWN and self.first.take_scan(scanned)
        elif scanned.item is not None:
            self._scans.take_item(scanned.item)
        elif scanned.kind is ScanKind.CREDIT:
            self._scans.take_credit(scanned.text)
        else:
            return scanned.kind is not ScanKind.UNKNOWN
        return True

    def _open_without(self, licence: Licence | None = None) -> None:
        """Goods come back and their receipt is not there."""
        try:
            card = card_of(licence) if licence is not None else None
        except BadInput as error:
            self.desk.refusal(error)
            return
        self.desk.runner.run(reads.open_without, card, done=self._show_opened)

    def take_key(self, key: str) -> bool:
        """The page in front gets the keys that nothing typed needs."""
        if self.after.done is not None:
            if key == "Return" and not self.after.asking:
                self._next_customer()
                return True
            return self.after.take_key(key)
        if self.shown is None:
            return self.first.take_key(key)
        if self.plans.take_key(key):
            return True
        if key == "Alt+P":
            self._panel.options_only = not self._panel.options_only
            self.choosing.show_draft(self.shown.draft)
            return True
        if key == "Alt+G":
            self.ends.give_up()
            return True
        return self._keys.take_key(key)

    def panel(self) -> QWidget:
        """The receipt, the customer, and the amount block."""
        return self._panel

    def primary(self) -> None:
        """F12: look for it, refund it, or go on to the next customer."""
        if self.desk.runner.busy:
            return
        if self.after.done is not None:
            self.after.primary(self._next_customer)
        elif self.shown is None:
            self.first.primary()
        else:
            self.choosing.hold()
            if self._keys.take_cash():
                self.choosing.pay.refund(self.shown)

    def escape(self) -> bool:
        """Away from a question, the keyed form or a done return; the draft stays."""
        if self.after.done is not None:
            return self.after.escape()
        if self.plans.close_page():
            return True
        return self.choosing.escape() if self.shown is not None else self.first.escape()

    def park(self) -> None:
        """F9 asks for a name, F9 again puts the return aside; anybody may take it up again."""
        if self.shown is not None and not self.choosing.paying():
            if self.work.strip.asking is Ask.PARK:
                self.ends.park(self.work.strip.edit.text())
            else:
                self.work.ask_name(self.shown)

    def has_work(self) -> bool:
        """True while a return is open."""
        return self.shown is not None

    def leave(self) -> None:
        """Store the draft now rather than soon; what nobody touched or is done makes room."""
        self.choosing.store()
        if self.after.done is not None or not self.choosing.worth_keeping:
            self._begin_again()

    def show_state(self, state: DeskState) -> None:
        self.after.look_again()

    def show_draft(self, draft: ReturnDraft) -> None:
        """Write the work page from a draft of the open return."""
        self.choosing.show_draft(draft)

    def set_grid(self, grid: Grid) -> None:
        """Fit one of the three window sizes."""
        for part in (self._panel, self.first, self.work, self.plans.page, self.done):
            part.set_grid(grid)
        self.after.refresh()
        if self.shown is not None:
            self.choosing.show_draft(self.shown.draft)
            if self.plans.in_front:
                self.plans.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        self._sentences = self._load_sentences()
        self.choosing.refresh()
        self.plans.refresh()
        self.after.retranslate()
        if self.shown is None and self.after.done is None:
            self.first.refresh()

    def _load_sentences(self) -> Sentences:
        currency = self.desk.station.store.currency
        return Sentences.load(self.desk.words.language, currency, resources("i18n"))

    def _front(self, page: QWidget) -> None:
        bring_page(self._pages, page)

    def _begin_again(self, *, focus: bool = False) -> None:
        self._panel.options_only = False
        self.desk.at_door(RETURNS)
        self.choosing.forget()
        self._scans.rest()
        self.after.forget()
        self.first.start(focus=focus)

    def _show_opened(self, opened: Opened) -> None:
        """A return was opened; one that was open already is parked, never thrown away."""
        before, parked = self.shown, ""
        bare = opened.draft.without is not None
        same = before is not None and opened.draft.receipt.id == before.draft.receipt.id
        if before is not None and same and not bare:
            if opened.draft.id != before.draft.id:
                self.desk.banner(self.tr("This receipt is open already."), icon="receipt-text")
                return
        elif before is not None and self.choosing.worth_keeping:
            self.desk.runner.background(partial(service.save, park=True), before.draft)
            parked = before.draft.receipt.receipt_number[:20] or "–"
            self.desk.refresh()
        self.after.forget()
        self._scans.rest()
        self.first.keying = False
        self._front(self.work)
        self.choosing.open(opened)
        if self._gift and not bare:
            self.choosing.paper_is("Alt+T")
        self._gift = False
        if opened.draft.without is None:
            receipt, take = opened.draft.receipt.id, self.choosing.take_offers
            self.desk.runner.background(offers_of, self.desk.tasks, receipt, done=take)
        self.desk.at_door(RETURNS, NO_RECEIPT if bare else "")
        if parked:
            words = self.tr("Receipt {0} was open and is parked now.").replace("{0}", parked)
            self.desk.banner(words, icon="circle-pause")

    def _completed(self, completed: Completed, operator_id: int) -> None:
        self.choosing.forget()
        self.after.begin(completed, operator_id)

    def _show_slip(self, done: Done | Opened) -> None:
        if isinstance(done, Opened):
            self._show_opened(done)
            return
        self.choosing.store()
        self.choosing.forget()
        self.after.show_done(done)

    def _show_done(self, done: Done) -> Shown:
        """Bring the done page to the front; gives the words to write it in."""
        self._front(self.done)
        self._scans.done()
        return Shown.judge(done.opened, done.opened.draft, self.desk.words, self._sentences)

    def _next_customer(self) -> None:
        self._begin_again()
        self.desk.go_home()
