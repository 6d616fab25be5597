"""Whether who agreed may agree to just this: the checks that every task makes before it posts."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.said import said
from counter_app.core.transaction import Tender
from counter_app.core.words import amount_text, tender_way
from counter_app.records.work import Work


def who_agreed(work: Work, verdict: Verdict, approval: Approval | None) -> Operator | None:
    """The approver, if there was something to agree to and somebody did."""
    if approval is None or not verdict.to_cover():
        return None
    return work.operator(approval.approver_id)


def allowed(
    work: Work, verdict: Verdict, approval: Approval | None, permission: str
) -> Operator | None:
    """The same; raises `Refused` for somebody who may not agree to such things at all."""
    approver = who_agreed(work, verdict, approval)
    if approver is not None and not approver.may(permission):
        raise not_an_approver(approver, verdict)
    return approver


def check_needs(
    work: Work, verdict: Verdict, approval: Approval | None, needs: Mapping[str, str]
) -> None:
    """Raise `Refused` unless the approver may do what each finding needs, by its code."""
    approver = who_agreed(work, verdict, approval)
    needed = [needs[code] for code in verdict.to_cover() if code in needs]
    if approver is not None and not all(approver.may(permission) for permission in needed):
        raise not_an_approver(approver, verdict)


def not_an_approver(approver: Operator, verdict: Verdict) -> Refused:
    """The refusal of somebody who may not agree to this, whatever the amount."""
    return Refused(
        said("{approver} may not approve this.", approver=approver.name),
        code="not_an_approver",
        remedy="Ask a manager who may.",
        verdict=verdict,
    )


def check_limit(
    work: Work,
    verdict: Verdict,
    approver: Operator,
    amount: Money,
    limit: Money,
    tender: Tender | None = None,
) -> None:
    """Nobody agrees to more than they could do themselves, in a tender; raises `Refused`."""
    if amount <= limit:
        return
    who, shown = approver.short_name, amount_text(limit, work.store.currency)
    told = said("{approver} may approve up to {shown}.", approver=who, shown=shown)
    if tender is not None:
        told = said(
            "{approver} may approve up to {shown} {way}.",
            approver=who,
            shown=shown,
            way=tender_way(tender),
        )
    raise beyond_limit(told, verdict)


def beyond_limit(told: str, verdict: Verdict) -> Refused:
    """The refusal of somebody who may agree, but not to so much."""
    return Refused(
        told, code="approver_limit", remedy="Ask someone with a higher limit.", verdict=verdict
    )
