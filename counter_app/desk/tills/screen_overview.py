"""The tills of the store while this desk's till is open: where they are, never what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.tills.screen_open import TillCards
from counter_app.ui import theme
from counter_app.ui.theme import Text
from counter_app.ui.widgets.buttons import Button
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.findings_bar import Finding, FindingsBar
from counter_app.ui.widgets.head import ScreenHead
from counter_app.ui.widgets.label import Label
from counter_app.ui.widgets.option_row import Option, OptionRow
from counter_app.ui.widgets.reason_picker import Reason, ReasonPicker
from counter_app.ui.widgets.till_card import TillView

MAX_WAITING = 4


class OverviewPage(QWidget):
    """A head, what can be done, a card for each till, and what is on its way."""

    receive = Signal(str)
    """The movement whose row was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.head = ScreenHead()
        self.count = self.head.add_button(Button("", key="Shift+F8", icon="hash"))
        self.another = self.head.add_button(Button("", key="Alt+O", icon="plus"))
        self.tills = TillCards()
        self.todo = ReasonPicker(across=5)
        self._bar = FindingsBar()
        self._waiting = Card()
        self._waiting_title = Label("", Text.STRONG)
        self._waiting.column.addWidget(self._waiting_title)
        self._rows: list[OptionRow] = []
        self._narrow = False
        self._many = 0
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.head)
        self._column.addWidget(self._bar)
        self._column.addWidget(self.todo)
        self._column.addWidget(self.tills, 1)
        self._column.addWidget(self._waiting)
        self._column.addStretch(0)

    def set_gap(self, gap: int) -> None:
        """Space between the parts; a small window has the actions in rows of three."""
        self._column.setSpacing(theme.px(gap))
        self._narrow = gap < 16
        self._arrange()
        self._bar.set_compact(gap < 16)

    def show_tills(
        self,
        till: str,
        tills: Sequence[tuple[int, TillView, bool]],
        actions: Sequence[Reason],
        findings: Sequence[Finding],
        *,
        closed: bool,
    ) -> None:
        """The till's name, all tills, what can be done with it, and what to know."""
        line = self.tr("Open. What it holds stays hidden until it is counted.")
        if closed:
            line = self.tr("Closed. It waits for its count.")
        self.head.set_words(till, line)
        self.count.set_words(self.tr("Count") if closed else self.tr("Count and close"))
        self.another.set_words(self.tr("Open another"))
        self.another.setVisible(closed)
        self.tills.show_tills(tills, digits=False)
        self.todo.set_title(self.tr("What to do"))
        self._many = len(actions)
        self._arrange()
        self.todo.set_reasons(actions)
        self.todo.setVisible(bool(actions))
        self._bar.show_findings(list(findings))

    def _arrange(self) -> None:
        """Keys in rows of about the same length."""
        even = {5: 3, 6: 3, 7: 4, 8: 4}.get(self._many, 5)
        self.todo.set_across(3 if self._narrow else even)

    def show_waiting(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Money on its way: id, title and where it comes from; nothing hides the card."""
        new = tuple(rows[:MAX_WAITING])
        self._waiting.setVisible(bool(new))
        self._waiting_title.setText(self.tr("On its way (Alt+R receives the oldest)"))
        if new == self._shown:
            return
        self._shown = new
        for old in self._rows:
            self._waiting.column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = []
        for key, title, under in new:
            row = OptionRow(Option(key, title, "package", under), line=bool(self._rows))
            row.clicked.connect(lambda _=False, key=key: self.receive.emit(key))
            self._waiting.column.addWidget(row)
            self._rows.append(row)
