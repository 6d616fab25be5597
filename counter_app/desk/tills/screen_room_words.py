"""What the cash room's screens say about money on its way: one line for each thing that waits."""

from __future__ import annotations

from collections.abc import Iterable

from counter_app.core.cash import MovementKind, MovementState
from counter_app.core.money import Money, total
from counter_app.core.transaction import Tender
from counter_app.desk.tills.screen_steps import Entry, FormStep, Job, PiecesStep, Plan
from counter_app.desk.tills.screen_words import TillWords
from counter_app.desk.tills.waiting import Waiting
from counter_app.ui import retold
from counter_app.ui.asked import ApprovalContext, AskedRow, AskedSection
from counter_app.ui.retold import Retelling
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.denomination_grid import Denomination
from counter_app.ui.widgets.findings_bar import Finding, Level


def scan_prompt() -> retold.Retold:
    """What the scan field asks for on every screen of the cash room."""
    return retold.translate("TillsScreen", "Scan a badge, or a receipt for the next customer")


class RoomWords(Retelling):
    """Texts in the language of the window."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self._words = words

    def title(self, one: Waiting) -> str:
        """What it is, and of which till."""
        kinds = {
            MovementKind.LOAN: self.tr("Loan asked for"),
            MovementKind.PICKUP: self.tr("Pickup to receive"),
            MovementKind.DROP: self.tr("Safe drop to receive"),
            MovementKind.DEPOSIT: self.tr("Bank deposit on its way"),
            MovementKind.CHANGE_ORDER: self.tr("Change ordered"),
            MovementKind.ADVANCE: self.tr("Petty cash is out"),
        }
        title = kinds.get(one.kind, one.kind.value)
        if one.state is MovementState.DISPUTED:
            title = self.tr("In dispute")
        return retold.joined(" · ", title, one.till)

    def short(self, one: Waiting) -> str:
        """The same in a word or two, for the block and the board."""
        kinds = {
            MovementKind.LOAN: self.tr("Loan"),
            MovementKind.PICKUP: self.tr("Pickup bag"),
            MovementKind.DROP: self.tr("Safe drop"),
            MovementKind.DEPOSIT: self.tr("Deposit"),
            MovementKind.CHANGE_ORDER: self.tr("Change"),
            MovementKind.ADVANCE: self.tr("Petty cash"),
        }
        disputed = one.state is MovementState.DISPUTED
        return self.tr("Dispute") if disputed else kinds.get(one.kind, one.kind.value)

    def verb(self, one: Waiting) -> str:
        """What its button does."""
        kinds = {
            MovementKind.LOAN: self.tr("Send"),
            MovementKind.DEPOSIT: self.tr("Confirm"),
            MovementKind.ADVANCE: self.tr("Close"),
        }
        disputed = one.state is MovementState.DISPUTED
        return self.tr("Settle") if disputed else kinds.get(one.kind, self.tr("Receive"))

    def line(self, one: Waiting) -> str:
        """In which bag, from whom, since when, and whether it is late."""
        bag = self.tr("bag {0}").format(one.bag) if one.bag else ""
        late = self.tr("late") if one.late else ""
        at = self._words.when(one.at) if one.kind in _LONG else self._words.time(one.at)
        return " · ".join(part for part in (bag, one.party or one.sender, at, late) if part)

    def icon(self, one: Waiting) -> str:
        """The sign of what it is."""
        if one.state is MovementState.DISPUTED:
            return "circle-alert"
        known = {
            MovementKind.LOAN: "hand-coins",
            MovementKind.DEPOSIT: "landmark",
            MovementKind.CHANGE_ORDER: "coins",
            MovementKind.ADVANCE: "wallet",
        }
        return known.get(one.kind, "package")

    def amount(self, one: Waiting) -> str:
        """What may be told of its amount."""
        return "" if one.amount is None else self._words.money(one.amount)

    def inform(self, code: str, text: str, remedy: str) -> Finding:
        """The one thing to know before doing something."""
        return Finding(code, Level.INFORM, text, remedy)

    def piece(self, key: str) -> str:
        """``$5 notes`` for ``note:500``."""
        known = self._known(key)
        return key if known is None else self._words.called(known)

    def _known(self, key: str) -> Denomination | None:
        rows = (*self._words.notes(), *self._words.coins(seldom=True))
        return next((d for d in rows if d.key == key), None)

    def papers(self, tenders: Iterable[Tender]) -> tuple[Entry, ...]:
        """A field for what each tender comes to, cash left out."""
        return tuple(
            Entry(t.value, self._words.tender(t), money=True)
            for t in dict.fromkeys(tenders)
            if t is not Tender.CASH
        )

    def job_amount(self, plan: Plan, job: Job) -> Money:
        """What a job is about, as far as it was typed: pieces first, then papers."""
        typed = total(job.money.values())
        steps = [s for s in plan.steps if isinstance(s, PiecesStep)]
        return typed + job.worth(steps[0].name) if steps else typed

    def asked(self, plan: Plan, job: Job) -> ApprovalContext:
        """What an approver is shown: what was typed, and nothing else."""
        rows = [
            AskedRow(entry.words, job.text(entry.name))
            for step in plan.steps
            if isinstance(step, FormStep)
            for entry in step.entries
            if not entry.money and job.text(entry.name)
        ]
        amount = self.job_amount(plan, job)
        section = AskedSection(plan.where or plan.title, plan.title, rows=tuple(rows))
        shown = self._words.money(amount) if amount else plan.title
        return ApprovalContext(plan.word, shown, sections=(section,))

    def amount_block(
        self, plan: Plan, job: Job, amount: Money, *, ready: bool, note: str = ""
    ) -> Amount:
        """The amount block while a job is being done."""
        last = job.step + 1 == len(plan.steps)
        money = any(
            isinstance(s, PiecesStep) or any(entry.money for entry in s.entries) for s in plan.steps
        )
        return Amount(
            plan.word if money else self.tr("Next"),
            self._words.money(amount) if money else plan.short or plan.title,
            plan.verb if last else self.tr("Go on"),
            note=note,
            enabled=ready,
            money=money,
        )


_LONG = (MovementKind.DEPOSIT, MovementKind.CHANGE_ORDER, MovementKind.ADVANCE)
"""What may wait for more than a day."""
