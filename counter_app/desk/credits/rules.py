"""Judges what shall happen to a credit: its balance and terms, the law, limits of sales. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.money import ZERO, Currency, Money
from counter_app.core.operator import Operator
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_name
from counter_app.desk.credits.draft import Action, CreditDraft, request_digest
from counter_app.desk.credits.wording import say
from counter_app.rules.credit_policy import CreditPolicy

PERMISSION: Final = {
    Action.USE: "credits.use",
    Action.CASH_OUT: "credits.cash_out",
    Action.SELL: "credits.sell",
    Action.REPLACE: "credits.replace",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the books say: kind, balance, all that was loaded, last day; and earlier sales.

    `sold_today` is what this buyer bought today (without a name: at this desk a short while ago).
    """

    day: date
    kind: Tender = Tender.GIFT_CARD
    balance: Money = ZERO
    loaded: Money = ZERO
    expires_on: date | None = None
    cancelled: bool = False
    sold_today: Money = ZERO


def judge(
    draft: CreditDraft, facts: Facts, policy: CreditPolicy, operator: Operator, currency: Currency
) -> Verdict:
    """The verdict on one request."""
    findings = list(_findings(draft, facts, policy, operator, currency))
    return Verdict(request_digest(draft), tuple(findings))


def _findings(
    draft: CreditDraft, facts: Facts, policy: CreditPolicy, operator: Operator, currency: Currency
) -> Iterator[Finding]:
    if not operator.may(PERMISSION[draft.action]):
        who = operator.short_name
        yield say("credits.not_permitted", Severity.FORBID, currency, operator=who)
    if draft.action is Action.SELL:
        yield from _selling(draft, facts, policy, currency)
        return
    if facts.cancelled:
        yield say("credits.cancelled", Severity.FORBID, currency)
    elif not facts.balance:
        yield say("credits.empty", Severity.FORBID, currency)
    if facts.expires_on is not None and facts.day > facts.expires_on:
        yield say("credits.expired", Severity.DENY, currency, until=facts.expires_on)
    if draft.action is Action.USE:
        yield from _using(draft, facts, currency)
    elif draft.action is Action.CASH_OUT:
        yield from _cashing_out(facts, policy, currency)
    else:
        yield say("credits.replaced", Severity.APPROVE, currency)


def _using(draft: CreditDraft, facts: Facts, currency: Currency) -> Iterator[Finding]:
    if not draft.amount:
        yield say("credits.no_amount", Severity.FORBID, currency)
    elif draft.amount > facts.balance > ZERO:
        yield say("credits.too_little", Severity.FORBID, currency, left=facts.balance)
    if not draft.reference:
        yield say("credits.no_reference", Severity.FORBID, currency)


def _cashing_out(facts: Facts, policy: CreditPolicy, currency: Currency) -> Iterator[Finding]:
    """The law's floor is a hard ceiling: nobody pays out more in cash."""
    law = policy.law(facts.day)
    if law is None:
        yield say("credits.no_law", Severity.FORBID, currency)
    elif facts.kind not in policy.cash_out:
        kind = tender_name(facts.kind)
        yield say("credits.kind_stays", Severity.FORBID, currency, kind=kind)
    elif not law.allows(facts.balance, facts.loaded):
        yield say(
            "credits.above_floor",
            Severity.FORBID,
            currency,
            left=facts.balance,
            place=law.place,
        )


def _selling(
    draft: CreditDraft, facts: Facts, policy: CreditPolicy, currency: Currency
) -> Iterator[Finding]:
    amount = draft.amount or ZERO
    if amount < policy.sale_least or not amount:
        yield say("credits.sale_too_small", Severity.FORBID, currency, least=policy.sale_least)
    everything = amount + facts.sold_today
    if everything > policy.sale_per_day:
        yield say(
            "credits.sale_limit",
            Severity.FORBID,
            currency,
            earlier=facts.sold_today,
            amount=amount,
            limit=policy.sale_per_day,
        )
    elif draft.customer_id is None and everything > policy.sale_without_name:
        yield say(
            "credits.name_needed",
            Severity.FORBID,
            currency,
            limit=policy.sale_without_name,
            minutes=str(policy.unnamed_minutes),
        )
    yield say("credits.scam", Severity.WARN, currency)
