"""The store and its till sessions as every layer may know them: what slips and calendars need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from counter_app.core.clock import StoreCalendar
from counter_app.core.money import Currency


@dataclass(frozen=True, slots=True)
class Store:
    """Facts about the store; `mode` is live, demo or practice."""

    id: str
    number: str
    name: str
    address: tuple[str, ...]
    phone: str
    currency: Currency
    calendar: StoreCalendar
    locale: str = "en_US"
    mode: str = "live"

    @property
    def is_live(self) -> bool:
        """False for demo and practice stores, where scripts may set the clock."""
        return self.mode == "live"


@dataclass(frozen=True, slots=True)
class TillSession:
    """One opening-to-closing of one till at one station."""

    id: str
    till_id: int
    station: str
    business_date: date
    state: str
    opened_by: int
    opened_at: datetime

    @property
    def account(self) -> str:
        """The till's account in the ledger."""
        return f"till:{self.till_id}"
