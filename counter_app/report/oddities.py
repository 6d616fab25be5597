"""What the day has that a manager should look at: patterns, not people; each with its evidence.

The ideas are those of exception reports in use (refunds just under a limit, a reprint before a
refund, many no-sales, voids after the payout); the thresholds are policy or stand beside the rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from counter_app.core.book import Evidence, EvidenceKind, Oddity
from counter_app.core.cash import MovementKind, transit_to
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Role
from counter_app.core.transaction import Kind, Tender
from counter_app.records.cash_movements import movements_open_at
from counter_app.records.day_ledger import balances
from counter_app.records.day_people import Event, voided_ones
from counter_app.records.journal_tables import transaction_tenders, transactions
from counter_app.records.operators import operators
from counter_app.report.context import BookContext
from counter_app.report.money_sections import account_word
from counter_app.report.people_sections import NO_SALE, REPRINT

NEAR: Final = 90
"""Percent of a limit from which a refund is just under it."""
CLUSTER: Final = 3
"""So many refunds just under the limit by one operator in a day are a pattern."""
REPRINT_WINDOW: Final = timedelta(minutes=60)
MANY_NO_SALES: Final = 8
"""No-sales of one station in a day beyond which it is listed (loss-prevention practice)."""
LATE_VOID: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class CashRefund:
    """One refund in cash."""

    transaction_id: str
    receipt_id: str | None
    operator_id: int
    role: str
    at: datetime
    amount: Money


def oddities_of(context: BookContext, events: Sequence[Event]) -> Iterator[Oddity]:
    """Everything strange about the day that the general books show."""
    refunds = _cash_refunds(context)
    yield from _just_under(context, refunds)
    yield from _reprinted_first(context, events, refunds)
    yield from _no_sales(context, events)
    yield from _late_voids(context)
    yield from _on_its_way(context)


def _cash_refunds(context: BookContext) -> tuple[CashRefund, ...]:
    t, tender = transactions.c, transaction_tenders.c
    later = transactions.alias("later")
    rows = context.work.connection.execute(
        select(t.id, t.receipt_id, t.operator_id, operators.c.role, t.occurred_at, tender.amount)
        .join_from(transactions, transaction_tenders, tender.transaction_id == t.id)
        .join(operators, operators.c.id == t.operator_id)
        .where(
            t.business_date == context.day,
            t.kind == Kind.RETURN.value,
            tender.tender == Tender.CASH.value,
            ~select(later.c.id).where(later.c.reverses == t.id).exists(),
        )
        .order_by(t.occurred_at, t.id)
    )
    return tuple(
        CashRefund(r.id, r.receipt_id, r.operator_id, r.role, r.occurred_at, r.amount) for r in rows
    )


def _just_under(context: BookContext, refunds: Sequence[CashRefund]) -> Iterator[Oddity]:
    """Refunds by one operator that stay just below what they may refund alone."""
    words, policy = context.words, context.work.policy(context.day)
    found: dict[int, list[CashRefund]] = {}
    limits: dict[int, Money] = {}
    for refund in refunds:
        limit = policy.role(Role(refund.role)).limit("refund_cash")
        if limit and refund.amount <= limit and refund.amount.minor * 100 >= limit.minor * NEAR:
            found.setdefault(refund.operator_id, []).append(refund)
            limits[refund.operator_id] = limit
    for operator_id, near in sorted(found.items()):
        if len(near) < CLUSTER:
            continue
        amounts = ", ".join(words.amount(r.amount) for r in near[:4])
        yield Oddity(
            "refunds.just_under",
            words.say("{n} refunds just under the cash limit", n=len(near)),
            words.say(
                "{amounts} by {name}. Limit {limit}.",
                amounts=amounts,
                name=context.person(operator_id),
                limit=limits[operator_id],
            ),
            strangeness=70,
            amount=total(r.amount for r in near),
            evidence=Evidence(EvidenceKind.OPERATOR, str(operator_id)),
            section="refunds_by_operator",
        )


def _reprinted_first(
    context: BookContext, events: Sequence[Event], refunds: Sequence[CashRefund]
) -> Iterator[Oddity]:
    """A slip of a receipt was printed again and the same receipt was refunded soon after."""
    words = context.words
    prints = [e for e in events if e.event == REPRINT and e.transaction_id]
    ids = {e.transaction_id for e in prints if e.transaction_id}
    rows = context.work.connection.execute(
        select(transactions.c.id, transactions.c.receipt_id).where(
            transactions.c.id.in_(sorted(ids)), transactions.c.receipt_id.is_not(None)
        )
    )
    receipts = {row.id: row.receipt_id for row in rows}
    told: set[str] = set()
    for event in prints:
        receipt = receipts.get(event.transaction_id or "")
        for refund in refunds:
            soon = timedelta(0) <= refund.at - event.at <= REPRINT_WINDOW
            if receipt is None or refund.receipt_id != receipt or not soon:
                continue
            if refund.transaction_id in told:
                continue
            told.add(refund.transaction_id)
            yield Oddity(
                "refunds.after_reprint",
                words.say("A slip was printed again, then its receipt was refunded"),
                words.say(
                    "Printed again {first}, refunded {then} at {station}.",
                    first=context.local(event.at),
                    then=context.local(refund.at),
                    station=context.station(event.station),
                ),
                strangeness=80,
                amount=refund.amount,
                evidence=Evidence(EvidenceKind.TRANSACTION, refund.transaction_id),
                section="events",
            )


def _no_sales(context: BookContext, events: Sequence[Event]) -> Iterator[Oddity]:
    words = context.words
    by_station: dict[str, int] = {}
    for event in events:
        if event.event == NO_SALE:
            by_station[event.station] = by_station.get(event.station, 0) + 1
    for station, many in sorted(by_station.items()):
        if many > MANY_NO_SALES:
            yield Oddity(
                "drawer.no_sales",
                words.say(
                    "{station} opened the drawer {n} times without a sale",
                    station=context.station(station),
                    n=many,
                ),
                words.say("More than {n} in a day are listed here.", n=MANY_NO_SALES),
                strangeness=50,
                count=many,
                evidence=Evidence(EvidenceKind.SECTION, "events"),
                section="events",
            )


def _late_voids(context: BookContext) -> Iterator[Oddity]:
    """Voids long after the payout, or by somebody else."""
    words = context.words
    for void in voided_ones(context.work.connection, context.day):
        elsewhere = void.operator_id != void.first_operator_id
        if void.at - void.first_at <= LATE_VOID and not elsewhere:
            continue
        yield Oddity(
            "voids.late",
            words.say("A payout was voided afterwards"),
            words.say(
                "No. {number} by {first}, taken back {at} by {name}.",
                number=f"{void.first_number:04d}",
                first=context.person(void.first_operator_id),
                at=context.local(void.at),
                name=context.person(void.operator_id),
            ),
            strangeness=65 if elsewhere else 45,
            amount=void.amount,
            evidence=Evidence(EvidenceKind.TRANSACTION, void.transaction_id),
            section="voids",
        )


def _on_its_way(context: BookContext) -> Iterator[Oddity]:
    """Money that was sent and that nobody has received by the end of the day.

    A float that was made ready waits for whoever opens its till; that is no loss of anybody's.
    """
    words = context.words
    held = balances(context.work.connection, context.day)
    for movement in movements_open_at(context.work.connection, context.span()[1]):
        by_then = movement.business_date <= context.day  # clocks are set back
        if movement.kind is MovementKind.FLOAT and by_then:
            held[transit_to(movement.target), Tender.CASH] -= movement.amount
    for (account, _), amount in sorted(held.items(), key=lambda kv: kv[0][0]):
        if account.partition(":")[0] != "transit" or amount == ZERO:
            continue
        yield Oddity(
            "money.on_its_way",
            words.say("Money was sent and not received"),
            words.say(
                "{name} at the end of the day.", name=account_word(account.partition(":")[2], words)
            ),
            strangeness=75,
            amount=amount,
            evidence=Evidence(EvidenceKind.SECTION, "safe_bank"),
            section="safe_bank",
        )
