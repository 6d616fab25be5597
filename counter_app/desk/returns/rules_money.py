"""Rules about the money: may it leave by these tenders, and how much may this operator refund?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_name
from counter_app.desk.returns.case import Case
from counter_app.desk.returns.without import recalled
from counter_app.rules.promotions import PartialRefund
from counter_app.rules.refund_plan import Block, How


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
    for stop in case.refund.plan.blocked:
        paid_with = tender_name(stop.original) if stop.original else ""
        match stop.why:
            case Block.NEVER:
                code = "returns.tender_never"
            case Block.NOT_HANDLED:
                code = "returns.tender_not_handled"
            case Block.NOTHING_LEFT:
                code = "returns.no_tender"
            case _:
                assert_never(stop.why)
        yield case.say(code, Severity.FORBID, amount=stop.amount, paid_with=paid_with)


def footing(case: Case) -> Iterator[Finding]:
    """What leaves by another tender than policy gives freely is a manager's decision."""
    draft = case.draft
    if draft.without is not None:
        return
    for part in case.refund.plan.parts:
        amount, tender = part.refund.amount, tender_name(part.refund.tender)
        paid_with = tender_name(part.original.tender) if part.original else ""
        match part.how:
            case How.FREE:
                pass
            case How.APPROVAL:
                yield case.say(
                    "returns.other_tender",
                    Severity.APPROVE,
                    amount=amount,
                    paid_with=paid_with,
                    tender=tender,
                )
            case How.HELD:
                assert part.original is not None
                sold_on = draft.receipt.key.business_date
                yield case.say(
                    "returns.check_held",
                    Severity.DENY,
                    paid_with=paid_with,
                    sold=sold_on,
                    until=case.terms.tenders.held_until(part.original.tender, sold_on),
                )
            case How.FALLBACK:
                if any(t.amount > ZERO for t in draft.receipt.tenders):
                    yield case.say("returns.not_covered", Severity.APPROVE, amount=amount)
            case _:
                assert_never(part.how)


def wish(case: Case) -> Iterator[Finding]:
    """A wished tender that may carry nothing of the refund is refused in plain words."""
    plan = case.refund.plan
    if case.draft.without is not None:
        return
    if plan.wish is None or not case.refund.paid_out or plan.paid_in(plan.wish):
        return
    paid_with = dict.fromkeys(
        tender_name(t.tender) for t in case.draft.receipt.tenders if t.amount > ZERO
    )
    yield case.say(
        "returns.tender_not_allowed",
        Severity.FORBID,
        wish=tender_name(plan.wish),
        paid_with=", ".join(paid_with) or "an unknown tender",
    )


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
            tender=tender_name(tender),
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
            yield _ceiling(case, with_earlier, tender_name(tender), policy.ceiling(tender))
            return
    everything = case.refund.paid_out + total(case.draft.paid_today.values())
    if everything > policy.hard_ceiling:
        names = " and ".join(tender_name(t) for t in plan.by_tender)
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


def _ceiling(case: Case, amount: Money, tender: str, limit: Money) -> Finding:
    return case.say("returns.ceiling", Severity.FORBID, amount=amount, tender=tender, limit=limit)
