"""Words of the cash room: kinds and states of movements between till, safe, bank and the outside.

Repositories and movements are named as in the ARTS operational data model (loan, pickup, deposit).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class MovementKind(StrEnum):
    """What a movement of money is for."""

    FLOAT = "float"
    LOAN = "loan"
    PICKUP = "pickup"
    DROP = "drop"
    DEPOSIT = "deposit"
    CHANGE_ORDER = "change_order"
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    ADVANCE = "advance"
    EXCHANGE = "exchange"
    CHANGE = "change"
    COUNTERFEIT = "counterfeit"


class MovementState(StrEnum):
    """Where a movement stands; one that is sent or disputed keeps its till from closing."""

    ASKED = "asked"
    SENT = "sent"
    RECEIVED = "received"
    DISPUTED = "disputed"
    RESOLVED = "resolved"


IN_TRANSIT: Final = frozenset({MovementState.SENT, MovementState.DISPUTED})
"""States in which money has left one repository and not (all) arrived in the other."""

SAFE: Final = "safe"
BANK: Final = "bank"
ADVANCES: Final = "advances:petty_cash"
"""Petty cash in somebody's hands until the receipt and the change come back."""
COUNTERFEIT: Final = "losses:counterfeit"
"""Counterfeit notes that were taken: the loss stands here, the note is evidence."""
REGISTER_SALES: Final = "sales:registers"
"""The other side of what lanes took in by their imported sales."""
MOVEMENT_RESOLVED: Final = "movement_resolved"
"""The reason of the entry that ends what a movement was off by; no count found it."""
DISPUTED_VARIANCE: Final = "disputed_variance"
"""Differences of counts that nobody has accepted yet."""


def transit_to(account: str) -> str:
    """The account of money on its way to a repository."""
    return f"transit:{account}"
