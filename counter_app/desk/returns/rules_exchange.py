"""Rules about an exchange: may the new goods be sold here, at these prices, paid in this way?"""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.core.approval import Finding, Severity
from counter_app.desk.returns.case import Case
from counter_app.trade.sale_rules import SaleCase, judge_sale


def new_goods(case: Case) -> Iterator[Finding]:
    """Everything that a sale at this desk is asked."""
    new = case.refund.exchange
    if new is None:
        return
    where = case.situation
    sale = SaleCase(
        case.draft.new.basket,
        new.lines,
        new.settlement,
        where.operator,
        where.policy,
        where.currency,
    )
    for _, said in judge_sale(sale):
        yield from said


def value_is_known(case: Case) -> Iterator[Finding]:
    """Value that no payment on the receipt covers goes into new goods with a manager's yes."""
    new = case.refund.exchange
    for part in new.carried if new is not None else ():
        if part.original is None and case.draft.payments.paid:
            yield case.say("returns.not_covered", Severity.APPROVE, amount=part.amount)
