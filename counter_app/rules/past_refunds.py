"""One past refund as signals are computed from; plain data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from counter_app.core.money import Money
from counter_app.core.transaction import Tender


@dataclass(frozen=True, slots=True)
class PastRefund:
    """One tender of one refund: who made it, for whom, when, how much, and how it came about."""

    transaction_id: str
    operator_id: int
    operator_number: str
    customer_id: str | None
    day: date
    tender: Tender
    amount: Money
    sold_by: str
    keyed: bool
    codes: frozenset[str]
    person_id: str | None = None
    """Whose card was seen."""
