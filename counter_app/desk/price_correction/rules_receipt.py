"""Rules about the receipt and the people: may a price on it be corrected, and by whom?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counter_app.core.approval import Finding, Severity
from counter_app.core.quantity import plain
from counter_app.core.receipt import Direction
from counter_app.desk.price_correction.case import Case
from counter_app.desk.price_correction.draft import Sort

PERMISSION = "prices.correct"


def permission(case: Case) -> Iterator[Finding]:
    """The operator's role must be allowed to correct prices."""
    operator = case.situation.operator
    if not operator.may(PERMISSION):
        yield case.say("price.not_permitted", Severity.FORBID, operator=operator.short_name)


def receipt_is_a_sale(case: Case) -> Iterator[Finding]:
    """Voided, cancelled and training receipts sold nothing."""
    receipt = case.draft.receipt
    if receipt.status != "finished" or receipt.training:
        yield case.say("price.receipt_void", Severity.FORBID)


def receipt_is_ours(case: Case) -> Iterator[Finding]:
    """Another store's tags are not ours to judge; another currency never."""
    receipt, situation = case.draft.receipt, case.situation
    if receipt.key.store != situation.store:
        yield case.say("price.other_store", Severity.FORBID, store=receipt.key.store)
    if receipt.currency != situation.currency.code:
        yield case.say(
            "price.other_currency",
            Severity.FORBID,
            theirs=receipt.currency,
            ours=situation.currency.code,
        )


def receipt_is_known(case: Case) -> Iterator[Finding]:
    """A receipt keyed from paper needs a manager until the register has sent it."""
    if case.draft.receipt.provisional:
        yield case.say("price.provisional", Severity.APPROVE)


def not_own_sale(case: Case) -> Iterator[Finding]:
    """Who rang up the sale does not correct it alone."""
    operator, rang_up = case.situation.operator, case.draft.receipt.operator
    if rang_up and rang_up.lstrip("0") == operator.number.lstrip("0"):
        yield case.say("price.own_sale", Severity.APPROVE, operator=operator.short_name)


def not_own_customer(case: Case) -> Iterator[Finding]:
    """Nobody serves their own customer record."""
    own = case.situation.operator.customer_id
    if own is not None and own in (case.draft.customer_id, case.draft.receipt.customer_ref):
        yield case.say("price.own_customer", Severity.FORBID)


def something_to_correct(case: Case) -> Iterator[Finding]:
    """A correction needs at least one line."""
    if not case.draft.corrections:
        yield case.say("price.nothing", Severity.FORBID)


def lines_were_sold(case: Case) -> Iterator[Finding]:
    """Only what was sold on this receipt, and is still with the customer, has a price to correct.

    The amounts of the line must add up, and pieces are corrected whole.
    """
    draft = case.draft
    for correction in draft.corrections:
        line = draft.line(correction.line_number)
        number, item = line.number, line.description
        kept, wanted = draft.kept(number), draft.quantity(correction)
        if line.direction is not Direction.SOLD:
            yield case.say("price.line_is_return", Severity.FORBID, number, item=item)
        elif line.quantity.milli <= 0 or line.net.minor < 0:
            yield case.say("price.line_unsound", Severity.FORBID, number, item=item)
        elif not kept:
            yield case.say("price.all_returned", Severity.FORBID, number, item=item)
        elif wanted > kept:
            yield case.say("price.too_many", Severity.FORBID, number, item=item, left=plain(kept))
        elif not line.weighed and not wanted.is_whole:
            yield case.say("price.fraction", Severity.FORBID, number, item=item, now=plain(wanted))


def window(case: Case) -> Iterator[Finding]:
    """Claims after the window are a manager's decision; price match has a window of its own.

    The customer cannot have told the store before the sale, or after today.
    """
    draft, prices = case.draft, case.prices
    sold_on = draft.receipt.key.business_date
    if not sold_on <= draft.notified_on <= draft.as_of:
        yield case.say("price.notified_early", Severity.FORBID, told=draft.notified_on)
        return
    sorts = {c.sort for c in draft.corrections}
    last = sold_on + timedelta(days=prices.window_days)
    if sorts - {Sort.PRICE_MATCH} and draft.notified_on > last:
        days = str(prices.window_days)
        yield case.say("price.window", Severity.DENY, until=last, days=days)
    last = sold_on + timedelta(days=prices.match.days)
    if Sort.PRICE_MATCH in sorts and draft.notified_on > last:
        days = str(prices.match.days)
        yield case.say("price.match_window", Severity.DENY, until=last, days=days)
