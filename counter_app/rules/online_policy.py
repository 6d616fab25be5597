"""Policy about orders of a web channel that are brought to the desk.

Read from `[returns.online]`; everything has a default, so that older policies still load.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from counter_app.core.approval import Severity
from counter_app.core.receipt import ReceiptLine
from counter_app.rules.policy_text import Table

RETURNS: Final = "returns"
"""The section of a policy that says it."""
DELIVERY: Final = ("Shipping", "Delivery", "Delivery fee", "Service fee")
MAX_DAYS: Final = 60


class FeesBack(StrEnum):
    """When what was paid for delivery goes back with the goods, by their share of the order."""

    NEVER = "never"
    FAULT = "fault"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class OnlinePolicy:
    """What the store does with orders of a web channel.

    `cash` says whether what the channel was paid may leave as cash here: never, with a manager, or
    freely. Delivery goes back for `fault_reasons`, for substitutes and for what was missing.
    `short_reasons` are reasons for which no goods come in, since they never arrived.
    """

    cash: str = "never"
    fees: FeesBack = FeesBack.FAULT
    fee_departments: tuple[str, ...] = DELIVERY
    fault_reasons: tuple[str, ...] = ("faulty", "damaged", "wrong_item", "not_delivered", "spoiled")
    short_reasons: tuple[str, ...] = ("not_delivered",)
    given_back: Severity = Severity.APPROVE
    days: int = 5
    """So many days the channel takes to give back what it is told to."""

    def is_fee(self, line: ReceiptLine) -> bool:
        """True for what was paid for delivery and the like."""
        return line.department in self.fee_departments


ONLINE_DEFAULTS: Final = OnlinePolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class SellsOnline:
    """What a policy's section about returns says of online orders, for whoever gives back."""

    online: OnlinePolicy = field(default_factory=OnlinePolicy)


def parse_online(table: Table) -> OnlinePolicy:
    """Read `[returns.online]`; raises `BadInput` with the line."""
    plain = OnlinePolicy()
    cash = table.name("cash", plain.cash)
    if cash not in ("never", "approval", "free"):
        raise table.wrong("cash", 'must be "never", "approval" or "free"')
    fees = table.name("delivery_fees", plain.fees.value)
    if fees not in [f.value for f in FeesBack]:
        raise table.wrong("delivery_fees", 'must be "never", "fault" or "always"')
    severity = table.name("given_back", plain.given_back.name.lower())
    if severity not in [s.name.lower() for s in Severity]:
        raise table.wrong("given_back", "must be one of inform, warn, approve, deny, forbid")
    found = OnlinePolicy(
        cash,
        FeesBack(fees),
        table.texts("fee_departments", DELIVERY),
        table.names("fault_reasons", plain.fault_reasons),
        table.names("short_reasons", plain.short_reasons),
        Severity[severity.upper()],
        table.whole("days", 0, MAX_DAYS, plain.days),
    )
    table.done()
    return found
