"""What the detective is given about one counted till, and what it answers. Pure values.

Amounts are in minor units; `cash` of an event is what it did to the till's cash in the books.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from counter_app.core.money import ZERO, Money


class Cause(StrEnum):
    """The kinds of mistakes that are looked for."""

    MISSING = "missing_movement"
    DOUBLED = "doubled_movement"
    WRONG_SIDE = "wrong_side"
    TRANSPOSED = "transposed_digits"
    CHECK_AS_CASH = "check_counted_as_cash"
    MISSED_PICKUP = "missed_pickup"
    UNDECLARED_FLOAT = "undeclared_float"
    DENOMINATION = "wrong_denomination"
    VOID_AFTER_PAYOUT = "void_after_payout"
    OTHER_TILL = "other_till"


TYPED: Final = frozenset({"paid_in", "paid_out", "loan", "pickup", "float"})
"""Flows whose amounts people type; those of sales and refunds are computed."""
INTO: Final = frozenset({"paid_in", "loan", "float"})
"""Typed flows that bring cash into the till; the others take it out."""
WITH_SAFE: Final = frozenset({"loan", "pickup", "float"})


@dataclass(frozen=True, slots=True)
class TillEvent:
    """One thing in the books that moved the till's cash.

    `drawer_opened`: whether the drawer was kicked for it; None where nobody knows. `odd_reason`:
    its reason belongs to movements of the other direction. `confirmed`: its other side
    counted as much.
    """

    id: str
    at: datetime
    flow: str
    cash: Money
    reference: str = ""
    operator_id: int = 0
    reverses: str | None = None
    drawer_opened: bool | None = None
    odd_reason: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A slip or bag that somebody holds: its number, what it says it is, and how much."""

    reference: str
    flow: str
    amount: Money
    at_safe: bool = False

    @property
    def cash(self) -> Money:
        """What it did to the till's cash."""
        return self.amount if self.flow in INTO else -self.amount


@dataclass(frozen=True, slots=True)
class CountSheet:
    """One count: pieces by worth in minor units (notes and coins together)."""

    pieces: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TillCase:
    """Everything known about one counted till.

    `proved` are events before the count that stands before this one: it saw their cash, so they
    explain nothing of what this one found. `at_opening`: it was found before anything happened.

    `usual` is how many pieces of each worth this till usually holds; `checks` are the amounts of
    the checks that the books say are in it; `checks_off` is counted minus expected of checks and
    `safe_off` of the safe, None where it was not counted; `standard_float` is what policy wants.
    `others` is what other tills, by name, were off by on that date.
    """

    expected: Money
    counted: Money
    events: tuple[TillEvent, ...] = ()
    papers: tuple[Paper, ...] = ()
    counts: tuple[CountSheet, ...] = ()
    usual: Mapping[int, int] = field(default_factory=dict)
    checks: tuple[Money, ...] = ()
    checks_off: Money | None = None
    safe_off: Money | None = None
    standard_float: Money = ZERO
    proved: frozenset[str] = frozenset()
    at_opening: bool = False
    others: Mapping[str, Money] = field(default_factory=dict)

    @property
    def off(self) -> Money:
        """Counted minus expected."""
        return self.counted - self.expected


@dataclass(frozen=True, slots=True)
class Explanation:
    """One likely cause. `explains` is the difference it would make; `left` is what it leaves open.

    `events` and `references` name the evidence; `score` (0 to 1000) ranks, the larger the likelier.
    `account` is the other side of the correcting entry, which moves `-correction`; the till gets
    `correction`. Nothing is ever edited.
    """

    cause: Cause
    explains: Money
    score: int
    events: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    amount: Money = ZERO
    flow: str = ""
    worth: tuple[int, int] | None = None
    pieces: int = 0
    left: Money = ZERO
    account: str = ""
    till: str = ""
    correction: Money = ZERO
