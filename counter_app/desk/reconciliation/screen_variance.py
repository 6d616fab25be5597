"""Why a till differs: the likeliest causes, and found slips that are put to the detective."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.core.money import Money
from counter_app.desk.reconciliation.service import FoundSlip, likely_causes, told_in
from counter_app.rules.variance.case import Explanation
from counter_app.ui import theme
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.money_edit import MoneyEdit
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.widgets.scroll import scrolling_rows

FLOWS = ("paid_out", "paid_in", "pickup", "loan", "refund")


class VarianceScreen(Screen):
    """Digits say what kind of slip it is, then its number and amount; F12 asks again with it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._session = ""
        self._flow = ""
        self._slips: tuple[FoundSlip, ...] = ()
        self._found: tuple[Explanation, ...] = ()
        self._head = ScreenHead()
        self._causes = Card()
        self._picker = ReasonPicker(across=5)
        self._picker.picked.connect(self._picked)
        zero = desk.words.money(Money(0))
        symbol = zero[: len(zero) - len(zero.lstrip("$€£¥"))]
        self.amount = MoneyEdit(desk.station.store.currency.exponent, symbol)
        self.amount.changed.connect(lambda _: self._show_block())
        self.number = Field("")
        self.number.edit.setMaxLength(40)
        self.number.edit.textEdited.connect(lambda _: self._show_block())
        self.number.submitted.connect(lambda _: self.amount.setFocus())
        self._amount_field = Field("", self.amount)
        self._form = Card()
        self._form_title = Label("", Text.STRONG)
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self._lay_out()
        self.show_draft(())

    def start(self, intent: Intent) -> None:
        if intent.case_id is not None and intent.case_id != self._session:
            self._session, self._slips = intent.case_id, ()
            self._forget()
        self._ask()

    def panel(self) -> QWidget:
        return self._panel

    def set_grid(self, grid: Grid) -> None:
        self._column.setSpacing(theme.px(grid.gap))
        self._picker.set_across(3 if grid is Grid.SMALL else 5)
        self._block.set_large(grid is Grid.LARGE)

    def take_key(self, key: str) -> bool:
        if len(key) == 1 and key in "123456789" and not self._flow:
            return self._picker.pick_digit(int(key))
        return False

    def primary(self) -> None:
        """F12: put the slip to the detective."""
        minor = self.amount.minor()
        if self._flow and minor and self.number.text().strip():
            slip = FoundSlip(self.number.text().strip(), self._flow, Money(minor))
            self._slips = (*self._slips, slip)
            self._forget()
            self._ask()

    def escape(self) -> bool:
        """Out of the form, then back to the Books."""
        if self._flow:
            self._forget()
            self.show_draft(self._found)
        else:
            self.desk.open(Intent("reconciliation"))
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self._found)
        super().changeEvent(event)

    def show_draft(self, draft: tuple[Explanation, ...]) -> None:
        """Write causes, form and panel."""
        self._found = draft
        self._head.set_words(
            self.tr("Why this till differs"),
            self.tr("A variance belongs to the till, never to a person."),
        )
        self._show_causes(draft)
        self._form_title.setText(self.tr("A slip was found"))
        self._picker.set_title(self.tr("What the slip says"))
        names = {
            "paid_out": self.tr("Paid out"),
            "paid_in": self.tr("Paid in"),
            "pickup": self.tr("Pickup"),
            "loan": self.tr("Loan"),
            "refund": self.tr("Refund"),
        }
        self._picker.set_reasons([Reason(flow, names[flow]) for flow in FLOWS])
        self._picker.set_chosen(self._flow)
        self.number.set_label(self.tr("Number on the slip"))
        self._amount_field.set_label(self.tr("Amount"))
        given = tuple(
            KeyRow(f"{names[s.flow]} {s.number}", self.desk.words.money(s.amount))
            for s in self._slips
        )
        sub = "" if given else self.tr("None yet. A slip without its entry is strong evidence.")
        self._panel.show_sections(
            (
                Section(
                    self.tr("Likely causes"),
                    sub=self.tr("The desk suggests an entry; it never books one by itself."),
                    style=SectionStyle.HEAD,
                ),
                Section(self.tr("Slips that were found"), sub=sub, rows=given),
            )
        )
        self._show_block()

    def _show_causes(self, causes: Sequence[Explanation]) -> None:
        clear(self._causes.column)
        add = self._causes.column.addWidget
        if not causes:
            add(Label(self.tr("No cause fits."), Text.STRONG))
            add(Label(self.tr("Look for slips in the drawer, and put them in below."),
                      Text.HINT, "ink2", wrap=True))  # fmt: skip
        told = told_in(self.desk.words.language, causes[:3], self.desk.station.store)
        for place, one in enumerate(told):
            head = self.tr("Likeliest cause") if place == 0 else self.tr("Or")
            add(Label(head, Text.CAPTION, "ink2"))
            add(Label(one.title, Text.STRONG, wrap=True))
            add(Label(one.evidence, Text.HINT, "ink2", wrap=True))
            if place == 0:
                add(Label(one.entry, Text.VALUE, wrap=True))

    def _show_block(self) -> None:
        minor = self.amount.minor()
        ready = bool(self._flow and minor and self.number.text().strip())
        note = "" if ready else self.tr("Type its number and amount.")
        shown = self.desk.words.money(Money(minor or 0))
        self._block.show_amount(
            Amount(self.tr("The slip says"), shown, self.tr("Look again"), note=note, enabled=ready)
        )

    def _picked(self, flow: str) -> None:
        self._flow = flow
        self._picker.set_chosen(flow)
        self._show_block()
        self.number.edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _forget(self) -> None:
        self._flow = ""
        self.number.edit.clear()
        self.amount.clear()
        focused = self.window().focusWidget()
        if focused is not None:
            focused.clearFocus()

    def _ask(self) -> None:
        if self._session:
            self.desk.runner.run(
                likely_causes, self._session, self._slips, done=self.show_draft, busy=self._block
            )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.number, 1)
        row.addWidget(self._amount_field, 1)
        self.amount.setFixedHeight(theme.px(48))
        self._form.column.addWidget(self._form_title)
        self._form.column.addWidget(self._picker)
        self._form.column.addLayout(row)
        column = QVBoxLayout()
        column.addWidget(self._causes)
        column.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        self._column.addWidget(self._head)
        self._column.addWidget(scrolling_rows(column), 1)
        self._column.addWidget(self._form)
