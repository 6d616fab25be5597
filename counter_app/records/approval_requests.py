"""Requests for a manager who is not at this desk, and what managers granted in advance.

A request is one row until it is used up: asked, then granted, refused, withdrawn, used or dead. A
pre-authorisation is a manager's yes for a while; each use of it is an override of its own.
"""

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
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.money import ZERO, Money
from counter_app.storage.base import METADATA
from counter_app.storage.types import JsonType, MoneyType, StampType, whole

ASKED: Final = "asked"
GRANTED: Final = "granted"
REFUSED: Final = "refused"
WITHDRAWN: Final = "withdrawn"
USED: Final = "used"
DEAD: Final = "dead"
IN_ADVANCE: Final = "preauthorized"
"""The method of an approval that uses what was granted in advance; its reason names the grant."""

approval_requests: Final = Table(
    "approval_requests",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("station", ForeignKey("stations.name"), nullable=False),
    Column("requester_id", ForeignKey("operators.id"), nullable=False),
    Column("request_digest", String(64), nullable=False),
    Column("codes", JsonType, nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("challenge", String(12), nullable=False),
    Column("told", JsonType, nullable=False),
    Column("state", String(10), nullable=False),
    Column("wrong_tries", Integer, nullable=False),
    Column("asked_at", StampType, nullable=False),
    Column("expires_at", StampType, nullable=False),
    Column("answered_by", ForeignKey("operators.id"), nullable=True),
    Column("answered_at", StampType, nullable=True),
    Column("method", String(20), nullable=False),
    Index("ix_approval_requests_state", "state", "expires_at"),
    *whole("amount"),
)

preauthorizations: Final = Table(
    "preauthorizations",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("granted_by", ForeignKey("operators.id"), nullable=False),
    Column("clerk_id", ForeignKey("operators.id"), nullable=False),
    Column("codes", JsonType, nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("granted_at", StampType, nullable=False),
    Column("ends_at", StampType, nullable=False),
    Column("station", String(12), nullable=False),
    Column("total", MoneyType, nullable=False, server_default=text("0")),
    Column("revoked_by", ForeignKey("operators.id"), nullable=True),
    Column("revoked_at", StampType, nullable=True),
    Index("ix_preauthorizations_clerk_id", "clerk_id", "ends_at"),
    *whole("amount", "total"),
)

preauthorization_uses: Final = Table(
    "preauthorization_uses",
    METADATA,
    Column("approval_id", String(36), primary_key=True),
    Column("preauthorization_id", ForeignKey("preauthorizations.id"), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("used_at", StampType, nullable=False),
    Index("ix_preauthorization_uses_preauthorization_id", "preauthorization_id"),
    *whole("amount"),
)


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """One request as stored; `told` is what the card says, `challenge` what is read out."""

    id: str
    station: str
    requester_id: int
    request_digest: str
    codes: tuple[str, ...]
    amount: Money
    challenge: str
    told: Any
    state: str
    wrong_tries: int
    asked_at: datetime
    expires_at: datetime
    answered_by: int | None = None
    answered_at: datetime | None = None
    method: str = ""


@dataclass(frozen=True, slots=True)
class Preauthorization:
    """A manager's yes in advance: for one clerk, these findings, up to an amount each time.

    It holds for so many `uses`, and for `total` in sum; `used` and `spent` are gone of both.
    """

    id: str
    granted_by: int
    clerk_id: int
    codes: tuple[str, ...]
    amount: Money
    uses: int
    granted_at: datetime
    ends_at: datetime
    station: str
    total: Money
    revoked_at: datetime | None = None
    used: int = 0
    spent: Money = ZERO

    def covers(self, verdict: Verdict, now: datetime) -> bool:
        """True if a request may use it now."""
        return (
            self.revoked_at is None
            and self.granted_at <= now < self.ends_at
            and self.used < self.uses
            and verdict.amount is not None
            and verdict.amount <= self.amount
            and self.spent + verdict.amount <= self.total
            and verdict.to_cover() <= set(self.codes)
        )


def add_request(connection: Connection, request: ApprovalRequest) -> None:
    """Store a request."""
    connection.execute(insert(approval_requests).values(**_values(request)))


def request_by_id(connection: Connection, request_id: str) -> ApprovalRequest | None:
    """One request, None if there is none."""
    row = connection.execute(
        select(approval_requests).where(approval_requests.c.id == request_id)
    ).first()
    return _request(row) if row else None


def request_by_challenge(connection: Connection, challenge: str) -> ApprovalRequest | None:
    """The newest request that reads out this challenge."""
    row = connection.execute(
        select(approval_requests)
        .where(approval_requests.c.challenge == challenge)
        .order_by(approval_requests.c.asked_at.desc())
        .limit(1)
    ).first()
    return _request(row) if row else None


def open_requests(connection: Connection, now: datetime) -> tuple[ApprovalRequest, ...]:
    """All requests of the store that still want an answer, oldest first."""
    c = approval_requests.c
    rows = connection.execute(
        select(approval_requests)
        .where(c.state == ASKED, c.expires_at > now)
        .order_by(c.asked_at)
        .limit(50)
    )
    return tuple(_request(row) for row in rows)


def move(connection: Connection, request_id: str, before: str, **values: Any) -> bool:
    """Change a request that is still in a state; False if somebody was faster."""
    changed = connection.execute(
        update(approval_requests)
        .where(approval_requests.c.id == request_id, approval_requests.c.state == before)
        .values(**values)
    )
    return changed.rowcount == 1


def add_preauthorization(connection: Connection, granted: Preauthorization) -> None:
    """Store a manager's yes in advance."""
    connection.execute(
        insert(preauthorizations).values(
            id=granted.id,
            granted_by=granted.granted_by,
            clerk_id=granted.clerk_id,
            codes=list(granted.codes),
            amount=granted.amount,
            uses=granted.uses,
            granted_at=granted.granted_at,
            ends_at=granted.ends_at,
            station=granted.station,
            total=granted.total,
        )
    )


def live_preauthorizations(
    connection: Connection, now: datetime, clerk_id: int | None = None
) -> tuple[Preauthorization, ...]:
    """What is in force now, with how often each was used; for one clerk, or for all."""
    c = preauthorizations.c
    statement = select(preauthorizations).where(c.ends_at > now, c.revoked_at.is_(None))
    if clerk_id is not None:
        statement = statement.where(c.clerk_id == clerk_id)
    rows = connection.execute(statement.order_by(c.ends_at).limit(100)).all()
    return tuple(_preauthorization(connection, row) for row in rows)


def spend(connection: Connection, approval: Approval, verdict: Verdict, at: datetime) -> None:
    """Take one use of a yes in advance, once for each approval; belongs to what is posted.

    Holds its row, so that two desks cannot use up the rest of it at once. Raises `Refused` if it
    covers this no more.
    """
    uses = preauthorization_uses.c
    taken = select(uses.approval_id).where(uses.approval_id == approval.id)
    if connection.execute(taken).first() is not None:
        return
    row = connection.execute(
        select(preauthorizations).where(preauthorizations.c.id == approval.reason).with_for_update()
    ).first()
    granted = None if row is None else _preauthorization(connection, row)
    if granted is None or not granted.covers(verdict, approval.granted_at):
        raise Refused(
            "What was granted in advance is used up.",
            code="preauthorization_spent",
            remedy="Ask a manager.",
            verdict=verdict,
        )
    connection.execute(
        insert(preauthorization_uses).values(
            approval_id=approval.id,
            preauthorization_id=granted.id,
            amount=verdict.amount,
            used_at=at,
        )
    )


def unspend(connection: Connection, approval: Approval | None) -> None:
    """Give back the use that an approval had taken in advance: no money moved by it, and none will.

    Until then the use is held, so that no other desk takes it while a card has yet to answer.
    """
    if approval is not None and approval.method == IN_ADVANCE:
        uses = preauthorization_uses
        connection.execute(delete(uses).where(uses.c.approval_id == approval.id))


def revoke(connection: Connection, preauthorization_id: str, by: int, at: datetime) -> bool:
    """End a pre-authorisation now; False if it is gone already."""
    c = preauthorizations.c
    changed = connection.execute(
        update(preauthorizations)
        .where(c.id == preauthorization_id, c.revoked_at.is_(None))
        .values(revoked_by=by, revoked_at=at)
    )
    return changed.rowcount == 1


def _values(request: ApprovalRequest) -> dict[str, Any]:
    return {
        "id": request.id,
        "station": request.station,
        "requester_id": request.requester_id,
        "request_digest": request.request_digest,
        "codes": list(request.codes),
        "amount": request.amount,
        "challenge": request.challenge,
        "told": request.told,
        "state": request.state,
        "wrong_tries": request.wrong_tries,
        "asked_at": request.asked_at,
        "expires_at": request.expires_at,
        "answered_by": request.answered_by,
        "answered_at": request.answered_at,
        "method": request.method,
    }


def _request(row: Any) -> ApprovalRequest:
    return ApprovalRequest(
        row.id,
        row.station,
        row.requester_id,
        row.request_digest,
        tuple(row.codes),
        row.amount,
        row.challenge,
        row.told,
        row.state,
        row.wrong_tries,
        row.asked_at,
        row.expires_at,
        row.answered_by,
        row.answered_at,
        row.method,
    )


def _preauthorization(connection: Connection, row: Any) -> Preauthorization:
    uses = preauthorization_uses.c
    gone = connection.execute(
        select(func.count().label("used"), func.sum(uses.amount).label("spent")).where(
            uses.preauthorization_id == row.id
        )
    ).one()
    return Preauthorization(
        row.id,
        row.granted_by,
        row.clerk_id,
        tuple(row.codes),
        row.amount,
        row.uses,
        row.granted_at,
        row.ends_at,
        row.station,
        row.total,
        row.revoked_at,
        int(gone.used),
        gone.spent or ZERO,
    )
