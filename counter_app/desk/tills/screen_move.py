"""Money that moves without a sale: why, how much, to whom, in which bag; and bags that arrive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.cash import MovementKind
from counter_app.core.money import Money
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker


class Action(Enum):
    """What can be done with an open till besides counting it, in the order of the digits."""

    PAID_OUT = "paid_out"
    PAID_IN = "paid_in"
    DROP = "drop"
    PICKUP = "pickup"
    LOAN = "loan"
    NO_SALE = "no_sale"
    AUDIT = "audit"
    SUSPEND = "suspend"
    CLOSE_LATER = "close_later"
    RECEIVE = "receive"

    @property
    def kind(self) -> MovementKind | None:
        """The kind of movement it makes, None if it makes none."""
        known = {k.value: k for k in MovementKind}
        return known.get(self.value)

    @property
    def permission(self) -> str:
        """What somebody must be allowed to do; "" where an approval helps or the till's own."""
        known = {
            Action.PAID_OUT: "tills.paid_out",
            Action.PAID_IN: "tills.paid_in",
            Action.DROP: "tills.drop",
            Action.PICKUP: "tills.pickup",
            Action.LOAN: "tills.loan",
            Action.AUDIT: "tills.audit",
            Action.SUSPEND: "tills.close",
            Action.CLOSE_LATER: "tills.close",
        }
        return known.get(self, "")

    @property
    def reasons(self) -> str:
        """The group of reasons it needs, "" if it needs none."""
        needs = (Action.PAID_OUT, Action.PAID_IN, Action.NO_SALE)
        return self.value if self in needs else ""

    @property
    def bagged(self) -> bool:
        """Whether the money goes in a bag with a seal."""
        return self in (Action.DROP, Action.PICKUP, Action.LOAN)


@dataclass(frozen=True, slots=True)
class MoveInput:
    """What somebody typed so far."""

    action: Action
    reason: str = ""
    amount: Money | None = None
    texts: dict[str, str] = field(default_factory=dict)
    movement_id: str = ""

    @property
    def complete(self) -> bool:
        """Whether it can be sent."""
        if self.action.reasons and not self.reason:
            return False
        return self.action is Action.NO_SALE or self.amount is not None


FIELDS = ("party", "bag", "seal", "note")


class MovePage(QWidget):
    """Reasons, an amount, and the fields that this movement has."""

    changed = Signal()

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.bar = FindingsBar()
        self.picker = ReasonPicker(across=4)
        self.edit = MoneyEdit(exponent, symbol)
        self.edit.setFixedHeight(theme.px(56))
        self.edit.changed.connect(lambda _: self.changed.emit())
        self.edit.returnPressed.connect(self.walk_on)
        self._title = Label("", Text.STRONG)
        self._hint = Label("", Text.HINT, "ink2", wrap=True)
        self.fields = {name: Field("") for name in FIELDS}
        for one in self.fields.values():
            one.edit.setMaxLength(40)
            one.edit.textEdited.connect(lambda _: self.changed.emit())
            one.submitted.connect(lambda _: self.walk_on())
        self.fields["note"].edit.setMaxLength(200)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.bar)
        self._column.addWidget(self.picker)
        self._column.addWidget(self._card())
        self._column.addStretch(1)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has reasons in rows of three."""
        self._column.setSpacing(theme.px(gap))
        self.picker.set_across(3 if gap < 16 else 4)
        self.bar.set_compact(gap < 16)

    def start(self, action: Action) -> None:
        """An empty page for one action, hands where the first thing is missing."""
        self.clear()
        self.go_on(action, "")

    def clear(self) -> None:
        """Forget what was typed: who receives a bag must not read what was sent."""
        self.edit.clear()
        for one in self.fields.values():
            one.edit.clear()

    def go_on(self, action: Action, reason: str) -> None:
        """Put the hands on the amount once the reason is there."""
        if action.reasons and not reason:
            return
        if action is not Action.NO_SALE:
            self.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def texts(self) -> dict[str, str]:
        """What stands in the fields that are shown."""
        return {name: one.edit.text() for name, one in self.fields.items() if not one.isHidden()}

    def walk_on(self) -> None:
        """From the amount to the next field, as Return does."""
        order = [self.edit, *(one.edit for one in self.fields.values())]
        shown = [edit for edit in order if edit.isVisible()]
        place = next((i for i, edit in enumerate(shown) if edit.hasFocus()), -1)
        if shown:
            shown[(place + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_move(self, move: MoveInput, reasons: Sequence[Reason], finding: Finding) -> None:
        """Write what is being done."""
        action = move.action
        self.bar.show_findings([finding])
        self.picker.set_reasons(reasons)
        self.picker.set_chosen(move.reason)
        self.picker.setVisible(bool(reasons))
        self.picker.set_title(self.tr("Reason"))
        for widget in (self.edit, self._title, self._hint):
            widget.setVisible(action is not Action.NO_SALE)
        shown = {"note"}
        if action is Action.PAID_OUT:
            shown |= {"party"}
        if action.bagged:
            shown |= {"bag", "seal"}
        for name, one in self.fields.items():
            one.setVisible(name in shown)
        self._title.setText(self.tr("Amount"))
        self.edit.setAccessibleName(self.tr("Amount"))
        self._hint.setText(self.tr("Digits fill in from the right: 1 5 0 0 is 15.00."))
        self.fields["party"].set_label(self.tr("Who is paid"))
        self.fields["bag"].set_label(self.tr("Bag number"))
        self.fields["seal"].set_label(self.tr("Seal"))
        self.fields["note"].set_label(self.tr("Note"))

    def _card(self) -> Card:
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        for widget in (self._title, self.edit, self._hint):
            card.column.addWidget(widget)
        bags = QHBoxLayout()
        bags.setSpacing(theme.px(12))
        bags.addWidget(self.fields["bag"], 1)
        bags.addWidget(self.fields["seal"], 1)
        card.column.addWidget(self.fields["party"])
        card.column.addLayout(bags)
        card.column.addWidget(self.fields["note"])
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return card
