"""A desk that corrects prices: an open till, sold receipts, and the pack a store has chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.app import default_policy
from counter_app.core.approval import Approval
from counter_app.core.errors import ApprovalRequired
from counter_app.core.money import Money
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Receipt, ReceiptLine
from counter_app.desk.price_correction import service
from counter_app.desk.price_correction.draft import (
    Correction,
    CorrectionDraft,
    Evidence,
    Sort,
    put,
)
from counter_app.records.policy_versions import add_policy
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.returns import goods
from tests.stores import PINS

TAG = Evidence("shelf_tag")


def choose(station: Station, pack: str, *changes: tuple[str, str]) -> None:
    """The default policy with this pack, and other changes of its text, from the year's start."""
    text = default_policy()
    for old, new in (('pack = "neutral"', f'pack = "{pack}"'), *changes):
        assert old in text, old
        text = text.replace(old, new, 1)
    with station.open_work() as work:
        add_policy(work.connection, work.keys, text, date(2026, 1, 1), "test", work.now())
        work.commit()


def rung(
    number: int = 1, each: int = 299, sold: int = 1, tax: int | None = None, **changes: Any
) -> ReceiptLine:
    """A line of pieces at a unit price, with one tax."""
    taxes = () if tax is None else (tax,)
    changes.setdefault("unit_price", Money(each))
    return goods.line(number, each * sold, sold, taxes=taxes, **changes)


def claim(
    station: Station,
    receipt: Receipt,
    number: int = 1,
    right: int | None = 249,
    sort: Sort = Sort.WRONG_PRICE,
    *,
    quantity: int | Quantity | None = None,
    evidence: Evidence = TAG,
    **changes: Any,
) -> CorrectionDraft:
    """A fresh draft that claims one thing about one line."""
    draft = service.start(station, receipt.id)
    much = units(quantity) if isinstance(quantity, int) else quantity
    price = None if right is None else Money(right)
    made = Correction(number, sort, price, much, evidence=evidence, **changes)
    return put(draft, made)


def approved(station: Station, draft: CorrectionDraft, who: str) -> Approval:
    """Somebody's yes to exactly what stands in the way of a draft."""
    return station.approve_with_pin(service.assess(draft, station).verdict, who, PINS[who])


def approval_for(station: Station, refused: ApprovalRequired, who: str) -> Approval:
    """Somebody's yes to what a use case just asked for."""
    assert refused.verdict is not None
    return station.approve_with_pin(refused.verdict, who, PINS[who])


def correct(station: Station, receipt: Receipt, *args: Any, **kwargs: Any) -> Completed:
    """Post a correction that needs nobody's approval."""
    return service.complete(claim(station, receipt, *args, **kwargs), station)


def codes(station: Station, draft: CorrectionDraft) -> dict[str, str]:
    """What the rules say: code → severity."""
    found = service.assess(draft, station).verdict.findings
    return {f.code: f.severity.name for f in found}


def for_customer(draft: CorrectionDraft, customer_id: str, station: Station) -> CorrectionDraft:
    """The draft as this customer's."""
    return service.set_customer(draft, customer_id, station)


def with_state(draft: CorrectionDraft, **changes: Any) -> CorrectionDraft:
    """The draft with something else changed."""
    return replace(draft, **changes)
