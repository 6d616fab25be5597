"""What a station has done on one business date, as counts: never as amounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, distinct, func, select

from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import overrides, transactions

_SILENT: Final = (Kind.CONTROL.value, Kind.CASH_MOVEMENT.value, Kind.COUNT.value)


@dataclass(frozen=True, slots=True)
class DeskDay:
    """Customers' transactions by task (reversed ones left out), and how often a manager agreed."""

    by_task: dict[str, int]
    approved: int = 0


def desk_day(connection: Connection, station: str, day: date) -> DeskDay:
    """Count one day of one station."""
    reversing = select(transactions.c.reverses).where(transactions.c.reverses.is_not(None))
    mine = (
        (transactions.c.station == station)
        & (transactions.c.business_date == day)
        & transactions.c.kind.not_in(_SILENT)
        & transactions.c.reverses.is_(None)
        & transactions.c.id.not_in(reversing)
    )
    rows = connection.execute(
        select(transactions.c.task, func.count()).where(mine).group_by(transactions.c.task)
    )
    approved = connection.execute(
        select(func.count(distinct(overrides.c.transaction_id)))
        .join(transactions, transactions.c.id == overrides.c.transaction_id)
        .where((transactions.c.station == station) & (transactions.c.business_date == day))
    ).scalar_one()
    return DeskDay({row[0]: int(row[1]) for row in rows}, int(approved))
