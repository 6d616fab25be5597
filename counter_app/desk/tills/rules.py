"""Judges openings and counts: who may, and how far a count may be off before others look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.desk.tills.draft import CountDraft, Occasion, OpenDraft, count_digest, open_digest
from counter_app.desk.tills.wording import WORDS, say
from counter_app.rules.till_policy import TillPolicy, WitnessRule

__all__ = ["APPROVER_NEEDS", "WORDS", "judge_count", "judge_opening", "say"]

APPROVER_NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tills.not_yours": "tills.close_other",
        "tills.variance": "tills.reconcile",
        "tills.opening_variance": "tills.reconcile",
    }
)
"""What an approver must be allowed to do, by the code of the finding they cover.

A witness needs no permission, only to be somebody else.
"""


def judge_opening(
    draft: OpenDraft,
    operator: Operator,
    *,
    off: Money = ZERO,
    limits: TillPolicy | None = None,
) -> Verdict:
    """May this operator open a till whose float is off by so much from what it should be?"""
    findings = []
    if not operator.may("tills.open"):
        findings.append(say("tills.not_permitted", Severity.FORBID, operator=operator.name))
    elif limits is not None and off > limits.variance_reason_above:
        if not draft.reason:
            findings.append(say("tills.opening_reason", Severity.FORBID))
        elif off > limits.variance_manager_above and not operator.may("tills.reconcile"):
            findings.append(say("tills.opening_variance", Severity.APPROVE))
    return Verdict(open_digest(draft), tuple(findings))


def judge_count(
    draft: CountDraft,
    *,
    operator: Operator,
    opened_by: int,
    off: Money,
    earlier_counts: int,
    limits: TillPolicy,
    changed_final: bool = False,
    in_transit: int = 0,
) -> Verdict:
    """May this count stand? A first count that is off is counted again before anyone is asked.

    `off` is the sum of what is off in each tender, over or short alike; `changed_final`: a final
    count was kept, and this one says something else; `in_transit`: movements of this till that
    have not arrived.
    """
    findings = []
    needed = "tills.audit" if draft.occasion is Occasion.AUDIT else "tills.close"
    if not operator.may(needed):
        findings.append(say("tills.not_permitted", Severity.FORBID, operator=operator.name))
    elif in_transit:
        findings.append(say("tills.in_transit", Severity.FORBID, count=str(in_transit)))
    elif changed_final:
        findings.append(say("tills.count_final", Severity.FORBID))
    if findings:
        return Verdict(count_digest(draft), tuple(findings))
    closing = draft.occasion is Occasion.CLOSING
    if closing and opened_by != operator.id and not operator.may("tills.close_other"):
        findings.append(say("tills.not_yours", Severity.APPROVE))
    if off > limits.variance_reason_above:
        findings += _off(draft, off, operator, earlier_counts, limits)
    return Verdict(count_digest(draft), tuple(findings))


def _off(
    draft: CountDraft, off: Money, operator: Operator, earlier_counts: int, limits: TillPolicy
) -> list[Finding]:
    """Counted again, then a reason, a second person, and above the next limit a manager."""
    if earlier_counts == 0:
        return [say("tills.count_again", Severity.FORBID)]
    if draft.dispute:
        return []
    findings = []
    if not draft.reason:
        findings.append(say("tills.reason_missing", Severity.FORBID))
    if off > limits.variance_manager_above and not operator.may("tills.reconcile"):
        findings.append(say("tills.variance", Severity.APPROVE))
    if limits.witness is WitnessRule.DIFFERENT:
        findings.append(say("tills.witness", Severity.APPROVE))
    return findings
