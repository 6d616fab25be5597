"""Real work for the books: an open till, receipts, returns with everything a transaction can have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counter_app.core.approval import Approval, Finding, Severity, Verdict, digest
from counter_app.core.document import Document, Text
from counter_app.core.ids import new_id
from counter_app.core.money import Money
from counter_app.core.quantity import ONE, Quantity
from counter_app.core.receipt import (
    Direction,
    DiscountKind,
    DiscountShare,
    LineLink,
    Receipt,
    ReceiptKey,
    ReceiptLine,
    ReceiptTender,
    TaxShare,
)
from counter_app.core.store import TillSession
from counter_app.core.transaction import (
    Kind,
    LineTax,
    Posting,
    PriceChange,
    Proof,
    ProofKind,
    RefundTender,
    Tender,
    Transaction,
    TransactionLine,
)
from counter_app.records.journal import NumberedDocument, Posted
from counter_app.records.operators import operator_by_number
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.till_states import start_session
from counter_app.records.tills import TillCount
from counter_app.records.work import Work
from counter_app.station import Station
from tests.stores import CLERK, MANAGER, NOON

TODAY = date(2026, 11, 21)
CLEAN = Verdict(digest(["nothing to ask"]))
ASKING = Verdict(
    digest(["a return over the limit"]),
    (
        Finding("returns.over_limit", Severity.APPROVE, "The refund is above your limit."),
        Finding("returns.no_reason", Severity.WARN, "No reason was given."),
    ),
)


def operator_id(work: Work, number: str = CLERK) -> int:
    row = operator_by_number(work.connection, number)
    assert row is not None
    return row.id


def open_till(station: Station, till_id: int = 7) -> TillSession:
    """A till with a float of 200.00 from the safe."""
    with station.open_work() as work:
        clerk = operator_id(work)
        session = TillSession(new_id(), till_id, station.name, TODAY, "open", clerk, work.now())
        start_session(work.connection, session)
        amount = Money(200_00)
        work.journal.post(
            Transaction(
                id=new_id(),
                kind=Kind.CASH_MOVEMENT,
                task="tills",
                station=station.name,
                operator_id=clerk,
                business_date=TODAY,
                occurred_at=work.now(),
                till_session_id=session.id,
                policy_version=1,
                postings=(
                    Posting("safe", -amount, Tender.CASH),
                    Posting(session.account, amount, Tender.CASH),
                ),
            ),
            CLEAN,
        )
        work.commit()
    return session


def receipt(sequence: int = 1, *, soap: Quantity = ONE) -> Receipt:
    """Bread for 2.50 and soap at 4.99 with 8.25 % tax and 0.20 off, paid in cash and by card."""
    price = Money(499 * soap.milli // 1000)
    tax = Money((price.minor - 20) * 825 // 10000)
    lines = (
        ReceiptLine(1, "041000", "Bread", ONE, Money(250), source_sequence=10),
        ReceiptLine(
            2,
            "042000",
            "Soap",
            soap,
            price,
            discounts=(DiscountShare(DiscountKind.PROMOTION, Money(20), "P1", "Soap week"),),
            taxes=(TaxShare("TX", "Sales tax", 82500, tax),),
            source_sequence=20,
        ),
    )
    paid = sum(x.paid.minor for x in lines)
    return Receipt(
        key=ReceiptKey("0012", "R03", TODAY - timedelta(days=3), sequence),
        receipt_number=f"R03-{sequence:05d}",
        ended_at=NOON - timedelta(days=3),
        lines=lines,
        tenders=(
            ReceiptTender(1, Tender.CASH, Money(300)),
            ReceiptTender(2, Tender.CARD, Money(paid - 300), masked="1111"),
        ),
        barcode=f"990012{sequence:08d}",
        source="test",
    )


def register_return(sold: Receipt, line: ReceiptLine, sequence: int, named: int | None) -> Receipt:
    """The register took `line` back and gave cash."""
    back = ReceiptLine(
        1,
        line.item_code,
        line.description,
        line.quantity,
        line.gross,
        discounts=line.discounts,
        taxes=line.taxes,
        direction=Direction.RETURNED,
        link=LineLink(sold.key, named),
    )
    return Receipt(
        key=ReceiptKey("0012", "R03", TODAY - timedelta(days=1), sequence),
        receipt_number=f"B{sequence}",
        ended_at=NOON - timedelta(days=1),
        lines=(back,),
        tenders=(ReceiptTender(1, Tender.CASH, -back.paid),),
        source="test",
    )


def stored_receipt(station: Station, sequence: int = 1) -> Receipt:
    """The receipt above, in the store."""
    with station.open_work() as work:
        stored = add_receipt(work.connection, receipt(sequence), station.clock)
        work.commit()
    return stored


def return_of(
    sold: Receipt, session: TillSession, clerk: int, *, transaction_id: str | None = None
) -> Transaction:
    """Soap comes back for cash: 4.79 + 0.39 tax, less nothing."""
    line = sold.lines[1]
    refund = line.paid
    return Transaction(
        id=transaction_id or new_id(),
        kind=Kind.RETURN,
        task="returns",
        station=session.station,
        operator_id=clerk,
        business_date=TODAY,
        occurred_at=NOON,
        till_session_id=session.id,
        receipt_id=sold.id,
        visit_id=new_id(),
        customer_id=new_id(),
        case_id=new_id(),
        witness_id=clerk,
        policy_version=1,
        reason="changed_mind",
        note="Unopened.",
        proof=Proof(ProofKind.GIFT, new_id(), "small", "R-2026-1"),
        lines=(
            TransactionLine(
                number=1,
                description=line.description,
                quantity=line.quantity,
                net=line.net,
                taxes=tuple(LineTax(t.authority, t.name, t.rate_ppm, t.amount) for t in line.taxes),
                item_code=line.item_code,
                receipt_line_id=line.id,
                reason="changed_mind",
                condition="sealed",
                disposition="shelf",
                note="ok",
            ),
        ),
        tenders=(RefundTender(Tender.CASH, refund, sold.tenders[0].id, "drawer"),),
        postings=(
            Posting("returns", line.net),
            Posting("tax:TX", line.tax),
            Posting(session.account, -refund, Tender.CASH),
        ),
    )


def approval_of(verdict: Verdict, station: str, clerk: int, manager: int) -> Approval:
    return Approval(
        id=new_id(),
        approver_id=manager,
        requester_id=clerk,
        station=station,
        request_digest=verdict.request_digest,
        codes=verdict.to_cover(),
        granted_at=NOON - timedelta(seconds=20),
        reason="Known customer.",
    )


def slip(text: str = "RETURN") -> NumberedDocument:
    return NumberedDocument("slip", Document((Text(text),), "return", "Return"))


def post_full_return(station: Station, session: TillSession, sequence: int) -> Posted:
    """A return that fills every table of the journal: approved, counted, on paper."""
    sold = stored_receipt(station, sequence)
    with station.open_work() as work:
        clerk, manager = operator_id(work), operator_id(work, MANAGER)
        transaction = _everything(return_of(sold, session, clerk), sold)
        number = work.journal.next_number(transaction)
        count = TillCount(
            id=new_id(),
            session_id=session.id,
            occasion="spot",
            number=sequence,
            tender=Tender.CASH,
            counted=Money(194_82),
            pieces={"note:2000": 9, "coin:1": 1482},
            operator_id=clerk,
            counted_at=NOON,
        )
        posted = work.journal.post(
            transaction,
            ASKING,
            approval_of(ASKING, station.name, clerk, manager),
            (slip(), slip("STORE COPY")),
            number=number,
            counts=(count,),
        )
        work.print_jobs.add(posted.id, 1, clerk, NOON)
        work.commit()
    return posted


def _everything(transaction: Transaction, sold: Receipt) -> Transaction:
    """With what only exchanges and sales have, so that no table stays empty."""
    change = PriceChange(Money(499), Money(479), "shelf_price", "Old tag.")
    return replace(
        transaction,
        lines=tuple(replace(x, price_change=change) for x in transaction.lines),
        carried=(RefundTender(Tender.CARD, Money(1), sold.tenders[1].id, "1111"),),
    )


def post_return(station: Station, session: TillSession, sequence: int = 1) -> Posted:
    """A plain return of the soap."""
    sold = stored_receipt(station, sequence)
    with station.open_work() as work:
        posted = work.journal.post(
            return_of(sold, session, operator_id(work)), CLEAN, documents=(slip(),)
        )
        work.commit()
    return posted


def void_of(posted: Posted, session: TillSession, clerk: int) -> Transaction:
    """A reversal of a return of 5.18."""
    return Transaction(
        id=new_id(),
        kind=Kind.VOID,
        task="returns",
        station=session.station,
        operator_id=clerk,
        business_date=TODAY,
        occurred_at=NOON,
        till_session_id=session.id,
        reverses=posted.id,
        policy_version=1,
    )
