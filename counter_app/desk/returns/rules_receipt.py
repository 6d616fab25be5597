"""Rules about the receipt and the people: may anything come back on it, and may this operator?"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, total
from counter_app.core.receipt import PROVISIONAL_DIFFERS, TOTALS_DIFFER
from counter_app.desk.returns.case import Case

PERMISSION = "returns.refund"


def permission(case: Case) -> Iterator[Finding]:
    """The operator's role must be allowed to refund."""
    operator = case.situation.operator
    if not operator.may(PERMISSION):
        yield case.say("returns.not_permitted", Severity.FORBID, operator=operator.short_name)


def receipt_is_a_sale(case: Case) -> Iterator[Finding]:
    """Voided, cancelled and training receipts sold nothing."""
    receipt = case.draft.receipt
    if receipt.status != "finished":
        yield case.say("returns.receipt_void", Severity.FORBID)
    if receipt.training:
        yield case.say("returns.receipt_training", Severity.FORBID)


def receipt_is_ours(case: Case) -> Iterator[Finding]:
    """Another store's receipt goes by policy; another currency never."""
    receipt, situation = case.draft.receipt, case.situation
    if receipt.key.store != situation.store:
        yield case.say("returns.other_store", case.terms.now.other_store, store=receipt.key.store)
    if receipt.currency != situation.currency.code:
        yield case.say(
            "returns.other_currency",
            Severity.FORBID,
            theirs=receipt.currency,
            ours=situation.currency.code,
        )


def receipt_is_known(case: Case) -> Iterator[Finding]:
    """A receipt keyed from paper goes by policy; one dated after today needs a second look.

    If the register says otherwise and money moved on what was keyed, a manager has to look.
    """
    draft = case.draft
    provisional, trust = draft.receipt.provisional, case.terms.now.provisional
    if PROVISIONAL_DIFFERS in draft.receipt.flags:
        kept = max(trust, Severity.APPROVE) if provisional else Severity.WARN
        yield case.say("returns.provisional_differs", kept)
    elif provisional:
        yield case.say("returns.provisional", trust)
    if TOTALS_DIFFER in draft.receipt.flags and not _rounded(case):
        yield case.say("returns.totals_differ", Severity.APPROVE)
    if draft.receipt.key.business_date > draft.as_of:
        yield case.say("returns.future_sale", Severity.DENY, sold=draft.receipt.key.business_date)


def _rounded(case: Case) -> bool:
    """True if payments differ from the lines by less than the step to which cash is rounded."""
    receipt, tenders = case.draft.receipt, case.terms.tenders
    step = max(tenders.today.rounding.step, tenders.at_sale.rounding.step)
    gap = abs(receipt.total_paid - total(t.amount for t in receipt.tenders))
    return ZERO < gap < step


def receipt_is_original(case: Case) -> Iterator[Finding]:
    """A refund against a reprint is a known sign of fraud."""
    if case.draft.reprint:
        yield case.say("returns.reprint", Severity.APPROVE)


def not_own_sale(case: Case) -> Iterator[Finding]:
    """Who rang up the sale does not refund it alone."""
    operator = case.situation.operator
    rang_up = case.draft.receipt.operator
    if rang_up and rang_up.lstrip("0") == operator.number.lstrip("0"):
        yield case.say("returns.own_sale", case.terms.now.own_sale, operator=operator.short_name)


def not_own_customer(case: Case) -> Iterator[Finding]:
    """Nobody serves their own customer record."""
    own = case.situation.operator.customer_id
    if own is not None and own in (case.draft.customer_id, case.draft.receipt.customer_ref):
        yield case.say("returns.own_customer", Severity.FORBID)


def something_comes_back(case: Case) -> Iterator[Finding]:
    """A return needs at least one line."""
    if not case.draft.choices:
        yield case.say("returns.nothing_chosen", Severity.FORBID)
