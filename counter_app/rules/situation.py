"""In what situation something about a receipt is judged: who asks, where, under which policies."""

from __future__ import annotations

from dataclasses import dataclass

from counter_app.core.money import USD, Currency
from counter_app.core.operator import Operator
from counter_app.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class SaleSituation:
    """Who asks, in which store, under which policies. `policy_at_sale` None means today's."""

    policy: Policy
    operator: Operator
    store: str
    currency: Currency = USD
    policy_at_sale: Policy | None = None

    @property
    def policy_then(self) -> Policy:
        """The policy of the sale."""
        return self.policy_at_sale or self.policy
