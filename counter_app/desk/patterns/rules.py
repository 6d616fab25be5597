"""Signals from past refunds: each says what it is based on, and none decides anything.

Pure. A signal about somebody at the desk names them, so that it is never shown to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counter_app.core.approval import Audience, Finding, Severity
from counter_app.core.money import Currency, Money, total
from counter_app.core.words import amount_text, date_text, finding_of
from counter_app.desk.patterns.wording import WORDS
from counter_app.rules.past_refunds import PastRefund
from counter_app.rules.policy import PatternsPolicy


@dataclass(frozen=True, slots=True)
class Signal:
    """One pattern: the finding that tells it, whom it concerns, and the refunds behind it."""

    finding: Finding
    amount: Money
    count: int
    evidence: tuple[str, ...]
    operator_id: int | None = None
    customer_id: str | None = None
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class People:
    """Names, what is kept of cards by person, and limits by operator and tender ("refund_cash")."""

    operators: Mapping[int, str]
    customers: Mapping[str, str]
    limits: Mapping[int, Mapping[str, Money]]
    cards: Mapping[str, str] = field(default_factory=dict)


def signals(
    refunds: Sequence[PastRefund], people: People, rules: PatternsPolicy, currency: Currency
) -> tuple[Signal, ...]:
    """Every signal, the one with the most money in it first."""
    found = [
        *_persons(refunds, people, rules, currency),
        *_clerks(refunds, people, rules, currency),
    ]
    return tuple(sorted(found, key=lambda s: -s.amount.minor))


def _persons(
    refunds: Sequence[PastRefund], people: People, rules: PatternsPolicy, currency: Currency
) -> Iterator[Signal]:
    """By customer's record, and by the card that was seen; who is known by both is told once."""
    told: list[frozenset[str]] = []
    for customer, theirs in _grouped(refunds, lambda r: r.customer_id):
        if _count(theirs) >= rules.person_refunds:
            told.append(frozenset(r.transaction_id for r in theirs))
            who = people.customers.get(customer, customer)
            yield _signal("pattern.person", who, theirs, currency, customer_id=customer)
    for person, theirs in _grouped(refunds, lambda r: r.person_id):
        card, theirs_ids = people.cards.get(person), {r.transaction_id for r in theirs}
        if card is None or any(theirs_ids <= ids for ids in told):
            continue  # forgotten, or told already
        if _count(theirs) >= rules.person_refunds:
            yield _signal("pattern.card", card, theirs, currency, person_id=person)


def _grouped(
    refunds: Sequence[PastRefund], key: Callable[[PastRefund], str | None]
) -> Iterator[tuple[str, list[PastRefund]]]:
    found: dict[str, list[PastRefund]] = defaultdict(list)
    for refund in refunds:
        known = key(refund)
        if known is not None:
            found[known].append(refund)
    yield from found.items()


def _clerks(
    refunds: Sequence[PastRefund], people: People, rules: PatternsPolicy, currency: Currency
) -> Iterator[Signal]:
    by_clerk: dict[int, list[PastRefund]] = defaultdict(list)
    for refund in refunds:
        by_clerk[refund.operator_id].append(refund)
    for clerk, theirs in by_clerk.items():
        who = people.operators.get(clerk, str(clerk))
        others = [_count(rest) for other, rest in by_clerk.items() if other != clerk]
        average = sum(others) // len(others) if others else 0
        if others and _count(theirs) >= max(rules.clerk_refunds, rules.clerk_times * average):
            said = {"average": str(average)}
            yield _signal("pattern.clerk", who, theirs, currency, said, operator_id=clerk)
        for code, some, least in (
            ("pattern.reprint", [r for r in theirs if "returns.reprint" in r.codes], 1),
            ("pattern.keyed", [r for r in theirs if r.keyed], rules.keyed_refunds),
            ("pattern.own_sale", [r for r in theirs if _own_sale(r)], 1),
        ):
            if some and _count(some) >= least:
                yield _signal(code, who, some, currency, operator_id=clerk)
        yield from _just_under(clerk, who, theirs, people, rules, currency)


def _just_under(
    clerk: int,
    who: str,
    theirs: Sequence[PastRefund],
    people: People,
    rules: PatternsPolicy,
    currency: Currency,
) -> Iterator[Signal]:
    """Refunds above nine tenths of the clerk's own limit and not above it."""
    by_limit: dict[int, list[PastRefund]] = defaultdict(list)
    for refund in theirs:
        limit = people.limits.get(clerk, {}).get(f"refund_{refund.tender.value}")
        if limit and limit.minor * 9 < refund.amount.minor * 10 <= limit.minor * 10:
            by_limit[limit.minor].append(refund)
    for limit_minor, some in by_limit.items():
        if _count(some) >= rules.under_limit_refunds:
            said = {"limit": amount_text(Money(limit_minor), currency)}
            yield _signal("pattern.under_limit", who, some, currency, said, operator_id=clerk)


def _own_sale(refund: PastRefund) -> bool:
    sold_by = refund.sold_by.lstrip("0")
    return bool(sold_by) and sold_by == refund.operator_number.lstrip("0")


def _count(refunds: Sequence[PastRefund]) -> int:
    return len({r.transaction_id for r in refunds})


def _signal(
    code: str,
    who: str,
    refunds: Sequence[PastRefund],
    currency: Currency,
    said: Mapping[str, str] | None = None,
    *,
    operator_id: int | None = None,
    customer_id: str | None = None,
    person_id: str | None = None,
) -> Signal:
    amount, days = total(r.amount for r in refunds), [r.day for r in refunds]
    params = {
        "who": who,
        "count": str(_count(refunds)),
        "amount": amount_text(amount, currency),
        "first": date_text(min(days)),
        "first_on": min(days).isoformat(),
        "last": date_text(max(days)),
        "last_on": max(days).isoformat(),
        **(said or {}),
    }
    made = finding_of(WORDS[code], code, Severity.INFORM, params)
    finding = replace(made, audience=Audience.MANAGER)
    evidence = tuple(dict.fromkeys(r.transaction_id for r in refunds))
    found = _count(refunds)
    return Signal(finding, amount, found, evidence, operator_id, customer_id, person_id)
