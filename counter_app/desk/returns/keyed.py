"""A paper receipt that the registers have not sent yet, keyed by hand once per number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from counter_app.core.approval import Approval, Severity, Verdict, digest
from counter_app.core.errors import BadInput, Conflict
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO, Money, plain, total
from counter_app.core.quantity import NONE, ONE, Quantity
from counter_app.core.receipt import Receipt, ReceiptKey, ReceiptLine, ReceiptTender, TaxShare
from counter_app.core.said import said
from counter_app.core.text import clean_text
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.desk.returns.posting import TASK
from counter_app.desk.returns.wording import say
from counter_app.records.journal import id_reused
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.receipts import find_receipts
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station

MAX_LINES: Final = 200
MAX_TENDERS: Final = 10
REASON: Final = "provisional_receipt"


@dataclass(frozen=True, slots=True)
class KeyedLine:
    """One line as the paper shows it: the price paid without tax, and the tax."""

    description: str
    quantity: Quantity
    price: Money
    tax: Money = ZERO
    item_code: str = ""
    department: str = ""
    weighed: bool = False


@dataclass(frozen=True, slots=True)
class KeyedTender:
    """One payment as the paper shows it, after change; `masked` is the last four digits."""

    tender: Tender
    amount: Money
    masked: str = ""


@dataclass(frozen=True, slots=True)
class KeyedReceipt:
    """A paper receipt; `id` names the request, so that a resend keys nothing twice."""

    id: str
    workstation: str
    business_date: date
    sequence: int
    number: str
    lines: tuple[KeyedLine, ...]
    tenders: tuple[KeyedTender, ...]


def key_provisional(keyed: KeyedReceipt, station: Station, approval: Approval | None = None) -> str:
    """Store a keyed receipt and give its id; the register's own takes its place later.

    Raises `BadInput` for what cannot be on a receipt, `Conflict` if the number is here already,
    and `ApprovalRequired` for who may not key receipts.
    """
    with station.open_work() as work:
        done = read_transaction(work.connection, keyed.id) if is_id(keyed.id) else None
        operator = work.operator(station.operator_id)
        receipt = _receipt(work, keyed)
        if done is not None and done.transaction.receipt_id is not None:
            stored = work.receipt(done.transaction.receipt_id)[0]
            if stored.key != receipt.key:
                raise id_reused()
            return stored.id
        request = digest([keyed.id, receipt.content_digest()])
        findings = []
        if not operator.may("receipts.provisional"):
            findings.append(
                say(
                    "provisional.not_permitted",
                    Severity.APPROVE,
                    work.store.currency,
                    operator=operator.short_name,
                )
            )
        verdict = Verdict(request, tuple(findings))
        _check_new(work, receipt)
        stored = add_receipt(work.connection, receipt, station.clock)
        session = work.till_session()
        work.journal.post(
            Transaction(
                id=keyed.id,
                kind=Kind.CONTROL,
                task=TASK,
                station=station.name,
                operator_id=operator.id,
                business_date=work.today(),
                occurred_at=work.now(),
                till_session_id=session.id if session else None,
                receipt_id=stored.id,
                policy_version=work.policy().version,
                reason=REASON,
            ),
            verdict,
            approval,
        )
        work.commit()
    return stored.id


def _check_new(work: Work, receipt: Receipt) -> None:
    """The same printed number on the same day is the same paper."""
    for other in find_receipts(work.connection, receipt.receipt_number):
        if other.key.business_date == receipt.key.business_date:
            raise Conflict(
                said(
                    "Receipt {receipt_number} of that day is already here.",
                    receipt_number=receipt.receipt_number,
                ),
                code="receipt_exists",
                remedy="Open that one.",
            )


def _receipt(work: Work, keyed: KeyedReceipt) -> Receipt:
    """The receipt; raises `BadInput` for what no paper says."""
    if not is_id(keyed.id):
        raise BadInput("A request needs an id.", code="bad_id")
    if not 0 < len(keyed.lines) <= MAX_LINES or not 0 < len(keyed.tenders) <= MAX_TENDERS:
        raise BadInput("A keyed receipt has 1 to 200 lines and 1 to 10 payments.")
    if keyed.business_date > work.today():
        raise BadInput("A receipt cannot be dated after today.", code="future_sale")
    if not 0 <= keyed.sequence < 10**10:
        raise BadInput("This sequence number is not on any receipt.", code="bad_receipt_number")
    number = clean_text(keyed.number, 40) or str(keyed.sequence)
    workstation = clean_text(keyed.workstation, 20)
    if not workstation:
        raise BadInput("Type the register's number.", code="bad_receipt_number")
    lines = tuple(_line(n, x) for n, x in enumerate(keyed.lines, 1))
    tenders = tuple(_tender(n, t) for n, t in enumerate(keyed.tenders, 1))
    paid, owed = total(t.amount for t in tenders), total(x.paid for x in lines)
    if paid != owed:
        currency = work.store.currency
        raise BadInput(
            said(
                "The lines come to {owed}, the payments to {paid}.",
                owed=plain(owed, currency),
                paid=plain(paid, currency),
            ),
            code="does_not_add_up",
        )
    calendar = work.store.calendar
    noon = datetime.combine(keyed.business_date, time(12), ZoneInfo(calendar.zone))
    return Receipt(
        key=ReceiptKey(work.store.number, workstation, keyed.business_date, keyed.sequence),
        receipt_number=number,
        ended_at=noon,
        lines=lines,
        tenders=tenders,
        currency=work.store.currency.code,
        provisional=True,
        source="keyed",
    )


def _line(number: int, keyed: KeyedLine) -> ReceiptLine:
    if keyed.quantity <= NONE or keyed.price < ZERO or keyed.tax < ZERO:
        raise BadInput(
            said(
                "Line {number} needs a quantity above zero and amounts not below it.", number=number
            )
        )
    taxes = (TaxShare("paper", "Tax", 0, keyed.tax),) if keyed.tax else ()
    return ReceiptLine(
        number=number,
        item_code=clean_text(keyed.item_code, 40),
        description=clean_text(keyed.description, 120) or f"Line {number}",
        quantity=keyed.quantity,
        gross=keyed.price,
        taxes=taxes,
        weighed=keyed.weighed,
        unit_price=keyed.price if keyed.quantity == ONE else ZERO,
        department=clean_text(keyed.department, 60),
    )


def _tender(number: int, keyed: KeyedTender) -> ReceiptTender:
    if keyed.amount <= ZERO:
        raise BadInput("A payment must be above zero.")
    masked = clean_text(keyed.masked, 4)
    if masked and not (masked.isascii() and masked.isdigit()):
        raise BadInput("Of a card only the last four digits are kept.", code="bad_card")
    return ReceiptTender(number, keyed.tender, keyed.amount, masked=masked)
