"""What a plan of how money goes back says to whoever pays it out: findings of every task that does.

Each task has its own words: `say` makes its finding from the end of a code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol, assert_never

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import Tender
from counter_app.core.words import tender_name, tender_way
from counter_app.rules.refund_plan import Block, How, TenderPlan


class Say(Protocol):
    """A task's finding of a code without the task's name in front."""

    def __call__(self, code: str, severity: Severity, **values: str | Money | date) -> Finding:
        """The finding with its values filled in."""
        ...


class Held(Protocol):
    """Until when a tender is not good yet."""

    def held_until(self, original: Tender, sold_on: date) -> date:
        """The first day on which an original tender counts as good."""
        ...


def blocked(plan: TenderPlan, say: Say) -> Iterator[Finding]:
    """Money that no allowed tender can carry stays."""
    for stop in plan.blocked:
        paid_with = tender_name(stop.original) if stop.original else ""
        match stop.why:
            case Block.NEVER:
                code = "tender_never"
            case Block.NOT_HANDLED:
                code = "tender_not_handled"
            case Block.NOTHING_LEFT:
                code = "no_tender"
            case _:
                assert_never(stop.why)
        yield say(code, Severity.FORBID, amount=stop.amount, paid_with=paid_with)


def footing(
    plan: TenderPlan, paid: Sequence[ReceiptTender], sold_on: date, terms: Held, say: Say
) -> Iterator[Finding]:
    """What leaves by another tender than policy gives freely is a manager's decision."""
    for part in plan.parts:
        amount, way = part.refund.amount, tender_way(part.refund.tender)
        paid_with = tender_name(part.original.tender) if part.original else ""
        match part.how:
            case How.FREE:
                pass
            case How.APPROVAL:
                yield say(
                    "other_tender",
                    Severity.APPROVE,
                    amount=amount,
                    paid_with=paid_with,
                    way=way,
                )
            case How.HELD:
                assert part.original is not None
                until = terms.held_until(part.original.tender, sold_on)
                yield say(
                    "check_held", Severity.DENY, paid_with=paid_with, sold=sold_on, until=until
                )
            case How.FALLBACK:
                if any(t.amount > ZERO for t in paid):
                    yield say("not_covered", Severity.APPROVE, amount=amount)
            case _:
                assert_never(part.how)


def wish(plan: TenderPlan, paid: Sequence[ReceiptTender], say: Say) -> Iterator[Finding]:
    """A wished tender that may carry nothing of what goes back is refused in plain words."""
    if plan.wish is None or plan.paid_in(plan.wish):
        return
    names = dict.fromkeys(tender_name(t.tender) for t in paid if t.amount > ZERO)
    yield say(
        "tender_not_allowed",
        Severity.FORBID,
        way=tender_way(plan.wish),
        paid_with=", ".join(names) or "an unknown tender",
    )
