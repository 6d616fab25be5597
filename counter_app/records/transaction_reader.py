"""Reads stored transactions back as the values they were posted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from counter_app.core.approval import Approval
from counter_app.core.document import Document
from counter_app.core.document_json import read_document
from counter_app.core.transaction import (
    Kind,
    LineTax,
    Posting,
    PriceChange,
    Proof,
    ProofKind,
    RefundTender,
    Tender,
    Transaction,
    TransactionLine,
)
from counter_app.records.journal_tables import (
    overrides,
    postings,
    transaction_carried,
    transaction_documents,
    transaction_line_taxes,
    transaction_lines,
    transaction_price_changes,
    transaction_proofs,
    transaction_tenders,
    transactions,
)


@dataclass(frozen=True, slots=True)
class StoredTransaction:
    """A transaction with everything the journal added to it."""

    transaction: Transaction
    store_id: str
    position: int
    request_digest: str
    previous_mac: str
    mac: str
    approval: Approval | None
    documents: tuple[tuple[str, str, str], ...]
    """(kind, JSON text, stored digest) in order."""


def read_transaction(connection: Connection, transaction_id: str) -> StoredTransaction | None:
    """One stored transaction, None if the id is unknown."""
    row = connection.execute(
        select(transactions).where(transactions.c.id == transaction_id)
    ).first()
    return _stored(connection, row) if row else None


def find_transaction(
    connection: Connection, station: str, business_date: date, number: int
) -> str | None:
    """The id of a transaction by the number its slip carries."""
    row = connection.execute(
        select(transactions.c.id).where(
            transactions.c.station == station,
            transactions.c.business_date == business_date,
            transactions.c.number == number,
        )
    ).first()
    return row.id if row else None


def reversed_by(connection: Connection, transaction_id: str) -> str | None:
    """The id of the transaction that voided this one, if any."""
    row = connection.execute(
        select(transactions.c.id).where(transactions.c.reverses == transaction_id)
    ).first()
    return row.id if row else None


def transactions_of_visit(connection: Connection, visit_id: str) -> tuple[str, ...]:
    """The ids of what belongs to one visit, in the order of their numbers."""
    rows = connection.execute(
        select(transactions.c.id)
        .where(transactions.c.visit_id == visit_id)
        .order_by(transactions.c.business_date, transactions.c.number)
    )
    return tuple(rows.scalars())


def stored_document(connection: Connection, transaction_id: str, number: int) -> Document | None:
    """A stored document, exactly as it was when it was posted."""
    row = connection.execute(
        select(transaction_documents.c.content).where(
            transaction_documents.c.transaction_id == transaction_id,
            transaction_documents.c.number == number,
        )
    ).first()
    return read_document(row.content) if row else None


def _stored(connection: Connection, row: Row[Any]) -> StoredTransaction:
    papers = _parts(connection, transaction_documents, row.id)
    return StoredTransaction(
        transaction=_transaction(connection, row),
        store_id=row.store_id,
        position=row.chain_position,
        request_digest=row.request_digest,
        previous_mac=row.previous_mac,
        mac=row.mac,
        approval=_approval(connection, row.id),
        documents=tuple((p.kind, p.content, p.digest) for p in papers),
    )


def _parts(connection: Connection, table: Any, transaction_id: str) -> list[Row[Any]]:
    statement = select(table).where(table.c.transaction_id == transaction_id)
    columns = [table.c[name] for name in ("line", "number") if name in table.c]
    return list(connection.execute(statement.order_by(*columns)))


def _transaction(connection: Connection, row: Row[Any]) -> Transaction:
    taxes: dict[int, list[LineTax]] = {}
    for t in _parts(connection, transaction_line_taxes, row.id):
        taxes.setdefault(t.line, []).append(LineTax(t.authority, t.name, t.rate_ppm, t.amount))
    changes = {
        c.line: PriceChange(c.old_price, c.new_price, c.reason, c.note)
        for c in _parts(connection, transaction_price_changes, row.id)
    }
    return Transaction(
        id=row.id,
        kind=Kind(row.kind),
        task=row.task,
        station=row.station,
        operator_id=row.operator_id,
        witness_id=row.witness_id,
        business_date=row.business_date,
        occurred_at=row.occurred_at,
        till_session_id=row.till_session_id,
        receipt_id=row.receipt_id,
        visit_id=row.visit_id,
        customer_id=row.customer_id,
        case_id=row.case_id,
        reverses=row.reverses,
        policy_version=row.policy_version,
        reason=row.reason,
        note=row.note,
        number=row.number,
        lines=tuple(
            TransactionLine(
                number=x.number,
                description=x.description,
                item_code=x.item_code,
                quantity=x.quantity,
                net=x.net,
                fee=x.fee,
                taxes=tuple(taxes.get(x.number, ())),
                receipt_line_id=x.receipt_line_id,
                reason=x.reason,
                condition=x.condition,
                disposition=x.disposition,
                note=x.note,
                price_change=changes.get(x.number),
            )
            for x in _parts(connection, transaction_lines, row.id)
        ),
        tenders=_tenders(connection, transaction_tenders, row.id),
        carried=_tenders(connection, transaction_carried, row.id),
        postings=tuple(
            Posting(p.account, p.amount, Tender(p.tender) if p.tender else None)
            for p in _parts(connection, postings, row.id)
        ),
        proof=next(
            (
                Proof(ProofKind(p.kind), p.person_id, p.exempt, p.recall)
                for p in _parts(connection, transaction_proofs, row.id)
            ),
            None,
        ),
    )


def _tenders(connection: Connection, table: Table, transaction_id: str) -> tuple[RefundTender, ...]:
    return tuple(
        RefundTender(Tender(t.tender), t.amount, t.receipt_tender_id, t.reference)
        for t in _parts(connection, table, transaction_id)
    )


def _approval(connection: Connection, transaction_id: str) -> Approval | None:
    row = connection.execute(
        select(overrides).where(overrides.c.transaction_id == transaction_id)
    ).first()
    if row is None:
        return None
    return Approval(
        id=row.id,
        approver_id=row.approver_id,
        requester_id=row.requester_id,
        station=row.station,
        request_digest=row.request_digest,
        codes=frozenset(row.codes),
        granted_at=row.granted_at,
        method=row.method,
        reason=row.reason,
    )
