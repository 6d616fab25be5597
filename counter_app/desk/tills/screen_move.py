"""The form of a movement: a choice, how much, to whom, in which bag; and bags that arrive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.tills.draft import ONE_BY_ONE
from counter_app.desk.tills.screen_action import Action, MoveInput
from counter_app.desk.tills.screen_parts import CASH, Part, PartTabs
from counter_app.desk.tills.screen_slips import SlipsPage
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.widgets.scroll import scrolling

SLIPS: Final = frozenset(tender.value for tender in ONE_BY_ONE)
FIELDS = ("reference", "party", "bag", "seal", "tag", "note")
PAIRS = (("bag", "seal"), ("tag",), ("reference",), ("party",), ("note",))


class MovePage(QWidget):
    """A choice, amounts, and the fields that this movement has."""

    changed = Signal()
    turned = Signal(str)
    """Another tender is wanted on view."""

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.bar = FindingsBar()
        self.part = CASH
        self.tabs = PartTabs()
        self.tabs.picked.connect(self.turned)
        self.slips = SlipsPage(exponent, symbol)
        self.slips.walked.connect(self.next_part)
        self.across = 4
        self.picker = ReasonPicker(across=self.across)
        self.edit, self.second = (MoneyEdit(exponent, symbol) for _ in range(2))
        for edit in (self.edit, self.second):
            edit.setFixedHeight(theme.px(56))
            edit.changed.connect(lambda _: self.changed.emit())
            edit.returnPressed.connect(self.walk_on)
            edit.installEventFilter(self)
        self._title, self._second_title = (Label("", Text.STRONG) for _ in range(2))
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
        self._column.addWidget(self.tabs)
        self._pages = QStackedWidget()
        for page in (self._scrolled(), self.slips):
            self._pages.addWidget(page)
        self._column.addWidget(self._pages, 1)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has choices in rows of three."""
        self._column.setSpacing(theme.px(gap))
        self.across = 3 if gap < 16 else 4
        self.picker.set_across(self.across)
        self.bar.set_compact(gap < 16)

    def start(self, action: Action) -> None:
        """An empty page for one action, hands where the first thing is missing."""
        self.clear()
        self.go_on(action, "")

    def clear(self) -> None:
        """Forget what was typed: who receives a bag must not read what was sent."""
        for edit in (self.edit, self.second, self.slips.edit):
            edit.clear()
        for one in self.fields.values():
            one.edit.clear()
        self.slips.show_slips((), ("", "", ""))
        self.tabs.show_parts((), CASH)

    def go_on(self, action: Action, reason: str) -> None:
        """Put the hands on what comes after the choice, once that is made."""
        form = action.form
        if form.choice and not reason:
            return
        if form.amount:
            self.edit.setFocus(Qt.FocusReason.TabFocusReason)
        elif form.texts and (not form.choice or action is not Action.NO_SALE):
            self.fields[form.texts[0]].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def next_part(self) -> None:
        """The tender after this one; after the last, cash again."""
        keys = self.tabs.keys
        if len(keys) > 1:
            self.turned.emit(keys[(keys.index(self.part) + 1) % len(keys)])

    def show_part(self, part: str, minor: int | None) -> None:
        """Bring a tender on view with what was typed of it."""
        self.part = part
        if part not in SLIPS and self.edit.minor() != minor:
            self.edit.set_minor(minor)
        self._pages.setCurrentIndex(int(part in SLIPS))

    def take_hands(self) -> None:
        """Put the hands on the amount that is on view."""
        self.typing().setFocus(Qt.FocusReason.TabFocusReason)

    def typing(self) -> MoneyEdit:
        """The amount that the keypad types."""
        if self.part in SLIPS:
            return self.slips.edit
        return self.second if self.second.hasFocus() else self.edit

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keypad follows from one amount to the other."""
        if event.type() == QEvent.Type.FocusIn:
            self.changed.emit()
        return super().eventFilter(watched, event)

    def texts(self) -> dict[str, str]:
        """What stands in the fields that are shown."""
        return {name: one.edit.text() for name, one in self.fields.items() if not one.isHidden()}

    def walk_on(self) -> None:
        """From the amount to the next field, as Return does; a check is added to the others."""
        if self.part in SLIPS:
            self.slips.take()
            return
        order: list[QLineEdit] = [self.edit, self.second]
        order += [one.edit for one in self.fields.values()]
        shown = [edit for edit in order if edit.isVisible()]
        place = next((i for i, edit in enumerate(shown) if edit.hasFocus()), -1)
        if shown:
            shown[(place + 1) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_move(
        self,
        move: MoveInput,
        choices: Sequence[Reason],
        finding: Finding,
        labels: dict[str, str],
        parts: Sequence[Part] = (),
    ) -> None:
        """Write what is being done; `labels` names the choice, the amounts and the fields.

        `parts` are the tenders that may move; of one alone there is nothing to choose.
        """
        form = move.action.form
        self.tabs.show_parts(parts, move.part)
        self.bar.show_findings([finding])
        self.picker.set_reasons(choices)
        self.picker.set_chosen(move.reason)
        self.picker.setVisible(form.choice)
        self.picker.set_title(labels["choice"])
        for widget in (self.edit, self._title, self._hint):
            widget.setVisible(form.amount)
        for widget in (self.second, self._second_title):
            widget.setVisible(form.second)
        self._sums.setStretch(1, int(form.second))
        for name, one in self.fields.items():
            one.setVisible(name in form.texts)
            one.set_label(labels[name])
        self._title.setText(labels["amount"])
        self._second_title.setText(labels["second"])
        self.edit.setAccessibleName(labels["amount"])
        self.second.setAccessibleName(labels["second"])
        self._hint.setText(self.tr("Digits fill in from the right: 1 5 0 0 is 15.00."))

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("kind", "clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card())
        column.addStretch(1)
        return scrolling(inside)

    def _card(self) -> Card:
        card = Card(20)
        card.column.setSpacing(theme.px(12))
        self._sums = sums = QHBoxLayout()
        sums.setSpacing(theme.px(12))
        for title, edit in ((self._title, self.edit), (self._second_title, self.second)):
            one = QVBoxLayout()
            one.setSpacing(theme.px(12))
            one.addWidget(title)
            one.addWidget(edit)
            sums.addLayout(one, 1)
        card.column.addLayout(sums)
        card.column.addWidget(self._hint)
        for names in PAIRS:
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            for name in names:
                row.addWidget(self.fields[name], 1)
            card.column.addLayout(row)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return card
