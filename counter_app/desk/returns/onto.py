"""The store credit that a customer shows, so that a refund goes onto it; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Onto:
    """Which credit it is, and the end of its code; the code itself is never kept."""

    credit_id: str
    tail: str
