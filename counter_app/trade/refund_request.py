"""A refund request kept beside its card attempts until it is posted, with the approval it got.

The yes was given before the request left, however long the answer takes; and what is posted after a
crash is exactly what was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol

from counter_app.core.approval import Approval
from counter_app.core.ids import derived_id, new_id
from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.devices.card_processor import CardProcessor
from counter_app.records.approval_requests import unspend
from counter_app.records.drafts import StoredDraft, draft_by_id, drop_draft, save_draft
from counter_app.records.payments import OUT, PaymentAttempt, add_attempt
from counter_app.records.work import Work
from counter_app.rules.refund_plan import TenderPlan

PENDING: Final = "card"
"""State of the stored request while its card refunds are under way."""


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """What a task is about to refund: enough to post exactly this once the cards have answered.

    `transaction_id` is the id of the draft and of the transaction to be posted; `content` is the
    task's own JSON text of the request, handed back by `pending_of`; `title` and `total` say in a
    list what it is about. `holds` is what must stand still until the cards have answered (see
    `live_attempts_on`), if that is not the receipt whose payment is given back.
    """

    transaction_id: str
    task: str
    operator_id: int
    title: str
    total: Money
    plan: TenderPlan
    content: str
    as_of: date
    approval: Approval | None
    holds: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A request whose card refunds are under way: what was asked, by whom, when, who agreed."""

    content: str
    operator_id: int
    as_of: date
    since: datetime
    approval: Approval | None


class Asking(Protocol):
    """Whatever waits for a card: a request, or a void."""

    @property
    def transaction_id(self) -> str:
        """Of the transaction that is posted once the card has said yes."""

    @property
    def task(self) -> str:
        """Whose it is."""

    @property
    def operator_id(self) -> int:
        """Who asks."""


def put_on_record(
    work: Work,
    asking: Asking,
    terminal: CardProcessor,
    tender: Tender,
    amount: Money,
    *,
    direction: str = OUT,
    about: str | None = None,
    holds: str | None = None,
) -> None:
    """Write one thing that will be asked of a terminal; the caller commits before it is sent.

    `about` is the payment or the attempt that is turned round, `holds` what else must stand still.
    """
    add_attempt(
        work.connection,
        PaymentAttempt(
            request_id=new_id(),
            transaction_id=asking.transaction_id,
            task=asking.task,
            station=work.station,
            operator_id=asking.operator_id,
            processor=type(terminal).__name__,
            tender=tender.value,
            amount=amount,
            receipt_tender_id=about,
            state="pending",
            code="",
            detail="",
            created_at=work.now(),
            direction=direction,
            receipt_id=holds,
        ),
    )


def keep(work: Work, request: RefundRequest) -> None:
    """Keep a request until it is posted; with the same approval it keeps its time.

    Another approval takes the place of the one before, which has then not been used.
    """
    before, approval = pending_of(work, request.transaction_id), request.approval
    since = work.now()
    if before is not None and before.approval == approval:
        since = before.since
    elif before is not None:
        unspend(work.connection, before.approval)
    stored = StoredDraft(
        id=derived_id(request.transaction_id, PENDING),
        task=request.task,
        station=work.station,
        operator_id=request.operator_id,
        state=PENDING,
        title=request.title,
        amount=request.total,
        content={
            "draft": request.content,
            "as_of": request.as_of.isoformat(),
            "since": since.isoformat(),
            "approval": None if approval is None else _approval_values(approval),
        },
        changed_at=work.now(),
    )
    save_draft(work.connection, work.keys, stored)


def pending_of(work: Work, transaction_id: str) -> Pending | None:
    """The stored request of a refund with card refunds under way; None if there is none."""
    found = draft_by_id(work.connection, work.keys, derived_id(transaction_id, PENDING))
    if found is None:
        return None
    content: Mapping[str, Any] = found.content
    return Pending(
        content["draft"],
        found.operator_id,
        date.fromisoformat(content["as_of"]),
        datetime.fromisoformat(content["since"]),
        _approval(content["approval"]),
    )


def resume(work: Work, transaction_id: str) -> Pending | None:
    """The stored request, which this work goes on with: by the policies of when it was asked for.

    What was loaded since is for later (`Work.go_by_policy_of`). Who only reads uses `pending_of`.
    """
    pending = pending_of(work, transaction_id)
    if pending is not None:
        work.go_by_policy_of(pending.since)
    return pending


def forget(work: Work, transaction_id: str) -> None:
    """The refund is posted: its stored request is needed no more."""
    drop_draft(work.connection, derived_id(transaction_id, PENDING))


def give_up(work: Work, transaction_id: str) -> None:
    """Every card declined: no money moved, nothing is kept, and no use of a yes in advance counts.

    In the database transaction that says so of the last card.
    """
    pending = pending_of(work, transaction_id)
    if pending is not None:
        unspend(work.connection, pending.approval)
        forget(work, transaction_id)


def _approval_values(approval: Approval) -> dict[str, Any]:
    return {
        "id": approval.id,
        "approver_id": approval.approver_id,
        "requester_id": approval.requester_id,
        "station": approval.station,
        "request_digest": approval.request_digest,
        "codes": sorted(approval.codes),
        "granted_at": approval.granted_at.isoformat(),
        "method": approval.method,
        "reason": approval.reason,
    }


def _approval(values: Mapping[str, Any] | None) -> Approval | None:
    if values is None:
        return None
    return Approval(
        id=values["id"],
        approver_id=values["approver_id"],
        requester_id=values["requester_id"],
        station=values["station"],
        request_digest=values["request_digest"],
        codes=frozenset(values["codes"]),
        granted_at=datetime.fromisoformat(values["granted_at"]),
        method=values["method"],
        reason=values["reason"],
    )
