"""Policy as effective-dated versions; a version once stored is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

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

from counter_app.core.canonical import sha256_hex
from counter_app.core.errors import StorageError
from counter_app.records.sealed_rows import seal_row
from counter_app.storage.base import METADATA
from counter_app.storage.keys import Keys
from counter_app.storage.prepared import Kept, Prepared
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
    Column("seal", String(64), nullable=True),  # records.sealed_rows
)


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """The TOML text of one version and the business date it counts from."""

    version: int
    effective_from: date
    content: str


def add_policy(
    connection: Connection, keys: Keys, content: str, effective_from: date, by: str, at: datetime
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
            digest=sha256_hex(content),
            content=content,
        )
    )
    seal_row(connection, keys, policy_versions, version)
    return version


_DATED: Final = select(policy_versions.c.version, policy_versions.c.effective_from).order_by(
    policy_versions.c.effective_from, policy_versions.c.version
)
_VERSIONS: Final = Prepared(_DATED)
_KNOWN_THEN: Final = Prepared(_DATED.where(policy_versions.c.loaded_at <= bindparam("known_at")))


def policy_dates(
    connection: Connection, known_at: datetime | None = None, kept: Kept | None = None
) -> tuple[tuple[date, int], ...]:
    """Every version (loaded by an instant) with the date it counts from, oldest date first."""
    if known_at is None:
        return _VERSIONS.made(connection, {}, _dates, kept)
    return _KNOWN_THEN.made(connection, {"known_at": known_at}, _dates, None)


def _dates(rows: Iterable[Any]) -> tuple[tuple[date, int], ...]:
    return tuple((row.effective_from, row.version) for row in rows)


def version_at(dates: Sequence[tuple[date, int]], day: date) -> int:
    """The version in force on a business date; before the first, the first."""
    if not dates:
        raise StorageError("No policy is loaded. Load one with: counter policy load FILE")
    in_force = [version for effective_from, version in dates if effective_from <= day]
    return in_force[-1] if in_force else min(version for _, version in dates)


def stored_policy(connection: Connection, version: int) -> StoredPolicy:
    """One version, whole."""
    row = connection.execute(
        select(policy_versions).where(policy_versions.c.version == version)
    ).one()
    return StoredPolicy(row.version, row.effective_from, row.content)


def policy_at(connection: Connection, day: date) -> StoredPolicy:
    """The version in force on a business date; before the first, the first."""
    return stored_policy(connection, version_at(policy_dates(connection), day))
