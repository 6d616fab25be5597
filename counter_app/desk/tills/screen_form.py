"""A form of the cash room: reasons with a digit each, amounts as on a till, and fields."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.money import Money
from counter_app.desk.tills.screen_count import type_into
from counter_app.desk.tills.screen_steps import Entry, FormStep, Job
from counter_app.ui import theme
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.findings_bar import FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.reason_picker import ReasonPicker

ACROSS = 2
"""Fields side by side."""


class FormPage(QWidget):
    """Builds its fields for a step and says whenever something in them changes."""

    changed = Signal()

    def __init__(self, exponent: int, symbol: str) -> None:
        super().__init__()
        self._exponent, self._symbol = exponent, symbol
        self._names: tuple[tuple[str, bool], ...] = ()
        self.fields: dict[str, Field] = {}
        self.head = ScreenHead()
        self.bar = FindingsBar()
        self.picker = ReasonPicker(across=4)
        self._card = Card(20)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(12))
        self._card.column.addLayout(self._grid)
        self._card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.bar, self.picker, self._card):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has reasons in rows of three."""
        self._column.setSpacing(theme.px(gap))
        self.picker.set_across(3 if gap < 16 else 4)
        self.bar.set_compact(gap < 16)

    def show_step(self, step: FormStep, job: Job) -> None:
        """Write a step; fields that are the same keep what is being typed."""
        self.bar.show_findings([step.finding])
        self.picker.setVisible(bool(step.reasons))
        self.picker.set_title(step.reasons_title)
        self.picker.set_reasons(step.reasons)
        self.picker.set_chosen(job.reason)
        names = tuple((entry.name, entry.money) for entry in step.entries)
        if names != self._names:
            self._build(step.entries)
            self._names = names
        self._card.setVisible(bool(step.entries))
        for entry in step.entries:
            self.fields[entry.name].set_label(entry.words)
            edit = self.fields[entry.name].edit
            if isinstance(edit, MoneyEdit):
                amount = job.money.get(entry.name)
                minor = None if amount is None else amount.minor
                if edit.minor() != minor:
                    edit.set_minor(minor)
            elif edit.text() != job.texts.get(entry.name, ""):
                edit.setText(job.texts.get(entry.name, ""))

    def start(self, step: FormStep, job: Job) -> None:
        """Put the hands on the first field, or leave the digits to the reasons."""
        if (step.reasons and not job.reason) or not step.entries:
            focused = self.window().focusWidget()
            if focused is not None:
                focused.clearFocus()
            return
        self._edits()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def walk_on(self) -> None:
        """The next field, as Return does."""
        edits = self._edits()
        here = next((i for i, edit in enumerate(edits) if edit.hasFocus()), -1)
        if edits:
            edits[(here + 1) % len(edits)].setFocus(Qt.FocusReason.TabFocusReason)

    def current(self) -> QLineEdit | None:
        """The field that keys and keypad type into: the one with the focus, else the first."""
        edits = self._edits()
        return next((e for e in edits if e.hasFocus()), edits[0] if edits else None)

    def take_key(self, key: str, *, choosing: bool) -> bool:
        """A key that no field took: a reason's digit first, then digits of the amount."""
        if key == "Return":
            self.walk_on()
            return True
        if choosing and len(key) == 1 and key in "123456789":
            return self.picker.pick_digit(int(key))
        edit = self.current()
        return edit is not None and type_into(edit, key)

    def first_amount(self) -> MoneyEdit | None:
        """The field that a keypad types into."""
        return next((e for e in self._edits() if isinstance(e, MoneyEdit)), None)

    def texts(self) -> Mapping[str, str]:
        """What stands in the fields of words."""
        return {
            name: one.edit.text()
            for name, one in self.fields.items()
            if not isinstance(one.edit, MoneyEdit)
        }

    def amounts(self) -> Mapping[str, Money]:
        """What was typed into the fields of money."""
        found: dict[str, Money] = {}
        for name, one in self.fields.items():
            minor = one.edit.minor() if isinstance(one.edit, MoneyEdit) else None
            if minor is not None:
                found[name] = Money(minor)
        return found

    def forget(self) -> None:
        """Empty every field: who receives a bag must not read what was sent."""
        remove(self._grid, self.fields.values())
        self.fields, self._names = {}, ()

    def _build(self, entries: tuple[Entry, ...]) -> None:
        self.forget()
        place = 0
        for entry in entries:
            one = self._field(entry)
            long = entry.longest > 100 or len(entries) == 1
            if long and place % ACROSS:
                place += 1
            row, column, wide = place // ACROSS, place % ACROSS, ACROSS if long else 1
            self._grid.addWidget(one, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
            place += ACROSS if long else 1
            self.fields[entry.name] = one
        for column in range(ACROSS):
            self._grid.setColumnStretch(column, 1)

    def _field(self, entry: Entry) -> Field:
        if entry.money:
            edit = MoneyEdit(self._exponent, self._symbol)
            edit.setFixedHeight(theme.px(48))  # as high as the field beside it
            edit.changed.connect(lambda _: self.changed.emit())
            one = Field(entry.words, edit)
        else:
            one = Field(entry.words)
            one.edit.setMaxLength(entry.longest)
            one.edit.textEdited.connect(lambda _: self.changed.emit())
        one.submitted.connect(lambda _: self.walk_on())
        return one

    def _edits(self) -> list[QLineEdit]:
        return [one.edit for one in self.fields.values()]
