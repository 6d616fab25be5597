"""Card refunds that were interrupted: which ones, what became of them, and how each is ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.intent import Intent
from counter_app.core.said import Said
from counter_app.ui import theme
from counter_app.ui.parked import WorkRow
from counter_app.ui.refusals import said_in
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.settle_words import (
    books_missing,
    groups_of,
    heading,
    kind_words,
    state_words,
    way_out,
)
from counter_app.ui.theme import Text
from counter_app.ui.unsettled import Unsettled, ask_again, was_declined, went_through
from counter_app.ui.wedge import SINGLE_PRESS
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.pill import Tone
from counter_app.ui.widgets.scroll import scrolling_rows


class SettleScreen(Screen):
    """Digits choose one; F12 asks again or opens it; a manager says how it ended."""

    def __init__(self, desk: Desk, looked: Callable[[], None]) -> None:
        """`looked` looks for them again, since one has ended."""
        super().__init__(desk)
        self._look_again = looked
        self._shown: tuple[Unsettled, ...] = ()
        self._chosen = ""
        self._head = ScreenHead()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.code = Field("")
        self.code.edit.setMaxLength(12)
        self.through = Button("", key="Alt+Y")
        self.declined = Button("", key="Alt+N")
        for button in (self.through, self.declined):
            button.setProperty(SINGLE_PRESS, True)
        self._way_out = Label("", Text.HINT, "ink2", wrap=True)
        self._person = Card(17)
        self._panel = ContextPanel()
        self.block = AmountBlock()
        self._lay_out()
        self.block.pressed.connect(self.primary)
        self.through.clicked.connect(self._went_through)
        self.declined.clicked.connect(self._was_declined)

    def start(self, intent: Intent) -> None:
        self.code.edit.clear()
        self._look_again()

    def show_unsettled(self, found: tuple[Unsettled, ...]) -> None:
        """Show these; the one that was chosen stays chosen."""
        self.show_draft(found)

    def show_draft(self, draft: tuple[Unsettled, ...]) -> None:
        """Rows, panel and the next step: refunds first, then what cards pay in."""
        draft = tuple(sorted(draft, key=lambda one: one.paid_in))
        self._shown = draft
        if self.chosen is None:
            self._chosen = draft[0].request_id if draft else ""
        self._head.set_words(
            heading(draft),
            self.tr("These were interrupted. Each one is ended once; no money moves twice."),
        )
        self.code.set_label(self.tr("Approval code on the terminal’s paper"))
        self.through.set_words(self.tr("It went through"))
        said_yes = self.chosen is not None and self.chosen.state == "approved"
        declined = self.tr("The terminal undid it") if said_yes else self.tr("It was declined")
        self.declined.set_words(declined)
        self.code.setVisible(not said_yes)
        self.through.setVisible(not said_yes)
        self._person.setVisible(bool(draft))
        half = self.chosen is not None and bool(self.chosen.other_open)
        self._way_out.setText(way_out() if half else "")
        self._way_out.setVisible(half)
        self._show_rows()
        self._show_panel()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, lambda: self.show_draft(self._shown))

    @property
    def chosen(self) -> Unsettled | None:
        """The one that F12 and the buttons are about."""
        return next((u for u in self._shown if u.request_id == self._chosen), None)

    def take_key(self, key: str) -> bool:
        if key.isascii() and key.isdigit() and 1 <= int(key) <= len(self._shown):
            self._choose(self._shown[int(key) - 1].request_id)
            return True
        if key == "Alt+Y":
            self._went_through()
        elif key == "Alt+N":
            self._was_declined()
        return key in ("Alt+Y", "Alt+N")

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        """Ask again, post it, or open the return at which its code is typed."""
        one = self.chosen
        if one is None:
            return
        if one.askable(self.desk.cards):
            self._run(ask_again, one.request_id, self.desk.cards)
        elif one.has_draft and self._is_mine(one):
            self.desk.open(Intent(one.task, draft_id=one.transaction_id))

    def _went_through(self) -> None:
        if self.chosen is None or self.chosen.state == "approved":
            return
        code = self.code.text().strip()
        if not code:
            self.code.set_fault(self.tr("Type the code first."))
            self.code.setFocus()
            return
        self._run(went_through, self.chosen.request_id, code)

    def _was_declined(self) -> None:
        if self.chosen is not None:
            self._run(was_declined, self.chosen.request_id)

    def _run(self, use_case: Callable[..., bool], *arguments: object) -> None:
        assert self.chosen is not None
        place = next((t.settle for t in self.desk.tasks if t.key == self.chosen.task), None)
        if place is not None:
            self.desk.runner.run(
                partial(use_case, place), *arguments, done=self._settled, busy=self.block
            )

    def _settled(self, posted: bool) -> None:
        self.code.edit.clear()
        if posted:
            self.desk.banner(self.tr("It went through and is posted."))
        else:
            words = self.tr("Asked. Look below for what is still open.")
            self.desk.banner(words, Tone.INFORM, icon="credit-card")
        self._look_again()

    def _choose(self, request_id: str) -> None:
        self._chosen = request_id
        self.show_draft(self._shown)

    def _is_mine(self, one: Unsettled) -> bool:
        operator = self.desk.station.operator
        return operator is not None and operator.id == one.owner_id

    def _show_rows(self) -> None:
        clear(self._list)
        if not self._shown:
            title, line = (
                self.tr("Nothing to settle"),
                self.tr("Every card refund and payment has ended."),
            )
            self._list.addWidget(EmptyState("credit-card", title, line, ""), 1)
            return
        words, now = self.desk.words, self.desk.station.clock.now()
        groups = groups_of(self._shown)
        for place, one in enumerate(self._shown):
            if place:
                self._list.addWidget(Rule())
            group = next((g for g in groups if g[0] is one), None)
            if group is not None and len(groups) > 1:
                self._list.addWidget(Label(heading(group), Text.HEADING, "ink2"))
            line = f"{one.owner.split(' ')[0]} · {words.age(now - one.since)} · {state_words(one)}"
            row = WorkRow(
                place + 1, "credit-card", self._titled(one), line, words.money(one.amount)
            )
            row.setCheckable(True)
            row.setChecked(one.request_id == self._chosen)
            row.clicked.connect(lambda _=False, one=one: self._choose(one.request_id))
            self._list.addWidget(row)
        self._list.addStretch(1)

    def _show_panel(self) -> None:
        one = self.chosen
        rows = (
            ()
            if one is None
            else (
                KeyRow(self.tr("Asked by"), one.owner),
                KeyRow(self.tr("Amount"), self.desk.words.money(one.amount)),
            )
        )
        title = self._titled(one) if one is not None else heading(())
        self._panel.show_sections((Section(title, rows=rows, style=SectionStyle.HEAD),))
        self.block.show_amount(self._next(one))

    def _next(self, one: Unsettled | None) -> Amount:
        if one is None:
            done = self.tr("Nothing to settle")
            return Amount(self.tr("Next"), done, self.tr("Ask again"), money=False, enabled=False)
        action, enabled = self.tr("Ask again"), True
        if one.state == "approved":
            action, note = self.tr("Post it"), books_missing(one)
            if one.other_open:
                action = self.tr("Ask the other card")
                open_now = self.desk.words.money(one.other_open)
                note = self.tr("Nothing is posted before another card gives its {0}, too.")
                note = note.format(open_now)
        elif one.askable(self.desk.cards):
            note = self.tr("Asking moves no money.")
        elif one.has_draft and self._is_mine(one):
            action = self.tr("Open the return")
            if one.paid_in:
                action = self.tr("Open the exchange")
            note = self.tr("Type the code there, or say that it was declined.")
        else:
            enabled = False
            note = self.tr("A manager looks at the terminal and says how it ended.")
        amount = self.desk.words.money(one.amount)
        return Amount(kind_words(one), amount, action, note=note, enabled=enabled)

    def _titled(self, one: Unsettled) -> str:
        if isinstance(one.title, Said):
            return said_in(one.title, self.desk.words.language)
        words = self.tr("Receipt {0}")
        return words.replace("{0}", one.title[:24]) if one.title else kind_words(one)

    def _lay_out(self) -> None:
        card = Card()
        card.column.addWidget(scrolling_rows(self._list))
        self._person.column.addWidget(self._way_out)
        self._person.column.addWidget(self.code)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(12))
        buttons.addWidget(self.through)
        buttons.addWidget(self.declined)
        buttons.addStretch(1)
        self._person.column.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        column.addWidget(card, 1)
        column.addWidget(self._person)
        self._panel.set_foot(self.block)
