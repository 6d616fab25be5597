"""Every decision the desk asked for, also the refused and abandoned ones, with its rule chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    insert,
    select,
)

from counter_app.core.approval import Verdict
from counter_app.core.ids import new_id
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import JsonType, StampType

decisions: Final = Table(
    "decisions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("task", String(40), nullable=False),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("operator_id", ForeignKey("operators.id"), nullable=False),
    Column("approver_id", ForeignKey("operators.id"), nullable=True),
    Column("request_id", String(36), nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("status", String(20), nullable=False),  # posted | refused | declined | abandoned
    Column("findings", JsonType, nullable=False),
    Column("request", JsonType, nullable=False),
    Column("policy_version", Integer, nullable=False),
    Column("decided_at", StampType, nullable=False),
    Index("ix_decisions_request_id", "request_id"),
    Index("ix_decisions_operator_id", "operator_id", "decided_at"),
)


_INSERT: Final = Prepared(insert(decisions))


def add_decision(
    connection: Connection,
    *,
    task: str,
    station: str,
    operator_id: int,
    request_id: str,
    verdict: Verdict,
    status: str,
    request: object,
    policy_version: int,
    at: datetime,
    approver_id: int | None = None,
) -> None:
    """Keep one decision; `request` is the draft as JSON, so that it can be judged again."""
    _INSERT.run(
        connection,
        {
            "id": new_id(),
            "task": task,
            "station": station,
            "operator_id": operator_id,
            "approver_id": approver_id,
            "request_id": request_id,
            "request_digest": verdict.request_digest,
            "outcome": verdict.outcome.value,
            "status": status,
            "findings": [f.as_json() for f in verdict.findings],
            "request": request,
            "policy_version": policy_version,
            "decided_at": at,
        },
    )


@dataclass(frozen=True, slots=True)
class PostedRequest:
    """The request that a transaction was posted for, so that a resend can be told apart."""

    request_digest: str
    request: Any
    station: str


_POSTED: Final = Prepared(
    select(decisions.c.request_digest, decisions.c.request, decisions.c.station)
    .where(decisions.c.request_id == bindparam("request"), decisions.c.status == "posted")
    .limit(1)
)


def posted_request(connection: Connection, request_id: str) -> PostedRequest | None:
    """What was asked for under a request id that was posted, None if it was not."""
    row = _POSTED.first(connection, {"request": request_id})
    return PostedRequest(row.request_digest, row.request, row.station) if row else None


def add_declined(
    connection: Connection,
    *,
    station: str,
    operator_id: int,
    verdict: Verdict,
    at: datetime,
    approver_id: int | None = None,
) -> None:
    """Keep a manager's no to what `operator_id` asked for last with this verdict's digest.

    What was asked for is in the refusal that was kept before anybody was asked.
    """
    asked = connection.execute(
        select(decisions)
        .where(
            decisions.c.request_digest == verdict.request_digest,
            decisions.c.station == station,
            decisions.c.operator_id == operator_id,
        )
        .order_by(decisions.c.id.desc())
        .limit(1)
    ).first()
    assert asked is not None
    add_decision(
        connection,
        task=asked.task,
        station=station,
        operator_id=operator_id,
        request_id=asked.request_id,
        verdict=verdict,
        status="declined",
        request=asked.request,
        policy_version=asked.policy_version,
        at=at,
        approver_id=approver_id,
    )
