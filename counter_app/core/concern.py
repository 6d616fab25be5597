"""Whom a manager's yes concerns: the customer or the card that was seen, and the clerk who asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concern:
    """Ids of what is known; `clerk_number` is who asks."""

    customer_id: str | None
    person_id: str | None
    clerk_number: str
