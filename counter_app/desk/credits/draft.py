"""What shall happen to a store credit or gift card; decides nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.approval import digest
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.rules.cash_rounding import CashRounding
from counter_app.trade.payments import Offer, Settlement, settle


class Action(StrEnum):
    """The four things a desk does with credits; a sale can be voided, too."""

    USE = "use"
    CASH_OUT = "cash_out"
    SELL = "sell"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """One request; the id becomes the transaction's id.

    `amount` is what a register takes off it (USE) or what a gift card is sold for (SELL, paid by
    `tender`; `given` is the cash that was counted for it, None what is asked for); the others are
    about the whole balance. `reference` is the register's receipt, or why a paper is replaced;
    `told` says that the buyer heard the warning about scams, `person_id` is whose identity card was
    seen, for a buyer whom the books do not know.
    """

    id: str
    action: Action
    credit_id: str | None = None
    amount: Money | None = None
    reference: str = ""
    customer_id: str | None = None
    told: bool = False
    tender: Tender = Tender.CASH
    given: Money | None = None
    person_id: str | None = None

    @property
    def known(self) -> bool:
        """True if it can be told whose limit a sale counts for."""
        return self.customer_id is not None or self.person_id is not None

    @property
    def by_card(self) -> bool:
        """True for a gift card that the buyer pays for with a card."""
        return self.action is Action.SELL and self.tender is Tender.CARD

    def payment(self, rounding: CashRounding) -> Settlement:
        """How a gift card of some amount is paid for."""
        assert self.amount
        given = None if self.by_card else self.given
        return settle(self.amount, (Offer(self.tender, given),), rounding.round)


def request_digest(draft: CreditDraft) -> str:
    """Binds an approval, and the answer to a resend, to exactly this request."""
    parts: list[object] = [
        draft.id,
        draft.action.value,
        draft.credit_id,
        None if draft.amount is None else draft.amount.minor,
        draft.reference,
        draft.customer_id,
    ]
    if draft.by_card:
        parts.append(draft.tender.value)
    elif draft.given is not None:
        parts.append(draft.given.minor)
    if draft.person_id is not None:
        parts.append(draft.person_id)
    return digest(parts)


def asked_of(draft: CreditDraft) -> dict[str, object]:
    """All that was asked for, as the record of its decision keeps it; a code is never in it."""
    return {
        "action": draft.action.value,
        "credit": draft.credit_id,
        "amount_cents": None if draft.amount is None else draft.amount.minor,
        "reference": draft.reference,
        "customer": draft.customer_id,
        "person": draft.person_id,
        "told": draft.told,
        "tender": draft.tender.value,
        "given_cents": None if draft.given is None else draft.given.minor,
    }


def to_json(draft: CreditDraft) -> str:
    """A sale as it is kept while its card payment is under way."""
    assert draft.by_card
    assert draft.amount is not None
    values = {
        "amount": draft.amount.minor,
        "customer": draft.customer_id,
        "person": draft.person_id,
        "told": draft.told,
    }
    return json.dumps(values, sort_keys=True)


def from_json(draft_id: str, text: str) -> CreditDraft:
    """The sale again, as it was asked for."""
    values = json.loads(text)
    return CreditDraft(
        draft_id,
        Action.SELL,
        amount=Money(values["amount"]),
        customer_id=values["customer"],
        told=values["told"],
        tender=Tender.CARD,
        person_id=values.get("person"),
    )
