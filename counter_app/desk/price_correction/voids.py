"""Taking today's price correction back by a reversal, and printing a stored slip again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from counter_app.core.approval import Approval, Finding, Severity, Verdict
from counter_app.core.errors import NotFound, Refused
from counter_app.core.ids import is_id
from counter_app.core.money import ZERO, Money, total
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Kind, Transaction
from counter_app.core.words import make_finding
from counter_app.desk.price_correction.posting import TASK
from counter_app.desk.price_correction.slip import VoidPaper, void_slip
from counter_app.desk.price_correction.wording import WORDS
from counter_app.devices.card_processor import CardProcessor, Terminals
from counter_app.records.decisions import posted_request
from counter_app.records.desk_returns import returned_after
from counter_app.records.journal import NumberedDocument
from counter_app.records.transaction_reader import read_transaction
from counter_app.records.work import Work
from counter_app.rules.earlier_returns import earlier_return
from counter_app.station import Station
from counter_app.trade import reprinting, voiding
from counter_app.trade.answers import Completed, stored_answer
from counter_app.trade.reprinting import Reprinted

VOID_SLIP: Final = "PX"
_AGAINST: Final[Mapping[str, str]] = MappingProxyType(
    {
        "already": "price.void_already",
        "not_today": "price.void_not_today",
        "credit": "price.void_credit",
        "till": "price.void_till",
        "other_desk": "price.void_till",
    }
)
"""The findings of a correction about what `voiding.against` says."""


@dataclass(frozen=True, slots=True)
class _Void:
    """A correction that is asked back, its receipt held."""

    asked: voiding.Asked
    base: Transaction
    receipt: Receipt

    def answer(self, work: Work, void_id: str) -> Completed:
        return stored_answer(work, void_id)

    def holds(self) -> str:
        return self.receipt.id

    def title(self) -> str:
        return self.receipt.receipt_number

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
    """Take today's correction back (see `voiding.void`): the line has paid its price again.

    What went to a card is called back first. Raises `NotFound`, `Refused` (not today's, already
    void, its till is settled, goods came back since, or what a card says), `ApprovalRequired` or
    `Conflict`.
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
    """Print a correction's stored slip again (see `reprinting.reprint`)."""
    return reprinting.reprint(transaction_id, TASK, station)


def _find(work: Work, asked: voiding.Asked) -> _Void:
    found = read_transaction(work.connection, asked.reverses) if is_id(asked.reverses) else None
    if found is None or found.transaction.task != TASK:
        raise NotFound("No such price correction was made here.", code="correction_unknown")
    base = found.transaction
    if base.kind is not Kind.PRICE_CORRECTION:
        raise Refused("Only a price correction can be voided.", code="price.void_not_one")
    assert base.receipt_id is not None
    work.lock_receipt(base.receipt_id)
    return _Void(asked, base, work.receipt(base.receipt_id)[0])


def _judge(work: Work, void: _Void, done: str | None) -> Verdict:
    """What speaks against the void; bound to the correction, the reason and the person."""
    asked, base, currency = void.asked, void.base, work.store.currency
    codes = [_AGAINST[code] for code in voiding.against(work, asked, base, done)]
    if returned_after(work.connection, base.id):
        codes.append("price.void_returned")
    found: list[Finding] = [make_finding(WORDS, c, Severity.FORBID, currency) for c in codes]
    who = asked.operator.short_name
    if not asked.operator.may("prices.void"):
        code = "price.void_not_permitted"
        found.append(make_finding(WORDS, code, Severity.APPROVE, currency, operator=who))
    amount = total(t.amount for t in base.tenders) + asked.earlier
    limit = asked.operator.limits.get("refund_cash", ZERO)
    if amount > limit:
        code = "price.void_limit"
        found.append(
            make_finding(
                WORDS, code, Severity.APPROVE, currency, amount=amount, operator=who, limit=limit
            )
        )
    return Verdict(voiding.request_of(asked, base), tuple(found), amount)


def _post(work: Work, station: Station, void: _Void, agreed: voiding.Agreed) -> Completed:
    reversal, base = agreed.reversal, void.base
    number = work.journal.next_number(reversal)
    told = voiding.slip_head(work, station, void.asked, agreed, number, VOID_SLIP)
    paper = VoidPaper(
        original_number=base.number,
        original_date=base.business_date,
        receipt_number=void.receipt.receipt_number,
        lines=base.lines,
        tenders=reversal.tenders,
        reason=told.reason,
        approver=told.approver,
        rounding=base.cash_rounding,
        kept=base.coupons_kept,
        coupons=_coupons(work, base),
    )
    slip = void_slip(told.head, paper, told.words)
    posted = voiding.write(work, agreed, NumberedDocument("void_slip", slip), number)
    return voiding.answer(agreed, posted, slip)


def _coupons(work: Work, base: Transaction) -> Money:
    """What coupons had taken off goods that never came, which was paid out with them."""
    decided = posted_request(work.connection, base.id)
    if decided is None:
        return ZERO
    return total(part.amount for part in earlier_return(base, decided.request).coupons or ())
