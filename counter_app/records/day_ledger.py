"""What the journal says of one business date, grouped by the database: the Morning Book's figures.

Large kinds come as sums; movements, counts and voids come one by one, since there are few and each
is told apart by the account on its other side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, case, func, or_, select

from counter_app.core.cash import DISPUTED_VARIANCE, MOVEMENT_RESOLVED
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Kind, Tender
from counter_app.records.journal_tables import postings, transactions

CLOSING: Final = "closing_pickup"
"""The reason of the movement that empties a counted till into the safe."""
OPENING: Final = "opening_float"
_SINGLE: Final = (Kind.CASH_MOVEMENT.value, Kind.COUNT.value, Kind.VOID.value)


class Flow(StrEnum):
    """Why money entered or left a till, as the Morning Book's columns name it."""

    FLOAT = "float"
    SALES = "sales"
    REFUNDS = "refunds"
    CORRECTIONS = "corrections"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    LOANS = "loans"
    PICKUPS = "pickups"
    CHECKS = "checks"
    COUPONS = "coupons"
    OTHER = "other"
    DIFFERENCE = "difference"
    CLOSING = "closing"


_BY_KIND: Final[Mapping[str, Flow]] = {
    Kind.SALE.value: Flow.SALES,
    Kind.RETURN.value: Flow.REFUNDS,
    Kind.PRICE_CORRECTION.value: Flow.CORRECTIONS,
    Kind.CHECK_CASHING.value: Flow.CHECKS,
    Kind.COUPON.value: Flow.COUPONS,
    Kind.SERVICE.value: Flow.OTHER,
    Kind.CONTROL.value: Flow.OTHER,
}


_BY_OTHER: Final[Mapping[str, Flow]] = {
    "paid_in": Flow.PAID_IN,
    "paid_out": Flow.PAID_OUT,
    "advances": Flow.PAID_OUT,
    "sales": Flow.SALES,
    "over_short": Flow.DIFFERENCE,
    DISPUTED_VARIANCE: Flow.DIFFERENCE,
}


@dataclass(frozen=True, slots=True)
class Sum:
    """What one kind of transaction moved on one account in one tender, by session and operator."""

    session_id: str | None
    operator_id: int
    flow: Flow
    account: str
    tender: Tender | None
    amount: Money
    count: int


@dataclass(frozen=True, slots=True)
class Movement:
    """One posting of a movement, count or void; `other` is the account on the other side."""

    transaction_id: str
    station: str
    number: int
    session_id: str | None
    operator_id: int
    witness_id: int | None
    kind: Kind
    flow: Flow
    reason: str
    note: str
    account: str
    other: str
    tender: Tender | None
    amount: Money
    at: datetime
    reverses: str | None


@dataclass(frozen=True, slots=True)
class DayLedger:
    """All postings of one business date."""

    day: date
    sums: tuple[Sum, ...]
    movements: tuple[Movement, ...]

    def everything(self) -> tuple[Sum, ...]:
        """Sums and movements alike, movements as sums of one."""
        single = (
            Sum(m.session_id, m.operator_id, m.flow, m.account, m.tender, m.amount, 1)
            for m in self.movements
        )
        return (*self.sums, *single)


def day_ledger(connection: Connection, day: date) -> DayLedger:
    """Read one business date; two queries, whatever the number of tills."""
    return DayLedger(day, _sums(connection, day), _movements(connection, day))


def balances(
    connection: Connection, up_to: date | None = None
) -> dict[tuple[str, Tender | None], Money]:
    """What every account holds in every tender: one grouped sum (up to and with a date)."""
    statement = select(
        postings.c.account, postings.c.tender, func.sum(postings.c.amount).label("amount")
    ).group_by(postings.c.account, postings.c.tender)
    if up_to is not None:
        statement = statement.where(postings.c.business_date <= up_to)
    return {
        (row.account, None if row.tender is None else Tender(row.tender)): row.amount or ZERO
        for row in connection.execute(statement)
    }


def owed_flows(connection: Connection, day: date) -> dict[str, tuple[Money, Money]]:
    """What was put on (−) and taken off (+) credits and deposits on a date, by account.

    The day's sums do not tell: a card that was sold and cashed out on one day comes to nothing.
    """
    p = postings.c
    issued = func.sum(p.amount).filter(p.amount < ZERO)
    used = func.sum(p.amount).filter(p.amount > ZERO)
    rows = connection.execute(
        select(p.account, issued.label("issued"), used.label("used"))
        .where(
            or_(p.account.between("owed:", "owed:~"), p.account.between("deposits:", "deposits:~")),
            p.business_date == day,
        )
        .group_by(p.account)
    )
    return {row.account: (row.issued or ZERO, row.used or ZERO) for row in rows}


def _sums(connection: Connection, day: date) -> tuple[Sum, ...]:
    t, p = transactions.c, postings.c
    rows = connection.execute(
        select(
            t.till_session_id,
            t.operator_id,
            t.kind,
            p.account,
            p.tender,
            func.sum(p.amount).label("amount"),
            func.count().label("many"),
        )
        .join_from(transactions, postings, p.transaction_id == t.id)
        .where(t.business_date == day, t.kind.not_in(_SINGLE))
        .group_by(t.till_session_id, t.operator_id, t.kind, p.account, p.tender)
        .order_by(t.till_session_id, t.operator_id, t.kind, p.account, p.tender)
    )
    return tuple(
        Sum(
            row.till_session_id,
            row.operator_id,
            _BY_KIND[row.kind],
            row.account,
            None if row.tender is None else Tender(row.tender),
            row.amount,
            int(row.many),
        )
        for row in rows
    )


def _movements(connection: Connection, day: date) -> tuple[Movement, ...]:
    t, p = transactions.c, postings.c
    reversed_kind = transactions.alias("reversed")
    rows = connection.execute(
        select(
            transactions,
            p.account,
            p.tender,
            p.amount,
            case((t.reverses.is_not(None), reversed_kind.c.kind), else_=t.kind).label("meant"),
        )
        .join_from(transactions, postings, p.transaction_id == t.id)
        .outerjoin(reversed_kind, reversed_kind.c.id == t.reverses)
        .where(t.business_date == day, t.kind.in_(_SINGLE))
        .order_by(t.station, t.chain_position, p.number)
    ).all()
    sides: dict[str, list[Any]] = {}
    for row in rows:
        sides.setdefault(row.id, []).append(row)
    return tuple(_movement(row, sides[row.id]) for row in rows)


def _movement(row: Any, sides: Sequence[Any]) -> Movement:
    others = {side.account for side in sides if side.account != row.account}
    other = next(iter(sorted(others)), row.account)
    return Movement(
        transaction_id=row.id,
        station=row.station,
        number=row.number,
        session_id=row.till_session_id,
        operator_id=row.operator_id,
        witness_id=row.witness_id,
        kind=Kind(row.kind),
        flow=_flow(row, other),
        reason=row.reason,
        note=row.note,
        account=row.account,
        other=other,
        tender=None if row.tender is None else Tender(row.tender),
        amount=row.amount,
        at=row.occurred_at,
        reverses=row.reverses,
    )


def _flow(row: Any, other: str) -> Flow:
    """Told by the kind, then by the account on the other side, then by the direction."""
    if row.kind == Kind.COUNT.value:
        return Flow.PICKUPS if row.reason == MOVEMENT_RESOLVED else Flow.DIFFERENCE
    if row.meant not in (Kind.CASH_MOVEMENT.value, Kind.VOID.value):
        return _BY_KIND.get(row.meant, Flow.OTHER)
    if row.reason == CLOSING:
        return Flow.CLOSING
    if row.reason == OPENING:
        return Flow.FLOAT
    head = other.partition(":")[0]
    if head in _BY_OTHER:
        return _BY_OTHER[head]
    if head in ("safe", "transit", "bank"):
        return Flow.LOANS if row.amount > ZERO else Flow.PICKUPS
    return Flow.OTHER
