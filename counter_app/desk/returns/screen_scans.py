"""What a scan does while a return is open: an item or a numbered piece comes back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject

from counter_app.codes.aamva import Licence
from counter_app.codes.credit_code import STORE_CREDIT
from counter_app.codes.gtin import ItemCode
from counter_app.core.errors import BadInput, CounterError, NotFound, Refused
from counter_app.desk.returns import unreceipted
from counter_app.desk.returns.crediting import go_onto
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.new_goods import add_credit
from counter_app.desk.returns.screen_case import fitting
from counter_app.desk.returns.screen_choose import Choosing
from counter_app.desk.returns.screen_edits import numbered, one_more
from counter_app.desk.returns.screen_exchange import credit_paid, take_new
from counter_app.desk.returns.screen_reads import NewItem, find_new_item
from counter_app.desk.returns.screen_strip import Ask
from counter_app.desk.returns.screen_work import WorkPage
from counter_app.trade.credit_payments import CreditOffer, offer_credit
from counter_app.trade.identity import Card, card_of, read_card
from counter_app.ui import retold
from counter_app.ui.refusals import spoken
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone

translate = QCoreApplication.translate


class Scans(QObject):
    """Turns scans into edits; refusals are told, nothing is changed by them."""

    def __init__(self, desk: Desk, choosing: Choosing, page: WorkPage) -> None:
        super().__init__(page)
        self._desk = desk
        self._choosing = choosing
        self._page = page
        self.adding = False
        page.same_asked.connect(self.same_again)
        page.empty_asked.connect(self.empty)

    def take_item(self, item: ItemCode) -> None:
        """One more piece of what was scanned comes back, or goes home new.

        What is not on the receipt is new once something comes back; F6 makes every scan new.
        Without a receipt every scan comes back until F6.
        """
        shown = self._choosing.shown
        if shown is None or self._choosing.paying():
            return
        if self.adding:
            self._look_up(item)
            return
        if shown.draft.without is not None:
            self._desk.runner.run(
                unreceipted.add_item,
                shown.draft,
                item,
                done=partial(self._added, shown.draft),
                failed=partial(self._not_added, item),
            )
            return
        try:
            self._choosing.came_back(*one_more(shown.draft, item.code, item.weight))
        except NotFound as error:
            if shown.draft.choices:
                self._look_up(item)
                return
            self._desk.unknown_code(item.code.lstrip("0"))
            self._desk.refusal(error)
        except Refused as error:
            self._desk.refusal(error)

    def same_again(self) -> None:
        """What comes back without a receipt is replaced by the same items."""
        shown = self._choosing.shown
        if shown is not None and not self._choosing.paying():
            self._desk.runner.run(unreceipted.same_again, shown.draft, done=self._choosing.edit)

    def empty(self) -> None:
        """The drink of the current line is its empty container; more scans are of empty ones."""
        shown, number = self._choosing.shown, self._page.line()
        if shown is None or number is None or self._choosing.paying():
            return
        self._desk.runner.run(
            unreceipted.take_as_empty,
            shown.draft,
            number,
            done=self._emptied,
        )

    def wants_credit(self, code: str) -> bool:
        """True while something is due, or leaves as money and a store credit could take it."""
        shown = self._choosing.shown
        if shown is None:
            return False
        takes = code.strip().upper().startswith(STORE_CREDIT)
        return bool(shown.refund.due or (takes and shown.refund.paid_out))

    def take_credit(self, code: str) -> None:
        """It pays for what goes home new, as far as it reaches; else the refund goes onto it."""
        shown = self._choosing.shown
        if shown is None or self._choosing.paying():
            return
        if shown.refund.due:
            self._desk.runner.run(offer_credit, code, done=self._pays)
        else:
            self._desk.runner.run(go_onto, shown.draft, code, done=partial(self._onto, shown.draft))

    def _onto(self, before: ReturnDraft, draft: ReturnDraft) -> None:
        """The refund goes onto the store credit that was shown, or onto a new one again."""
        shown = self._choosing.shown
        if shown is None or shown.draft != before:
            return
        self._choosing.edit(draft)
        words = translate("Returns", "A new store credit is made.")
        if draft.onto is not None:
            words = translate("Returns", "It goes onto the credit ending {0}.")
            words = words.replace("{0}", draft.onto.tail)
        self._desk.banner(words, icon="gift")

    def _pays(self, found: CreditOffer) -> None:
        shown = self._choosing.shown
        if shown is None or not shown.refund.due:
            return
        try:
            goods = add_credit(shown.draft.new, found.offer)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self._choosing.edit(replace(shown.draft, new=goods))
        self._desk.banner(credit_paid(self._choosing.shown or shown, found.offer), icon="gift")

    def take_card(self, licence: Licence) -> None:
        """Whose goods these are, if their receipt is not there."""
        shown = self._choosing.shown
        if shown is None or shown.draft.without is None:
            words = translate("Returns", "With its receipt no card is needed.")
            self._desk.banner(words, Tone.WARN, icon="id-card")
            return
        try:
            card = card_of(licence)
        except BadInput as error:
            self._desk.refusal(error)
            return
        self._identify(shown.draft, card)

    def type_card(self, text: str) -> None:
        """The state and number somebody typed."""
        shown = self._choosing.shown
        if shown is None or shown.draft.without is None:
            return
        home = shown.terms.now.without.identity.home
        try:
            card = read_card(text, home)
        except BadInput as error:
            self._page.strip.set_fault(spoken(error.text, shown.words.language))
            return
        self._choosing.leave_question()
        self._identify(shown.draft, card)

    def _identify(self, draft: ReturnDraft, card: Card) -> None:
        self._desk.runner.run(unreceipted.identify, draft, card, done=self._choosing.edit)

    def _added(self, before: ReturnDraft, draft: ReturnDraft) -> None:
        counts = {c.line_number: c.quantity for c in before.choices}
        touched = next(c for c in draft.choices if counts.get(c.line_number) != c.quantity)
        self._choosing.came_back(touched.line_number, draft)

    def _emptied(self, found: tuple[ReturnDraft, int]) -> None:
        draft, number = found
        self._choosing.came_back(number, draft)

    def _not_added(self, item: ItemCode, error: CounterError) -> None:
        if isinstance(error, NotFound):
            self._desk.unknown_code(item.code.lstrip("0"))
        self._desk.refusal(error)

    def switch(self) -> None:
        """F6: scans add new goods from now on, or again bring goods back."""
        shown = self._choosing.shown
        if shown is None:
            return
        self.adding = not self.adding
        self._prompt()

    def rest(self) -> None:
        """Another return: scans bring goods back."""
        self.adding = False
        self._prompt()

    def done(self) -> None:
        """The return is posted: the next scan opens another."""
        self.adding = False
        words = retold.translate("Returns", "Scan the next receipt: the desk is ready")
        self._desk.scan_prompt(words)

    def _prompt(self) -> None:
        words = retold.translate("Returns", "Scan what goes home new · F6 ends it")
        self._desk.scan_prompt(words if self.adding else "")

    def _look_up(self, item: ItemCode) -> None:
        self._desk.runner.background(
            find_new_item,
            item.code,
            done=lambda found: self._take_new(found, item),
            failed=lambda error: self._unknown(item, error),
        )

    def _take_new(self, found: NewItem, item: ItemCode) -> None:
        shown = self._choosing.shown
        if shown is None:
            return
        try:
            number, draft = take_new(shown.draft, found, item.weight, item.price)
        except BadInput as bad:
            self._desk.refusal(bad)
            return
        self._choosing.came_back(number, draft)
        words = translate("Returns", "New: {0}, {1}")
        price = shown.words.money(found.item.price)
        if found.deposit is not None:
            price += " + " + shown.words.money(found.deposit.price)
        words = words.replace("{1}", price)
        words = words.replace("{0}", fitting(found.item.description, 40))
        self._desk.banner(
            words,
            icon="arrow-left-right",
            action=translate("Returns", "Undo"),
            key="Ctrl+Z",
            then=self._choosing.undo,
        )

    def _unknown(self, item: ItemCode, error: CounterError) -> None:
        self._desk.unknown_code(item.code.lstrip("0"))
        self._desk.refusal(error)

    def take_serial(self, text: str) -> bool:
        """The piece with this number; False if the scan is neither one nor the asked for number."""
        shown, strip = self._choosing.shown, self._page.strip
        if shown is None or self._choosing.pay.waits_for_code:
            return False
        asked = self._page.line() if strip.asking is Ask.SERIAL else None
        try:
            found = numbered(shown.draft, text, asked)
        except (BadInput, Refused) as error:
            self._desk.refusal(error)
            return True
        if found is not None:
            strip.asking = Ask.REASON
            self._choosing.came_back(*found)
        return found is not None
