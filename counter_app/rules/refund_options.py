"""The plans a customer can choose from: as paid, most of it in hand, or as store credit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from counter_app.core.transaction import Tender
from counter_app.rules.refund_plan import How, Payments, TenderPlan
from counter_app.rules.tender_policy import TenderTerms


class Way(StrEnum):
    """What a plan is about."""

    AS_PAID = "as_paid"
    FASTEST = "fastest"
    STORE_CREDIT = "store_credit"


@dataclass(frozen=True, slots=True)
class Routing:
    """What makes a plan: the wished tender, and to what payments of declined cards go instead."""

    way: Way
    wish: Tender | None = None
    moved: tuple[tuple[int, Tender], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One plan with the choice that makes it."""

    routing: Routing
    plan: TenderPlan

    @property
    def needs_approval(self) -> bool:
        """True if some part leaves otherwise than policy gives freely."""
        return any(p.how is not How.FREE for p in self.plan.parts)


Planner: TypeAlias = Callable[[Tender | None, Mapping[int, Tender]], TenderPlan]
"""Plans the refund at hand for a wish and for payments that are moved."""


def plan_options(payments: Payments, terms: TenderTerms, planner: Planner) -> tuple[Option, ...]:
    """Up to three plans that differ, the suggested one first; a blocked one only if it is alone.

    What a card declined is tried again by the first and moved by the others.
    """
    found: list[Option] = []
    for way, tender in (
        (Way.AS_PAID, None),
        (Way.FASTEST, Tender.CASH),
        (Way.STORE_CREDIT, Tender.STORE_CREDIT),
    ):
        moved = {} if tender is None else _moved(payments, terms, tender)
        plan = planner(tender, moved)
        if tender is not None and (plan.blocked or not plan.paid_in(tender)):
            continue
        if any(plan.tenders == other.plan.tenders for other in found):
            continue
        if way is Way.STORE_CREDIT and _mixed(plan):
            continue
        found.append(Option(Routing(way, tender, tuple(sorted(moved.items()))), plan))
    sound = [option for option in found if not option.plan.blocked]
    return tuple(sound or found[:1])


def _moved(payments: Payments, terms: TenderTerms, tender: Tender) -> dict[int, Tender]:
    """Where payments of declined cards go if the customer takes `tender`."""
    moved = {}
    for payment in payments.paid:
        if payment.number not in payments.declined:
            continue
        row = terms.row(payment.tender)
        allowed = (*row.declined_to, *row.to, *row.with_approval)
        if tender in allowed and tender is not payment.tender:
            moved[payment.number] = tender
    return moved


def _mixed(plan: TenderPlan) -> bool:
    """True if cash leaves beside the store credit: that is no plan of its own."""
    return bool(plan.paid_in(Tender.CASH))
