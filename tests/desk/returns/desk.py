"""A working desk for the tests of the returns service: an open till and receipts in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from counter_app.core.approval import Approval
from counter_app.core.errors import ApprovalRequired
from counter_app.core.ids import new_id
from counter_app.core.money import Money, total
from counter_app.core.quantity import Quantity, units
from counter_app.core.receipt import Receipt, ReceiptKey, ReceiptLine
from counter_app.core.transaction import Posting, Tender
from counter_app.desk.returns import service
from counter_app.desk.returns.draft import ReturnDraft, acknowledge, set_quantity, set_reason
from counter_app.desk.tills.draft import OpenDraft
from counter_app.desk.tills.service import open_till
from counter_app.records.decisions import decisions
from counter_app.records.drafts import StoredDraft, drafts_of, parked_drafts
from counter_app.records.payments import PaymentAttempt, unposted_attempts
from counter_app.records.receipt_intake import add_receipt
from counter_app.records.transaction_reader import StoredTransaction, read_transaction
from counter_app.station import Station
from counter_app.trade.answers import Completed
from tests.desk.returns import goods
from tests.stores import CLERK, PINS

SOLD_ON = date(2026, 11, 7)


def working(station: Station, who: str = CLERK, opening_float: int = 50_000) -> Station:
    """The station with somebody signed on and till 7 open."""
    station.sign_on_with_pin(who, PINS[who])
    open_till(OpenDraft(new_id(), 7, Money(opening_float)), station)
    return station


def sell(
    station: Station,
    *lines: ReceiptLine,
    paid: dict[Tender, int] | None = None,
    sequence: int = 183,
    on: date = SOLD_ON,
    **changes: object,
) -> Receipt:
    """A receipt that the registers sent, stored; paid in cash unless said otherwise."""
    made = goods.receipt(*lines, paid=paid)
    made = replace(
        made,
        id="",
        key=ReceiptKey("12", "4", on, sequence),
        receipt_number=f"{sequence:04d}",
        ended_at=station.clock.now().replace(year=on.year, month=on.month, day=on.day),
    )
    made = replace(made, **changes)  # type: ignore[arg-type]
    with station.open_work() as work:
        stored = add_receipt(work.connection, made, station.clock)
        work.commit()
    return stored


def coming_back(
    station: Station,
    receipt: Receipt,
    wanted: dict[int, Quantity | int],
    reason: str = "not_wanted",
    **changes: Any,
) -> ReturnDraft:
    """A fresh draft with these quantities, a reason each, and every warning read."""
    draft = service.start(station, receipt.id)
    for number, much in wanted.items():
        quantity = units(much) if isinstance(much, int) else much
        draft = set_quantity(draft, number, quantity)
        draft = set_reason(draft, number, goods.reason(reason), "a note")
    draft = replace(draft, **changes)
    for finding in service.assess(draft, station).to_acknowledge(draft):
        draft = acknowledge(draft, finding)
    return draft


def give_back(
    station: Station, receipt: Receipt, wanted: dict[int, Quantity | int], **changes: Any
) -> Completed:
    """Post a return that needs nobody's approval."""
    return service.complete(coming_back(station, receipt, wanted, **changes), station)


def approved(station: Station, draft: ReturnDraft, who: str) -> Approval:
    """Somebody's yes to exactly what stands in the way of a draft."""
    return station.approve_with_pin(service.assess(draft, station).verdict, who, PINS[who])


def approval_for(station: Station, refused: ApprovalRequired, who: str) -> Approval:
    """Somebody's yes to what a use case just asked for."""
    assert refused.verdict is not None
    return station.approve_with_pin(refused.verdict, who, PINS[who])


def stored(station: Station, transaction_id: str) -> StoredTransaction:
    """A transaction as the journal has it."""
    with station.look() as work:
        found = read_transaction(work.connection, transaction_id)
    assert found is not None
    return found


def drafts_parked(station: Station) -> tuple[StoredDraft, ...]:
    """Everybody's parked work, oldest first."""
    with station.look() as work:
        return parked_drafts(work.connection, work.keys)


def open_drafts(station: Station) -> tuple[StoredDraft, ...]:
    """The operator's own open work, newest first."""
    with station.look() as work:
        return drafts_of(work.connection, work.keys, station.operator_id, "open")


def open_attempts(station: Station) -> tuple[PaymentAttempt, ...]:
    """What this desk asked of cards that is not settled, or went through but is not posted."""
    with station.look() as work:
        return unposted_attempts(work.connection, station.name)


def booked(postings: tuple[Posting, ...]) -> dict[str, int]:
    """Cents by account."""
    assert total(p.amount for p in postings) == Money(0)
    return {p.account: p.amount.minor for p in postings}


def statuses(station: Station) -> list[tuple[str, str]]:
    """(status, outcome) of every decision about returns, in order."""
    with station.look() as work:
        rows = work.connection.execute(
            select(decisions.c.status, decisions.c.outcome)
            .where(decisions.c.task == "returns")
            .order_by(decisions.c.decided_at, decisions.c.id)
        ).all()
    return [(r.status, r.outcome) for r in rows]
