"""The manager's page of signals: what was seen, on what it is based, how much money is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from counter_app.core.errors import CounterError
from counter_app.core.intent import Intent
from counter_app.core.words import Words as Sentences
from counter_app.desk.patterns.rules import Signal
from counter_app.desk.patterns.service import read_signals
from counter_app.paths import resources
from counter_app.ui import theme
from counter_app.ui.screen import Desk, Screen
from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label, Rule
from counter_app.ui.widgets.layouts import clear

MAX_SHOWN = 40


class PatternsScreen(Screen):
    """Reads afresh each time it comes to the front; keeps nothing when it is left."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._head = ScreenHead()
        self._card = Card()
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setAccessibleName(self.tr("Signals"))
        self._card.column.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._head)
        column.addWidget(self._card, 1)
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self.show_draft(())

    def start(self, intent: Intent) -> None:
        self.show_draft(())
        self.desk.runner.background(read_signals, done=self.show_draft, failed=self._refused)

    def leave(self) -> None:
        self.show_draft(())

    def show_draft(self, draft: tuple[Signal, ...]) -> None:
        """Write the rows."""
        self._head.set_words(
            self.tr("Patterns"), self.tr("A signal proves nothing; it says where to look.")
        )
        clear(self._rows)
        currency = self.desk.station.store.currency
        said = Sentences.load(self.desk.words.language, currency, resources("i18n"))
        for place, signal in enumerate(draft[:MAX_SHOWN]):
            if place:
                self._rows.addWidget(Rule())
            text, based_on = said.finding(signal.finding)
            self._rows.addWidget(Label(text, Text.BODY, wrap=True))
            self._rows.addWidget(Label(based_on, Text.HINT, "ink2", wrap=True))
        if not draft:
            fact = self.tr("No pattern stands out")
            line = self.tr("Signals about refunds appear here, never about yourself.")
            self._rows.addWidget(EmptyState("eye", fact, line))
        self._rows.addStretch(1)
        note = self.tr("Each signal says on what it is based. None decides anything.")
        title = self.tr("For managers")
        self._panel.show_sections([Section(title, sub=note, style=SectionStyle.HEAD)])
        self._block.show_amount(
            Amount(self.tr("Signals"), str(len(draft)), self.tr("Home"), key="Esc", money=False)
        )

    def panel(self) -> QWidget:
        return self._panel

    def primary(self) -> None:
        self.desk.go_home()

    def _refused(self, error: CounterError) -> None:
        self.desk.refusal(error)
