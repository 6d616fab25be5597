"""The tamper-evident chain: what exactly of a transaction is authenticated, and how.

mac = HMAC-SHA-256(store key, previous mac ‖ canonical content); one chain per station, in the
order of `chain_position`. Pure: the journal feeds it while writing, `verify` while re-reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counter_app.core.approval import Approval, digest
from counter_app.core.transaction import Transaction
from counter_app.storage.keys import Keys
from counter_app.storage.types import stamp


def transaction_content(
    transaction: Transaction,
    *,
    store_id: str,
    number: int,
    position: int,
    request_digest: str,
    approval: Approval | None,
    documents: Iterable[tuple[str, str]],
) -> dict[str, Any]:
    """Everything stored about a transaction, as canonical JSON values."""
    head = {
        name: getattr(transaction, name)
        for name in (
            "id",
            "task",
            "station",
            "operator_id",
            "witness_id",
            "till_session_id",
            "receipt_id",
            "visit_id",
            "customer_id",
            "case_id",
            "reverses",
            "policy_version",
            "reason",
            "note",
        )
    }
    return {
        **head,
        "store_id": store_id,
        "kind": transaction.kind.value,
        "business_date": transaction.business_date.isoformat(),
        "occurred_at": stamp(transaction.occurred_at),
        "number": number,
        "chain_position": position,
        "request_digest": request_digest,
        "lines": [
            [
                x.number,
                x.description,
                x.item_code,
                x.quantity.milli,
                x.net.minor,
                x.fee.minor,
                x.receipt_line_id,
                x.reason,
                x.condition,
                x.disposition,
                x.note,
                [[t.authority, t.name, t.rate_ppm, t.amount.minor] for t in x.taxes],
            ]
            for x in transaction.lines
        ],
        "tenders": [
            [t.tender.value, t.amount.minor, t.receipt_tender_id, t.reference]
            for t in transaction.tenders
        ],
        "postings": [
            [p.account, p.tender.value if p.tender else None, p.amount.minor]
            for p in transaction.postings
        ],
        "override": _override(approval),
        "documents": [list(d) for d in documents],
    }


def request_content(transaction: Transaction) -> str:
    """Digest of what was asked for, without what the journal adds: compares replays of one id."""
    content = transaction_content(
        transaction,
        store_id="",
        number=0,
        position=0,
        request_digest="",
        approval=None,
        documents=(),
    )
    content["occurred_at"] = 0
    return digest(content)


def link(keys: Keys, previous_mac: str, content: dict[str, Any]) -> str:
    """The mac of one transaction, given the one before it ("" for the first)."""
    return keys.mac(previous_mac.encode(), b"\n", digest(content).encode())


def _override(approval: Approval | None) -> list[Any] | None:
    if approval is None:
        return None
    return [
        approval.id,
        approval.approver_id,
        approval.requester_id,
        approval.station,
        sorted(approval.codes),
        approval.request_digest,
        stamp(approval.granted_at),
        approval.method,
        approval.reason,
    ]
