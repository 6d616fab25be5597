"""What the desk sees of a credit: its balance, its story, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from counter_app.core.approval import Verdict
from counter_app.core.errors import NotFound
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator, check_may
from counter_app.core.reason import Reason
from counter_app.core.said import said
from counter_app.core.text import shown
from counter_app.core.transaction import Kind, Transaction
from counter_app.desk.credits import voids
from counter_app.desk.credits.draft import Action, CreditDraft
from counter_app.desk.credits.facts import SOLD, TASK, facts_of
from counter_app.desk.credits.rules import judge
from counter_app.records.credits import (
    CreditMove,
    credit_by_id,
    credit_moves,
    credits_of_customer,
    credits_touched_by,
)
from counter_app.records.customers import Customer, customers_by_phone, find_customer
from counter_app.records.work import Work
from counter_app.rules.cash_rounding import CashRounding
from counter_app.rules.credit_policy import CashOutLaw, CreditPolicy
from counter_app.station import Station
from counter_app.trade.credits import CreditState, latest, look_up, read_state
from counter_app.trade.receipt_lookup import find_slip
from counter_app.trade.voiding import VOID_REASONS

MAX_MOVES = 500
MAX_FOUND = 9
LOOK_UP = "credits.look_up"


class CreditStanding(Enum):
    """How a credit stands."""

    LIVE = "live"
    EMPTY = "empty"
    EXPIRED = "expired"
    REPLACED = "replaced"
    VOID = "void"


class Told(Enum):
    """What one entry of a credit's history was."""

    SOLD = "sold"
    ISSUED = "issued"
    BACK = "back"
    USED = "used"
    BOUGHT = "bought"
    CASHED = "cashed"
    REPLACED = "replaced"
    RENEWED = "renewed"
    VOIDED = "voided"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OpenCredit:
    """A credit in front of a clerk. `by_paper` if its code was not shown: it is only replaced then.

    `cash_out` and `replace` are what speaks against them now; `void` likewise, None if it was not
    sold at a desk today. `cash` is what its balance is in cash, `void_back` what a void gives back;
    `bank_card` if one paid for it.
    """

    state: CreditState
    standing: CreditStanding
    moves: tuple[CreditMove, ...]
    day: date
    policy: CreditPolicy
    cash_out: Verdict
    replace: Verdict
    void: Verdict | None
    void_reasons: tuple[Reason, ...]
    operator: Operator
    cash: Money
    void_back: Money
    customer: str = ""
    by_paper: bool = False
    bank_card: bool = False

    @property
    def law(self) -> CashOutLaw | None:
        """The law of the place about cash, None if there is none."""
        return self.policy.law(self.day)


@dataclass(frozen=True, slots=True)
class SaleSeen:
    """A sale of a gift card as it stands: what speaks against it, and the limits it is under."""

    verdict: Verdict
    earlier: Money
    policy: CreditPolicy
    rounding: CashRounding


@dataclass(frozen=True, slots=True)
class Terms:
    """What the policy says of credits today."""

    policy: CreditPolicy
    day: date


def terms(station: Station) -> Terms:
    """The rules of today, for who has nothing open yet."""
    with station.look() as work:
        return Terms(work.policy().credits, work.today())


def look_at_sale(draft: CreditDraft, station: Station) -> SaleSeen:
    """Judge a sale and say what the same buyer bought before; posts nothing."""
    with station.look() as work:
        operator, policy = work.operator(station.operator_id), work.policy()
        facts = facts_of(work, draft, None)
        verdict = judge(draft, facts, policy.credits, operator, work.store.currency)
        rounding = policy.refund_tenders.rounding
        return SaleSeen(verdict, facts.sold_today, policy.credits, rounding)


def open_code(code: str, station: Station) -> OpenCredit:
    """The credit of a scanned or typed code; wrong ones are counted (`look_up`)."""
    with station.look() as work:
        _allowed(work, station)
    found = look_up(station, code)
    return again(found.credit.id, station)


def again(credit_id: str, station: Station, *, by_paper: bool = False) -> OpenCredit:
    """A credit as the books have it now."""
    with station.look() as work:
        operator = _allowed(work, station)
        credit = credit_by_id(work.connection, credit_id)
        if credit is None:
            raise NotFound("This credit is not known here.", code="credit.unknown")
        state = read_state(work, credit)
        moves = credit_moves(work.connection, credit, MAX_MOVES)
        policy = work.policy()
        customer = find_customer(work.connection, credit.customer_id or "")
        void = voids.judge_sale(work, credit, operator.id)
        sale = voids.sale_of(work, credit) if void is not None else None
        bank_card = voids.bank_card(work, credit)
        return OpenCredit(
            state=state,
            standing=_standing(state, moves, work.today()),
            moves=moves,
            day=work.today(),
            policy=policy.credits,
            cash_out=_verdict(work, Action.CASH_OUT, state, operator),
            replace=_verdict(work, Action.REPLACE, state, operator),
            void=void,
            void_reasons=policy.reasons_of(VOID_REASONS),
            operator=operator,
            cash=policy.refund_tenders.rounding.round(state.balance),
            void_back=_back(sale, state, bank_card=bank_card),
            customer=customer.name if customer else "",
            by_paper=by_paper,
            bank_card=bank_card,
        )


def find_lost(text: str, station: Station) -> tuple[OpenCredit, ...]:
    """Credits whose code is not there: by the slip of what issued them, a customer or a phone.

    Those with money on them first, nine at most. Raises `NotFound`.
    """
    with station.look() as work:
        _allowed(work, station)
        buyers = _customers(work, text)
        ids = [c.id for b in buyers for c in credits_of_customer(work.connection, b.id)]
    if not ids:
        ids = list(_by_slip(text, station))
    found = [_newest(again(one, station, by_paper=True), station) for one in dict.fromkeys(ids)]
    found = list({one.state.credit.id: one for one in found}.values())
    found.sort(key=lambda one: one.state.balance.minor == 0)
    if not found:
        raise NotFound(
            said("No credit belongs to {text}.", text=shown(text)),
            code="credits.none_found",
            remedy="Scan the slip of the return or sale, or type the customer’s number or phone.",
        )
    return tuple(found[:MAX_FOUND])


def find_buyer(text: str, station: Station) -> Customer:
    """The customer of a number or a phone; raises `NotFound`."""
    with station.look() as work:
        found = _customers(work, text)
    if len(found) != 1:
        raise NotFound(
            said("{text} names no customer, or more than one.", text=shown(text)),
            code="credits.buyer_unknown",
            remedy="Type the customer’s number as it stands on the card.",
        )
    return found[0]


def told(move: CreditMove) -> Told:
    """What an entry of a credit's history was."""
    gained = move.amount.minor > 0
    if move.kind == Kind.VOID:
        return Told.VOIDED
    if move.task == TASK:
        by_reason = {
            SOLD: Told.SOLD,
            Action.USE.value: Told.USED,
            Action.CASH_OUT.value: Told.CASHED,
            Action.REPLACE.value: Told.RENEWED if gained else Told.REPLACED,
        }
        return by_reason.get(move.reason, Told.OTHER)
    if move.kind == Kind.SALE:
        return Told.BOUGHT
    return Told.ISSUED if gained else Told.OTHER


def _back(sale: Transaction | None, state: CreditState, *, bank_card: bool) -> Money:
    """What a void gives back: the cash that was taken, or what a bank card paid."""
    if sale is None:
        return ZERO
    return state.balance if bank_card else sale.cash


def _allowed(work: Work, station: Station) -> Operator:
    operator = work.operator(station.operator_id)
    check_may(operator, LOOK_UP, "{operator} may not look up credits.")
    return operator


def _verdict(work: Work, action: Action, state: CreditState, operator: Operator) -> Verdict:
    draft = CreditDraft("", action, state.credit.id)
    facts = facts_of(work, draft, state)
    return judge(draft, facts, work.policy().credits, operator, work.store.currency)


def _standing(state: CreditState, moves: tuple[CreditMove, ...], day: date) -> CreditStanding:
    if state.cancelled:
        return CreditStanding.VOID
    if not state.balance:
        replaced = any(told(move) is Told.REPLACED for move in moves)
        return CreditStanding.REPLACED if replaced else CreditStanding.EMPTY
    return CreditStanding.EXPIRED if state.credit.expired(day) else CreditStanding.LIVE


def _customers(work: Work, text: str) -> tuple[Customer, ...]:
    plain = text.strip()
    named = find_customer(work.connection, plain)
    if named is not None:
        return (named,)
    return customers_by_phone(work.connection, "".join(c for c in plain if c.isdigit()))


def _newest(opened: OpenCredit, station: Station) -> OpenCredit:
    """The paper that took the place of one that was replaced, else the same."""
    with station.look() as work:
        newest = latest(work, opened.state.credit)
    if newest == opened.state.credit:
        return opened
    return again(newest.id, station, by_paper=True)


def _by_slip(text: str, station: Station) -> tuple[str, ...]:
    try:
        slip = find_slip(station, text)
    except NotFound:
        return ()
    with station.look() as work:
        return tuple(c.id for c in credits_touched_by(work.connection, slip.transaction_id))
