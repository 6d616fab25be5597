"""Rules about an order of a web channel: what went back already, was missing or sent instead."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core import quantity as q
from counter_app.core.approval import Finding, Severity
from counter_app.core.money import total
from counter_app.core.order import order_of
from counter_app.core.quantity import NONE
from counter_app.desk.returns.case import Case
from counter_app.rules.refund_plan import CHANNEL_PAYS


def through_channel(case: Case) -> Iterator[Finding]:
    """What the channel was paid it gives back itself; the customer is told when."""
    amount = total(case.refund.plan.paid_in(t) for t in CHANNEL_PAYS)
    if case.refund.plan.channel and amount:
        yield case.say(
            "returns.through_channel",
            Severity.INFORM,
            amount=amount,
            days=str(case.terms.now.online.days),
        )


def given_back(case: Case) -> Iterator[Finding]:
    """The channel refunded some or all of the order already; nobody refunds it twice."""
    order = order_of(case.draft.receipt)
    if order is None or not order.given_back:
        return
    payments = case.draft.payments
    left = total(payments.left(t.number) for t in payments.paid)
    if case.draft.choices and case.refund.paid_out > left:
        yield case.say(
            "returns.given_back_all" if not left else "returns.given_back_more",
            Severity.FORBID,
            amount=order.given_back,
            left=left,
        )
        return
    yield case.say("returns.given_back", case.terms.now.online.given_back, amount=order.given_back)


def delivery_fee(case: Case) -> Iterator[Finding]:
    """A fee for delivery goes back by its share; all of it on its own is a manager's decision."""
    policy = case.terms.now.online
    if order_of(case.draft.receipt) is None:
        return
    for choice in case.draft.choices:
        line = case.draft.line(choice.line_number)
        if policy.is_fee(line):
            yield case.say(
                "returns.delivery_fee", Severity.APPROVE, line.number, item=line.description
            )


def missing(case: Case) -> Iterator[Finding]:
    """Goods that never arrived: as the order says itself, or by the customer's word."""
    order = order_of(case.draft.receipt)
    for choice in case.draft.choices:
        if choice.reason not in case.terms.now.online.short_reasons:
            continue
        line = case.draft.line(choice.line_number)
        if order is None:
            yield case.say(
                "returns.missing_at_register", Severity.APPROVE, line.number, item=line.description
            )
            continue
        known = max(order.missing(line) - case.draft.returned(line.number).quantity, NONE)
        if choice.quantity > known:
            yield case.say(
                "returns.missing_unknown",
                Severity.APPROVE,
                line.number,
                item=line.description,
                known=q.plain(known),
                now=q.plain(choice.quantity),
            )
        else:
            yield case.say(
                "returns.missing_known", Severity.INFORM, line.number, item=line.description
            )


def sent_instead(case: Case) -> Iterator[Finding]:
    """Nobody has to keep what was sent instead of what was ordered."""
    order = order_of(case.draft.receipt)
    for choice in case.draft.choices if order is not None else ():
        assert order is not None
        instead = order.line(choice.line_number).instead_of
        if instead:
            item = case.draft.line(choice.line_number).description
            yield case.say(
                "returns.sent_instead",
                Severity.INFORM,
                choice.line_number,
                item=item,
                ordered=instead,
            )
