"""An order of a web channel at the desk: who gives the money back, and what of the delivery.

Pure. Delivery goes back by its share of the goods, cumulatively and less what returns that stand
gave of it, so that an order that came back whole has given back exactly what was paid for it.
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
from counter_app.desk.returns.history import EarlierReturn, came_back
from counter_app.desk.returns.policy_online import FeesBack, OnlinePolicy
from counter_app.desk.returns.requalify import rest_of
from counter_app.desk.returns.terms import Terms
from counter_app.rules.allocation import share
from counter_app.rules.promoted import LineShare
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


def with_delivery(
    draft: ReturnDraft, lines: Sequence[TransactionLine], terms: Terms
) -> frozenset[int]:
    """The lines whose goods have their share of the delivery fees given back with them."""
    policy = terms.now.online
    if order_of(draft.receipt) is None or policy.fees is FeesBack.NEVER:
        return frozenset()
    return frozenset(x.number for x in lines if x.quantity and _counts(draft, x, policy))


def delivery_shares(
    draft: ReturnDraft,
    lines: Sequence[TransactionLine],
    counted: frozenset[int],
    terms: Terms,
) -> Iterator[tuple[ReceiptLine, Quantity, LineShare]]:
    """What of each delivery fee goes back with `counted` of these lines, and with the last all."""
    policy = terms.now.online
    goods = [x for x in draft.receipt.sold if not policy.is_fee(x) and x.quantity > NONE]
    everything = total(x.net for x in goods)
    if not counted or everything <= ZERO:
        return
    before = [e for e in draft.earlier if e.delivery]
    reached = total(share(x.net, _back(x, before, lines, counted), x.quantity.milli) for x in goods)
    for fee in draft.receipt.sold:
        apart = draft.returned(fee.number).quantity - came_back(before, fee.number)
        if policy.is_fee(fee) and draft.choice(fee.number) is None and apart < fee.quantity:
            found = _share_of(draft, fee, before, reached, everything)
            whole = found == rest_of(draft, fee)
            if found.net or any(found.taxes):
                yield fee, draft.returnable(fee.number) if whole else NONE, found


def _counts(draft: ReturnDraft, line: TransactionLine, policy: OnlinePolicy) -> bool:
    if policy.is_fee(draft.line(line.number)):
        return False
    always = policy.fees is FeesBack.ALWAYS
    return always or is_fault(draft, line.number, line.reason, policy)


def _back(
    sold: ReceiptLine,
    before: Sequence[EarlierReturn],
    lines: Sequence[TransactionLine],
    counted: frozenset[int],
) -> int:
    """How much of a line, in thousandths, came back and comes back with its share of delivery."""
    then = sum(
        x.quantity.milli
        for e in before
        for x in e.lines
        if x.number == sold.number and x.number in e.delivery
    )
    now = sum(x.quantity.milli for x in lines if x.number == sold.number and x.number in counted)
    return min(then + now, sold.quantity.milli)


def _share_of(
    draft: ReturnDraft,
    fee: ReceiptLine,
    before: Sequence[EarlierReturn],
    reached: Money,
    everything: Money,
) -> LineShare:
    """The fee's part once goods of this worth are back, less what returns that stand gave of it.

    The parts of an order that came back whole add up to the fee, to the cent.
    """
    history = draft.returned(fee.number)
    given = [x for e in before for x in e.lines if x.number == fee.number]

    def part(paid: StillPaid, gone: Money) -> Money:
        due = share(paid.paid, reached.minor, everything.minor) - gone
        return max(min(due, paid.left), ZERO)

    taxes = tuple(
        part(history.tax_of(fee, i), total(x.taxes[i].amount for x in given))
        for i in range(len(fee.taxes))
    )
    return LineShare(part(history.price_of(fee), total(x.net for x in given)), taxes)


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
