"""Credits at the desk: look up, use for a register, pay out the rest, sell, replace a paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from counter_app.codes.own_code import OwnCode
from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.document import Document
from counter_app.core.errors import NotFound, Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.transaction import Kind, Posting, RefundTender, Tender, Transaction
from counter_app.core.words import Words
from counter_app.desk.credits.draft import Action, CreditDraft, request_digest
from counter_app.desk.credits.rules import Facts, judge
from counter_app.desk.credits.slip import used_slip
from counter_app.paths import resources
from counter_app.records.credits import NewCredit, credit_moves, credits_issued_by
from counter_app.records.decisions import add_decision
from counter_app.records.journal import NumberedDocument
from counter_app.records.journal_tables import postings, transactions
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.credit_slip import credit_slip
from counter_app.trade.credits import CreditState, draw, hold, load, look_up, write
from counter_app.trade.paying_out import Payout, Source, pay_out
from counter_app.trade.slip_head import Head, own_station, own_store

__all__ = ["CreditDone", "complete", "history", "look_up"]

TASK: Final = "credits"
SLIP: Final = "CR"
SOLD: Final = "gift_card_sale"


@dataclass(frozen=True, slots=True)
class CreditDone:
    """What was done: the amount, what is left, and what was issued."""

    transaction_id: str
    number: int
    amount: Money
    left: Money
    issued: str | None
    documents: tuple[Document, ...]
    drawer_kick: bool
    findings: tuple[Finding, ...] = ()
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class _Move:
    """What a request posts, and the credit it issues."""

    amount: Money
    left: Money
    postings: tuple[Posting, ...]
    tenders: tuple[RefundTender, ...] = ()
    issued: NewCredit | None = None
    cash: bool = False


def history(station: Station, state: CreditState) -> tuple[tuple[str, Money], ...]:
    """(day, what the balance gained) of each entry of a credit, oldest first."""
    with station.look() as work:
        moves = credit_moves(work.connection, state.credit)
    return tuple((m.business_date.isoformat(), m.amount) for m in moves)


def complete(draft: CreditDraft, station: Station, approval: Approval | None = None) -> CreditDone:
    """Do it in one database transaction, or raise and move no money."""
    with station.open_work() as work:
        if work.journal.answered(draft.id, request_digest(draft)) is not None:
            return _answer(work, draft)
        operator = work.operator(station.operator_id)
        state = hold(work, draft.credit_id) if draft.credit_id is not None else None
        if state is None and draft.action is not Action.SELL:
            raise NotFound("Scan the credit first.", code="credit.unknown")
        policy, currency = work.policy().credits, work.store.currency
        verdict = judge(draft, _facts(work, draft, state), policy, operator, currency)
        move = _move(work, draft, state)
        transaction = _transaction(work, draft, move, operator)
        refused = _refusal(work, draft, transaction, verdict, approval)
        if refused is None:
            number = work.journal.next_number(transaction)
            document = _paper(work, station, draft, state, move, operator, number)
            paper = NumberedDocument(document.kind, document)
            posted = work.journal.post(transaction, verdict, approval, (paper,), number=number)
            if move.issued is not None:
                write(work, move.issued)
            work.print_jobs.add(posted.id, 1, operator.id, work.now())
            work.commit()
            issued = move.issued.credit.id if move.issued else None
            kick = move.cash
            return CreditDone(
                posted.id,
                posted.number,
                move.amount,
                move.left,
                issued,
                (document,),
                kick,
                verdict.findings,
            )
    _keep_refusal(station, draft, verdict, operator)
    raise refused


def _transaction(work: Work, draft: CreditDraft, move: _Move, operator: Operator) -> Transaction:
    session = work.till_session()
    return Transaction(
        id=draft.id,
        kind=Kind.SERVICE,
        task=TASK,
        station=work.station,
        operator_id=operator.id,
        business_date=work.today(),
        occurred_at=work.now(),
        postings=move.postings,
        tenders=move.tenders,
        till_session_id=session.id if session and move.cash else None,
        customer_id=draft.customer_id,
        policy_version=work.policy().version,
        reason=SOLD if draft.action is Action.SELL else draft.action.value,
        note=draft.reference[:60],
    )


def _keep_refusal(
    station: Station, draft: CreditDraft, verdict: Verdict, operator: Operator
) -> None:
    """Remember the no, in a database transaction of its own."""
    with station.open_work() as work:
        add_decision(
            work.connection,
            task=TASK,
            station=work.station,
            operator_id=operator.id,
            request_id=draft.id,
            verdict=verdict,
            status="refused",
            request={"action": draft.action.value, "credit": draft.credit_id},
            policy_version=work.policy().version,
            at=work.now(),
        )
        work.commit()


def _facts(work: Work, draft: CreditDraft, state: CreditState | None) -> Facts:
    day = work.today()
    if state is None:
        return Facts(day, sold_today=_sold(work, draft.customer_id))
    credit = state.credit
    return Facts(day, credit.kind, state.balance, state.loaded, credit.expires_on, state.cancelled)


def _sold(work: Work, customer_id: str | None) -> Money:
    """Gift cards sold to a customer today; without a name, at this desk a short while ago."""
    void = transactions.alias("void")
    statement = (
        select(func.sum(postings.c.amount).label("amount"))
        .join(transactions, transactions.c.id == postings.c.transaction_id)
        .where(
            transactions.c.task == TASK,
            transactions.c.reason == SOLD,
            postings.c.account.like("owed:%"),
            ~select(void.c.id).where(void.c.reverses == transactions.c.id).exists(),
        )
    )
    if customer_id is not None:
        statement = statement.where(
            transactions.c.customer_id == customer_id,
            transactions.c.business_date == work.today(),
        )
    else:
        since = work.now() - timedelta(minutes=work.policy().credits.unnamed_minutes)
        statement = statement.where(
            transactions.c.customer_id.is_(None),
            transactions.c.station == work.station,
            transactions.c.occurred_at >= since,
        )
    found = work.connection.execute(statement).scalar()
    return -found if isinstance(found, Money) else ZERO


def _move(work: Work, draft: CreditDraft, state: CreditState | None) -> _Move:
    """The postings of a request; nothing moves for one that the rules will refuse."""
    amount = draft.amount or ZERO
    if draft.action is Action.SELL:
        session = work.till_session()
        if session is None:
            raise Refused("Open a till first; no money moves without one.", code="till_not_open")
        new = draw(work, Tender.GIFT_CARD, draft.id, draft.customer_id)
        if not amount:
            return _Move(ZERO, ZERO, (), cash=True)
        taken = Posting(session.account, amount, Tender.CASH)
        return _Move(amount, amount, (taken, load(new.credit, amount)), issued=new, cash=True)
    assert state is not None
    credit = state.credit
    if draft.action is Action.USE:
        left = state.balance - amount
        rows = (
            Posting(credit.account, amount),
            Posting(f"register:{credit.kind.value}", -amount),
        )
        return _Move(amount, left, rows if amount else ())
    whole = state.balance
    if not whole:
        return _Move(ZERO, ZERO, ())
    if draft.action is Action.CASH_OUT:
        out: Payout = pay_out(
            work, Source(draft.id), (RefundTender(Tender.CASH, whole),), work.till_session()
        )
        paid = (Posting(credit.account, whole), *out.postings)
        return _Move(whole, ZERO, paid, out.tenders, cash=bool(out.cash))
    new = draw(work, credit.kind, draft.id, credit.customer_id)
    new = replace(new, credit=replace(new.credit, expires_on=credit.expires_on))
    return _Move(
        whole, whole, (Posting(credit.account, whole), load(new.credit, whole)), issued=new
    )


def _refusal(
    work: Work,
    draft: CreditDraft,
    transaction: Transaction,
    verdict: Verdict,
    approval: Approval | None,
) -> Refused | None:
    """What stands in the way of posting, None if nothing does."""
    try:
        work.journal.check(transaction, verdict, approval)
        if approval is not None and verdict.to_cover():
            approver = work.operator(approval.approver_id)
            if not approver.may("credits.approve"):
                raise Refused(
                    said("{approver} may not approve this.", approver=approver.name),
                    code="not_an_approver",
                    verdict=verdict,
                )
        untold = [f for f in verdict.findings if f.severity is Severity.WARN]
        if untold and not draft.told:
            raise Refused(
                untold[0].text,
                code="credits.not_told",
                remedy=untold[0].remedy,
                verdict=verdict,
            )
    except Refused as refused:
        return refused
    return None


def _paper(
    work: Work,
    station: Station,
    draft: CreditDraft,
    state: CreditState | None,
    move: _Move,
    operator: Operator,
    number: int,
) -> Document:
    store, session = work.store, work.till_session()
    words = Words.load(store.locale, store.currency, resources("i18n"))
    head = Head(
        store_name=store.name,
        store_number=store.number,
        address=store.address,
        phone=store.phone,
        desk=station.title,
        till=session.till_id if session and move.cash else None,
        operator=operator.short_name,
        at=store.calendar.local(work.now()),
        number=number,
        code=OwnCode(
            SLIP, own_store(store.number), own_station(station.name), work.today(), number
        ),
    )
    if move.issued is not None:
        return credit_slip(head, move.issued.credit, move.amount, words)
    assert state is not None
    return used_slip(
        head, draft.action, state.credit.tail, draft.reference, move.amount, move.left, words
    )


def _answer(work: Work, draft: CreditDraft) -> CreditDone:
    """The answer this request got before."""
    stored = read_transaction(work.connection, draft.id)
    assert stored is not None
    base = stored.transaction
    rows = [p for p in base.postings if p.account.startswith("owed:")]
    amount = abs(rows[0].amount) if rows else ZERO
    issued = credits_issued_by(work.connection, draft.id)
    left = hold(work, draft.credit_id).balance if draft.credit_id is not None else amount
    return CreditDone(
        base.id,
        base.number,
        amount,
        left,
        issued[0].id if issued else None,
        tuple(Document.from_json(content) for _, content, _ in stored.documents),
        drawer_kick=False,
        replayed=True,
    )
