"""The pages of the till screen and its panel, written from one value: what is being done now."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from counter_app.core.operator import Operator
from counter_app.desk.tills.screen_change import ChangePage
from counter_app.desk.tills.screen_count import CountPage
from counter_app.desk.tills.screen_count_views import CountViews
from counter_app.desk.tills.screen_done import DonePage
from counter_app.desk.tills.screen_list import ListPage
from counter_app.desk.tills.screen_move import MovePage
from counter_app.desk.tills.screen_open import OpenPage
from counter_app.desk.tills.screen_opening_views import OpeningViews
from counter_app.desk.tills.screen_overview import OverviewPage
from counter_app.desk.tills.screen_panel import TillPanel
from counter_app.desk.tills.screen_paper import PaperPage
from counter_app.desk.tills.screen_reason import ReasonPage
from counter_app.desk.tills.screen_standing import StandingViews
from counter_app.desk.tills.screen_state import Mode, TillWork
from counter_app.desk.tills.screen_views import TillViews
from counter_app.desk.tills.screen_words import TillWords
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.amount_block import Amount
from counter_app.ui.widgets.pages import Pages


class TillPages(Pages):
    """One page for each mode; `show_work` writes the page and the panel."""

    def __init__(self, words: TillWords) -> None:
        super().__init__()
        self.panel = TillPanel()
        self.wait_page = QWidget()
        self.open_page = OpenPage(words.currency.exponent, words.symbol())
        self.overview_page = OverviewPage()
        self.count_page = CountPage(words)
        self.reason_page = ReasonPage()
        self.done_page = DonePage(words)
        self.move_page = MovePage(words.currency.exponent, words.symbol())
        self.change_page = ChangePage(words)
        self.list_page = ListPage()
        self.paper_page = PaperPage()
        pages = (
            self.wait_page,
            self.open_page,
            self.overview_page,
            self.count_page,
            self.reason_page,
            self.done_page,
            self.move_page,
            self.change_page,
            self.list_page,
            self.paper_page,
        )
        self.add(*pages)
        views = TillViews(words)
        self.standing = StandingViews(words, views, self.panel, self.overview_page, self.move_page)
        self.opening = OpeningViews(words, views, self.panel, self.open_page)
        self.counting = CountViews(
            words, self.panel, self.count_page, self.reason_page, self.done_page
        )
        self.panel.next.clicked.connect(self.count_page.walk_on)

    def set_grid(self, grid: Grid) -> None:
        """Fit a window size."""
        self.panel.set_width(grid.panel)
        self.panel.block.set_large(grid is Grid.LARGE)
        for page in (
            self.count_page,
            self.reason_page,
            self.move_page,
            self.change_page,
            self.list_page,
        ):
            page.set_gap(grid.gap)
        for fitted in (self.open_page, self.overview_page, self.done_page, self.paper_page):
            fitted.set_grid(grid)

    def show_work(self, work: TillWork, operator: Operator | None) -> None:
        """Write everything from `work`."""
        match work.mode:
            case Mode.WAIT:
                self._show_wait()
            case Mode.OPEN:
                self.standing.show_todo(work, operator, self.open_page)
                self._show_amount(self.opening.show_open(work))
                self.bring(self.open_page)
            case Mode.OVERVIEW:
                self._show_amount(self.standing.show_overview(work, operator))
                self.bring(self.overview_page)
            case Mode.COUNT:
                self._show_amount(self.counting.show_count(work))
                self.bring(self.count_page)
            case Mode.REASON:
                self._show_amount(self.counting.show_reason(work))
                self.bring(self.reason_page)
            case Mode.DONE:
                self._show_amount(self.counting.show_done(work))
                self.bring(self.done_page)
            case Mode.MOVE:
                self._show_amount(self.standing.show_move(work))
                self.bring(self.move_page)
            case Mode.CHANGE:
                self._show_amount(self.standing.show_change(work, self.change_page))
                self.bring(self.change_page)
            case Mode.LIST:
                self._show_amount(self.standing.show_list(work, self.list_page))
                self.bring(self.list_page)
            case Mode.PAPER:
                self._show_amount(self.standing.show_paper(work, self.paper_page))
                self.bring(self.paper_page)
            case _:
                assert_never(work.mode)

    def show_row(self) -> None:
        """Mirror the row that is counted now; the keypad follows."""
        self.counting.mirror.show_row()

    def _show_wait(self) -> None:
        self.bring(self.wait_page)
        self.panel.show_sections(())
        self.panel.show_parts(mirror=False, keypad=False, walk=False)
        self._show_amount(
            Amount(
                self.tr("Cash"),
                self.tr("One moment"),
                self.tr("Open till"),
                enabled=False,
                money=False,
            )
        )

    def _show_amount(self, amount: Amount) -> None:
        self.panel.block.show_amount(amount)
