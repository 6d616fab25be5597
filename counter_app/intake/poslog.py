"""POSLog sales files (ARTS POSLog 2.1, 2.2 and 6.0 in makers' dialects), read as a stream.

Element order, namespaces and versions are not trusted; every leniency is noted with the receipt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import BinaryIO, Final
from xml.etree.ElementTree import Element, tostring

from counter_app.core.errors import BadInput, ImportRejected
from counter_app.core.money import USD, Currency
from counter_app.core.order import CHANNEL, COUNTER, ORDER
from counter_app.core.receipt import Direction, ReceiptKey
from counter_app.intake.basket import Basket
from counter_app.intake.limits import DEFAULT_LIMITS, Limits
from counter_app.intake.metered import MeteredStream
from counter_app.intake.outcome import Note, Outcome, Reject, Skipped
from counter_app.intake.points import read_points
from counter_app.intake.poslog_lines import LineReader, link_of
from counter_app.intake.reading import (
    code_text,
    currency_of,
    day,
    exact_money,
    key_part,
    moment,
    noon,
    plain_text,
    sequence_number,
)
from counter_app.intake.settle import settle
from counter_app.intake.xml_stream import transactions

_SOLD: Final = frozenset(("finished", "totaled", "tendered", "completed", "delivered", ""))
_NO_SALE: Final = frozenset(
    ("canceled", "cancelled", "suspended", "failed", "inprocess", "aborted", "suspendedcanceled")
)
_VOIDED: Final = frozenset(("voided", "postvoided"))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the reader must know of the store: its currency, its time zone, and the limits."""

    zone: tzinfo
    currency: Currency = USD
    limits: Limits = DEFAULT_LIMITS


def check_poslog(stream: BinaryIO, options: ReadOptions) -> int:
    """Read a whole file without keeping anything; how many transactions are complete in it.

    Raises `ImportRejected` for a file that is truncated, hostile or no POSLog, and says how far
    it was sound: nothing of such a file is taken in.
    """
    complete = 0
    try:
        for _ in transactions(MeteredStream(stream, options.limits), options.limits):
            complete += 1
    except ImportRejected as error:
        kept_out = f" {complete} complete receipts or events before that were not taken in."
        raise ImportRejected(error.text + (kept_out if complete else ""), code=error.code) from None
    return complete


def read_poslog(stream: MeteredStream, options: ReadOptions) -> Iterator[Outcome]:
    """Each transaction of a file, in order; raises `ImportRejected` where the file breaks off.

    Use `check_poslog` on the same file first, so that a broken file leaves nothing behind.
    """
    for element, version in transactions(stream, options.limits):
        yield read_transaction(element, version, options)


def read_transaction(element: Element, version: str, options: ReadOptions) -> Outcome:
    """One transaction: a receipt, no sale, or a reject with its reason."""
    try:
        skipped = _no_receipt(element)
        if skipped is not None:
            return Skipped(skipped, _label(element))
        return settle(_basket(element, version, options))
    except (ImportRejected, BadInput) as error:
        return Reject(error.text, _label(element), _digest(element))


def _digest(element: Element) -> str:
    return hashlib.sha256(tostring(element, encoding="utf-8")).hexdigest()


def _label(element: Element) -> str:
    parts = (
        element.findtext("RetailStoreID") or element.findtext("BusinessUnit/UnitID"),
        element.findtext("WorkstationID"),
        _business_day(element),
        element.findtext("SequenceNumber"),
    )
    return "/".join(plain_text(p, 24) or "?" for p in parts)


def _business_day(element: Element) -> str:
    child = element.find("BusinessDayDate")
    return "" if child is None else (child.findtext("Date") or child.text or "")


def _no_receipt(element: Element) -> str | None:
    """Why a transaction is no receipt, or None if it is one."""
    if element.get("TrainingModeFlag", "").lower() in ("true", "1"):
        return "training"
    retail = element.find("RetailTransaction")
    if retail is None:
        kind = next((c.tag for c in element if c.tag.endswith("Transaction")), "other")
        if element.find("ControlTransaction/PostVoid") is not None:
            raise ImportRejected(
                "The register voided an earlier receipt here; check that receipt by hand.",
                code="post_void",
            )
        return kind.removesuffix("Transaction").lower() or "other"
    status = retail.get("TransactionStatus", "").lower()
    if status in _NO_SALE:
        return "canceled" if status.startswith("cancel") else status
    if status == "voided" and retail.find("LineItem/Tender") is None:
        return "voided"
    return None


def _basket(element: Element, version: str, options: ReadOptions) -> Basket:
    retail = element.find("RetailTransaction")
    assert retail is not None
    notes: list[Note] = []
    currency = _currency(element, retail, options.currency, notes)
    business_date, ended_at = _when(element, retail, options, notes)
    unit = element.findtext("RetailStoreID") or _unit(element)
    key = ReceiptKey(
        store=key_part(unit, "store number"),
        workstation=key_part(element.findtext("WorkstationID"), "workstation number"),
        business_date=business_date,
        sequence=sequence_number(element.findtext("SequenceNumber")),
    )
    if not version:
        version = plain_text(retail.get("Version") or element.get("MajorVersion"), 8)
    if not version:
        notes.append(Note.VERSION_MISSING)
    basket = Basket(
        key=key,
        ended_at=ended_at,
        currency=currency.code,
        source=f"poslog {version}".strip(),
        source_digest=_digest(element),
        receipt_number=code_text(_receipt_number(element, retail), "receipt number"),
        barcode=code_text(
            element.findtext("x-Barcode") or element.findtext("TransactionID"), "barcode", 80
        ),
        operator=code_text(element.findtext("OperatorID"), "operator number"),
        notes=notes,
    )
    _status(element, retail, basket)
    _order(element, retail, basket)
    read_points(basket, lambda name: retail.findtext(_POINTS[name]) or "")
    LineReader(basket, currency, options.limits).read(retail)
    _totals(retail, basket, currency)
    _links(retail, basket)
    return basket


def _unit(element: Element) -> str:
    unit = element.find("BusinessUnit")
    return "" if unit is None else (unit.findtext("UnitID") or unit.text or "")


def _receipt_number(element: Element, retail: Element) -> str:
    return element.findtext("ReceiptNumber") or retail.findtext("ReceiptNumber") or ""


def _status(element: Element, retail: Element, basket: Basket) -> None:
    status = retail.get("TransactionStatus", "").lower()
    if status in _VOIDED:
        basket.status = "voided"
        basket.note(Note.POST_VOIDED)
    elif status not in _SOLD and not status.startswith("suspendedretrieved"):
        raise ImportRejected(
            f"A receipt cannot be in the state “{plain_text(status, 24)}”.", code="status"
        )
    basket.is_return = element.get("TypeCode", "") == "ReturnTransaction"
    if element.find("ControlTransaction") is not None:
        basket.note(Note.CONTROL_PART)
    approver = next(
        (e.text for e in retail.iter("ApproverID")),
        retail.findtext("LineItem/x-SupervisorOverride"),
    )
    if approver:
        basket.extra["approved_by"] = plain_text(approver, 60)


_POINTS: Final = {
    "points_earned": "x-PointsEarned",
    "points_spent": "x-PointsRedeemed",
    "points_account": "x-LoyaltyID",
}
"""A vendor's own elements for points; the standard has only amounts of money."""


def _order(element: Element, retail: Element, basket: Basket) -> None:
    """The web channel and the order's number, which POSLog leaves to a vendor's own elements."""
    said = {
        name: retail.findtext(f"x-{name}") or element.findtext(f"x-{name}") or ""
        for name in ("Channel", "OrderNumber")
    }
    channel = plain_text(said["Channel"], 20).lower()
    if channel and channel not in COUNTER:
        order = code_text(said["OrderNumber"], "order number") or basket.receipt_number
        basket.extra |= {CHANNEL: channel, ORDER: order}


def _currency(element: Element, retail: Element, store: Currency, notes: list[Note]) -> Currency:
    """The receipt's currency: as written, else the one beside its amounts, else the store's."""
    code = (element.findtext("CurrencyCode") or "").strip()
    beside = {
        c
        for e in retail.iter()
        if e.attrib
        and (c := e.get("Currency") or (e.get("CurrencyCode") if e.tag == "Total" else None))
    } - {"XXX", ""}
    if len(beside | ({code} - {"XXX", ""})) > 1:
        raise ImportRejected("The receipt mixes currencies.", code="mixed_currencies")
    if code in ("", "XXX"):
        notes.append(Note.AMOUNT_CURRENCY if beside else Note.CURRENCY_ASSUMED)
        code = next(iter(beside), store.code)
    if code != store.code:
        notes.append(Note.FOREIGN_CURRENCY)
        return currency_of(code)
    return store


def _when(
    element: Element, retail: Element, options: ReadOptions, notes: list[Note]
) -> tuple[date, datetime]:
    """Business date and end of the receipt (store time where no offset is written)."""
    written = (
        element.findtext("EndDateTime"),
        retail.findtext("ReceiptDateTime"),
        element.findtext("BeginDateTime"),
    )
    ended_at = next((m for m in (moment(text, options.zone) for text in written) if m), None)
    business_date = day(_business_day(element))
    if business_date is None:
        if ended_at is None:
            raise ImportRejected("The receipt has no business date.", code="no_key")
        notes.append(Note.BUSINESS_DATE)
        business_date = ended_at.astimezone(options.zone).date()
    if ended_at is None:
        notes.append(Note.TIME_ASSUMED)
        ended_at = noon(business_date, options.zone)
    return business_date, ended_at


def _totals(retail: Element, basket: Basket, currency: Currency) -> None:
    """The printed grand total, the tax total and the rounding, where the dialect has them."""
    for element in retail.findall("Total"):
        kind = element.get("TotalType", "")
        text = element.text or ""
        if kind == "TransactionGrandAmount" or (kind == "" and basket.grand_total is None):
            basket.grand_total = exact_money(text, currency)
        elif kind == "TransactionTaxAmount":
            basket.tax_total = exact_money(text, currency)
        elif kind == "RoundingAmount" and not basket.rounding:
            basket.rounding = exact_money(text, currency)


def _links(retail: Element, basket: Basket) -> None:
    """A link of the whole receipt to its original counts for every returned line without one."""
    for element in retail.findall("TransactionLink"):
        if element.get("ReasonCode", "") == "Return":
            link = link_of(element, basket.key.store)
            for line in basket.lines:
                if line.direction is Direction.RETURNED and line.link is None:
                    line.link = link
