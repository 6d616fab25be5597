"""What lists and choices say: money on its way, past Zs, tills, notes, swaps of tenders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.document import Document
from counter_app.core.store import SessionState, TillSession
from counter_app.core.transaction import Tender
from counter_app.desk.tills.board import Pending, TillChoice, TillState
from counter_app.desk.tills.receiving import ACCEPT, BACK
from counter_app.desk.tills.reports import PastZ
from counter_app.desk.tills.screen_action import Action
from counter_app.desk.tills.screen_list import Listing, ListRow
from counter_app.desk.tills.screen_paper import Paper
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.widgets.reason_picker import Reason

WAITING: Final = "waiting"
"""The list of everything that somebody must still act on."""
_MOST: Final = 9


class ListWords(QObject):
    """Texts in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def choices(self, action: Action, state: TillState) -> list[Reason]:
        """What can be chosen first, by digit."""
        if action is Action.COUNTERFEIT:
            return [Reason(d.key, d.words) for d in self._words.notes()][:_MOST]
        if action is Action.EXCHANGE:
            return self._swaps(state.tenders)
        if action is Action.DECIDE:
            return [
                Reason(BACK, self.tr("Back to the sender")),
                Reason(ACCEPT, self.tr("Accept as over or short")),
            ]
        reasons = state.reasons_of(action.reasons)
        return [Reason(r.code, self._words.term(r.label)) for r in reasons[:_MOST]]

    def pending(self, pending: Pending) -> tuple[str, str]:
        """Something to act on: what it is, and from where, in which bag, since when."""
        kinds = {
            MovementKind.LOAN: self.tr("Loan"),
            MovementKind.PICKUP: self.tr("Pickup"),
            MovementKind.DROP: self.tr("Safe drop"),
            MovementKind.FLOAT: self.tr("Prepared float"),
            MovementKind.DEPOSIT: self.tr("Bank deposit"),
            MovementKind.ADVANCE: self.tr("Petty cash"),
            MovementKind.CHANGE_ORDER: self.tr("Change order"),
        }
        title = kinds.get(pending.kind, pending.kind.value)
        if pending.state is MovementState.ASKED:
            title = self.tr("Loan asked for")
        place = self.tr("Till {0}").format(pending.till_id) if pending.till_id else ""
        bag = self.tr("bag {0}").format(pending.bag) if pending.bag else ""
        state = ""
        if pending.disputed:
            state = self.tr("in dispute")
        elif pending.late:
            state = self.tr("late")
        at = self._words.time(pending.at)
        who = pending.party if pending.advance and pending.party else pending.sender
        parts = (place, bag, who, at, state)
        return title, " · ".join(part for part in parts if part)

    def short_row(self, pending: Pending) -> ListRow:
        """The same where there is little room."""
        title, _ = self.pending(pending)
        state = self.tr("in dispute") if pending.disputed else ""
        late = self.tr("late") if pending.late else ""
        bag = self.tr("bag {0}").format(pending.bag) if pending.bag else ""
        whose = pending.party or pending.sender if pending.advance else ""
        at = self._words.time(pending.at)
        said = (state or late or bag or whose, at)
        return ListRow(pending.id, title, " · ".join(part for part in said if part))

    def subject(self, pending: Pending) -> str:
        """What a form is about: who has it or where it is from, and how much if that is said."""
        title, under = self.pending(pending)
        value = "" if pending.amount is None else self._words.money(pending.amount)
        return " · ".join(part for part in (title, under, value) if part)

    def waiting(self, found: Sequence[Pending]) -> Listing:
        """Everything that somebody must act on."""
        return Listing(
            WAITING,
            self.tr("On its way"),
            self.tr("Press a number to receive, send, settle or decide."),
            tuple(self._pending_row(p) for p in found),
            self.tr("Nothing waits. All money has arrived, and no advance is open."),
        )

    def advances(self, found: Sequence[Pending]) -> Listing:
        """Advances whose receipt and change are not back."""
        return Listing(
            Action.SETTLE_ADVANCE.value,
            self.tr("Open advances"),
            self.tr("Press a number to settle one."),
            tuple(self._pending_row(p) for p in found),
            self.tr("No advance is open."),
        )

    def zs(self, found: Sequence[PastZ]) -> Listing:
        """Past Zs, newest first."""
        rows = tuple(
            ListRow(
                z.transaction_id,
                self.tr("Till {0} · Z {1}").format(z.till_id, f"{z.z_number:04d}"),
                f"{self._words.when(z.at)} · {z.operator}",
                icon="receipt-text",
            )
            for z in found
        )
        return Listing(
            Action.Z_REPORT.value,
            self.tr("Past Z"),
            self.tr("Press a number to see one; then it can be printed again."),
            rows,
            self.tr("No till was settled yet."),
        )

    def tills(self, action: Action, found: Sequence[TillChoice]) -> Listing:
        """Tills to prepare, or to close without their operators."""
        prepares = action is Action.PREPARE
        rows = tuple(
            ListRow(
                str(t.id) if prepares else t.session_id, t.name, self._till_line(t), icon="inbox"
            )
            for t in found
        )
        return Listing(
            action.value,
            self.tr("Prepare a till") if prepares else self.tr("Force-close a till"),
            self.tr("Press a number to choose the till."),
            rows,
            self.tr("Every till is in use.") if prepares else self.tr("No other till is open."),
        )

    def x_paper(self, slip: Document, session: TillSession) -> Paper:
        """An X as the page shows it."""
        return Paper(
            slip,
            self.tr("X report, till {0}").format(session.till_id),
            self.tr("What the till did so far."),
            (
                self.tr("It names no amounts: the till stays blind until it is counted."),
                self.tr("Printing it changes nothing in the till."),
            ),
            session_id=session.id,
        )

    def z_paper(self, slip: Document, z: PastZ) -> Paper:
        """A past Z as the page shows it."""
        return Paper(
            slip,
            self.tr("Till {0} · Z {1}").format(z.till_id, f"{z.z_number:04d}"),
            f"{self._words.when(z.at)} · {z.operator}",
            (
                self.tr("It prints again as it was, marked as a duplicate."),
                self.tr("That it was printed again is logged."),
            ),
            till_id=z.till_id,
            z_number=z.z_number,
        )

    def _swaps(self, tenders: Sequence[Tender]) -> list[Reason]:
        found = []
        for tender in tenders:
            if tender is not Tender.CASH:
                name = self._words.tender(tender)
                into = self.tr("Take {0}, give cash").format(name.lower())
                out = self.tr("Give {0}, take cash").format(name.lower())
                found.append(Reason(f"{Tender.CASH.value}:{tender.value}", into))
                found.append(Reason(f"{tender.value}:{Tender.CASH.value}", out))
        return found[:_MOST]

    def _pending_row(self, pending: Pending) -> ListRow:
        title, under = self.pending(pending)
        value = "" if pending.amount is None else self._words.money(pending.amount)
        icon = "circle-alert" if pending.disputed else "wallet" if pending.advance else "package"
        return ListRow(pending.id, title, under, value, icon)

    def _till_line(self, till: TillChoice) -> str:
        if till.session_id:
            since = "" if till.since is None else self._words.time(till.since)
            suspended = till.state == SessionState.SUSPENDED
            state = self.tr("Suspended") if suspended else self.tr("Open")
            return " · ".join(p for p in (till.open_at, till.operator, since, state) if p)
        if till.settled_at is None:
            return self.tr("Not used yet")
        return self.tr("Settled {0}").format(self._words.when(till.settled_at))
