"""The safe: counted from hand to hand, kept at its par levels, filled by the bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from counter_app.core.approval import Approval, Severity, Verdict, digest
from counter_app.core.cash import BANK, SAFE, MovementKind, MovementState, transit_to
from counter_app.core.errors import BadInput, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.store import SAFE_ID, SessionState, TillSession
from counter_app.core.text import MAX_NOTE, clean_text
from counter_app.core.transaction import Kind, Posting, Tender, Transaction
from counter_app.desk.tills.draft import check_pieces, worth
from counter_app.desk.tills.movement_slip import MovementPaper, movement_slip
from counter_app.desk.tills.moving import Moved, refuse
from counter_app.desk.tills.safe_draft import SafeDraft, check_safe, safe_asked, safe_digest
from counter_app.desk.tills.safe_kept import (
    begin_custody,
    count_row,
    forget_drafts,
    keep_try,
    store_draft,
    tries_before,
)
from counter_app.desk.tills.slip import Settlement, safe_slip
from counter_app.desk.tills.transactions import transaction_of
from counter_app.desk.tills.wording import may_not, say
from counter_app.records.cash_movements import (
    CashMovement,
    add_movement,
    asked_before,
    change_movement,
    movement_by_id,
    pending_movements,
)
from counter_app.records.journal import NumberedDocument, balance
from counter_app.records.till_counts import SAFE as SAFE_COUNT
from counter_app.records.till_states import end_session
from counter_app.records.tills import (
    hold_till,
    unsettled_session,
)
from counter_app.records.work import Work
from counter_app.rules.change_order import change_order
from counter_app.station import Station
from counter_app.trade.papers import words_of


@dataclass(frozen=True, slots=True)
class SafeCounted:
    """The safe changed hands; what it was off by is posted, and what the bank should bring."""

    transaction_id: str
    counted: Money
    difference: Money
    order: Mapping[str, int]


def count_safe(draft: SafeDraft, station: Station, approval: Approval | None = None) -> SafeCounted:
    """Count the safe; the approval is the person who takes it over, or stands by.

    Raises `ApprovalRequired` until a second person has signed, `Refused`, or `BadInput`.
    """
    check_safe(draft, station.store.currency)
    draft = replace(draft, note=clean_text(draft.note, MAX_NOTE))
    request = safe_digest(draft)
    with station.open_work() as work:
        answered = work.journal.answered(draft.id, request)
        order = order_for(work, draft.pieces)
        if answered is not None:
            return SafeCounted(answered.id, draft.counted, ZERO, order)
        operator = work.operator(station.operator_id)
        if not operator.may("safe.count"):
            raise may_not(operator)
        hold_till(work.connection, SAFE_ID)
        difference = draft.counted - balance(work.connection, SAFE, Tender.CASH)
        limits = work.policy().till
        findings = [say("safe.witness", Severity.APPROVE)]
        if abs(difference) > limits.variance_reason_above and not draft.reason:
            findings.append(say("tills.reason_missing", Severity.FORBID))
        verdict = Verdict(request, tuple(findings))
        if verdict.worst is Severity.FORBID or approval is None:
            if difference:
                keep_try(work, draft, operator)
            store_draft(work, station, draft)
            refuse(work, station, draft.id, safe_asked(draft), verdict)
        _stands_here(approval)
        reason = work.policy().reason("over_short", draft.reason)
        if draft.reason and reason is None:
            raise BadInput(
                said("{reason} is not a reason for a difference.", reason=draft.reason[:40])
            )
        posted_id = _post_count(work, station, draft, operator, difference, verdict, approval)
        work.commit()
    return SafeCounted(posted_id, draft.counted, difference, order)


def _post_count(
    work: Work,
    station: Station,
    draft: SafeDraft,
    operator: Operator,
    difference: Money,
    verdict: Verdict,
    approval: Approval,
) -> str:
    """The count, its difference, the change of hands and the slip; gives the transaction."""
    reason = work.policy().reason("over_short", draft.reason)
    order = order_for(work, draft.pieces)
    taker = work.operator(approval.approver_id)
    earlier = tries_before(work)
    session = _hand_over(work, draft, operator.id, taker.id)
    now = work.now()
    made = replace(
        transaction_of(work, draft.id, Kind.COUNT, operator, session, now),
        witness_id=taker.id,
        note=draft.note,
    )
    if difference:
        moved = (Posting(SAFE, difference, Tender.CASH), Posting("over_short", -difference))
        made = replace(made, reason=draft.reason, postings=moved)
    chain = work.journal.chain()
    number = work.journal.next_number(made)
    settlement = Settlement(
        station=station.title,
        operator=operator,
        session=session,
        counted={Tender.CASH: draft.counted},
        differences={Tender.CASH: difference} if difference else {},
        number=number,
        at=now,
        chain=chain,
        pieces=draft.pieces,
        reason="" if reason is None else reason.label,
        approver=taker.name,
    )
    given_up = tuple((c.at, c.counted) for c in earlier if c.counted != draft.counted)
    slip = safe_slip(work.store, settlement, order, words_of(work, operator), given_up)
    count = count_row(draft, draft.id, session, operator.id, 1, SAFE_COUNT, work)
    document = NumberedDocument("slip", slip)
    posted = work.journal.post(made, verdict, approval, (document,), number=number, counts=(count,))
    work.print_jobs.add(posted.id, 1, operator.id, now)
    forget_drafts(work)
    return posted.id


def order_for(work: Work, pieces: Mapping[str, int]) -> Mapping[str, int]:
    """What the bank should bring so that the safe is at par, in whole straps and rolls."""
    policy = work.policy().till.safe
    coming: dict[str, int] = {}
    for movement in pending_movements(work.connection):
        if movement.kind is MovementKind.CHANGE_ORDER:
            for key, n in movement.pieces.items():
                coming[key] = coming.get(key, 0) + n
    return change_order(policy.pars, policy.packs, pieces, coming)


def order_change(request_id: str, pieces: Mapping[str, int], station: Station) -> str:
    """Order change from the bank by pieces; no money moves until it is delivered and counted."""
    check_pieces(pieces, station.store.currency)
    wanted = {k: n for k, n in pieces.items() if n}
    if not wanted:
        raise BadInput("Say what the bank should bring.", code="tills.no_amount")
    with station.open_work() as work:
        operator = work.operator(station.operator_id)
        if not operator.may("safe.order"):
            raise may_not(operator)
        movement = CashMovement(
            id=request_id,
            kind=MovementKind.CHANGE_ORDER,
            state=MovementState.ASKED,
            source=BANK,
            target=SAFE,
            session_id=None,
            business_date=work.today(),
            tenders={Tender.CASH: worth(wanted)},
            sent_by=operator.id,
            sent_at=work.now(),
            pieces=wanted,
        )
        if not asked_before(work.connection, movement):
            add_movement(work.connection, movement)
        work.commit()
    return request_id


def take_delivery(
    order_id: str,
    request_id: str,
    pieces: Mapping[str, int],
    courier: str,
    note: str,
    station: Station,
) -> Moved:
    """Count a delivered change order; what differs from the order stays open with the bank."""
    check_pieces(pieces, station.store.currency)
    said, who = clean_text(note, MAX_NOTE), clean_text(courier, 80)
    if not who:
        raise BadInput("Type who delivered it.", code="tills.courier")
    request = digest(["safe.delivery", order_id, request_id, dict(pieces), who, said])
    with station.open_work() as work:
        answered = work.journal.answered(request_id, request)
        if answered is not None:
            return Moved(order_id, answered.id, answered.number, in_transit=False)
        operator = work.operator(station.operator_id)
        if not operator.may("safe.order"):
            raise may_not(operator)
        order = movement_by_id(work.connection, order_id)
        if order.kind is not MovementKind.CHANGE_ORDER or order.state is not MovementState.ASKED:
            raise Refused("This order was already delivered.", code="movement_done")
        found = worth(pieces)
        differs = found != order.amount
        if differs and not said:
            raise BadInput("This is not what was ordered. Say why.", code="tills.why")
        now = work.now()
        postings = [Posting(BANK, -order.amount, Tender.CASH)]
        if found:
            postings.append(Posting(SAFE, found, Tender.CASH))
        if differs:
            postings.append(Posting(transit_to(SAFE), order.amount - found, Tender.CASH))
        made = replace(
            transaction_of(work, request_id, Kind.CASH_MOVEMENT, operator, None, now),
            reason=MovementKind.CHANGE_ORDER.value,
            note=said,
            postings=tuple(postings),
        )
        number = work.journal.next_number(made)
        document = _delivery_slip(work, station, operator, made, number, pieces, who, differs)
        verdict = Verdict(request)
        posted = work.journal.post(made, verdict, documents=(document,), number=number)
        state = MovementState.DISPUTED if differs else MovementState.RECEIVED
        change_movement(
            work.connection,
            order_id,
            MovementState.ASKED,
            state=state.value,
            party=who,
            sent_transaction=posted.id,
            received_by=operator.id,
            received_at=now,
            received_transaction=posted.id,
            received=found,
        )
        work.print_jobs.add(posted.id, 1, operator.id, now)
        work.commit()
    return Moved(order_id, posted.id, posted.number, differs)


def _delivery_slip(
    work: Work,
    station: Station,
    operator: Operator,
    made: Transaction,
    number: int,
    pieces: Mapping[str, int],
    courier: str,
    differs: bool,
) -> NumberedDocument:
    words = words_of(work, operator)
    paper = MovementPaper(
        MovementKind.CHANGE_ORDER,
        station.title,
        operator,
        number,
        made.occurred_at,
        words.say("Bank"),
        words.say("Safe"),
        {Tender.CASH: worth(pieces)},
        pieces=pieces,
        note=made.note,
        party=courier,
        received=True,
        differs=differs,
    )
    return NumberedDocument("slip", movement_slip(work.store, paper, words))


def hand_over_key(
    request_id: str, key: str, station: Station, approval: Approval | None = None
) -> str:
    """Log that a key went from who is signed on to who signs for it."""
    name = clean_text(key, 40)
    if not name:
        raise BadInput("Say which key.", code="tills.no_key")
    asked = ["safe.key", request_id, name]
    request = digest(asked)
    with station.open_work() as work:
        answered = work.journal.answered(request_id, request)
        if answered is not None:
            return answered.id
        operator = work.operator(station.operator_id)
        if not operator.may("safe.keys"):
            raise may_not(operator)
        verdict = Verdict(request, (say("safe.key.witness", Severity.APPROVE),))
        if approval is None:
            refuse(work, station, request_id, asked, verdict)
        _stands_here(approval)
        made = replace(
            transaction_of(work, request_id, Kind.CONTROL, operator, None, work.now()),
            reason="key_handover",
            note=name,
            witness_id=approval.approver_id,
        )
        posted = work.journal.post(made, verdict, approval)
        work.commit()
    return posted.id


def _stands_here(approval: Approval) -> None:
    """Who takes the safe or a key over signs in person: not in advance, from afar or by policy."""
    if approval.method not in ("pin", "badge"):
        raise Refused(
            "Who takes it over must stand here and sign.",
            code="safe.not_there",
            remedy="Badge or PIN of a second person, at this desk.",
        )


def _hand_over(work: Work, draft: SafeDraft, giver: int, taker: int) -> TillSession:
    """End the custody of the safe that was, and begin that of who takes it over."""
    before = unsettled_session(work.connection, SAFE_ID)
    if before is not None:
        end_session(work.connection, before.id, SessionState.SETTLED, giver, work.now())
    return begin_custody(work, derived_id(draft.id, "session"), taker)
