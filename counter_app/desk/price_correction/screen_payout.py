"""F12 on a correction: complete it, ask for the terminal's code if a card gets its money back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from counter_app.core.errors import CounterError
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.rules import INCOMPLETE
from counter_app.desk.price_correction.screen_parts import asked_context
from counter_app.desk.price_correction.screen_view import Step
from counter_app.ui.widgets.pill import Tone

if TYPE_CHECKING:
    from counter_app.desk.price_correction.screen_claims import Claims

translate = QCoreApplication.translate


def pay(at: Claims) -> None:
    """Pay out what stands there; nothing while something is missing or under way.

    While a terminal's code is awaited it is taken first, whether Return or F12 ends it.
    """
    if at.step is Step.CARD:
        card_code(at, at.said.page.text.text().strip())
        return
    if not at.draft.corrections or at.desk.runner.busy:
        return
    if any(f.code in INCOMPLETE for f in at.found.verdict.findings):
        return
    at.desk.runner.run(
        partial(service.complete, processor=at.desk.cards, card_codes=dict(at.card_codes)),
        at.draft,
        done=lambda done: at.finished(done, at.opened),
        failed=partial(_refused, at),
        busy=at.said.page.block,
        context=lambda _: asked_context(at),
    )


def card_code(at: Claims, text: str) -> None:
    """The code of a stand-alone terminal was typed: the next card, or the payment goes on."""
    if not text:
        return
    waiting = [
        p.original.number
        for p in at.found.amounts.plan.parts
        if p.original is not None and p.original.number not in at.card_codes
    ]
    if waiting:
        at.card_codes[waiting[0]] = text
    at.go(Step.PRICE)
    pay(at)


def alt_d(at: Claims) -> None:
    """The details; while a terminal's code is awaited, that the terminal said no."""
    if at.step is Step.CARD:
        at.desk.runner.run(service.card_declined, at.draft.id, done=partial(_declined, at))
    else:
        at.go(Step.DETAIL)


def _declined(at: Claims, _: None) -> None:
    at.card_codes.clear()
    at.go(Step.PRICE)
    words = translate("Prices", "The card refund was declined. No money moved to that card.")
    at.desk.banner(words, Tone.WARN, icon="credit-card")
    at.desk.runner.background(service.look_again, at.draft, done=at.again)


def _refused(at: Claims, error: CounterError) -> None:
    if error.code == "refund.card_entry":
        at.go(Step.CARD)
    elif error.code == "price.changed":
        at.desk.runner.background(service.look_again, at.draft, done=at.again)
    at.desk.refusal(error)
