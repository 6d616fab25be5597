"""Reads the situation in which something about a receipt is judged."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from counter_app.core.operator import Operator
from counter_app.core.receipt import Receipt
from counter_app.records.work import Work
from counter_app.rules.situation import SaleSituation

Kind = TypeVar("Kind", bound=SaleSituation)


def situation_of(
    kind: type[Kind], work: Work, receipt: Receipt, operator: Operator, as_of: date
) -> Kind:
    """Who asks, and the policies of the sale and of the day, as a task has them."""
    return kind(
        policy=work.policy(as_of),
        operator=operator,
        store=work.store.number_on(receipt.key.store),
        currency=work.store.currency,
        policy_at_sale=work.policy(receipt.key.business_date),
    )
