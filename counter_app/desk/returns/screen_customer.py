"""What the customer reads of a return: lines, refund and method; no names, no card numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from counter_app.core.money import total
from counter_app.core.transaction import ELECTRONIC, Kind, RefundTender, Tender, Transaction
from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.screen_case import Shown, Stand, tender_words
from counter_app.desk.returns.screen_done_money import done_money
from counter_app.desk.returns.screen_exchange import difference
from counter_app.desk.returns.screen_panel import why_words
from counter_app.desk.returns.screen_reads import Done
from counter_app.desk.returns.slip_void import PaidBack
from counter_app.ui.customer_display import CustomerView

translate = QCoreApplication.translate


def view_of(shown: Shown) -> CustomerView | None:
    """An open return; None (the welcome) while nothing comes back."""
    if not shown.draft.choices or not shown.refund.lines:
        return None
    gift = is_gift(shown.draft)  # whoever brings it is not told what it cost
    lines = tuple(
        (why_words(row, shown), "" if gift else shown.words.money(row.amount))
        for row in shown.refund.why
    )
    if shown.stand() is Stand.FORBIDDEN:
        return CustomerView(word=translate("Returns", "We are looking into it."))
    word, amount = difference(shown)
    if shown.refund.due:
        word = translate("Returns", "To pay")
    elif amount or shown.refund.exchange is None:
        word = translate("Returns", "Your refund")
    kinds = dict.fromkeys(p.refund.tender for p in shown.refund.plan.parts)
    method = ", ".join(tender_words(tender, shown.said) for tender in kinds)
    return CustomerView(lines, word, shown.words.money(amount), method)


def view_of_done(done: Done, shown: Shown) -> CustomerView:
    """A posted return or void: what it was for stays to be read until the next customer."""
    base = done.transaction
    word = translate("Returns", "Refunded")
    if base.kind is Kind.VOID or done.voided:
        word = translate("Returns", "Taken back")
    moved = done.back or base.tenders
    if not moved and done.paid and not done.voided and base.kind is Kind.RETURN:
        word, moved = translate("Returns", "Paid"), done.paid
    if done.back:
        word = translate("Returns", "Refunded")
    kinds = dict.fromkeys(t.tender for t in moved)
    method = ", ".join(tender_words(tender, shown.said) for tender in kinds)
    amount = total(t.amount for t in moved)
    if not done.back:
        amount += base.cash_rounding
    rows = done_money(done, shown).rows
    return CustomerView(rows, word, shown.words.money(amount), method, _next(base, moved, done))


def _next(base: Transaction, moved: Sequence[RefundTender | PaidBack], done: Done) -> str:
    """What the customer does now, or when the money comes."""
    kinds = {part.tender for part in moved}
    if base.kind is Kind.VOID or done.voided or done.paid:
        return translate("Returns", "Thank you. Please keep your slip.")
    if Tender.CASH in kinds and base.cash:
        return translate("Returns", "Please count your money and keep your slip.")
    if Tender.STORE_CREDIT in kinds:
        return translate("Returns", "Your store credit is on the slip: keep it like cash.")
    if kinds & ELECTRONIC:
        return translate("Returns", "Your bank shows it within a few days.")
    return translate("Returns", "Thank you. Please keep your slip.")
