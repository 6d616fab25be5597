"""Where a day's returned goods go: a list for each way, by item, and its paper."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core import quantity as q
from counter_app.core.errors import BadInput, CounterError
from counter_app.core.goods_back import GoodsBack
from counter_app.core.ids import new_id
from counter_app.core.intent import Intent
from counter_app.core.typed_day import day_of
from counter_app.core.words import Words as Sentences
from counter_app.desk.returns.goods_lists import GoodsLists, goods_of, print_goods
from counter_app.desk.returns.slip_goods import GoodsList, code_under_bars
from counter_app.paths import resources
from counter_app.ui import theme
from counter_app.ui.refusals import in_words
from counter_app.ui.screen import Desk, Grid, Screen
from counter_app.ui.widgets.amount_block import Amount, AmountBlock
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.context_panel import ContextPanel, KeyRow, Section, SectionStyle
from counter_app.ui.widgets.empty_state import EmptyState
from counter_app.ui.widgets.field import Field
from counter_app.ui.widgets.head import Press, ScreenHead
from counter_app.ui.widgets.line_model import Cell, Column, ColumnKind, LineRow
from counter_app.ui.widgets.line_table import TableCard
from counter_app.ui.widgets.reason_picker import MAX_REASONS, Reason, ReasonPicker

ALL: Final = ""
"""The choice that shows every way."""
MAX_ROWS: Final = 500
ROW_HEIGHTS: Final = {Grid.SMALL: 51, Grid.MEDIUM: 59, Grid.LARGE: 60}
_DAY: Final = timedelta(days=1)


class GoodsScreen(Screen):
    """Digits choose a way, Page Up and Down a day; F12 prints what is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._found: GoodsLists | None = None
        self._way = ALL
        self._head = ScreenHead()
        self._head.pressed.connect(self._pressed)
        self.day = Field("")
        self.day.edit.setMaxLength(10)
        self.day.submitted.connect(self._typed)
        self.ways = ReasonPicker(across=4)
        self.ways.picked.connect(self._choose)
        self._empty = EmptyState("package", "")
        self._card = TableCard(self._empty)
        self.table = self._card.table
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._head, self.day, self.ways, self._card):
            column.addWidget(part)
        column.addWidget(BannerPlace(), 1)
        self._column = column
        self._panel = ContextPanel()
        self._block = AmountBlock()
        self._block.pressed.connect(self.primary)
        self._panel.set_foot(self._block)
        self.day.hide()
        self.set_grid(Grid.MEDIUM)

    # ------------------------------------------------------------------ what the shell calls

    def start(self, intent: Intent) -> None:
        self._way = ALL
        self._close_field()
        self.show_draft(None)
        self._look(None)

    def leave(self) -> None:
        self._close_field()

    def panel(self) -> QWidget:
        return self._panel

    def set_grid(self, grid: Grid) -> None:
        self._column.setSpacing(theme.px(grid.gap))
        self._panel.set_width(grid.panel)
        self._block.set_large(grid is Grid.LARGE)
        self.table.set_row_height(ROW_HEIGHTS[grid])
        self.ways.set_across(3 if grid is Grid.SMALL else 4)

    def take_key(self, key: str) -> bool:
        if len(key) == 1 and key.isascii() and key.isdigit():
            return self.ways.pick_digit(int(key))
        if key in ("PgUp", "PgDown", "Alt+D"):
            self._pressed(key)
            return True
        if key in ("Up", "Down"):
            self._walk(1 if key == "Down" else -1)
            return True
        return False

    def primary(self) -> None:
        """F12: the list on view goes to the printer."""
        found = self._found
        if found is not None and self._shown():
            self.desk.runner.run(
                print_goods, found.day, self._way, new_id(), done=self._printed, busy=self._block
            )

    def escape(self) -> bool:
        if self.day.isHidden():
            return False
        self._close_field()
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.show_draft(self._found)
        super().changeEvent(event)

    # ------------------------------------------------------------------ showing

    def show_draft(self, draft: GoodsLists | None) -> None:
        """Write every widget from the lists of a day; None while they are looked for."""
        self._found = draft
        words = self.desk.words
        day = "" if draft is None else f"{words.weekday(draft.day)}, {words.full_day(draft.day)}"
        self._head.set_words(self.tr("Goods back"), day)
        later = draft is not None and draft.day < draft.today
        self._head.show_presses(
            (
                Press("PgUp", self.tr("Day before"), "PgUp", draft is not None),
                Press("PgDown", self.tr("Day after"), "PgDown", later),
                Press("Alt+D", self.tr("Day"), "Alt+D", draft is not None),
            )
        )
        self.day.set_label(self.tr("Which day? 11/7 or 2026-11-07"))
        self._show_ways(draft)
        self.table.set_columns(
            (
                Column(self.tr("Item")),
                Column(self.tr("Reason"), ColumnKind.TEXT, 148),
                Column(self.tr("Ticket"), ColumnKind.TEXT, 112),
                Column(self.tr("Quantity"), ColumnKind.NUMBER, 88),
            )
        )
        said = self._sentences()
        self._empty.set_words(
            self.tr("No goods came back on this day"),
            self.tr("Each returned item stands here, by where it goes."),
        )
        shown = enumerate(self._shown()[:MAX_ROWS])
        self._card.set_rows([self._row(str(n), one, row, said) for n, (one, row) in shown])
        self._show_panel(draft, said)

    def _show_ways(self, draft: GoodsLists | None) -> None:
        lists = () if draft is None else draft.lists
        said = self._sentences()
        if self._way not in (ALL, *(one.disposition for one in lists)):
            self._way = ALL
        count = 0 if draft is None else draft.count
        ways = [
            Reason(ALL, self.tr("All") + f" · {count}"),
            *(
                Reason(one.disposition, f"{said.term(one.label)} · {len(one.rows)}")
                for one in lists[: MAX_REASONS - 1]
            ),
        ]
        self.ways.setVisible(bool(lists))
        self.ways.set_title(self.tr("Goes to"))
        self.ways.set_reasons(ways)
        self.ways.set_chosen(self._way)

    def _shown(self) -> list[tuple[GoodsList, GoodsBack]]:
        """The rows of the list on view, each with its list."""
        lists = () if self._found is None else self._found.lists
        return [(x, row) for x in lists if self._way in (ALL, x.disposition) for row in x.rows]

    def _row(self, key: str, one: GoodsList, row: GoodsBack, said: Sentences) -> LineRow:
        assert self._found is not None
        shown = (said.term(row.department), code_under_bars(row.item_code))
        place = " · ".join(part for part in shown if part)
        return LineRow(
            key,
            (
                Cell(row.description, place),
                Cell(said.term(self._found.reason(row)), said.term(one.label)),
                Cell(row.ticket),
                Cell(q.plain(row.quantity)),
            ),
        )

    def _show_panel(self, draft: GoodsLists | None, said: Sentences) -> None:
        lists = () if draft is None else draft.lists
        rows = tuple(KeyRow(said.term(one.label), str(len(one.rows))) for one in lists)
        note = self.tr("Lines by where the goods go. Voided returns are left out.")
        self._panel.show_sections(
            (Section(self.tr("Lists"), sub=note, rows=rows, style=SectionStyle.HEAD),)
        )
        chosen = next((one for one in lists if one.disposition == self._way), None)
        count = len(self._shown())
        self._block.show_amount(
            Amount(
                self.tr("All lists") if chosen is None else said.term(chosen.label),
                str(count),
                self.tr("Print the list"),
                note=self.tr("lines"),
                enabled=count > 0,
                money=False,
            )
        )

    def _sentences(self) -> Sentences:
        currency = self.desk.station.store.currency
        return Sentences.load(self.desk.words.language, currency, resources("i18n"))

    # ------------------------------------------------------------------ doing

    def _pressed(self, name: str) -> None:
        found = self._found
        if found is None:
            return
        if name == "Alt+D":
            self.day.show()
            self.day.setFocus()
        elif name == "PgUp":
            self._look(found.day - _DAY)
        elif name == "PgDown" and found.day < found.today:
            self._look(found.day + _DAY)

    def _typed(self, text: str) -> None:
        found = self._found
        if found is None:
            return
        try:
            day = day_of(text, found.today)
        except BadInput as bad:
            self.day.set_fault(in_words(bad, self.desk.words.language).text)
            return
        self._close_field()
        self._look(min(day, found.today))

    def _choose(self, way: str) -> None:
        self._way = way
        self.show_draft(self._found)

    def _walk(self, by: int) -> None:
        keys = [row.key for row in self.table.rows()]
        if keys:
            place = keys.index(self.table.current_key()) + by
            self.table.set_current(keys[max(0, min(len(keys) - 1, place))])

    def _look(self, day: date | None) -> None:
        self.desk.runner.run(
            partial(goods_of, day), done=self.show_draft, failed=self._refused, busy=self._block
        )

    def _printed(self, _transaction: str) -> None:
        self.desk.banner(self.tr("The list prints now."), icon="printer")

    def _refused(self, error: CounterError) -> None:
        self.desk.refusal(error)

    def _close_field(self) -> None:
        self.day.edit.clear()
        self.day.set_fault("")
        self.day.clearFocus()
        self.day.edit.clearFocus()
        self.day.hide()
