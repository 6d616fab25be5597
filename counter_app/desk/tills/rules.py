"""Judges openings and counts: who may, and how far a count may be off before others look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Severity, Verdict
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.desk.tills.draft import CountDraft, OpenDraft, count_digest, open_digest
from counter_app.desk.tills.wording import WORDS, say
from counter_app.rules.policy import TillPolicy

__all__ = ["APPROVER_NEEDS", "WORDS", "judge_count", "judge_opening", "say"]

APPROVER_NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {"tills.not_yours": "tills.close_other", "tills.variance": "tills.reconcile"}
)
"""What an approver must be allowed to do, by the code of the finding they cover."""


def judge_opening(draft: OpenDraft, operator: Operator) -> Verdict:
    """May this operator open a till?"""
    findings = []
    if not operator.may("tills.open"):
        findings.append(say("tills.not_permitted", Severity.FORBID, operator=operator.name))
    return Verdict(open_digest(draft), tuple(findings))


def judge_count(
    draft: CountDraft,
    *,
    operator: Operator,
    opened_by: int,
    difference: Money,
    earlier_counts: int,
    limits: TillPolicy,
    changed_final: bool = False,
) -> Verdict:
    """May this count stand? A first count that is off is counted again before anyone is asked.

    `changed_final`: a final count was kept, and this one says something else.
    """
    findings = []
    if not operator.may("tills.close"):
        findings.append(say("tills.not_permitted", Severity.FORBID, operator=operator.name))
        return Verdict(count_digest(draft), tuple(findings))
    if changed_final:
        findings.append(say("tills.count_final", Severity.FORBID))
        return Verdict(count_digest(draft), tuple(findings))
    if opened_by != operator.id and not operator.may("tills.close_other"):
        findings.append(say("tills.not_yours", Severity.APPROVE))
    off = abs(difference)
    if off > limits.variance_reason_above and earlier_counts == 0:
        findings.append(say("tills.count_again", Severity.FORBID))
    elif off > limits.variance_reason_above:
        if not draft.reason:
            findings.append(say("tills.reason_missing", Severity.FORBID))
        if off > limits.variance_manager_above and not operator.may("tills.reconcile"):
            findings.append(say("tills.variance", Severity.APPROVE))
    return Verdict(count_digest(draft), tuple(findings))
