"""The jobs of the safe's screen: what each sends, and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from counter_app.core.cash import MovementKind
from counter_app.core.transaction import Tender
from counter_app.desk.tills.advances import AdvanceDraft, close_advance
from counter_app.desk.tills.movement_draft import MovementDraft, ReceiveDraft
from counter_app.desk.tills.moving import Moved, move
from counter_app.desk.tills.receiving import receive, resolve_movement
from counter_app.desk.tills.safe import (
    SafeCounted,
    count_safe,
    hand_over_key,
    order_change,
    take_delivery,
)
from counter_app.desk.tills.safe_draft import SafeDraft
from counter_app.desk.tills.screen_safe_actions import SafeAction
from counter_app.desk.tills.screen_safe_plans import OTHER_KEY
from counter_app.desk.tills.screen_steps import Job
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.waiting import Waiting


class SafeCalls(QObject):
    """Use cases with what was typed, and the banners after them."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def call(self, job: Job, one: Waiting | None) -> Callable[..., Any]:
        """The use case with what was typed."""
        text = job.text
        match SafeAction(job.action):
            case SafeAction.COUNT:
                return partial(count_safe, draft_of(job))
            case SafeAction.ORDER:
                return partial(order_change, job.id, job.pieces.get("order", {}))
            case SafeAction.DELIVERY:
                found = job.pieces.get("delivered", {})
                return partial(
                    take_delivery, job.about, job.id, found, text("courier"), text("note")
                )
            case SafeAction.RECEIVE:
                pieces = job.pieces.get("bag", {})
                tenders = {Tender.CASH: job.worth("bag"), **job.tenders}
                return partial(
                    receive, ReceiveDraft(job.id, job.about, tenders, pieces, text("note"))
                )
            case SafeAction.CONFIRM:
                return partial(
                    receive, ReceiveDraft(job.id, job.about, job.tenders, note=text("note"))
                )
            case SafeAction.KEY:
                picked = job.reason if job.reason not in ("", OTHER_KEY) else text("key")
                return partial(hand_over_key, job.id, picked)
            case SafeAction.CLOSE:
                spent, change = job.money["spent"], job.money["change"]
                closed = AdvanceDraft(
                    job.id, job.about, spent, change, job.reason, text("number"), text("note")
                )
                return partial(close_advance, closed)
            case SafeAction.SETTLE:
                return partial(resolve_movement, job.about, job.id, job.reason, text("note"))
            case _:
                return partial(move, self._movement(job, one))

    def told(self, job: Job, answer: Any) -> str:
        """The banner afterwards."""
        action = SafeAction(job.action)
        if isinstance(answer, SafeCounted):
            off = self._words.variance(answer.difference)
            return self.tr("Safe counted. Variance: {0}. The slip prints now.").format(off)
        if isinstance(answer, Moved) and answer.in_transit and action in _ARRIVALS:
            return self.tr("Taken in. What differs is in dispute until a manager settles it.")
        known = {
            SafeAction.ORDER: self.tr("The order is kept. Count it when it is delivered."),
            SafeAction.DEPOSIT: self.tr("The deposit is on its way. Two slips print."),
            SafeAction.KEY: self.tr("The key's new holder is on record."),
            SafeAction.ADVANCE: self.tr("Petty cash is out until receipt and change are back."),
            SafeAction.COUNTERFEIT: self.tr("The note is booked and kept as evidence."),
            SafeAction.SEND: self.tr("The loan is on its way to the till. Two slips print."),
            SafeAction.DELIVERY: self.tr("The delivery is in the safe. The slip prints now."),
            SafeAction.RECEIVE: self.tr("The bag is in the safe. The slip prints now."),
            SafeAction.CONFIRM: self.tr("The bank has the deposit."),
            SafeAction.CLOSE: self.tr("The petty cash is closed."),
            SafeAction.SETTLE: self.tr("The difference is settled."),
        }
        return known[action]

    def _movement(self, job: Job, one: Waiting | None) -> MovementDraft:
        text = job.text
        kinds = {
            SafeAction.DEPOSIT: MovementKind.DEPOSIT,
            SafeAction.ADVANCE: MovementKind.ADVANCE,
            SafeAction.COUNTERFEIT: MovementKind.COUNTERFEIT,
            SafeAction.SEND: MovementKind.LOAN,
        }
        return MovementDraft(
            job.id,
            kinds[SafeAction(job.action)],
            None if one is None else one.session_id,
            job.tenders if one is None else one.tenders,
            {} if one is None else one.pieces,
            note=text("note"),
            party=text("courier") or text("party"),
            reference=text("number"),
            bag=text("bag"),
            seal=text("seal"),
            asked=job.about or None,
        )


COUNTED = "safe"
"""The step that counts the safe."""


def draft_of(job: Job) -> SafeDraft:
    """The count of the safe that a job stands for."""
    pieces, only = job.pieces.get(COUNTED, {}), job.totals.get(COUNTED)
    return SafeDraft(job.id, pieces, only, job.reason, job.text("note"))


def job_of(draft: SafeDraft) -> Job:
    """The job that goes on with a count of the safe, from its figures."""
    return Job(
        draft.id,
        SafeAction.COUNT.value,
        pieces={COUNTED: draft.pieces} if draft.pieces else {},
        totals={} if draft.total_only is None else {COUNTED: draft.total_only},
        texts={"note": draft.note},
        reason=draft.reason,
    )


_ARRIVALS = (SafeAction.RECEIVE, SafeAction.CONFIRM, SafeAction.DELIVERY)
