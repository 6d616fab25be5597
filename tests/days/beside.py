"""What goes with goods beside their price: sales that have it, and what the books must say of it.

The check knows nothing of how shares are worked out: it reads what stands in the journal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from sqlalchemy import select

from counter_app.core.money import Money, total
from counter_app.core.quantity import units
from counter_app.core.receipt import (
    DiscountKind,
    DiscountShare,
    Receipt,
    ReceiptLine,
    ReceiptTender,
)
from counter_app.core.transaction import NEVER_HAD, Kind, Tender, Transaction
from counter_app.records.decisions import posted_request
from counter_app.records.journal_tables import transactions
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.records.work import Work
from tests.desk.returns.test_coupons_back import COUPON_TO_CASH

POLICY = (*COUPON_TO_CASH, ('delivery_fees = "fault"', 'delivery_fees = "always"'))
"""Coupons are paid out with their claims, delivery goes back with whatever comes back."""
SHIPPING = "Shipping"


def with_something_beside(made: Receipt, chance: Random) -> Receipt:
    """The same sale with points, with coupons, or as an order of the web shop, or as it is."""
    kind = chance.choice(("", "", "earned", "paid", "coupon", "order"))
    if not kind:
        return made
    lines = tuple(_goods(n, chance, coupon=kind == "coupon") for n in (1, 2))
    extra, paid_by = {}, Tender.CASH
    if kind == "order":
        fee = ReceiptLine(9, "", "Delivery", units(1), Money(chance.randint(1, 999)))
        lines = (*lines, replace(fee, department=SHIPPING))
        extra, paid_by = {"channel": "web", "order": f"W{chance.randrange(10**9)}"}, Tender.CARD
    whole = total(x.paid for x in lines)
    tenders: tuple[ReceiptTender, ...] = (ReceiptTender(1, paid_by, whole),)
    if kind in ("earned", "paid"):
        extra = {"points.account": "M-1", "points.earned": str(chance.randint(1, 99))}
    if kind == "paid":
        by_points = Money(chance.randint(1, whole.minor - 1))
        extra["points.spent"] = str(chance.randint(1, 900))
        tenders = (
            ReceiptTender(1, Tender.LOYALTY, by_points),
            ReceiptTender(2, Tender.CASH, whole - by_points),
        )
    return replace(made, lines=lines, tenders=tenders, extra=extra)


def _goods(number: int, chance: Random, *, coupon: bool) -> ReceiptLine:
    pieces, off = chance.randint(1, 4), Money(chance.randint(1, 300) if coupon else 0)
    each = chance.randint(100, 900)
    shares = (DiscountShare(DiscountKind.MANUFACTURER_COUPON, off, "", "Coupon"),)
    return ReceiptLine(
        number,
        f"04100{number}",
        f"Thing {number}",
        units(pieces),
        Money(each * pieces) + off,
        discounts=shares if coupon else (),
        source_sequence=number * 10,
        department="Household",
    )


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands of one receipt did beside prices, and whether all goods are back.

    `fee` is what its delivery gave back, also because it cost too much.
    """

    whole: bool
    taken: int
    given: int
    in_points: Money
    coupons: Money
    by_coupons: bool
    fee: Money


def found(work: Work, sold: Receipt) -> Beside:
    """What the journal says of a receipt's returns and corrections that were not voided."""
    ids = work.connection.execute(
        select(transactions.c.id).where(
            transactions.c.receipt_id == sold.id,
            transactions.c.kind.in_([Kind.RETURN.value, Kind.PRICE_CORRECTION.value]),
        )
    ).scalars()
    live = [_read(work, x) for x in list(ids) if reversed_by(work.connection, x) is None]
    lines = [
        x
        for one in live
        for x in one.lines
        if one.kind is Kind.RETURN or x.disposition == NEVER_HAD
    ]
    goods = [x for x in sold.lines if x.department != SHIPPING]
    points = [_points(work, one.id) for one in live]
    return Beside(
        whole=all(
            sum(x.quantity.milli for x in lines if x.number == g.number) == g.quantity.milli
            for g in goods
        ),
        taken=sum(p.get("taken_back", 0) for p in points),
        given=sum(p.get("given_back", 0) for p in points),
        in_points=total(t.amount for x in live for t in x.tenders if t.tender is Tender.LOYALTY),
        coupons=total(
            p.amount for x in live for p in x.postings if p.account == "coupons_given_back"
        ),
        by_coupons=not any(x.carried for x in live),
        fee=total(
            x.net for one in live for x in one.lines if x.number not in {g.number for g in goods}
        ),
    )


def check(work: Work, sold: Receipt) -> bool:
    """Never more than there was; with all goods back exactly that. True if all are back."""
    books, extra = found(work, sold), sold.extra
    earned, spent = int(extra.get("points.earned", "0")), int(extra.get("points.spent", "0"))
    paid = total(t.amount for t in sold.tenders if t.tender is Tender.LOYALTY)
    off = total(
        d.amount
        for x in sold.lines
        for d in x.discounts
        if d.kind is DiscountKind.MANUFACTURER_COUPON
    )
    fee = total(x.net for x in sold.lines if x.department == SHIPPING)
    assert books.taken <= earned
    assert books.given <= spent
    assert books.coupons <= off
    assert books.fee <= fee
    if books.whole:
        assert books.taken == earned, sold.key
        assert books.fee == fee, sold.key
        assert not books.by_coupons or books.coupons == off, sold.key
        assert books.in_points != paid or books.given == spent, sold.key
    return books.whole and bool(earned or off or fee)


def _read(work: Work, transaction_id: str) -> Transaction:
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    return stored.transaction


def _points(work: Work, transaction_id: str) -> dict[str, int]:
    posted = posted_request(work.connection, transaction_id)
    assert posted is not None
    told: dict[str, int] = posted.request.get("points", {})
    return told
