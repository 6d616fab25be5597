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

APPROVE: Final = "credits.approve"
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
    `voiding` while the card that paid for it is asked to take its money back, `replaced` once its
    money went to a new paper. `customer` is whose
    the books say it is, or who buys.
    """

    day: date
    kind: Tender = Tender.GIFT_CARD
    balance: Money = ZERO
    loaded: Money = ZERO
    expires_on: date | None = None
    cancelled: bool = False
    voiding: bool = False
    replaced: bool = False
    sold_today: Money = ZERO
    customer: str = ""


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What the books say of a gift card's sale that shall be voided."""

    day: date
    sold_on: date
    amount: Money
    balance: Money
    already: bool = False
    till_open: bool = True
    at_this_desk: bool = True
    customer: str = ""


def judge_void(request: str, facts: SaleFacts, operator: Operator, currency: Currency) -> Verdict:
    """The verdict on taking a sale back: today, at its till, with the whole amount still on it."""
    return Verdict(request, tuple(_voiding(facts, operator, currency)), facts.amount)


def judge(
    draft: CreditDraft, facts: Facts, policy: CreditPolicy, operator: Operator, currency: Currency
) -> Verdict:
    """The verdict on one request."""
    findings = list(_findings(draft, facts, policy, operator, currency))
    at_stake = facts.balance if draft.amount is None else draft.amount
    return Verdict(request_digest(draft), tuple(findings), at_stake)


def _findings(
    draft: CreditDraft, facts: Facts, policy: CreditPolicy, operator: Operator, currency: Currency
) -> Iterator[Finding]:
    if not operator.may(PERMISSION[draft.action]):
        who = operator.short_name
        yield say("credits.not_permitted", Severity.FORBID, currency, operator=who)
    yield from _own(facts.customer, operator, currency)
    if draft.action is Action.SELL:
        yield from _selling(draft, facts, policy, currency)
        return
    if facts.voiding:
        yield say("credits.voiding", Severity.FORBID, currency)
    if facts.cancelled:
        yield say("credits.cancelled", Severity.FORBID, currency)
    elif facts.replaced and draft.action is not Action.REPLACE:
        yield say("credits.old_paper", Severity.FORBID, currency)
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


def _own(customer: str, operator: Operator, currency: Currency) -> Iterator[Finding]:
    """Nobody serves their own record; the books know customers and operators by name alone."""
    if customer and customer.casefold() == operator.name.casefold():
        yield say("credits.own", Severity.FORBID, currency, operator=operator.short_name)


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
            place=law.name,
            floor=law.floor,
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
    elif not draft.known and everything > policy.sale_without_name:
        yield say(
            "credits.name_needed",
            Severity.FORBID,
            currency,
            limit=policy.sale_without_name,
            minutes=str(policy.unnamed_minutes),
        )
    elif everything > policy.sale_asks_above:
        yield say(
            "credits.sale_large",
            Severity.APPROVE,
            currency,
            everything=everything,
            limit=policy.sale_asks_above,
        )
    yield say("credits.scam", Severity.WARN, currency)


def _voiding(facts: SaleFacts, operator: Operator, currency: Currency) -> Iterator[Finding]:
    against = {
        "credits.void_already": facts.already,
        "credits.void_not_today": facts.sold_on != facts.day,
        "credits.void_other_desk": facts.till_open and not facts.at_this_desk,
        "credits.void_till": not facts.till_open,
    }
    for code, holds in against.items():
        if holds:
            yield say(code, Severity.FORBID, currency)
    if facts.balance != facts.amount and not facts.already:
        yield say(
            "credits.void_used",
            Severity.FORBID,
            currency,
            left=facts.balance,
            amount=facts.amount,
        )
    yield from _own(facts.customer, operator, currency)
    if not operator.may(APPROVE):
        who = operator.short_name
        yield say("credits.void_asks", Severity.APPROVE, currency, operator=who)
