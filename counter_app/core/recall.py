"""A recall notice: which item, which lot, sold when, and why it must come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Recall:
    """One row of a notice. No lot means all lots, no day no bound."""

    number: str
    item_code: str
    title: str
    lot: str = ""
    sold_from: date | None = None
    sold_to: date | None = None
