"""The one moment money moves: refund, a terminal's code, a manager's yes, and every kind of no."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.core.errors import BadInput, CounterError
from counter_app.core.intent import Intent
from counter_app.desk.returns import posting_sale, service
from counter_app.desk.returns import screen_reads as reads
from counter_app.desk.returns.screen_asked import refund_context
from counter_app.desk.returns.screen_case import Shown, Stand, payment_words
from counter_app.desk.returns.screen_panel import ReturnPanel
from counter_app.desk.returns.screen_reads import Opened
from counter_app.desk.returns.screen_strip import Ask, AskStrip
from counter_app.desk.returns.service import Completed
from counter_app.ui.screen import Desk
from counter_app.ui.widgets.pill import Tone

TILLS = "tills"


class Pay(QObject):
    """Completes a return; holds the codes that a stand-alone terminal gave, by payment number."""

    another_way = Signal()
    """The money cannot go back like this: the plans are to be chosen from."""

    def __init__(
        self,
        desk: Desk,
        panel: ReturnPanel,
        strip: AskStrip,
        done: Callable[[Completed, int], None],
        asked: Callable[[], None],
        changed: Callable[[Opened], None],
        parent: QObject,
    ) -> None:
        """`asked` writes the page again once a code is awaited.

        `changed` gets the draft afresh when the receipt changed or its card was declined.
        """
        super().__init__(parent)
        self._desk = desk
        self._panel = panel
        self._strip = strip
        self._done = done
        self._asked = asked
        self._changed = changed
        self._codes: dict[int, str] = {}
        self._payment_code: str | None = None
        self._taking = False
        self._shown: Shown | None = None
        self.waits_for_code = False

    @property
    def typed_code(self) -> str | None:
        """What stands in the code field; None while no code is awaited."""
        return self._strip.edit.text().strip() if self.waits_for_code else None

    def forget(self) -> None:
        """Another return: no code is awaited."""
        self._codes = {}
        self._payment_code = None
        self.waits_for_code = self._taking = False
        self._shown = None

    def refund(self, shown: Shown) -> None:
        """Do it, if nothing but a manager's yes stands in the way."""
        if shown.stand() not in (Stand.ASK, Stand.READY):
            return
        self._shown = shown
        if self.waits_for_code:
            payment = self._next_payment(shown)
            code = self._strip.edit.text().strip()
            if self._taking and len(code) >= 4:
                self._payment_code, self._taking = code, False
            elif payment is not None and len(code) >= 4:
                self._codes[payment] = code
            elif self._taking or payment is not None:
                self._strip.set_fault(self.tr("Type the code the terminal shows."))
                return
        self._desk.runner.run(
            partial(
                service.complete,
                processor=self._desk.cards,
                card_codes=dict(self._codes),
                payment_code=self._payment_code,
                ahead=shown.ahead,
            ),
            shown.draft,
            done=self._refunded,
            failed=self._failed,
            busy=self._panel.block,
            context=partial(refund_context, shown),
        )

    def declined(self) -> None:
        """The terminal said no: nothing moved, and the return can be changed again."""
        shown = self._shown
        if shown is None or not self.waits_for_code:
            return
        self._desk.runner.run(
            reads.card_declined, shown.draft, done=self._free_again, busy=self._panel.block
        )

    def _free_again(self, opened: Opened) -> None:
        self.forget()
        self._changed(opened)  # first: a banner goes with the page over which it stood
        words = self.tr("The card refund was declined. No money moved to that card.")
        self._desk.banner(words, Tone.WARN, icon="credit-card")

    def _next_payment(self, shown: Shown) -> int | None:
        waiting = [p.number for p in shown.card_payments() if p.number not in self._codes]
        return waiting[0] if waiting else None

    def _refunded(self, completed: Completed) -> None:
        assert self._shown is not None
        operator_id = self._shown.opened.situation.operator.id
        self.forget()
        self._done(completed, operator_id)

    def _failed(self, error: CounterError) -> None:
        shown = self._shown
        assert shown is not None
        match error.code:
            case "refund.card_entry":
                self._ask_code(shown)
            case "sale.card_entry":
                self._ask_payment_code(shown)
            case "refund.card_unknown" | "sale.card_unknown":
                self._desk.banner(
                    f"{error.text} {error.remedy}",
                    Tone.WARN,
                    icon="credit-card",
                    action=self.tr("Ask again"),
                    then=partial(self.refund, shown),
                    fault=True,
                )
            case "returns.changed":
                self._desk.refusal(error)
                self._desk.runner.background(reads.look_again, shown.draft, done=self._changed)
            case "till_not_open":
                self._desk.banner(
                    error.text,
                    Tone.WARN,
                    icon="wallet",
                    action=self.tr("Open a till"),
                    then=lambda: self._desk.open(Intent(TILLS)),
                )
            case _ if isinstance(error, BadInput) and self.waits_for_code:
                self._codes.clear()
                self._strip.set_fault(error.text)
            case "refund.cash_short":
                self.another_way.emit()
                self._desk.refusal(error)
            case "refund.card_declined" | "sale.card_declined":
                self.forget()
                self._desk.runner.background(
                    reads.look_again, shown.draft, done=partial(self._changed_since, error)
                )
            case _:
                self._desk.refusal(error)

    def _changed_since(self, error: CounterError, opened: Opened) -> None:
        self._changed(opened)
        self._desk.refusal(error)

    def _ask_payment_code(self, shown: Shown) -> None:
        """The customer pays at the terminal, and it shows an approval code."""
        self.waits_for_code = self._taking = True
        title = self.tr("Take {0} from the card on the terminal, then type its approval code")
        self._strip.edit.clear()
        by_card = shown.words.money(posting_sale.by_card(shown.refund.exchange))
        self._strip.ask_text(Ask.CODE, title.replace("{0}", by_card))
        self._strip.edit.setFocus()
        self._asked()

    def _ask_code(self, shown: Shown) -> None:
        payment = self._next_payment(shown)
        card = next((p for p in shown.card_payments() if p.number == payment), None)
        if card is None:
            return
        amount = next(
            p.refund.amount
            for p in shown.refund.plan.parts
            if p.original is not None and p.original.number == payment
        )
        self.waits_for_code = True
        title = (
            self.tr("Refund {0} to {1} on the terminal, then type its approval code")
            .replace("{0}", shown.words.money(amount))
            .replace("{1}", payment_words(card, shown.said) if card.masked else self.tr("the card"))
        )
        self._strip.edit.clear()
        self._strip.ask_text(Ask.CODE, title)
        self._strip.edit.setFocus()
        self._asked()
