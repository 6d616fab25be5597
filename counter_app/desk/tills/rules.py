"""Judges openings and counts: who may, and how far a count may be off before others look.

No text says what the till should hold, nor which way it is off: the count stays blind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.desk.tills.draft import CountDraft, OpenDraft, count_digest, open_digest
from counter_app.rules.policy import TillPolicy

WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "tills.not_permitted": (
            "{operator} may not open or close tills.",
            "Ask someone who may to sign on.",
        ),
        "tills.not_yours": (
            "This till was opened by someone else.",
            "Its operator counts it, or someone who may close other people's tills.",
        ),
        "tills.count_again": (
            "This count does not match. Count once more.",
            "The second count is final.",
        ),
        "tills.reason_missing": (
            "The count still does not match, so it needs a reason.",
            "Choose a reason, then finish.",
        ),
        "tills.variance": (
            "The count is off by more than you may accept.",
            "A manager can accept it here.",
        ),
    }
)
"""Templates by finding code: why, and what would change the answer."""


def say(code: str, severity: Severity, **params: str) -> Finding:
    """The finding `code` with its words filled in."""
    text, remedy = WORDS[code]
    return Finding(
        code, severity, text.format_map(params), remedy.format_map(params), params=params
    )


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
) -> Verdict:
    """May this count stand? A first count that is off is counted again before anyone is asked."""
    findings = []
    if not operator.may("tills.close"):
        findings.append(say("tills.not_permitted", Severity.FORBID, operator=operator.name))
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
