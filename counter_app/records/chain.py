"""The tamper-evident chain: which stored columns of a transaction are authenticated, and how.

mac = HMAC-SHA-256(store key, previous mac ‖ digest of all rows); one chain per station, in the
order of `chain_position`. Rows here are what the database holds (integers and text), so that the
journal while writing and `verify` while re-reading feed the very same values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, TableClause, column, table

from counter_app.core.approval import digest
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
from counter_app.records.tills import till_counts
from counter_app.storage.keys import Keys

RawRow: TypeAlias = Mapping[str, Any]
"""A row as the database holds it, by column name."""

REQUESTED: Final = (
    "id",
    "kind",
    "task",
    "station",
    "business_date",
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
"""Header columns that say what was asked for; the same again when an id is sent twice."""

HEADER: Final = (
    *REQUESTED,
    "store_id",
    "number",
    "chain_position",
    "occurred_at",
    "request_digest",
    "content_digest",
)

PARTS: Final[tuple[tuple[Table, tuple[str, ...]], ...]] = (
    (
        transaction_lines,
        (
            "number",
            "description",
            "item_code",
            "quantity",
            "net",
            "fee",
            "receipt_line_id",
            "reason",
            "condition",
            "disposition",
            "note",
        ),
    ),
    (transaction_line_taxes, ("line", "number", "authority", "name", "rate_ppm", "amount")),
    (transaction_tenders, ("number", "tender", "amount", "receipt_tender_id", "reference")),
    (transaction_carried, ("number", "tender", "amount", "receipt_tender_id", "reference")),
    (transaction_price_changes, ("line", "old_price", "new_price", "reason", "note")),
    (postings, ("number", "account", "tender", "amount", "business_date")),
    (transaction_documents, ("number", "kind", "digest")),
    (
        overrides,
        (
            "id",
            "approver_id",
            "requester_id",
            "station",
            "codes",
            "request_digest",
            "granted_at",
            "method",
            "reason",
        ),
    ),
    (
        till_counts,
        (
            "number",
            "id",
            "session_id",
            "occasion",
            "tender",
            "counted",
            "pieces",
            "operator_id",
            "counted_at",
        ),
    ),
)
LATER_PARTS: Final[tuple[tuple[Table, tuple[str, ...]], ...]] = (
    (transaction_proofs, ("number", "kind", "person_id", "exempt", "recall")),
)
"""Parts that came after the first schema: they count, by name, where a transaction has rows, so
that chains written before them stay as they are. All of them say what was asked for."""

_REQUESTED_PARTS: Final = frozenset(
    part.name
    for part in (
        transaction_lines,
        transaction_line_taxes,
        transaction_tenders,
        transaction_carried,
        transaction_price_changes,
        postings,
    )
)
_whole: Final = itemgetter(*HEADER)
_asked: Final = itemgetter(*REQUESTED)
_EARLIER: Final = tuple((part.name, itemgetter(*names)) for part, names in PARTS)
_LATER: Final = tuple((part.name, itemgetter(*names)) for part, names in LATER_PARTS)
_ASKED_PARTS: Final = tuple((name, read) for name, read in _EARLIER if name in _REQUESTED_PARTS)


def raw(typed: Table) -> TableClause:
    """The same table without our column types: values go in and come out as they are stored."""
    return table(typed.name, *(column(c.name) for c in typed.columns))


RAW_TRANSACTIONS: Final = raw(transactions)
RAW_PARTS: Final = tuple((part.name, raw(part)) for part, _ in (*PARTS, *LATER_PARTS))
"""(name, untyped table) of everything that hangs on a transaction, parents first."""

ORDER: Final = {
    part.name: names[:2] if names[0] == "line" else names[:1]
    for part, names in (*PARTS, *LATER_PARTS)
}
"""The columns that order a transaction's rows within each part."""


def link(
    keys: Keys, previous_mac: str, header: RawRow, parts: Mapping[str, Sequence[RawRow]]
) -> str:
    """The mac of one transaction, given its rows and the mac before it ("" for the first)."""
    found = [list(map(read, parts.get(name, ()))) for name, read in (*_EARLIER, *_LATER)]
    return link_of(keys, previous_mac, _whole(header), found)


def link_of(
    keys: Keys, previous_mac: str, header: Sequence[Any], parts: Sequence[Sequence[Any]]
) -> str:
    """The same, given `HEADER`'s values and the rows' values of `PARTS` and then `LATER_PARTS`."""
    content: list[Any] = [*header, *parts[: len(PARTS)]]
    for (part, _), rows in zip(LATER_PARTS, parts[len(PARTS) :], strict=True):
        if rows:
            content.append([part.name, rows])
    return keys.mac(previous_mac.encode(), b"\n", digest(content).encode())


def requested(header: RawRow, parts: Mapping[str, Sequence[RawRow]]) -> str:
    """Digest of what was asked for, without what the journal adds: compares replays of one id."""
    content: list[Any] = [*_asked(header)]
    content += [list(map(read, parts.get(name, ()))) for name, read in _ASKED_PARTS]
    for name, read in _LATER:
        if rows := parts.get(name):
            content.append([name, list(map(read, rows))])
    return digest(content)
