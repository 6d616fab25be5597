"""The one journal: every desk task ends in `post`, which judges, numbers, chains and writes.

It refuses unless the verdict is clean or an approval covers exactly its findings. Rows are
written with Core inserts, parents before children; the caller commits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import is_
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.cash import ADVANCES, transit_to
from counter_app.core.errors import ApprovalRequired, Conflict, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.said import said
from counter_app.core.store import TO_COUNT, SessionState, account_of
from counter_app.core.transaction import Kind, Tender, Transaction
from counter_app.records.approval_requests import IN_ADVANCE, spend
from counter_app.records.chain import RAW_PARTS, RAW_TRANSACTIONS, link, requested
from counter_app.records.journal_rows import (
    NumberedDocument,
    goods_and_money,
    header_row,
    paper_rows,
)
from counter_app.records.journal_tables import overrides, postings, sequences, transactions
from counter_app.records.stores import stations
from counter_app.records.tills import TillCount, till_sessions
from counter_app.storage.keys import Keys
from counter_app.storage.prepared import Prepared

__all__ = ["Journal", "NumberedDocument", "Posted", "balance"]

SETTLING: Final = frozenset({"closing_pickup", "register_takings"})
"""Reasons of what may move money of a till that is closed and not settled, besides counts."""
_OUTSIDE: Final = (transit_to(""), ADVANCES)


_HEADER_INSERT: Final = Prepared(insert(RAW_TRANSACTIONS))
_PART_INSERTS: Final = tuple((name, Prepared(insert(table))) for name, table in RAW_PARTS)
_NEXT_NUMBER: Final = Prepared(
    update(sequences)
    .where(sequences.c.station == bindparam("at"), sequences.c.business_date == bindparam("day"))
    .values(last=sequences.c.last + 1)
    .returning(sequences.c.last)
)
_CHAIN_LOCK: Final = Prepared(
    select(stations.c.chain_count, stations.c.chain_head)
    .where(stations.c.name == bindparam("at"))
    .with_for_update()
)
_HEAD_UPDATE: Final = Prepared(
    update(stations)
    .where(stations.c.name == bindparam("at"))
    .values(chain_count=bindparam("chain_count"), chain_head=bindparam("chain_head"))
)
_TILL_LOCK: Final = Prepared(
    select(till_sessions.c.till_id, till_sessions.c.state, till_sessions.c.business_date)
    .where(till_sessions.c.id == bindparam("session"))
    .with_for_update()
)
_HEADER: Final = Prepared(
    select(
        transactions.c.id,
        transactions.c.number,
        transactions.c.chain_position,
        transactions.c.mac,
        transactions.c.request_digest,
        transactions.c.content_digest,
    ).where(transactions.c.id == bindparam("transaction"))
)


def id_reused() -> Conflict:
    """The refusal of a request whose id was posted for other content."""
    return Conflict("This number was already used for something else.", code="id_reused")


@dataclass(frozen=True, slots=True)
class Posted:
    """The journal's answer: the stored transaction's id, gapless number and chain place."""

    id: str
    number: int
    position: int
    mac: str
    replayed: bool = False


def forbidden(verdict: Verdict) -> Refused | None:
    """What nobody may approve, as it is refused; None if there is no such finding."""
    worst = verdict.worst_first()[0] if verdict.findings else None
    if worst is None or worst.severity is not Severity.FORBID:
        return None
    return Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=verdict)


class Journal:
    """Writes transactions on one connection for one station.

    What it locked, found and checked holds for one database transaction; whoever commits says so.
    """

    def __init__(self, connection: Connection, store_id: str, station: str, keys: Keys) -> None:
        self._connection = connection
        self._store_id = store_id
        self._station = station
        self._keys = keys
        self.committed()
        self.head: tuple[int, str] | None = None
        """Chain count and head after the last post on this connection; for the anchor."""

    def committed(self) -> None:
        """A database transaction ended: its locks are gone, what it found counts no more."""
        self._locked: tuple[int, str] | None = None
        self._absent: str | None = None
        self._till: tuple[str, Any] | None = None
        self._checked: tuple[Transaction, Verdict, Approval | None] | None = None

    def answered(self, transaction_id: str, request_digest: str) -> Posted | None:
        """The stored answer to this very request, so that a resend posts nothing twice.

        Raises `Conflict` when the id was used for a different request.
        """
        row = _header(self._connection, transaction_id)
        if row is None:
            return None
        if row.request_digest != request_digest:
            raise id_reused()
        return Posted(row.id, row.number, row.chain_position, row.mac, replayed=True)

    def is_posted(self, transaction_id: str) -> bool:
        """Whether this id is in the books; under the request's own lock `post` asks no more."""
        if _header(self._connection, transaction_id) is not None:
            return True
        self.not_posted(transaction_id)
        return False

    def not_posted(self, transaction_id: str) -> None:
        """What the caller found under the request's own lock: this id is not in the books."""
        self._absent = transaction_id

    def next_number(self, transaction: Transaction) -> int:
        """Take the next gapless number of this station's business date (locks the station)."""
        self._lock_chain()
        key = {"at": self._station, "day": transaction.business_date}
        changed = _NEXT_NUMBER.scalar(self._connection, key)
        if changed is None:
            self._connection.execute(
                insert(sequences).values(
                    station=self._station, business_date=transaction.business_date, last=1
                )
            )
            return 1
        return int(changed)

    def chain(self) -> tuple[int, str]:
        """How many transactions this station has written, and the mac of the last one."""
        return self._lock_chain()

    def post(
        self,
        transaction: Transaction,
        verdict: Verdict,
        approval: Approval | None = None,
        documents: Sequence[NumberedDocument] = (),
        *,
        number: int | None = None,
        counts: Sequence[TillCount] = (),
    ) -> Posted:
        """Write one transaction, or raise and write nothing.

        `number` is given when the documents already carry it (taken with `next_number` in the
        same database transaction). Raises `Refused`, `ApprovalRequired` or `Conflict`.
        """
        assert transaction.station == self._station
        header, rows = header_row(transaction), goods_and_money(transaction)
        content_digest = requested(header, rows)
        till = self._lock_till(transaction)
        self._till = None
        count, previous = self._lock_chain()
        absent = self._absent == transaction.id
        stored = None if absent else self._replayed(transaction.id, content_digest)
        if stored is not None:
            if number is not None:  # keeping that number would leave a gap
                raise Conflict("This was just saved. Try again to see it.", code="already_saved")
            return stored
        used = approval if verdict.to_cover() else None
        if not self._was_checked(transaction, verdict, approval):
            self._covered(transaction, verdict, approval)
            self._check_till(transaction, till)
        self._check_reversal(transaction)
        if number is None:
            number = self.next_number(transaction)
        header |= {
            "store_id": self._store_id,
            "number": number,
            "chain_position": count + 1,
            "request_digest": verdict.request_digest,
            "content_digest": content_digest,
        }
        rows |= paper_rows(transaction.id, documents, used, counts)
        mac = link(self._keys, previous, header, rows)
        connection = self._connection
        _HEADER_INSERT.run(connection, header | {"previous_mac": previous, "mac": mac})
        for name, statement in _PART_INSERTS:
            if rows[name]:
                statement.run_each(connection, rows[name])
        _HEAD_UPDATE.run(
            connection, {"at": self._station, "chain_count": count + 1, "chain_head": mac}
        )
        self._locked = self.head = count + 1, mac
        return Posted(transaction.id, number, count + 1, mac)

    def check(
        self, transaction: Transaction, verdict: Verdict, approval: Approval | None = None
    ) -> None:
        """Raise what `post` would refuse, and write nothing: before money moves elsewhere.

        Only a use of a yes in advance is taken here, so that `post` finds it when money has moved.
        """
        till = self._lock_till(transaction)
        self._covered(transaction, verdict, approval)
        self._check_till(transaction, till)
        self._checked = transaction, verdict, approval

    def _was_checked(
        self, transaction: Transaction, verdict: Verdict, approval: Approval | None
    ) -> bool:
        """Whether `check` let just these through in this database transaction."""
        found = self._checked
        asked = transaction, verdict, approval
        return found is not None and all(map(is_, found, asked))

    def _replayed(self, transaction_id: str, content_digest: str) -> Posted | None:
        row = _header(self._connection, transaction_id)
        if row is None:
            return None
        if row.content_digest != content_digest:
            raise id_reused()
        return Posted(row.id, row.number, row.chain_position, row.mac, replayed=True)

    def _covered(
        self, transaction: Transaction, verdict: Verdict, approval: Approval | None
    ) -> None:
        """Raise unless the verdict is clean, or the approval covers just what it found."""
        no = forbidden(verdict)
        if no is not None:
            raise no
        needed = verdict.to_cover()
        if not needed:
            return
        if approval is None:
            worst = verdict.worst_first()[0]
            raise ApprovalRequired(worst.text, remedy=worst.remedy, verdict=verdict)
        self._check_approval(transaction, verdict, approval)
        if not needed <= approval.codes:
            raise ApprovalRequired("A manager has not seen everything yet.", verdict=verdict)

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
        if approval.method == IN_ADVANCE:
            spend(self._connection, approval, verdict, transaction.occurred_at)

    def _lock_till(self, transaction: Transaction) -> Any:
        """Hold the till session, so that nobody closes it while money moves.

        What `check` found is used by the `post` that follows it, and by no later one.
        """
        session = transaction.till_session_id
        if session is None:
            return None
        if self._till is None or self._till[0] != session:
            self._till = session, _TILL_LOCK.first(self._connection, {"session": session})
        return self._till[1]

    def _check_till(self, transaction: Transaction, till: Any) -> None:
        countable = {p.account for p in transaction.postings if p.account.startswith("till:")}
        if not countable:
            return
        settling = _settles(transaction)
        if till is None or not (
            till.state == SessionState.OPEN or (settling and till.state in TO_COUNT)
        ):
            raise Refused("Open a till first; no money moves without one.", code="till_not_open")
        if not settling and transaction.business_date > till.business_date:
            raise Refused(
                said(
                    "This till was opened on {day}. Count it first.",
                    day=till.business_date.isoformat(),
                ),
                code="till_of_yesterday",
                remedy="Then open it for today.",
            )
        assert countable == {account_of(till.till_id)}, "money of another till"

    def _check_reversal(self, transaction: Transaction) -> None:
        if transaction.reverses is None:
            return
        earlier = select(transactions.c.id).where(transactions.c.reverses == transaction.reverses)
        if self._connection.execute(earlier).first() is not None:
            raise Refused("This was already voided.", code="already_reversed")

    def _lock_chain(self) -> tuple[int, str]:
        """Hold this station's chain until the database transaction ends; gives count and head."""
        if self._locked is None:
            row = _CHAIN_LOCK.first(self._connection, {"at": self._station})
            assert row is not None
            self._locked = int(row.chain_count), str(row.chain_head)
        return self._locked


def balance(connection: Connection, account: str, tender: Tender | None = None) -> Money:
    """What an account holds: one sum over its postings (all tenders, or one)."""
    statement = select(func.sum(postings.c.amount)).where(postings.c.account == account)
    if tender is not None:
        statement = statement.where(postings.c.tender == tender.value)
    found = connection.execute(statement).scalar()
    return found if isinstance(found, Money) else Money(int(found or 0))


def _settles(transaction: Transaction) -> bool:
    """True for what ends a till's day: a count, its movement, and money that was out for the till.

    A till cannot be counted while that is on its way, so it must still reach it.
    """
    arrives = (p.account.startswith(_OUTSIDE) and p.amount < ZERO for p in transaction.postings)
    return transaction.kind is Kind.COUNT or transaction.reason in SETTLING or any(arrives)


def _header(connection: Connection, transaction_id: str) -> Any:
    return _HEADER.first(connection, {"transaction": transaction_id})
