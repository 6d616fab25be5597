"""What can be done with a till besides counting it: its key, who may, and what its form asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Final

from counter_app.core.cash import MovementKind
from counter_app.core.money import ZERO, Money, total
from counter_app.core.operator import Operator
from counter_app.core.transaction import Tender
from counter_app.desk.tills.draft import ONE_BY_ONE, CountDraft


class Group(Enum):
    """The columns in which actions stand."""

    MONEY = "money"
    SAFE = "safe"
    TILL = "till"


class Action(Enum):
    """One thing to do; its value is its address, and a movement's kind where it makes one."""

    PAID_OUT = "paid_out"
    PAID_IN = "paid_in"
    NO_SALE = "no_sale"
    CHANGE = "change"
    EXCHANGE = "exchange"
    COUNTERFEIT = "counterfeit"
    ADVANCE = "advance"
    SETTLE_ADVANCE = "settle_advance"
    DROP = "drop"
    ASK_LOAN = "ask_loan"
    PICKUP = "pickup"
    LOAN = "loan"
    AUDIT = "audit"
    X_REPORT = "x_report"
    Z_REPORT = "z_report"
    SUSPEND = "suspend"
    CLOSE_LATER = "close_later"
    PREPARE = "prepare"
    FORCE_CLOSE = "force_close"
    RECEIVE = "receive"
    DECIDE = "decide"

    @property
    def kind(self) -> MovementKind | None:
        """The kind of movement it makes, None if it makes none."""
        return _KINDS.get(self.value)

    @property
    def key(self) -> str:
        """The key that begins it, the same for everybody; "" where a row of a list does."""
        return _KEYS.get(self, "")

    @property
    def group(self) -> Group:
        """The column it stands in."""
        if self in (Action.DROP, Action.ASK_LOAN, Action.PICKUP, Action.LOAN):
            return Group.SAFE
        return Group.TILL if self in _OF_TILL else Group.MONEY

    @property
    def permission(self) -> str:
        """What somebody must be allowed to do; "" where an approval helps or the till's own."""
        return _NEEDS.get(self, "")

    @property
    def icon(self) -> str:
        """Its picture."""
        return _ICONS[self]

    @property
    def form(self) -> Form:
        """What its form asks for."""
        return FORMS.get(self, Form())

    @property
    def reasons(self) -> str:
        """The group of policy's reasons it needs, "" if it needs none."""
        if self is Action.SETTLE_ADVANCE:
            return Action.PAID_OUT.value
        needs = (Action.PAID_OUT, Action.PAID_IN, Action.NO_SALE)
        return self.value if self in needs else ""

    @property
    def without_till(self) -> bool:
        """Whether it can be done at a desk that has no till open."""
        return self in (Action.Z_REPORT, Action.PREPARE, Action.FORCE_CLOSE)


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked: a choice first, an amount, a second amount, and texts in this order."""

    choice: bool = False
    amount: bool = False
    second: bool = False
    texts: tuple[str, ...] = ()


_BAG: Final = ("bag", "seal", "note")
FORMS: Final = MappingProxyType(
    {
        Action.PAID_OUT: Form(choice=True, amount=True, texts=("party", "note")),
        Action.PAID_IN: Form(choice=True, amount=True, texts=("note",)),
        Action.NO_SALE: Form(choice=True, texts=("note",)),
        Action.EXCHANGE: Form(choice=True, amount=True, texts=("reference", "note")),
        Action.COUNTERFEIT: Form(choice=True, texts=("reference", "party", "note")),
        Action.ADVANCE: Form(amount=True, texts=("party", "note")),
        Action.SETTLE_ADVANCE: Form(
            choice=True, amount=True, second=True, texts=("reference", "note")
        ),
        Action.DROP: Form(amount=True, texts=_BAG),
        Action.PICKUP: Form(amount=True, texts=_BAG),
        Action.LOAN: Form(amount=True, texts=_BAG),
        Action.ASK_LOAN: Form(amount=True, texts=("note",)),
        Action.RECEIVE: Form(amount=True, texts=("note",)),
        Action.PREPARE: Form(amount=True, texts=("tag", "seal")),
        Action.FORCE_CLOSE: Form(texts=("note",)),
        Action.DECIDE: Form(choice=True, texts=("note",)),
    }
)
"""The fewest fields each action needs."""

_NEEDED: Final = MappingProxyType({Action.FORCE_CLOSE: "note", Action.DECIDE: "note"})
"""A text without which an action cannot be done at all."""

_KINDS: Final = MappingProxyType({k.value: k for k in MovementKind})
_OF_TILL: Final = frozenset(
    {
        Action.AUDIT, Action.X_REPORT, Action.Z_REPORT, Action.SUSPEND, Action.CLOSE_LATER,
        Action.PREPARE, Action.FORCE_CLOSE,
    }
)  # fmt: skip
_KEYS: Final = MappingProxyType(
    {
        Action.PAID_OUT: "1",
        Action.PAID_IN: "2",
        Action.DROP: "3",
        Action.NO_SALE: "4",
        Action.CHANGE: "5",
        Action.EXCHANGE: "6",
        Action.COUNTERFEIT: "7",
        Action.ADVANCE: "8",
        Action.SETTLE_ADVANCE: "9",
        Action.ASK_LOAN: "L",
        Action.PICKUP: "P",
        Action.LOAN: "B",
        Action.AUDIT: "A",
        Action.X_REPORT: "X",
        Action.Z_REPORT: "Z",
        Action.SUSPEND: "S",
        Action.CLOSE_LATER: "C",
        Action.PREPARE: "D",
        Action.FORCE_CLOSE: "F",
    }
)
_NEEDS: Final = MappingProxyType(
    {
        Action.PAID_OUT: "tills.paid_out",
        Action.PAID_IN: "tills.paid_in",
        Action.CHANGE: "tills.exchange",
        Action.EXCHANGE: "tills.exchange",
        Action.COUNTERFEIT: "tills.exchange",
        Action.ADVANCE: "safe.advance",
        Action.SETTLE_ADVANCE: "safe.advance",
        Action.DROP: "tills.drop",
        Action.ASK_LOAN: "tills.open",
        Action.PICKUP: "tills.pickup",
        Action.LOAN: "tills.loan",
        Action.AUDIT: "tills.audit",
        Action.X_REPORT: "tills.x_report",
        Action.Z_REPORT: "tills.x_report",
        Action.SUSPEND: "tills.close",
        Action.CLOSE_LATER: "tills.close",
        Action.PREPARE: "tills.prepare",
        Action.FORCE_CLOSE: "tills.force_close",
        Action.DECIDE: "tills.resolve",
    }
)
_ICONS: Final = MappingProxyType(
    {
        Action.PAID_OUT: "arrow-right",
        Action.PAID_IN: "arrow-left",
        Action.NO_SALE: "inbox",
        Action.CHANGE: "coins",
        Action.EXCHANGE: "arrow-left-right",
        Action.COUNTERFEIT: "ban",
        Action.ADVANCE: "wallet",
        Action.SETTLE_ADVANCE: "receipt-text",
        Action.DROP: "vault",
        Action.ASK_LOAN: "circle-question-mark",
        Action.PICKUP: "package",
        Action.LOAN: "hand-coins",
        Action.AUDIT: "hash",
        Action.X_REPORT: "file-text",
        Action.Z_REPORT: "printer",
        Action.SUSPEND: "pause",
        Action.CLOSE_LATER: "lock",
        Action.PREPARE: "tag",
        Action.FORCE_CLOSE: "triangle-alert",
        Action.RECEIVE: "package",
        Action.DECIDE: "circle-alert",
    }
)

SPREADS: Final = frozenset({Action.DROP, Action.PICKUP, Action.RECEIVE})
"""Actions whose bag may hold other tenders than cash."""
NO_PAPERS: Final = CountDraft("", "")
OPENS_DRAWER: Final = frozenset(
    {
        Action.PAID_OUT, Action.PAID_IN, Action.DROP, Action.PICKUP, Action.NO_SALE,
        Action.CHANGE, Action.EXCHANGE, Action.COUNTERFEIT, Action.ADVANCE, Action.SETTLE_ADVANCE,
    }
)  # fmt: skip
"""Actions for which somebody puts something into the drawer or takes it out."""


@dataclass(frozen=True, slots=True)
class MoveInput:
    """What somebody typed so far.

    `reason` is the choice that was made; `subject` what it is about where that is no open till of
    this desk: a movement, a session, or a till's number. `amount` is the cash; of other tenders
    `sums` holds what their papers come to, and `papers` the checks that were ticked one by one.
    `part` is the tender on view.
    """

    action: Action
    reason: str = ""
    amount: Money | None = None
    second: Money | None = None
    texts: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    title: str = ""
    pieces: dict[str, int] = field(default_factory=dict)
    pieces_back: dict[str, int] = field(default_factory=dict)
    part: str = Tender.CASH.value
    sums: dict[str, Money] = field(default_factory=dict)
    papers: CountDraft = NO_PAPERS

    @property
    def tenders(self) -> dict[Tender, Money]:
        """What moves by tender, cash first; no cash is an answer only for what arrives."""
        found: dict[Tender, Money] = {}
        if self.amount is not None and (self.amount or self.action is Action.RECEIVE):
            found[Tender.CASH] = self.amount
        sums = {Tender(name): m for name, m in self.sums.items()}
        sums |= {t: self.papers.counted_in(t) for t in ONE_BY_ONE}
        return found | {t: m for t, m in sorted(sums.items()) if m}

    @property
    def total(self) -> Money:
        """What moves in all tenders."""
        return total(self.tenders.values())

    @property
    def complete(self) -> bool:
        """Whether it can be sent."""
        form = self.action.form
        if form.choice and not self.reason:
            return False
        needed = _NEEDED.get(self.action)
        if needed is not None and not self.texts.get(needed, "").strip():
            return False
        return not form.amount or self.amount is not None or bool(self.tenders)

    @property
    def back(self) -> Money:
        """The change that came back of an advance; nothing typed is nothing."""
        return self.second or ZERO


def allowed(operator: Operator, *, with_till: bool = True) -> list[Action]:
    """What somebody may begin by a key, in the order of the list."""
    keyed = [a for a in Action if a.key and (with_till or a.without_till)]
    return [a for a in keyed if not a.permission or operator.may(a.permission)]
