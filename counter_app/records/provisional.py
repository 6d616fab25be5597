"""A receipt that was keyed from paper, and what the register says of it later."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, or_, select, update

from counter_app.core.receipt import PROVISIONAL_DIFFERS, Receipt, ReceiptLine
from counter_app.core.transaction import Kind
from counter_app.records.journal_tables import transaction_lines, transactions
from counter_app.records.overcharge_offers import overcharge_offers
from counter_app.records.payments import payment_attempts
from counter_app.records.receipts import receipt_lines, receipt_tenders, receipts


def in_use(connection: Connection, receipt_id: str) -> bool:
    """True if something was given back or refused on its lines, or a card or customer was asked.

    That somebody keyed it is no use of it.
    """
    t, asked, offered = transactions.c, payment_attempts.c, overcharge_offers.c
    with_lines = (
        select(transaction_lines.c.number)
        .where(transaction_lines.c.transaction_id == t.id)
        .exists()
    )
    moved = or_(t.kind != Kind.CONTROL.value, with_lines)
    its_payments = select(receipt_tenders.c.id).where(receipt_tenders.c.receipt_id == receipt_id)
    uses = (
        select(t.id).where(t.receipt_id == receipt_id, moved),
        select(asked.request_id).where(
            (asked.receipt_id == receipt_id) | asked.receipt_tender_id.in_(its_payments)
        ),
        select(offered.id).where(offered.receipt_id == receipt_id),
    )
    return any(connection.execute(use.limit(1)).first() is not None for use in uses)


def same_goods(keyed: Receipt, seen: Receipt) -> bool:
    """True if both say the same goods, amounts and payments."""

    def goods(lines: tuple[ReceiptLine, ...]) -> list[tuple[str, int, int]]:
        return [(x.item_code.lstrip("0"), x.quantity.milli, x.paid.minor) for x in lines]

    paid = sorted((t.tender.value, t.amount.minor) for t in keyed.tenders)
    return goods(keyed.lines) == goods(seen.lines) and paid == sorted(
        (t.tender.value, t.amount.minor) for t in seen.tenders
    )


def marked(receipt: Receipt) -> Receipt:
    """So that the desk reads from the receipt itself that it was keyed otherwise."""
    return replace(receipt, flags=(*receipt.flags, PROVISIONAL_DIFFERS))


AS_KEYED: Final = "as_keyed"
"""Where an accepted receipt keeps the digest of its rows, which stay as they were keyed."""


def accept(connection: Connection, keyed: Receipt, seen: Receipt) -> None:
    """A keyed receipt is the register's from now on; its lines and payments stay as they are.

    Its lines take the register's own numbers, by which returns at registers name them.
    """
    for ours, theirs in zip(keyed.lines, seen.lines, strict=True):
        connection.execute(
            update(receipt_lines)
            .where(receipt_lines.c.id == ours.id)
            .values(source_sequence=theirs.source_sequence)
        )
    kept = replace(keyed, receipt_number=seen.receipt_number)
    connection.execute(
        update(receipts)
        .where(receipts.c.id == keyed.id)
        .values(
            provisional=False,
            operator=seen.operator,
            customer_ref=seen.customer_ref,
            source=seen.source,
            barcode=seen.barcode,
            receipt_number=seen.receipt_number,
            ended_at=seen.ended_at,
            content_digest=seen.content_digest(),
            extra={**keyed.extra, AS_KEYED: kept.content_digest()},
            version=receipts.c.version + 1,
        )
    )
