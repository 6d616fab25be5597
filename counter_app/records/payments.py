"""Attempts at anything outside that moves money: written and committed before they are sent.

A time-out is `unknown`: never sent again silently; a query or a person with approval resolves it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from counter_app.core.errors import Conflict
from counter_app.core.money import Money
from counter_app.records.journal_tables import transactions
from counter_app.records.receipts import receipt_tenders
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import MoneyType, StampType, whole

OUT: Final = "out"
IN: Final = "in"
"""Which way the money goes: back to a card, or from one."""

OPEN_STATES: Final = ("pending", "unknown")
"""States of an attempt whose end nobody knows yet."""

payment_attempts: Final = Table(
    "payment_attempts",
    METADATA,
    Column("request_id", String(36), primary_key=True),
    Column("transaction_id", String(36), nullable=False),
    Column("task", String(40), nullable=False),
    Column("station", String(12), nullable=False),
    Column("operator_id", Integer, nullable=False),
    Column("processor", String(40), nullable=False),
    Column("tender", String(20), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("receipt_tender_id", String(36), nullable=True),
    Column("receipt_id", String(36), nullable=True),
    Column("direction", String(3), nullable=False, server_default="out"),  # out | in
    Column("state", String(12), nullable=False),  # pending | approved | declined | unknown
    Column("code", String(40), nullable=False),
    Column("detail", String(200), nullable=False),
    Column("resolved_by", Integer, nullable=True),
    Column("approved_by", Integer, nullable=True),
    Column("created_at", StampType, nullable=False),
    Column("changed_at", StampType, nullable=False),
    Index("ix_payment_attempts_state", "state", "station"),
    Index("ix_payment_attempts_transaction_id", "transaction_id"),
    *whole("amount"),
)


@dataclass(frozen=True, slots=True)
class PaymentAttempt:
    """One request to a processor; `direction` says whether the amount leaves the store or comes in.

    `receipt_id` is what waits for it besides the receipt whose payment is given back: another
    receipt, or the transaction that sold a gift card.
    """

    request_id: str
    transaction_id: str
    task: str
    station: str
    operator_id: int
    processor: str
    tender: str
    amount: Money
    receipt_tender_id: str | None
    state: str
    code: str
    detail: str
    created_at: datetime
    direction: str = OUT
    receipt_id: str | None = None


def add_attempt(connection: Connection, attempt: PaymentAttempt) -> None:
    """Write a pending attempt; commit before sending it."""
    connection.execute(
        insert(payment_attempts).values(
            request_id=attempt.request_id,
            transaction_id=attempt.transaction_id,
            task=attempt.task,
            station=attempt.station,
            operator_id=attempt.operator_id,
            processor=attempt.processor,
            tender=attempt.tender,
            amount=attempt.amount,
            receipt_tender_id=attempt.receipt_tender_id,
            receipt_id=attempt.receipt_id,
            direction=attempt.direction,
            state=attempt.state,
            code=attempt.code,
            detail=attempt.detail,
            created_at=attempt.created_at,
            changed_at=attempt.created_at,
        )
    )


def settle_attempt(
    connection: Connection,
    request_id: str,
    state: str,
    *,
    code: str = "",
    detail: str = "",
    at: datetime,
    resolved_by: int | None = None,
    approved_by: int | None = None,
    of: Collection[str] = OPEN_STATES,
) -> None:
    """Store how an attempt ended that is in a state `of` these; `Conflict` if it is in another."""
    changed = connection.execute(
        update(payment_attempts)
        .where(
            payment_attempts.c.request_id == request_id,
            payment_attempts.c.state.in_(of),
        )
        .values(
            state=state,
            code=code[:40],
            detail=detail[:200],
            changed_at=at,
            resolved_by=resolved_by,
            approved_by=approved_by,
        )
    )
    if changed.rowcount != 1:
        raise Conflict("How this payment ended is already known.", code="attempt_settled")


_OF_TRANSACTION: Final = (
    select(payment_attempts)
    .where(payment_attempts.c.transaction_id == bindparam("transaction"))
    .order_by(payment_attempts.c.created_at)
)


LIVE: Final = (
    payment_attempts.c.receipt_tender_id.in_(
        select(receipt_tenders.c.id).where(receipt_tenders.c.receipt_id == bindparam("receipt"))
    )
    | (payment_attempts.c.receipt_id == bindparam("receipt")),
    payment_attempts.c.state.in_(("pending", "unknown", "approved")),
    ~select(transactions.c.id)
    .where(transactions.c.id == payment_attempts.c.transaction_id)
    .exists(),
)
"""What a receipt waits for."""
_LIVE: Final = Prepared(
    select(payment_attempts).where(*LIVE).order_by(payment_attempts.c.created_at)
)


def attempts_of(connection: Connection, transaction_id: str) -> tuple[PaymentAttempt, ...]:
    """All attempts for one transaction id, oldest first."""
    rows = connection.execute(_OF_TRANSACTION, {"transaction": transaction_id})
    return tuple(_attempt(r) for r in rows)


def attempt_by_id(connection: Connection, request_id: str) -> PaymentAttempt | None:
    """One attempt, None if the request id is unknown."""
    return next(iter(_all(connection, payment_attempts.c.request_id == request_id)), None)


def live_attempts_on(connection: Connection, receipt_id: str) -> tuple[PaymentAttempt, ...]:
    """Attempts that a receipt waits for and that may still end in a posting: in and out.

    Likewise by the id of the transaction that sold a gift card.
    """
    return tuple(_attempt(r) for r in _LIVE.all(connection, {"receipt": receipt_id}))


def unposted_attempts(connection: Connection, station: str) -> tuple[PaymentAttempt, ...]:
    """Attempts of a station that somebody must look at: unsettled, or approved and not posted."""
    posted = select(transactions.c.id).where(transactions.c.id == payment_attempts.c.transaction_id)
    return _all(
        connection,
        (payment_attempts.c.station == station)
        & payment_attempts.c.state.in_(("pending", "unknown", "approved"))
        & ~posted.exists(),
    )


def _all(connection: Connection, condition: Any) -> tuple[PaymentAttempt, ...]:
    rows = connection.execute(
        select(payment_attempts).where(condition).order_by(payment_attempts.c.created_at)
    )
    return tuple(_attempt(r) for r in rows)


def _attempt(row: Any) -> PaymentAttempt:
    return PaymentAttempt(
        row.request_id,
        row.transaction_id,
        row.task,
        row.station,
        row.operator_id,
        row.processor,
        row.tender,
        row.amount,
        row.receipt_tender_id,
        row.state,
        row.code,
        row.detail,
        row.created_at,
        row.direction,
        row.receipt_id,
    )
