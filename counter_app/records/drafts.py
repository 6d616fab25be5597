"""Drafts: unfinished work, stored as it changes, so that a crash returns to the same screen.

What is in a draft is sealed with the store's field key, which all its stations share: a locked desk
leaves nothing to read in the database. Rows of older versions are plain until they change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
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

from counter_app.core.errors import Conflict, NotFound, Refused, StorageError
from counter_app.core.money import Money
from counter_app.core.said import Said, kept, said_again
from counter_app.storage.base import METADATA
from counter_app.storage.cipher import seal, unseal
from counter_app.storage.keys import Keys
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
    """One piece of unfinished work; `content` is the task's own JSON.

    Title, amount and content are sealed where it is stored. A title that is `said` stays so: each
    reader has it in their own language.
    """

    id: str
    task: str
    station: str
    operator_id: int
    state: str
    title: str
    amount: Money | None
    content: Any
    changed_at: datetime


_SEALED: Final = "sealed"
MAX_TITLE: Final = 120


def save_draft(connection: Connection, keys: Keys, draft: StoredDraft) -> None:
    """Store a draft, new or changed."""
    values = {
        "task": draft.task,
        "station": draft.station,
        "operator_id": draft.operator_id,
        "state": draft.state,
        "title": "",
        "amount": None,
        "content": {_SEALED: _seal(keys, draft)},
        "changed_at": draft.changed_at,
    }
    changed = connection.execute(update(drafts).where(drafts.c.id == draft.id).values(values))
    if changed.rowcount == 0:
        connection.execute(insert(drafts).values(id=draft.id, **values))


LEFT_AFTER: Final = timedelta(minutes=15)
"""Work left open at another desk for so long may be taken up: that desk stopped or was left."""


def take_up(
    connection: Connection,
    keys: Keys,
    draft_id: str,
    *,
    station: str,
    operator_id: int,
    at: datetime,
) -> StoredDraft:
    """Make parked work, or work left open, this operator's open work; exactly one desk gets it.

    Raises `NotFound` if it is gone, `Refused` if somebody works on it, `Conflict` if another desk
    was a moment faster. The caller decides who may take up what.
    """
    row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).first()
    if row is None or row.state not in ("open", "parked"):
        raise NotFound("This draft is gone.", code="draft_unknown")
    mine = row.operator_id == operator_id
    if row.state == "open" and not mine and not _left(row, station, at):
        raise Refused("Somebody is working on this at the moment.", code="draft_of_other")
    changed = connection.execute(
        update(drafts)
        .where(
            drafts.c.id == draft_id,
            drafts.c.state == row.state,
            drafts.c.station == row.station,
            drafts.c.operator_id == row.operator_id,
            drafts.c.changed_at == row.changed_at,
        )
        .values(state="open", station=station, operator_id=operator_id, changed_at=at)
    )
    if changed.rowcount != 1:
        raise Conflict("Another desk has just taken this up.", code="draft_taken")
    return replace(_draft(row, keys), state="open", station=station, operator_id=operator_id)


def check_holder(connection: Connection, draft_id: str, station: str, operator_id: int) -> None:
    """Raise `Conflict` if stored work is open at another desk, or with somebody else here."""
    _held_by(_BY_ID.first(connection, {"draft": draft_id}), station, operator_id)


def _held_by(row: Any, station: str, operator_id: int) -> None:
    holder = None if row is None else (row.station, row.operator_id)
    if row is not None and row.state == "open" and holder != (station, operator_id):
        raise Conflict(
            "This was taken up by somebody else.",
            code="draft_taken",
            remedy="They go on with it; nothing is lost.",
        )


def unfinished(connection: Connection, keys: Keys) -> tuple[StoredDraft, ...]:
    """All parked and open work of the store, oldest first: what a settlement has to list."""
    rows = connection.execute(
        select(drafts)
        .where(drafts.c.state.in_(("open", "parked")))
        .order_by(drafts.c.changed_at)
        .limit(200)
    )
    return tuple(_readable(rows, keys))


def waiting_at(
    connection: Connection, keys: Keys, station: str, operator_id: int | None, now: datetime
) -> tuple[StoredDraft, ...]:
    """What can be taken up at a station: parked work, and what was left open at another desk.

    An operator's own work at another desk waits at once, others' once it was left `LEFT_AFTER`.
    """
    found = unfinished(connection, keys)
    return tuple(
        d
        for d in found
        if d.state == "parked"
        or (d.station != station and (d.operator_id == operator_id or _left(d, station, now)))
    )


def _left(draft: Any, station: str, now: datetime) -> bool:
    return bool(draft.station != station and now - draft.changed_at >= LEFT_AFTER)


_BY_ID: Final = Prepared(select(drafts).where(drafts.c.id == bindparam("draft")))
_DROP: Final = Prepared(
    delete(drafts)
    .where(drafts.c.id == bindparam("draft"))
    .returning(drafts.c.state, drafts.c.station, drafts.c.operator_id)
)


def drop_draft(connection: Connection, draft_id: str) -> None:
    """Forget a draft: it was posted or abandoned."""
    _DROP.first(connection, {"draft": draft_id})


def end_draft(connection: Connection, draft_id: str, station: str, operator_id: int) -> None:
    """Forget a draft that this operator ends here; `Conflict` if somebody else took it up."""
    _held_by(_DROP.first(connection, {"draft": draft_id}), station, operator_id)


def draft_by_id(connection: Connection, keys: Keys, draft_id: str) -> StoredDraft | None:
    """One draft, None if it is gone; `StorageError` if it was changed by hand."""
    row = _BY_ID.first(connection, {"draft": draft_id})
    return _draft(row, keys) if row else None


def drafts_of(
    connection: Connection, keys: Keys, operator_id: int, state: str
) -> tuple[StoredDraft, ...]:
    """An operator's open or parked drafts, newest first; drafts stay with their owner."""
    rows = connection.execute(
        select(drafts)
        .where(drafts.c.operator_id == operator_id, drafts.c.state == state)
        .order_by(drafts.c.changed_at.desc())
        .limit(50)
    )
    return tuple(_readable(rows, keys))


def parked_drafts(connection: Connection, keys: Keys) -> tuple[StoredDraft, ...]:
    """Everybody's parked work in this store, oldest first."""
    rows = connection.execute(
        select(drafts).where(drafts.c.state == "parked").order_by(drafts.c.changed_at).limit(200)
    )
    return tuple(_readable(rows, keys))


def changed_drafts(connection: Connection, keys: Keys) -> Iterator[str]:
    """Ids of stored work that is not as it was put aside."""
    for row in connection.execute(select(drafts).order_by(drafts.c.id)):
        try:
            _draft(row, keys)
        except StorageError:
            yield row.id


def _readable(rows: Iterable[Any], keys: Keys) -> Iterator[StoredDraft]:
    """What lists show: one row changed by hand keeps nobody from the others."""
    for row in rows:
        try:
            yield _draft(row, keys)
        except StorageError:
            continue


def _seal(keys: Keys, draft: StoredDraft) -> str:
    amount = None if draft.amount is None else draft.amount.minor
    title = kept(draft.title) if isinstance(draft.title, Said) else draft.title[:MAX_TITLE]
    inside = {"title": title, "amount": amount, "content": draft.content}
    return seal(keys, _purpose(draft.id), json.dumps(inside, ensure_ascii=False))


def _purpose(draft_id: str) -> str:
    """What is sealed belongs to this draft and opens in no other."""
    return f"draft {draft_id}"


def _draft(row: Any, keys: Keys) -> StoredDraft:
    title, amount, content = row.title, row.amount, row.content
    if isinstance(content, dict) and content.keys() == {_SEALED}:
        inside = json.loads(unseal(keys, _purpose(row.id), content[_SEALED]))
        title, content = inside["title"], inside["content"]
        title = said_again(title) if isinstance(title, dict) else title
        amount = None if inside["amount"] is None else Money(inside["amount"])
    return StoredDraft(
        row.id,
        row.task,
        row.station,
        row.operator_id,
        row.state,
        title,
        amount,
        content,
        row.changed_at,
    )
