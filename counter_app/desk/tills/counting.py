"""One closing count inside its database transaction: judged blind, kept, or settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import BadInput, Refused
from counter_app.core.ids import derived_id
from counter_app.core.operator import Operator
from counter_app.core.reason import Reason
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.core.words import Words
from counter_app.desk.tills.draft import CountDraft, count_digest, same_figures
from counter_app.desk.tills.rules import APPROVER_NEEDS, judge_count
from counter_app.desk.tills.slip import Settlement, settlement_slip
from counter_app.paths import resources
from counter_app.records.drafts import drop_draft
from counter_app.records.journal import NumberedDocument, Posted, balance
from counter_app.records.operators import operator_by_id
from counter_app.records.tills import TillCount, end_session, till_counts
from counter_app.records.work import Work

TASK: Final = "tills"
FINAL_AFTER: Final = 2
"""From the second kept count on, the figures cannot change any more."""


class Counting:
    """A count, what the books say, and everything that may follow; the caller commits."""

    def __init__(
        self,
        work: Work,
        draft: CountDraft,
        session: TillSession,
        operator: Operator,
        station_title: str,
    ) -> None:
        self._work = work
        self._draft = draft
        self._session = session
        self._operator = operator
        self._title = station_title
        self._now = work.now()
        self._expected = balance(work.connection, session.account, Tender.CASH)
        self.difference = draft.counted - self._expected
        """Counted minus expected."""
        self.earlier = earlier_counts(work, session.id)

    def verdict(self) -> Verdict:
        """What the rules say about this count."""
        self._reason()
        return judge_count(
            self._draft,
            operator=self._operator,
            opened_by=self._session.opened_by,
            difference=self.difference,
            earlier_counts=self.earlier,
            limits=self._work.policy().till,
            changed_final=self._changes_final(),
        )

    def keep(self, transaction_id: str) -> None:
        """Keep a count that does not match; no money is posted."""
        transaction = self._transaction(transaction_id, Kind.COUNT)
        verdict = Verdict(count_digest(self._draft))
        self._work.journal.post(transaction, verdict, counts=(self._count(transaction_id),))

    def check_approver(self, verdict: Verdict, approval: Approval | None) -> None:
        """Raise `Refused` if the approver may not do what they agree to."""
        if approval is None:
            return
        approver = self._work.operator(approval.approver_id)
        for code in sorted(verdict.to_cover()):
            if not approver.may(APPROVER_NEEDS[code]):
                raise Refused(
                    f"{approver.name} may not approve this.",
                    code="not_an_approver",
                    remedy="Ask a manager who may.",
                    verdict=verdict,
                )

    def settle(self, verdict: Verdict, approval: Approval | None) -> tuple[str, ...]:
        """Post the difference, move the cash to the safe, close the session, print."""
        work, draft, session = self._work, self._draft, self._session
        count = self._transaction(draft.id, Kind.COUNT)
        if self.difference:
            count = replace(
                count,
                reason=draft.reason,
                postings=(
                    Posting(session.account, self.difference, Tender.CASH),
                    Posting("over_short", -self.difference),
                ),
            )
        chain = work.journal.chain()
        number = work.journal.next_number(count)
        slip = settlement_slip(
            work.store,
            self._settlement(number, chain, approval if verdict.to_cover() else None),
            words_of(work, self._operator),
        )
        posted = work.journal.post(
            count,
            verdict,
            approval,
            (NumberedDocument("slip", slip),),
            number=number,
            counts=(self._count(draft.id),),
        )
        ids = [posted.id]
        if draft.counted:
            ids.append(self._to_safe(verdict).id)
        end_session(work.connection, session.id, "settled", self._operator.id, self._now)
        work.print_jobs.add(posted.id, 1, self._operator.id, self._now)
        drop_draft(work.connection, draft.id)
        return tuple(ids)

    def _settlement(
        self, number: int, chain: tuple[int, str], approval: Approval | None
    ) -> Settlement:
        reason = self._reason()
        return Settlement(
            station=self._title,
            operator=self._operator,
            session=self._session,
            counted=self._draft.counted,
            difference=self.difference,
            number=number,
            at=self._now,
            chain=chain,
            opened_by=operator_by_id(self._work.connection, self._session.opened_by).name,
            pieces=self._draft.pieces,
            reason="" if reason is None else reason.label,
            approver=""
            if approval is None
            else self._work.operator(approval.approver_id).short_name,
        )

    def _reason(self) -> Reason | None:
        if not self._draft.reason:
            return None
        reason = self._work.policy().reason("over_short", self._draft.reason)
        if reason is None:
            raise BadInput(f"{self._draft.reason[:40]} is not a reason for a difference.")
        return reason

    def _changes_final(self) -> bool:
        if self.earlier < FINAL_AFTER:
            return False
        last = last_count(self._work, self._session.id)
        return last is not None and not same_figures(self._draft, last.pieces, last.counted)

    def _to_safe(self, verdict: Verdict) -> Posted:
        pickup = replace(
            self._transaction(derived_id(self._draft.id, "pickup"), Kind.CASH_MOVEMENT),
            reason="closing_pickup",
            postings=(
                Posting(self._session.account, -self._draft.counted, Tender.CASH),
                Posting("safe", self._draft.counted, Tender.CASH),
            ),
        )
        return self._work.journal.post(pickup, Verdict(verdict.request_digest))

    def _transaction(self, transaction_id: str, kind: Kind) -> Transaction:
        made = transaction_of(
            self._work, transaction_id, kind, self._operator, self._session, self._now
        )
        return replace(made, note=self._draft.note)

    def _count(self, transaction_id: str) -> TillCount:
        return TillCount(
            id=derived_id(transaction_id, "count"),
            session_id=self._session.id,
            occasion="closing",
            number=self.earlier + 1,
            tender=Tender.CASH,
            counted=self._draft.counted,
            pieces={k: n for k, n in self._draft.pieces.items() if n},
            operator_id=self._operator.id,
            counted_at=self._now,
        )


def transaction_of(
    work: Work,
    transaction_id: str,
    kind: Kind,
    operator: Operator,
    session: TillSession,
    now: datetime,
) -> Transaction:
    """A transaction of a till session without postings yet."""
    return Transaction(
        id=transaction_id,
        kind=kind,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        business_date=session.business_date,
        occurred_at=now,
        till_session_id=session.id,
        policy_version=work.policy().version,
    )


def words_of(work: Work, operator: Operator) -> Words:
    """The words of the operator who signs the slip."""
    return Words.load(operator.language, work.store.currency, resources("i18n"))


def earlier_counts(work: Work, session_id: str) -> int:
    """How many counts of this session were kept."""
    counted = select(func.count()).where(till_counts.c.session_id == session_id)
    return int(work.connection.execute(counted).scalar_one())


def last_count(work: Work, session_id: str) -> TillCount | None:
    """The newest count of this session."""
    row = work.connection.execute(
        select(till_counts)
        .where(till_counts.c.session_id == session_id)
        .order_by(till_counts.c.number.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return TillCount(
        id=row.id,
        session_id=row.session_id,
        occasion=row.occasion,
        number=row.number,
        tender=Tender(row.tender),
        counted=row.counted,
        pieces=row.pieces,
        operator_id=row.operator_id,
        counted_at=row.counted_at,
    )
