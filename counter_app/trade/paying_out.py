"""What a refund's tenders do to the books: cash rounded, credits issued or loaded, nothing leaking.

Every task that gives money back builds its postings here, so that no task can hand out benefits as
something else, more cash than the till holds, or a credit without its account.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from sqlalchemy import bindparam, func, select

from counter_app.core.errors import Refused
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import ReceiptTender
from counter_app.core.store import TillSession
from counter_app.core.transaction import Posting, RefundTender, Tender, Transaction
from counter_app.records.credits import Credit, NewCredit, credit_by_id
from counter_app.records.journal_tables import postings, transaction_tenders, transactions
from counter_app.records.returned import GIVING_BACK
from counter_app.records.work import Work
from counter_app.rules.benefits import leaking
from counter_app.rules.cash_rounding import CashRounding, CashSoFar
from counter_app.rules.refund_plan import CHANNEL_PAYS, Payments
from counter_app.storage.prepared import Prepared
from counter_app.trade.credits import CreditState, draw, hold, latest, load, unfit_to_load
from counter_app.trade.loaded import Loaded

ONLINE: Final = "online_clearing"
"""The head of the accounts of what web channels are to give back."""
CREDITS: Final = (Tender.GIFT_CARD, Tender.STORE_CREDIT)

_VOID: Final = transactions.alias("void")
_LIVE: Final = (
    transactions.c.receipt_id == bindparam("receipt"),
    transactions.c.kind.in_([kind.value for kind in GIVING_BACK]),
    ~select(_VOID.c.id).where(_VOID.c.reverses == transactions.c.id).exists(),
)
_CASH_BEFORE: Final = Prepared(
    select(func.sum(transaction_tenders.c.amount).label("amount"))
    .join(transactions, transactions.c.id == transaction_tenders.c.transaction_id)
    .where(*_LIVE, transaction_tenders.c.tender == Tender.CASH.value)
)
_ROUNDED_BEFORE: Final = Prepared(
    select(func.sum(postings.c.amount).label("amount"))
    .join(transactions, transactions.c.id == postings.c.transaction_id)
    .where(*_LIVE, postings.c.account == "rounding")
)
_IN_TILL: Final = Prepared(
    select(func.sum(postings.c.amount).label("amount")).where(
        postings.c.account == bindparam("account"),
        postings.c.tender == Tender.CASH.value,
        postings.c.business_date >= bindparam("day"),
    )
)


@dataclass(frozen=True, slots=True)
class Payout:
    """Tenders as the transaction records them (exact), their postings, and credits to write.

    `cash` is what is handed over; `rounding` what that is above (+) or below (−) the exact sum.
    `loaded` are credits that existed before and got money back.
    """

    tenders: tuple[RefundTender, ...] = ()
    postings: tuple[Posting, ...] = ()
    issued: tuple[NewCredit, ...] = ()
    loaded: tuple[Loaded, ...] = ()
    cash: Money = ZERO
    rounding: Money = ZERO


@dataclass(frozen=True, slots=True)
class Built:
    """A transaction ready to be posted, and what its tenders do beside their postings."""

    transaction: Transaction
    payout: Payout


@dataclass(frozen=True, slots=True)
class Source:
    """What a refund is made against: how it was paid, and whose it is. None without a receipt.

    `own` is what the store gives of its own (compensation, goodwill) and no payment covers.
    `onto` is a store credit, by its id, that store credit goes onto instead of a new one.
    """

    transaction_id: str
    payments: Payments | None = None
    receipt_id: str | None = None
    customer_id: str | None = None
    own: Money = ZERO
    onto: str | None = None


def pay_out(
    work: Work,
    source: Source,
    tenders: tuple[RefundTender, ...],
    session: TillSession | None,
) -> Payout:
    """Work out what these tenders do; raises `Refused` and changes nothing.

    Called in the work that posts: credits that are loaded stay locked until it ends.
    """
    _refuse_leaks(source, tenders, work.policy().refund_tenders.rounding.step)
    exact = total(t.amount for t in tenders if t.tender is Tender.CASH)
    if exact and session is None:
        raise Refused("Open a till first; no money moves without one.", code="till_not_open")
    cash = _handed(work, source.receipt_id, exact)
    rows: list[Posting] = []
    if session is not None and exact:
        if cash > _in_till(work, session):
            raise Refused(
                "This drawer does not hold enough cash for this refund.",
                code="refund.cash_short",
                remedy="Choose another way, or have cash brought from the safe.",
            )
        rows.append(Posting(session.account, -cash, Tender.CASH))
        rows.append(Posting("rounding", cash - exact))
    told, issued, loaded, credited = _credits(work, source, tenders)
    rows += credited
    rows += _through_terminals(tenders, source.payments.channel if source.payments else "")
    return Payout(
        told, tuple(row for row in rows if row.amount), issued, loaded, cash, cash - exact
    )


def _refuse_leaks(source: Source, tenders: tuple[RefundTender, ...], step: Money) -> None:
    if source.payments is None:
        return
    payments = source.payments
    if leaking(payments.tenders, partial(payments.left, step=step), tenders, source.own):
        raise Refused(
            "What benefits paid can only go back to the benefits card.",
            code="refund.benefits",
            remedy="Refund this part to the EBT card, or exchange the item for the same one.",
        )


def _handed(work: Work, receipt_id: str | None, exact: Money) -> Money:
    """The cash for an exact sum, rounded together with what the receipt got in cash before."""
    rounding: CashRounding = work.policy().refund_tenders.rounding
    if not rounding.step or not exact:
        return exact
    before = cash_so_far(work, receipt_id)
    return rounding.next_cash(before.exact, before.handed, exact)


def cash_so_far(work: Work, receipt_id: str | None) -> CashSoFar:
    """What a receipt's refunds came to in cash; nothing without a receipt, or if nothing rounds."""
    if receipt_id is None or not work.policy().refund_tenders.rounding.step:
        return CashSoFar()
    exact = _sum(_CASH_BEFORE, work, receipt=receipt_id)
    return CashSoFar(exact, exact + _sum(_ROUNDED_BEFORE, work, receipt=receipt_id))


def _in_till(work: Work, session: TillSession) -> Money:
    """What the drawer should hold. It never leaves this module: the count is blind."""
    return _sum(_IN_TILL, work, account=session.account, day=session.business_date)


def _sum(statement: Prepared, work: Work, **values: object) -> Money:
    row = statement.first(work.connection, values)
    found = None if row is None else row.amount
    return found if isinstance(found, Money) else Money(int(found or 0))


def _credits(
    work: Work, source: Source, tenders: tuple[RefundTender, ...]
) -> tuple[
    tuple[RefundTender, ...], tuple[NewCredit, ...], tuple[Loaded, ...], tuple[Posting, ...]
]:
    """Credits get back what they paid; what none of ours paid goes onto the one that was shown.

    Else it becomes one new credit. Raises `Refused` for a shown one that cannot take it.
    """
    told: list[RefundTender] = []
    issued: dict[Tender, NewCredit] = {}
    held: dict[str, CreditState] = {}
    sums: dict[str, tuple[Credit, Money]] = {}
    for tender in tenders:
        if tender.tender not in CREDITS:
            told.append(tender)
            continue
        state = _paid_by(work, source, tender) or _shown(work, source, tender)
        if state is not None:
            credit = state.credit
            held.setdefault(credit.id, state)
        else:
            new = issued.get(tender.tender) or draw(
                work, tender.tender, source.transaction_id, source.customer_id
            )
            issued[tender.tender] = new
            credit = new.credit
        before = sums.get(credit.id, (credit, ZERO))[1]
        sums[credit.id] = (credit, before + tender.amount)
        told.append(replace(tender, reference=credit.tail))
    rows = tuple(load(credit, amount) for credit, amount in sums.values())
    loaded = tuple(
        Loaded(c.kind, c.tail, held[c.id].balance, amount, c.expires_on)
        for c, amount in sums.values()
        if c.id in held
    )
    return tuple(told), tuple(issued.values()), loaded, rows


def _shown(work: Work, source: Source, tender: RefundTender) -> CreditState | None:
    """The store credit that was shown to take it, under its code of now."""
    if source.onto is None or tender.tender is not Tender.STORE_CREDIT:
        return None
    state = hold(work, source.onto)
    state = hold(work, latest(work, state.credit).id)
    if no := unfit_to_load(work, state, source.customer_id):
        raise no
    return state


def _paid_by(work: Work, source: Source, tender: RefundTender) -> CreditState | None:
    """The credit of ours that made the payment, if it can still take money.

    One whose paper was replaced since takes it under its code of now: the old one may be in
    anybody's hands.
    """
    if source.payments is None:
        return None
    original: ReceiptTender | None = next(
        (t for t in source.payments.tenders if t.id and t.id == tender.receipt_tender_id), None
    )
    if original is None or original.tender is not tender.tender or not is_id(original.reference):
        return None
    if credit_by_id(work.connection, original.reference) is None:
        return None
    state = hold(work, original.reference)
    now = latest(work, state.credit)
    if now.id != state.credit.id:
        state = hold(work, now.id)
    fit = not state.cancelled and not state.credit.expired(work.today())
    return state if fit and state.credit.kind is tender.tender else None


def _through_terminals(tenders: tuple[RefundTender, ...], channel: str) -> list[Posting]:
    """What terminals give back, or the web channel that was paid by card."""
    accounts = {
        Tender.CARD: "card_clearing",
        Tender.EBT_FOOD: "ebt_clearing",
        Tender.EBT_CASH: "ebt_clearing",
        Tender.LOYALTY: "owed:loyalty",
    }
    paid: dict[Tender, Money] = {}
    for tender in tenders:
        if tender.tender is Tender.CASH or tender.tender in CREDITS:
            continue
        assert tender.tender in accounts, tender.tender
        paid[tender.tender] = paid.get(tender.tender, ZERO) + tender.amount
    if channel:
        accounts |= dict.fromkeys(CHANNEL_PAYS, f"{ONLINE}:{channel}")
    return [Posting(accounts[kind], -amount, kind) for kind, amount in paid.items()]
