"""What a customer can have instead, as each task says of itself: the options panel's rows.

A task names a provider as `Task.offers`; nobody imports a task sideways for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from counter_app.core.approval import Finding
from counter_app.core.money import Money
from counter_app.core.operator import Operator
from counter_app.core.task import Task, resolve
from counter_app.core.words import Template, Words
from counter_app.records.work import Work
from counter_app.station import Station


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing policy allows this customer now, or does not, and why.

    `amount` None where it has none. `manager` means that somebody has to agree. `on_slip` False
    keeps it between clerk and manager. A day among `params` comes with its raw form (`until_on`).
    """

    code: str
    template: Template
    params: Mapping[str, str] = field(default_factory=dict)
    amount: Money | None = None
    allowed: bool = True
    manager: bool = False
    why: Finding | None = None
    icon: str = ""
    on_slip: bool = True

    def text(self, words: Words) -> str:
        """What it is, in a language."""
        return words.filled(words.term(self.template.text), self.params)


Provider: TypeAlias = Callable[[Work, str, Operator], Sequence[Offer]]
"""(a look that cannot write, the receipt's id, who works here) to what the task could do."""


def offers_of(tasks: tuple[Task, ...], receipt_id: str, station: Station) -> tuple[Offer, ...]:
    """What all tasks could do about a receipt besides the return itself."""
    with station.look() as work:
        return offers_in(work, tasks, receipt_id, work.operator(station.operator_id))


def offers_in(
    work: Work, tasks: tuple[Task, ...], receipt_id: str, operator: Operator
) -> tuple[Offer, ...]:
    """The same on a look that is open, for this operator."""
    found: list[Offer] = []
    for task in tasks:
        if task.offers is not None:
            provider: Provider = resolve(task.offers)
            found.extend(provider(work, receipt_id, operator))
    return tuple(found)
