"""Giving a card back what it paid for a sale that is voided: asked on record first, posted after.

Nothing is taken back before the card has said yes; meanwhile what was sold stands still.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from counter_app.core.approval import Approval, Severity, Verdict
from counter_app.core.money import ZERO, Money
from counter_app.core.receipt import ReceiptTender
from counter_app.core.transaction import RefundTender, Tender
from counter_app.devices.card_processor import CardProcessor
from counter_app.records.work import Work
from counter_app.rules.refund_plan import How, Part, TenderPlan
from counter_app.station import Station
from counter_app.trade import refund_request, refunding
from counter_app.trade.card_sales import payment_of

_PAYMENT: Final = 1
"""The number of the only card payment that a sale at a desk has."""


@dataclass(frozen=True, slots=True)
class CardVoid:
    """A void that waits for a card; `transaction_id` is the void's.

    `payment` is what is given back, `holds` the receipt or the gift card's sale that stands still;
    `reverses`, `reason` and `note` are what was asked for, `earlier` what the person voided before.
    """

    transaction_id: str
    task: str
    operator_id: int
    payment: ReceiptTender
    holds: str
    reverses: str
    reason: str
    note: str = ""
    earlier: Money = ZERO
    title: str = ""

    @property
    def asked(self) -> dict[str, Any]:
        """What tells this void from another."""
        return {"void": self.reverses, "reason": self.reason, "note": self.note}


def card_payment(work: Work, transaction_id: str) -> ReceiptTender | None:
    """What a card paid at this desk for a transaction, as it may be given back; None if none did.

    `transaction_id` is the one the payment was asked for: of an exchange that of its return.
    """
    attempt = payment_of(work, transaction_id)
    if attempt is None or attempt.state != "approved":
        return None
    return ReceiptTender(
        _PAYMENT,
        Tender(attempt.tender),
        attempt.amount,
        authorization=attempt.code,
        reference=attempt.detail,
        id=attempt.request_id,
    )


def under_way(work: Work, void: CardVoid) -> refund_request.Pending | None:
    """The stored request of this void, if its card was asked already.

    Raises `Conflict` while another refund of the same sale is unsettled, or for changed wishes.
    """
    pending = refunding.under_way(work, void.transaction_id, void.holds)
    if pending is not None and any(
        void_asked(pending)[name] != value for name, value in void.asked.items()
    ):
        raise refunding.changed_under_way()
    return pending


def ask(work: Work, void: CardVoid, approval: Approval | None, processor: CardProcessor) -> None:
    """Put the void and its card refund on record; the caller commits before anything is sent."""
    payment = void.payment
    part = Part(RefundTender(payment.tender, payment.amount, payment.id), payment, How.FREE)
    request = refund_request.RefundRequest(
        transaction_id=void.transaction_id,
        task=void.task,
        operator_id=void.operator_id,
        title=void.title,
        total=payment.amount,
        plan=TenderPlan((part,)),
        content=json.dumps(void.asked | {"earlier": void.earlier.minor}, sort_keys=True),
        as_of=work.today(),
        approval=approval,
        holds=void.holds,
    )
    refunding.ask_on_record(work, request, processor)


def settle(
    station: Station,
    void: CardVoid,
    processor: CardProcessor,
    code: str | None = None,
) -> None:
    """Get the card's answer; raises `Refused` unless it is a yes.

    `code` is the approval code typed from a stand-alone terminal.
    """
    codes = {} if code is None else {_PAYMENT: code}
    refunding.settle(station, void.transaction_id, (void.payment,), processor, codes)


def void_asked(pending: refund_request.Pending) -> Mapping[str, Any]:
    """What a stored request wants voided: `void`, `reason`, `note`, `earlier` in minor units.

    Empty for a stored request that is no void.
    """
    content: Mapping[str, Any] = json.loads(pending.content)
    return content if "void" in content else {}


def is_void(station: Station, transaction_id: str) -> bool:
    """True if what waits for a card under this id is a void."""
    with station.look() as work:
        pending = refund_request.pending_of(work, transaction_id)
        return pending is not None and bool(void_asked(pending))


def still_asked(verdict: Verdict) -> Verdict:
    """The verdict on a void whose card has its money back: what came up since stops nothing."""
    kept = tuple(f for f in verdict.findings if f.severity is not Severity.FORBID)
    return Verdict(verdict.request_digest, kept, verdict.amount)


def refund_code(work: Work, transaction_id: str) -> str:
    """The approval code of the card refund of a void, "" if there is none."""
    codes = refunding.codes_of(work, transaction_id) or {}
    return next(iter(codes.values()), "")
