"""Judges movements: who may, with which reason, how much, and what a full drawer says to it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Finding, Severity, Verdict
from counter_app.core.cash import MovementKind
from counter_app.core.money import ZERO, Money
from counter_app.core.operator import Operator
from counter_app.core.reason import Reason
from counter_app.core.transaction import Tender
from counter_app.desk.tills.movement_draft import (
    MovementDraft,
    NoSaleDraft,
    ReceiveDraft,
    movement_digest,
    no_sale_digest,
    receive_digest,
)
from counter_app.desk.tills.wording import say
from counter_app.rules.drawer_limits import FULL, judge_drawer
from counter_app.rules.till_policy import TillPolicy, WitnessRule

PERMISSION: Final[Mapping[MovementKind, str]] = MappingProxyType(
    {
        MovementKind.LOAN: "tills.loan",
        MovementKind.PICKUP: "tills.pickup",
        MovementKind.DROP: "tills.drop",
        MovementKind.DEPOSIT: "safe.deposit",
        MovementKind.CHANGE_ORDER: "safe.order",
        MovementKind.PAID_IN: "tills.paid_in",
        MovementKind.PAID_OUT: "tills.paid_out",
        MovementKind.ADVANCE: "safe.advance",
        MovementKind.EXCHANGE: "tills.exchange",
        MovementKind.CHANGE: "tills.exchange",
        MovementKind.COUNTERFEIT: "tills.exchange",
    }
)
"""What somebody must be allowed to do, by the kind of movement."""

APPROVER_NEEDS: Final[Mapping[str, str]] = MappingProxyType(
    {"tills.no_sale": "tills.no_sale", FULL: "approve"}
)
"""What an approver must be allowed to do; limits are compared with their own besides."""

LIMIT: Final[Mapping[MovementKind, str]] = MappingProxyType(
    {MovementKind.PAID_OUT: "paid_out", MovementKind.PAID_IN: "paid_in"}
)
"""The role's limit that a kind of movement is held to."""


def judge_movement(
    draft: MovementDraft,
    operator: Operator,
    limits: TillPolicy,
    *,
    reason: Reason | None = None,
    held: Mapping[Tender, Money] | None = None,
    drawer_cash: Money = ZERO,
    earlier: Money = ZERO,
) -> Verdict:
    """May this operator move this money?

    `held` is what the books say is where the money comes from (None: not compared, as for the
    bank); `drawer_cash` what the till it goes to holds. No finding tells either. `earlier` is what
    the operator paid to the same person for the same reason today: no limit is passed in parts.
    """
    findings: list[Finding] = []
    if not operator.may(permission_for(draft)):
        findings.append(say("tills.may_not_move", Severity.FORBID, operator=operator.name))
        return Verdict(movement_digest(draft), tuple(findings))
    if draft.kind in LIMIT:
        findings += _reasoned(draft, operator, limits, reason, earlier)
    if held is not None:
        short = [t for t, m in draft.tenders.items() if m > held.get(t, ZERO)]
        if Tender.CASH in short:
            findings.append(say("tills.not_enough", Severity.FORBID))
        elif short:
            findings.append(say("tills.not_held", Severity.FORBID))
    if draft.kind is MovementKind.CHANGE and limits.witness is WitnessRule.DIFFERENT:
        findings.append(say("tills.change.witness", Severity.APPROVE))
    findings += judge_drawer(drawer_cash, cash_added(draft), limits)
    return Verdict(movement_digest(draft), tuple(findings))


def permission_for(draft: MovementDraft) -> str:
    """What somebody must be allowed to do; a false note of the safe is for who counts it."""
    of_safe = draft.session_id is None and draft.kind is MovementKind.COUNTERFEIT
    return "safe.count" if of_safe else PERMISSION[draft.kind]


def judge_received(
    draft: ReceiveDraft,
    operator: Operator,
    limits: TillPolicy,
    *,
    needed: str,
    sender_id: int,
    differs: bool,
) -> Verdict:
    """May this operator say that this arrived? What was sent is told by no finding."""
    findings: list[Finding] = []
    if not operator.may(needed):
        findings.append(say("tills.may_not_move", Severity.FORBID, operator=operator.name))
    elif differs and not draft.note:
        findings.append(say("tills.received_differs", Severity.FORBID))
    elif sender_id == operator.id and limits.witness is WitnessRule.DIFFERENT:
        findings.append(say("tills.received.witness", Severity.APPROVE))
    return Verdict(receive_digest(draft), tuple(findings))


def judge_no_sale(draft: NoSaleDraft, operator: Operator, reason: Reason | None) -> Verdict:
    """May this operator open the drawer without a sale?"""
    findings: list[Finding] = []
    if reason is None:
        findings.append(say("tills.why_missing", Severity.FORBID))
    elif reason.needs_note and not draft.note:
        findings.append(say("tills.note_missing", Severity.FORBID, reason=reason.label))
    if not operator.may("tills.no_sale"):
        findings.append(say("tills.no_sale", Severity.APPROVE))
    return Verdict(no_sale_digest(draft), tuple(findings))


def cash_added(draft: MovementDraft) -> Money:
    """The cash that a movement brings into its till."""
    if draft.kind in (MovementKind.LOAN, MovementKind.PAID_IN):
        return draft.cash
    from_other = draft.kind is MovementKind.EXCHANGE and draft.into is not None
    if from_other and draft.into is not None and draft.into.value == "cash":
        return draft.amount
    return ZERO


def beyond_limit(draft: MovementDraft, approver: Operator, earlier: Money = ZERO) -> bool:
    """Whether a movement is above an approver's own limit, too."""
    name = LIMIT.get(draft.kind)
    return name is not None and draft.amount + earlier > approver.limits.get(name, ZERO)


def _reasoned(
    draft: MovementDraft,
    operator: Operator,
    limits: TillPolicy,
    reason: Reason | None,
    earlier: Money,
) -> list[Finding]:
    findings: list[Finding] = []
    if reason is None:
        findings.append(say("tills.why_missing", Severity.FORBID))
    elif reason.needs_note and not draft.note:
        findings.append(say("tills.note_missing", Severity.FORBID, reason=reason.label))
    paid_out = draft.kind is MovementKind.PAID_OUT
    ceiling = limits.paid_out_ceiling if paid_out else limits.paid_in_ceiling
    if draft.amount > ceiling:
        findings.append(say("tills.over_ceiling", Severity.FORBID))
    elif draft.amount + earlier > operator.limits.get(LIMIT[draft.kind], ZERO):
        findings.append(say("tills.over_limit", Severity.APPROVE, operator=operator.name))
    if paid_out and draft.amount > limits.payee_above and not draft.party:
        findings.append(say("tills.payee_missing", Severity.FORBID))
    return findings
