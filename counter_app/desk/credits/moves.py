"""What a request about a credit does to the books: its postings, and the credit it issues."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from counter_app.core.errors import Refused
from counter_app.core.money import ZERO, Money
from counter_app.core.said import said
from counter_app.core.transaction import Posting, RefundTender, Tender
from counter_app.core.words import amount_text
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.records.credits import NewCredit
from counter_app.records.work import Work
from counter_app.trade.credits import CreditState, draw, load
from counter_app.trade.paying_out import Payout, Source, pay_out
from counter_app.trade.payments import Settlement


@dataclass(frozen=True, slots=True)
class Move:
    """The amount, what is left afterwards, and what is posted.

    `cash` goes into (+) or out of (−) the drawer; `paid` is how a gift card is paid for.
    """

    amount: Money
    left: Money
    postings: tuple[Posting, ...] = ()
    tenders: tuple[RefundTender, ...] = ()
    issued: NewCredit | None = None
    cash: Money = ZERO
    paid: Settlement | None = None


def move(work: Work, draft: CreditDraft, state: CreditState | None) -> Move:
    """The postings of a request; nothing moves for one that the rules will refuse."""
    if draft.action is Action.SELL:
        return _sold(work, draft)
    assert state is not None
    if draft.action is Action.USE:
        return _used(draft, state)
    if not state.balance:
        return Move(ZERO, ZERO)
    if draft.action is Action.CASH_OUT:
        return _paid_out(work, draft, state)
    return _replaced(work, draft, state)


def _sold(work: Work, draft: CreditDraft) -> Move:
    amount, session = draft.amount or ZERO, work.till_session()
    if session is None and not draft.by_card:
        raise Refused("Open a till first; no money moves without one.", code="till_not_open")
    if not amount:
        return Move(ZERO, ZERO)
    paid = draft.payment(work.policy().refund_tenders.rounding)
    if paid.missing:
        missing = amount_text(paid.missing, work.store.currency)
        raise Refused(said("{amount} is still missing.", amount=missing), code="credits.still_due")
    new = draw(work, Tender.GIFT_CARD, draft.id, draft.customer_id)
    if draft.by_card:
        taken = Posting("card_clearing", amount, Tender.CARD)
    else:
        assert session is not None
        taken = Posting(session.account, paid.cash_in, Tender.CASH)
    rows = (taken, load(new.credit, amount), Posting("rounding", -paid.rounding))
    moved = tuple(row for row in rows if row.amount)
    return Move(amount, amount, moved, issued=new, cash=paid.cash_in, paid=paid)


def _used(draft: CreditDraft, state: CreditState) -> Move:
    amount, credit = draft.amount or ZERO, state.credit
    rows = (
        Posting(credit.account, amount),
        Posting(f"register:{credit.kind.value}", -amount),
    )
    return Move(amount, state.balance - amount, rows if amount else ())


def _paid_out(work: Work, draft: CreditDraft, state: CreditState) -> Move:
    whole = state.balance
    out: Payout = pay_out(
        work, Source(draft.id), (RefundTender(Tender.CASH, whole),), work.till_session()
    )
    paid = (Posting(state.credit.account, whole), *out.postings)
    return Move(whole, ZERO, paid, out.tenders, cash=-out.cash)


def _replaced(work: Work, draft: CreditDraft, state: CreditState) -> Move:
    """The same money under a new code, good as long as the old one was; an expired one anew."""
    whole, credit, today = state.balance, state.credit, work.today()
    new = draw(work, credit.kind, draft.id, credit.customer_id)
    until = credit.expires_on
    if credit.expired(today):
        days = work.policy().credits.lasts_days(credit.kind)
        until = today + timedelta(days=days) if days else None
    new = replace(new, credit=replace(new.credit, expires_on=until))
    rows = (Posting(credit.account, whole), load(new.credit, whole))
    return Move(whole, whole, rows, issued=new)
