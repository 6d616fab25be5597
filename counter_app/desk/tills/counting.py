"""One count inside its database transaction: judged blind, kept, or settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from counter_app.core.approval import Approval, Verdict
from counter_app.core.cash import DISPUTED_VARIANCE
from counter_app.core.errors import BadInput
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.reason import Reason
from counter_app.core.said import said
from counter_app.core.store import SessionKind, SessionState, TillSession
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.desk.tills.draft import CountDraft, Occasion, count_digest, same_figures
from counter_app.desk.tills.kept_counts import forget_counts
from counter_app.desk.tills.lanes import post_takings
from counter_app.desk.tills.reports import Z_KIND, z_report
from counter_app.desk.tills.rules import judge_count
from counter_app.desk.tills.slip import Settlement, audit_slip, settlement_slip
from counter_app.desk.tills.transactions import transaction_of
from counter_app.records.cash_movements import movements_in_transit
from counter_app.records.drafts import drop_draft
from counter_app.records.journal import NumberedDocument, Posted
from counter_app.records.operators import operator_by_id
from counter_app.records.till_counts import AUDIT_TRY, CountSet, count_sets, slip_pieces
from counter_app.records.till_figures import expectation
from counter_app.records.till_states import end_session, move_session, next_z_number
from counter_app.records.tills import TillCount
from counter_app.records.work import Work
from counter_app.trade.papers import words_of

FINAL_AFTER: Final = 2
"""From the second kept count on, only another person who has the right to may count again."""
_AT_WORK: Final = (SessionState.OPEN, SessionState.SUSPENDED)


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
        self._closing = draft.occasion is Occasion.CLOSING
        post_takings(work, session, operator)
        self._expected = expectation(work.connection, session)
        self.differences = differences(draft, self._expected)
        """Counted minus expected, in every tender that is off."""
        self.difference = total(self.differences.values())
        self._all = count_sets(work.connection, session.id)
        self._tries = tries_of(self._all, draft.occasion)
        self.earlier = len(self._tries)

    @property
    def is_new(self) -> bool:
        """Whether no final count says the same already."""
        return self.earlier < FINAL_AFTER or not self._says_the_same()

    @property
    def _disputed(self) -> bool:
        return self._draft.dispute and bool(self.differences)

    def verdict(self) -> Verdict:
        """What the rules say about this count."""
        self._reason()
        moving = movements_in_transit(self._work.connection, self._session.id)
        return judge_count(
            self._draft,
            operator=self._operator,
            opened_by=self._owner(),
            off=total(abs(d) for d in self.differences.values()),
            earlier_counts=self.earlier,
            limits=self._work.policy().till,
            changed_final=self._changes_final(),
            in_transit=len(moving) if self._closing else 0,
        )

    def keep(self, transaction_id: str) -> None:
        """Keep a count that does not match: no money is posted, and a closed till stays closed."""
        transaction = self._transaction(transaction_id, Kind.COUNT)
        verdict = Verdict(count_digest(self._draft))
        occasion = self._draft.occasion.value if self._closing else AUDIT_TRY
        self._work.journal.post(transaction, verdict, counts=self._counts(transaction_id, occasion))
        if self._closing:
            state = SessionState.RECOUNTED if self.earlier else SessionState.COUNTED
            self._move(state)

    def settle(self, verdict: Verdict, approval: Approval | None) -> tuple[str, ...]:
        """Post the difference, move the contents to the safe, close the session, print."""
        work, session = self._work, self._session
        approval = approval if verdict.to_cover() else None
        if session.state in _AT_WORK:
            self._move(SessionState.COUNTED)
        count = self._difference_posted(approval)
        chain = work.journal.chain()
        number = work.journal.next_number(count)
        z_number = next_z_number(work.connection, session.till_id)
        settlement = self._settlement(number, chain, approval)
        slip = settlement_slip(work.store, settlement, words_of(work, self._operator))
        report = z_report(
            work,
            self._title,
            self._operator,
            session,
            z_number,
            self._expected,
            settlement.counted,
            self._now,
        )
        posted = work.journal.post(
            count,
            verdict,
            approval,
            (NumberedDocument("slip", slip), NumberedDocument(Z_KIND, report)),
            number=number,
            counts=self._counts(count.id, Occasion.CLOSING.value),
        )
        ids = [posted.id]
        if self._leaving():
            ids.append(self._to_safe(verdict).id)
        state = SessionState.DISPUTED if self._disputed else SessionState.SETTLED
        end_session(
            work.connection,
            session.id,
            state,
            self._operator.id,
            self._now,
            z_number=z_number,
        )
        for place in (1, 2):
            work.print_jobs.add(posted.id, place, self._operator.id, self._now)
        drop_draft(work.connection, self._draft.id)
        forget_counts(work, session.id)
        return tuple(ids)

    def audit(self, verdict: Verdict, approval: Approval | None) -> str:
        """Post the difference that a spot count found; the till stays open."""
        work = self._work
        approval = approval if verdict.to_cover() else None
        count = self._difference_posted(approval)
        chain = work.journal.chain()
        number = work.journal.next_number(count)
        slip = audit_slip(
            work.store,
            self._settlement(number, chain, approval),
            words_of(work, self._operator),
        )
        posted = work.journal.post(
            count,
            verdict,
            approval,
            (NumberedDocument("slip", slip),),
            number=number,
            counts=self._counts(count.id, Occasion.AUDIT.value),
        )
        work.print_jobs.add(posted.id, 1, self._operator.id, self._now)
        drop_draft(work.connection, self._draft.id)
        return posted.id

    def _owner(self) -> int:
        """Whose till it is; a lane's drawer is counted by whoever of the cash room may."""
        if self._session.kind != SessionKind.DESK:
            return self._operator.id
        return self._session.operator_id or self._session.opened_by

    def _move(self, state: SessionState) -> None:
        closed = {"closed_by": self._operator.id, "closed_at": self._now}
        values = closed if self._session.state in _AT_WORK else {}
        self._session = move_session(
            self._work.connection, self._session.id, state, self._now, **values
        )

    def _difference_posted(self, approval: Approval | None) -> Transaction:
        """The count's transaction: nothing at all is posted where nothing is off."""
        count = self._transaction(self._draft.id, Kind.COUNT)
        if approval is not None:
            count = replace(count, witness_id=approval.approver_id)
        if not self.differences:
            return count
        against = DISPUTED_VARIANCE if self._disputed else "over_short"
        postings: list[Posting] = []
        for tender, difference in self.differences.items():
            postings.append(Posting(self._session.account, difference, tender))
            postings.append(Posting(against, -difference))
        return replace(count, reason=self._draft.reason, postings=tuple(postings))

    def _leaving(self) -> Mapping[Tender, Money]:
        """What goes to the safe: everything but what stays for the next session."""
        found = {t: self._draft.counted_in(t) for t in self._draft.tenders}
        found[Tender.CASH] -= self._draft.leave
        return {t: m for t, m in found.items() if m}

    def _settlement(
        self, number: int, chain: tuple[int, str], approval: Approval | None
    ) -> Settlement:
        reason = self._reason()
        return Settlement(
            station=self._title,
            operator=self._operator,
            session=self._session,
            counted={t: self._draft.counted_in(t) for t in self._draft.tenders},
            differences=self.differences,
            number=number,
            at=self._now,
            chain=chain,
            opened_by=operator_by_id(self._work.connection, self._session.opened_by).name,
            pieces=self._draft.pieces,
            leave=self._draft.leave,
            reason="" if reason is None else reason.label,
            approver=""
            if approval is None
            else self._work.operator(approval.approver_id).short_name,
            disputed=self._disputed,
        )

    def _reason(self) -> Reason | None:
        if not self._draft.reason:
            return None
        reason = self._work.policy().reason("over_short", self._draft.reason)
        if reason is None:
            raise BadInput(
                said("{reason} is not a reason for a difference.", reason=self._draft.reason[:40])
            )
        return reason

    def _changes_final(self) -> bool:
        """Whether a count that was final is said otherwise by somebody who may not."""
        if not self._tries or self.earlier < FINAL_AFTER or self._says_the_same():
            return False
        another = self._tries[-1].operator_id != self._operator.id
        return not (another and self._operator.may("tills.recount"))

    def _says_the_same(self) -> bool:
        """Whether the last kept count has these very figures, piece by piece."""
        last = self._tries[-1]
        pieces = {k: n for k, n in self._draft.pieces.items() if n}
        return same_figures(self._draft, last.amounts) and pieces == dict(last.pieces)

    def _to_safe(self, verdict: Verdict) -> Posted:
        postings: list[Posting] = []
        for tender, amount in self._leaving().items():
            postings.append(Posting(self._session.account, -amount, tender))
            postings.append(Posting("safe", amount, tender))
        pickup = replace(
            self._transaction(derived_id(self._draft.id, "pickup"), Kind.CASH_MOVEMENT),
            reason="closing_pickup",
            postings=tuple(postings),
        )
        return self._work.journal.post(pickup, Verdict(verdict.request_digest))

    def _transaction(self, transaction_id: str, kind: Kind) -> Transaction:
        made = transaction_of(
            self._work, transaction_id, kind, self._operator, self._session, self._now
        )
        return replace(made, note=self._draft.note)

    def _counts(self, transaction_id: str, occasion: str) -> tuple[TillCount, ...]:
        number = max((c.number for c in self._all), default=0) + 1
        return counts_of(
            self._draft,
            transaction_id,
            self._session,
            self._operator,
            self._now,
            occasion,
            number,
        )


def differences(draft: CountDraft, expected: Mapping[Tender, Money]) -> Mapping[Tender, Money]:
    """Counted minus expected in every tender that is off."""
    found = {
        t: draft.counted_in(t) - expected.get(t, ZERO) for t in sorted({*expected, *draft.tenders})
    }
    return {t: m for t, m in found.items() if m}


def tries_of(sets: tuple[CountSet, ...], occasion: Occasion) -> tuple[CountSet, ...]:
    """The counts of this occasion that were kept so far: of a spot count, since the last one."""
    if occasion is Occasion.CLOSING:
        return tuple(c for c in sets if c.occasion == Occasion.CLOSING)
    found: list[CountSet] = []
    for one in sets:
        if one.occasion == Occasion.AUDIT:
            found = []
        elif one.occasion == AUDIT_TRY:
            found.append(one)
    return tuple(found)


def counts_of(
    draft: CountDraft,
    transaction_id: str,
    session: TillSession,
    operator: Operator,
    at: datetime,
    occasion: str,
    number: int,
) -> tuple[TillCount, ...]:
    """A count as the journal keeps it: a row for each tender, with its pieces or slips."""
    rows = []
    for tender in draft.tenders:
        cash = tender is Tender.CASH
        papers = slip_pieces(draft.others.get(tender.value, ()), draft.bulk.get(tender.value))
        rows.append(
            TillCount(
                id=derived_id(transaction_id, "count" if cash else f"count:{tender.value}"),
                session_id=session.id,
                occasion=occasion,
                number=number,
                tender=tender,
                counted=draft.counted_in(tender),
                pieces={k: n for k, n in draft.pieces.items() if n} if cash else papers,
                operator_id=operator.id,
                counted_at=at,
            )
        )
    return tuple(rows)
