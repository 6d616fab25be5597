"""Takes receipts into the database: new, unchanged, changed or rejected; never replaced silently.

A receipt keyed by hand (provisional) is matched by the one that later comes from the register.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select, update

from counter_app.core.clock import Clock
from counter_app.core.errors import Conflict, NotFound
from counter_app.core.ids import derived_id, new_id
from counter_app.core.money import plain
from counter_app.core.order import ORDER, channel_of, dated, newer_facts
from counter_app.core.receipt import PROVISIONAL_DIFFERS, Receipt, ReceiptLine
from counter_app.records.provisional import accept, in_use, marked, same_goods
from counter_app.records.receipts import (
    import_changes,
    import_rejects,
    key_values,
    receipt_by_id,
    receipt_by_key,
    receipt_discounts,
    receipt_lines,
    receipt_taxes,
    receipt_tenders,
    receipts,
    stored_receipt,
)
from counter_app.records.stores import the_store
from counter_app.rules.selling_price import selling_price
from counter_app.storage.engine import Database

BATCH: Final = 500
_REJECTS: Final = "2e0f5ed5-8a52-4d0c-9a8f-5f0f6d5c1b77"
"""What the ids of rejects are derived from, so that the same content has the same id."""

Added = Literal["new", "unchanged", "changed"]


class ReceiptSink:
    """Writes receipts in batches of 500; `flush()` writes what is left.

    The write lock is held only while a batch is written, so that the desk works on meanwhile.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._rows = _Rows()
        self._rejects: dict[str, dict[str, object]] = {}

    def add(self, receipt: Receipt) -> Added:
        """Store one receipt if its key is new; tell what it is."""
        if receipt.key in self._rows.keys:
            self.flush()
        with self._database.read() as connection:
            found = stored_receipt(connection, receipt.key)
        if found is None:
            self._rows.take(receipt, self._clock)
            if len(self._rows.keys) >= BATCH:
                self.flush()
            return "new"
        if found.content_digest == receipt.content_digest() and not found.provisional:
            self._tell_anew(found.id, receipt)
            return "unchanged"
        with self._database.write() as connection:
            if found.provisional:
                added = self._settle_provisional(connection, found.id, receipt)
            else:
                self._flag(connection, found.id, found.content_digest, receipt, "changed", "")
                added = "changed"
            connection.commit()
        return added

    def _tell_anew(self, receipt_id: str, seen: Receipt) -> None:
        """What a web channel tells later of an order: when it arrived, what it gave back itself."""
        if not channel_of(seen):
            return
        with self._database.write() as connection:
            stored = receipt_by_id(connection, receipt_id)
            assert stored is not None
            told = newer_facts(stored.extra, dated(seen.extra, self._clock.now()))
            if told is not None:
                connection.execute(
                    update(receipts)
                    .where(receipts.c.id == receipt_id)
                    .values(extra=told, version=receipts.c.version + 1)
                )
                connection.commit()

    def reject(self, file: str, receipt: str, reason: str, raw_digest: str) -> None:
        """Put what could not be read into quarantine with its reason.

        The same content of the same receipt is there once, however often its file comes in.
        """
        key = derived_id(_REJECTS, f"{raw_digest} {receipt[:120]}")
        self._rejects[key] = {
            "id": key,
            "file": file,
            "receipt": receipt[:120],
            "reason": reason,
            "content_digest": raw_digest,
            "rejected_at": self._clock.now(),
        }
        if len(self._rejects) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write and commit what was added so far; `Conflict` if somebody else did meanwhile."""
        if not self._rows.keys and not self._rejects:
            return
        with self._database.write() as connection:
            self._rows.write(connection)
            _quarantine(connection, self._rejects)
            connection.commit()
        self.abandon()

    def abandon(self) -> None:
        """Forget what was not written yet."""
        self._rows = _Rows()
        self._rejects = {}

    def _settle_provisional(
        self, connection: Connection, receipt_id: str, receipt: Receipt
    ) -> Added:
        stored = receipt_by_key(connection, receipt.key)
        assert stored is not None
        untouched = not in_use(connection, receipt_id)
        same = same_goods(stored, receipt)
        if untouched:
            taken = receipt if same else marked(receipt)
            _replace_content(connection, receipt_id, taken, self._clock)
        elif not same and PROVISIONAL_DIFFERS not in stored.flags:
            connection.execute(
                update(receipts)
                .where(receipts.c.id == receipt_id)
                .values(flags=list(marked(stored).flags), version=receipts.c.version + 1)
            )
        if same:
            if untouched:
                return "unchanged"
            accept(connection, stored, receipt)
            return "unchanged"
        currency = the_store(connection).currency
        detail = (
            f"Keyed {plain(stored.total_paid, currency)} with {len(stored.lines)} lines, register "
            f"says {plain(receipt.total_paid, currency)} with {len(receipt.lines)} lines."
        )
        digest = stored.content_digest()
        self._flag(connection, receipt_id, digest, receipt, PROVISIONAL_DIFFERS, detail)
        return "changed"

    def _flag(
        self,
        connection: Connection,
        receipt_id: str,
        stored_digest: str,
        seen: Receipt,
        kind: str,
        detail: str,
    ) -> None:
        known = select(import_changes.c.id).where(
            import_changes.c.receipt_id == receipt_id,
            import_changes.c.seen_digest == seen.content_digest(),
        )
        if connection.execute(known).first() is None:
            connection.execute(
                insert(import_changes).values(
                    id=new_id(),
                    receipt_id=receipt_id,
                    stored_digest=stored_digest,
                    seen_digest=seen.content_digest(),
                    kind=kind,
                    detail=detail,
                    seen_at=self._clock.now(),
                )
            )


def add_receipt(connection: Connection, receipt: Receipt, clock: Clock) -> Receipt:
    """Store one receipt now (keyed by hand, or sold at the desk); `Conflict` if its key exists."""
    if stored_receipt(connection, receipt.key) is not None:
        raise Conflict("A receipt with this number is already here.", code="receipt_exists")
    rows = _Rows()
    stored = rows.take(receipt, clock)
    rows.write(connection)
    return stored


def mark_void(connection: Connection, receipt_id: str) -> None:
    """A receipt that the desk itself wrote is void from now on; raises `NotFound`."""
    receipt = receipt_by_id(connection, receipt_id)
    if receipt is None:
        raise NotFound("This receipt is not in this store.", code="receipt_unknown")
    void = replace(receipt, status="voided")
    connection.execute(
        update(receipts)
        .where(receipts.c.id == receipt_id)
        .values(
            status=void.status,
            content_digest=void.content_digest(),
            version=receipts.c.version + 1,
        )
    )


def differences(connection: Connection, receipt_id: str) -> tuple[str, ...]:
    """How later imports differ from this receipt: `changed`, `provisional_differs`, or nothing."""
    kinds = select(import_changes.c.kind).where(import_changes.c.receipt_id == receipt_id)
    return tuple(connection.execute(kinds.distinct().order_by(import_changes.c.kind)).scalars())


def _replace_content(
    connection: Connection, receipt_id: str, receipt: Receipt, clock: Clock
) -> None:
    lines = select(receipt_lines.c.id).where(receipt_lines.c.receipt_id == receipt_id)
    for table in (receipt_discounts, receipt_taxes):
        connection.execute(delete(table).where(table.c.line_id.in_(lines)))
    for table in (receipt_lines, receipt_tenders):
        connection.execute(delete(table).where(table.c.receipt_id == receipt_id))
    rows = _Rows()
    rows.take(replace(receipt, id=receipt_id, provisional=False), clock)
    header = rows.receipts.pop() | {"version": receipts.c.version + 1}
    connection.execute(update(receipts).where(receipts.c.id == receipt_id).values(**header))
    rows.write(connection)


def _quarantine(connection: Connection, rejects: dict[str, dict[str, object]]) -> None:
    if not rejects:
        return
    known = select(import_rejects.c.id).where(import_rejects.c.id.in_(list(rejects)))
    there = set(connection.execute(known).scalars())
    rows = [row for key, row in rejects.items() if key not in there]
    if rows:
        connection.execute(insert(import_rejects), rows)


class _Rows:
    """Rows waiting to be written together, parents before children."""

    def __init__(self) -> None:
        self.keys: set[object] = set()
        self.receipts: list[dict[str, object]] = []
        self.lines: list[dict[str, object]] = []
        self.discounts: list[dict[str, object]] = []
        self.taxes: list[dict[str, object]] = []
        self.tenders: list[dict[str, object]] = []

    def take(self, receipt: Receipt, clock: Clock) -> Receipt:
        """Add one receipt's rows; gives the receipt with its new ids."""
        receipt = replace(
            receipt,
            id=receipt.id or new_id(),
            lines=tuple(replace(x, id=new_id()) for x in receipt.lines),
            tenders=tuple(replace(t, id=new_id()) for t in receipt.tenders),
        )
        self.keys.add(receipt.key)
        self.receipts.append(
            {
                "id": receipt.id,
                **key_values(receipt.key),
                "receipt_number": receipt.receipt_number,
                "barcode": receipt.barcode,
                "ended_at": receipt.ended_at,
                "operator": receipt.operator,
                "customer_ref": receipt.customer_ref,
                "currency": receipt.currency,
                "status": receipt.status,
                "provisional": receipt.provisional,
                "total_paid": receipt.total_paid,
                "source": receipt.source,
                "source_digest": receipt.source_digest,
                "content_digest": receipt.content_digest(),
                "flags": list(receipt.flags),
                "extra": dated(receipt.extra, clock.now()),
                "order_number": receipt.extra.get(ORDER, ""),
                "version": 1,
                "imported_at": clock.now(),
            }
        )
        for line in receipt.lines:
            self._take_line(receipt.id, line, receipt.key.business_date)
        self.tenders.extend(
            {
                "id": t.id,
                "receipt_id": receipt.id,
                "number": t.number,
                "tender": t.tender.value,
                "amount": t.amount,
                "masked": t.masked,
                "card_type": t.card_type,
                "authorization": t.authorization,
                "reference": t.reference,
                "source_type": t.source_type,
            }
            for t in receipt.tenders
        )
        return receipt

    def _take_line(self, receipt_id: str, line: ReceiptLine, sold_on: date) -> None:
        key = line.link.key if line.link else None
        self.lines.append(
            {
                "id": line.id,
                "receipt_id": receipt_id,
                "number": line.number,
                "direction": line.direction.value,
                "item_code": line.item_code,
                "description": line.description[:200],
                "department": line.department,
                "quantity": line.quantity,
                "unit": line.unit,
                "weighed": line.weighed,
                "unit_price": line.unit_price,
                "gross": line.gross,
                "net": line.net,
                "food_stampable": line.food_stampable,
                "serial": line.serial,
                "source_sequence": line.source_sequence,
                "reason": line.reason,
                "link_store": key.store if key else None,
                "link_workstation": key.workstation if key else None,
                "link_date": key.business_date if key else None,
                "link_sequence": key.sequence if key else None,
                "link_line": line.link.line_sequence if line.link else None,
                "sold_on": sold_on,
                "selling_price": selling_price(line),
            }
        )
        self.discounts.extend(
            {
                "line_id": line.id,
                "number": n,
                "kind": d.kind.value,
                "amount": d.amount,
                "code": d.code,
                "description": d.description[:120],
                "basket_wide": d.basket_wide,
            }
            for n, d in enumerate(line.discounts, 1)
        )
        self.taxes.extend(
            {
                "line_id": line.id,
                "number": n,
                "authority": t.authority,
                "name": t.name,
                "rate_ppm": t.rate_ppm,
                "amount": t.amount,
                "taxable": t.taxable,
                "included": t.included,
            }
            for n, t in enumerate(line.taxes, 1)
        )

    def write(self, connection: Connection) -> None:
        """Insert everything."""
        for table, rows in (
            (receipts, self.receipts),
            (receipt_lines, self.lines),
            (receipt_discounts, self.discounts),
            (receipt_taxes, self.taxes),
            (receipt_tenders, self.tenders),
        ):
            if rows:
                connection.execute(insert(table), rows)
