"""An order of a web channel at the desk: who gives the money back, and what of the delivery.

Pure. Delivery goes back by its share of the goods, cumulatively, so that an order that came back
whole has given back exactly what was paid for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import order_of
from counter_app.core.quantity import NONE, Quantity
from counter_app.core.receipt import ReceiptLine
from counter_app.core.transaction import Tender, TransactionLine
from counter_app.desk.returns.draft import ReturnDraft
from counter_app.desk.returns.policy_online import FeesBack, OnlinePolicy
from counter_app.desk.returns.requalify import LineShare, rest_of
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import share
from counter_app.rules.still_paid import StillPaid
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


def delivery_shares(
    draft: ReturnDraft, lines: Sequence[TransactionLine], terms: Terms
) -> Iterator[tuple[ReceiptLine, Quantity, LineShare]]:
    """What of each delivery fee goes back with these lines, and with the last of the goods all."""
    policy = terms.now.online
    if order_of(draft.receipt) is None or policy.fees is FeesBack.NEVER or not lines:
        return
    goods = [x for x in draft.receipt.sold if not policy.is_fee(x)]
    everything = total(x.net for x in goods)
    now = total(x.net for x in lines if _counts(draft, x, policy))
    if everything <= ZERO or now <= ZERO:
        return
    before = total(draft.returned(x.number).net for x in goods)
    for fee in draft.receipt.sold:
        if policy.is_fee(fee) and draft.choice(fee.number) is None and draft.returnable(fee.number):
            found = _share_of(draft, fee, now, before, everything)
            whole = found == rest_of(draft, fee)
            if found.net or any(found.taxes):
                yield fee, draft.returnable(fee.number) if whole else NONE, found


def _counts(draft: ReturnDraft, line: TransactionLine, policy: OnlinePolicy) -> bool:
    if policy.is_fee(draft.line(line.number)):
        return False
    always = policy.fees is FeesBack.ALWAYS
    return always or is_fault(draft, line.number, line.reason, policy)


def _share_of(
    draft: ReturnDraft, fee: ReceiptLine, now: Money, before: Money, everything: Money
) -> LineShare:
    """The fee's part for goods of this worth, from where earlier returns had come to.

    The parts of an order that came back whole add up to the fee, to the cent.
    """
    history = draft.returned(fee.number)

    def part(paid: StillPaid) -> Money:
        until = share(paid.paid, min(before + now, everything).minor, everything.minor)
        since = share(paid.paid, before.minor, everything.minor)
        return max(min(until - since, paid.left), ZERO)

    taxes = tuple(part(history.tax_of(fee, i)) for i in range(len(fee.taxes)))
    return LineShare(part(history.price_of(fee)), taxes)


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
