"""One credit in front of the clerk: what is left, what can be done, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from counter_app.core.approval import Severity, Verdict
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.desk.credits import service, voids
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.reading import CreditStanding, OpenCredit
from counter_app.desk.credits.screen_credit_view import credit_context, credit_view
from counter_app.desk.credits.screen_mode import Mode
from counter_app.desk.credits.screen_page import View
from counter_app.desk.credits.screen_step import CASH, RENEW, USE, VOID, Step
from counter_app.desk.credits.screen_words import bar_finding, why_words
from counter_app.desk.credits.service import CreditDone
from counter_app.desk.credits.settling import card_declined
from counter_app.ui.retold import translate
from counter_app.ui.void_questions import DECLINED, Question, Voiding, VoidQuestions
from counter_app.ui.widgets.findings_bar import Finding, Level
from counter_app.ui.widgets.reason_picker import Reason, offered


@dataclass(slots=True)
class Holding(Mode):
    """A credit that was looked up; F12 does what the block says, a digit chooses."""

    opened: OpenCredit
    step: Step = Step.CHOOSE
    amount: Money | None = None
    reference: str = ""
    why: str = ""
    told: tuple[Finding, ...] = ()
    request: str = field(default_factory=new_id)
    void: VoidQuestions[CreditDone] = field(init=False)
    """What is asked while its sale is voided."""

    def __post_init__(self) -> None:
        credit_id, reasons = self.opened.state.credit.id, self.opened.void_reasons
        self.void = VoidQuestions(
            self.desk,
            Voiding(credit_id, reasons, voids.void_sale, card_declined),
            self._show_void,
            self._voided,
            refused=self.failed,
            context=partial(credit_context, self),
            busy=self.page.block,
        )

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
        if self.step is Step.VOID:
            return offered(self.opened.void_reasons, self.said)
        return tuple(Reason(code, words) for code, words in why_words().items())

    def does(self) -> str:
        """What F12 begins: use it, or replace what cannot be used; "" if nothing is left to do."""
        for name in (USE, RENEW):
            expired = self.opened.standing is CreditStanding.EXPIRED and name == USE
            if not expired and not self.stop(name):
                return name
        return ""

    # ------------------------------------------------------------------ keys and touches

    def take_key(self, key: str) -> bool:
        if self.step is Step.CHOOSE:
            return self.pick_digit(key, self.names(), self.chosen)
        if self.step is Step.AMOUNT:
            if key == "Return":
                self.entered("")
                return True
            return self.page.edit.type_key(key)
        pick = self.page.picker.pick_digit
        if self.step is Step.VOID:
            return self.void.take_key(key, pick)
        return self.step is Step.WHY and len(key) == 1 and key in "123456789" and pick(int(key))

    def chosen(self, name: str) -> None:
        if name == DECLINED:
            self.take_key(name)
            return
        self.told = self.stop(name)
        if not self.told:
            steps = {USE: Step.AMOUNT, CASH: Step.CASH, RENEW: Step.WHY, VOID: Step.VOID}
            self.step = steps[name]
        if self.step is Step.VOID:
            self.void.ask()
        else:
            self.nav.refresh()

    def typed(self, minor: int | None) -> None:
        self.amount = None if minor is None else Money(minor)
        self.nav.refresh()

    def wrote(self, text: str) -> None:
        self.reference = text
        self.nav.refresh()

    def entered(self, text: str) -> None:
        if self.step is Step.VOID:
            self.void.typed(text)
            return
        if self.step is Step.AMOUNT:
            self.step = Step.RECEIPT
        else:
            self.reference = text
        self.nav.refresh()

    def picked(self, key: str) -> None:
        if self.step is Step.WHY:
            self.why = key
        else:
            self.void.choose(key)
        self.nav.refresh()

    def back(self) -> bool:
        if self.told and self.step is Step.CHOOSE:
            self.told = ()
        elif self.step is Step.VOID:
            return self.void.back()
        elif self.step is Step.RECEIPT:
            self.reference = self.page.text.text()
            self.step = Step.AMOUNT
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
            case Step.VOID if self.void.question is Question.WHY:
                self.void.go_on()
            case Step.VOID:
                self.void.typed(self.page.text.text())

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

    def _show_void(self) -> None:
        """A question of the void, or none: then all can be chosen again."""
        if not self.void.asking:
            self.step = Step.CHOOSE
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
        note = translate("Credits", "The old code is worth nothing now.")
        title = translate("Credits", "New paper")
        self.nav.go_done(done, title, translate("Credits", "On the new paper"), done.amount, note)

    def _voided(self, done: CreditDone) -> None:
        note = translate("Credits", "Keep the card: it is worth nothing now.")
        title = translate("Credits", "Sale voided")
        word = translate("Credits", "Cash to customer")
        handed = -done.cash
        if self.opened.bank_card:
            word, handed = translate("Credits", "Back to the card"), done.amount
        self.nav.go_done(done, title, word, handed, note)
