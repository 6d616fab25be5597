"""Returns and voids posted at the desks, by day: for limits on sums, and lists to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from counter_app.core.money import Money
from counter_app.core.order import order_of
from counter_app.core.points import points_of
from counter_app.core.receipt import DiscountKind, Receipt
from counter_app.core.transaction import NEVER_HAD, Kind, Tender, Transaction
from counter_app.records.decisions import posted_request
from counter_app.records.journal_tables import (
    transaction_lines,
    transaction_tenders,
    transactions,
)
from counter_app.records.receipts import receipts
from counter_app.records.returned import GIVING_BACK, LIVE_RETURNS
from counter_app.records.transaction_reader import read_transaction
from counter_app.rules.earlier_returns import EarlierReturn, earlier_return
from counter_app.storage.prepared import Prepared


@dataclass(frozen=True, slots=True)
class DeskReturn:
    """One return posted at a desk; the number of its receipt is "" if it has none."""

    transaction_id: str
    number: int
    receipt_number: str
    refund: Money
    voided: bool


def desk_returns(
    connection: Connection, station: str, day: date, limit: int = 200
) -> tuple[DeskReturn, ...]:
    """Returns of one station on one business date, newest first."""
    void = transactions.alias("void")
    paid = (
        select(func.sum(transaction_tenders.c.amount))
        .where(transaction_tenders.c.transaction_id == transactions.c.id)
        .scalar_subquery()
    )
    rows = connection.execute(
        select(
            transactions.c.id,
            transactions.c.number,
            receipts.c.receipt_number,
            paid.label("refund"),
            void.c.id.label("void_id"),
        )
        .outerjoin(receipts, receipts.c.id == transactions.c.receipt_id)
        .outerjoin(void, void.c.reverses == transactions.c.id)
        .where(
            transactions.c.station == station,
            transactions.c.business_date == day,
            transactions.c.kind == Kind.RETURN.value,
        )
        .order_by(transactions.c.number.desc())
        .limit(limit)
    )
    return tuple(
        DeskReturn(r.id, r.number, r.receipt_number or "", _money(r.refund), r.void_id is not None)
        for r in rows
    )


_VOID: Final = transactions.alias("void")
_TENDER: Final = transaction_tenders.c
_REFUNDED_BY: Final = Prepared(
    select(_TENDER.tender, func.sum(_TENDER.amount).label("amount"))
    .join(transactions, transactions.c.id == _TENDER.transaction_id)
    .where(
        transactions.c.receipt_id == bindparam("receipt"),
        transactions.c.kind.in_([kind.value for kind in GIVING_BACK]),
        transactions.c.operator_id == bindparam("operator"),
        transactions.c.business_date == bindparam("day"),
        ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
    )
    .group_by(_TENDER.tender)
)


def refunded_by(
    connection: Connection, receipt_id: str, operator_id: int, day: date
) -> dict[Tender, Money]:
    """What one operator gave back on a receipt on one business date, by tender; voids left out.

    Returns and price corrections alike, so that no limit is passed by taking turns.
    """
    rows = _REFUNDED_BY.all(
        connection, {"receipt": receipt_id, "operator": operator_id, "day": day}
    )
    return {Tender(row.tender): _money(row.amount) for row in rows}


_STANDING: Final = Prepared(
    select(transactions.c.id)
    .where(*LIVE_RETURNS)
    .order_by(transactions.c.occurred_at, transactions.c.id)
)


def given_back_by(
    connection: Connection, receipt_id: str
) -> Iterator[tuple[Transaction, Mapping[str, Any]]]:
    """A receipt's returns and price corrections that were not voided, oldest first.

    With each what its decision kept, which is nothing in old books.
    """
    for row in _STANDING.all(connection, {"receipt": receipt_id}):
        stored = read_transaction(connection, row.id)
        decided = posted_request(connection, row.id)
        assert stored is not None
        yield stored.transaction, {} if decided is None else decided.request


def earlier_returns(connection: Connection, receipt: Receipt) -> tuple[EarlierReturn, ...]:
    """What stands of a receipt with points, manufacturers' coupons or a delivery fee, else nothing.

    Returns and price corrections at the desks, oldest first.
    """
    coupons = any(
        d.kind is DiscountKind.MANUFACTURER_COUPON for x in receipt.sold for d in x.discounts
    )
    if not coupons and points_of(receipt) is None and order_of(receipt) is None:
        return ()
    return tuple(earlier_return(*one) for one in given_back_by(connection, receipt.id))


def corrected_by(connection: Connection, receipt_id: str, operator_id: int, day: date) -> Money:
    """What one operator paid for wrong prices of a receipt on one business date; voids left out."""
    t = transactions.c
    amount = connection.execute(
        select(func.sum(transaction_tenders.c.amount))
        .join(transactions, t.id == transaction_tenders.c.transaction_id)
        .where(
            t.receipt_id == receipt_id,
            t.kind == Kind.PRICE_CORRECTION.value,
            t.operator_id == operator_id,
            t.business_date == day,
            ~select(_VOID.c.id).where(_VOID.c.reverses == t.id).exists(),
        )
    ).scalar()
    return _money(amount)


def returned_after(connection: Connection, transaction_id: str) -> bool:
    """True if goods of this transaction's receipt came back, or were never had, after it.

    At its own desk by the order of the chain, since the clock may have been set back meanwhile.
    """
    base, t = transactions.alias("base"), transactions.c
    never_had = (
        select(transaction_lines.c.number)
        .where(
            transaction_lines.c.transaction_id == t.id,
            transaction_lines.c.disposition == NEVER_HAD,
        )
        .exists()
    )
    found = connection.execute(
        select(t.id)
        .join(base, base.c.receipt_id == t.receipt_id)
        .where(
            base.c.id == transaction_id,
            t.id != transaction_id,
            or_(
                t.kind == Kind.RETURN.value,
                and_(t.kind == Kind.PRICE_CORRECTION.value, never_had),
            ),
            or_(
                and_(t.station == base.c.station, t.chain_position > base.c.chain_position),
                and_(t.station != base.c.station, t.occurred_at >= base.c.occurred_at),
            ),
            ~select(_VOID.c.id).where(_VOID.c.reverses == t.id).exists(),
        )
        .limit(1)
    ).first()
    return found is not None


def voided_by(connection: Connection, operator_id: int, day: date) -> Money:
    """The sum of all refunds one operator voided on one business date."""
    amount = connection.execute(
        select(func.sum(transaction_tenders.c.amount))
        .join(transactions, transactions.c.id == transaction_tenders.c.transaction_id)
        .where(
            transactions.c.kind == Kind.VOID.value,
            transactions.c.operator_id == operator_id,
            transactions.c.business_date == day,
        )
    ).scalar()
    return _money(amount)


def _money(value: object) -> Money:
    return value if isinstance(value, Money) else Money(int(str(value or 0)))
