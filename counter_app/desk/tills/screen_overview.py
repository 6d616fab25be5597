"""The till that is open here: what can be done with it, what is on its way, and the other tills.

Nothing on it tells what a till holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.desk.tills.screen_actions import ActionColumns, ActionView
from counter_app.desk.tills.screen_list import ChoiceRow, ListRow
from counter_app.desk.tills.screen_open import TillCards
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.theme import Text
from counter_app.ui.widgets.banner import BannerPlace
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.keycap import Keycap
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.layouts import remove
from counter_app.ui.widgets.till_card import TillView

MOST_WAITING = {Grid.SMALL: 2, Grid.MEDIUM: 2, Grid.LARGE: 4}


MOST_ROWS = 7
"""From so many rows on, the list and the cards fill a window of 1280 by 800."""


class WaitingCard(Card):
    """What somebody must act on, oldest first; the last row leads to the rest."""

    picked = Signal(str)
    more = Signal()

    def __init__(self) -> None:
        super().__init__(12)
        self.column.setSpacing(0)
        self._title = Label("", Text.STRONG)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(Keycap("W"))
        self.column.addLayout(head)
        self._rows: list[ChoiceRow] = []
        self._shown: tuple[ListRow, ...] = ()

    def show_rows(self, rows: Sequence[ListRow], most: int) -> None:
        """Show so many of them; none hides the card."""
        self._title.setText(self.tr("On its way"))
        self.setVisible(bool(rows))
        new = tuple(rows)
        if len(new) > most:
            others = self.tr("{0} more").format(len(new) - most + 1)
            new = (*new[: most - 1], ListRow("", others, self.tr("Press W to see all")))
        if new == self._shown:
            return
        self._shown = new
        remove(self.column, self._rows)
        self._rows = []
        for one in new:
            row = ChoiceRow(one, "", line=bool(self._rows))
            row.clicked.connect(lambda _=False, key=one.key: self._picked(key))
            self.column.addWidget(row)
            self._rows.append(row)

    def _picked(self, key: str) -> None:
        if key:
            self.picked.emit(key)
        else:
            self.more.emit()


class OverviewPage(QWidget):
    """A head, what can be done and what waits, and a card for each till where there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.count = self.head.add_button(Button("", key="Shift+F8", icon="hash"))
        self.board = self.head.add_button(Button("", key="Alt+B", icon="layout-grid"))
        self.another = self.head.add_button(Button("", key="Alt+O", icon="plus"))
        self.waiting = WaitingCard()
        self.todo = ActionColumns(self.waiting)
        self.tills = TillCards()
        self._bar = FindingsBar()
        self._grid = Grid.MEDIUM
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.head, self._bar, self.todo):
            self._column.addWidget(widget)
        self._column.addWidget(self.tills, 1)
        self._column.addWidget(BannerPlace(), 1)

    def set_grid(self, grid: Grid) -> None:
        """Fit a window size: a small one has no room for the cards of all tills."""
        self._grid = grid
        self._column.setSpacing(theme.px(grid.gap))
        self.todo.set_gap(grid.gap, roomy=grid is Grid.LARGE)
        self._bar.set_compact(grid is Grid.SMALL)
        large = grid is Grid.LARGE  # else the list and the banner leave one row of cards
        self._column.setStretchFactor(self.tills, 100 if large else 1)
        self._fit()

    def show_tills(
        self,
        till: str,
        tills: Sequence[tuple[int, TillView, bool]],
        actions: Sequence[tuple[str, Sequence[ActionView]]],
        findings: Sequence[Finding],
        *,
        closed: bool,
    ) -> None:
        """The till's name, all tills, what can be done with it, and what to know."""
        line = self.tr("Open. What it holds is hidden until counted.")
        if closed:
            line = self.tr("Closed. It waits for its count.")
        self.head.set_words(till, line)
        self.count.set_words(self.tr("Count") if closed else self.tr("Count and close"))
        self.another.set_words(self.tr("Open another"))
        self.another.setVisible(closed)
        self.tills.show_tills(tills, digits=False)
        self.todo.show_actions(actions)
        self._bar.show_findings(list(findings))
        self._fit()

    def show_waiting(self, rows: Sequence[ListRow]) -> None:
        """What somebody must still act on."""
        self.waiting.show_rows(rows, MOST_WAITING[self._grid])

    def _fit(self) -> None:
        """The cards of the tills, where they leave room for a banner under the list, too."""
        room = self._grid is Grid.LARGE or (
            self._grid is Grid.MEDIUM and self._bar.isHidden() and self.todo.longest < MOST_ROWS
        )
        self.tills.setVisible(room)
        self.board.set_words("" if self._grid is Grid.SMALL else self.tr("Board"))
        self.board.setAccessibleName(self.tr("All tills"))
