"""Issuing, looking up and spending store credits and gift cards, for every task that does.

Whoever spends holds the credit's row first, so that two stations cannot spend the same money.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from counter_app.core.errors import BadInput, NotFound, Refused
from counter_app.core.ids import derived_id
from counter_app.core.money import ZERO, Money
from counter_app.core.said import said
from counter_app.core.transaction import Posting, Tender
from counter_app.core.words import amount_text, date_text
from counter_app.records.credit_loads import MAX_PAPERS, all_loaded
from counter_app.records.credits import (
    Credit,
    NewCredit,
    add_credit,
    credit_balance,
    credit_by_code,
    credit_by_id,
    guesses_since,
    lock_credit,
    new_credit,
    note_guess,
    replaced_by,
)
from counter_app.records.payments import live_attempts_on
from counter_app.records.transaction_reader import reversed_by
from counter_app.records.work import Work
from counter_app.station import Station
from counter_app.trade.payments import Payment
from counter_app.trade.selling import CreditUsed


@dataclass(frozen=True, slots=True)
class CreditState:
    """A credit and what its account says now. `loaded` is all that was ever put on it and stayed.

    `cancelled` when what issued it was voided, `voiding` while a card that paid for it is asked to
    take its money back for that.
    """

    credit: Credit
    balance: Money
    loaded: Money
    cancelled: bool = False
    voiding: bool = False


def look_up(station: Station, text: str) -> CreditState:
    """The credit of a scanned or typed code.

    Wrong and unknown codes are counted: too many, and this station looks nothing up for a while.
    Raises `BadInput`, `NotFound` or `Refused`.
    """
    with station.look() as work:
        policy, now = work.policy().credits, work.now()
        operator = work.operator(station.operator_id)
        wrong = guesses_since(work.connection, station.name, now, policy.guess_minutes)
        if wrong >= policy.guess_limit:
            raise Refused(
                "Too many wrong codes were tried at this desk.",
                code="credit.guesses",
                remedy=said(
                    "Wait {guess_minutes} minutes, or use another desk.",
                    guess_minutes=policy.guess_minutes,
                ),
            )
        try:
            found = credit_by_code(work.connection, work.keys, text)
            if found is not None:
                return read_state(work, found)
            no: BadInput | NotFound = NotFound(
                "No credit has this code.",
                code="credit.unknown",
                remedy="Ask whether the slip is from this store.",
            )
        except BadInput as error:
            no = error
    with station.open_work() as work:
        note_guess(work.connection, station.name, operator.id, work.now())
        work.commit()
    raise no


def hold(work: Work, credit_id: str) -> CreditState:
    """Lock a credit until the work ends, and read what is left of it; raises `NotFound`."""
    return read_state(work, lock_credit(work.connection, credit_id))


def read_state(work: Work, credit: Credit) -> CreditState:
    """What a credit's account says now."""
    return CreditState(
        credit,
        credit_balance(work.connection, credit),
        all_loaded(work.connection, credit),
        reversed_by(work.connection, credit.issued_by) is not None,
        credit.kind is Tender.GIFT_CARD
        and bool(live_attempts_on(work.connection, credit.issued_by)),
    )


def latest(work: Work, credit: Credit) -> Credit:
    """The credit under whose code the money of a replaced one stands now, else the same."""
    for _ in range(MAX_PAPERS):
        heir = replaced_by(work.connection, credit)
        if heir is None:
            break
        credit = heir
    return credit


def spend(work: Work, credit_id: str, amount: Money, *, expired_approved: bool = False) -> Posting:
    """The posting that takes `amount` from a credit, which stays locked until the work ends.

    Raises `Refused` for a cancelled, expired or too small credit; never leaves less than nothing.
    """
    assert amount > ZERO
    state = hold(work, credit_id)
    if no := unfit(state, amount, work, expired_approved=expired_approved):
        raise no
    return Posting(state.credit.account, amount)


def unfit(
    state: CreditState, amount: Money, work: Work, *, expired_approved: bool = False
) -> Refused | None:
    """Why a credit cannot pay so much now, None if it can."""
    if state.cancelled:
        return Refused("This credit was cancelled.", code="credit.cancelled")
    if replaced_by(work.connection, state.credit) is not None:
        return Refused(
            "This paper was replaced, so its code is worth nothing any more.",
            code="credit.replaced",
            remedy="The new paper pays.",
        )
    if state.voiding:
        return Refused(
            "The sale of this gift card is being voided.",
            code="credit.voiding",
            remedy="Settle its card refund first.",
        )
    last = state.credit.expires_on
    if last is not None and state.credit.expired(work.today()) and not expired_approved:
        return Refused(
            said("This credit was good until {last}.", last=date_text(last)),
            code="credit.expired",
            remedy="A manager can look at it.",
        )
    if state.balance < amount:
        left = amount_text(max(state.balance, ZERO), work.store.currency)
        return Refused(
            said("{left} is left on this credit.", left=left),
            code="credit.too_little",
            remedy="Use less of it.",
        )
    return None


def unfit_to_load(work: Work, state: CreditState, customer_id: str | None) -> Refused | None:
    """Why a shown store credit cannot take a refund to this customer, None if it can."""
    credit = state.credit
    if credit.kind is not Tender.STORE_CREDIT or not work.policy().credits.top_up:
        return Refused(
            "Refunds go onto no card of this kind.",
            code="credit.not_loaded",
            remedy="A new store credit is made instead.",
        )
    if credit.customer_id not in (None, customer_id):
        return Refused(
            "This credit is in somebody else’s name.",
            code="credit.of_other",
            remedy="A new store credit is made instead.",
        )
    return unfit(state, min(state.balance, ZERO), work)


def load(credit: Credit, amount: Money) -> Posting:
    """The posting that puts `amount` on a credit."""
    assert amount > ZERO
    return Posting(credit.account, -amount)


def draw(
    work: Work,
    kind: Tender,
    transaction_id: str,
    customer_id: str | None = None,
    *,
    purpose: str = "",
) -> NewCredit:
    """A new credit that a transaction will issue; `write` it after the transaction is posted.

    `purpose` tells two of the same kind in one transaction apart.
    """
    today = work.today()
    days = work.policy().credits.lasts_days(kind)
    return new_credit(
        work.keys,
        Credit(
            id=derived_id(transaction_id, f"{kind.value}{purpose}"),
            kind=kind,
            tail="",
            issued_by=transaction_id,
            issued_on=today,
            expires_on=today + timedelta(days=days) if days else None,
            customer_id=customer_id,
            created_at=work.now(),
        ),
    )


def write(work: Work, new: NewCredit) -> None:
    """Keep a drawn credit, in the same work as the transaction that issued it."""
    add_credit(work.connection, work.keys, new)


class OurCredits:
    """Takes store credit and gift cards of this store as payment for goods at the desk.

    The code is looked up before (`look_up` counts guesses); here it is only spent. What was looked
    up is known by its id afterwards, so that parked work and a crash need no code again.
    """

    def redeem(self, work: Work, payment: Payment, transaction_id: str) -> CreditUsed:
        """Spend what a payment says; raises `BadInput`, `NotFound` or `Refused`."""
        if payment.credit_id:
            credit = credit_by_id(work.connection, payment.credit_id)
        else:
            credit = credit_by_code(work.connection, work.keys, payment.code)
        if credit is None or credit.kind is not payment.tender:
            raise NotFound("No credit has this code.", code="credit.unknown")
        spend(work, credit.id, payment.amount)
        return CreditUsed(credit.account, credit.tail, credit.id)
