"""What a sale at the desk does to the books: its own receipt, and one balanced transaction.

The receipt is of the same kind as those the registers send, so the goods can come back on it like
any other. Works on an open unit of work; who calls judges, numbers, posts and commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Protocol

from counter_app.codes.own_code import SALE_SLIP, OwnCode
from counter_app.core.clock import Clock
from counter_app.core.errors import Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator
from counter_app.core.receipt import DESK, Receipt, ReceiptKey, ReceiptLine, ReceiptTender
from counter_app.core.store import TillSession
from counter_app.core.transaction import (
    Kind,
    LineTax,
    Posting,
    RefundTender,
    Tender,
    Transaction,
    TransactionLine,
)
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.work import Work
from counter_app.trade.basket import Basket
from counter_app.trade.payments import Payment, Settlement
from counter_app.trade.slip_head import own_station, own_store

SOURCE: Final = "desk"
EXCHANGED: Final = "exchange"
"""`source_type` of a receipt's payment that came over from goods which were exchanged."""
CLEARING: Final = "exchange_clearing"


@dataclass(frozen=True, slots=True)
class CreditUsed:
    """What a gift card or store credit paid: the ledger account, and what may be shown of it."""

    account: str
    masked: str = ""
    reference: str = ""


class Credits(Protocol):
    """Takes money off a gift card or a store credit within a unit of work; raises `Refused`."""

    def redeem(self, work: Work, payment: Payment, transaction_id: str) -> CreditUsed: ...


@dataclass(frozen=True, slots=True)
class CardPaid:
    """How a card payment was approved."""

    code: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SaleOrder:
    """A judged sale. `carried` are payments of another receipt whose value pays here (exchange).

    `accounts` are those of lines that are no sale of the store's own, by number: a container's
    deposit is owed to whoever brings it back.
    """

    id: str
    task: str
    basket: Basket
    lines: tuple[ReceiptLine, ...]
    settlement: Settlement
    carried: tuple[ReceiptTender, ...] = ()
    visit_id: str | None = None
    customer_id: str | None = None
    customer_ref: str = ""
    flags: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    accounts: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sold:
    """A sale ready to be posted: the stored receipt and the transaction that goes with it."""

    receipt: Receipt
    transaction: Transaction
    number: int


def sale_code(work: Work, number: int) -> OwnCode:
    """The barcode of a sale made at this station today."""
    store, station = own_store(work.store.number), own_station(work.station)
    return OwnCode(SALE_SLIP, store, station, work.today(), number)


def write_sale(
    work: Work,
    clock: Clock,
    operator: Operator,
    order: SaleOrder,
    number: int,
    *,
    at: datetime,
    credits_desk: Credits,
    card: CardPaid | None = None,
) -> Sold:
    """Store the receipt of a sale and build its transaction; raises `Refused`, and posts nothing.

    `number` is the transaction's, taken from the journal in the same database transaction: the
    receipt is keyed by it under this station's own name, which no register has.
    """
    session = work.till_session()
    if order.settlement.paid_in(Tender.CASH) and session is None:
        raise Refused("Open a till first; no money moves without one.", code="till_not_open")
    used = {
        n: credits_desk.redeem(work, p, order.id)
        for n, p in enumerate(order.settlement.payments)
        if p.tender in (Tender.GIFT_CARD, Tender.STORE_CREDIT)
    }
    receipt = add_receipt(
        work.connection, _receipt(work, operator, order, number, at, used, card), clock
    )
    paid = len(receipt.tenders) - len(order.carried)
    transaction = Transaction(
        id=order.id,
        kind=Kind.SALE,
        task=order.task,
        station=work.station,
        operator_id=operator.id,
        business_date=work.today(),
        occurred_at=at,
        postings=_postings(order, receipt, session, used),
        lines=_lines(order, receipt),
        tenders=tuple(_tender(t) for t in receipt.tenders[:paid]),
        carried=tuple(_tender(t) for t in receipt.tenders[paid:]),
        till_session_id=session.id if session else None,
        receipt_id=receipt.id,
        visit_id=order.visit_id,
        customer_id=order.customer_id,
        policy_version=work.policy().version,
    )
    return Sold(receipt, transaction, number)


def _receipt(
    work: Work,
    operator: Operator,
    order: SaleOrder,
    number: int,
    at: datetime,
    used: Mapping[int, CreditUsed],
    card: CardPaid | None,
) -> Receipt:
    tenders = [
        _payment(n, payment, used.get(n), card)
        for n, payment in enumerate(order.settlement.payments)
        if payment.amount
    ]
    carried = [replace(t, id="", source_type=EXCHANGED) for t in order.carried]
    store = work.store
    return Receipt(
        id=derived_id(order.id, "receipt"),
        key=ReceiptKey(store.number, f"{DESK}{work.station}", work.today(), number),
        receipt_number=f"{work.station}-{number:04d}",
        barcode=sale_code(work, number).text,
        ended_at=at,
        lines=tuple(replace(x, source_sequence=x.number) for x in order.lines),
        tenders=tuple(replace(t, number=n) for n, t in enumerate([*tenders, *carried], 1)),
        operator=operator.number,
        customer_ref=order.customer_ref,
        currency=store.currency.code,
        source=SOURCE,
        flags=order.flags,
        extra=dict(order.extra),
    )


def _payment(
    number: int, payment: Payment, used: CreditUsed | None, card: CardPaid | None
) -> ReceiptTender:
    """A payment as the receipt keeps it: the exact amount, whatever cash was rounded to."""
    made = ReceiptTender(number, payment.tender, payment.amount)
    if used is not None:
        return replace(made, masked=used.masked, reference=used.reference)
    if payment.tender is Tender.CARD and card is not None:
        return replace(made, authorization=card.code, reference=card.reference)
    return made


def _tender(tender: ReceiptTender) -> RefundTender:
    shown = " ".join(filter(None, (tender.masked, tender.authorization)))
    return RefundTender(tender.tender, tender.amount, tender.id, shown[:60])


def _lines(order: SaleOrder, receipt: Receipt) -> tuple[TransactionLine, ...]:
    changes = {x.number: x.change for x in order.basket.lines}
    return tuple(
        TransactionLine(
            number=line.number,
            description=line.description,
            quantity=line.quantity,
            net=line.net,
            taxes=tuple(LineTax(t.authority, t.name, t.rate_ppm, t.amount) for t in line.taxes),
            item_code=line.item_code,
            receipt_line_id=line.id,
            price_change=changes[line.number],
        )
        for line in receipt.lines
    )


def _postings(
    order: SaleOrder,
    receipt: Receipt,
    session: TillSession | None,
    used: Mapping[int, CreditUsed],
) -> tuple[Posting, ...]:
    """Goods and taxes go out (−), money and what an exchange carries over come in (+)."""
    rows: dict[tuple[str, Tender | None], Money] = {}

    def add(account: str, amount: Money, tender: Tender | None = None) -> None:
        key = (account, tender)
        rows[key] = rows.get(key, Money(0)) + amount

    for line in receipt.lines:
        add(order.accounts.get(line.number, "sales"), -line.net)
        for tax in line.taxes:
            add(f"tax:{tax.authority}", -tax.amount)
    for n, payment in enumerate(order.settlement.payments):
        if n in used:
            add(used[n].account, payment.amount)
        elif payment.tender is Tender.CARD:
            add("card_clearing", payment.amount, Tender.CARD)
        else:
            assert session is not None
            add(session.account, order.settlement.cash_in, Tender.CASH)
    add("rounding", -order.settlement.rounding)
    add(CLEARING, total(t.amount for t in order.carried))
    return tuple(
        Posting(account, amount, tender) for (account, tender), amount in rows.items() if amount
    )
