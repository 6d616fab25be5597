"""The one journal: every desk task ends in `post`, which judges, numbers, chains and writes.

It refuses unless the verdict is clean or an approval covers exactly its findings. Rows are
written with Core inserts, parents before children; the caller commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.document import Document
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.money import Money
from counter_app.core.transaction import Tender, Transaction
from counter_app.records.chain import link, request_content, transaction_content
from counter_app.records.journal_tables import (
    overrides,
    postings,
    sequences,
    transaction_documents,
    transaction_line_taxes,
    transaction_lines,
    transaction_tenders,
    transactions,
)
from counter_app.records.stores import stations
from counter_app.records.tills import till_sessions
from counter_app.storage.keys import Keys


@dataclass(frozen=True, slots=True)
class Posted:
    """The journal's answer: the stored transaction's id, gapless number and chain place."""

    id: str
    number: int
    position: int
    mac: str
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document to be stored with its transaction; kind is "slip", "store_copy" or the like."""

    kind: str
    document: Document


class Journal:
    """Writes transactions on one connection for one station."""

    def __init__(self, connection: Connection, store_id: str, station: str, keys: Keys) -> None:
        self._connection = connection
        self._store_id = store_id
        self._station = station
        self._keys = keys
        self.head: tuple[int, str] | None = None
        """Chain count and head after the last post on this connection; for the anchor."""

    def replayed(self, transaction: Transaction) -> Posted | None:
        """The stored answer if this id was posted before; `Conflict` for other content."""
        row = self._connection.execute(
            select(transactions).where(transactions.c.id == transaction.id)
        ).first()
        if row is None:
            return None
        if row.content_digest != request_content(transaction):
            raise Conflict("This number was already used for something else.", code="id_reused")
        return Posted(row.id, row.number, row.chain_position, row.mac, replayed=True)

    def answered(self, transaction_id: str, request_digest: str) -> Posted | None:
        """The stored answer to this very request, so that a resend posts nothing twice.

        Raises `Conflict` when the id was used for a different request.
        """
        row = transaction_header(self._connection, transaction_id)
        if row is None:
            return None
        if row.request_digest != request_digest:
            raise Conflict("This number was already used for something else.", code="id_reused")
        return Posted(row.id, row.number, row.chain_position, row.mac, replayed=True)

    def next_number(self, transaction: Transaction) -> int:
        """Take the next gapless number of this station's business date (locks the counter)."""
        key = (sequences.c.station == self._station) & (
            sequences.c.business_date == transaction.business_date
        )
        changed = self._connection.execute(
            update(sequences)
            .where(key)
            .values(last=sequences.c.last + 1)
            .returning(sequences.c.last)
        ).scalar()
        if changed is None:
            self._connection.execute(
                insert(sequences).values(
                    station=self._station, business_date=transaction.business_date, last=1
                )
            )
            return 1
        return int(changed)

    def post(
        self,
        transaction: Transaction,
        verdict: Verdict,
        approval: Approval | None = None,
        documents: Sequence[NumberedDocument] = (),
        *,
        number: int | None = None,
    ) -> Posted:
        """Write one transaction, or raise and write nothing.

        `number` is given when the documents already carry it (taken with `next_number` in the
        same database transaction). Raises `Refused`, `ApprovalRequired` or `Conflict`.
        """
        assert transaction.station == self._station
        stored = self.replayed(transaction)
        if stored is not None:
            return stored
        used = self._covered(transaction, verdict, approval)
        self._check_till(transaction)
        count, previous = self._lock_chain()
        if number is None:
            number = self.next_number(transaction)
        papers = [
            (d.kind, text, d.document.digest())
            for d, text in ((d, d.document.to_json()) for d in documents)
        ]
        content = transaction_content(
            transaction,
            store_id=self._store_id,
            number=number,
            position=count + 1,
            request_digest=verdict.request_digest,
            approval=used,
            documents=[(kind, digest) for kind, _, digest in papers],
        )
        mac = link(self._keys, previous, content)
        self._write(transaction, verdict, number, count + 1, previous, mac)
        self._write_parts(transaction)
        self._write_papers(transaction, used, papers)
        self._connection.execute(
            update(stations)
            .where(stations.c.name == self._station)
            .values(chain_count=count + 1, chain_head=mac)
        )
        self.head = (count + 1, mac)
        return Posted(transaction.id, number, count + 1, mac)

    def check(
        self, transaction: Transaction, verdict: Verdict, approval: Approval | None = None
    ) -> None:
        """Raise what `post` would refuse, and write nothing: before money moves elsewhere."""
        self._covered(transaction, verdict, approval)
        self._check_till(transaction)

    def _covered(
        self, transaction: Transaction, verdict: Verdict, approval: Approval | None
    ) -> Approval | None:
        worst = verdict.worst_first()[0] if verdict.findings else None
        if worst is not None and worst.severity is Severity.FORBID:
            raise Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=verdict)
        needed = verdict.to_cover()
        if not needed:
            return None
        if approval is None:
            assert worst is not None
            raise ApprovalRequired(worst.text, remedy=worst.remedy, verdict=verdict)
        self._check_approval(transaction, verdict, approval)
        if not needed <= approval.codes:
            raise ApprovalRequired("A manager has not seen everything yet.", verdict=verdict)
        return approval

    def _check_approval(
        self, transaction: Transaction, verdict: Verdict, approval: Approval
    ) -> None:
        def no(text: str, code: str) -> Refused:
            return Refused(text, code=code, verdict=verdict)

        if approval.approver_id in (approval.requester_id, transaction.operator_id):
            raise no("Nobody approves their own request.", "own_approval")
        if approval.requester_id != transaction.operator_id or approval.station != self._station:
            raise no("This approval was given to someone else.", "approval_elsewhere")
        if approval.request_digest != verdict.request_digest:
            raise no("Something changed after the approval. Ask again.", "approval_mismatch")
        if approval.expired(transaction.occurred_at):
            raise no("The approval is older than a minute. Ask again.", "approval_expired")
        used = select(overrides.c.id).where(overrides.c.id == approval.id)
        if self._connection.execute(used).first() is not None:
            raise no("This approval was already used.", "approval_used")

    def _check_till(self, transaction: Transaction) -> None:
        countable = {p.account for p in transaction.postings if p.account.startswith("till:")}
        if not countable:
            return
        row = self._connection.execute(
            select(till_sessions).where(till_sessions.c.id == (transaction.till_session_id or ""))
        ).first()
        if row is None or row.state != "open":
            raise Refused("Open a till first; no money moves without one.", code="till_not_open")
        assert countable == {f"till:{row.till_id}"}, "money of another till"

    def chain(self) -> tuple[int, str]:
        """How many transactions this station has written, and the mac of the last one."""
        return self._lock_chain()

    def _lock_chain(self) -> tuple[int, str]:
        row = self._connection.execute(
            select(stations.c.chain_count, stations.c.chain_head)
            .where(stations.c.name == self._station)
            .with_for_update()
        ).one()
        return int(row.chain_count), str(row.chain_head)

    def _write(
        self,
        transaction: Transaction,
        verdict: Verdict,
        number: int,
        position: int,
        previous: str,
        mac: str,
    ) -> None:
        self._connection.execute(
            insert(transactions).values(
                id=transaction.id,
                store_id=self._store_id,
                station=transaction.station,
                business_date=transaction.business_date,
                number=number,
                chain_position=position,
                kind=transaction.kind.value,
                task=transaction.task,
                occurred_at=transaction.occurred_at,
                operator_id=transaction.operator_id,
                witness_id=transaction.witness_id,
                till_session_id=transaction.till_session_id,
                receipt_id=transaction.receipt_id,
                visit_id=transaction.visit_id,
                customer_id=transaction.customer_id,
                case_id=transaction.case_id,
                reverses=transaction.reverses,
                policy_version=transaction.policy_version,
                reason=transaction.reason,
                note=transaction.note,
                request_digest=verdict.request_digest,
                content_digest=request_content(transaction),
                previous_mac=previous,
                mac=mac,
            )
        )

    def _write_parts(self, transaction: Transaction) -> None:
        key = {"transaction_id": transaction.id}
        self._many(
            transaction_lines,
            [
                key
                | {
                    "number": x.number,
                    "description": x.description,
                    "item_code": x.item_code,
                    "quantity": x.quantity,
                    "net": x.net,
                    "fee": x.fee,
                    "receipt_line_id": x.receipt_line_id,
                    "reason": x.reason,
                    "condition": x.condition,
                    "disposition": x.disposition,
                    "note": x.note,
                }
                for x in transaction.lines
            ],
        )
        self._many(
            transaction_line_taxes,
            [
                key
                | {
                    "line": x.number,
                    "number": n,
                    "authority": t.authority,
                    "name": t.name,
                    "rate_ppm": t.rate_ppm,
                    "amount": t.amount,
                }
                for x in transaction.lines
                for n, t in enumerate(x.taxes, 1)
            ],
        )
        self._many(
            transaction_tenders,
            [
                key
                | {
                    "number": n,
                    "tender": t.tender.value,
                    "amount": t.amount,
                    "receipt_tender_id": t.receipt_tender_id,
                    "reference": t.reference,
                }
                for n, t in enumerate(transaction.tenders, 1)
            ],
        )
        self._many(
            postings,
            [
                key
                | {
                    "number": n,
                    "account": p.account,
                    "tender": p.tender.value if p.tender else None,
                    "amount": p.amount,
                    "business_date": transaction.business_date,
                }
                for n, p in enumerate(transaction.postings, 1)
            ],
        )

    def _write_papers(
        self,
        transaction: Transaction,
        approval: Approval | None,
        papers: Sequence[tuple[str, str, str]],
    ) -> None:
        self._many(
            transaction_documents,
            [
                {
                    "transaction_id": transaction.id,
                    "number": n,
                    "kind": kind,
                    "content": text,
                    "digest": digest,
                }
                for n, (kind, text, digest) in enumerate(papers, 1)
            ],
        )
        if approval is not None:
            self._many(
                overrides,
                [
                    {
                        "id": approval.id,
                        "transaction_id": transaction.id,
                        "approver_id": approval.approver_id,
                        "requester_id": approval.requester_id,
                        "station": approval.station,
                        "codes": sorted(approval.codes),
                        "request_digest": approval.request_digest,
                        "granted_at": approval.granted_at,
                        "method": approval.method,
                        "reason": approval.reason,
                    }
                ],
            )

    def _many(self, table: Any, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(insert(table), list(rows))


def balance(connection: Connection, account: str, tender: Tender | None = None) -> Money:
    """What an account holds: one sum over its postings (all tenders, or one)."""
    statement = select(func.sum(postings.c.amount)).where(postings.c.account == account)
    if tender is not None:
        statement = statement.where(postings.c.tender == tender.value)
    found = connection.execute(statement).scalar()
    return found if isinstance(found, Money) else Money(int(found or 0))


def transaction_header(connection: Connection, transaction_id: str) -> Row[Any] | None:
    """The header row of one transaction, for records modules only."""
    return connection.execute(
        select(transactions).where(transactions.c.id == transaction_id)
    ).first()
