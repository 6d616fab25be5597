"""Whether who agreed may agree to just this: the checks that every task makes before it posts."""

from __future__ import annotations

from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.operator import Operator
from counter_app.records.work import Work


def who_agreed(work: Work, verdict: Verdict, approval: Approval | None) -> Operator | None:
    """The approver, if there was something to agree to and somebody did."""
    if approval is None or not verdict.to_cover():
        return None
    return work.operator(approval.approver_id)


def not_an_approver(told: str, verdict: Verdict) -> Refused:
    """The refusal of somebody who may not agree to such things at all."""
    return Refused(told, code="not_an_approver", verdict=verdict)


def beyond_limit(told: str, verdict: Verdict) -> Refused:
    """The refusal of somebody who may agree, but not to so much."""
    return Refused(
        told, code="approver_limit", remedy="Ask someone with a higher limit.", verdict=verdict
    )
