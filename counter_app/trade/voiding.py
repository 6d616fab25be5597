"""Taking back what a task paid out or sold: judged, its card asked on record first, then posted.

The walk is the same for every task; what speaks against a void, who may agree to it and what its
slip says is the task's own (`Voidable`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol, TypeVar

from counter_app.core.approval import Approval, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator
from counter_app.core.receipt import ReceiptTender
from counter_app.core.text import clean_text
from counter_app.core.transaction import Posting, Tender, Transaction
from counter_app.core.words import Words
from counter_app.devices.card_processor import (
    CardProcessor,
    ManualProcessor,
    Terminals,
    card_terminal,
)
from counter_app.records.credits import credit_of
from counter_app.records.decisions import add_decision
from counter_app.records.desk_returns import voided_by
from counter_app.records.journal import NumberedDocument, Posted
from counter_app.records.tills import session_by_id
from counter_app.records.transaction_reader import reversed_by
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade import refund_request, voided_cards
from counter_app.trade.answers import Completed
from counter_app.trade.credits import hold
from counter_app.trade.papers import head, reversal_of, words_for
from counter_app.trade.slip_head import Head

VOID_REASONS: Final = "void"
"""The policy's reasons for a void."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A void that is asked for: of which transaction, by whom, why, on which day.

    `id` becomes the void's; `earlier` is what that person voided before on that day.
    """

    id: str
    reverses: str
    operator: Operator
    reason: str
    note: str
    day: date
    earlier: Money


@dataclass(frozen=True, slots=True)
class Agreed:
    """A void that nothing stands in the way of; `card_code` is where a card got its money back."""

    reversal: Transaction
    verdict: Verdict
    approval: Approval | None
    card_code: str = ""

    @property
    def used(self) -> Approval | None:
        """The yes, if there was something to agree to."""
        return self.approval if self.verdict.to_cover() else None


@dataclass(frozen=True, slots=True)
class VoidHead:
    """What the slip of every void tells: its head, why, and who agreed."""

    head: Head
    words: Words
    reason: str
    approver: str


Done_co = TypeVar("Done_co", covariant=True)


@dataclass(frozen=True, slots=True)
class CardBack:
    """What a card paid and gets back, what stands still until then, and the receipt's number."""

    payment: ReceiptTender
    holds: str
    title: str = ""


class Voidable(Protocol[Done_co]):
    """One void as its task knows it; everything it reads is held until the work ends."""

    @property
    def asked(self) -> Asked: ...

    @property
    def base(self) -> Transaction:
        """What is taken back."""

    def answer(self, work: Work, void_id: str) -> Done_co:
        """The answer this void got before."""

    def card(self, work: Work) -> CardBack | None:
        """The card that gets its money back first; None if none paid."""

    def judge(self, work: Work, done: str | None) -> Verdict:
        """What speaks against it; `done` is the void that took it back already."""

    def check(self, work: Work, verdict: Verdict, approval: Approval | None) -> None:
        """Raise `Refused` if who agreed may not agree to this."""

    def post(self, work: Work, station: Station, agreed: Agreed) -> Done_co:
        """Write it (`write`) with its slip; the walk commits."""


Find = Callable[[Work, Asked], Voidable[Done_co]]
"""How a task finds what is to be voided; raises `NotFound` or `Refused`."""


def void(
    station: Station,
    find: Find[Done_co],
    reverses: str,
    reason: str,
    approval: Approval | None,
    *,
    note: str = "",
    request_id: str | None = None,
    processor: CardProcessor | Terminals | None = None,
    card_code: str | None = None,
) -> Done_co:
    """Void a transaction of today, or raise and move no money.

    `reason` is a code of the policy's void reasons. A card that paid is asked first and gets its
    money back; `card_code` is the approval code of a stand-alone terminal (`processor` None).
    Raises what `find` does, `BadInput`, `Refused` (also for a card that declines, is unknown or
    waits for its code), `ApprovalRequired`, or `Conflict` while another card refund is unsettled.
    """
    terminal = card_terminal(processor or ManualProcessor())
    refused: Refused | None = None
    with station.open_work() as work:
        asked = _asked(work, station, reverses, reason, note, request_id)
        one = find(work, asked)
        done = reversed_by(work.connection, one.base.id)
        if done is not None and done == request_id:
            return one.answer(work, done)
        card = _card(work, one)
        agreed: Agreed | None = None
        if card is None or voided_cards.under_way(work, card) is None:
            _check_reason(work, asked)
            agreed = Agreed(_reversal(work, one), one.judge(work, done), approval)
            refused = _refusal(work, one, agreed)
            if refused is None and card is None:
                return _post(work, station, one, agreed)
            if refused is None and card is not None:
                voided_cards.ask(work, card, approval, terminal)
                work.commit()
    if refused is not None and agreed is not None:
        with station.open_work() as work:
            _keep(work, agreed, "refused", approval)
            work.commit()
        raise refused
    assert card is not None
    voided_cards.settle(station, card, terminal, card_code)
    return finish(station, find, card.transaction_id)


def finish(station: Station, find: Find[Done_co], void_id: str) -> Done_co:
    """Post a void whose card has its money back; exactly what was asked for is what is posted."""
    with station.open_work() as work:
        pending = refund_request.pending_of(work, void_id)
        assert pending is not None
        said = voided_cards.void_asked(pending)
        asked = Asked(
            void_id,
            said["void"],
            work.operator(pending.operator_id),
            said["reason"],
            said["note"],
            pending.as_of,
            Money(said["earlier"]),
        )
        one = find(work, asked)
        verdict = voided_cards.still_asked(one.judge(work, None))
        reversal = replace(_reversal(work, one), occurred_at=pending.since)
        code = voided_cards.refund_code(work, void_id)
        refund_request.forget(work, void_id)
        return _post(work, station, one, Agreed(reversal, verdict, pending.approval, code))


def slip_head(
    work: Work, station: Station, asked: Asked, agreed: Agreed, number: int, kind: str
) -> VoidHead:
    """What a void's slip begins with; `kind` is the prefix of its own code."""
    known = work.policy().reason(VOID_REASONS, asked.reason)
    used = agreed.used
    return VoidHead(
        head(work, station, asked.operator, number, kind),
        words_for(work, agreed.reversal.customer_id),
        known.label if known else asked.reason,
        work.operator(used.approver_id).short_name if used else "",
    )


def write(work: Work, agreed: Agreed, slip: NumberedDocument, number: int) -> Posted:
    """Post a void, queue its slip, and remember who wanted it and why."""
    posted = work.journal.post(
        agreed.reversal, agreed.verdict, agreed.approval, (slip,), number=number
    )
    work.print_jobs.add(posted.id, 1, agreed.reversal.operator_id, work.now())
    _keep(work, agreed, "posted", agreed.used)
    return posted


def answer(agreed: Agreed, posted: Posted, slip: Document) -> Completed:
    """The answer of a void that was just written."""
    reversal = agreed.reversal
    return Completed(
        posted.id,
        posted.number,
        reversal.kind,
        total(t.amount for t in reversal.tenders),
        reversal.tenders,
        reversal.postings,
        (slip,),
        drawer_kick=any(p.tender is Tender.CASH for p in reversal.postings),
        findings=agreed.verdict.findings,
    )


def against(work: Work, asked: Asked, base: Transaction, done: str | None) -> Iterator[str]:
    """What speaks against any void: `already`, `not_today`, `credit`, `till` or `other_desk`."""
    if done is not None:
        yield "already"
    if base.business_date != asked.day:
        yield "not_today"
    if any(_spent(work, p) for p in base.postings):
        yield "credit"
    if base.till_session_id is not None:
        session = session_by_id(work.connection, base.till_session_id)
        if session.state != "open":
            yield "till"
        elif session.station != work.station:
            yield "other_desk"


def _spent(work: Work, posting: Posting) -> bool:
    """True if a credit no longer holds what this posting put on it; it stays locked meanwhile."""
    credit_id = credit_of(posting.account)
    return credit_id is not None and hold(work, credit_id).balance < -posting.amount


def _asked(
    work: Work, station: Station, reverses: str, reason: str, note: str, request_id: str | None
) -> Asked:
    operator, today = work.operator(station.operator_id), work.today()
    earlier = voided_by(work.connection, operator.id, today)
    id_ = request_id or new_id()
    return Asked(id_, reverses, operator, reason, clean_text(note), today, earlier)


def _check_reason(work: Work, asked: Asked) -> None:
    known = work.policy().reason(VOID_REASONS, asked.reason)
    if known is None:
        raise BadInput("Choose why it is voided.", code="unknown_reason")
    if known.needs_note and not asked.note:
        raise BadInput("Type what happened.", code="note_missing")


def request_of(asked: Asked, base: Transaction) -> str:
    """What a yes to a void is bound to."""
    return digest(
        ["void", base.id, asked.reason, asked.note, asked.operator.id, asked.earlier.minor]
    )


def _card(work: Work, one: Voidable[Done_co]) -> voided_cards.CardVoid | None:
    back, asked, base = one.card(work), one.asked, one.base
    if back is None:
        return None
    return voided_cards.CardVoid(
        transaction_id=asked.id,
        task=base.task,
        operator_id=asked.operator.id,
        payment=back.payment,
        holds=back.holds,
        reverses=base.id,
        reason=asked.reason,
        note=asked.note,
        earlier=asked.earlier,
        title=back.title,
    )


def _reversal(work: Work, one: Voidable[Done_co]) -> Transaction:
    asked = one.asked
    return reversal_of(work, one.base, asked.operator, asked.reason, asked.note, asked.id)


def _refusal(work: Work, one: Voidable[Done_co], agreed: Agreed) -> Refused | None:
    try:
        work.journal.check(agreed.reversal, agreed.verdict, agreed.approval)
        one.check(work, agreed.verdict, agreed.approval)
    except Refused as refused:
        return refused
    return None


def _post(work: Work, station: Station, one: Voidable[Done_co], agreed: Agreed) -> Done_co:
    done = one.post(work, station, agreed)
    work.commit()
    return done


def _keep(work: Work, agreed: Agreed, status: str, approval: Approval | None) -> None:
    """Remember who wanted to take what back, why, and how it ended."""
    reversal = agreed.reversal
    add_decision(
        work.connection,
        task=reversal.task,
        station=work.station,
        operator_id=reversal.operator_id,
        approver_id=approval.approver_id if approval else None,
        request_id=reversal.id,
        verdict=agreed.verdict,
        status=status,
        request={"void": reversal.reverses, "reason": reversal.reason, "note": reversal.note},
        policy_version=reversal.policy_version,
        at=work.now(),
    )
