"""Below the lines of a large window: what happened on the receipt, and what else is possible."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.desk.returns.gift import is_gift
from counter_app.desk.returns.screen_case import Shown
from counter_app.desk.returns.screen_lines import came_back
from counter_app.desk.returns.screen_options import option_rows, options_title
from counter_app.ui import theme
from counter_app.ui.screen import Grid
from counter_app.ui.widgets.context_panel import KeyRow
from counter_app.ui.widgets.row_card import RowCard

MAX_STORY = 4
FEW_LINES, MAX_LINES = 3, 6
"""Lines of a receipt that leave room below them: for both cards, and for its story alone."""


class Beside(QWidget):
    """Two cards side by side; gone where they would take room from the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story, self._options = RowCard(), RowCard()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(Grid.LARGE.gap))
        row.addWidget(self._story, 1)
        row.addWidget(self._options, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def tells_options(self) -> bool:
        """The customer's options stand here, and need not in the panel."""
        return not self.isHidden() and not self._options.isHidden()

    def show_return(self, shown: Shown, grid: Grid, lines: int) -> None:
        """Write both; a gift's story and value are not told, and without a receipt is no story."""
        large = grid is Grid.LARGE and not is_gift(shown.draft)
        bare = shown.draft.without is not None
        story = self._story_rows(shown) if large and lines <= MAX_LINES and not bare else ()
        self._story.show_rows(self.tr("This receipt so far"), story)
        found = option_rows(shown) if large and lines <= FEW_LINES else ()
        self._options.show_rows(options_title(), found)
        self.setVisible(not (self._story.isHidden() and self._options.isHidden()))

    def _story_rows(self, shown: Shown) -> list[KeyRow]:
        receipt = shown.draft.receipt
        sold = self.tr("Sold on {0}").format(shown.words.day(receipt.key.business_date))
        rows = [KeyRow(sold, shown.words.money(receipt.total_paid), icon="shopping-cart")]
        done = [x for x in receipt.sold if shown.draft.returned(x.number).quantity]
        for line in done[:MAX_STORY]:
            history = shown.draft.returned(line.number)
            words = came_back(line, history.quantity)
            rows.append(KeyRow(words, shown.words.money(-history.given), icon="undo-2"))
        if not done:
            rows.append(KeyRow(self.tr("Nothing came back yet"), icon="undo-2"))
        return rows
