"""What the detective found, in words: the cause, its evidence, and the entry that would correct it.

A variance belongs to the till: no sentence names a person or says that anybody owes it.
"""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import ZERO, Money
from counter_app.core.words import Words
from counter_app.rules.variance.case import Cause, Explanation


@dataclass(frozen=True, slots=True)
class Likely:
    """One explanation as people read it."""

    title: str
    evidence: str
    entry: str


def in_words(one: Explanation, words: Words) -> Likely:
    """An explanation as a sentence, its evidence, and the correcting entry it proposes."""
    return Likely(_title(one, words), _evidence(one, words), _entry(one, words))


def flow_name(flow: str, words: Words) -> str:
    """A movement's word inside a sentence."""
    return {
        "paid_in": words.say("paid-in"),
        "paid_out": words.say("paid-out"),
        "loan": words.say("loan"),
        "pickup": words.say("pickup"),
        "float": words.say("float"),
        "refund": words.say("refund"),
        "sale": words.say("sale"),
        "check_cashed": words.say("check cashed"),
        "void": words.say("void"),
    }.get(flow, flow.replace("_", " "))


def _title(one: Explanation, words: Words) -> str:
    amount, flow = one.amount, flow_name(one.flow, words)
    match one.cause:
        case Cause.MISSING:
            return words.say("A {flow} of {amount} was not entered", flow=flow, amount=amount)
        case Cause.DOUBLED:
            return words.say("A {flow} of {amount} was entered twice", flow=flow, amount=amount)
        case Cause.WRONG_SIDE:
            return words.say("A {flow} of {amount} went the other way", flow=flow, amount=amount)
        case Cause.TRANSPOSED:
            return words.say(
                "Two digits of a {flow} were exchanged: it was {amount}", flow=flow, amount=amount
            )
        case Cause.CHECK_AS_CASH:
            return words.say("A check of {amount} was counted as cash", amount=amount)
        case Cause.MISSED_PICKUP:
            return words.say("A pickup of {amount} was not entered", amount=amount)
        case Cause.UNDECLARED_FLOAT:
            return words.say("{amount} lay in the drawer before it was opened", amount=amount)
        case Cause.DENOMINATION:
            real, written = one.worth or (0, 0)
            return words.say(
                "{n} pieces of {real} stand in the row of {written}",
                n=one.pieces,
                real=Money(real),
                written=Money(written),
            )
        case Cause.VOID_AFTER_PAYOUT:
            return words.say("A refund of {amount} was voided after its payout", amount=amount)
        case Cause.OTHER_TILL:
            return words.say(
                "{till} is off by {amount} the other way", till=one.till, amount=amount
            )


def _evidence(one: Explanation, words: Words) -> str:
    said = []
    if one.references:
        said.append(words.say("Slip {numbers}.", numbers=", ".join(one.references)))
    if len(one.events) == 1:
        said.append(words.say("One record of the till shows it."))
    elif one.events:
        said.append(words.say("{n} records of the till show it.", n=len(one.events)))
    if one.left:
        said.append(words.say("{amount} stays open beside it.", amount=abs(one.left)))
    if not said:
        said.append(words.say("The amount fits; nothing else shows it."))
    return " ".join(said)


def _entry(one: Explanation, words: Words) -> str:
    """A correcting entry; counts are never edited, they are made again."""
    if one.correction == ZERO:
        return words.say("Count these rows once more; no entry is needed if it was written wrong.")
    return words.say(
        "Correcting entry: {amount} to the till, {other} to {account}.",
        amount=_signed(one.correction, words),
        other=_signed(-one.correction, words),
        account=_account(one.account, words),
    )


def _account(account: str, words: Words) -> str:
    """The other side of a correcting entry inside a sentence."""
    return {
        "safe": words.say("the safe"),
        "returns": words.say("returns"),
        "sales": words.say("sales"),
        "over_short": words.say("over and short"),
        "till check": words.say("the checks in the till"),
    }.get(account) or flow_name(account, words)


def _signed(amount: Money, words: Words) -> str:
    """With its sign in front, also where it is a gain."""
    return f"{'+' if amount > ZERO else ''}{words.amount(amount)}"
