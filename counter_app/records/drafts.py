"""Drafts: unfinished work, stored as it changes, so that a crash returns to the same screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import JsonType, MoneyType, StampType, whole

drafts: Final = Table(
    "drafts",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("task", String(40), nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("operator_id", ForeignKey("operators.id"), nullable=False),
    Column("state", String(10), nullable=False),  # open | parked
    Column("title", String(120), nullable=False),
    Column("amount", MoneyType, nullable=True),
    Column("content", JsonType, nullable=False),
    Column("changed_at", StampType, nullable=False),
    Index("ix_drafts_operator_id", "operator_id", "state"),
    *whole("amount"),
)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One piece of unfinished work; `content` is the task's own JSON."""

    id: str
    task: str
    station: str
    operator_id: int
    state: str
    title: str
    amount: Any
    content: Any
    changed_at: datetime


def save_draft(connection: Connection, draft: StoredDraft) -> None:
    """Store a draft, new or changed."""
    values = {
        "task": draft.task,
        "station": draft.station,
        "operator_id": draft.operator_id,
        "state": draft.state,
        "title": draft.title[:120],
        "amount": draft.amount,
        "content": draft.content,
        "changed_at": draft.changed_at,
    }
    changed = connection.execute(update(drafts).where(drafts.c.id == draft.id).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(drafts).values(id=draft.id, **values))


_BY_ID: Final = Prepared(select(drafts).where(drafts.c.id == bindparam("draft")))
_DROP: Final = Prepared(delete(drafts).where(drafts.c.id == bindparam("draft")))


def drop_draft(connection: Connection, draft_id: str) -> None:
    """Forget a draft: it was posted or abandoned."""
    _DROP.run(connection, {"draft": draft_id})


def draft_by_id(connection: Connection, draft_id: str) -> StoredDraft | None:
    """One draft, None if it is gone."""
    row = _BY_ID.first(connection, {"draft": draft_id})
    return _draft(row) if row else None


def drafts_of(connection: Connection, operator_id: int, state: str) -> tuple[StoredDraft, ...]:
    """An operator's open or parked drafts, newest first; drafts stay with their owner."""
    rows = connection.execute(
        select(drafts)
        .where(drafts.c.operator_id == operator_id, drafts.c.state == state)
        .order_by(drafts.c.changed_at.desc())
        .limit(50)
    )
    return tuple(_draft(r) for r in rows)


def parked_drafts(connection: Connection) -> tuple[StoredDraft, ...]:
    """Everybody's parked work in this store, oldest first."""
    rows = connection.execute(
        select(drafts).where(drafts.c.state == "parked").order_by(drafts.c.changed_at).limit(200)
    )
    return tuple(_draft(r) for r in rows)


def _draft(row: Any) -> StoredDraft:
    return StoredDraft(
        row.id,
        row.task,
        row.station,
        row.operator_id,
        row.state,
        row.title,
        row.amount,
        row.content,
        row.changed_at,
    )
