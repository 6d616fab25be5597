"""Selling a gift card: the amount, the warning about scams, the buyer if needed, the money."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from counter_app.codes.aamva import Licence
from counter_app.core.approval import Severity
from counter_app.core.errors import BadInput, CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.credits import service
from counter_app.desk.credits.buyer import Shown, see_card, see_typed
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import SaleSeen, find_buyer, look_at_sale
from counter_app.desk.credits.screen_mode import Mode
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_sale_view import BUYER, LICENCE, Step, sale_context, sale_view
from counter_app.desk.credits.service import CreditDone
from counter_app.devices.card_processor import card_terminal
from counter_app.records.customers import Customer
from counter_app.trade.identity import card_of
from counter_app.trade.payments import Settlement
from counter_app.ui.retold import translate
from counter_app.ui.void_questions import DECLINED, MIN_CODE, waiting_words
from counter_app.ui.widgets.pill import Tone


@dataclass(slots=True)
class Selling(Mode):
    """A gift card to be sold; F12 takes the money and prints it."""

    step: Step = Step.AMOUNT
    amount: Money | None = None
    given: Money | None = None
    told: bool = False
    buyer: Customer | None = None
    shown: Shown | None = None
    tender_now: Tender = Tender.CASH
    seen: SaleSeen | None = None
    request: str = field(default_factory=new_id)

    @property
    def draft(self) -> CreditDraft:
        """The sale as it stands, with the cash that was counted."""
        return replace(self._asked, given=None if self._asked.by_card else self.given)

    @property
    def _asked(self) -> CreditDraft:
        """What the rules are asked about: whatever cash is counted for it."""
        return CreditDraft(
            self.request,
            Action.SELL,
            amount=self.amount,
            customer_id=self.buyer.id if self.buyer else None,
            person_id=self.shown.person_id if self.shown else None,
            told=self.told,
            tender=self.tender_now,
        )

    @property
    def paid(self) -> Settlement | None:
        """How the sale is paid as it stands, None while there is nothing to pay."""
        return self.draft.payment(self.seen.rounding) if self.seen and self.amount else None

    @property
    def due(self) -> Money | None:
        """What the buyer pays: cash as the store rounds it."""
        return self.amount if self.paid is None else self.paid.paid

    @property
    def missing(self) -> Money:
        """What is still wanting of the cash that was counted."""
        return self.paid.missing if self.paid is not None else ZERO

    @property
    def change(self) -> Money:
        """What goes back of the cash that was counted."""
        return self.paid.change if self.paid is not None else ZERO

    @property
    def stopped(self) -> bool:
        """True while something forbids it, or nobody has looked yet."""
        verdict = self.seen.verdict if self.seen else None
        return verdict is None or any(f.severity is Severity.FORBID for f in verdict.findings)

    @property
    def ready(self) -> bool:
        """True once F12 may take the money."""
        return self.amount is not None and self.told and not self.stopped and not self.missing

    def view(self) -> View:
        return sale_view(self)

    # ------------------------------------------------------------------ keys and touches

    def take_key(self, key: str) -> bool:
        if key == BUYER and self.step is not Step.CODE:
            self._go(Step.BUYER)
        elif key == LICENCE and self.step is not Step.CODE:
            self._go(Step.LICENCE)
        elif key == DECLINED and self.step is Step.CODE:
            self.say_declined(self.request)
        elif key == "Shift+F12":
            self.tender()
        elif key == "Return" and self.step is Step.AMOUNT:
            self._agree()
        elif self.step in (Step.AMOUNT, Step.GIVEN):
            return self.page.edit.type_key(key)
        else:
            return False
        return True

    def chosen(self, name: str) -> None:
        self.take_key(name)

    def typed(self, minor: int | None) -> None:
        money = None if minor is None else Money(minor)
        if self.step is Step.GIVEN:
            self.given = money
            self.nav.refresh()
        else:
            self.amount = money
            self._look()

    def entered(self, text: str) -> None:
        if self.step in (Step.BUYER, Step.LICENCE):
            self._name(text)
        elif self.step is Step.AMOUNT:
            self._agree()

    def ticked(self, code: str) -> None:
        self.told = not self.told
        self._next()

    def tender(self) -> None:
        if self.step is Step.CODE:
            return
        card = self.tender_now is Tender.CARD
        self.tender_now = Tender.CASH if card else Tender.CARD
        self._next()

    def back(self) -> bool:
        if self.step is Step.CODE:
            self.desk.banner(waiting_words(), Tone.WARN, icon="credit-card")
        elif self.step is not Step.AMOUNT:
            self.given = None
            self._go(Step.AMOUNT)
        else:
            return False
        return True

    def primary(self) -> None:
        if self.step in (Step.BUYER, Step.LICENCE):
            self._name(self.page.text.text())
            return
        code = self.page.text.text().strip() if self.step is Step.CODE else None
        if code is not None and len(code) < MIN_CODE:
            self.page.text.setFocus()
        elif self.ready:
            self._pay(code)

    # ------------------------------------------------------------------ doing it

    def _go(self, step: Step) -> None:
        self.step = step
        self.nav.refresh()

    def _agree(self) -> None:
        """Return acknowledges what was typed, and that the warning was said."""
        if self.amount is not None and not self.told:
            self.told = True
        self._next()

    def _next(self) -> None:
        """Ask for the cash once nothing else is open."""
        cash = self.tender_now is Tender.CASH
        if self.step in (Step.AMOUNT, Step.GIVEN):
            self.step = Step.GIVEN if self.told and cash and not self.stopped else Step.AMOUNT
        self._look()

    def _look(self) -> None:
        """Ask the rules again, behind what is typed."""
        draft = self._asked
        self.nav.refresh()
        self.desk.runner.background(look_at_sale, draft, done=partial(self._looked, draft))

    def begin(self) -> None:
        """Show the limits before anything is typed."""
        self._look()

    def _looked(self, draft: CreditDraft, seen: SaleSeen) -> None:
        if draft == self._asked:
            self.seen = seen
            self.nav.refresh()

    def _name(self, text: str) -> None:
        """Who buys, as it was typed: a known customer, or what stands on a card."""
        run = self.desk.runner.run
        if not text.strip():
            self._go(Step.AMOUNT)
        elif self.step is Step.LICENCE:
            run(see_typed, text, done=self._seen, failed=self.failed)
        else:
            run(find_buyer, text.strip(), done=self._named, failed=self.failed)

    def take_licence(self, licence: Licence) -> None:
        """The buyer's identity card: so the limits of a person hold for whom the books know not."""
        if self.step is Step.CODE:
            return
        try:
            card = card_of(licence)
        except BadInput as error:
            self.failed(error)
            return
        self.desk.runner.run(see_card, card, done=self._seen, failed=self.failed)

    def _seen(self, shown: Shown) -> None:
        self.buyer, self.shown = None, shown
        self.step = Step.AMOUNT
        self._next()

    @property
    def buyer_words(self) -> str:
        """Who buys, as far as that is known; "" for nobody in particular."""
        if self.shown is not None:
            return translate("Credits", "Card {0}").replace("{0}", self.shown.words)
        return self.buyer.name if self.buyer else ""

    def _named(self, buyer: Customer) -> None:
        self.buyer, self.shown = buyer, None
        self.step = Step.AMOUNT
        self._next()

    def _pay(self, code: str | None) -> None:
        self.desk.runner.run(
            partial(service.complete, processor=card_terminal(self.desk.cards), card_code=code),
            self.draft,
            done=self._sold,
            failed=self._refused,
            busy=self.page.block,
            context=partial(sale_context, self),
        )

    def _refused(self, error: CounterError) -> None:
        if error.code == "sale.card_entry":
            self._go(Step.CODE)
        elif error.code == "sale.card_unknown":
            self.not_heard(error, self.primary)
        else:
            if error.code == "sale.card_declined":
                self.request = new_id()
                self.step = Step.AMOUNT
            self.failed(error)
            self._look()

    def free_again(self) -> None:
        self.request, self.step = new_id(), Step.AMOUNT
        self._next()

    def _sold(self, done: CreditDone) -> None:
        title = translate("Credits", "Gift card sold")
        if done.change:
            word = translate("Credits", "Change to customer")
            note = translate("Credits", "Count it into the hand, then close the drawer.")
            self.nav.go_done(done, title, word, done.change, note)
        else:
            word = translate("Credits", "On the gift card")
            note = translate("Credits", "The card prints now, with its code.")
            self.nav.go_done(done, title, word, done.amount, note)
