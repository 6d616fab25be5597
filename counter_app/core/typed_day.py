"""A day as a person types it."""

from __future__ import annotations

from datetime import date

from counter_app.core.errors import BadInput


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
