"""What every rule about a price correction is given: draft, who asks where, terms, amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.words import make_finding
from counter_app.desk.price_correction.amounts import Amounts
from counter_app.desk.price_correction.draft import CorrectionDraft
from counter_app.desk.price_correction.policy import SECTION, PricePolicy
from counter_app.desk.price_correction.wording import WORDS
from counter_app.rules.online_policy import RETURNS, OnlinePolicy, SellsOnline
from counter_app.rules.situation import SaleSituation
from counter_app.rules.tender_policy import TenderTerms


@dataclass(frozen=True, slots=True)
class Situation(SaleSituation):
    """Who asks, in which store, and what both policies say of prices and tenders."""

    @property
    def prices(self) -> PricePolicy:
        """Today's section about prices."""
        return self.policy.section(SECTION, PricePolicy)

    @property
    def terms(self) -> TenderTerms:
        """Both tender matrices joined, better for the customer."""
        return TenderTerms(self.policy.refund_tenders, self.policy_then.refund_tenders)

    @property
    def online(self) -> OnlinePolicy:
        """What today's policy says of the delivery of online orders."""
        return self.policy.section(RETURNS, SellsOnline).online


@dataclass(frozen=True, slots=True)
class Case:
    """One draft in one situation, with its amounts already worked out."""

    draft: CorrectionDraft
    situation: Situation
    amounts: Amounts

    @property
    def prices(self) -> PricePolicy:
        """Today's section about prices."""
        return self.situation.prices

    def say(
        self, code: str, severity: Severity, line: int | None = None, **values: str | Money | date
    ) -> Finding:
        """A finding in the store's currency."""
        return make_finding(WORDS, code, severity, self.situation.currency, line, **values)


Rule: TypeAlias = Callable[[Case], Iterable[Finding]]
"""One question about a case; it answers with no finding, one, or several."""


def limit_of(operator: Operator, name: str) -> Money:
    """The operator's limit by name; one that the policy does not list is that of cash refunds."""
    return operator.limits.get(name, operator.limits.get("refund_cash", ZERO))
