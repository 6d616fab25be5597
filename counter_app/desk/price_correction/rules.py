"""Judges a price correction: a list of small rules, each of which says its finding or nothing.

Pure: everything is handed in. The trace names each rule and what it said, so that a decision can
be replayed and explained later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.money import ZERO, Money
from counter_app.core.transaction import Tender
from counter_app.desk.price_correction import rules_claims, rules_money, rules_receipt
from counter_app.desk.price_correction.amounts import Amounts, calculate
from counter_app.desk.price_correction.case import Case, Rule, Situation
from counter_app.desk.price_correction.draft import (
    CorrectionDraft,
    acknowledgement,
    request_digest,
)

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("permission", rules_receipt.permission),
    ("receipt_is_a_sale", rules_receipt.receipt_is_a_sale),
    ("receipt_is_ours", rules_receipt.receipt_is_ours),
    ("receipt_is_known", rules_receipt.receipt_is_known),
    ("not_own_sale", rules_receipt.not_own_sale),
    ("not_own_customer", rules_receipt.not_own_customer),
    ("something_to_correct", rules_receipt.something_to_correct),
    ("lines_were_sold", rules_receipt.lines_were_sold),
    ("window", rules_receipt.window),
    ("right_price", rules_claims.right_price),
    ("same_goods", rules_claims.same_goods),
    ("first_claim", rules_claims.first_claim),
    ("complete", rules_claims.complete),
    ("certificate", rules_claims.certificate),
    ("law", rules_claims.law),
    ("offered", rules_claims.offered),
    ("still_paid", rules_claims.still_paid),
    ("match_checks", rules_money.match_checks),
    ("goodwill", rules_money.goodwill),
    ("benefits", rules_money.benefits),
    ("tenders", rules_money.tenders),
    ("points", rules_money.points),
    ("limits", rules_money.limits),
    ("ceilings", rules_money.ceilings),
)
"""The chain in the order in which it is asked and recorded."""

INCOMPLETE: Final = frozenset(
    {
        "price.nothing",
        "price.right_missing",
        "price.amount_missing",
        "price.evidence_missing",
        "price.reason_missing",
        "price.note_missing",
        "price.match_check",
        "price.match_proof",
        "price.certificate_missing",
    }
)
"""Findings that say "not finished yet" rather than no; a screen asks for the missing thing."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A draft judged: the verdict, the exact amounts, and what each rule said.

    `handed` is what the customer gets, cash as it is rounded.
    """

    verdict: Verdict
    amounts: Amounts
    trace: tuple[tuple[str, tuple[Finding, ...]], ...]
    handed: Money

    @property
    def incomplete(self) -> bool:
        """True if something must still be entered before there is an answer."""
        return any(f.code in INCOMPLETE for f in self.verdict.findings)

    def to_acknowledge(self, draft: CorrectionDraft) -> tuple[Finding, ...]:
        """Warnings that nobody has read yet."""
        return tuple(
            f
            for f in self.verdict.findings
            if f.severity is Severity.WARN and acknowledgement(f) not in draft.acknowledged
        )

    def chain(self) -> list[dict[str, object]]:
        """The trace as plain data for the record of decisions."""
        return [
            {"rule": name, "findings": [f.as_json() for f in findings]}
            for name, findings in self.trace
        ]


def assess(draft: CorrectionDraft, situation: Situation) -> Assessment:
    """Ask every rule about a draft; the amounts are worked out once."""
    policy, online = situation.policy, situation.online
    amounts = calculate(draft, situation.prices, situation.terms, policy.promotions, online)
    case = Case(draft, situation, amounts)
    trace = tuple((name, tuple(rule(case))) for name, rule in RULES)
    findings = tuple(f for _, found in trace for f in found)
    cash = amounts.by_tender.get(Tender.CASH, ZERO)
    rounded = policy.refund_tenders.rounding.difference(draft.cash_before, cash)
    verdict = Verdict(request_digest(draft), findings, amounts.total)
    return Assessment(verdict, amounts, trace, amounts.total + rounded)
