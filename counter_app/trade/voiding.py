"""What every void of a payout asks and remembers, whichever task made it."""

from __future__ import annotations

from counter_app.core.approval import Approval, Verdict
from counter_app.core.operator import Operator
from counter_app.core.transaction import Posting, Transaction
from counter_app.records.credits import credit_of
from counter_app.records.decisions import add_decision
from counter_app.records.work import Work
from counter_app.trade.credits import hold


def spent(work: Work, posting: Posting) -> bool:
    """True if a credit no longer holds what this posting put on it; it stays locked meanwhile."""
    credit_id = credit_of(posting.account)
    return credit_id is not None and hold(work, credit_id).balance < -posting.amount


def keep_void(
    work: Work,
    operator: Operator,
    reversal: Transaction,
    verdict: Verdict,
    status: str,
    approval: Approval | None,
) -> None:
    """Remember who wanted to take what back, why, and how it ended."""
    add_decision(
        work.connection,
        task=reversal.task,
        station=work.station,
        operator_id=operator.id,
        approver_id=approval.approver_id if approval else None,
        request_id=reversal.id,
        verdict=verdict,
        status=status,
        request={"void": reversal.reverses, "reason": reversal.reason, "note": reversal.note},
        policy_version=reversal.policy_version,
        at=work.now(),
    )
