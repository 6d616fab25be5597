"""When the armoured car comes: weekdays and a time by policy, less the days it stays away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

LOOK_AHEAD_DAYS: Final = 366


@dataclass(frozen=True, slots=True)
class CarrierPolicy:
    """Weekdays (0 is Monday) and the store's time of a visit; no weekday: nobody comes."""

    weekdays: frozenset[int] = frozenset()
    at: time = time(9)
    not_on: frozenset[date] = frozenset()


def next_visit(policy: CarrierPolicy, now: datetime) -> datetime | None:
    """The first visit after `now` (the store's local time); None if none is planned."""
    for ahead in range(LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=ahead)
        visit = datetime.combine(day, policy.at, now.tzinfo)
        if day.weekday() in policy.weekdays and day not in policy.not_on and visit > now:
            return visit
    return None
