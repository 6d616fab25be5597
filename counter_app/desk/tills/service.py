"""Opens a till with a float, closes it with a blind count; each step one database transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.errors import ApprovalRequired, BadInput, NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.store import TillSession
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.desk.tills.draft import (
    CountDraft,
    OpenDraft,
    check_count,
    check_float,
    count_digest,
    open_digest,
)
from counter_app.desk.tills.rules import judge_count, judge_opening
from counter_app.desk.tills.slip import Settlement, opening_slip, settlement_slip
from counter_app.records.decisions import add_decision
from counter_app.records.journal import NumberedDocument, Posted, balance
from counter_app.records.tills import (
    TillCount,
    end_session,
    session_by_id,
    start_session,
    till_counts,
    till_ids,
)
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station

TASK: Final = "tills"


@dataclass(frozen=True, slots=True)
class TillOpened:
    """A till is open: its session and the transaction that brought the float."""

    session_id: str
    transaction_id: str
    number: int


@dataclass(frozen=True, slots=True)
class CountAgain:
    """The first count was kept but does not match; nothing was closed."""

    session_id: str
    transaction_id: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TillClosed:
    """The till is settled. `difference` is counted minus expected, known only now."""

    session_id: str
    transaction_ids: tuple[str, ...]
    counted: Money
    difference: Money


@dataclass(frozen=True, slots=True)
class TillState:
    """What the desk may know about its till while it is open: never how much is in it."""

    session: TillSession | None
    till_ids: tuple[int, ...]
    opened_by: str = ""
    suggested_float: Money = ZERO
    earlier_counts: int = 0


def till_state(station: Station) -> TillState:
    """The till at this station, and the tills that could be opened."""
    with station.look() as work:
        session = work.till_session()
        policy = work.policy()
        return TillState(
            session=session,
            till_ids=till_ids(work.connection),
            opened_by="" if session is None else work.operator(session.opened_by).name,
            suggested_float=policy.till.opening_float,
            earlier_counts=0 if session is None else _earlier_counts(work, session.id),
        )


def open_till(draft: OpenDraft, station: Station, approval: Approval | None = None) -> TillOpened:
    """Open a till at this station; the float comes from the safe."""
    check_float(draft)
    session_id = derived_id(draft.id, "session")
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, open_digest(draft))
        if answered is not None:
            return TillOpened(session_id, answered.id, answered.number)
        operator = work.operator(station.operator_id)
        if draft.till_id not in till_ids(work.connection):
            raise NotFound(f"This store has no till {draft.till_id}.", code="tills.unknown")
        verdict = judge_opening(draft, operator)
        now = work.now()
        day = work.store.calendar.business_date(now)
        session = TillSession(
            session_id, draft.till_id, station.name, day, "open", operator.id, now
        )
        if verdict.worst < Severity.APPROVE:
            start_session(work.connection, session)
        transaction = _transaction(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now)
        amount = draft.opening_float
        if amount:
            transaction = replace(
                transaction,
                postings=(
                    Posting("safe", -amount, Tender.CASH),
                    Posting(session.account, amount, Tender.CASH),
                ),
                reason="opening_float",
            )
        number = work.journal.next_number(transaction)
        slip = opening_slip(work.store, station.title, operator, session, amount, number, now)
        posted = work.journal.post(
            transaction, verdict, approval, (NumberedDocument("slip", slip),), number=number
        )
        work.print_jobs.add(posted.id, 1, operator.id, now)
        work.commit()
    return TillOpened(session_id, posted.id, posted.number)


def close_till(
    draft: CountDraft, station: Station, approval: Approval | None = None
) -> TillClosed | CountAgain:
    """Count and settle the till; a first count that is off is kept and must be repeated."""
    with station.open_work() as work:
        check_count(draft, work.store.currency)
        answered = work.journal.answered(draft.id, count_digest(draft))
        if answered is not None:
            return _stored_answer(work, draft)
        session = session_by_id(work.connection, draft.session_id)
        if session.station != station.name or session.state != "open":
            raise Refused("This till is already closed.", code="till_closed")
        operator = work.operator(station.operator_id)
        counting = _Counting(work, draft, session, operator, approval)
        verdict = counting.verdict()
        if any(f.code == "tills.count_again" for f in verdict.findings):
            return counting.keep_first()
        try:
            return counting.settle(verdict)
        except Refused:
            refused = verdict
    _keep_decision(station, draft, refused)
    if refused.worst is Severity.FORBID:
        worst = refused.worst_first()[0]
        raise Refused(worst.text, code=worst.code, remedy=worst.remedy, verdict=refused)
    raise ApprovalRequired(
        refused.worst_first()[0].text, remedy=refused.worst_first()[0].remedy, verdict=refused
    )


class _Counting:
    """One closing count inside its database transaction."""

    def __init__(
        self,
        work: Work,
        draft: CountDraft,
        session: TillSession,
        operator: Operator,
        approval: Approval | None,
    ) -> None:
        self._work = work
        self._draft = draft
        self._session = session
        self._operator = operator
        self._approval = approval
        self._now = work.now()
        self._expected = balance(work.connection, session.account, Tender.CASH)
        self._earlier = _earlier_counts(work, session.id)

    @property
    def difference(self) -> Money:
        """Counted minus expected."""
        return self._draft.counted - self._expected

    def verdict(self) -> Verdict:
        """What the rules say about this count."""
        policy = self._work.policy()
        draft = self._draft
        if draft.reason and policy.reason("over_short", draft.reason) is None:
            raise BadInput(f"{draft.reason[:40]} is not a reason for a difference.")
        return judge_count(
            draft,
            operator=self._operator,
            opened_by=self._session.opened_by,
            difference=self.difference,
            earlier_counts=self._earlier,
            limits=policy.till,
        )

    def keep_first(self) -> CountAgain:
        """Keep a first count that does not match; no money is posted."""
        transaction = self._transaction(self._draft.id, Kind.COUNT)
        verdict = Verdict(count_digest(self._draft))
        self._work.journal.post(transaction, verdict, counts=(self._count(),))
        self._work.commit()
        finding = next(f for f in self.verdict().findings if f.code == "tills.count_again")
        return CountAgain(self._session.id, transaction.id, finding.text, finding.remedy)

    def settle(self, verdict: Verdict) -> TillClosed:
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
        head = work.journal.chain()
        number = work.journal.next_number(count)
        slip = settlement_slip(
            work.store,
            Settlement(
                station=self._work.station,
                operator=self._operator,
                session=session,
                counted=draft.counted,
                difference=self.difference,
                number=number,
                at=self._now,
                chain=head,
            ),
        )
        papers = (NumberedDocument("slip", slip),)
        posted = work.journal.post(
            count, verdict, self._approval, papers, number=number, counts=(self._count(),)
        )
        ids = [posted.id]
        if draft.counted:
            ids.append(self._to_safe(verdict).id)
        end_session(work.connection, session.id, "settled", self._operator.id, self._now)
        work.print_jobs.add(posted.id, 1, self._operator.id, self._now)
        work.commit()
        return TillClosed(session.id, tuple(ids), draft.counted, self.difference)

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
        made = _transaction(
            self._work, transaction_id, kind, self._operator, self._session, self._now
        )
        return replace(made, note=self._draft.note)

    def _count(self) -> TillCount:
        return TillCount(
            id=derived_id(self._draft.id, "count"),
            session_id=self._session.id,
            occasion="closing",
            number=self._earlier + 1,
            tender=Tender.CASH,
            counted=self._draft.counted,
            pieces={k: n for k, n in self._draft.pieces.items() if n},
            operator_id=self._operator.id,
            counted_at=self._now,
        )


def _transaction(
    work: Work,
    transaction_id: str,
    kind: Kind,
    operator: Operator,
    session: TillSession,
    now: datetime,
) -> Transaction:
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


def _earlier_counts(work: Work, session_id: str) -> int:
    counted = select(func.count()).where(till_counts.c.session_id == session_id)
    return int(work.connection.execute(counted).scalar_one())


def _stored_answer(work: Work, draft: CountDraft) -> TillClosed | CountAgain:
    """The answer given before to this very count."""
    session = session_by_id(work.connection, draft.session_id)
    row = work.connection.execute(
        select(till_counts).where(till_counts.c.id == derived_id(draft.id, "count"))
    ).one()
    later = select(func.count()).where(
        till_counts.c.session_id == session.id, till_counts.c.number > row.number
    )
    kept_only = session.state == "open" or work.connection.execute(later).scalar_one()
    if kept_only:
        return CountAgain(session.id, row.transaction_id, "This count was kept.", "Count again.")
    pickup = derived_id(draft.id, "pickup")
    ids = (row.transaction_id, pickup) if row.counted else (row.transaction_id,)
    return TillClosed(session.id, ids, row.counted, _difference(work, row.transaction_id))


def _difference(work: Work, transaction_id: str) -> Money:
    stored = read_transaction(work.connection, transaction_id)
    assert stored is not None
    over_short = (p for p in stored.transaction.postings if p.account == "over_short")
    return -next(over_short, Posting("over_short", ZERO)).amount


def _keep_decision(station: Station, draft: CountDraft, verdict: Verdict) -> None:
    with station.open_work() as work:
        add_decision(
            work.connection,
            task=TASK,
            station=station.name,
            operator_id=station.operator_id,
            request_id=draft.id,
            verdict=verdict,
            status="refused",
            request={"session": draft.session_id},
            policy_version=work.policy().version,
            at=work.now(),
        )
        work.commit()
