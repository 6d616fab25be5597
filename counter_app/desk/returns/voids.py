"""Taking today's return back by a reversal, and printing a slip again from what was stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.order import order_of
from counter_app.core.quantity import NONE, ONE
from counter_app.core.receipt import DiscountKind, Receipt
from counter_app.core.transaction import ELECTRONIC, Tender, Transaction
from counter_app.desk.returns import voids_sale
from counter_app.desk.returns.posting import TASK, completed
from counter_app.desk.returns.rules_money import limit_name
from counter_app.desk.returns.slip_void import PaidBack, VoidPaper, void_slip
from counter_app.desk.returns.wording import say
from counter_app.devices.card_processor import CardProcessor, Terminals
from counter_app.records.desk_returns import DeskReturn, desk_returns, returned_after
from counter_app.records.export_batches import ONLINE_REFUNDS, exported_since
from counter_app.records.journal import NumberedDocument
from counter_app.records.returned import ReturnedLine, returned_so_far
from counter_app.records.transaction_reader import (
    StoredTransaction,
    read_transaction,
)
from counter_app.records.work import Work
from counter_app.rules.allocation import share
from counter_app.rules.refund_plan import CHANNEL_PAYS
from counter_app.station import Station
from counter_app.trade import reprinting, voiding
from counter_app.trade.answers import Completed
from counter_app.trade.paying_out import ONLINE
from counter_app.trade.reprinting import Reprinted

VOID_SLIP: Final = "RV"
_AGAINST: Final[Mapping[str, str]] = MappingProxyType(
    {
        "already": "void.already",
        "not_today": "void.not_today",
        "credit": "void.credit_spent",
        "till": "void.till_settled",
        "other_desk": "void.other_desk",
    }
)
"""The findings of a return about what `voiding.against` says."""


@dataclass(frozen=True, slots=True)
class _Void:
    """A return that is asked back, and the sale that goes with it, their receipts held."""

    asked: voiding.Asked
    base: Transaction
    sale: Transaction | None
    receipt: Receipt | None

    def answer(self, work: Work, void_id: str) -> Completed:
        return completed(work, void_id)

    def holds(self) -> str:
        """The receipt of the new goods, or else the one whose goods came back."""
        sold = self.sale.receipt_id if self.sale is not None else None
        return sold or self.base.receipt_id or self.base.id

    def title(self) -> str:
        return self.receipt.receipt_number if self.receipt is not None else ""

    def judge(self, work: Work, done: str | None) -> Verdict:
        return _judge(work, self, done)

    def check(self, work: Work, verdict: Verdict, approval: Approval | None) -> None:
        """Whoever may approve covers a void, as the journal asks."""

    def post(self, work: Work, station: Station, agreed: voiding.Agreed) -> Completed:
        return _post(work, station, self, agreed)


def void(
    transaction_id: str,
    reason: str,
    station: Station,
    approval: Approval | None = None,
    *,
    note: str = "",
    request_id: str | None = None,
    processor: CardProcessor | Terminals | None = None,
    card_code: str | None = None,
) -> Completed:
    """Take today's return back (see `voiding.void`); the goods stay the customer's.

    What went to a card is called back, and one that paid for the new goods of an exchange gets it
    back first. Raises `NotFound`, `Refused` (not today's, already void, its till is settled or at
    another desk, the web channel was told, or what a card says), `ApprovalRequired` or `Conflict`.
    """
    return voiding.void(
        station,
        _find,
        transaction_id,
        reason,
        approval,
        note=note,
        request_id=request_id,
        processor=processor,
        card_code=card_code,
    )


def finish_void(station: Station, void_id: str, processor: CardProcessor | Terminals) -> Completed:
    """Post a void once its cards have all said yes."""
    return voiding.finish(station, _find, void_id, processor)


def reprint(transaction_id: str, station: Station) -> Reprinted:
    """Print a return's stored slip again (see `reprinting.reprint`)."""
    return reprinting.reprint(transaction_id, TASK, station)


def todays_returns(station: Station) -> tuple[DeskReturn, ...]:
    """Returns of the business date at this station, newest first, for voiding and reprinting."""
    with station.look() as work:
        return desk_returns(work.connection, station.name, work.today())


def through_channel(base: Transaction) -> bool:
    """True if a web channel gives the money back, and not this desk."""
    return any(p.account.startswith(f"{ONLINE}:") for p in base.postings)


def gone(work: Work, base: Transaction) -> str:
    """The code of why its money cannot be called back any more: the web channel was told."""
    if not through_channel(base):
        return ""
    day, at = base.business_date, base.occurred_at
    return "void.online_sent" if exported_since(work.connection, ONLINE_REFUNDS, day, at) else ""


def called_back(void: Transaction) -> tuple[PaidBack, ...]:
    """How all that was given comes back, if a card got some of it; cash as it was rounded."""
    if through_channel(void) or not any(t.tender in ELECTRONIC for t in void.tenders):
        return ()
    return tuple(
        PaidBack(t.tender, abs(void.cash))
        if t.tender is Tender.CASH
        else PaidBack(t.tender, t.amount, t.reference if t.tender in ELECTRONIC else "")
        for t in void.tenders
    )


def _find(work: Work, asked: voiding.Asked) -> _Void:
    base = _return(work, asked.reverses).transaction
    if base.receipt_id is not None:
        work.lock_receipt(base.receipt_id)
    receipt = work.receipt(base.receipt_id)[0] if base.receipt_id is not None else None
    return _Void(asked, base, voids_sale.sale_half(work, base), receipt)


def _return(work: Work, transaction_id: str) -> StoredTransaction:
    found = read_transaction(work.connection, transaction_id) if is_id(transaction_id) else None
    if found is None or found.transaction.task != TASK:
        raise NotFound("No such return was made here.", code="return_unknown")
    back = voids_sale.return_of(work, found)
    if back is None:
        raise Refused("Only a return can be voided.", code="void.not_a_return")
    return back


def _judge(work: Work, void: _Void, done: str | None) -> Verdict:
    """What speaks against the void; bound to the return, the reason and the person."""
    asked, base, currency = void.asked, void.base, work.store.currency
    codes = [_AGAINST[code] for code in voiding.against(work, asked, base, done)]
    later = _paid_later(work, void)
    codes += filter(None, (gone(work, base), later, *voids_sale.against(work, void.sale)))
    found = [say(code, Severity.FORBID, currency) for code in codes]
    who = asked.operator.short_name
    if not asked.operator.may("returns.void"):
        found.append(say("void.not_permitted", Severity.APPROVE, currency, operator=who))
    amount = total(t.amount for t in base.tenders) + voids_sale.paid(void.sale) + asked.earlier
    limit = asked.operator.limits.get(limit_name(Tender.CASH), ZERO)
    if amount > limit:
        over = say(
            "void.limit", Severity.APPROVE, currency, amount=amount, operator=who, limit=limit
        )
        found.append(over)
    return Verdict(voiding.request_of(asked, base), tuple(found), amount)


def _paid_later(work: Work, void: _Void) -> str:
    """The code of why a later one is voided first: it paid what this return held back.

    A part of an offer that is priced anew gives less than its share, and the last one the rest.
    """
    receipt = void.receipt
    if receipt is None or not returned_after(work.connection, void.base.id):
        return ""
    if not any(d.kind is DiscountKind.PROMOTION for x in receipt.sold for d in x.discounts):
        return ""
    so_far = returned_so_far(work.connection, receipt).lines
    sold = {x.id: x for x in receipt.sold if x.quantity > NONE}
    for line in void.base.lines:
        original = sold.get(line.receipt_line_id or "")
        if original is None or not line.quantity:
            continue
        back, all_of_it = min(line.quantity, original.quantity).milli, original.quantity.milli
        corrected = so_far.get(original.id, ReturnedLine()).corrected
        rounding = Money(-(-back // ONE.milli))
        if line.net + corrected + rounding < share(original.net, back, all_of_it):
            return "void.paid_later"
    return ""


def _post(work: Work, station: Station, void: _Void, agreed: voiding.Agreed) -> Completed:
    reversal, verdict, sale = agreed.reversal, agreed.verdict, void.sale
    number = work.journal.next_number(reversal)
    told = voiding.slip_head(work, station, void.asked, agreed, number, VOID_SLIP)
    slip = void_slip(told.head, _paper(work, void, told, agreed), told.words)
    posted = voiding.write(work, agreed, NumberedDocument("void_slip", slip), number)
    if sale is not None:
        voids_sale.post_reversal(work, sale, reversal, verdict.request_digest, agreed.card_code)
    answer = voiding.answer(agreed, posted, slip)
    return replace(answer, drawer_kick=answer.drawer_kick or bool(voids_sale.cash_back(sale)))


def _paper(work: Work, void: _Void, told: voiding.VoidHead, agreed: voiding.Agreed) -> VoidPaper:
    base, sale, receipt = void.base, void.sale, void.receipt
    order = order_of(receipt) if receipt is not None else None
    return VoidPaper(
        original_number=base.number,
        original_date=base.business_date,
        receipt_number=receipt.receipt_number if receipt is not None else "",
        lines=base.lines,
        tenders=agreed.reversal.tenders,
        reason=told.reason,
        approver=told.approver,
        sold=sale.lines if sale is not None else (),
        back=voids_sale.gives_back(work, sale, agreed.card_code),
        rounding=base.cash_rounding,
        kept=base.coupons_kept,
        order=order.number if order is not None else "",
        online=through_channel(base) and all(t.tender in CHANNEL_PAYS for t in base.tenders),
    )
