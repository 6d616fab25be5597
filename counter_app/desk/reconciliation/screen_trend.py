"""The trend view: thirty days of over and short, and of refunds; arrows pick a day."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.errors import CounterError
from counter_app.core.intent import Intent
from counter_app.core.money import ZERO, Money, total
from counter_app.desk.reconciliation.trends import TrendDay, Trends, read_trends
from counter_app.ui import theme
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.theme import Text
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.trend_chart import Bar, TrendChart


class TrendScreen(Screen):
    """Two charts of the same days; the panel says the picked day and the sums."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._chosen = -1
        self._trends = Trends()
        self._head = ScreenHead()
        self._titles = [Label("", Text.STRONG), Label("", Text.STRONG)]
        self._notes = [Label("", Text.HINT, "ink2", wrap=True) for _ in range(2)]
        self._charts = [TrendChart(), TrendChart()]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head)
        for title, note, chart in zip(self._titles, self._notes, self._charts, strict=True):
            card = Card()
            for part in (title, note):
                card.column.addWidget(part)
            card.column.addWidget(chart, 1)
            column.addWidget(card, 1)
            chart.picked.connect(self._pick)
        self._column = column
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self.set_grid(Grid.MEDIUM)
        self.show_draft(self._trends)

    def start(self, intent: Intent) -> None:
        self.desk.runner.run(read_trends, done=self._looked, failed=self._refused)

    def panel(self) -> QWidget:
        return self._panel

    def set_grid(self, grid: Grid) -> None:
        self._column.setSpacing(theme.px(grid.gap))
        self._block.set_large(grid is Grid.LARGE)

    def take_key(self, key: str) -> bool:
        steps = {"Left": -1, "Right": 1, "Home": -len(self._trends.days)}
        if key not in steps or not self._trends.days:
            return False
        self._pick(max(0, min(len(self._trends.days) - 1, self._chosen + steps[key])))
        return True

    def primary(self) -> None:
        """F12: back to the Books."""
        self.desk.open(Intent("reconciliation"))

    def escape(self) -> bool:
        self.primary()
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self._trends)
        super().changeEvent(event)

    def show_draft(self, draft: Trends) -> None:
        """Write both charts and the panel."""
        self._trends = draft
        words = self.desk.words
        self._head.set_words(
            self.tr("Trends"), self.tr("Thirty days of the books. Arrow keys pick a day.")
        )
        limit = draft.limit
        said = "" if limit is None else words.money(limit)
        self._titles[0].setText(self.tr("Over and short"))
        self._notes[0].setText(
            self.tr("Above the line over, below short. Dashes: a manager decides from {0} on.")
            .replace("{0}", said)
        )  # fmt: skip
        self._titles[1].setText(self.tr("Refunds"))
        self._notes[1].setText(self.tr("All tenders; voided returns are left out."))
        self._charts[0].show_bars(
            self.tr("Over and short"),
            [self._bar(d, d.over_short) for d in draft.days],
            None if limit is None else limit.minor,
            said,
        )
        self._charts[1].show_bars(self.tr("Refunds"), [self._bar(d, d.refunds) for d in draft.days])
        for chart in self._charts:
            chart.choose(self._chosen)
        self._show_panel()

    def _bar(self, day: TrendDay, amount: Money | None) -> Bar:
        shown = "" if amount is None else self.desk.words.money(amount)
        return Bar(self.desk.words.short_day(day.day), None if amount is None else amount.minor,
                   shown)  # fmt: skip

    def _show_panel(self) -> None:
        days, words = self._trends.days, self.desk.words
        off = [d.over_short for d in days if d.over_short]
        over = total(m for m in off if m > ZERO)
        short = total(m for m in off if m < ZERO)
        refunds = total(d.refunds for d in days if d.refunds)
        sums = (
            KeyRow(self.tr("Over"), words.money(over)),
            KeyRow(self.tr("Short"), words.money(short), ink="deny" if short else "ink"),
            KeyRow(self.tr("Over and short"), words.money(over + short), total=True),
            KeyRow(self.tr("Refunds"), words.money(refunds)),
        )
        sections = [Section(self.tr("Thirty days"), rows=sums, style=SectionStyle.HEAD)]
        if 0 <= self._chosen < len(days):
            day = days[self._chosen]
            rows = (
                KeyRow(self.tr("Over and short"), self._amount(day.over_short)),
                KeyRow(self.tr("Refunds"), self._amount(day.refunds)),
            )
            sections.append(Section(words.full_day(day.day), rows=rows))
        self._panel.show_sections(tuple(sections))
        self._block.show_amount(
            Amount(
                self.tr("Thirty days"), words.money(over + short), self.tr("To the Books"),
                note=self.tr("Over and short in all."),
            )
        )  # fmt: skip

    def _amount(self, amount: Money | None) -> str:
        return self.tr("None") if not amount else self.desk.words.money(amount)

    def _pick(self, place: int) -> None:
        self._chosen = place
        self.show_draft(self._trends)

    def _looked(self, trends: Trends) -> None:
        self._chosen = len(trends.days) - 1
        self.show_draft(trends)

    def _refused(self, error: CounterError) -> None:
        self.desk.refusal(error)
        self.show_draft(Trends())
