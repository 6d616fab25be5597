"""Rules about the money: may it leave by these tenders, and how much may this operator refund?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_way
from counter_app.desk.returns.case import Case
from counter_app.desk.returns.without import recalled
from counter_app.rules import plan_findings
from counter_app.rules.promotions import PartialRefund


def tenders_known(case: Case) -> Iterator[Finding]:
    """A receipt that does not say how it was paid, or that WIC paid in part, needs a manager."""
    if case.draft.without is not None:
        return
    paid = [t for t in case.draft.receipt.tenders if t.amount > ZERO]
    if not paid and case.refund.total:
        yield case.say("returns.no_tenders", Severity.APPROVE)
    if any(t.tender is Tender.WIC for t in paid):
        yield case.say("returns.wic_receipt", Severity.APPROVE)


def priced_anew(case: Case) -> Iterator[Finding]:
    """The customer is told where a part of a promotion gives back less than its share, or could."""
    for way in case.refund.ways:
        anew = way.mode is PartialRefund.REQUALIFY
        yield case.say(
            "returns.priced_anew" if anew else "returns.by_share",
            Severity.WARN if anew else Severity.INFORM,
            offer=" + ".join(way.names),
            anew=way.anew,
            share=way.by_share,
        )


def blocked(case: Case) -> Iterator[Finding]:
    """Money that no allowed tender can carry is not refunded."""
    yield from plan_findings.blocked(case.refund.plan, _say(case))


def footing(case: Case) -> Iterator[Finding]:
    """What leaves by another tender than policy gives freely is a manager's decision."""
    receipt = case.draft.receipt
    if case.draft.without is None:
        yield from plan_findings.footing(
            case.refund.plan,
            receipt.tenders,
            receipt.key.business_date,
            case.terms.tenders,
            _say(case),
        )


def wish(case: Case) -> Iterator[Finding]:
    """A wished tender that may carry nothing of the refund is refused in plain words."""
    if case.draft.without is None and case.refund.paid_out:
        yield from plan_findings.wish(case.refund.plan, case.draft.receipt.tenders, _say(case))


def _say(case: Case) -> plan_findings.Say:
    def say(code: str, severity: Severity, **values: str | Money | date) -> Finding:
        return case.say(f"returns.{code}", severity, None, **values)

    return say


def limits(case: Case) -> Iterator[Finding]:
    """The operator's own authority by tender, over all refunds of this receipt today.

    So one refund of 210 cannot be made three times 70 by a clerk who may refund 100.
    """
    if recalled(case.draft) is not None:
        return  # what was recalled keeps no limit
    if case.draft.without is not None:
        return  # one limit for all that leaves without a receipt: `rules_without.authority`
    operator = case.situation.operator
    for tender, amount in case.refund.plan.by_tender.items():
        earlier = case.draft.paid_today.get(tender, ZERO)
        limit = operator.limits.get(limit_name(tender), ZERO)
        if amount + earlier <= limit:
            continue
        yield case.say(
            "returns.limit" if amount > limit or not earlier else "returns.limit_today",
            Severity.APPROVE,
            amount=amount,
            earlier=earlier,
            way=tender_way(tender),
            operator=operator.short_name,
            limit=limit,
        )


def ceilings(case: Case) -> Iterator[Finding]:
    """What nobody may refund at once, by tender and in all, counting earlier refunds today."""
    policy = case.terms.tenders.today
    plan = case.refund.plan
    for tender, amount in plan.by_tender.items():
        with_earlier = amount + case.draft.paid_today.get(tender, ZERO)
        if with_earlier > policy.ceiling(tender):
            yield _ceiling(case, with_earlier, tender_way(tender), policy.ceiling(tender))
            return
    everything = case.refund.paid_out + total(case.draft.paid_today.values())
    if everything > policy.hard_ceiling:
        names = " and ".join(tender_way(t) for t in plan.by_tender)
        yield _ceiling(case, everything, names, policy.hard_ceiling)


def points(case: Case) -> Iterator[Finding]:
    """The customer hears what happens to the points of the purchase."""
    back = case.refund.points
    if back.taken_back:
        yield case.say("returns.points_taken", Severity.INFORM, points=str(back.taken_back))
    if back.given_back:
        yield case.say("returns.points_given", Severity.INFORM, points=str(back.given_back))


def limit_name(tender: Tender) -> str:
    """The name of the policy limit for refunds by a tender: ``refund_cash``."""
    return f"refund_{tender.value}"


def _ceiling(case: Case, amount: Money, way: str, limit: Money) -> Finding:
    return case.say("returns.ceiling", Severity.FORBID, amount=amount, way=way, limit=limit)
