"""The customer's options as rows of the panel: what is possible, how much, and why not the rest."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from counter_app.desk.returns.screen_case import Shown, fitting
from counter_app.desk.returns.wording import WORDS
from counter_app.trade.offers import Offer
from counter_app.ui.widgets.context_panel import KeyRow, Section

translate = QCoreApplication.translate
MAX_ROWS = 7
WHY_LENGTH = 70


def options_section(shown: Shown) -> tuple[Section, ...]:
    """One section, or none while nothing comes back."""
    if shown.draft.without is not None:
        return ()
    found = shown.options()[:MAX_ROWS]
    if not found:
        return ()
    rows = tuple(row for offer in found for row in _rows(offer, shown))
    return (Section(translate("Returns", "The customer can have"), rows=rows),)


def _rows(offer: Offer, shown: Shown) -> tuple[KeyRow, ...]:
    words = offer.text(shown.said)
    amount = shown.words.money(offer.amount) if offer.amount is not None else ""
    if not offer.allowed:
        why = shown.said.finding(offer.why, WORDS)[0] if offer.why else ""
        return (
            KeyRow(words, translate("Returns", "no"), icon="ban", ink="deny"),
            *((KeyRow(fitting(why, WHY_LENGTH)),) if why else ()),
        )
    if offer.manager:
        ask = translate("Returns", "ask a manager")
        return (KeyRow(words, ask, icon="shield-user", ink="approve"),)
    return (KeyRow(words, amount, icon=offer.icon or "info"),)
