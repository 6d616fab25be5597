"""After a second count that does not match: its figures stand, only the reason is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Rule
from counter_app.ui.widgets.layouts import clear
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.widgets.scroll import scrolling_rows

Columns: TypeAlias = tuple[tuple[str, tuple[KeyRow, ...]], ...]


class ReasonPage(QWidget):
    """The final count as it was typed, and the reasons policy knows."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.dispute = self.head.add_button(Button("", key="Alt+N", icon="circle-alert"))
        self._bar = FindingsBar()
        self._shown: Columns = ()
        self._cards = QHBoxLayout()
        scroll = scrolling_rows(self._cards)
        self.picker = ReasonPicker()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._bar)
        self._column.addWidget(scroll, 1)
        self._column.addWidget(self.picker)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has reasons in two rows."""
        self._column.setSpacing(theme.px(gap))
        self._cards.setSpacing(theme.px(gap))
        self._bar.set_compact(gap < 16)
        self.picker.set_across(3 if gap < 16 else 4)

    def show_count(
        self, columns: Columns, reasons: Sequence[Reason], chosen: str, finding: Finding
    ) -> None:
        """The count's columns (title and rows), what can be chosen, and why."""
        self.picker.setVisible(bool(reasons))
        if columns != self._shown:
            self._shown = columns
            clear(self._cards)
            for title, rows in columns:
                card = Card()
                card.column.setSpacing(theme.px(2))
                card.add_heading(title)
                card.column.addSpacing(theme.px(6))
                for row in rows:
                    if row.total:
                        card.column.addSpacing(theme.px(4))
                        card.column.addWidget(Rule())
                        card.column.addSpacing(theme.px(4))
                    card.column.addWidget(RowView(row))
                self._cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
        self._bar.show_findings([finding])
        self.picker.set_reasons(reasons)
        self.picker.set_chosen(chosen)

    def show_dispute(self, *, can: bool, disputed: bool) -> None:
        """Whether the difference is left to somebody who may accept it."""
        self.dispute.setVisible(can)
        accept, leave = self.tr("Choose a reason"), self.tr("Not accepted")
        self.dispute.set_words(accept if disputed else leave)

    def retranslate(self) -> None:
        """Write the words that do not depend on the count."""
        self.picker.set_title(self.tr("Reason for the difference"))
