"""A business date as POSLog v6.0.0: returns and sales, movements of money, settled tills.

Strict on writing: amounts never below zero, elements in the standard's order, one Transaction for
each record that POSLog has a name for. The same records give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import select

from counter_app.core.money import ZERO, Money, total
from counter_app.core.store import Store
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.export.poslog_goods import TENDERS, Approver, Origin, is_sale, retail
from counter_app.export.poslog_xml import Element, amount, document
from counter_app.records.day_ledger import CLOSING, Flow, Movement, Sum
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.records.operators import operators
from counter_app.records.receipts import receipt_lines, receipts
from counter_app.records.transaction_reader import StoredTransaction, read_transaction
from counter_app.records.work import Work
from counter_app.report.assemble import words_of
from counter_app.report.context import BookContext
from counter_app.report.till_sections import TillFigures, till_figures

_GOODS: Final = frozenset(
    {Kind.RETURN, Kind.SALE, Kind.PRICE_CORRECTION, Kind.COUPON, Kind.CHECK_CASHING, Kind.SERVICE}
)
_Named = tuple[str, str]
_IN, _OUT = ("PaidIn", ""), ("PaidOut", "")
_LOAN, _PICKUP = ("TenderLoan", "Normal"), ("TenderPickup", "Normal")
_MOVED: Final[Mapping[Flow, tuple[_Named, _Named]]] = {
    Flow.FLOAT: (("TenderLoan", "OpenFLoat"), _PICKUP),
    Flow.LOANS: (_LOAN, _PICKUP),
    Flow.PICKUPS: (_LOAN, _PICKUP),
    Flow.CLOSING: (_LOAN, ("TenderPickup", "CloseFLoat")),
    Flow.PAID_IN: (_IN, _OUT),
    Flow.PAID_OUT: (_IN, _OUT),
}
"""The element and TypeCode of what a movement brings in, and of what it takes out.

Amounts have no sign: change of petty cash that comes back is a PaidIn. (The standard spells
OpenFLoat so.)
"""


@dataclass(frozen=True, slots=True)
class PoslogDay:
    """The file, how many transactions are in it, and what POSLog has no name for."""

    data: bytes
    count: int
    left_out: tuple[str, ...]


def write_poslog(work: Work, day: date) -> PoslogDay:
    """The file of one business date."""
    writer = _Writer(work, day)
    elements = list(writer.elements())
    return PoslogDay(document(elements), len(elements), tuple(writer.left_out))


class _Writer:
    """Everything of one date, read once, and its elements in the order of the books."""

    def __init__(self, work: Work, day: date) -> None:
        self._work = work
        self._day = day
        self._store: Store = work.store
        self._context = BookContext.read(work, day, words_of(work))
        self._figures = till_figures(self._context)
        self._tills = {s.id: s for s in self._context.sessions}
        self._numbers = {
            row.id: row.number
            for row in work.connection.execute(select(operators.c.id, operators.c.number))
        }
        self._origins = _origins(work, day)
        self._moves: dict[str, list[Movement]] = {}
        for m in self._context.ledger.movements:
            self._moves.setdefault(m.transaction_id, []).append(m)
        self.left_out: list[str] = []

    def elements(self) -> Iterator[Element]:
        t = transactions.c
        ids = self._work.connection.execute(
            select(t.id).where(t.business_date == self._day).order_by(t.station, t.number)
        ).scalars().all()  # fmt: skip
        for transaction_id in ids:
            stored = read_transaction(self._work.connection, transaction_id)
            assert stored is not None, "it was just listed"
            element = self._transaction(stored)
            if element is not None:
                yield element

    def _transaction(self, stored: StoredTransaction) -> Element | None:
        x = stored.transaction
        if x.kind in _GOODS and (x.postings or _for_nothing(x)):
            return self._goods(stored)
        if x.kind is Kind.VOID:
            return self._void(x)
        if x.kind is Kind.COUNT:
            return self._settled(x)
        if x.kind is Kind.CASH_MOVEMENT:
            return self._moved(x)
        self.left_out.append(f"{x.station} {x.number:04d} {x.kind.value} {x.reason}".strip())
        return None

    def _goods(self, stored: StoredTransaction) -> Element:
        x = stored.transaction
        approver = None
        if stored.approval is not None:
            number = self._numbers.get(stored.approval.approver_id, "")
            approver = Approver(number, tuple(sorted(stored.approval.codes)))
        code = "SaleTransaction" if is_sale(x) else "ReturnTransaction"
        element = Element("Transaction", TypeCode=code, TrainingModeFlag=self._training())
        store = self._store
        element.add(
            Element("BusinessUnit").add(Element("UnitID", store.number, Name=store.name)),
            Element("WorkstationID", x.station, TypeCode="POS"),
            Element("SequenceNumber", str(x.number)),
            Element("TransactionID", self._identity(x)),
            Element("OperatorID", self._numbers.get(x.operator_id, ""), OperatorType="Cashier"),
            Element("CurrencyCode", store.currency.code),
            Element("ReceiptNumber", str(x.number)),
            retail(x, store.currency, self._origins, approver),
            self._till(x),
            Element("BusinessDayDate", x.business_date.isoformat()),
            Element("BeginDateTime", self._at(x.occurred_at)),
            Element("EndDateTime", self._at(x.occurred_at)),
        )
        return element

    def _control(self, x: Transaction, *inside: Element) -> Element:
        """A transaction without goods: its head, then what it is."""
        return Element("Transaction", TrainingModeFlag=self._training()).add(
            Element("BusinessUnit").add(Element("UnitID", self._store.number)),
            Element("WorkstationID", x.station),
            Element("SequenceNumber", str(x.number)),
            Element("OperatorID", self._numbers.get(x.operator_id, "")),
            self._till(x),
            Element("BusinessDayDate", x.business_date.isoformat()),
            Element("BeginDateTime", self._at(x.occurred_at)),
            *inside,
        )

    def _moved(self, x: Transaction) -> Element | None:
        """A loan, pickup, paid-in or paid-out by the till's own side of it, else by the safe's.

        Each tender that moved is said.
        """
        sides = [m for m in self._moves.get(x.id, []) if m.tender is not None]
        tills = [m for m in sides if m.account.startswith("till:") and m.flow in _MOVED]
        shown = tills or [m for m in sides if m.account == "safe"]
        if not shown:
            self.left_out.append(f"{x.station} {x.number:04d} {x.reason}".strip())
            return None
        return self._control(x, *(self._cash_of(m, x.reason) for m in shown))

    def _cash_of(self, m: Movement, reason: str) -> Element:
        assert m.tender is not None, "what lies in a till or the safe has a tender"
        tag, code = "SafeDrop", ""
        if m.account != "safe" or m.flow in (Flow.PAID_IN, Flow.PAID_OUT):
            tag, code = _MOVED[m.flow][m.amount < ZERO]
        names = {"TypeCode": code} if code else {}
        inside = Element(tag, TenderType=TENDERS[m.tender], **names)
        inside.add(amount("Amount", m.amount, self._store.currency))
        told = reason and reason not in (CLOSING, "opening_float")
        return Element("TenderControlTransaction").add(
            inside.add(Element("Reason", reason) if told else None)
        )

    def _void(self, x: Transaction) -> Element | None:
        first = None if x.reverses is None else read_transaction(self._work.connection, x.reverses)
        if first is None:
            return None
        f = first.transaction
        link = Element("TransactionLink", ReasonCode="Voided").add(
            Element("BusinessUnit", self._store.number),
            Element("WorkstationID", f.station),
            Element("BusinessDayDate").add(Element("Date", f.business_date.isoformat())),
            Element("SequenceNumber", str(f.number)),
        )
        return self._control(x, Element("ControlTransaction").add(Element("PostVoid").add(link)))

    def _settled(self, x: Transaction) -> Element | None:
        """The count that settled its till; earlier counts have no name of their own in POSLog."""
        session = self._tills.get(x.till_session_id or "")
        final = None if session is None else session.final(Tender.CASH)
        settled = session is not None and session.accounted
        if session is None or final is None or not settled or final.transaction_id != x.id:
            self.left_out.append(f"{x.station} {x.number:04d} {x.kind.value} {x.reason}".strip())
            return None
        return self._control(
            x, Element("TenderControlTransaction").add(self._till_settle(session.id))
        )

    def _till_settle(self, session_id: str) -> Element:
        tenders = self._figures[session_id]
        currency = self._store.currency
        sums = [s for s in self._context.ledger.everything() if s.session_id == session_id]
        account = self._tills[session_id].account
        count = sum(s.count for s in sums if s.account == account)
        sold = -_sum(sums, "sales")
        back = _sum(sums, "returns") + _sum(sums, "price_corrections")
        element = Element("TillSettle").add(Element("TransactionCount", str(count)))
        if sold > ZERO:
            element.add(amount("TotalNetSalesAmount", sold, currency))
        if back > ZERO:
            element.add(amount("TotalNetReturnAmount", back, currency))
        summary = Element("TenderSummary", LedgerType="Actual")
        for tender, figures in tenders.items():
            summary.add(self._line("Beginning", tender, figures.opening))
        for tag in ("Sales", "Returns", "PaidIn", "PaidOut", "Loan", "Pickup"):
            for tender, figures in tenders.items():
                if value := _taken(figures, tag):
                    summary.add(self._line(tag, tender, value))
        for tender, figures in tenders.items():
            summary.add(self._line("Ending", tender, figures.counted or ZERO))
        for tender, figures in tenders.items():
            summary.add(self._difference(tender, figures))
        return element.add(summary)

    def _line(self, tag: str, tender: Tender, value: Money) -> Element:
        return Element(tag, TenderType=TENDERS[tender]).add(
            amount("Amount", value, self._store.currency)
        )

    def _difference(self, tender: Tender, figures: TillFigures) -> Element | None:
        off = figures.over_short
        if not off:
            return None
        return self._line("Over" if off > ZERO else "Short", tender, off)

    def _till(self, x: Transaction) -> Element | None:
        session = self._tills.get(x.till_session_id or "")
        return None if session is None else Element("TillID", f"T{session.till_id}")

    def _identity(self, x: Transaction) -> str:
        return f"{self._store.number}-{x.station}-{x.business_date:%Y%m%d}-{x.number:04d}"

    def _training(self) -> str:
        return "false" if self._store.is_live else "true"

    def _at(self, at: datetime) -> str:
        """Store time with its offset, which tells the two hours of an autumn night apart."""
        return self._store.calendar.local(at).isoformat(timespec="seconds")


_SUMMARY: Final[Mapping[Flow, tuple[str, str]]] = {
    **dict.fromkeys(
        (Flow.SALES, Flow.REFUNDS, Flow.CORRECTIONS, Flow.COUPONS, Flow.CHECKS, Flow.OTHER),
        ("Sales", "Returns"),
    ),
    **dict.fromkeys((Flow.PAID_IN, Flow.PAID_OUT), ("PaidIn", "PaidOut")),
    **dict.fromkeys((Flow.LOANS, Flow.PICKUPS), ("Loan", "Pickup")),
}
"""The lines of a TenderSummary for what came into a till, and for what went out of it."""


def _taken(figures: TillFigures, tag: str) -> Money:
    """What a line of the summary says: its flows of the right direction."""
    return total(
        m for f, m in figures.flows.items() if f in _SUMMARY and _SUMMARY[f][m < ZERO] == tag
    )


def _sum(sums: Sequence[Sum], account: str) -> Money:
    return total(s.amount for s in sums if s.account == account)


def _for_nothing(x: Transaction) -> bool:
    """Goods that came back and were worth nothing by themselves, as the first piece of an offer."""
    return bool(x.lines) and not any(line.net or line.tax for line in x.lines)


def _origins(work: Work, day: date) -> dict[str, Origin]:
    """Where the lines that came back on a date were sold."""
    t, line = transactions.c, transaction_lines.c
    rows = work.connection.execute(
        select(
            receipt_lines.c.id,
            receipt_lines.c.number,
            receipt_lines.c.source_sequence,
            receipt_lines.c.net,
            receipt_lines.c.quantity,
            receipt_lines.c.unit,
            receipts.c.store,
            receipts.c.workstation,
            receipts.c.business_date,
            receipts.c.sequence,
        )
        .join_from(transactions, transaction_lines, line.transaction_id == t.id)
        .join(receipt_lines, receipt_lines.c.id == line.receipt_line_id)
        .join(receipts, receipts.c.id == receipt_lines.c.receipt_id)
        .where(t.business_date == day)
    )
    return {
        r.id: Origin(
            r.store,
            r.workstation,
            r.business_date,
            r.sequence,
            int(r.source_sequence or r.number),
            r.net,
            r.quantity,
            r.unit,
        )
        for r in rows
    }
