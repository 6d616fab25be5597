"""Taking back what a task paid out or sold: judged, its cards asked on record first, then posted.

The walk is the same for every task; what speaks against a void, who may agree to it and what its
slip says is the task's own (`Voidable`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Protocol, TypeVar

from counter_app.core.approval import Approval, Verdict, digest
from counter_app.core.document import Document
from counter_app.core.errors import BadInput, Refused
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.operator import Operator
from counter_app.core.text import clean_text
from counter_app.core.transaction import ELECTRONIC, Posting, Tender, Transaction
from counter_app.core.words import Words
from counter_app.devices.card_processor import CardProcessor, ManualProcessor, Terminals
from counter_app.records.credits import credit_of
from counter_app.records.decisions import add_decision
from counter_app.records.desk_returns import voided_by
from counter_app.records.journal import NumberedDocument, Posted
from counter_app.records.payments import IN, OUT
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
    """A void that nothing stands in the way of, with what its cards said."""

    reversal: Transaction
    verdict: Verdict
    approval: Approval | None
    cards: voided_cards.Turned = ()

    @property
    def used(self) -> Approval | None:
        """The yes, if there was something to agree to."""
        return self.approval if self.verdict.to_cover() else None

    @property
    def card_code(self) -> str:
        """The approval code under which a card that paid got its money back, "" if none did."""
        return next((now.code for _, now in self.cards if now.direction == OUT), "")


@dataclass(frozen=True, slots=True)
class VoidHead:
    """What the slip of every void tells: its head, why, and who agreed."""

    head: Head
    words: Words
    reason: str
    approver: str


Done_co = TypeVar("Done_co", covariant=True)


class Voidable(Protocol[Done_co]):
    """One void as its task knows it; everything it reads is held until the work ends."""

    @property
    def asked(self) -> Asked: ...

    @property
    def base(self) -> Transaction:
        """What is taken back."""

    def answer(self, work: Work, void_id: str) -> Done_co:
        """The answer this void got before."""

    def holds(self) -> str:
        """The receipt, or the transaction, that stands still until its cards have answered."""

    def title(self) -> str:
        """Its receipt's number, where it has one."""

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

    `reason` is a code of the policy's void reasons. Cards are asked first, one after the other:
    what one got is called back, and one that paid gets its money back; `card_code` is the approval
    code of a stand-alone terminal (`processor` None) for the one that waits. Where one card said
    yes and another no, voiding it again goes on with that void, as it was asked for.

    Raises what `find` does, `BadInput`, `Refused` (also for a card that declines, is unknown or
    waits for its code), `ApprovalRequired`, or `Conflict` while another card refund is unsettled.
    """
    terminal = processor or ManualProcessor()
    refused: Refused | None = None
    with station.open_work() as work:
        asked = _asked(work, station, reverses, reason, note, request_id)
        one = find(work, asked)
        done = reversed_by(work.connection, one.base.id)
        if done is not None and done == request_id:
            return one.answer(work, done)
        half = voided_cards.half_done(work, one.holds(), one.base.id)
        if half and half["id"] != asked.id:
            asked = replace(asked, id=half["id"], reason=half["reason"], note=half["note"])
            one = find(work, asked)
        card = _card(work, one)
        agreed: Agreed | None = None
        pending = voided_cards.under_way(work, card) if card is not None else None
        if pending is None:
            _check_reason(work, asked)
            agreed = Agreed(_reversal(work, one), one.judge(work, done), approval)
            refused = _refusal(work, one, agreed)
            if refused is None and card is None:
                return _post(work, station, one, agreed)
            if refused is None and card is not None:
                voided_cards.keep(work, card, approval)
        if refused is None and card is not None and voided_cards.ask_next(work, card, terminal):
            work.commit()
    if refused is not None and agreed is not None:
        with station.open_work() as work:
            _keep(work, agreed, "refused", approval)
            work.commit()
        raise refused
    assert card is not None
    voided_cards.settle(station, card, terminal, card_code)
    return finish(station, find, card.transaction_id, terminal)


def finish(
    station: Station, find: Find[Done_co], void_id: str, processor: CardProcessor | Terminals
) -> Done_co:
    """Post a void once its cards have all said yes; a card that was not asked yet is asked now.

    Exactly what was asked for is what is posted. Raises `Refused` for what the next card says.
    """
    with station.open_work() as work:
        pending = refund_request.resume(work, void_id)
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
        card = _card(work, one)
        assert card is not None
        if not voided_cards.ask_next(work, card, processor):
            verdict = voided_cards.still_asked(one.judge(work, None))
            cards = voided_cards.turned_round(work, card)
            reversal = _as_asked(work, _reversal(work, one), cards, pending.since)
            refund_request.forget(work, void_id)
            return _post(work, station, one, Agreed(reversal, verdict, pending.approval, cards))
        work.commit()
    voided_cards.settle(station, card, processor)
    return finish(station, find, void_id, processor)


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
    asked, base = one.asked, one.base
    cards = voided_cards.cards_of(work, base.id)
    if not cards:
        return None
    return voided_cards.CardVoid(
        transaction_id=asked.id,
        task=base.task,
        operator_id=asked.operator.id,
        cards=cards,
        holds=one.holds(),
        reverses=base.id,
        reason=asked.reason,
        note=asked.note,
        earlier=asked.earlier,
        title=one.title(),
    )


def _reversal(work: Work, one: Voidable[Done_co]) -> Transaction:
    asked = one.asked
    return reversal_of(work, one.base, asked.operator, asked.reason, asked.note, asked.id)


def _as_asked(
    work: Work, reversal: Transaction, cards: voided_cards.Turned, since: datetime
) -> Transaction:
    """The reversal as of when it was agreed to, with the codes under which cards gave back.

    Cash is put into its till as it is now, though that was counted and opened again meanwhile.
    """
    now, before = work.till_session(), reversal.till_session_id
    if now is not None and before is not None and now.till_id == _till_of(work, before):
        reversal = replace(reversal, till_session_id=now.id)
    codes = {then.receipt_tender_id: yes.code for then, yes in cards if yes.direction == IN}
    tenders = tuple(
        replace(t, reference=codes[t.receipt_tender_id])
        if t.tender in ELECTRONIC and t.receipt_tender_id in codes
        else t
        for t in reversal.tenders
    )
    return replace(reversal, tenders=tenders, occurred_at=since)


def _till_of(work: Work, session_id: str) -> int:
    return session_by_id(work.connection, session_id).till_id


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
