"""Finds a receipt or a slip of ours by whatever a person scans, types or reads aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counter_app.codes.own_code import OwnCode, parse_own
from counter_app.codes.receipt_codes import ReceiptReference, read_receipt, strip
from counter_app.core.errors import BadInput, Conflict, NotFound
from counter_app.core.ids import is_id
from counter_app.core.money import Money
from counter_app.core.receipt import Receipt, ReceiptKey
from counter_app.core.said import said
from counter_app.core.scan import ScanCode
from counter_app.core.text import shown
from counter_app.records.receipts import find_receipts, receipt_by_id, receipt_by_key
from counter_app.records.stores import station_names
from counter_app.records.transaction_reader import find_transaction, read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.slip_head import own_station, own_store

MAX_TYPED: Final = 120
MAX_CHOICES: Final = 20


@dataclass(frozen=True, slots=True)
class ReceiptChoice:
    """One receipt that fits, as a short list shows it."""

    id: str
    key: ReceiptKey
    number: str
    ended_at: datetime
    total: Money
    line_count: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class SlipFound:
    """A slip of ours: the transaction it belongs to and the receipt that one was about."""

    transaction_id: str
    receipt_id: str | None
    number: int
    business_date: date


def find_receipt(station: Station, text: str) -> tuple[ReceiptChoice, ...]:
    """All receipts that a printed number, barcode, key, id or return slip names, newest first.

    At least one. Raises `NotFound` if there is none and `BadInput` for a misread slip.
    """
    if len(text) > MAX_TYPED:
        raise BadInput("A receipt number is not that long.", code="bad_receipt_number")
    with station.look() as work:
        found = tuple(_found(work, text.strip()))
    if not found:
        raise NotFound(
            said("No receipt {text} is here.", text=shown(text)),
            code="receipt_unknown",
            remedy="Check the number, or wait until the register's sales arrive.",
        )
    return found[:MAX_CHOICES]


def the_one(station: Station, text: str) -> str:
    """The id of the only receipt that fits; `Conflict` names the choices if there are several."""
    found = find_receipt(station, text)
    if len(found) > 1:
        keys = ", ".join(str(x.key) for x in found[:5])
        raise Conflict(
            said("{count} receipts carry the number {text}.", count=len(found), text=shown(text)),
            code="receipt_ambiguous",
            remedy=said("Say which one: {keys}.", keys=keys),
        )
    return found[0].id


def slip_transaction(station: Station, text: str) -> str:
    """The id of the transaction that an id or a slip's barcode names; raises `NotFound`."""
    return text if is_id(text) else find_slip(station, text).transaction_id


def find_slip(station: Station, text: str) -> SlipFound:
    """The return or void a slip's barcode or its printed text names; raises `NotFound`."""
    code = parse_own(strip(ScanCode(text))[0])
    with station.look() as work:
        found = None if code is None else _slip(work, code)
    if found is None:
        raise NotFound(
            said("No slip {text} was printed here.", text=shown(text)), code="slip_unknown"
        )
    return found


def _found(work: Work, text: str) -> Iterator[ReceiptChoice]:
    seen: set[str] = set()
    for receipt in _candidates(work, text):
        if receipt.id not in seen:
            seen.add(receipt.id)
            yield ReceiptChoice(
                receipt.id,
                receipt.key,
                receipt.receipt_number,
                receipt.ended_at,
                receipt.total_paid,
                len(receipt.lines),
                receipt.provisional,
            )


def _candidates(work: Work, text: str) -> Iterator[Receipt]:
    if is_id(text.lower()):
        receipt = receipt_by_id(work.connection, text.lower())
        if receipt is not None:
            yield receipt
        return
    plain, _ = strip(ScanCode(text))
    if not plain:
        return
    code = parse_own(plain)
    if code is not None:
        slip = _slip(work, code)
        receipt = receipt_by_id(work.connection, slip.receipt_id or "") if slip else None
        if receipt is not None:
            yield receipt
        return
    yield from find_receipts(work.connection, plain, MAX_CHOICES)
    reference = read_receipt(plain, work.policy().scans.patterns)
    if reference is None:
        return
    if (found := _by_key(work, reference)) is not None:
        yield found
    if reference.number and reference.number != plain:
        yield from find_receipts(work.connection, reference.number, MAX_CHOICES)


def _by_key(work: Work, reference: ReceiptReference) -> Receipt | None:
    """The receipt of a full key; registers and files differ in leading zeros only."""
    day, sequence = reference.business_date, reference.sequence
    if day is None or sequence is None or reference.workstation is None:
        return None
    store = reference.store or work.store.number
    stores = dict.fromkeys((store, *_zeros(store, 4)))
    if store.lstrip("0") == work.store.number.lstrip("0"):
        stores[work.store.number] = None
    for number in stores:
        for workstation in dict.fromkeys(
            (reference.workstation, *_zeros(reference.workstation, 4))
        ):
            key = ReceiptKey(number, workstation, day, sequence)
            found = receipt_by_key(work.connection, key)
            if found is not None:
                return found
    return None


def _zeros(text: str, width: int) -> tuple[str, ...]:
    if not text.isdigit():
        return ()
    bare = text.lstrip("0") or "0"
    return (bare, *(bare.zfill(n) for n in range(len(bare) + 1, width + 1)))


def _slip(work: Work, code: OwnCode) -> SlipFound | None:
    """The transaction of a slip; stations are known on paper by the digits of their names."""
    if own_store(work.store.number) != code.store:
        return None
    for name in station_names(work.connection):
        if own_station(name) != code.station:
            continue
        found = find_transaction(work.connection, name, code.business_date, code.sequence)
        stored = read_transaction(work.connection, found) if found else None
        if stored is not None:
            base = stored.transaction
            return SlipFound(base.id, base.receipt_id, base.number, base.business_date)
    return None
