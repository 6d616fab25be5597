"""The only place that asks the system for the time; everything else is handed a `Clock`.

Stamps are UTC; the store's zone gives calendar days; the business day rolls at a set hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant in UTC."""
        return datetime.now(UTC)


class FrozenClock:
    """A clock that stands still until it is moved: tests, demo tours, replays."""

    def __init__(self, at: datetime) -> None:
        assert at.tzinfo is not None
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self._at

    def set(self, at: datetime) -> None:
        """Stand at another instant."""
        assert at.tzinfo is not None
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Move forward (or back)."""
        self._at += by


@dataclass(frozen=True, slots=True)
class StoreCalendar:
    """The store's zone and the local hour at which its business day begins (default 04:00)."""

    zone: str = "UTC"
    roll_hour: int = 4

    def local(self, at: datetime) -> datetime:
        """The instant on the store's wall clock."""
        return at.astimezone(ZoneInfo(self.zone))

    def business_date(self, at: datetime) -> date:
        """The business date an instant belongs to."""
        return (self.local(at) - timedelta(hours=self.roll_hour)).date()
