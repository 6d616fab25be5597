"""Column types that keep money, quantities and time exact on both engines.

What was put there by hand and is no such value is `StorageError` when it is read.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from counter_app.core.canonical import JsonText, canonical_json
from counter_app.core.errors import BadInput, StorageError
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
DAMAGED: Final = "The store's database file is damaged."


def damaged() -> StorageError:
    """What is said where the database holds something that the program never wrote."""
    return StorageError(DAMAGED, code="storage_damaged")


class MoneyType(TypeDecorator[Money]):
    """Minor units in 64 bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> int | None:
        """Money to minor units."""
        return None if value is None else value.minor

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Money | None:
        """Minor units to Money."""
        try:
            return None if value is None else Money(int(value))
        except (ValueError, TypeError, BadInput) as error:
            raise damaged() from error


class QuantityType(TypeDecorator[Quantity]):
    """Thousandths of the unit in 64 bits."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Quantity | None, dialect: Dialect) -> int | None:
        """Quantity to thousandths."""
        return None if value is None else value.milli

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Quantity | None:
        """Thousandths to Quantity."""
        try:
            return None if value is None else Quantity(int(value))
        except (ValueError, TypeError, BadInput) as error:
            raise damaged() from error


class StampType(TypeDecorator[datetime]):
    """An instant as microseconds since 1970 UTC: exact and ordered the same on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Aware datetime to microseconds."""
        return None if value is None else stamp(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Microseconds to an aware UTC datetime."""
        try:
            return None if value is None else _EPOCH + timedelta(microseconds=int(value))
        except (ValueError, TypeError, OverflowError) as error:
            raise damaged() from error


def stamp(at: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z of an aware instant."""
    assert at.tzinfo is not None
    return (at - _EPOCH) // timedelta(microseconds=1)


class DateType(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Day to ``2026-11-21``."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """``2026-11-21`` to a day."""
        try:
            return None if value is None else date.fromisoformat(value)
        except (ValueError, TypeError) as error:
            raise damaged() from error


class JsonType(TypeDecorator[Any]):
    """Canonical JSON text (sorted keys), so that digests over it are stable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any | None, dialect: Dialect) -> str | None:
        """Object to canonical JSON; a `JsonText` is that already."""
        if isinstance(value, JsonText):
            return str(value)
        return None if value is None else json_text(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Any | None:
        """JSON to object."""
        try:
            return None if value is None else json.loads(value)
        except (ValueError, TypeError, RecursionError) as error:
            raise damaged() from error


def json_text(value: Any) -> str:
    """The one way JSON is stored: sorted keys, no spaces, so that digests over it are stable."""
    return canonical_json(value)


def whole(*columns: str) -> tuple[CheckConstraint, ...]:
    """Checks that SQLite really holds integers there (its INTEGER affinity would store 1.5)."""
    return tuple(
        CheckConstraint(f"typeof({name}) IN ('integer','null')", name=f"{name}_whole").ddl_if(
            dialect="sqlite"
        )
        for name in columns
    )
