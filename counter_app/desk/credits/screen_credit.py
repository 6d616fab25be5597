"""One credit in front of the clerk: what is left, what can be done, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from counter_app.core.approval import Severity, Verdict
from counter_app.core.errors import CounterError
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.credits import service, voids
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import OpenCredit, Standing
from counter_app.desk.credits.screen_credit_view import credit_context, credit_view
from counter_app.desk.credits.screen_mode import DECLINED, Mode
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_step import CASH, RENEW, USE, VOID, Step
from counter_app.desk.credits.screen_words import (
    MIN_CODE,
    asked_words,
    bar_finding,
    why_words,
)
from counter_app.desk.credits.service import CreditDone
from counter_app.devices.card_processor import card_terminal
from counter_app.ui.retold import translate
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.reason_picker import Reason, offered


@dataclass(slots=True)
class Holding(Mode):
    """A credit that was looked up; F12 does what the block says, a digit chooses."""

    opened: OpenCredit
    step: Step = Step.CHOOSE
    amount: Money | None = None
    reference: str = ""
    why: str = ""
    void_reason: str = ""
    note: str = ""
    told: tuple[Finding, ...] = ()
    request: str = field(default_factory=new_id)

    def view(self) -> View:
        return credit_view(self)

    @property
    def taken(self) -> Money:
        """What a register takes; nothing typed is all of it."""
        return self.amount if self.amount is not None else self.opened.state.balance

    def names(self) -> list[str]:
        """What can be done, in the order of the digits."""
        names = [USE, CASH, RENEW]
        return [*names, VOID] if self.opened.void is not None else names

    def _against(self, name: str) -> Verdict | None:
        """What the rules say against an action, as far as they know before it is typed."""
        opened = self.opened
        by_name = {CASH: opened.cash_out, USE: opened.replace, RENEW: opened.replace}
        return by_name.get(name, opened.void)

    def stop(self, name: str) -> tuple[Finding, ...]:
        """Why an action is not possible; nothing if it is."""
        if self.opened.by_paper and name != RENEW:
            return (
                Finding(
                    "credits.unseen",
                    Level.FORBID,
                    translate("Credits", "Its code was not seen, so nothing is paid with it."),
                    translate("Credits", "Scan the paper, or replace it first."),
                ),
            )
        verdict = self._against(name)
        found = verdict.worst_first() if verdict is not None else ()
        said = self.said
        return tuple(bar_finding(f, said) for f in found if f.severity is Severity.FORBID)

    def reasons(self) -> tuple[Reason, ...]:
        """Why it is replaced, or its sale voided."""
        if self.step in (Step.VOID, Step.NOTE):
            return offered(self.opened.void_reasons, self.said)
        return tuple(Reason(code, words) for code, words in why_words().items())

    def does(self) -> str:
        """What F12 begins: use it, or replace what cannot be used; "" if nothing is left to do."""
        for name in (USE, RENEW):
            expired = self.opened.standing is Standing.EXPIRED and name == USE
            if not expired and not self.stop(name):
                return name
        return ""

    # ------------------------------------------------------------------ keys and touches

    def take_key(self, key: str) -> bool:
        if self.step is Step.CHOOSE:
            return self.pick_digit(key, self.names(), self.chosen)
        if self.step is Step.CODE and key == DECLINED:
            self.say_declined(self.request)
            return True
        if self.step is Step.AMOUNT:
            if key == "Return":
                self.entered("")
                return True
            return self.page.edit.type_key(key)
        if self.step in (Step.WHY, Step.VOID) and len(key) == 1 and key in "123456789":
            return self.page.picker.pick_digit(int(key))
        return False

    def chosen(self, name: str) -> None:
        if name == DECLINED:
            self.take_key(name)
            return
        self.told = self.stop(name)
        if not self.told:
            steps = {USE: Step.AMOUNT, CASH: Step.CASH, RENEW: Step.WHY, VOID: Step.VOID}
            self.step = steps[name]
        self.nav.refresh()

    def typed(self, minor: int | None) -> None:
        self.amount = None if minor is None else Money(minor)
        self.nav.refresh()

    def wrote(self, text: str) -> None:
        self.reference = text
        self.nav.refresh()

    def entered(self, text: str) -> None:
        if self.step is Step.AMOUNT:
            self.step = Step.RECEIPT
        else:
            self.reference = text
        self.nav.refresh()

    def picked(self, key: str) -> None:
        if self.step is Step.WHY:
            self.why = key
        else:
            self.void_reason, self.note = key, ""
        self.nav.refresh()

    def back(self) -> bool:
        if self.told and self.step is Step.CHOOSE:
            self.told = ()
        elif self.step is Step.CODE:
            self.desk.banner(asked_words(), Tone.WARN, icon="credit-card")
            return True
        elif self.step is Step.RECEIPT:
            self.reference = self.page.text.text()
            self.step = Step.AMOUNT
        elif self.step is Step.NOTE:
            self.step = Step.VOID
        elif self.step is not Step.CHOOSE:
            self.step = Step.CHOOSE
        else:
            return False
        self.nav.refresh()
        return True

    def primary(self) -> None:
        match self.step:
            case Step.CHOOSE:
                if self.does():
                    self.chosen(self.does())
                else:
                    self.nav.go_home()
                    self.desk.go_home()
            case Step.AMOUNT:
                self.entered("")
            case Step.RECEIPT:
                self.reference = self.page.text.text().strip()
                self._use()
            case Step.CASH:
                self._complete(self._draft(Action.CASH_OUT), self._cashed)
            case Step.WHY:
                if self.why:
                    self._complete(self._draft(Action.REPLACE, self.why), self._renewed)
            case Step.VOID:
                self._void_why()
            case Step.NOTE:
                self._void_noted(self.page.text.text().strip())
            case Step.CODE:
                code = self.page.text.text().strip()
                if len(code) < MIN_CODE:
                    self.page.text.setFocus()
                else:
                    self._void(code)

    # ------------------------------------------------------------------ doing it

    def _draft(self, action: Action, reference: str = "") -> CreditDraft:
        amount = self.taken if action is Action.USE else None
        return CreditDraft(self.request, action, self.opened.state.credit.id, amount, reference)

    def _use(self) -> None:
        if not self.reference:
            self.nav.refresh()
            self.page.text.setFocus()
        elif self.taken <= self.opened.state.balance:
            self.request = new_id()
            self._complete(self._draft(Action.USE, self.reference), self._used)
        else:
            self.nav.refresh()

    def _complete(self, draft: CreditDraft, done: Callable[[CreditDone], None]) -> None:
        self.desk.runner.run(
            service.complete,
            draft,
            done=done,
            failed=self.failed,
            busy=self.page.block,
            context=partial(credit_context, self),
        )

    def _void_why(self) -> None:
        """A reason was chosen; some need a note first."""
        if any(r.code == self.void_reason and r.needs_note for r in self.opened.void_reasons):
            self.step = Step.NOTE
            self.nav.refresh()
        elif self.void_reason:
            self._void()

    def _void_noted(self, text: str) -> None:
        self.note = text
        if text:
            self._void()
        else:
            self.page.text.setFocus()

    def _void(self, code: str | None = None) -> None:
        """Take the sale back; `code` is what the terminal shows once a bank card has its money."""
        self.desk.runner.run(
            partial(
                voids.void_sale,
                note=self.note,
                request_id=self.request,
                processor=card_terminal(self.desk.cards),
                card_code=code,
            ),
            self.opened.state.credit.id,
            self.void_reason,
            done=self._voided,
            failed=self._not_voided,
            busy=self.page.block,
            context=partial(credit_context, self),
        )

    def _not_voided(self, error: CounterError) -> None:
        """The bank card that paid waits for its code, is not heard of, or says no."""
        if error.code == "refund.card_entry":
            self.step = Step.CODE
            self.nav.refresh()
        elif error.code == "refund.card_unknown":
            self.not_heard(error, self._void)
        else:
            if error.code == "refund.card_declined":
                self.request, self.step = new_id(), Step.CHOOSE
                self.nav.refresh()
            self.failed(error)

    def free_again(self) -> None:
        self.request, self.step = new_id(), Step.CHOOSE
        self.nav.refresh()

    def _used(self, done: CreditDone) -> None:
        note = translate("Credits", "{0} stays on it.").format(self.money(done.left))
        title = translate("Credits", "Taken off it")
        self.nav.go_done(done, title, title, done.amount, note)

    def _cashed(self, done: CreditDone) -> None:
        note = translate("Credits", "Count it into the hand, then close the drawer.")
        title = translate("Credits", "Paid out in cash")
        word = translate("Credits", "Cash to customer")
        self.nav.go_done(done, title, word, -done.cash, note if done.cash else "")

    def _renewed(self, done: CreditDone) -> None:
        note = translate("Credits", "The old code is worthless now.")
        title = translate("Credits", "New paper")
        self.nav.go_done(done, title, translate("Credits", "On the new paper"), done.amount, note)

    def _voided(self, done: CreditDone) -> None:
        note = translate("Credits", "Keep the card: it is worthless now.")
        title = translate("Credits", "Sale voided")
        word = translate("Credits", "Cash to customer")
        handed = -done.cash
        if self.opened.bank_card:
            word, handed = translate("Credits", "Back to the card"), done.amount
        self.nav.go_done(done, title, word, handed, note)
