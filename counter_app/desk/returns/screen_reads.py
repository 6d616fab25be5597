"""What the return's screen reads besides the draft: who judges, whose receipt, what was printed.

Runs on the desk worker like every use case; loads no Qt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.errors import NotFound
from counter_app.core.item import ItemRow
from counter_app.core.reason import Reason
from counter_app.core.transaction import Kind, Transaction
from counter_app.core.words import Words
from counter_app.desk.returns import service, unreceipted
from counter_app.desk.returns.case import Situation
from counter_app.desk.returns.denials import DENIED, EarlierDenial, denials_of
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.posting import TASK
from counter_app.desk.returns.reading import read_draft, situation
from counter_app.desk.returns.slip_void import PaidBack
from counter_app.desk.returns.voids import called_back, gone, through_channel
from counter_app.desk.returns.voids_sale import given_back, paid_for
from counter_app.records.customer_history import (
    CustomerHistory,
    asked_for_approval,
    customer_history,
)
from counter_app.records.customers import find_customer
from counter_app.records.items import find_with_deposit
from counter_app.records.print_jobs import PrintJob
from counter_app.records.transaction_reader import read_transaction, reversed_by
from counter_app.station import Station
from counter_app.trade.identity import Card
from counter_app.trade.offers import Offer
from counter_app.trade.papers import place_of, words_for
from counter_app.trade.receipt_lookup import ReceiptChoice, find_receipt, find_slip
from counter_app.trade.slip_head import Place
from counter_app.trade.voiding import VOID_REASONS


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with all that its screen needs to judge and show it without asking again."""

    draft: ReturnDraft
    situation: Situation
    sold_at: datetime
    customer: str
    till_open: bool
    place: Place
    """Where its slip will be made."""
    history: CustomerHistory | None = None
    asked_today: int = 0
    """How often the operator needed a manager before, this business day."""
    denied: tuple[EarlierDenial, ...] = ()
    """Denials about this receipt, newest first."""
    offers: tuple[Offer, ...] = ()
    """What other tasks could do instead."""
    paper: Words = field(default_factory=Words)
    """The language of its slip."""


@dataclass(frozen=True, slots=True)
class Done:
    """A posted return as the books have it, what became of its slips, and the receipt now."""

    transaction: Transaction
    documents: tuple[Document, ...]
    jobs: tuple[PrintJob, ...]
    posted_at: datetime
    opened: Opened
    voided: bool
    void_reasons: tuple[Reason, ...]
    online: bool
    """The web channel gives the money back."""
    gone: bool
    """The money cannot be called back: the web channel was told."""
    paid: tuple[PaidBack, ...] = ()
    """What the customer paid for new goods, as a void would give it back."""
    back: tuple[PaidBack, ...] = ()
    """What this void gives back of it."""
    called_back: tuple[PaidBack, ...] = ()
    """How this void takes back what was refunded, if cards got some of it."""


def open_text(text: str, reprint: bool, station: Station) -> Opened | tuple[ReceiptChoice, ...]:
    """The return of the only receipt that fits, or the receipts to choose from; `NotFound`."""
    found = find_receipt(station, text)
    return found if len(found) > 1 else open_receipt(found[0].id, reprint, station)


def open_receipt(receipt_id: str, reprint: bool, station: Station) -> Opened:
    """A fresh return of one receipt."""
    return look_around(service.start(station, receipt_id, reprint=reprint), station)


def open_without(card: Card | None, station: Station) -> Opened:
    """A fresh return of goods whose receipt is not there, of somebody whose card was scanned."""
    draft = unreceipted.start_without(station)
    if card is not None:
        draft = unreceipted.identify(draft, card, station)
    return look_around(draft, station)


def open_draft(draft_id: str, station: Station) -> Opened:
    """Unfinished or parked work again; from now on it is this operator's open work."""
    return look_around(service.take_up(draft_id, station), station)


def look_again(draft: ReturnDraft, station: Station) -> Opened:
    """The same choices on what the records say now."""
    return look_around(service.refresh(draft, station), station)


def look_around(draft: ReturnDraft, station: Station) -> Opened:
    """Everything the screen shows beside a draft."""
    with station.look() as work:
        operator = work.operator(station.operator_id)
        customer = find_customer(work.connection, draft.customer_id or "")
        return Opened(
            draft=draft,
            situation=situation(work, draft.receipt, operator, draft.as_of),
            sold_at=work.store.calendar.local(draft.receipt.ended_at),
            customer=customer.name if customer else "",
            till_open=work.till_session() is not None,
            place=place_of(work, station, operator),
            paper=words_for(work, draft.customer_id),
            history=(
                customer_history(work.connection, customer.id, work.today()) if customer else None
            ),
            denied=denials_of(work, draft.receipt.id),
            asked_today=asked_for_approval(
                work.connection, operator.id, work.store.calendar, station.clock.now(), draft.id
            ),
        )


def open_slip(text: str, station: Station) -> Done | Opened:
    """The return that a slip of ours belongs to; a denied one begins anew. Raises `NotFound`."""
    found = find_slip(station, text)
    with station.look() as work:
        stored = read_transaction(work.connection, found.transaction_id)
    if stored is not None and found.receipt_id:
        base = stored.transaction
        if base.reason == DENIED or base.kind is Kind.SALE:  # what was sold here can come back
            return open_receipt(found.receipt_id, False, station)
    return look_at_return(found.transaction_id, station)


def look_at_return(transaction_id: str, station: Station) -> Done:
    """A posted return or void with the state of its papers; raises `NotFound`."""
    with station.look() as work:
        stored = read_transaction(work.connection, transaction_id)
        if stored is None or not _is_return(stored.transaction):
            raise NotFound("No such return was made here.", code="return_unknown")
        base = stored.transaction
        jobs = work.print_jobs.of_transaction(base.id)
        voided = reversed_by(work.connection, base.id) is not None
        posted_at = work.store.calendar.local(base.occurred_at)
        if base.receipt_id is None:
            draft = unreceipted.as_posted(work, base)
        else:
            draft = read_draft(work, base.receipt_id, base.id, station.operator_id)
        reasons = work.policy().reasons_of(VOID_REASONS)
        sent = bool(gone(work, base))
        paid, back = paid_for(work, base), given_back(work, base)
    documents = tuple(read_document(content) for _, content, _ in stored.documents)
    around = look_around(draft, station)
    online = through_channel(base)
    called = called_back(base) if base.kind is Kind.VOID else ()
    return Done(
        base, documents, jobs, posted_at, around, voided, reasons, online, sent, paid, back, called
    )


def _is_return(found: Transaction) -> bool:
    return found.task == TASK and (found.receipt_id is not None or bool(found.lines))


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item of today's item file, and the deposit that its container carries."""

    item: ItemRow
    deposit: ItemRow | None = None


def find_new_item(code: str, station: Station) -> NewItem:
    """The item that is to go home; raises `NotFound`."""
    with station.look() as work:
        item, deposit = find_with_deposit(work.connection, code)
    if item is None:
        raise NotFound(
            "This item is not on the receipt and not in the item file.", code="item_unknown"
        )
    return NewItem(item, deposit)


def card_declined(draft: ReturnDraft, station: Station) -> Opened:
    """The terminal said no to what still waits for its code; the return is open again."""
    service.card_declined(draft.id, station)
    return look_again(draft, station)
