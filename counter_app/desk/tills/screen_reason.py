"""After a second count that does not match: its figures stand, only the reason is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.context_panel import KeyRow, RowView
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker


class ReasonPage(QWidget):
    """The final count as it was typed, and the reasons policy knows."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self._bar = FindingsBar()
        self._title = Label("", Text.STRONG)
        self._rows: tuple[KeyRow, ...] = ()
        self._card = Card()
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(2))
        self._card.column.addWidget(self._title)
        self._card.column.addLayout(self._list)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        held = QVBoxLayout(inside)
        held.setContentsMargins(0, 0, 0, 0)
        held.addWidget(self._card)
        held.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
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
        self._bar.set_compact(gap < 16)
        self.picker.set_across(3 if gap < 16 else 4)

    def show_count(
        self, rows: Sequence[KeyRow], reasons: Sequence[Reason], chosen: str, finding: Finding
    ) -> None:
        """The count's rows, what can be chosen, and why."""
        if tuple(rows) != self._rows:
            self._rows = tuple(rows)
            while (item := self._list.takeAt(0)) is not None:
                if (old := item.widget()) is not None:
                    old.hide()
                    old.deleteLater()
            for row in rows:
                self._list.addWidget(RowView(row))
        self._bar.show_findings([finding])
        self.picker.set_reasons(reasons)
        self.picker.set_chosen(chosen)

    def retranslate(self) -> None:
        """Write the words that do not depend on the count."""
        self._title.setText(self.tr("Second count"))
        self.picker.set_title(self.tr("Reason for the difference"))
