"""What was posted, looked at again: a slip's correction with its evidence, a letter's receipts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import BadInput, NotFound
from counter_app.core.reason import Reason
from counter_app.core.transaction import Transaction
from counter_app.desk.price_correction.posting import TASK
from counter_app.desk.price_correction.service import Opened, open_receipt
from counter_app.records.customers import find_customer
from counter_app.records.overcharge_offers import LETTER, offers_to
from counter_app.records.price_corrections import CorrectedLine, corrections_in, picture
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.station import Station
from counter_app.storage.files import write_private
from counter_app.trade.answers import Completed, answer_of
from counter_app.trade.receipt_lookup import ReceiptChoice, find_receipt, find_slip
from counter_app.trade.voiding import VOID_REASONS


@dataclass(frozen=True, slots=True)
class Record:
    """A posted transaction of this desk as the books have it, with all that was kept about it."""

    done: Completed
    transaction: Transaction
    slip: Document
    customer: str
    lines: tuple[CorrectedLine, ...]
    voided: bool
    void_reasons: tuple[Reason, ...] = ()


def open_slip(text: str, station: Station) -> Record | Opened | tuple[ReceiptChoice, ...]:
    """What a slip of this desk belongs to; a letter opens its receipts. Raises `NotFound`."""
    found = look_at(find_slip(station, text).transaction_id, station)
    if found.transaction.reason != LETTER:
        return found
    with station.look() as work:
        base = found.transaction
        customer = find_customer(work.connection, base.customer_id or "")
        number = customer.number if customer else ""
        offered = dict.fromkeys(offers_to(work.connection, base.note, number))
    found_ones = [c for receipt in offered for c in find_receipt(station, receipt)]
    choices = tuple(sorted(found_ones, key=lambda c: c.ended_at, reverse=True))
    if not choices:
        raise NotFound("The receipts of this letter are not here.", code="receipt_unknown")
    return choices if len(choices) > 1 else open_receipt(choices[0].id, station)


def look_at(transaction_id: str, station: Station) -> Record:
    """One posted transaction of this desk; raises `NotFound`."""
    with station.look() as work:
        stored = read_transaction(work.connection, transaction_id)
        if stored is None or stored.transaction.task != TASK or not stored.documents:
            raise NotFound("No such price correction was made here.", code="correction_unknown")
        base = stored.transaction
        customer = find_customer(work.connection, base.customer_id or "")
        return Record(
            answer_of(stored),
            base,
            read_document(stored.documents[0][1]),
            customer.name if customer else "",
            corrections_in(work.connection, base.id),
            reversed_by(work.connection, base.id) is not None,
            work.policy().reasons_of(VOID_REASONS),
        )


def evidence_of(digest: str, station: Station) -> tuple[str, bytes]:
    """Name and content of a kept picture; raises `NotFound`."""
    with station.look() as work:
        work.operator(station.operator_id)
        found = picture(work.connection, digest)
    if found is None:
        raise NotFound("This picture is not kept here.", code="evidence_gone")
    return found


def save_copy(content: bytes, path: Path, station: Station) -> None:
    """Write a kept picture to a file of the operator's choice; raises `BadInput` if it cannot."""
    with station.look() as work:
        work.operator(station.operator_id)
    try:
        write_private(path, content)
    except OSError as error:
        raise BadInput("The picture cannot be written there.", code="evidence_folder") from error
