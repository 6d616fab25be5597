"""How the money of a posted return, exchange or void adds up, row by row, as its customer reads it.

The desk's page and the customer's screen show the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import Money, total
from counter_app.core.transaction import Kind, ProofKind
from counter_app.desk.returns.screen_asked import paid_words
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_panel_done import back_words, counted_words
from counter_app.desk.returns.screen_reads import Done
from counter_app.desk.returns.slip_void import PaidBack
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.ui.words import Words

translate = QCoreApplication.translate

MAX_GOODS = 6

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DoneMoney:
    """Rows that add up to the sum (what a customer paid is shown without its sign)."""

    title: str
    rows: tuple[Row, ...]
    word: str
    amount: Money
    below: tuple[Row, ...] = ()


def done_money(done: Done, shown: Shown) -> DoneMoney:
    """The sum of what was posted; the prices of a gift are left out."""
    base = done.transaction
    title = translate("Returns", "What the customer gets")
    if base.kind is Kind.VOID:
        title = translate("Returns", "What is taken back")
    rows = tuple(_goods(done, shown)) + tuple(_others(done, shown.words))
    amount = total(t.amount for t in base.tenders) + base.cash_rounding
    word = paid_words(base.tenders)
    if _pays(done):
        title = translate("Returns", "How it adds up")
        word, amount = translate("Returns", "Customer paid"), total(x.amount for x in done.paid)
    elif base.carried and not base.tenders and base.kind is not Kind.VOID:
        word = translate("Returns", "Even exchange")
    elif done.online and all(t.tender in CHANNEL_PAYS for t in base.tenders):
        word = translate("Returns", "Goes back online")
        if base.kind is Kind.VOID:
            word = translate("Returns", "Not refunded online")
    elif base.kind is Kind.VOID:
        word = translate("Returns", "Back to the till")
    if done.called_back:
        word = translate("Returns", "Taken back")
    if done.back:
        word, amount = translate("Returns", "Back to customer"), total(x.amount for x in done.back)
    ways = (*done.called_back, *done.back)
    below = tuple((back_words(x, shown), shown.words.money(x.amount)) for x in ways)
    return DoneMoney(title, rows, word, amount, below)


def _goods(done: Done, shown: Shown) -> Iterator[Row]:
    base, draft = done.transaction, done.opened.draft

    def priced(amount: Money) -> str:
        return "" if _is_gift(done) else shown.words.money(amount)

    for line in base.lines[:MAX_GOODS]:
        yield counted_words(line, draft), priced(line.net)
    if rest := base.lines[MAX_GOODS:]:
        more = translate("Returns", "{0} more").format(len(rest))
        yield more, priced(total(x.net for x in rest))


def _others(done: Done, words: Words) -> Iterator[Row]:
    base = done.transaction
    if (tax := total(x.tax for x in base.lines)) and not _is_gift(done):
        was_paid = translate("Returns", "Tax that was paid")
        today = translate("Returns", "Tax at today’s rate")  # what was paid is nowhere
        yield was_paid if done.opened.draft.without is None else today, words.money(tax)
    if fee := total(x.fee for x in base.lines):
        yield translate("Returns", "Restocking fee"), words.money(-fee)
    new, moved = total(t.amount for t in base.carried), done.back
    if _pays(done):
        new, moved = new + _exact(done.paid), done.paid
        yield translate("Returns", "New goods"), words.money(-new)
    elif new:
        yield translate("Returns", "Went into new goods"), words.money(-new)
    if done.back:
        back = total(t.amount for t in base.carried) + _exact(done.back)
        yield translate("Returns", "New goods come back"), words.money(-back)
    if rounding := base.cash_rounding - total(row.rounding for row in moved):
        yield translate("Returns", "Cash rounding"), words.money(rounding)


def _exact(rows: tuple[PaidBack, ...]) -> Money:
    return total(row.amount - row.rounding for row in rows)


def _pays(done: Done) -> bool:
    """True for an exchange whose new goods cost more than what came back."""
    base = done.transaction
    return base.kind is Kind.RETURN and bool(done.paid) and not base.tenders


def _is_gift(done: Done) -> bool:
    proof = done.transaction.proof
    return proof is not None and proof.kind is ProofKind.GIFT
