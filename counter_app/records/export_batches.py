"""What was exported: one row for each file of a date, so that a second export is known as such."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Column, Connection, Integer, String, Table, insert, select

from counter_app.storage.base import METADATA
from counter_app.storage.types import DateType, StampType

export_batches: Final = Table(
    "export_batches",
    METADATA,
    Column("form", String(20), primary_key=True),
    Column("business_date", DateType, primary_key=True),
    Column("batch", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("entries", Integer, nullable=False),
    Column("station", String(12), nullable=False),
    Column("exported_at", StampType, nullable=False),
)


ONLINE_REFUNDS: Final = "online-refunds"
"""The form that tells web channels what to give back."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One export as it is on record; `again` is True if the same bytes were exported before."""

    number: int
    sha256: str
    exported_at: datetime
    again: bool


def mark_batch(
    connection: Connection,
    form: str,
    day: date,
    sha256: str,
    entries: int,
    station: str,
    at: datetime,
) -> Batch:
    """Mark an export; the same bytes keep their batch, other bytes of the date get the next one."""
    b = export_batches.c
    known = connection.execute(
        select(export_batches).where(b.form == form, b.business_date == day).order_by(b.batch)
    ).all()
    for row in known:
        if row.sha256 == sha256:
            return Batch(row.batch, sha256, row.exported_at, again=True)
    number = len(known) + 1
    connection.execute(
        insert(export_batches).values(
            form=form,
            business_date=day,
            batch=number,
            sha256=sha256,
            entries=entries,
            station=station,
            exported_at=at,
        )
    )
    return Batch(number, sha256, at, again=False)


def exported_since(connection: Connection, form: str, day: date, at: datetime) -> bool:
    """True if a date was exported in this form after a moment of it."""
    b = export_batches.c
    found = select(b.batch).where(b.form == form, b.business_date == day, b.exported_at >= at)
    return connection.execute(found.limit(1)).first() is not None
