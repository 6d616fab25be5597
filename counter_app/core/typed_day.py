"""A day as a person types it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from counter_app.core.errors import BadInput

_BETWEEN: Final = re.compile(r"\s*(?:\.\.|[–—]|\s-\s|(?<=\d)-(?=\d{1,2}/))\s*")


def days_of(text: str, today: date) -> tuple[date, date | None]:
    """A day, or the first and the last of some: ``11/1-11/10``, ``2026-11-01..2026-11-10``."""
    first, *rest = _BETWEEN.split(text.strip(), 1)
    start = day_of(first, today)
    if not rest:
        return start, None
    end = day_of(rest[0], today)
    if end < start and rest[0].count("/") == 1:  # without a year, and not over yet
        end = day_of(f"{rest[0]}/{start.year}", today)
    return start, end


def day_of(text: str, today: date) -> date:
    """``11/7``, ``11/7/2026`` or ``2026-11-07``; without a year the last such day."""
    parts = text.strip().replace("-", "/").split("/")
    try:
        numbers = [int(part) for part in parts]
        if len(numbers) == 3 and len(parts[0]) == 4:
            return date(*numbers)
        if len(numbers) == 3:
            return date(numbers[2], numbers[0], numbers[1])
        month, day = numbers
        found = date(today.year, month, day)
        return found if found <= today else date(today.year - 1, month, day)
    except (ValueError, TypeError):
        raise BadInput("Write the day like 11/7 or 2026-11-07.", code="bad_clue") from None
