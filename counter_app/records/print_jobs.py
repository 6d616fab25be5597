"""The print queue: rows written with the transaction, worked off by the spool.

queued → sending → printed | sent | unknown | failed; expired and cancelled end a job, too.
A job found in `sending` at start is `unknown`: never sent again without a person's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from counter_app.core.ids import new_id
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import StampType

print_jobs: Final = Table(
    "print_jobs",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("transaction_id", String(36), nullable=False),
    Column("document", Integer, nullable=False),
    Column("station", String(12), nullable=False),
    Column("copy_number", Integer, nullable=False),
    Column("operator_id", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    Column("created_at", StampType, nullable=False),
    Column("changed_at", StampType, nullable=False),
    ForeignKeyConstraint(
        ["transaction_id", "document"],
        ["transaction_documents.transaction_id", "transaction_documents.number"],
    ),
    Index("ix_print_jobs_state", "station", "state", "created_at"),
)


_INSERT: Final = Prepared(insert(print_jobs))
_OLDEST_FIRST: Final = (
    print_jobs.c.created_at,
    print_jobs.c.transaction_id,
    print_jobs.c.document,
    print_jobs.c.copy_number,
)
"""Slips of one transaction in the order of its documents, which ids of one instant do not give."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """One document waiting for, or gone through, a printer; copy 0 is the original."""

    id: str
    transaction_id: str
    document: int
    station: str
    copy_number: int
    operator_id: int
    state: str
    attempts: int
    detail: str
    created_at: datetime


class PrintJobs:
    """The queue as seen from one connection."""

    def __init__(self, connection: Connection, station: str) -> None:
        self._connection = connection
        self._station = station

    def add(
        self,
        transaction_id: str,
        document: int,
        operator_id: int,
        at: datetime,
        *,
        duplicate: bool = False,
    ) -> str:
        """Queue a stored document; a duplicate takes the next copy number."""
        job_id = new_id()
        copies = self._copies(transaction_id, document) if duplicate else 0
        _INSERT.run(
            self._connection,
            {
                "id": job_id,
                "transaction_id": transaction_id,
                "document": document,
                "station": self._station,
                "copy_number": copies + 1 if duplicate else 0,
                "operator_id": operator_id,
                "state": "queued",
                "attempts": 0,
                "detail": "",
                "created_at": at,
                "changed_at": at,
            },
        )
        return job_id

    def waiting(self, limit: int = 50) -> tuple[PrintJob, ...]:
        """Jobs to print next, oldest first."""
        return self._in_states(("queued",), limit)

    def doubtful(self, limit: int = 50) -> tuple[PrintJob, ...]:
        """Jobs a person must look at: unknown or failed or expired."""
        return self._in_states(("unknown", "failed", "expired"), limit)

    def of_transaction(self, transaction_id: str) -> tuple[PrintJob, ...]:
        """All jobs of one transaction."""
        rows = self._connection.execute(
            select(print_jobs)
            .where(print_jobs.c.transaction_id == transaction_id)
            .order_by(*_OLDEST_FIRST)
        )
        return tuple(_job(r) for r in rows)

    def set_state(self, job_id: str, state: str, detail: str, at: datetime) -> None:
        """Move a job on; an attempt counts when it starts sending."""
        attempts = print_jobs.c.attempts + (1 if state == "sending" else 0)
        self._connection.execute(
            update(print_jobs)
            .where(print_jobs.c.id == job_id)
            .values(state=state, detail=detail[:500], changed_at=at, attempts=attempts)
        )

    def after_restart(self, at: datetime) -> int:
        """Mark jobs that were being sent when the program stopped as unknown; how many."""
        changed = self._connection.execute(
            update(print_jobs)
            .where(print_jobs.c.station == self._station, print_jobs.c.state == "sending")
            .values(state="unknown", detail="The program stopped while printing.", changed_at=at)
        )
        return int(changed.rowcount)

    def _copies(self, transaction_id: str, document: int) -> int:
        rows = self._connection.execute(
            select(print_jobs.c.copy_number).where(
                print_jobs.c.transaction_id == transaction_id, print_jobs.c.document == document
            )
        )
        return max((r.copy_number for r in rows), default=0)

    def _in_states(self, states: tuple[str, ...], limit: int) -> tuple[PrintJob, ...]:
        rows = self._connection.execute(
            select(print_jobs)
            .where(print_jobs.c.station == self._station, print_jobs.c.state.in_(states))
            .order_by(*_OLDEST_FIRST)
            .limit(limit)
        )
        return tuple(_job(r) for r in rows)


def _job(row: Row[Any]) -> PrintJob:
    return PrintJob(
        row.id,
        row.transaction_id,
        row.document,
        row.station,
        row.copy_number,
        row.operator_id,
        row.state,
        row.attempts,
        row.detail,
        row.created_at,
    )
