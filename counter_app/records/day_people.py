"""What people did on a business date besides moving money: approvals, voids, refusals, events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind
from counter_app.records.audit import audit_events
from counter_app.records.decisions import decisions
from counter_app.records.journal_tables import overrides, postings, transactions


@dataclass(frozen=True, slots=True)
class ApprovedOne:
    """A transaction that a manager agreed to: who asked, who agreed, how, to which findings."""

    transaction_id: str
    kind: Kind
    station: str
    number: int
    at: datetime
    requester_id: int
    approver_id: int
    codes: tuple[str, ...]
    reason: str
    amount: Money
    method: str = ""


@dataclass(frozen=True, slots=True)
class VoidedOne:
    """A transaction that was taken back."""

    transaction_id: str
    reverses: str
    station: str
    number: int
    at: datetime
    operator_id: int
    reason: str
    amount: Money
    first_number: int
    first_at: datetime
    first_operator_id: int


@dataclass(frozen=True, slots=True)
class Event:
    """An event that moved no money: a no-sale, a reprint, a wrong PIN."""

    event: str
    station: str
    operator_id: int | None
    transaction_id: str | None
    detail: dict[str, Any]
    at: datetime


def approved_ones(connection: Connection, day: date) -> tuple[ApprovedOne, ...]:
    """Every override of a date, in the order of the books."""
    t, o = transactions.c, overrides.c
    rows = connection.execute(
        select(
            t.kind,
            t.station,
            t.number,
            t.occurred_at,
            o.transaction_id,
            o.requester_id,
            o.approver_id,
            o.codes,
            o.reason,
            o.method,
        )
        .join_from(overrides, transactions, t.id == o.transaction_id)
        .where(t.business_date == day)
        .order_by(t.station, t.number)
    ).all()
    moved = money_out(connection, [row.transaction_id for row in rows])
    return tuple(
        ApprovedOne(
            transaction_id=r.transaction_id,
            kind=Kind(r.kind),
            station=r.station,
            number=r.number,
            at=r.occurred_at,
            requester_id=r.requester_id,
            approver_id=r.approver_id,
            codes=tuple(r.codes),
            reason=r.reason,
            amount=moved.get(r.transaction_id, ZERO),
            method=r.method,
        )
        for r in rows
    )


def voided_ones(connection: Connection, day: date) -> tuple[VoidedOne, ...]:
    """Every void of a date with what it took back."""
    t, first = transactions.c, transactions.alias("first")
    rows = connection.execute(
        select(
            t.id,
            t.reverses,
            t.station,
            t.number,
            t.occurred_at,
            t.operator_id,
            t.reason,
            first.c.number.label("first_number"),
            first.c.occurred_at.label("first_at"),
            first.c.operator_id.label("first_operator_id"),
        )
        .join_from(transactions, first, first.c.id == t.reverses)
        .where(t.business_date == day)
        .order_by(t.station, t.number)
    ).all()
    moved = money_out(connection, [row.reverses for row in rows])
    return tuple(
        VoidedOne(
            transaction_id=r.id,
            reverses=r.reverses,
            station=r.station,
            number=r.number,
            at=r.occurred_at,
            operator_id=r.operator_id,
            reason=r.reason,
            amount=moved.get(r.reverses, ZERO),
            first_number=r.first_number,
            first_at=r.first_at,
            first_operator_id=r.first_operator_id,
        )
        for r in rows
    )


def declined_count(connection: Connection, first: datetime, last: datetime) -> int:
    """Requests between two instants that a manager declined; what rules refuse asks nobody."""
    counted = select(func.count()).where(
        decisions.c.status == "declined",
        decisions.c.decided_at >= first,
        decisions.c.decided_at < last,
    )
    return int(connection.execute(counted).scalar_one())


def events_between(
    connection: Connection, first: datetime, last: datetime, kinds: Sequence[str]
) -> tuple[Event, ...]:
    """Events of some kinds from one instant up to another, oldest first."""
    e = audit_events.c
    rows = connection.execute(
        select(audit_events)
        .where(e.event.in_(kinds), e.occurred_at >= first, e.occurred_at < last)
        .order_by(e.occurred_at, e.id)
    )
    return tuple(
        Event(r.event, r.station, r.operator_id, r.transaction_id, dict(r.detail), r.occurred_at)
        for r in rows
    )


def money_out(connection: Connection, ids: Sequence[str]) -> dict[str, Money]:
    """What left in tenders, per transaction: the size of what was asked for."""
    found: dict[str, Money] = {}
    for at in range(0, len(ids), 500):
        rows = connection.execute(
            select(postings.c.transaction_id, func.sum(postings.c.amount).label("amount"))
            .where(
                postings.c.transaction_id.in_(ids[at : at + 500]),
                postings.c.amount < ZERO,
            )
            .group_by(postings.c.transaction_id)
        )
        found |= {row.transaction_id: -(row.amount or ZERO) for row in rows}
    return found
