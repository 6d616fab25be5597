"""What every task that gives money back does alike: keeps a judgement, asks cards, ends a posting.

Works on an open unit of work; a task says itself what it judges, builds and prints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from counter_app.core.approval import Approval, Verdict
from counter_app.core.errors import Refused
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.receipt import Receipt
from counter_app.core.transaction import Transaction
from counter_app.records.decisions import add_decision
from counter_app.records.drafts import end_draft
from counter_app.records.journal import NumberedDocument, Posted, forbidden
from counter_app.records.work import Work
from counter_app.rules.refund_plan import TenderPlan
from counter_app.station import Station
from counter_app.trade.credits import write
from counter_app.trade.paying_out import Built
from counter_app.trade.refund_request import RefundRequest


class Draft(Protocol):
    """What a person put together about a receipt."""

    @property
    def id(self) -> str:
        """Of the transaction to be posted, too."""

    @property
    def receipt(self) -> Receipt:
        """What it is about."""

    @property
    def as_of(self) -> date:
        """The business date on which it is judged."""


class Planned(Protocol):
    """What is to be given back."""

    @property
    def total(self) -> Money:
        """All of it."""

    @property
    def plan(self) -> TenderPlan:
        """By which tenders."""


class Judged(Protocol):
    """A draft that was read afresh and judged."""

    @property
    def task(self) -> str:
        """Whose it is."""

    @property
    def draft(self) -> Draft:
        """What was judged."""

    @property
    def operator(self) -> Operator:
        """Who asks."""

    @property
    def verdict(self) -> Verdict:
        """What the rules say."""

    @property
    def money(self) -> Planned:
        """What is to be given back."""

    @property
    def policy_version(self) -> int:
        """The policy of the day, by which it was judged."""

    def asked(self) -> object:
        """What was asked and what each rule said to it, as plain values."""

    def content(self) -> str:
        """The draft as JSON text, to be judged again once cards have answered."""


def decided(
    verdict: Verdict, build: Callable[[], Built], against: Callable[[Transaction], Refused | None]
) -> tuple[Built | None, Refused | None]:
    """What would be posted, if it can be built, and what stands in the way, if anything does.

    What nobody may approve is told before what the drawer lacks, which tells how much it holds.
    """
    try:
        built = build()
    except Refused as refused:
        return None, forbidden(verdict) or refused
    return built, against(built.transaction)


def keep_decision(work: Work, judged: Judged, status: str, approver_id: int | None = None) -> None:
    """Remember what was asked, what each rule said, and how it ended."""
    add_decision(
        work.connection,
        task=judged.task,
        station=work.station,
        operator_id=judged.operator.id,
        approver_id=approver_id,
        request_id=judged.draft.id,
        verdict=judged.verdict,
        status=status,
        request=judged.asked(),
        policy_version=judged.policy_version,
        at=work.now(),
    )


def keep_refusal(station: Station, judged: Judged, approval: Approval | None) -> None:
    """Remember the no, in a database transaction of its own."""
    with station.open_work() as work:
        keep_decision(work, judged, "refused", approval.approver_id if approval else None)
        work.commit()


def request_of(judged: Judged, approval: Approval | None) -> RefundRequest:
    """What is kept while cards are asked: enough to post exactly this."""
    draft, money = judged.draft, judged.money
    return RefundRequest(
        transaction_id=draft.id,
        task=judged.task,
        operator_id=judged.operator.id,
        title=draft.receipt.receipt_number,
        total=money.total,
        plan=money.plan,
        content=judged.content(),
        as_of=draft.as_of,
        approval=approval,
    )


def wind_up(
    work: Work,
    judged: Judged,
    built: Built,
    posted: Posted,
    documents: Sequence[NumberedDocument],
    approval: Approval | None,
) -> None:
    """End a posting: write the credits it issued, queue slips, keep the decision, drop the draft.

    `approval` is the one that was used. Nothing is committed here.
    """
    for issued in built.payout.issued:
        write(work, issued)
    for place in range(1, len(documents) + 1):
        work.print_jobs.add(posted.id, place, judged.operator.id, work.now())
    keep_decision(work, judged, "posted", approval.approver_id if approval else None)
    end_draft(work.connection, judged.draft.id, work.station, judged.operator.id)
