"""Turns a transaction and what the journal adds into rows exactly as the database holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from counter_app.core.approval import Approval
from counter_app.core.canonical import sha256_hex
from counter_app.core.document import Document
from counter_app.core.transaction import RefundTender, Transaction
from counter_app.records.tills import TillCount
from counter_app.storage.types import json_text, stamp

Rows: TypeAlias = dict[str, list[dict[str, Any]]]
"""Rows by table name."""


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document to be stored with its transaction; kind is "slip", "store_copy" or the like."""

    kind: str
    document: Document


def header_row(transaction: Transaction) -> dict[str, Any]:
    """The header columns that come from the transaction itself."""
    return {
        "id": transaction.id,
        "kind": transaction.kind.value,
        "task": transaction.task,
        "station": transaction.station,
        "business_date": transaction.business_date.isoformat(),
        "occurred_at": stamp(transaction.occurred_at),
        "operator_id": transaction.operator_id,
        "witness_id": transaction.witness_id,
        "till_session_id": transaction.till_session_id,
        "receipt_id": transaction.receipt_id,
        "visit_id": transaction.visit_id,
        "customer_id": transaction.customer_id,
        "case_id": transaction.case_id,
        "reverses": transaction.reverses,
        "policy_version": transaction.policy_version,
        "reason": transaction.reason,
        "note": transaction.note,
    }


def goods_and_money(transaction: Transaction) -> Rows:
    """Rows for lines, their taxes, refund tenders and postings."""
    key = transaction.id
    lines: list[dict[str, Any]] = []
    taxes: list[dict[str, Any]] = []
    for x in transaction.lines:
        lines.append(
            {
                "transaction_id": key,
                "number": x.number,
                "description": x.description,
                "item_code": x.item_code,
                "quantity": x.quantity.milli,
                "net": x.net.minor,
                "fee": x.fee.minor,
                "receipt_line_id": x.receipt_line_id,
                "reason": x.reason,
                "condition": x.condition,
                "disposition": x.disposition,
                "note": x.note,
            }
        )
        taxes.extend(
            {
                "transaction_id": key,
                "line": x.number,
                "number": n,
                "authority": t.authority,
                "name": t.name,
                "rate_ppm": t.rate_ppm,
                "amount": t.amount.minor,
            }
            for n, t in enumerate(x.taxes, 1)
        )
    return {
        "transaction_lines": sorted(lines, key=lambda row: int(row["number"])),
        "transaction_line_taxes": sorted(taxes, key=lambda row: (row["line"], row["number"])),
        "transaction_tenders": _tenders(key, transaction.tenders),
        "transaction_carried": _tenders(key, transaction.carried),
        "transaction_price_changes": [
            {
                "transaction_id": key,
                "line": x.number,
                "old_price": x.price_change.old.minor,
                "new_price": x.price_change.new.minor,
                "reason": x.price_change.reason,
                "note": x.price_change.note,
            }
            for x in sorted(transaction.lines, key=lambda x: x.number)
            if x.price_change is not None
        ],
        "transaction_proofs": _proof(transaction),
        "postings": [
            {
                "transaction_id": key,
                "number": n,
                "account": p.account,
                "tender": p.tender.value if p.tender else None,
                "amount": p.amount.minor,
                "business_date": transaction.business_date.isoformat(),
            }
            for n, p in enumerate(transaction.postings, 1)
        ],
    }


def _proof(transaction: Transaction) -> list[dict[str, Any]]:
    proof = transaction.proof
    if proof is None:
        return []
    return [
        {
            "transaction_id": transaction.id,
            "number": 1,
            "kind": proof.kind.value,
            "person_id": proof.person_id,
            "exempt": proof.exempt,
            "recall": proof.recall,
        }
    ]


def _tenders(key: str, tenders: Sequence[RefundTender]) -> list[dict[str, Any]]:
    return [
        {
            "transaction_id": key,
            "number": n,
            "tender": t.tender.value,
            "amount": t.amount.minor,
            "receipt_tender_id": t.receipt_tender_id,
            "reference": t.reference,
        }
        for n, t in enumerate(tenders, 1)
    ]


def paper_rows(
    transaction_id: str,
    documents: Sequence[NumberedDocument],
    approval: Approval | None,
    counts: Sequence[TillCount],
) -> Rows:
    """Rows for documents, the override that was used, and counts."""
    return {
        "transaction_documents": [
            {
                "transaction_id": transaction_id,
                "number": n,
                "kind": kind,
                "content": text,
                "digest": sha256_hex(text),
            }
            for n, (kind, text) in enumerate(((d.kind, d.document.to_json()) for d in documents), 1)
        ],
        "overrides": [] if approval is None else [_override(transaction_id, approval)],
        "till_counts": [
            {
                "id": c.id,
                "session_id": c.session_id,
                "transaction_id": transaction_id,
                "occasion": c.occasion,
                "number": c.number,
                "tender": c.tender.value,
                "counted": c.counted.minor,
                "pieces": json_text(dict(c.pieces)),
                "operator_id": c.operator_id,
                "counted_at": stamp(c.counted_at),
            }
            for c in sorted(counts, key=lambda c: c.number)
        ],
    }


def _override(transaction_id: str, approval: Approval) -> dict[str, Any]:
    return {
        "id": approval.id,
        "transaction_id": transaction_id,
        "approver_id": approval.approver_id,
        "requester_id": approval.requester_id,
        "station": approval.station,
        "codes": json_text(sorted(approval.codes)),
        "request_digest": approval.request_digest,
        "granted_at": stamp(approval.granted_at),
        "method": approval.method,
        "reason": approval.reason,
    }
