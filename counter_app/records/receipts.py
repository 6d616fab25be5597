"""Original receipts: the tables, and reading one whole. Writing them is `records.receipt_intake`.

Keyed by (store, workstation, business date, sequence). Rows never leave: readers get `Receipt`.
"""

from __future__ import annotations

from datetime import datetime
from threading import Lock
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    select,
    text,
)

from counter_app.core.errors import NotFound
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
from counter_app.core.transaction import Tender
from counter_app.storage.base import METADATA
from counter_app.storage.prepared import Prepared
from counter_app.storage.types import (
    DateType,
    JsonType,
    MoneyType,
    QuantityType,
    StampType,
    whole,
)

SHELF_SIZE: Final = 256

receipts: Final = Table(
    "receipts",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("store", String(20), nullable=False),
    Column("workstation", String(20), nullable=False),
    Column("business_date", DateType, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("receipt_number", String(40), nullable=False, index=True),
    Column("barcode", String(80), nullable=False, index=True),
    Column("ended_at", StampType, nullable=False, index=True),
    Column("operator", String(40), nullable=False),
    Column("customer_ref", String(60), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("status", String(20), nullable=False),
    Column("provisional", Boolean, nullable=False),
    Column("total_paid", MoneyType, nullable=False),
    Column("source", String(40), nullable=False),
    Column("source_digest", String(64), nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("flags", JsonType, nullable=False),
    Column("extra", JsonType, nullable=False),
    Column("order_number", String(40), nullable=False, server_default=text("''"), index=True),
    Column("version", Integer, nullable=False),
    Column("imported_at", StampType, nullable=False),
    UniqueConstraint("store", "workstation", "business_date", "sequence"),
    Index("ix_receipts_business_date", "business_date", "total_paid"),
    Index("ix_receipts_customer_ref", "customer_ref"),
    *whole("total_paid"),
)

receipt_lines: Final = Table(
    "receipt_lines",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("receipt_id", ForeignKey("receipts.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("direction", String(10), nullable=False),
    Column("item_code", String(40), nullable=False),
    Column("description", String(200), nullable=False),
    Column("department", String(60), nullable=False),
    Column("quantity", QuantityType, nullable=False),
    Column("unit", String(10), nullable=False),
    Column("weighed", Boolean, nullable=False),
    Column("unit_price", MoneyType, nullable=False),
    Column("gross", MoneyType, nullable=False),
    Column("net", MoneyType, nullable=False),
    Column("food_stampable", Boolean, nullable=False),
    Column("serial", String(60), nullable=False),
    Column("source_sequence", BigInteger, nullable=True),
    Column("reason", String(60), nullable=False),
    Column("link_store", String(20), nullable=True),
    Column("link_workstation", String(20), nullable=True),
    Column("link_date", DateType, nullable=True),
    Column("link_sequence", BigInteger, nullable=True),
    Column("link_line", BigInteger, nullable=True),
    Column("sold_on", DateType, nullable=True),
    Column("selling_price", MoneyType, nullable=True),
    UniqueConstraint("receipt_id", "number"),
    Index("ix_receipt_lines_item_code", "item_code", "sold_on", "selling_price"),
    Index("ix_receipt_lines_link", "link_store", "link_workstation", "link_date", "link_sequence"),
    *whole("quantity", "unit_price", "gross", "net", "selling_price"),
)

receipt_discounts: Final = Table(
    "receipt_discounts",
    METADATA,
    Column("line_id", ForeignKey("receipt_lines.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("code", String(60), nullable=False),
    Column("description", String(120), nullable=False),
    Column("basket_wide", Boolean, nullable=False),
    *whole("amount"),
)

receipt_taxes: Final = Table(
    "receipt_taxes",
    METADATA,
    Column("line_id", ForeignKey("receipt_lines.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("authority", String(40), nullable=False),
    Column("name", String(60), nullable=False),
    Column("rate_ppm", Integer, nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("taxable", MoneyType, nullable=True),
    Column("included", Boolean, nullable=False),
    *whole("amount", "taxable"),
)

receipt_tenders: Final = Table(
    "receipt_tenders",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("receipt_id", ForeignKey("receipts.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("tender", String(20), nullable=False),
    Column("amount", MoneyType, nullable=False),
    Column("masked", String(8), nullable=False),
    Column("card_type", String(30), nullable=False),
    Column("authorization", String(30), nullable=False),
    Column("reference", String(60), nullable=False),
    Column("source_type", String(40), nullable=False),
    UniqueConstraint("receipt_id", "number"),
    Index("ix_receipt_tenders_masked", "masked"),
    *whole("amount"),
)

import_rejects: Final = Table(
    "import_rejects",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("file", Text, nullable=False),
    Column("receipt", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    Column("content_digest", String(64), nullable=False),
    Column("rejected_at", StampType, nullable=False),
)

import_changes: Final = Table(
    "import_changes",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("receipt_id", ForeignKey("receipts.id"), nullable=False),
    Column("stored_digest", String(64), nullable=False),
    Column("seen_digest", String(64), nullable=False),
    Column("kind", String(20), nullable=False),  # changed | provisional_differs
    Column("detail", Text, nullable=False),
    Column("seen_at", StampType, nullable=False),
)


_OF_RECEIPT: Final = receipt_lines.c.receipt_id == bindparam("receipt")
_BY_ID: Final = Prepared(select(receipts).where(receipts.c.id == bindparam("receipt")))
_HAS_KEY: Final = and_(
    receipts.c.store == bindparam("store"),
    receipts.c.workstation == bindparam("workstation"),
    receipts.c.business_date == bindparam("business_date"),
    receipts.c.sequence == bindparam("sequence"),
)
_BY_KEY: Final = Prepared(select(receipts).where(_HAS_KEY))
_STORED: Final = Prepared(
    select(receipts.c.id, receipts.c.content_digest, receipts.c.provisional).where(_HAS_KEY)
)
_LINES: Final = Prepared(select(receipt_lines).where(_OF_RECEIPT).order_by(receipt_lines.c.number))
_DISCOUNTS: Final = Prepared(
    select(receipt_discounts)
    .join(receipt_lines)
    .where(_OF_RECEIPT)
    .order_by(receipt_discounts.c.line_id, receipt_discounts.c.number)
)
_TAXES: Final = Prepared(
    select(receipt_taxes)
    .join(receipt_lines)
    .where(_OF_RECEIPT)
    .order_by(receipt_taxes.c.line_id, receipt_taxes.c.number)
)
_TENDERS: Final = Prepared(
    select(receipt_tenders)
    .where(receipt_tenders.c.receipt_id == bindparam("receipt"))
    .order_by(receipt_tenders.c.number)
)
_IDS: Final = select(receipts.c.id).order_by(receipts.c.ended_at.desc()).limit(bindparam("limit"))
_IDS_BY_BARCODE: Final = Prepared(_IDS.where(receipts.c.barcode == bindparam("text")))
_IDS_BY_NUMBER: Final = Prepared(_IDS.where(receipts.c.receipt_number == bindparam("text")))
_IDS_BY_ORDER: Final = Prepared(_IDS.where(receipts.c.order_number == bindparam("text")))
_VERSION_OF: Final = select(receipts.c.version).where(receipts.c.id == bindparam("receipt"))
_LOCKED_VERSION: Final = Prepared(_VERSION_OF.with_for_update())
_VERSION: Final = Prepared(_VERSION_OF)


def receipt_by_id(connection: Connection, receipt_id: str) -> Receipt | None:
    """The receipt with this id, whole."""
    row = _BY_ID.first(connection, {"receipt": receipt_id})
    return None if row is None else _whole(connection, row)


def receipt_by_key(connection: Connection, key: ReceiptKey) -> Receipt | None:
    """The receipt with this key, whole."""
    row = _BY_KEY.first(connection, key_values(key))
    return None if row is None else _whole(connection, row)


def key_values(key: ReceiptKey) -> dict[str, Any]:
    """The parts of a key, by the names of their columns."""
    return {
        "store": key.store,
        "workstation": key.workstation,
        "business_date": key.business_date,
        "sequence": key.sequence,
    }


def stored_receipt(connection: Connection, key: ReceiptKey) -> Any:
    """Id, content digest and whether it is provisional, of the receipt with this key; or None."""
    return _STORED.first(connection, key_values(key))


def find_receipts(connection: Connection, wanted: str, limit: int = 20) -> tuple[Receipt, ...]:
    """Receipts whose printed number, barcode or order number is exactly this, newest first."""
    found: dict[str, None] = {}
    for statement in (_IDS_BY_BARCODE, _IDS_BY_NUMBER, _IDS_BY_ORDER):
        ids = statement.all(connection, {"text": wanted, "limit": limit})
        found.update((row.id, None) for row in ids)
    loaded = (receipt_by_id(connection, receipt_id) for receipt_id in list(found)[:limit])
    return tuple(r for r in loaded if r is not None)


def newest_receipt_at(connection: Connection) -> datetime | None:
    """When the newest receipt ended, None if there are none."""
    return connection.execute(
        select(receipts.c.ended_at).order_by(receipts.c.ended_at.desc()).limit(1)
    ).scalar()


def lock_receipt(connection: Connection, receipt_id: str) -> int:
    """Lock the receipt against other returns until the transaction ends; gives its version.

    Raises `NotFound`.
    """
    version = _LOCKED_VERSION.scalar(connection, {"receipt": receipt_id})
    if version is None:
        raise NotFound("This receipt is not in this store.", code="receipt_unknown")
    return int(version)


def receipt_version(connection: Connection, receipt_id: str) -> int | None:
    """The receipt's version, which rises with every change of its content; None if unknown."""
    version = _VERSION.scalar(connection, {"receipt": receipt_id})
    return None if version is None else int(version)


class ReceiptShelf:
    """Receipts read lately, by id and version, so that the same content is read once.

    A receipt's content never changes without its version, which every reader takes from the
    database; the shelf is a station's.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, Receipt]] = {}
        self._lock = Lock()

    def take(self, connection: Connection, receipt_id: str, version: int) -> Receipt | None:
        """The receipt as this version has it; None if it is not stored."""
        with self._lock:
            kept = self._kept.get(receipt_id)
        if kept is not None and kept[0] == version:
            return kept[1]
        receipt = receipt_by_id(connection, receipt_id)
        if receipt is not None:
            with self._lock:
                self._kept[receipt_id] = (version, receipt)
                if len(self._kept) > SHELF_SIZE:
                    del self._kept[next(iter(self._kept))]
        return receipt


def _whole(connection: Connection, row: Any) -> Receipt:
    of_receipt = {"receipt": row.id}
    lines = _LINES.all(connection, of_receipt)
    discounts = _by_line(_DISCOUNTS.all(connection, of_receipt))
    taxes = _by_line(_TAXES.all(connection, of_receipt))
    tenders = _TENDERS.all(connection, of_receipt)
    return Receipt(
        id=row.id,
        key=ReceiptKey(row.store, row.workstation, row.business_date, row.sequence),
        receipt_number=row.receipt_number,
        barcode=row.barcode,
        ended_at=row.ended_at,
        operator=row.operator,
        customer_ref=row.customer_ref,
        currency=row.currency,
        status=row.status,
        provisional=row.provisional,
        source=row.source,
        source_digest=row.source_digest,
        flags=tuple(row.flags),
        extra=row.extra,
        lines=tuple(_line(r, discounts.get(r.id, []), taxes.get(r.id, [])) for r in lines),
        tenders=tuple(_tender(r) for r in tenders),
    )


def _by_line(rows: list[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.line_id, []).append(row)
    return grouped


def _line(row: Any, discounts: list[Any], taxes: list[Any]) -> ReceiptLine:
    return ReceiptLine(
        id=row.id,
        number=row.number,
        direction=Direction(row.direction),
        item_code=row.item_code,
        description=row.description,
        department=row.department,
        quantity=row.quantity,
        unit=row.unit,
        weighed=row.weighed,
        unit_price=row.unit_price,
        gross=row.gross,
        food_stampable=row.food_stampable,
        serial=row.serial,
        source_sequence=row.source_sequence,
        reason=row.reason,
        link=_link(row),
        discounts=tuple(
            DiscountShare(DiscountKind(d.kind), d.amount, d.code, d.description, d.basket_wide)
            for d in discounts
        ),
        taxes=tuple(
            TaxShare(t.authority, t.name, t.rate_ppm, t.amount, t.taxable, t.included)
            for t in taxes
        ),
    )


def _link(row: Any) -> LineLink | None:
    if row.direction != Direction.RETURNED.value or row.link_sequence is None:
        return None
    key = ReceiptKey(row.link_store, row.link_workstation, row.link_date, row.link_sequence)
    return LineLink(key, row.link_line)


def _tender(row: Any) -> ReceiptTender:
    return ReceiptTender(
        id=row.id,
        number=row.number,
        tender=Tender(row.tender),
        amount=row.amount,
        masked=row.masked,
        card_type=row.card_type,
        authorization=row.authorization,
        reference=row.reference,
        source_type=row.source_type,
    )
