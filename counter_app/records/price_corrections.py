"""What was corrected, on what evidence and under which rule; pictures; slips that allow a price.

A row stands beside its transaction line, whose note carries the digest of the row's content: the
line is in the chain, so the row and its picture cannot be changed unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    bindparam,
    func,
    insert,
    select,
)

from counter_app.core.approval import digest
from counter_app.core.errors import BadInput
from counter_app.core.money import ZERO, Money
from counter_app.core.quantity import Quantity
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.storage.base import METADATA
from counter_app.storage.types import (
    JsonType,
    MoneyType,
    QuantityType,
    StampType,
    whole,
)

MAX_PICTURE: Final = 4_000_000
"""Largest picture kept as evidence (bytes)."""
PICTURES: Final = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"%PDF-": "pdf"}
SEAL: Final = "sha256:"

price_corrections: Final = Table(
    "price_corrections",
    METADATA,
    Column("transaction_id", ForeignKey("transactions.id"), primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("receipt_line_id", ForeignKey("receipt_lines.id"), nullable=True),
    Column("item_code", String(40), nullable=False),
    Column("sort", String(20), nullable=False),
    Column("charged", MoneyType, nullable=False),
    Column("right_price", MoneyType, nullable=True),
    Column("quantity", QuantityType, nullable=False),
    Column("difference", MoneyType, nullable=False),
    Column("off", MoneyType, nullable=False),
    Column("goodwill", MoneyType, nullable=False),
    Column("bonus", MoneyType, nullable=False),
    Column("tax", MoneyType, nullable=False),
    Column("pack", String(40), nullable=False),
    Column("edition", String(10), nullable=False),
    Column("why", String(30), nullable=False),
    Column("content", JsonType, nullable=False),
    Index("ix_price_corrections_receipt_line_id", "receipt_line_id"),
    Index("ix_price_corrections_item_code", "item_code"),
    *whole("charged", "right_price", "quantity", "difference", "off", "goodwill", "bonus", "tax"),
)

price_evidence: Final = Table(
    "price_evidence",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("stored_at", StampType, nullable=False),
)


@dataclass(frozen=True, slots=True)
class CorrectedLine:
    """One corrected line as it is kept. `content` is the claim as it was entered."""

    line: int
    item_code: str
    sort: str
    charged: Money
    right: Money | None
    quantity: Quantity
    difference: Money = ZERO
    off: Money = ZERO
    goodwill: Money = ZERO
    bonus: Money = ZERO
    tax: Money = ZERO
    receipt_line_id: str | None = None
    pack: str = ""
    edition: str = ""
    why: str = ""
    content: Any = None

    @property
    def seal(self) -> str:
        """``sha256:…`` over all of it, as the transaction line's note carries it."""
        return SEAL + digest(
            [
                self.line,
                self.receipt_line_id,
                self.item_code,
                self.sort,
                self.charged.minor,
                None if self.right is None else self.right.minor,
                self.quantity.milli,
                [a.minor for a in (self.difference, self.off, self.goodwill, self.bonus, self.tax)],
                [self.pack, self.edition, self.why],
                self.content,
            ]
        )


@dataclass(frozen=True, slots=True)
class PostedCorrection:
    """A corrected line with its transaction's id, day and number."""

    transaction_id: str
    business_date: date
    number: int
    corrected: CorrectedLine
    description: str


def add_corrections(
    connection: Connection, transaction_id: str, lines: Iterable[CorrectedLine]
) -> None:
    """Keep what was corrected, in the database transaction that posts it."""
    rows = [
        {
            "transaction_id": transaction_id,
            "line": x.line,
            "receipt_line_id": x.receipt_line_id,
            "item_code": x.item_code,
            "sort": x.sort,
            "charged": x.charged,
            "right_price": x.right,
            "quantity": x.quantity,
            "difference": x.difference,
            "off": x.off,
            "goodwill": x.goodwill,
            "bonus": x.bonus,
            "tax": x.tax,
            "pack": x.pack,
            "edition": x.edition,
            "why": x.why,
            "content": x.content,
        }
        for x in lines
    ]
    if rows:
        connection.execute(insert(price_corrections), rows)


_VOID: Final = transactions.alias("void")
LIVE: Final = ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists()
"""The WHERE clause for transactions that were not voided."""
_OF_RECEIPT: Final = (
    select(price_corrections)
    .join(transactions, transactions.c.id == price_corrections.c.transaction_id)
    .where(transactions.c.receipt_id == bindparam("receipt"), LIVE)
    .order_by(price_corrections.c.transaction_id, price_corrections.c.line)
)


def corrections_of(connection: Connection, receipt_id: str) -> tuple[CorrectedLine, ...]:
    """What was corrected on a receipt and not voided, in the order of posting."""
    return tuple(_line(r) for r in connection.execute(_OF_RECEIPT, {"receipt": receipt_id}))


def corrections_in(connection: Connection, transaction_id: str) -> tuple[CorrectedLine, ...]:
    """What one transaction corrected."""
    rows = connection.execute(
        select(price_corrections)
        .where(price_corrections.c.transaction_id == transaction_id)
        .order_by(price_corrections.c.line)
    )
    return tuple(_line(r) for r in rows)


def corrections_on(connection: Connection, day: date) -> tuple[PostedCorrection, ...]:
    """All corrections of a business date that were not voided, in the order of their numbers."""
    rows = connection.execute(
        select(
            price_corrections,
            transactions.c.business_date,
            transactions.c.number,
            transaction_lines.c.description,
        )
        .join(transactions, transactions.c.id == price_corrections.c.transaction_id)
        .join(
            transaction_lines,
            (transaction_lines.c.transaction_id == price_corrections.c.transaction_id)
            & (transaction_lines.c.number == price_corrections.c.line),
        )
        .where(transactions.c.business_date == day, LIVE)
        .order_by(transactions.c.station, transactions.c.number, price_corrections.c.line)
    )
    return tuple(
        PostedCorrection(r.transaction_id, r.business_date, r.number, _line(r), r.description)
        for r in rows
    )


def matched_today(connection: Connection, customer_id: str, day: date) -> int:
    """How many units were price-matched for a customer on a business date (rounded up)."""
    milli = connection.execute(
        select(func.sum(price_corrections.c.quantity))
        .join(transactions, transactions.c.id == price_corrections.c.transaction_id)
        .where(
            transactions.c.customer_id == customer_id,
            transactions.c.business_date == day,
            price_corrections.c.sort == "price_match",
            LIVE,
        )
    ).scalar()
    found = milli.milli if isinstance(milli, Quantity) else int(milli or 0)
    return -(-found // 1000)


def goodwill_today(connection: Connection, operator_id: int, day: date) -> Money:
    """What an operator gave as goodwill on a business date, its tax left out."""
    found = connection.execute(
        select(func.sum(price_corrections.c.goodwill))
        .join(transactions, transactions.c.id == price_corrections.c.transaction_id)
        .where(transactions.c.operator_id == operator_id, transactions.c.business_date == day, LIVE)
    ).scalar()
    return found if isinstance(found, Money) else Money(int(found or 0))


def claimed_since(connection: Connection, customer_id: str, since: datetime) -> frozenset[str]:
    """Items for which a customer got a compensation since an instant."""
    paid = price_corrections.c
    rows = connection.execute(
        select(paid.item_code)
        .join(transactions, transactions.c.id == paid.transaction_id)
        .where(
            transactions.c.customer_id == customer_id,
            transactions.c.occurred_at >= since,
            (paid.off > ZERO) | (paid.bonus > ZERO),
            LIVE,
        )
        .distinct()
    )
    return frozenset(row.item_code for row in rows)


def keep_picture(connection: Connection, name: str, content: bytes, at: datetime) -> str:
    """Keep a picture of the evidence once; gives its SHA-256.

    Raises `BadInput` for what is too large, empty, or neither a PNG, a JPEG nor a PDF.
    """
    if len(content) > MAX_PICTURE:
        raise BadInput("This picture is larger than 4 MB.", code="evidence_too_large")
    if not any(content.startswith(magic) for magic in PICTURES):
        raise BadInput("Evidence is a PNG, JPEG or PDF file.", code="evidence_unknown")
    found = hashlib.sha256(content).hexdigest()
    known = connection.execute(
        select(price_evidence.c.digest).where(price_evidence.c.digest == found)
    ).first()
    if known is None:
        connection.execute(
            insert(price_evidence).values(digest=found, name=name, content=content, stored_at=at)
        )
    return found


def picture(connection: Connection, wanted: str) -> tuple[str, bytes] | None:
    """Name and content of a kept picture."""
    row = connection.execute(
        select(price_evidence).where(price_evidence.c.digest == wanted)
    ).first()
    return None if row is None else (row.name, bytes(row.content))


def _line(row: Any) -> CorrectedLine:
    return CorrectedLine(
        line=row.line,
        item_code=row.item_code,
        sort=row.sort,
        charged=row.charged,
        right=row.right_price,
        quantity=row.quantity,
        difference=row.difference,
        off=row.off,
        goodwill=row.goodwill,
        bonus=row.bonus,
        tax=row.tax,
        receipt_line_id=row.receipt_line_id,
        pack=row.pack,
        edition=row.edition,
        why=row.why,
        content=row.content,
    )
