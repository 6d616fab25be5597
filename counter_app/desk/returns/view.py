"""A receipt as a person wants to see it: sold, returned, returnable, paid, refunded, refundable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from counter_app.core.money import Money
from counter_app.core.quantity import Quantity
from counter_app.core.receipt import DiscountShare, Receipt, ReceiptLine, ReceiptTender, TaxShare
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.reading import read_draft
from counter_app.records.receipt_intake import differences
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class LineView:
    """One line: what was sold and paid, what came back, what still can."""

    line: ReceiptLine
    returned: Quantity
    returnable: Quantity
    refunded: Money

    @property
    def each(self) -> Money | None:
        """Price of one before discounts: as it was told, else worked out where that is exact."""
        line = self.line
        if line.unit_price or not line.gross:
            return line.unit_price
        if not line.quantity:
            return None
        minor, rest = divmod(line.gross.minor * 1000, line.quantity.milli)
        return None if rest else Money(minor)

    def as_json(self) -> dict[str, Any]:
        """The public form of a line."""
        line, each = self.line, self.each
        return {
            "line": line.number,
            "direction": line.direction.value,
            "item": line.item_code,
            "description": line.description,
            "department": line.department,
            "unit": line.unit,
            "weighed": line.weighed,
            "sold_milli": line.quantity.milli,
            "returned_milli": self.returned.milli,
            "returnable_milli": self.returnable.milli,
            "unit_price_cents": None if each is None else each.minor,
            "gross_cents": line.gross.minor,
            "discounts": [_discount(d) for d in line.discounts],
            "net_cents": line.net.minor,
            "taxes": [_tax(t) for t in line.taxes],
            "paid_cents": line.paid.minor,
            "refunded_cents": self.refunded.minor,
        }


@dataclass(frozen=True, slots=True)
class TenderView:
    """One payment: what it paid, what it got back, what it can still get back."""

    tender: ReceiptTender
    refunded: Money
    refundable: Money

    def as_json(self) -> dict[str, Any]:
        """The public form of a payment."""
        return {
            "number": self.tender.number,
            "tender": self.tender.tender.value,
            "masked": self.tender.masked,
            "paid_cents": self.tender.amount.minor,
            "refunded_cents": self.refunded.minor,
            "refundable_cents": self.refundable.minor,
        }


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A whole receipt with its history."""

    receipt: Receipt
    local_time: datetime
    lines: tuple[LineView, ...]
    tenders: tuple[TenderView, ...]

    def as_json(self) -> dict[str, Any]:
        """The public form: header, lines from 1, tenders."""
        receipt = self.receipt
        return {
            "id": receipt.id,
            "key": str(receipt.key),
            "store": receipt.key.store,
            "workstation": receipt.key.workstation,
            "business_date": receipt.key.business_date.isoformat(),
            "sequence": receipt.key.sequence,
            "number": receipt.receipt_number,
            "barcode": receipt.barcode,
            "ended_at": self.local_time.isoformat(),
            "operator": receipt.operator,
            "customer": receipt.customer_ref,
            "currency": receipt.currency,
            "status": receipt.status,
            "provisional": receipt.provisional,
            "flags": list(receipt.flags),
            "total_cents": receipt.total_paid.minor,
            "lines": [line.as_json() for line in self.lines],
            "tenders": [tender.as_json() for tender in self.tenders],
        }


def receipt_view(station: Station, receipt_id: str) -> ReceiptView:
    """A stored receipt with all that came back; needs nobody signed on. Raises `NotFound`."""
    with station.look() as work:
        draft = read_draft(work, receipt_id, "", 0)
        local = work.store.calendar.local(draft.receipt.ended_at)
        flags = dict.fromkeys((*draft.receipt.flags, *differences(work.connection, receipt_id)))
    return view_of(replace(draft, receipt=replace(draft.receipt, flags=tuple(flags))), local)


def view_of(draft: ReturnDraft, local_time: datetime) -> ReceiptView:
    """The same from a draft, whatever it holds."""
    receipt = draft.receipt
    lines = []
    for line in receipt.lines:
        history = draft.returned(line.number)
        refunded = history.net
        for i, _ in enumerate(line.taxes):
            refunded = refunded + history.tax(i)
        lines.append(LineView(line, history.quantity, draft.returnable(line.number), refunded))
    tenders = (
        TenderView(t, draft.tender_refunded.get(t.number, Money(0)), draft.payments.left(t.number))
        for t in receipt.tenders
    )
    return ReceiptView(receipt, local_time, tuple(lines), tuple(tenders))


def _discount(share: DiscountShare) -> dict[str, Any]:
    return {
        "kind": share.kind.value,
        "code": share.code,
        "description": share.description,
        "amount_cents": share.amount.minor,
    }


def _tax(share: TaxShare) -> dict[str, Any]:
    return {
        "authority": share.authority,
        "name": share.name,
        "rate_ppm": share.rate_ppm,
        "included": share.included,
        "amount_cents": share.amount.minor,
    }
