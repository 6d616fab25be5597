"""An order of a web channel at the desk: who gives back, and what takes delivery along. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counter_app.core.order import order_of
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.terms import Terms
from counter_app.rules.online_policy import FeesBack, OnlinePolicy
from counter_app.rules.tender_policy import TenderPolicy, TenderRow, TenderTerms


def online_terms(draft: ReturnDraft, terms: Terms) -> TenderTerms:
    """The tender matrix: what a web channel was paid does not leave as cash unless policy says."""
    if order_of(draft.receipt) is None or terms.now.online.cash == "free":
        return terms.tenders
    asked = terms.now.online.cash == "approval"
    found = terms.tenders
    return TenderTerms(_no_cash(found.today, asked), _no_cash(found.at_sale, asked))


def is_fault(draft: ReturnDraft, number: int, reason: str, policy: OnlinePolicy) -> bool:
    """True if the store or its channel is to blame for what comes back."""
    order = order_of(draft.receipt)
    sent_instead = order is not None and bool(order.line(number).instead_of)
    return sent_instead or reason in policy.fault_reasons


def substitute(draft: ReturnDraft, number: int) -> str:
    """What was ordered where another item was sent instead, "" where it was not."""
    order = order_of(draft.receipt)
    return order.line(number).instead_of if order is not None else ""


def with_delivery(
    draft: ReturnDraft, lines: Sequence[TransactionLine], terms: Terms
) -> frozenset[int]:
    """The lines whose goods have their share of the delivery fees given back with them."""
    policy = terms.now.online
    if order_of(draft.receipt) is None or policy.fees is FeesBack.NEVER:
        return frozenset()
    return frozenset(x.number for x in lines if x.quantity and _counts(draft, x, policy))


def _counts(draft: ReturnDraft, line: TransactionLine, policy: OnlinePolicy) -> bool:
    if policy.is_fee(draft.line(line.number)):
        return False
    always = policy.fees is FeesBack.ALWAYS
    return always or is_fault(draft, line.number, line.reason, policy)


def _no_cash(policy: TenderPolicy, asked: bool) -> TenderPolicy:
    rows: dict[Tender, TenderRow] = {t: _row(policy.row(t), asked) for t in Tender}
    rows[Tender.CASH] = policy.row(Tender.CASH)
    fallback = _without(policy.fallback) or (Tender.STORE_CREDIT,)
    return replace(policy, rows=rows, fallback=fallback)


def _row(row: TenderRow, asked: bool) -> TenderRow:
    manager = _without(row.with_approval)
    if asked and Tender.CASH in (*row.to, *row.with_approval):
        manager = (*manager, Tender.CASH)
    return replace(
        row,
        to=_without(row.to),
        with_approval=manager,
        while_held=_without(row.while_held),
        above_to=_without(row.above_to),
        declined_to=_without(row.declined_to),
    )


def _without(tenders: tuple[Tender, ...]) -> tuple[Tender, ...]:
    return tuple(t for t in tenders if t is not Tender.CASH)
