"""What a manager is asked: the content of the approval card, given by the screen, and the answer.

Texts come formatted; those of `ui.retold` are said again by another desk in its own language.
Amounts for the meter are whole minor units.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.core.approval import Approval, Verdict


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line of the goods or money in question: how many, what, why."""

    count: str
    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A fact: words at the left, value at the right."""

    words: str
    value: str


@dataclass(frozen=True, slots=True)
class AskedSection:
    """Facts about the customer, the clerk or the receipt, under a heading with a note."""

    title: str
    note: str = ""
    sentences: tuple[str, ...] = ()
    lines: tuple[AskedLine, ...] = ()
    rows: tuple[AskedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ApprovalContext:
    """Everything the card shows; the findings to cover come from the verdict itself.

    `amount_minor` and `limit_minor` draw the meter (no limit: no meter). `limit_name` is the
    policy's limit ("refund_cash"), so that the card can say how far the approver may go.
    """

    word: str
    amount: str
    amount_minor: int = 0
    limit_minor: int | None = None
    limit_name: str = ""
    sections: tuple[AskedSection, ...] = ()
    customer_id: str | None = None
    person_id: str | None = None
    """Whose record, or whose card, it is about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: the verdict to cover, what to show, and what happens with the answer."""

    verdict: Verdict
    context: ApprovalContext | None
    granted: Callable[[Approval], None]
    declined: Callable[[], None]
