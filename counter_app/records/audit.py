"""Events that move no money: sign-ons, drawer kicks, no-sales, reprints, unlocks. Never PINs."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Column, Connection, Index, Integer, String, Table, insert

from counter_app.core.ids import new_id
from counter_app.storage.base import METADATA
from counter_app.storage.types import JsonType, StampType

audit_events: Final = Table(
    "audit_events",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("station", String(12), nullable=False),
    Column("operator_id", Integer, nullable=True),
    Column("event", String(40), nullable=False),
    Column("transaction_id", String(36), nullable=True),
    Column("detail", JsonType, nullable=False),
    Column("occurred_at", StampType, nullable=False),
    Index("ix_audit_events_event", "event", "occurred_at"),
)


def note_event(
    connection: Connection,
    *,
    station: str,
    event: str,
    at: datetime,
    operator_id: int | None = None,
    transaction_id: str | None = None,
    **detail: str | int | None,
) -> None:
    """Write one event ("drawer_kick", "sign_on", "sign_on_failed", "reprint" and the like)."""
    connection.execute(
        insert(audit_events).values(
            id=new_id(),
            station=station,
            operator_id=operator_id,
            event=event,
            transaction_id=transaction_id,
            detail=detail,
            occurred_at=at,
        )
    )
