"""What can be done with the safe: the first ones have a digit, the others go on with what waits."""

from __future__ import annotations

from enum import Enum


class SafeAction(Enum):
    """A job of the safe's screen."""

    COUNT = "count"
    ORDER = "order"
    DEPOSIT = "deposit"
    KEY = "key"
    ADVANCE = "advance"
    COUNTERFEIT = "counterfeit"
    SEND = "send"
    DELIVERY = "delivery"
    RECEIVE = "receive"
    CONFIRM = "confirm"
    CLOSE = "close"
    SETTLE = "settle"

    @property
    def permission(self) -> str:
        """What somebody must be allowed to do to begin it from a digit."""
        known = {
            SafeAction.COUNT: "safe.count",
            SafeAction.ORDER: "safe.order",
            SafeAction.DEPOSIT: "safe.deposit",
            SafeAction.KEY: "safe.keys",
            SafeAction.ADVANCE: "safe.advance",
            SafeAction.COUNTERFEIT: "safe.count",
        }
        return known[self]


DIGITS = (
    SafeAction.COUNT,
    SafeAction.ORDER,
    SafeAction.DEPOSIT,
    SafeAction.KEY,
    SafeAction.ADVANCE,
    SafeAction.COUNTERFEIT,
)
