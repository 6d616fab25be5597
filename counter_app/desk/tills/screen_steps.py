"""What the cash room's screens ask for, step by step: pieces of money, then words and amounts.

A screen makes a plan for each thing it does; the steps only collect and show what was typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from counter_app.core.money import Money
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import worth
from counter_app.ui.widgets.findings_bar import Finding
from counter_app.ui.widgets.reason_picker import Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to type: an amount of money, or words; empty words may stay unless `needed`."""

    name: str
    words: str
    money: bool = False
    needed: bool = False
    longest: int = 40


@dataclass(frozen=True, slots=True)
class FormStep:
    """Fields, and reasons where one must be chosen."""

    line: str
    finding: Finding
    entries: tuple[Entry, ...] = ()
    reasons: tuple[Reason, ...] = ()
    reasons_title: str = ""


@dataclass(frozen=True, slots=True)
class PiecesStep:
    """Notes and coins by pieces under a name of its own.

    `whole`: every usual row needs a number, as in a count; `total`: one total will do; `zero`:
    nothing at all is an answer, too.
    """

    name: str
    line: str
    finding: Finding
    whole: bool = False
    total: bool = False
    zero: bool = False


Step: TypeAlias = FormStep | PiecesStep


@dataclass(frozen=True, slots=True)
class Plan:
    """How one thing is done: its steps, and what the last one's button says.

    `short` stands in the block where no amount does; `where` is the till it is about.
    """

    title: str
    word: str
    verb: str
    steps: tuple[Step, ...]
    where: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Something being done: which action, about what, and all that was typed for it so far.

    `id` becomes the transaction's id and stays until it is on record, so that it happens once.
    """

    id: str
    action: str
    about: str = ""
    step: int = 0
    pieces: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    totals: Mapping[str, Money] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    money: Mapping[str, Money] = field(default_factory=dict)
    reason: str = ""

    def worth(self, name: str) -> Money:
        """What a step's pieces (or its total) are worth."""
        return self.totals.get(name, worth(self.pieces.get(name, {})))

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self.texts.get(name, "").strip()

    @property
    def tenders(self) -> dict[Tender, Money]:
        """The amounts that were typed, by tender."""
        known = {t.value: t for t in Tender}
        return {known[name]: m for name, m in self.money.items() if name in known and m}

    def has_figures(self) -> bool:
        """Whether anything was counted so far."""
        return bool(self.totals) or any(self.pieces.values())


def missing(step: FormStep, job: Job) -> Entry | None:
    """The first field that must be filled and is not."""
    for entry in step.entries:
        if entry.needed and not (entry.name in job.money if entry.money else job.text(entry.name)):
            return entry
    return None
