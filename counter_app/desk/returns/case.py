"""What every rule about a return is given: the draft, who asks where, the terms, the amounts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from counter_app.core.approval import Finding, Severity
from counter_app.core.money import Money
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.refund import Refund
from counter_app.desk.returns.terms import Terms
from counter_app.desk.returns.wording import say
from counter_app.rules.situation import SaleSituation


@dataclass(frozen=True, slots=True)
class Situation(SaleSituation):
    """Who asks, in which store, and the terms of both policies."""

    @property
    def terms(self) -> Terms:
        """Both policies joined, better for the customer."""
        return Terms(self.policy, self.policy_then)


@dataclass(frozen=True, slots=True)
class Case:
    """One draft in one situation, with its amounts already worked out."""

    draft: ReturnDraft
    situation: Situation
    terms: Terms
    refund: Refund

    def say(
        self, code: str, severity: Severity, line: int | None = None, **values: str | Money | date
    ) -> Finding:
        """A finding in the store's currency."""
        return say(code, severity, self.situation.currency, line, **values)


Rule: TypeAlias = Callable[[Case], Iterable[Finding]]
"""One question about a case; it answers with no finding, one, or several."""
