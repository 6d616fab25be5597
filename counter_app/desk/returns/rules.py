"""Judges a return: a list of small rules, each of which says its finding or nothing.

Pure: everything is handed in. The trace names each rule and what it said, so that a decision can
be replayed and explained later.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.transaction import Proof
from counter_app.desk.returns import (
    rules_exchange,
    rules_goods,
    rules_money,
    rules_online,
    rules_receipt,
    rules_without,
)
from counter_app.desk.returns.case import Case, Rule, Situation
from counter_app.desk.returns.draft import ReturnDraft, acknowledgement, request_digest
from counter_app.desk.returns.refund import Refund, calculate

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("permission", rules_receipt.permission),
    ("receipt_is_a_sale", rules_receipt.receipt_is_a_sale),
    ("receipt_is_ours", rules_receipt.receipt_is_ours),
    ("receipt_is_known", rules_receipt.receipt_is_known),
    ("receipt_is_original", rules_receipt.receipt_is_original),
    ("not_own_sale", rules_receipt.not_own_sale),
    ("not_own_customer", rules_receipt.not_own_customer),
    ("something_comes_back", rules_receipt.something_comes_back),
    ("quantity", rules_goods.quantity),
    ("reason", rules_goods.reason),
    ("questions", rules_goods.questions),
    ("window", rules_goods.window),
    ("returnable_class", rules_goods.returnable_class),
    ("warranty", rules_goods.warranty),
    ("deposit", rules_goods.deposit),
    ("serial", rules_goods.serial),
    ("fee", rules_goods.fee),
    ("priced_anew", rules_money.priced_anew),
    ("tenders_known", rules_money.tenders_known),
    ("through_channel", rules_online.through_channel),
    ("given_back", rules_online.given_back),
    ("delivery_fee", rules_online.delivery_fee),
    ("missing", rules_online.missing),
    ("sent_instead", rules_online.sent_instead),
    ("blocked", rules_money.blocked),
    ("footing", rules_money.footing),
    ("points", rules_money.points),
    ("wish", rules_money.wish),
    ("limits", rules_money.limits),
    ("ceilings", rules_money.ceilings),
    ("new_goods", rules_exchange.new_goods),
    ("value_is_known", rules_exchange.value_is_known),
    ("prices", rules_without.prices),
    ("drinks", rules_without.drinks),
    ("identity", rules_without.identity),
    ("exempt_cap", rules_without.exempt_cap),
    ("person", rules_without.person),
    ("authority", rules_without.authority),
    ("tender", rules_without.tender),
    ("tax_without", rules_without.tax),
    ("noticed", rules_without.noticed),
    ("food", rules_without.food),
    ("containers", rules_without.containers),
    ("recall", rules_without.recall),
    ("gift", rules_without.gift),
)
"""The chain in the order in which it is asked and recorded."""
_ASKED: Final = tuple(name for name, _ in RULES)

INCOMPLETE: Final = frozenset(
    {
        "returns.nothing_chosen",
        "returns.reason_missing",
        "returns.note_missing",
        "returns.condition_missing",
        "returns.disposition_missing",
        "returns.question_open",
        "returns.identity_missing",
    }
)
"""Findings that say "not finished yet" rather than no; a screen asks for the missing thing."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A draft judged in a situation: the verdict, the exact refund, and what each rule said."""

    draft: ReturnDraft
    situation: Situation
    verdict: Verdict
    refund: Refund
    trace: tuple[tuple[str, tuple[Finding, ...]], ...]
    proof: Proof | None = None
    """On what footing the goods come back, None for their plain receipt."""

    @property
    def said(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """The rules that said something."""
        return tuple(filter(itemgetter(1), self.trace))

    def holds_for(self, draft: ReturnDraft, situation: Situation) -> bool:
        """True if nothing at all that was judged is different: judging again would say the same."""
        same = self.draft is draft or self.draft == draft
        return same and self.situation == situation

    def to_acknowledge(self, draft: ReturnDraft) -> tuple[Finding, ...]:
        """Warnings that nobody has acknowledged yet in exactly these words."""
        return tuple(
            f
            for f in self.verdict.findings
            if f.severity is Severity.WARN and acknowledgement(f) not in draft.acknowledged
        )

    def chain(self) -> dict[str, object]:
        """The trace as plain data for the record of decisions: all rules asked, what some said."""
        return {
            "asked": _ASKED,
            "said": {name: [f.as_json() for f in said] for name, said in self.said},
        }


def assess(draft: ReturnDraft, situation: Situation) -> Assessment:
    """Work out the refund and ask every rule."""
    terms = situation.terms
    refund = calculate(draft, terms)
    case = Case(draft, situation, terms, refund)
    trace = tuple((name, tuple(rule(case))) for name, rule in RULES)
    findings = tuple(f for _, said in trace for f in said)
    verdict = Verdict(request_digest(draft), findings, refund.total)
    return Assessment(draft, situation, verdict, refund, trace, rules_without.proof_of(case))
