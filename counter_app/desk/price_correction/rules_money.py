"""Rules about the money: by which tender it may leave, up to how much, and what benefits forbid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money, total
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_way
from counter_app.desk.price_correction.case import Case, limit_of
from counter_app.desk.price_correction.draft import Sort
from counter_app.rules import plan_findings
from counter_app.rules.policy_text import ONE_MILLION

LIMIT = "price_correction"
GOODWILL = "goodwill"
GOODWILL_DAY = "goodwill_day"


def benefits(case: Case) -> Iterator[Finding]:
    """SNAP and WIC never pay cash: 7 CFR 274.7 and 246.12, as in the refund matrix.

    Food on a receipt that WIC paid in part may be WIC's, so nothing of it is paid out.
    """
    paid = {t.tender for t in case.draft.receipt.tenders if t.amount > ZERO}
    for put in case.amounts.puts:
        line = case.draft.line(put.line.number)
        if Tender.WIC in paid and line.food_stampable and put.amount:
            yield case.say("price.wic_line", Severity.FORBID, line.number, item=line.description)
    if case.amounts.bonus and case.amounts.bonus_tender is None:
        item = next(p.line.description for p in case.amounts.puts if p.bonus)
        yield case.say("price.bonus_tender", Severity.FORBID, amount=case.amounts.bonus, item=item)


def tenders(case: Case) -> Iterator[Finding]:
    """Money that no allowed tender can carry stays; another tender than paid is asked for."""
    receipt, plan, say = case.draft.receipt, case.amounts.plan, _say(case)
    if not any(t.amount > ZERO for t in receipt.tenders) and case.amounts.back:
        yield case.say("price.no_tenders", Severity.APPROVE)
    yield from plan_findings.blocked(plan, say)
    yield from plan_findings.footing(
        plan, receipt.tenders, receipt.key.business_date, case.situation.terms, say
    )
    if case.amounts.back:
        yield from plan_findings.wish(plan, receipt.tenders, say)


def points(case: Case) -> Iterator[Finding]:
    """The customer hears what happens to the points of the purchase."""
    moved = case.amounts.points
    if moved.taken_back:
        yield case.say("price.points_taken", Severity.INFORM, points=str(moved.taken_back))
    if moved.given_back:
        yield case.say("price.points_given", Severity.INFORM, points=str(moved.given_back))


def _say(case: Case) -> plan_findings.Say:
    def say(code: str, severity: Severity, **values: str | Money | date) -> Finding:
        return case.say(f"price.{code}", severity, None, **values)

    return say


def match_checks(case: Case) -> Iterator[Finding]:
    """Price match: every check ticked, proof kept, so many items a customer and day."""
    draft, policy = case.draft, case.prices.match
    matched = [c for c in draft.corrections if c.sort is Sort.PRICE_MATCH]
    if not matched:
        return
    for correction in matched:
        line = draft.line(correction.line_number)
        for code, words in policy.checks.items():
            if code not in correction.checks:
                yield case.say(
                    "price.match_check",
                    Severity.FORBID,
                    line.number,
                    item=line.description,
                    check=words,
                )
        if policy.needs_proof and not (correction.evidence.note or correction.evidence.file_digest):
            yield case.say("price.match_proof", Severity.FORBID, line.number, item=line.description)
    if draft.customer_id is None:
        yield case.say("price.match_customer", Severity.APPROVE)
    count = sum((draft.quantity(c).milli for c in matched), 0)
    if draft.customer_day.matches * 1000 + count > policy.per_customer_day * 1000:
        limit = str(policy.per_customer_day)
        yield case.say("price.match_limit", Severity.APPROVE, limit=limit)
    for put in case.amounts.puts:
        if put.correction.sort is Sort.PRICE_MATCH and put.difference > policy.approve_above:
            yield case.say(
                "price.match_amount",
                Severity.APPROVE,
                put.line.number,
                amount=put.difference,
                limit=policy.approve_above,
            )


def goodwill(case: Case) -> Iterator[Finding]:
    """An apology: a part of the price at most, and limits by role for one and for a day."""
    operator, given = case.situation.operator, case.draft.customer_day.goodwill_given
    ppm = case.prices.goodwill_max_ppm
    for put in case.amounts.puts:
        paid = case.draft.line(put.line.number).paid
        if put.goodwill and put.back.minor * ONE_MILLION > paid.minor * ppm:
            yield case.say(
                "price.goodwill_much",
                Severity.APPROVE,
                put.line.number,
                amount=put.back,
                item=put.line.description,
                percent=f"{ppm // 10_000}%",
            )
    amount = case.amounts.goodwill
    if not amount:
        return
    limit, day_limit = limit_of(operator, GOODWILL), limit_of(operator, GOODWILL_DAY)
    who = operator.short_name
    if amount > limit:
        yield case.say(
            "price.goodwill_limit", Severity.APPROVE, amount=amount, operator=who, limit=limit
        )
    if given + amount > day_limit:
        yield case.say(
            "price.goodwill_day",
            Severity.APPROVE,
            amount=amount,
            earlier=given,
            operator=who,
            limit=day_limit,
        )


def limits(case: Case) -> Iterator[Finding]:
    """The operator's own authority over the receipt's day: for corrections, and by tender.

    So one correction of 50 cannot be made line by line by a clerk who may correct 20.
    """
    operator = case.situation.operator
    now, earlier = case.amounts.total, case.draft.corrected_today
    limit = limit_of(operator, LIMIT)
    if now + earlier > limit:
        yield case.say(
            "price.limit" if now > limit or not earlier else "price.limit_today",
            Severity.APPROVE,
            amount=now,
            earlier=earlier,
            operator=operator.short_name,
            limit=limit,
        )
    for tender, amount in case.amounts.by_tender.items():
        with_earlier = amount + case.draft.paid_today.get(tender, ZERO)
        most = operator.limits.get(f"refund_{tender.value}", ZERO)
        if with_earlier > most:
            yield case.say(
                "price.limit_tender",
                Severity.APPROVE,
                amount=with_earlier,
                way=tender_way(tender),
                operator=operator.short_name,
                limit=most,
            )


def ceilings(case: Case) -> Iterator[Finding]:
    """What nobody may pay out at once, by tender and in all."""
    policy = case.situation.terms.today
    for tender, amount in case.amounts.by_tender.items():
        with_earlier = amount + case.draft.paid_today.get(tender, ZERO)
        if with_earlier > policy.ceiling(tender):
            yield case.say(
                "price.ceiling",
                Severity.FORBID,
                amount=with_earlier,
                limit=policy.ceiling(tender),
            )
            return
    everything = case.amounts.total + total(case.draft.paid_today.values())
    if everything > policy.hard_ceiling:
        yield case.say(
            "price.ceiling",
            Severity.FORBID,
            amount=everything,
            limit=policy.hard_ceiling,
        )
