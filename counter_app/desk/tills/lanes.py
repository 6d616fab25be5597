"""The front end's lanes: drawers issued by tag and seal, returned, and counted against their sales.

A lane's expectation is what it was given plus what its register's imported sales took in. Each
sale is expected once; one that arrives after its drawer was settled goes to a rescue session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from counter_app.core.approval import Verdict, digest
from counter_app.core.cash import REGISTER_SALES, SAFE
from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import derived_id, new_id
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SessionKind, SessionState, TillSession
from counter_app.core.transaction import Kind, Posting, Tender
from counter_app.desk.tills.draft import check_pieces, worth
from counter_app.desk.tills.slip import Opening, opening_slip
from counter_app.desk.tills.transactions import opening_count, transaction_of
from counter_app.desk.tills.wording import may_not
from counter_app.records.journal import NumberedDocument, balance
from counter_app.records.lane_takings import claim_receipts, late_receipts, takings
from counter_app.records.till_figures import cash_before
from counter_app.records.till_states import move_session, start_session
from counter_app.records.tills import (
    session_by_id,
    store_tills,
    unsettled_sessions,
)
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.papers import words_of

TAKINGS: Final = "register_takings"
"""The reason of the entry that brings a lane's imported sales into its till."""


@dataclass(frozen=True, slots=True)
class IssueDraft:
    """A drawer given to a lane: its float from the safe, its tag and seal, and to which cashier.

    `cashier` is the register's operator number; "" where a lane's cashiers share the drawer.
    """

    id: str
    till_id: int
    amount: Money
    tag: str
    seal: str = ""
    cashier: str = ""
    pieces: Mapping[str, int] = field(default_factory=dict)


def issue_drawer(draft: IssueDraft, station: Station) -> str:
    """Give a drawer to a lane; gives the session."""
    check_pieces(draft.pieces, station.store.currency)
    if draft.amount < ZERO or (draft.pieces and worth(draft.pieces) != draft.amount):
        raise BadInput("The pieces do not add up to this float.", code="tills.bad_float")
    if not draft.tag:
        raise BadInput("Scan the drawer's tag first.", code="tills.no_tag")
    verdict = Verdict(
        digest(
            [
                "tills.issue",
                draft.id,
                draft.till_id,
                draft.amount.minor,
                draft.tag,
                draft.seal,
                draft.cashier,
            ]
        )
    )
    session_id = derived_id(draft.id, "session")
    with station.open_work() as work:
        if work.journal.answered(draft.id, verdict.request_digest) is not None:
            return session_id
        operator = _who(work, station)
        lanes = {t.id: t for t in store_tills(work.connection, SessionKind.LANE)}
        lane = lanes.get(draft.till_id)
        if lane is None:
            raise NotFound(
                said("This store has no lane {till_id}.", till_id=draft.till_id),
                code="tills.unknown",
            )
        now = work.now()
        day = work.store.calendar.business_date(now)
        session = TillSession(
            session_id,
            lane.id,
            station.name,
            day,
            SessionState.OPEN,
            operator.id,
            now,
            kind=SessionKind.LANE,
            carried=cash_before(work.connection, f"till:{lane.id}", day),
            tag=draft.tag,
            seal=draft.seal,
            workstation=lane.workstation,
            cashier=draft.cashier,
        )
        start_session(work.connection, session)
        _post_float(work, station, draft, operator, session, verdict, now)
        work.commit()
    return session_id


def return_drawer(session_id: str, request_id: str, tag: str, station: Station) -> TillSession:
    """Take a lane's drawer back by its tag; from now on only a count moves its contents."""
    with station.open_work() as work:
        operator = _who(work, station)
        session = session_by_id(work.connection, session_id)
        if session.kind != SessionKind.LANE:
            raise Refused("This is not a lane's drawer.", code="till_state")
        if session.tag != tag:
            raise Refused("That tag belongs to another drawer.", code="tills.wrong_tag")
        verdict = Verdict(digest(["tills.return", request_id, session_id, tag]))
        if work.journal.answered(request_id, verdict.request_digest) is not None:
            return session
        now = work.now()
        changed = move_session(
            work.connection,
            session.id,
            SessionState.BLIND_CLOSED,
            now,
            closed_by=operator.id,
            closed_at=now,
        )
        made = transaction_of(work, request_id, Kind.CONTROL, operator, changed, now)
        work.journal.post(replace(made, reason="drawer_returned", note=tag), verdict)
        work.commit()
    return changed


def post_takings(work: Work, session: TillSession, operator: Operator) -> None:
    """Bring the imported sales of a lane that nobody accounts for yet into its till.

    Nothing is done for other tills, or where no such sale has come in. A rescue took its sales in
    when it began: what came in since belongs to the drawer that is out now.
    """
    if not session.workstation or session.kind == SessionKind.RESCUE:
        return
    until = session.closed_at or work.now()
    tenders = work.policy().till.counted_tenders
    found = takings(work.connection, session, tenders, until)
    request = new_id()
    claimed = claim_receipts(work.connection, session, request, until)
    if not claimed or not found:
        return
    postings: list[Posting] = []
    for tender, amount in found.items():
        postings.append(Posting(session.account, amount, tender))
        postings.append(Posting(REGISTER_SALES, -amount))
    made = transaction_of(work, request, Kind.CASH_MOVEMENT, operator, session, work.now())
    made = replace(made, reason=TAKINGS, postings=tuple(postings))
    work.journal.post(made, Verdict(digest(["tills.takings", session.id, request])))


def rescue_late_sales(session_id: str, station: Station) -> str | None:
    """A session for sales that arrived after their drawer was settled; None if there are none.

    The settled session is not touched. The rescue waits, closed, for its count: mostly of nothing,
    so that what it is short is what the settled one was over.
    """
    with station.open_work() as work:
        operator = _who(work, station)
        settled = session_by_id(work.connection, session_id)
        until = settled.closed_at or work.now()
        late = late_receipts(work.connection, settled, until)
        if settled.state not in (SessionState.SETTLED, SessionState.DISPUTED) or not late:
            return None
        _no_other_rescue(work, settled.till_id)
        now = work.now()
        rescue = TillSession(
            derived_id(session_id, f"rescue:{late[0]}"),
            settled.till_id,
            station.name,
            max(settled.business_date, work.store.calendar.business_date(now)),
            SessionState.BLIND_CLOSED,
            operator.id,
            now,
            kind=SessionKind.RESCUE,
            workstation=settled.workstation,
            cashier=settled.cashier,
            closed_by=operator.id,
            closed_at=now,
        )
        start_session(work.connection, rescue)
        _claim_late(work, settled, rescue, operator, until)
        work.commit()
    return rescue.id


def _no_other_rescue(work: Work, till_id: int) -> None:
    """Raise `Refused` while late sales of a lane wait: two rescues would share what is counted."""
    waiting = unsettled_sessions(work.connection, SessionKind.RESCUE)
    if any(r.till_id == till_id and r.state != SessionState.DISPUTED for r in waiting):
        raise Refused(
            "Late sales of this lane wait for their count. Count them first.",
            code="tills.rescue_waits",
        )


def _claim_late(
    work: Work, settled: TillSession, rescue: TillSession, operator: Operator, until: datetime
) -> None:
    found = takings(work.connection, settled, work.policy().till.counted_tenders, until)
    request = new_id()
    claim_receipts(work.connection, settled, request, until, owner=rescue.id)
    postings: list[Posting] = []
    for tender, amount in found.items():
        postings.append(Posting(rescue.account, amount, tender))
        postings.append(Posting(REGISTER_SALES, -amount))
    made = transaction_of(work, request, Kind.CASH_MOVEMENT, operator, rescue, work.now())
    made = replace(made, reason=TAKINGS, postings=tuple(postings))
    work.journal.post(made, Verdict(digest(["tills.rescue", rescue.id, request])))


def _post_float(
    work: Work,
    station: Station,
    draft: IssueDraft,
    operator: Operator,
    session: TillSession,
    verdict: Verdict,
    now: datetime,
) -> None:
    made = transaction_of(work, draft.id, Kind.CASH_MOVEMENT, operator, session, now)
    if balance(work.connection, session.account, Tender.CASH):
        raise Refused("This till still holds what stayed in it.", code="tills.not_empty")
    if draft.amount:
        moved = (
            Posting(SAFE, -draft.amount, Tender.CASH),
            Posting(session.account, draft.amount, Tender.CASH),
        )
        made = replace(made, postings=moved, reason="opening_float")
    number = work.journal.next_number(made)
    words = words_of(work, operator)
    opening = Opening(
        station.title,
        operator,
        session,
        draft.amount,
        number,
        now,
        words.say("This float came from the safe and belongs to the till."),
        pieces=draft.pieces,
        tag=draft.tag,
        seal=draft.seal,
    )
    slip = opening_slip(work.store, opening, words)
    count = opening_count(draft.id, session, draft.amount, draft.pieces, operator, now)
    document = NumberedDocument("slip", slip)
    posted = work.journal.post(made, verdict, documents=(document,), number=number, counts=(count,))
    work.print_jobs.add(posted.id, 1, operator.id, now)


def _who(work: Work, station: Station) -> Operator:
    operator = work.operator(station.operator_id)
    if not operator.may("tills.lanes"):
        raise may_not(operator)
    return operator
