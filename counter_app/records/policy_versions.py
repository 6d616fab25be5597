"""Policy as effective-dated versions; a version once stored is never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    func,
    insert,
    select,
)

from counter_app.core.errors import StorageError
from counter_app.storage.base import METADATA
from counter_app.storage.types import DateType, StampType

policy_versions: Final = Table(
    "policy_versions",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("effective_from", DateType, nullable=False),
    Column("loaded_at", StampType, nullable=False),
    Column("loaded_by", String(80), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("content", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """The TOML text of one version and the business date it counts from."""

    version: int
    effective_from: date
    content: str


def add_policy(
    connection: Connection, content: str, effective_from: date, by: str, at: datetime
) -> int:
    """Store a validated policy text as the next version and give its number."""
    highest = connection.execute(select(func.max(policy_versions.c.version))).scalar()
    version = int(highest or 0) + 1
    connection.execute(
        insert(policy_versions).values(
            version=version,
            effective_from=effective_from,
            loaded_at=at,
            loaded_by=by,
            digest=hashlib.sha256(content.encode()).hexdigest(),
            content=content,
        )
    )
    return version


_TABLE: Final = policy_versions.c
_IN_FORCE: Final = (
    select(_TABLE.version, _TABLE.effective_from, _TABLE.content)
    .where(_TABLE.effective_from <= bindparam("day"))
    .order_by(_TABLE.effective_from.desc(), _TABLE.version.desc())
    .limit(1)
)
_FIRST: Final = (
    select(_TABLE.version, _TABLE.effective_from, _TABLE.content).order_by(_TABLE.version).limit(1)
)


def policy_at(connection: Connection, day: date) -> StoredPolicy:
    """The version in force on a business date; before the first, the first."""
    row = connection.execute(_IN_FORCE, {"day": day}).first()
    if row is None:
        row = connection.execute(_FIRST).first()
    if row is None:
        raise StorageError("No policy is loaded. Load one with: counter policy load FILE")
    return StoredPolicy(row.version, row.effective_from, row.content)
