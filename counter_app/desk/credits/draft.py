"""What shall happen to a store credit or gift card; decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.approval import digest
from counter_app.core.money import Money


class Action(StrEnum):
    """The four things a desk does with credits."""

    USE = "use"
    CASH_OUT = "cash_out"
    SELL = "sell"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """One request; the id becomes the transaction's id.

    `amount` is what a register takes off it (USE) or what a gift card is sold for (SELL); the
    others are about the whole balance. `reference` is the register's receipt, or why a paper is
    replaced; `told` says that the buyer heard the warning about scams.
    """

    id: str
    action: Action
    credit_id: str | None = None
    amount: Money | None = None
    reference: str = ""
    customer_id: str | None = None
    told: bool = False


def request_digest(draft: CreditDraft) -> str:
    """Binds an approval, and the answer to a resend, to exactly this request."""
    return digest(
        [
            draft.id,
            draft.action.value,
            draft.credit_id,
            None if draft.amount is None else draft.amount.minor,
            draft.reference,
            draft.customer_id,
        ]
    )
